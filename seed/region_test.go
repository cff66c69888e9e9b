package seed

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"
	"time"
)

// readArea is an area as a reader of areas.geojson finds it.
type readArea struct {
	Code, Name, NameCy, Kind string
	Parents                  []string
	Point                    *position
	Polygons                 []polygon
}

var someDay = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)

// shown is the demonstration of someDay, made once for all tests; they only
// read it.
var shown = sync.OnceValue(func() map[string][]byte { return Demonstration(someDay) })

func readAreas(t *testing.T) map[string]readArea {
	t.Helper()
	var file struct {
		Notice   string
		Features []struct {
			Properties struct {
				Code, Name, Kind string
				NameCy           string `json:"name_cy"`
				Parents          []string
				PointLon         *float64 `json:"point_lon"`
				PointLat         *float64 `json:"point_lat"`
			}
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(shown()["areas.geojson"], &file); err != nil {
		t.Fatal(err)
	}
	if file.Notice != inventedNotice {
		t.Errorf("notice is %q", file.Notice)
	}
	areas := map[string]readArea{}
	for _, f := range file.Features {
		p := f.Properties
		a := readArea{p.Code, p.Name, p.NameCy, p.Kind, p.Parents, nil, nil}
		if p.PointLon != nil {
			a.Point = &position{units(*p.PointLon), units(*p.PointLat)}
		}
		a.Polygons = readPolygons(t, f.Geometry.Type, f.Geometry.Coordinates)
		if _, twice := areas[a.Code]; twice {
			t.Errorf("code %s comes twice", a.Code)
		}
		areas[a.Code] = a
	}
	return areas
}

func readPolygons(t *testing.T, kind string, raw json.RawMessage) []polygon {
	t.Helper()
	if kind == "Polygon" {
		raw = slices.Concat([]byte("["), raw, []byte("]"))
	}
	var coordinates [][][][2]float64
	if err := json.Unmarshal(raw, &coordinates); err != nil {
		t.Fatal(err)
	}
	var polygons []polygon
	for _, rings := range coordinates {
		var p polygon
		for _, ring := range rings {
			var line []position
			for _, at := range ring {
				line = append(line, position{units(at[0]), units(at[1])})
			}
			p = append(p, line)
		}
		polygons = append(polygons, p)
	}
	if len(polygons) == 1 != (kind == "Polygon") {
		t.Errorf("a %s of %d polygons", kind, len(polygons))
	}
	return polygons
}

func units(degrees float64) int32 { return int32(math.Round(degrees * 1e5)) }

func TestRegionCounts(t *testing.T) {
	kinds := map[string]int{}
	many := 0
	for _, a := range readAreas(t) {
		kinds[a.Kind]++
		if a.Kind == "small_area" && len(a.Polygons) > 1 {
			many++
		}
	}
	want := map[string]int{"nation": 1, "health_board": 3, "safeguarding_region": 3, "police_force": 1, "local_authority": 8, "small_area": 300}
	if fmt.Sprint(kinds) != fmt.Sprint(want) {
		t.Errorf("areas by kind: %v, want %v", kinds, want)
	}
	if many == 0 {
		t.Error("no small area is a MultiPolygon")
	}
}

func TestRegionNamesDiffer(t *testing.T) {
	seen := map[string]string{}
	for code, a := range readAreas(t) {
		if a.Name == "" || a.NameCy == "" {
			t.Errorf("%s lacks a name", code)
		}
		if a.Kind != "small_area" {
			continue
		}
		for _, name := range []string{"en " + a.Name, "cy " + a.NameCy} {
			if other, twice := seen[name]; twice {
				t.Errorf("%s and %s are both called %s", code, other, name)
			}
			seen[name] = code
		}
	}
}

func TestRegionParentsResolve(t *testing.T) {
	areas := readAreas(t)
	for code, a := range areas {
		kinds := map[string]bool{}
		for above := a.Parents; len(above) > 0; above = above[1:] {
			parent, ok := areas[above[0]]
			if !ok {
				t.Fatalf("%s has the unknown ancestor %s", code, above[0])
			}
			kinds[parent.Kind] = true
			above = append(above, parent.Parents...)
		}
		for _, kind := range []string{"nation", "health_board", "safeguarding_region", "police_force", "local_authority"} {
			if a.Kind == "small_area" && !kinds[kind] {
				t.Errorf("%s lies in no %s", code, kind)
			}
		}
	}
}

func TestRegionPointsLieInside(t *testing.T) {
	without := 0
	for code, a := range readAreas(t) {
		if a.Kind != "small_area" {
			continue
		}
		if a.Point == nil {
			without++
			continue
		}
		if !slices.ContainsFunc(a.Polygons, func(p polygon) bool { return holds(p[0], *a.Point) }) {
			t.Errorf("the point of %s lies outside", code)
		}
	}
	if without != len(unstated.point) {
		t.Errorf("%d areas state no point, want %d", without, len(unstated.point))
	}
}

func TestRegionPeople(t *testing.T) {
	c := newCountry()
	total, children := 0, 0
	for _, a := range c.areas {
		total += a.total
		sum := 0
		for age, n := range a.people {
			if sum += n; age <= 17 {
				children += n
			}
		}
		if a.total < 150 || a.total > 3500 || sum >= a.total {
			t.Errorf("%s has %d people, %d of them under 25", a.name, a.total, sum)
		}
		if a.needIndex < 0.4 || a.needIndex > 2.2 {
			t.Errorf("%s has need index %.2f", a.name, a.needIndex)
		}
	}
	if total < 280000 || total > 320000 || children < 55000 || children > 68000 {
		t.Errorf("%d people, %d children", total, children)
	}
}
