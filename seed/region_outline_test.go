package seed

import (
	"slices"
	"testing"
)

// side is one step of a ring, as walked.
type side struct{ from, to position }

func sidesOf(polygons []polygon) []side {
	var sides []side
	for _, p := range polygons {
		for _, ring := range p {
			for i := 1; i < len(ring); i++ {
				sides = append(sides, side{ring[i-1], ring[i]})
			}
		}
	}
	return sides
}

// lies says whether an area is another or lies in it, over any parents.
func lies(areas map[string]readArea, code, in string) bool {
	return code == in || slices.ContainsFunc(areas[code].Parents, func(parent string) bool { return lies(areas, parent, in) })
}

// A border between two small areas is walked twice, once each way; what is
// walked once is the shore. So there is no gap and no overlap.
func TestRegionBordersAreShared(t *testing.T) {
	areas := readAreas(t)
	walked := map[side]string{}
	for code, a := range areas {
		if a.Kind != "small_area" {
			continue
		}
		for _, s := range sidesOf(a.Polygons) {
			if other, twice := walked[s]; twice {
				t.Fatalf("%s and %s both walk %v", code, other, s)
			}
			walked[s] = code
		}
	}
	shore := map[side]bool{}
	for _, s := range sidesOf(areas[nationCode].Polygons) {
		shore[s] = true
	}
	for s, code := range walked {
		if _, shared := walked[side{s.to, s.from}]; shared == shore[s] {
			t.Fatalf("side %v of %s: shared %v, shore %v", s, code, shared, shore[s])
		}
	}
}

// The outline of each larger area is what is left of its small areas' sides
// when those walked both ways cancel; its area is the sum of theirs.
func TestRegionLargerAreasAreUnions(t *testing.T) {
	areas := readAreas(t)
	for code, whole := range areas {
		if whole.Kind == "small_area" {
			continue
		}
		left, sum := map[side]bool{}, int64(0)
		for part, a := range areas {
			if a.Kind != "small_area" || !lies(areas, part, code) {
				continue
			}
			sum += size(a.Polygons)
			for _, s := range sidesOf(a.Polygons) {
				if back := (side{s.to, s.from}); left[back] {
					delete(left, back)
				} else {
					left[s] = true
				}
			}
		}
		outline := sidesOf(whole.Polygons)
		if len(outline) != len(left) || slices.ContainsFunc(outline, func(s side) bool { return !left[s] }) {
			t.Errorf("%s: outline of %d sides, its small areas leave %d", code, len(outline), len(left))
		}
		if size(whole.Polygons) != sum {
			t.Errorf("%s: area %d, its small areas have %d", code, size(whole.Polygons), sum)
		}
	}
}

// size is twice the area, in squared units; holes are negative.
func size(polygons []polygon) int64 {
	sum := int64(0)
	for _, p := range polygons {
		for _, ring := range p {
			sum += turn(ring)
		}
	}
	return sum
}

func TestRegionRingsAreSimple(t *testing.T) {
	for code, a := range readAreas(t) {
		for _, p := range a.Polygons {
			for i, ring := range p {
				if fault := faultOf(ring); fault != "" {
					t.Errorf("%s: a ring %s", code, fault)
				}
				if outer := i == 0; outer != (turn(ring) > 0) {
					t.Errorf("%s: ring %d winds the wrong way", code, i)
				}
			}
		}
	}
}

// faultOf says what keeps a ring from being simple: "" if nothing does. It
// tries every pair of sides that are near enough to meet.
func faultOf(ring []position) string {
	n := len(ring) - 1
	if n < 3 || ring[0] != ring[n] {
		return "is not closed or too short"
	}
	seen := map[position]bool{}
	for _, at := range ring[:n] {
		if seen[at] {
			return "touches itself"
		}
		seen[at] = true
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	west := func(i int) int32 { return min(ring[i].lon, ring[i+1].lon) }
	slices.SortFunc(order, func(i, k int) int { return int(west(i) - west(k)) })
	for x, i := range order {
		for _, k := range order[x+1:] {
			if west(k) > max(ring[i].lon, ring[i+1].lon) {
				break
			}
			if next := (i+1)%n == k || (k+1)%n == i; !next && meet(ring[i], ring[i+1], ring[k], ring[k+1]) {
				return "crosses itself"
			}
		}
	}
	return ""
}

// meet says whether two sides have a position in common; ends count.
func meet(a, b, c, d position) bool {
	hand := func(p, q, r position) int {
		v := (int64(q.lon)-int64(p.lon))*(int64(r.lat)-int64(p.lat)) - (int64(q.lat)-int64(p.lat))*(int64(r.lon)-int64(p.lon))
		return min(1, max(-1, int(v)))
	}
	if max(a.lat, b.lat) < min(c.lat, d.lat) || max(c.lat, d.lat) < min(a.lat, b.lat) ||
		max(a.lon, b.lon) < min(c.lon, d.lon) || max(c.lon, d.lon) < min(a.lon, b.lon) {
		return false
	}
	return hand(a, b, c)*hand(a, b, d) <= 0 && hand(c, d, a)*hand(c, d, b) <= 0
}

// A square, and a ring whose first side crosses its third:
//
//	3-----2      3     1
//	|     |      |\   /|
//	|     |      |  X  |
//	0-----1      0/   \2
func TestFaultOf(t *testing.T) {
	for name, c := range map[string]struct {
		ring []position
		want string
	}{
		"square":   {[]position{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}, ""},
		"crossing": {[]position{{0, 0}, {9, 9}, {9, 0}, {0, 8}, {0, 0}}, "crosses itself"},
		"touching": {[]position{{0, 0}, {9, 0}, {5, 5}, {9, 9}, {0, 9}, {5, 5}, {0, 0}}, "touches itself"},
		"open":     {[]position{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, "is not closed or too short"},
	} {
		if got := faultOf(c.ring); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// An area inside a group that is not of it leaves a hole, wound clockwise.
func TestOutlineLeavesHoles(t *testing.T) {
	c := newCountry()
	inland := slices.IndexFunc(c.areas, func(a *smallArea) bool { return a.name == "Orlan Vale Centre" })
	whole := size(c.outline(func(cell int) bool { return c.home[cell] >= 0 }))
	part := c.outline(func(cell int) bool { return c.home[cell] == inland })
	rest := c.outline(func(cell int) bool { return c.home[cell] >= 0 && c.home[cell] != inland })
	if len(rest[0]) != 2 || turn(rest[0][1]) >= 0 {
		t.Fatalf("the mainland has %d rings, want 2 with a clockwise hole", len(rest[0]))
	}
	if size(rest)+size(part) != whole {
		t.Errorf("hole of %d in %d leaves %d", size(part), whole, size(rest))
	}
}
