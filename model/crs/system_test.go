package crs

import (
	"math"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"catchment/model"
)

func TestFind(t *testing.T) {
	for name, want := range map[string]*System{
		"CRS84": CRS84, "http://www.opengis.net/def/crs/OGC/1.3/CRS84": CRS84, "urn:ogc:def:crs:OGC:1.3:CRS84": CRS84,
		"epsg:4326": WGS84, "https://www.opengis.net/def/crs/EPSG/0/4326": WGS84, "4326": WGS84,
		" EPSG:3857 ": WebMercator, "urn:ogc:def:crs:EPSG::3857": WebMercator,
		"27700": NationalGrid, "<http://www.opengis.net/def/crs/EPSG/0/27700>": NationalGrid,
	} {
		if got, err := Find(name); err != nil || got != want {
			t.Errorf("%q: %v (%v)", name, got, err)
		}
	}
	for _, name := range []string{"", "EPSG:29903", "CRS83", "http://www.opengis.net/def/crs/EPSG/9/27700x"} {
		if _, err := Find(name); model.CodeOf(err) != model.Invalid {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestAxes(t *testing.T) {
	p := orb.Point{-3.18, 51.48}
	for _, c := range []struct {
		system *System
		want   orb.Point
		north  bool
	}{
		{CRS84, orb.Point{-3.18, 51.48}, false},
		{WGS84, orb.Point{51.48, -3.18}, true},
		{WebMercator, orb.Point{-353995.98, 6706643.42}, false},
		{NationalGrid, orb.Point{318152.63, 176331.99}, false},
	} {
		got, err := c.system.Forward(p)
		if err != nil || apart(got, c.want) > 1 || c.system.NorthFirst() != c.north {
			t.Errorf("%s: %.2f (%v), north first %t", c.system.Code, got, err, c.system.NorthFirst())
		}
		back, err := c.system.Inverse(got)
		if err != nil || math.Abs(back[0]-p[0]) > 1e-9 || math.Abs(back[1]-p[1]) > 1e-9 {
			t.Errorf("%s: back at %v (%v)", c.system.Code, back, err)
		}
	}
}

func TestOutside(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		system *System
		p      orb.Point
	}{
		{NationalGrid, orb.Point{12, 52}}, {NationalGrid, orb.Point{-3, 30}}, {NationalGrid, orb.Point{-3, nan}}, {NationalGrid, orb.Point{inf, 52}},
		{WebMercator, orb.Point{0, 86}}, {WebMercator, orb.Point{181, 0}}, {WGS84, orb.Point{0, 91}}, {CRS84, orb.Point{nan, 0}},
	} {
		if got, err := c.system.Forward(c.p); model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), c.system.Code) {
			t.Errorf("%s takes %v as %v (%v)", c.system.Code, c.p, got, err)
		}
	}
	for _, c := range []struct {
		system *System
		p      orb.Point
	}{
		{NationalGrid, orb.Point{5e6, 0}}, {NationalGrid, orb.Point{-1e300, 1e300}}, {NationalGrid, orb.Point{nan, 0}}, {NationalGrid, orb.Point{0, -inf}},
		{WebMercator, orb.Point{0, 3e7}}, {WebMercator, orb.Point{-inf, 0}}, {WGS84, orb.Point{100, 100}},
	} {
		if got, err := c.system.Inverse(c.p); model.CodeOf(err) != model.Invalid {
			t.Errorf("%s takes %v back as %v (%v)", c.system.Code, c.p, got, err)
		}
	}
}

// Every position of a system's extent comes back, and whatever number is
// given, Inverse ends and gives a position of the extent or refuses.
func TestLaws(t *testing.T) {
	for _, s := range Systems {
		rapid.Check(t, func(t *rapid.T) {
			p := orb.Point{rapid.Float64Range(s.Extent.Min[0], s.Extent.Max[0]).Draw(t, "lon"), rapid.Float64Range(s.Extent.Min[1], s.Extent.Max[1]).Draw(t, "lat")}
			there, err := s.Forward(p)
			if err != nil {
				t.Fatal(err)
			}
			back, err := s.Inverse(there)
			if err != nil || math.Abs(back[0]-p[0]) > 1e-8 || math.Abs(back[1]-p[1]) > 1e-8 {
				t.Fatalf("%s: %v comes back as %v (%v)", s.Code, p, back, err)
			}
			odd := orb.Point{rapid.Float64().Draw(t, "x"), rapid.Float64().Draw(t, "y")}
			if back, err := s.Inverse(odd); err == nil && !s.holds(back) {
				t.Fatalf("%s: %v gives %v", s.Code, odd, back)
			}
		})
	}
}

