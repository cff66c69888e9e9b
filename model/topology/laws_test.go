package topology

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"github.com/peterstace/simplefeatures/geom"
)

// failing is what *testing.T and *rapid.T share.
type failing interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

type edge [2]orb.Point

func edgesOf(outlines []Outline) map[edge]string {
	out := map[edge]string{}
	for _, o := range outlines {
		for _, polygon := range o.Boundary {
			for _, ring := range polygon {
				for i := 1; i < len(ring); i++ {
					out[edge{ring[i-1], ring[i]}] += o.Code + " "
				}
			}
		}
	}
	return out
}

// coast is the outline of all areas together: the edges with land on one side.
func coast(edges map[edge]string) map[edge]bool {
	out := map[edge]bool{}
	for e := range edges {
		if _, shared := edges[edge{e[1], e[0]}]; !shared {
			out[e] = true
		}
	}
	return out
}

// holdsTogether checks what must be so of a layer at any tolerance: every
// area has a ring, every ring is valid, borders are shared, what was coast is
// coast and what was a border is a border, and no two borders cross but those
// that crossed before (in the open data of Wales, at two places).
func holdsTogether(t failing, topology *Topology, layer string, tolerance float64) []Outline {
	t.Helper()
	full, slight := topology.At(layer, 0), topology.At(layer, tolerance)
	for i, o := range slight {
		if o.Code != full[i].Code || len(o.Boundary) == 0 {
			t.Fatalf("%s at %g: no ring is left", full[i].Code, tolerance)
		}
		validRings(t, o)
	}
	edges := edgesOf(slight)
	for e, users := range edges {
		if n := len(split(users)); n != 1 {
			t.Errorf("at %g the edge %v is used in one direction by %d areas: %s", tolerance, e, n, users)
		}
	}
	shore := map[orb.Point]bool{}
	for e := range coast(edgesOf(full)) {
		shore[e[0]] = true
	}
	for e := range coast(edges) {
		if !shore[e[0]] || !shore[e[1]] {
			t.Errorf("at %g the border %v of %s has no area on its other side", tolerance, e, edges[e])
		}
	}
	if before, after := crossings(edgesOf(full)), crossings(edges); after > before {
		t.Errorf("at %g there are %d crossings of borders, before there were %d", tolerance, after, before)
	}
	return slight
}

func split(users string) []string {
	var out []string
	for from, i := 0, 0; i < len(users); i++ {
		if users[i] == ' ' {
			out, from = append(out, users[from:i]), i+1
		}
	}
	return out
}

func validRings(t failing, o Outline) {
	t.Helper()
	for _, polygon := range o.Boundary {
		var rings []geom.LineString
		for _, ring := range polygon {
			if len(ring) < 4 || !ring.Closed() || planar.Area(ring) == 0 {
				t.Errorf("%s: a ring of %d points with area %g", o.Code, len(ring), planar.Area(ring))
			}
			var flat []float64
			for _, p := range ring {
				flat = append(flat, p[0], p[1])
			}
			rings = append(rings, geom.NewLineString(geom.NewSequence(flat, geom.DimXY)))
		}
		if err := geom.NewPolygon(rings).Validate(); err != nil {
			t.Errorf("%s: %v", o.Code, err)
		}
	}
}

// crossings counts the pairs of edges that meet other than at a shared end.
func crossings(edges map[edge]string) int {
	var all []edge
	for e := range edges {
		if _, both := edges[edge{e[1], e[0]}]; !both || slices.Compare(e[0][:], e[1][:]) < 0 {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(e, f edge) int { return cmp.Compare(min(e[0][0], e[1][0]), min(f[0][0], f[1][0])) })
	count := 0
	for i, e := range all {
		right := max(e[0][0], e[1][0])
		for _, f := range all[i+1:] {
			if min(f[0][0], f[1][0]) > right {
				break
			}
			if e[0] != f[0] && e[0] != f[1] && e[1] != f[0] && e[1] != f[1] && cross(e, f) {
				count++
			}
		}
	}
	return count
}

func cross(e, f edge) bool {
	a, b := twice(e[0], e[1], f[0]), twice(e[0], e[1], f[1])
	c, d := twice(f[0], f[1], e[0]), twice(f[0], f[1], e[1])
	return (a < 0) != (b < 0) && (c < 0) != (d < 0)
}

// covers is the land a layer covers: borders cancel, coasts stay.
func covers(outlines []Outline) float64 {
	sum := 0.0
	for _, o := range outlines {
		sum += planar.Area(o.Boundary)
	}
	return sum
}

// sameCoast checks that two layers that cover the same land still do: their
// coasts differ by no more edges than before.
func sameCoast(t failing, topology *Topology, parts, whole string, tolerance float64) {
	t.Helper()
	fine, coarse := topology.At(parts, tolerance), topology.At(whole, tolerance)
	before, after := apart(topology.At(parts, 0), topology.At(whole, 0)), apart(fine, coarse)
	if after > before {
		t.Errorf("at %g the coasts of %s and %s differ by %d edges, before by %d", tolerance, parts, whole, after, before)
	}
	if x, y := covers(fine), covers(coarse); math.Abs(x-y) > 1e-8*x {
		t.Errorf("%s cover %g, %s %g", parts, x, whole, y)
	}
}

// apart counts the coast edges that only one of two layers has.
func apart(fine, coarse []Outline) int {
	a, b := coast(edgesOf(fine)), coast(edgesOf(coarse))
	count := 0
	for e := range a {
		if !b[e] {
			count++
		}
	}
	for e := range b {
		if !a[e] {
			count++
		}
	}
	return count
}

// asAreas takes outlines back to WGS 84, to be simplified again.
func asAreas(layer string, outlines []Outline) []Area {
	var out []Area
	for _, o := range outlines {
		boundary := o.Boundary.Clone()
		for _, polygon := range boundary {
			for _, ring := range polygon {
				for i, p := range ring {
					ring[i] = Unproject(p)
				}
			}
		}
		out = append(out, Area{layer, o.Code, boundary})
	}
	return out
}

func textOf(outlines []Outline) string { return fmt.Sprint(outlines) }
