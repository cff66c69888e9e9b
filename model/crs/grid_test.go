package crs

import (
	"fmt"
	"math"
	"os/exec"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

func dms(degrees, minutes, seconds float64) float64 { return degrees + minutes/60 + seconds/3600 }

// The guide's worked example of annex C: Caister water tower, Airy 1830.
func TestProjectionOfTheGuide(t *testing.T) {
	lat, lon := radians(dms(52, 39, 27.2531)), radians(dms(1, 43, 4.5177))
	got := airy.project(lat, lon)
	if want := (orb.Point{651409.903, 313177.270}); apart(got, want) > 0.002 {
		t.Errorf("%.4f, want %.3f", got, want)
	}
	backLat, backLon := airy.unproject(orb.Point{651409.903, 313177.270})
	if math.Abs(degrees(backLat-lat))*3600 > 1e-4 || math.Abs(degrees(backLon-lon))*3600 > 1e-4 {
		t.Errorf("back at %.9f, %.9f", degrees(backLat), degrees(backLon))
	}
}

// The guide's annex B: the same tower on Airy, 24.700 m above the ellipsoid,
// stands at these Cartesian positions; on the ellipsoid itself it is lower by
// that height along the normal.
func TestCartesianOfTheGuide(t *testing.T) {
	lat, lon := radians(dms(52, 39, 27.2531)), radians(dms(1, 43, 4.5177))
	got := airy.cartesian(lat, lon)
	const height = 24.700
	got[0] += height * math.Cos(lat) * math.Cos(lon)
	got[1] += height * math.Cos(lat) * math.Sin(lon)
	got[2] += height * math.Sin(lat)
	for i, want := range []float64{3874938.849, 116218.624, 5047168.208} {
		if math.Abs(got[i]-want) > 0.001 {
			t.Errorf("part %d is %.4f, want %.3f", i, got[i], want)
		}
	}
}

// TP01 and TP02 of the test data that Ordnance Survey publishes with OSTN15:
// within the 5 m that the seven parameters promise.
func TestControlPoints(t *testing.T) {
	for _, c := range []struct {
		name     string
		lat, lon float64
		want     orb.Point
	}{
		{"St Mary's, Scilly", 49.92226393730, -6.29977752014, orb.Point{91492.146, 11318.804}},
		{"near Plymouth", 50.43885825610, -4.10864563561, orb.Point{250359.811, 62016.569}},
	} {
		got, err := NationalGrid.Forward(orb.Point{c.lon, c.lat})
		if err != nil || apart(got, c.want) > 5 {
			t.Errorf("%s: %.2f, want %.2f (%v)", c.name, got, c.want, err)
		}
	}
}

func apart(a, b orb.Point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// lattice walks Great Britain and its waters, within the area that the
// EPSG registry gives the seven parameters: outside it PROJ leaves them out.
func lattice(step float64) []orb.Point {
	var out []orb.Point
	for lat := 49.8; lat < 60.93; lat += step {
		for lon := -8.8; lon < 1.92; lon += step {
			out = append(out, orb.Point{lon, lat})
		}
	}
	return out
}

func TestGridRoundTrip(t *testing.T) {
	for _, p := range lattice(0.13) {
		grid, err := NationalGrid.Forward(p)
		if err != nil {
			t.Fatal(err)
		}
		back, err := NationalGrid.Inverse(grid)
		if err != nil {
			t.Fatal(err)
		}
		again, err := NationalGrid.Forward(back)
		if err != nil {
			t.Fatal(err)
		}
		if metres := apart(grid, again); metres > 1e-4 {
			t.Fatalf("%v comes back %g m away", p, metres)
		}
	}
}

// The whole of Great Britain lies within 5 m of what PROJ says.
func TestAgainstPROJ(t *testing.T) {
	program, err := exec.LookPath("gdaltransform")
	if err != nil {
		t.Skip("gdaltransform (gdal-bin) is not installed")
	}
	for _, s := range []*System{NationalGrid, WebMercator} {
		points := lattice(0.37)
		there := transformed(t, program, "OGC:CRS84", s.Code, points)
		worst := 0.0
		for i, p := range points {
			got, err := s.Forward(p)
			if err != nil {
				t.Fatal(err)
			}
			worst = max(worst, apart(got, there[i]))
		}
		t.Logf("%s: at most %.4f m from PROJ", s.Code, worst)
		if worst > 5 {
			t.Errorf("%s: %.3f m from PROJ", s.Code, worst)
		}
	}
}

func transformed(t *testing.T, program, from, to string, points []orb.Point) []orb.Point {
	t.Helper()
	var in strings.Builder
	for _, p := range points {
		fmt.Fprintf(&in, "%.12f %.12f\n", p[0], p[1])
	}
	command := exec.Command(program, "-s_srs", from, "-t_srs", to, "-output_xy")
	command.Stdin = strings.NewReader(in.String())
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(points) {
		t.Fatalf("%d lines for %d points", len(lines), len(points))
	}
	got := make([]orb.Point, len(points))
	for i, line := range lines {
		if _, err := fmt.Sscan(line, &got[i][0], &got[i][1]); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
	}
	return got
}
