package areas

import "catchment/model/disclosure"

// gapsByArea finds the gaps of one area among all.
type gapsByArea struct {
	gaps  *disclosure.Register
	areas map[string][]int32
}

func indexGaps(view *disclosure.View) *gapsByArea {
	x := &gapsByArea{gaps: view.Register(), areas: map[string][]int32{}}
	for at, g := range x.gaps.All() {
		x.areas[g.Place.Code] = append(x.areas[g.Place.Code], int32(at))
	}
	return x
}

// gapsOf lists the gaps of an area, worst first.
func (d *door) gapsOf(view *disclosure.View, code string) []*disclosure.Gap {
	x := kept(view, func() *gapsByArea { return indexGaps(view) })
	out := make([]*disclosure.Gap, 0, len(x.areas[code]))
	for _, at := range x.areas[code] {
		out = append(out, x.gaps.At(int(at)))
	}
	return out
}

// worst is the first gap of an area above tier 1, nil where there is none.
// Tier 1 is every other child, so its gaps would always come first.
func worst(gaps []*disclosure.Gap) *disclosure.Gap {
	for _, g := range gaps {
		if g.Rank > 0 && g.Tier > 1 {
			return g
		}
	}
	return nil
}
