package scenario

import (
	"cmp"
	"math"
	"slices"

	"catchment/model/access"
	"catchment/model/atlas"
)

// Joint is what commissioning with neighbours would give: the children in need
// a year whom a service would accept in its own area, and in the nearest areas
// of the same kind that make them enough for a group.
type Joint struct {
	Own      float64
	Wanted   float64
	Partners []Partner // the nearest first; nil where the own area has enough
	Viable   bool      // with the partners
}

// Partner is a neighbouring area, by the distance between representative
// points.
type Partner struct {
	Area     int32 // place in Day.Areas
	Children float64
	Km       float64
}

// Join names the neighbours of an area, a place in Day.Reported, that would
// make a group of so many viable. The service says whom it would accept.
func (b Baseline) Join(s *atlas.Service, reported int, wanted float64) Joint {
	children := b.DemandFor(s)
	j := Joint{Own: children[reported], Wanted: wanted, Viable: children[reported] >= wanted}
	if j.Viable {
		return j
	}
	sum := j.Own
	for _, p := range b.neighbours(reported, children) {
		if sum >= wanted {
			break
		}
		j.Partners = append(j.Partners, p)
		sum += p.Children
	}
	j.Viable = sum >= wanted
	return j
}

// neighbours lists the areas of the same kind that have such children, the
// nearest first; those whose place is not known are none.
func (b Baseline) neighbours(reported int, children []float64) []Partner {
	own := b.Day.Reported[reported]
	var out []Partner
	for place, area := range b.Day.Reported {
		km := access.Kilometres(b.Day.Points[own], b.Day.Points[area])
		if place != reported && b.Day.Areas[area].Kind == b.Day.Areas[own].Kind && children[place] >= leastChild && !math.IsNaN(km) {
			out = append(out, Partner{area, children[place], km})
		}
	}
	slices.SortStableFunc(out, func(x, y Partner) int { return cmp.Compare(x.Km, y.Km) })
	return out
}
