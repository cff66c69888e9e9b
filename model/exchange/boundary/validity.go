package boundary

import (
	"regexp"
	"strings"

	"github.com/paulmach/orb"
	"github.com/peterstace/simplefeatures/geom"

	"catchment/model"
)

// Invalid says in words what is wrong with a boundary and where, nothing where
// it is valid. Rings may run either way round.
func Invalid(polygons orb.MultiPolygon) model.Sentence {
	if len(polygons) == 0 {
		return model.Say("a boundary is expected, and the geometry is empty")
	}
	for _, polygon := range polygons {
		if len(polygon) == 0 {
			return model.Say("a boundary is expected, and a part of it is empty")
		}
		for _, ring := range polygon {
			if expected := invalidRing(ring); !expected.Empty() {
				return expected
			}
		}
	}
	if tooIntricate(polygons) {
		return model.Say("a boundary that can be checked is expected, and this one has too many long edges beside each other; simplify it")
	}
	if err := planar(polygons).Validate(); err != nil {
		return explain(polygons, err)
	}
	return model.Sentence{}
}

// invalidRing checks what can be seen without comparing lines.
func invalidRing(ring orb.Ring) model.Sentence {
	if len(ring) == 0 {
		return model.Say("a ring is empty; at least 4 positions are expected")
	}
	for _, p := range ring {
		if !InRange(p) {
			return model.Say("%s; it has a position at %s", Degrees, at(p))
		}
	}
	first, last := ring[0], ring[len(ring)-1]
	if first != last {
		return model.Say("closed rings are expected, and one begins at %s and ends at %s", at(first), at(last))
	}
	distinct := map[orb.Point]bool{}
	for _, p := range ring {
		if distinct[p] = true; len(distinct) == 3 {
			return model.Sentence{}
		}
	}
	return model.Say("rings of at least 4 positions are expected, the last as the first, and the ring at %s has only %d of its own", at(first), len(distinct))
}

// planar gives the boundary in the form of the library that validates it.
func planar(polygons orb.MultiPolygon) geom.MultiPolygon {
	parts := make([]geom.Polygon, len(polygons))
	for i, polygon := range polygons {
		rings := make([]geom.LineString, len(polygon))
		for j, ring := range polygon {
			flat := make([]float64, 0, 2*len(ring))
			for _, p := range ring {
				flat = append(flat, p[0], p[1])
			}
			rings[j] = geom.NewLineString(geom.NewSequence(flat, geom.DimXY))
		}
		parts[i] = geom.NewPolygon(rings)
	}
	return geom.NewMultiPolygon(parts)
}

// rules turns the library's sentences into ours; the first that fits counts.
var rules = []struct {
	theirs string
	ours   model.Sentence
}{
	{"nested rings", model.Say("a hole of it lies inside another hole")},
	{"outside of exterior ring", model.Say("a hole of it lies outside its shell")},
	{"disconnected interior", model.Say("holes of it touch so that they cut it apart")},
	{"rings intersect at multiple points", model.Say("rings of it touch in more than one point")},
	{"child polygons touch", model.Say("parts of it overlap, touch along a line or lie inside each other")},
}

var location = regexp.MustCompile(`at or near \{?([-+.0-9e]+) ([-+.0-9e]+)`)

// explain puts the library's finding into words, with the place: the
// crossing itself where there is one, as the library names only where the
// ring begins.
func explain(polygons orb.MultiPolygon, err error) model.Sentence {
	if p, how, found := crossing(polygons); found {
		return model.Say("a boundary that does not cross itself is expected, and this one %s at %s", how, at(p))
	}
	sentence := model.Say("the boundary is not a valid area")
	for _, rule := range rules {
		if strings.Contains(err.Error(), rule.theirs) {
			sentence = model.Say("a valid boundary is expected, and %s", rule.ours)
			break
		}
	}
	if m := location.FindStringSubmatch(err.Error()); m != nil {
		sentence = model.Say("%s near %s, %s", sentence, m[1], m[2])
	}
	return sentence
}

// Wind turns rings as RFC 7946 asks, shells counterclockwise and holes
// clockwise, and says whether it turned any.
func Wind(polygons orb.MultiPolygon) (turned bool) {
	for _, polygon := range polygons {
		for i, ring := range polygon {
			if MisWound(ring, i) {
				ring.Reverse()
				turned = true
			}
		}
	}
	return turned
}

// MisWound says whether the ring at a place of its polygon (0 is the shell)
// runs the wrong way round.
func MisWound(ring orb.Ring, place int) bool {
	orientation := ring.Orientation()
	return place == 0 && orientation == orb.CW || place > 0 && orientation == orb.CCW
}
