package disclosure

import (
	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/need"
	"catchment/model/practice"
)

// Tier is one tier of need of an area: children in need, how many of them are
// covered, and the word for it ("" where it is suppressed).
type Tier struct {
	Tier                    int
	Need, NeedLow, NeedHigh Figure
	Coverage, CoverageHigh  Figure
	Status                  coverage.Status
	Weakest                 *model.ServiceType // nil where no type has demand, or suppressed
	Present, Expected       int                // service types
}

// Tier gives a tier, 1 to 4, of a reported area.
func (v *View) Tier(code string, tier int) (Tier, error) {
	place, err := v.reported(code)
	if err != nil {
		return Tier{}, err
	}
	f := v.tierOf(place, tier)
	needs := [need.Runs]Figure{}
	for run := range needs {
		needs[run] = figureOf(v.children(place, tier, v.result.NeedOf(need.Run(run), place, tier)))
	}
	low, high := needs[need.Low], needs[need.High]
	if low.IsShown() { // tier 1 is the rest, and tiers held to the people there give way to one another: the runs can turn round
		least, most := min(low.Value, needs[need.Central].Value, high.Value), max(low.Value, needs[need.Central].Value, high.Value)
		low.Value, high.Value = least, most
	}
	out := Tier{Tier: tier, Need: needs[need.Central], NeedLow: low, NeedHigh: high,
		Coverage: figureOf(v.part(place, tier, f.Coverage)), CoverageHigh: figureOf(v.part(place, tier, f.CoverageHigh)),
		Status: f.Status, Present: f.Present, Expected: f.Expected}
	if v.veils(place, tier) {
		out.Status = ""
		return out, nil
	}
	out.Weakest = v.typeOf(f.Weakest)
	return out, nil
}

func (v *View) typeOf(key string) *model.ServiceType {
	if place, ok := v.result.Day.Type(key); ok {
		return &v.result.Day.Types[place]
	}
	return nil
}

// Cell is one cell of the cube: an indicator (1 to 8) of a tier. Status is ""
// where it is suppressed.
type Cell struct {
	Indicator           int
	Low, High, Assessed Figure
	Status              coverage.Status
}

// Cube gives the eight indicators of a reported area's tier.
func (v *View) Cube(code string, tier int) ([practice.Indicators]Cell, error) {
	var out [practice.Indicators]Cell
	place, err := v.reported(code)
	if err != nil {
		return out, err
	}
	for g, f := range v.open.Cube(place, tier) {
		out[g] = Cell{g + 1, figureOf(v.part(place, tier, f.Low)), figureOf(v.part(place, tier, f.High)), figureOf(v.part(place, tier, f.Assessed)), f.Status}
		if v.veils(place, tier) {
			out[g].Status = ""
		}
	}
	return out, nil
}

// Waterfall is the demand of an area, tier and service type and the four bands
// that add up to it, in children a year.
type Waterfall struct {
	Type                                                    *model.ServiceType
	Tier                                                    int
	Uptake, Weight                                          float64
	Demand, DemandLow, DemandHigh                           Figure
	Unreached, NotEligible, Waiting, Met, MetHigh, Coverage Figure
	Services                                                Figure // distinct services that reach
	Status                                                  coverage.Status
}

// Waterfalls gives every service type expected in a tier, in order of key.
func (v *View) Waterfalls(code string, tier int) ([]Waterfall, error) {
	place, err := v.reported(code)
	if err != nil {
		return nil, err
	}
	var out []Waterfall
	reaching := v.reachers()
	for row, e := range v.result.Day.Expected {
		if e.Tier == tier {
			out = append(out, v.waterfall(row, place, reaching))
		}
	}
	return out, nil
}

func (v *View) waterfall(row, place int, reaching [][][]int32) Waterfall {
	e := v.result.Day.Expected[row]
	b := v.bands(need.Central, row, place)
	c := v.coverageCells(row, place, reaching)
	w := Waterfall{Type: &v.result.Day.Types[e.Type], Tier: e.Tier, Uptake: e.Uptake, Weight: e.Weight}
	for i, to := range []*Figure{&w.Demand, &w.Unreached, &w.NotEligible, &w.Waiting, &w.Met, &w.MetHigh, &w.Coverage, &w.DemandLow, &w.DemandHigh, &w.Services} {
		*to = figureOf(c[i])
	}
	if !v.hides(place, e.Tier) && !v.isLone(e.Type) {
		w.Status = coverage.StatusOf(ratio(b.Met, b.Demand), ratio(b.MetHigh, b.Demand), &v.result.Day.Settings)
	}
	return w
}