func TestGeometry(t *testing.T) {
	ring := orb.Ring{{-3, 52}, {-2, 52}, {-2, 53}, {-3, 52}}
	for _, g := range []orb.Geometry{
		nil, orb.Point{-3, 52}, orb.MultiPoint{{-3, 52}}, orb.LineString{{-3, 52}, {-2, 51}}, orb.MultiLineString{{{-3, 52}, {-2, 51}}},
		ring, orb.Polygon{ring}, orb.MultiPolygon{{ring}, nil}, orb.MultiPolygon{}, orb.Collection{orb.Point{-3, 52}, orb.Polygon{ring}},
		orb.Bound{Min: orb.Point{-3, 52}, Max: orb.Point{-2, 53}},
	} {
		before := orb.Clone(g)
		there, err := WGS84.ForwardGeometry(g)
		if err != nil {
			t.Fatal(err)
		}
		back, err := WGS84.InverseGeometry(there)
		if err != nil || !cmp.Equal(back, before) || !cmp.Equal(g, before) {
			t.Errorf("%v comes back as %v (%v)", before, back, err)
		}
	}
	if _, err := NationalGrid.ForwardGeometry(orb.MultiPolygon{{ring}, {{{100, 0}}}}); model.CodeOf(err) != model.Invalid {
		t.Errorf("a part outside is taken: %v", err)
	}
}

// A boundary that comes again is the same, and one that shares only its
// beginning is not taken for it.
func TestRepeating(t *testing.T) {
	first, second := orb.Polygon{{{-3, 52}, {-2, 52}, {-2, 53}, {-3, 52}}}, orb.Polygon{{{-1, 52}, {0, 52}, {0, 53}, {-1, 52}}}
	forward := NationalGrid.Repeating()
	for _, g := range []orb.Geometry{orb.MultiPolygon{first}, orb.MultiPolygon{first, second}, orb.MultiPolygon{first}, orb.MultiPolygon{second}, orb.Point{-3, 52}, nil, orb.MultiPolygon{}} {
		want, _ := NationalGrid.ForwardGeometry(g)
		if got, err := forward(g); err != nil || !cmp.Equal(got, want) {
			t.Errorf("%v: %v (%v), want %v", g, got, err, want)
		}
	}
	if _, err := forward(orb.MultiPolygon{{{{100, 0}}}}); model.CodeOf(err) != model.Invalid {
		t.Errorf("a boundary outside is taken: %v", err)
	}
}

// The northern edge of a box bulges on the grid, so that its corners alone
// would lose some of it.
func TestBound(t *testing.T) {
	in := orb.Bound{Min: orb.Point{-6, 50}, Max: orb.Point{2, 58}}
	g, err := NationalGrid.ForwardGeometry(in)
	if err != nil {
		t.Fatal(err)
	}
	south, _ := NationalGrid.Forward(orb.Point{-2, 50})
	if box := g.(orb.Bound); box.Min[1] > south[1]+1 {
		t.Errorf("%v leaves out %v", box, south)
	}
}

// The definitions are those that GDAL takes for the codes.
func TestDefinitions(t *testing.T) {
	program, err := exec.LookPath("gdalsrsinfo")
	if err != nil {
		t.Skip("gdalsrsinfo (gdal-bin) is not installed")
	}
	for _, s := range Systems {
		for form, text := range map[string]string{"WKT1": s.WKT1, "WKT2": s.WKT2, "Esri": s.Esri} {
			as, want := "epsg", s.Code
			if s == CRS84 { // which GDAL knows no number of
				as, want = "proj4", "+proj=longlat +datum=WGS84"
			}
			out, err := exec.Command(program, "-o", as, text).CombinedOutput()
			if err != nil || !strings.Contains(string(out), want) {
				t.Errorf("%s of %s: %s (%v)", form, s.Code, out, err)
			}
		}
	}
}
