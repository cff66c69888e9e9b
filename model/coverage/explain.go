package coverage

import (
	"math"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/need"
	"catchment/model/practice"
)

// Explanation is one number, the coverage of an area, tier and service type,
// with every term that it is made of, down to single services. Base lists the
// base areas that were added up; for a base area it is itself alone, and
// Ages and Groups say how its demand and supply came about.
type Explanation struct {
	Area       model.Area
	Tier       int
	Type       model.ServiceType
	Uptake     float64
	Weight     float64
	Bands      Bands
	DemandLow  float64
	DemandHigh float64
	Attributes []AttributeTerm
	Base       []BaseTerm
	Ages       []AgeTerm
	Groups     []GroupTerm
	Services   []ServiceTerm
	Indicators [practice.Indicators]CubeFigure // of this type alone
}

// AttributeTerm is the part of the tier's children with a profile attribute.
type AttributeTerm struct {
	Attribute string
	Share     float64
}

// BaseTerm is one base area's part of the sum.
type BaseTerm struct {
	Area  model.Area
	Need  float64
	Bands Bands
}

// AgeTerm is one single year of age: Estimate = Persons × Rate × Index, and
// Need is what it became by observed counts and scaling.
type AgeTerm struct {
	Age                                  int
	Persons, Rate, Index, Estimate, Need float64
}

// GroupTerm is the cells that the same services accept: demand, places per
// child in need, and what is met of it.
type GroupTerm struct {
	Services            []string // keys of those that reach and accept
	Demand, Supply, Met float64
}

// ServiceTerm is one service that reaches the area: ratio = capacity / pull,
// and the children of the area that it meets.
type ServiceTerm struct {
	Key, Name   string
	Rule        Rule
	Capacity    Capacity
	Pull, Ratio float64 // 0 for presence types
	Reached     int     // base areas
	Weakest     float64 // least and greatest W over them
	Strongest   float64
	Legs        []Leg // to a base area explained alone
	Given       float64
	Marks       practice.Marks // as they hold in the first base area
}

// Row finds the row of a tier and a service type.
func (r *Result) Row(tier int, serviceType string) (int, bool) {
	i := slices.IndexFunc(r.Day.Expected, func(e atlas.Expectation) bool {
		return e.Tier == tier && r.Day.Types[e.Type].Key == serviceType
	})
	return i, i >= 0
}

// Explain gives the terms of a row for a reported area.
func (r *Result) Explain(reported, row int) *Explanation {
	e := r.Day.Expected[row]
	x := &Explanation{
		Area: r.Day.Areas[r.Day.Reported[reported]], Tier: e.Tier, Type: r.Day.Types[e.Type], Uptake: e.Uptake, Weight: e.Weight,
		Bands:     r.Bands[need.Central][row][reported],
		DemandLow: r.Bands[need.Low][row][reported].Demand, DemandHigh: r.Bands[need.High][row][reported].Demand,
	}
	for i, attribute := range r.Day.Profile.Attributes {
		x.Attributes = append(x.Attributes, AttributeTerm{attribute, r.Day.Profile.Share[e.Tier-1][i]})
	}
	for _, base := range r.Day.Within[reported] {
		area := r.Day.Base[base]
		place, _ := r.Day.ReportedPlace(area)
		x.Base = append(x.Base, BaseTerm{r.Day.Areas[area], r.Needs[need.Central][base].Sum(e.Tier), r.Bands[need.Central][row][place]})
	}
	r.explainServices(x, reported, row)
	if len(x.Base) == 1 {
		r.explainAges(x, int(r.Day.Within[reported][0]))
		r.explainGroups(x, int(r.Day.Within[reported][0]), row)
	}
	held := &r.Held[row][reported]
	for g := range held {
		x.Indicators[g] = CubeFigure{Low: held[g].Low / x.Bands.Demand, High: held[g].High / x.Bands.Demand, Assessed: held[g].Known / x.Bands.Met}
		x.Indicators[g].Status = StatusOf(x.Indicators[g].Low, x.Indicators[g].High, &r.Day.Settings)
	}
	return x
}

func (r *Result) explainAges(x *Explanation, base int) {
	if x.Tier == 1 {
		return // the rest of the population; no rate names it
	}
	rates := need.RatesOf(r.Day.Records.Rates, need.Central)
	for age, persons := range r.Day.Population[base] {
		term := AgeTerm{Age: age, Persons: persons, Rate: rates[x.Tier-2][age], Index: r.Day.Index[base], Need: r.Needs[need.Central][base][x.Tier-1][age]}
		term.Estimate = term.Persons * term.Rate * term.Index
		if term.Estimate > 0 || term.Need > 0 {
			x.Ages = append(x.Ages, term)
		}
	}
}

func (r *Result) explainGroups(x *Explanation, base, row int) {
	m, i := r.marketOf[row], r.rowOf[row]
	g := m.ground()
	g.at(int32(base))
	g.supply(need.Central)
	g.need(i, need.Central)
	for group, demand := range g.demand {
		term := GroupTerm{Demand: demand, Supply: g.places[group]}
		for _, k := range g.services {
			if g.cells.accepts[g.ruleOf(k)][group] {
				term.Services = append(term.Services, r.Day.Services[m.services[k]].Key)
			}
		}
		switch {
		case m.presence() && term.Services != nil:
			term.Supply, term.Met = 1, term.Demand
		default:
			term.Met = term.Demand * min(1, term.Supply)
		}
		if term.Demand > 0 {
			x.Groups = append(x.Groups, term)
		}
	}
}

func (r *Result) explainServices(x *Explanation, reported, row int) {
	m := r.marketOf[row]
	given := map[int32]float64{}
	for _, g := range r.GivenBy(row)[reported] {
		given[g.Service] = g.Children
	}
	terms := make([]*ServiceTerm, len(m.services))
	members := r.Day.Within[reported]
	for _, base := range members {
		reaching, weights := m.access.ByArea.Row(int(base))
		for n, k := range reaching {
			if terms[k] == nil {
				terms[k] = m.serviceTerm(k, given[m.services[k]])
				terms[k].Marks = *r.marks.of(m.services[k], int(base))
			}
			terms[k].Reached++
			terms[k].Weakest = min(terms[k].Weakest, weights[n])
			terms[k].Strongest = max(terms[k].Strongest, weights[n])
			if len(members) == 1 {
				terms[k].Legs = r.reached.legsTo(m.counting[k], base)
			}
		}
	}
	for _, term := range terms {
		if term != nil {
			x.Services = append(x.Services, *term)
		}
	}
}

func (m *market) serviceTerm(k int32, given float64) *ServiceTerm {
	s := &m.day.Services[m.services[k]]
	term := &ServiceTerm{Key: s.Key, Name: s.Name, Rule: m.rules[m.access.Rule[k]], Capacity: m.capacities[k], Weakest: math.Inf(1), Given: given}
	if !m.presence() {
		term.Pull, term.Ratio = m.pull[need.Central][k], m.ratio[k][need.Central]
	}
	return term
}

// legsTo lists the ways in which a counting service reaches a base area.
func (r *reach) legsTo(counting, base int32) []Leg {
	var out []Leg
	for _, leg := range r.legs[counting] {
		if leg.Base == base {
			out = append(out, leg)
		}
	}
	return out
}
