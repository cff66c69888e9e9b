package coverage

import (
	"slices"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/atlas"
	"catchment/model/need"
)

// perRun is one figure in each run of need.
type perRun [need.Runs]float64

// market is one service type on one day: its services, whom they accept and
// what they can take. The figures of a base area are computed from its own
// ground alone, in one order of services and rules.
type market struct {
	day        *atlas.Day
	needs      *[need.Runs][]need.Tiers
	marks      *marksByArea
	profile    *profiles
	kind       *model.ServiceType
	number     int32   // of the type, in Day.Types
	rows       []int   // places in Day.Expected, one a tier
	services   []int32 // places in Day.Services, ascending
	counting   []int32 // the same services as places in Day.Counting
	capacities []Capacity
	rules      []Rule               // of the services, each once, in order of value
	alone      []*cells             // per rule
	sets       map[string]*cells    // by the set of rules that reach an area
	setOf      []*cells             // per base area
	access     access.Market        // Rule, Capacity, Reach and ByArea, by the method itself
	pull       [need.Runs][]float64 // per service: weighted children who are drawn to it
	ratio      []perRun             // per service: places per child
	patch      *patch               // what a what-if changes; nil where nothing
}

func newMarket(r *Result, kind int32, rows []int, p *profiles) *market {
	m := &market{day: r.Day, needs: &r.Needs, marks: r.marks, profile: p, kind: &r.Day.Types[kind], number: kind, rows: rows}
	var rules []Rule
	for place, service := range r.Day.Counting {
		s := &r.Day.Services[service]
		if s.Type != kind {
			continue
		}
		m.services = append(m.services, service)
		m.counting = append(m.counting, int32(place))
		capacity := CapacityOf(s, m.kind)
		m.capacities = append(m.capacities, capacity)
		m.access.Capacity = append(m.access.Capacity, capacity.Places)
		rules = append(rules, RuleOf(s, &r.Day.Profile))
	}
	m.rules = slices.Clone(rules)
	slices.SortFunc(m.rules, Rule.compare)
	m.rules = slices.CompactFunc(m.rules, func(x, y Rule) bool { return x.compare(y) == 0 })
	for _, rule := range rules {
		at, _ := slices.BinarySearchFunc(m.rules, rule, Rule.compare)
		m.access.Rule = append(m.access.Rule, int32(at))
	}
	for _, rule := range m.rules {
		m.alone = append(m.alone, cellsOf([]Rule{rule}, p))
	}
	m.reachBy(r.reached, E2SFCA)
	return m
}

// reachBy sets the weights of a variant, and the rules that meet in each area.
func (m *market) reachBy(reached *reach, v Variant) {
	m.access.Reach = reached.weights(m.counting, decayOf(string(m.kind.Decay)), v)
	m.access.ByArea = m.access.Reach.Transpose(len(m.day.Base))
	m.sets, m.setOf = map[string]*cells{}, make([]*cells, len(m.day.Base))
	f := setFinder{market: m, sets: m.sets, present: newBits(len(m.rules))}
	for base := range m.setOf {
		reaching, _ := m.access.ByArea.Row(base)
		m.setOf[base] = f.of(reaching)
	}
}

// setFinder finds the cells of a set of rules, or makes them.
type setFinder struct {
	*market
	sets    map[string]*cells
	present bits
	ids     []int32
}

func (f *setFinder) of(services []int32) *cells {
	clear(f.present)
	f.ids = f.ids[:0]
	for _, k := range services {
		if rule := f.access.Rule[k]; !f.present.has(int(rule)) {
			f.present.set(int(rule))
			f.ids = append(f.ids, rule)
		}
	}
	if c := f.sets[string(f.present)]; c != nil {
		return c
	}
	c := f.asBefore()
	if c == nil {
		c = f.cellsOf(f.ids)
	}
	f.sets[string(f.present)] = c
	return c
}

// asBefore finds the set in the market as it was before a what-if; nil where
// there is none, or a rule in it is new.
func (f *setFinder) asBefore() *cells {
	if f.patch == nil || slices.ContainsFunc(f.ids, func(rule int32) bool { return int(rule) >= f.patch.rules }) {
		return nil
	}
	return f.market.sets[string(f.present[:len(newBits(f.patch.rules))])]
}

