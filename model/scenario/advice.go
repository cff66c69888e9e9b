package scenario

import (
	"cmp"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Constraint is what keeps children from being met.
type Constraint string

// The constraints that advice relaxes, each by one step.
const (
	Places    Constraint = "places"    // one place a year more
	Reach     Constraint = "reach"     // one area more: served, or with a site at its point
	Exclusion Constraint = "exclusion" // one exclusion less
	Age       Constraint = "age"       // one year of age more, below or above
	Dates     Constraint = "date"      // a service that does not count on the day counts
)

// Constraints lists them.
var Constraints = []Constraint{Places, Reach, Exclusion, Age, Dates}

// Asked is what advice is wanted on.
type Asked struct {
	Type   int32          // place in Day.Types
	Areas  model.AreaKind // the areas that reach is tried for
	Within int            // a place in Day.Reported that the service must reach, or come to reach; -1 for anywhere
	Tier   int            // that Here counts; 0 for all
	Most   int            // relaxations to give; 0 for all
}

// Advised is the advice, the most children first.
type Advised struct {
	Flow   coverage.Flow // of the type as it stands: which constraint binds
	Spare  float64       // places that even the best referral leaves
	List   []Advice
	Tried  int // relaxations solved anew
	Untold int // that cannot release more than the last of the list: not solved
}

// Advice is one constraint relaxed by one, and the children whom that would
// release. Best is its shadow price: how many more the best referral could
// meet, by the maximum flow solved anew with the constraint relaxed, over all
// areas and tiers: how a flow splits is not unique. Met is how many more are met
// as the method hands out places, and Here how many of them in the area and the
// tier asked about.
type Advice struct {
	Constraint      Constraint
	Service         int32   // place in Day.Services
	Area            int32   // of reach: place in Day.Areas; else -1
	Attribute       string  // of an exclusion
	From, To        *int    // of age: the new bound
	Capacity        float64 // of places: as it stands
	Best, Met, Here float64 // children a year
	Changed         atlas.Changed

	bound float64 // Best is at most this
}

// Advise tries the relaxations of the services of a type with places, and gives
// those that release anybody at best. What none can give is not solved: no more
// are met than there are places left for, or people in an area newly served, or
// than the service would meet if it took everybody everywhere. Of relaxations in falling
// order of what they could give the rest is left out once it cannot come among
// the most.
func (b Baseline) Advise(asked Asked) (Advised, bool) {
	best, ok := b.WhatIf(nil).Best(asked.Type)
	row := slices.IndexFunc(b.Day.Expected, func(e atlas.Expectation) bool { return e.Type == asked.Type })
	if !ok || row < 0 || b.Day.Types[asked.Type].Measure == model.Presence {
		return Advised{}, false
	}
	a := adviser{Baseline: b, Asked: asked, best: best}
	a.out.Flow = a.Flows[slices.IndexFunc(a.Flows, func(f coverage.Flow) bool { return f.ServiceType == a.Day.Types[asked.Type].Key })]
	a.out.Spare = max(0, a.out.Flow.Capacity-best)
	a.reaching = a.Reaching(row)
	a.candidates()
	a.solve()
	return a.out, true
}

type adviser struct {
	Baseline
	Asked
	best     float64
	reaching [][]int32 // per reported area: the services of the type that reach it
	found    []Advice
	out      Advised
}

// together is how many relaxations are solved before looking whether the rest
// can matter.
const together = 32

func (a *adviser) solve() {
	slices.SortStableFunc(a.found, func(x, y Advice) int { return cmp.Compare(y.bound, x.bound) })
	for begin := 0; begin < len(a.found); begin += together {
		batch := a.found[begin:min(len(a.found), begin+together)]
		if a.Most > 0 && len(a.out.List) >= a.Most && batch[0].bound < a.out.List[a.Most-1].Best-leastChild {
			a.out.Untold += len(a.found) - begin
			break
		}
		touches := make([]bool, len(batch))
		coverage.Each(len(batch), func(i int) { touches[i] = a.try(&batch[i]) })
		a.out.Tried += len(batch)
		for i, x := range batch {
			if touches[i] && x.Best >= leastTie {
				a.out.List = append(a.out.List, x)
			}
		}
		slices.SortStableFunc(a.out.List, moreFirst)
	}
	if a.Most > 0 && len(a.out.List) > a.Most {
		a.out.Untold += len(a.out.List) - a.Most
		a.out.List = a.out.List[:a.Most]
	}
}

// moreFirst orders by Best, to the part of a child that counts, then by Met.
func moreFirst(x, y Advice) int {
	return cmp.Or(cmp.Compare(steps(y.Best), steps(x.Best)), cmp.Compare(steps(y.Met), steps(x.Met)), cmp.Compare(x.Service, y.Service), cmp.Compare(x.Area, y.Area))
}

func steps(children float64) float64 { return math.Round(children / leastChild) }

// Ties says whether two relaxations release the same at best, as far as the sum
// can tell.
func (x Advice) Ties(y Advice) bool { return math.Abs(x.Best-y.Best) < leastTie }

// leastTie is the least difference of two shadow prices that means one, and the
// least price.
const leastTie = 1e-4

// try solves one relaxation anew, and says whether the service reaches the area
// asked about, before or after.
func (a *adviser) try(x *Advice) (touches bool) {
	w := a.WhatIf([]atlas.Changed{x.Changed})
	best, _ := w.Best(a.Type)
	x.Best = max(0, best-a.best)
	touches = a.Within < 0
	w.Touched(func(row int, areas []int32) {
		for _, place := range areas {
			more := w.FiguresAt(row, int(place)).Bands[need.Central].Met - a.FiguresAt(row, int(place)).Bands[need.Central].Met
			base := a.isBase(int(place))
			if base {
				x.Met += more
			}
			if (a.Tier == 0 || a.Day.Expected[row].Tier == a.Tier) && (base && a.Within < 0 || int(place) == a.Within) {
				x.Here += more
			}
			touches = touches || int(place) == a.Within
		}
	})
	return touches
}

func (a *adviser) isBase(reported int) bool {
	_, base := a.Day.BasePlace(a.Day.Reported[reported])
	return base
}
