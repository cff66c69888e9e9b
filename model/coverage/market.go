package coverage

import (
	"math"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/atlas"
	"catchment/model/need"
)

// market is one service type on one day: its services, whom they
// accept, what they can take, and the demand of every base area.
type market struct {
	day        *atlas.Day
	kind       *model.ServiceType
	rows       []int   // places in Day.Expected, one a tier
	services   []int32 // places in Day.Services, ascending
	counting   []int32 // the same services as places in Day.Counting
	capacities []Capacity
	cells      *cells
	access     access.Market // of the method itself, demand of the central run
	demand     [][]float64   // central, per row: base × group
	supply     access.Supply // of the method itself
}

func newMarket(day *atlas.Day, kind int32, rows []int, reached *reach, p *profiles) *market {
	m := &market{day: day, kind: &day.Types[kind], rows: rows}
	ruleOf := map[string]int32{}
	var rules []Rule
	for place, service := range day.Counting {
		s := &day.Services[service]
		if s.Type != kind {
			continue
		}
		m.services = append(m.services, service)
		m.counting = append(m.counting, int32(place))
		m.capacities = append(m.capacities, CapacityOf(s, m.kind))
		rule := RuleOf(s, &day.Profile)
		r, known := ruleOf[rule.key()]
		if !known {
			r = int32(len(rules))
			ruleOf[rule.key()] = r
			rules = append(rules, rule)
		}
		m.access.Rule = append(m.access.Rule, r)
	}
	m.cells = cellsOf(rules, p)
	m.access.Groups, m.access.Accepts = m.cells.groups, m.cells.accepts
	for _, c := range m.capacities {
		m.access.Capacity = append(m.access.Capacity, c.Places)
	}
	m.reachBy(reached, E2SFCA)
	return m
}

// reachBy sets the weights of a variant.
func (m *market) reachBy(reached *reach, v Variant) {
	m.access.Reach = reached.weights(m.counting, decayOf(string(m.kind.Decay)), v)
	m.access.ByArea = m.access.Reach.Transpose(len(m.day.Base))
}

func (m *market) presence() bool { return m.kind.Measure == model.Presence }

// demandOf computes demand by row, base area and group for one run of need.
func (m *market) demandOf(needs []need.Tiers) [][]float64 {
	out := make([][]float64, len(m.rows))
	groups := m.cells.groups
	for i, row := range m.rows {
		expected := m.day.Expected[row]
		out[i] = make([]float64, len(needs)*groups)
		for base := range needs {
			m.cells.demand(out[i][base*groups:(base+1)*groups], &needs[base][expected.Tier-1], expected.Uptake, expected.Tier)
		}
	}
	return out
}

// total adds up demand over rows (tiers).
func (m *market) total(demand [][]float64) []float64 {
	if len(demand) == 1 {
		return demand[0]
	}
	sum := make([]float64, len(m.day.Base)*m.cells.groups)
	for _, row := range demand {
		for i, d := range row {
			sum[i] += d
		}
	}
	return sum
}

// supplyOf hands out places for a demand by a variant; nothing for presence
// types, which have none.
func (m *market) supplyOf(v Variant, demand [][]float64) access.Supply {
	if m.presence() {
		return access.Supply{}
	}
	market := m.access
	market.Demand = m.total(demand)
	return v.supply(&market)
}

// presenceOf counts in Places the services of a presence type that reach and
// accept.
func (m *market) presenceOf() access.Supply {
	groups := m.cells.groups
	places := make([]float64, len(m.day.Base)*groups)
	for base := range m.day.Base {
		reaching, _ := m.access.ByArea.Row(base)
		for _, k := range reaching {
			for g, accepted := range m.cells.accepts[m.access.Rule[k]] {
				if accepted {
					places[base*groups+g]++
				}
			}
		}
	}
	return access.Supply{Places: places}
}

// Bands is the demand of one area, tier and service type, and the four bands
// that add up to it, in children. MetHigh is what would be met if every
// service of unknown capacity met all that it reaches and accepts.
type Bands struct {
	Demand, Unreached, NotEligible, Waiting, Met, MetHigh float64
}

func (b *Bands) add(other *Bands) {
	b.Demand += other.Demand
	b.Unreached += other.Unreached
	b.NotEligible += other.NotEligible
	b.Waiting += other.Waiting
	b.Met += other.Met
	b.MetHigh += other.MetHigh
}

// bandsOf sorts demand into bands, per row and base area.
func (m *market) bandsOf(demand [][]float64, supply access.Supply) [][]Bands {
	out := make([][]Bands, len(m.rows))
	for i := range out {
		out[i] = make([]Bands, len(m.day.Base))
	}
	groups := m.cells.groups
	standing := make([]groupStanding, groups)
	for base := range m.day.Base {
		reached := m.stand(base, standing)
		for i := range m.rows {
			here := demand[i][base*groups : (base+1)*groups]
			if m.presence() {
				out[i][base] = sortBands(here, nil, standing, reached)
			} else {
				out[i][base] = sortBands(here, supply.Places[base*groups:(base+1)*groups], standing, reached)
			}
		}
	}
	return out
}

// groupStanding says whether services that reach an area accept a group, and
// whether one of them has not said how many it can take.
type groupStanding struct{ accepted, unknown bool }

func (m *market) stand(base int, standing []groupStanding) (reached bool) {
	clear(standing)
	reaching, _ := m.access.ByArea.Row(base)
	for _, k := range reaching {
		unknown := !m.presence() && math.IsNaN(m.access.Capacity[k])
		for g, accepted := range m.cells.accepts[m.access.Rule[k]] {
			if accepted {
				standing[g].accepted = true
				standing[g].unknown = standing[g].unknown || unknown
			}
		}
	}
	return len(reaching) > 0
}

// sortBands sorts the demand of one area. Places per child in need are nil
// for presence types: whoever is accepted is met.
func sortBands(demand, places []float64, standing []groupStanding, reached bool) Bands {
	var b Bands
	for g, d := range demand {
		b.Demand += d
		switch {
		case !reached:
			b.Unreached += d
		case !standing[g].accepted:
			b.NotEligible += d
		default:
			met := d
			if places != nil {
				met = d * min(1, places[g])
			}
			b.Met += met
			b.Waiting += d - met
			if standing[g].unknown {
				met = d
			}
			b.MetHigh += met
		}
	}
	return b
}
