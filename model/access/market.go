package access

import "math"

// Market is one service type on one day: the children who should be offered
// it, and the services that offer it. All slices are read only.
//
// An area's cells stand in groups that every offer accepts or refuses alike;
// a rule is what a service accepts (ages, school years, exclusions), and many
// services share one. Demand is finite and not negative. A service without
// links in Reach reaches nobody; a link's weight is above 0 and at most 1.
type Market struct {
	Groups   int       // cell groups per area: cells that every offer accepts or refuses alike
	Demand   []float64 // areas x Groups, row-major, children a year, all tiers together
	Accepts  [][]bool  // rule x group: does a service with this rule accept the cells of the group
	Rule     []int32   // per service: its rule
	Capacity []float64 // per service: places a year; NaN = unknown
	Reach    Links     // service -> area, W > 0 only
	ByArea   Links     // the transpose of Reach: area -> service
}

// Supply is what the two steps give. A place is counted in children a year.
type Supply struct {
	Pull   []float64 // per service: weighted children a year who are drawn to it, also for unknown capacity
	Ratio  []float64 // per service: places per child; 0 where pull is 0 or capacity unknown
	Places []float64 // areas x Groups, row-major: places per child in need
}

// E2SFCA shares out every place once, with the weights in Reach: the enhanced
// two-step floating catchment area. Binary weights make it 2SFCA, Gaussian
// weights Gaussian 2SFCA. Σ Demand × Places is the sum of the capacities of
// services with pull.
func (m *Market) E2SFCA() Supply { return m.supply(variant{}) }

// ThreeSFCA weighs each link in both steps by W × W/ΣW, where ΣW is over all
// services that reach the area, of whatever rule and capacity: an area with
// much choice leans less on each. Places are conserved as in E2SFCA.
func (m *Market) ThreeSFCA() Supply {
	total := make([]float64, m.ByArea.Rows())
	for area := range total {
		_, weights := m.ByArea.Row(area)
		for _, w := range weights {
			total[area] += w
		}
	}
	return m.supply(variant{squarePull: true, squarePlaces: true, total: total})
}

// M2SFCA weighs with W in the first step and W² in the second: places that
// are far from those who pull on them are in part not used, so that less than
// the capacity is handed out wherever a W is below 1.
func (m *Market) M2SFCA() Supply { return m.supply(variant{squarePlaces: true}) }

// variant says what becomes of W in the two steps.
type variant struct {
	squarePull   bool      // W² for W in pull
	squarePlaces bool      // W² for W in places
	total        []float64 // per area: divides the weight in both steps; nil for none
}

func (m *Market) supply(v variant) Supply {
	s := Supply{Pull: m.pull(v), Ratio: make([]float64, len(m.Capacity))}
	for k, pull := range s.Pull {
		s.Ratio[k] = perChild(m.Capacity[k], pull)
	}
	s.Places = m.places(v, s.Ratio)
	return s
}

// perChild is the ratio of a service: places per child, or 0 where nobody
// pulls or the capacity is unknown.
func perChild(capacity, pull float64) float64 {
	if pull > 0 && !math.IsNaN(capacity) {
		return capacity / pull
	}
	return 0
}

// groupsOf lists for each rule the groups that it accepts, ascending.
func (m *Market) groupsOf() [][]int32 {
	groups := make([][]int32, len(m.Accepts))
	for rule, accepts := range m.Accepts {
		for g := range m.Groups {
			if accepts[g] {
				groups[rule] = append(groups[rule], int32(g))
			}
		}
	}
	return groups
}
