package coverage

import (
	"slices"

	"catchment/model"
	"catchment/model/need"
)

// GivenBy lists the services that meet children of a row, per reported area,
// by rising service. The sum over services is the children met.
func (r *Result) GivenBy(row int) [][]Given {
	m, i := r.marketOf[row], r.rowOf[row]
	byBase := make([][]Given, len(r.Day.Base))
	g := m.ground()
	for base := range byBase {
		g.at(int32(base))
		g.given(i, func(k int32, children float64) {
			byBase[base] = append(byBase[base], Given{m.services[k], children})
		})
	}
	out := make([][]Given, len(r.Day.Reported))
	sum := make([]float64, len(r.Day.Services))
	for place, members := range r.Day.Within {
		var seen []int32
		for _, base := range members {
			for _, g := range byBase[base] {
				if sum[g.Service] == 0 {
					seen = append(seen, g.Service)
				}
				sum[g.Service] += g.Children
			}
		}
		slices.Sort(seen)
		for _, service := range seen {
			out[place] = append(out[place], Given{service, sum[service]})
			sum[service] = 0
		}
	}
	return out
}

// Reaching lists the services of a row that reach each reported area, W > 0,
// by rising service.
func (r *Result) Reaching(row int) [][]int32 {
	m := r.marketOf[row]
	out := make([][]int32, len(r.Day.Reported))
	for place, members := range r.Day.Within {
		for _, base := range members {
			reaching, _ := m.access.ByArea.Row(int(base))
			for _, k := range reaching {
				out[place] = append(out[place], m.services[k])
			}
		}
		slices.Sort(out[place])
		out[place] = slices.Compact(out[place])
	}
	return out
}

// WeaklyReached is the demand of a row, per run and reported area, that is
// reached only with W below a bound.
func (r *Result) WeaklyReached(row int, bound float64) (out [need.Runs][]float64) {
	m := r.marketOf[row]
	weak := make([]bool, len(r.Day.Base))
	for base := range weak {
		reaching, weights := m.access.ByArea.Row(base)
		weak[base] = len(reaching) > 0 && slices.Max(weights) < bound
	}
	for run := range out {
		out[run] = make([]float64, len(r.Day.Reported))
		for place, members := range r.Day.Within {
			for _, base := range members {
				if weak[base] {
					reported, _ := r.Day.ReportedPlace(r.Day.Base[base])
					out[run][place] += r.Bands[run][row][reported].Demand
				}
			}
		}
	}
	return out
}

// MetWithout is what would be met of a row, per run-less central demand and
// reported area, if some services were gone. Other services keep their
// ratios, which depend on their own catchments alone.
func (r *Result) MetWithout(row int, gone func(service int32) bool) []float64 {
	m, i := r.marketOf[row], r.rowOf[row]
	base := make([]float64, len(r.Day.Base))
	g := m.ground()
	for b := range base {
		g.at(int32(b))
		g.supplyBut(need.Central, func(k int32) bool { return gone(m.services[k]) })
		g.need(i, need.Central)
		for group, demand := range g.demand {
			base[b] += demand * min(1, g.places[group])
		}
	}
	return rollUp(r.Day, base, func(sum, part *float64) { *sum += *part })
}

// Refusal says whom no service that reaches accepts, in children of one area
// and row. A child can stand under its age and under an attribute.
type Refusal struct {
	ByAge       [model.AgeCount]float64 // of ages that no reaching service takes
	ByAttribute []float64               // of other ages, with an attribute that all refuse
}

func (f *Refusal) add(other *Refusal) {
	for age := range f.ByAge {
		f.ByAge[age] += other.ByAge[age]
	}
	if f.ByAttribute == nil {
		f.ByAttribute = make([]float64, len(other.ByAttribute))
	}
	for x := range other.ByAttribute {
		f.ByAttribute[x] += other.ByAttribute[x]
	}
}

// Refused computes the refusals of a row per reported area.
func (r *Result) Refused(row int) []Refusal {
	m, e := r.marketOf[row], r.Day.Expected[row]
	base := make([]Refusal, len(r.Day.Base))
	refusing := make([]int, len(r.Day.Profile.Attributes))
	for b := range base {
		base[b].ByAttribute = make([]float64, len(refusing))
		rules := m.rulesReaching(b)
		if len(rules) == 0 {
			continue
		}
		for age, children := range r.Needs[need.Central][b][e.Tier-1] {
			m.refuse(&base[b], refusing, rules, age, children*e.Uptake, e.Tier)
		}
	}
	return rollUp(r.Day, base, (*Refusal).add)
}

// rulesReaching lists the distinct rules of the services that reach an area.
func (m *market) rulesReaching(base int) []Rule {
	return m.setOf[base].rules
}

// refuse adds the children of one age; refusing is scratch.
func (m *market) refuse(f *Refusal, refusing []int, rules []Rule, age int, children float64, tier int) {
	if children == 0 {
		return
	}
	taken := 0
	clear(refusing)
	for _, rule := range rules {
		if !rule.AcceptsAge(age) {
			continue
		}
		taken++
		for _, x := range rule.Refuses {
			refusing[x]++
		}
	}
	if taken == 0 {
		f.ByAge[age] += children
		return
	}
	for x, n := range refusing {
		if n == taken {
			f.ByAttribute[x] += children * m.day.Profile.Share[tier-1][x]
		}
	}
}

// Reached marks the base areas that a counting service, by its place in
// Day.Counting, reaches with W > 0.
func (r *Result) Reached(place int) []bool {
	service := r.Day.Counting[place]
	own := decayOf(string(r.Day.Types[r.Day.Services[service].Type].Decay))
	out := make([]bool, len(r.Day.Base))
	to, _ := r.reached.weights([]int32{int32(place)}, own, E2SFCA).Row(0)
	for _, base := range to {
		out[base] = true
	}
	return out
}