// cellsOf makes the cells of rules by the market's numbers.
func (m *market) cellsOf(ids []int32) *cells {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(x, y int32) int { return m.rules[x].compare(m.rules[y]) })
	rules, place := make([]Rule, len(ids)), make([]int32, len(m.rules))
	for at, id := range ids {
		rules[at], place[id] = m.rules[id], int32(at)
	}
	c := cellsOf(rules, m.profile)
	c.place = place
	return c
}

func (m *market) presence() bool { return m.kind.Measure == model.Presence }

// acceptedBy is the demand of a base area, all tiers together, that a rule
// accepts: a figure of the area and the rule alone.
func (m *market) acceptedBy(rule int32, run need.Run, base int32) float64 {
	c := m.alone[rule]
	accepting := slices.Index(c.accepts[0], true)
	if accepting < 0 {
		return 0
	}
	sum := 0.0
	for _, row := range m.rows {
		var groups [2]float64
		e := &m.day.Expected[row]
		c.demand(groups[:], &m.needs[run][base][e.Tier-1], e.Uptake, e.Tier)
		sum += groups[accepting]
	}
	return sum
}

// handOut is the two steps of METHOD 4 up to the ratio of each service, for
// some runs of need; presence types hand out nothing.
func (m *market) handOut(v Variant, runs ...need.Run) {
	if m.presence() {
		return
	}
	total := m.totalWeight(v)
	accepted := demandOfRule{market: m}
	m.ratio = make([]perRun, len(m.services))
	for _, run := range runs {
		m.pull[run] = make([]float64, len(m.services))
		for _, k := range m.byRule() {
			accepted.turn(m.access.Rule[k], run)
			to, weights := m.access.Reach.Row(int(k))
			m.pull[run][k] = accepted.drawn(v, to, weights, total)
			m.ratio[k][run] = perChild(m.access.Capacity[k], m.pull[run][k])
		}
	}
}

// perChild is places per child: 0 where nobody pulls or the capacity, NaN, is
// unknown.
func perChild(capacity, pull float64) float64 {
	if pull > 0 && capacity == capacity {
		return capacity / pull
	}
	return 0
}

// byRule gives the services in order of rule, so that the demand that a rule
// accepts is computed once.
func (m *market) byRule() []int32 {
	order := make([]int32, len(m.services))
	for k := range order {
		order[k] = int32(k)
	}
	slices.SortStableFunc(order, func(x, y int32) int { return int(m.access.Rule[x] - m.access.Rule[y]) })
	return order
}

// demandOfRule is the demand of base areas that one rule accepts in one run,
// computed when an area is first asked for.
type demandOfRule struct {
	*market
	rule   int32
	run    need.Run
	turned int32
	known  []int32 // per base area: the turn for which demand holds
	demand []float64
}

func (d *demandOfRule) turn(rule int32, run need.Run) {
	if d.known == nil {
		d.known, d.demand = make([]int32, len(d.day.Base)), make([]float64, len(d.day.Base))
	} else if d.rule == rule && d.run == run {
		return
	}
	d.rule, d.run = rule, run
	d.turned++
}

// drawn is a service's pull: Σ weight × demand over the areas that it reaches,
// ascending.
func (d *demandOfRule) drawn(v Variant, to []int32, weights, total []float64) float64 {
	sum := 0.0
	for n, base := range to {
		if d.known[base] != d.turned {
			d.known[base], d.demand[base] = d.turned, d.acceptedBy(d.rule, d.run, base)
		}
		sum += v.inPull(weights[n], total, base) * d.demand[base]
	}
	return sum
}

// totalWeight is Σ W of the services that reach each base area, for the
// variant that divides by it.
func (m *market) totalWeight(v Variant) []float64 {
	if v != ThreeSFCA {
		return nil
	}
	total := make([]float64, len(m.day.Base))
	for base := range total {
		_, weights := m.access.ByArea.Row(base)
		for _, w := range weights {
			total[base] += w
		}
	}
	return total
}

// wide is the market for the flow: one grouping of cells for all areas, and
// the central demand of all tiers.
func (m *market) wide() access.Market {
	all := cellsOf(m.rules, m.profile)
	market := m.access
	market.Groups, market.Accepts = all.groups, all.accepts
	market.Demand = make([]float64, len(m.day.Base)*all.groups)
	for base := range m.day.Base {
		for _, row := range m.rows {
			e := &m.day.Expected[row]
			all.demand(market.Demand[base*all.groups:(base+1)*all.groups], &m.needs[need.Central][base][e.Tier-1], e.Uptake, e.Tier)
		}
	}
	return market
}