// Rank is an area's place among those of its kind by a tier's coverage: 1 is
// the lowest. All but Of are 0 where it has none, or where State is
// Suppressed.
type Rank struct {
	Rank, Low, High, MethodLow, MethodHigh int
	Of                                     int // areas of the kind with a coverage in the tier
	State                                  State
}

// Rank gives the rank of a reported area in a tier.
func (v *View) Rank(code string, tier int) (Rank, error) {
	place, err := v.reported(code)
	if err != nil {
		return Rank{}, err
	}
	f := v.ranked()[place][tier-1]
	out := Rank{State: Shown, Of: v.rankedOf()[v.area(place).Kind][tier-1]}
	switch {
	case v.veils(place, tier):
		out.State = Suppressed
	case f.Rank == 0:
		out.State = Empty
	default:
		out.Rank, out.Low, out.High, out.MethodLow, out.MethodHigh = f.Rank, f.Low, f.High, f.MethodLow, f.MethodHigh
	}
	return out, nil
}

// countRanked counts the areas of each kind that have a rank in each tier.
func (v *View) countRanked() map[model.AreaKind][4]int {
	out := map[model.AreaKind][4]int{}
	for place, ranks := range v.ranked() {
		counts := out[v.area(place).Kind]
		for t := range ranks {
			if ranks[t].Rank > 0 {
				counts[t]++
			}
		}
		out[v.area(place).Kind] = counts
	}
	return out
}

// Children is the population aged 0 to 17 of a reported area, and its year:
// the latest that any of its base areas has.
func (v *View) Children(code string) (children Figure, year int, err error) {
	place, err := v.reported(code)
	if err != nil {
		return Figure{}, 0, err
	}
	sum := 0.0
	for _, base := range v.result.Day.Within[place] {
		sum += v.result.Day.Population[base].Children()
	}
	for _, p := range v.result.Day.Records.Population {
		if p.Year <= v.result.Day.Date.Year() || year == 0 {
			year = max(year, p.Year)
		}
	}
	return Figure{sum, Shown}, year, nil
}

// Evidence gives how much of the practice of services that reach a reported
// area is assessed and in date, and what lapses up to a day.
func (v *View) Evidence(code string, until model.Date) (coverage.Evidence, error) {
	place, err := v.reported(code)
	if err != nil || !v.full() {
		return coverage.Evidence{}, err
	}
	return v.result.Evidence(place, until), nil
}

// Flow gives a service type's totals over all areas and tiers: what is met and
// what the best referral could meet. False where it has no places to hand out.
func (v *View) Flow(serviceType string) (Flow, bool) {
	for _, f := range v.result.Flows {
		if f.ServiceType != serviceType {
			continue
		}
		out := Flow{Type: v.typeOf(f.ServiceType)}
		cells := v.flowCells(f)
		if binding := cells[5].(string); binding != v.policy.Symbol {
			out.Binding = binding
		}
		for i, to := range []*Figure{&out.Capacity, &out.Demand, &out.Met, &out.BestAchievable} {
			*to = figureOf(cells[1+i])
		}
		return out, true
	}
	return Flow{}, false
}

// Flow is a service type over all areas and tiers, in children a year.
type Flow struct {
	Type                                  *model.ServiceType
	Capacity, Demand, Met, BestAchievable Figure
	Binding                               string // reach, eligibility, capacity or none; "" where it is suppressed
}

// Settings are the method's settings in force.
func (v *View) Settings() model.Settings { return v.result.Day.Settings }

// Date is the day that the figures are for.
func (v *View) Date() model.Date { return v.result.Day.Date }

// Revision is the revision that the figures were computed from.
func (v *View) Revision() model.Revision { return v.result.Day.Revision }
