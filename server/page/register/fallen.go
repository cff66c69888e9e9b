package register

import (
	"cmp"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
)

// fallen is one area, tier and service type where children fall through:
// reached and accepted by no service, or reached by none.
type fallen struct {
	place                          int32
	tier                           int
	serviceType                    *model.ServiceType
	demand, notEligible, unreached float64
}

// fallenIn lists them for the areas of a kind. What must not be shown is left
// out, and so says nothing by being there.
func (x *index) fallenIn(kind model.AreaKind) []fallen {
	var out []fallen
	for place, p := range x.places {
		if p.Kind != kind {
			continue
		}
		for tier := 4; tier >= 1; tier-- {
			falls, err := x.view.Waterfalls(p.Code, tier)
			if err != nil {
				continue // every place of the index is reported
			}
			for i := range falls {
				w := &falls[i]
				f := fallen{int32(place), tier, w.Type, w.Demand.Value, w.NotEligible.Value, w.Unreached.Value}
				if f.notEligible >= least || f.unreached >= least {
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// band is one of the two ways to fall through.
type band func(*fallen) float64

func notEligible(f *fallen) float64 { return f.notEligible }
func unreached(f *fallen) float64   { return f.unreached }

// falling chooses those of a scope in a band: areas in the order of the
// alphabet, in each the most children first.
func (x *index) falling(s *scope, children band, order []int32) []*fallen {
	var out []*fallen
	of, known := x.fallen[s.drawn()]
	if !known {
		return nil // there are no areas at all
	}
	all := of()
	for i := range all {
		f := &all[i]
		if children(f) >= least && s.takesTier(int8(f.tier)) && (s.serviceType == "" || s.serviceType == f.serviceType.Key) && (s.within == nil || s.within[f.place]) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *fallen) int {
		return cmp.Or(cmp.Compare(order[a.place], order[b.place]), cmp.Compare(children(b), children(a)))
	})
	return out
}

// gapOf finds the gap of a kind that speaks of the same area, tier and type.
func (x *index) gapOf(f *fallen, kind gap.Kind) *disclosure.Gap {
	for _, at := range x.of[f.place] {
		if r := &x.rows[at]; gap.Kinds[r.kind] == kind && int(r.tier) == f.tier && x.types[r.serviceType] == f.serviceType.Key {
			return x.gap(at)
		}
	}
	return nil
}

// same says whether two figures of children are the same but for rounding.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-6*math.Max(1, math.Abs(a)) }
