package access

// Best is the best achievable: the children a year that could be met if
// every child could be referred to any service that reaches the area (W > 0,
// whatever its weight) and accepts the cell. It is the maximum flow
//
//	service (capacity; unknown = 0) → (area, group) demand
//
// which is unique, though its split over areas is not. It is at least
// Σ Demand × min(1, Places) of every variant, but for rounding; the total is
// right to 1e-9 of itself.
//
// By the theorem of Ford and Fulkerson it equals the least, over all sets of
// services, of the demand that the set can reach and accept plus the
// capacity of the services outside the set. That sum is what is returned,
// for the set that the flow proves least.
func (m *Market) Best() float64 {
	parts := m.pool().parts()
	best := make([]float64, len(parts))
	each(len(parts), 1, func(k int) { best[k] = newFlow(parts[k]).cut() })
	total := 0.0
	for _, b := range best {
		total += b
	}
	return total
}

// pool is demand put together: one node for each set of open services, those
// of known capacity above 0, that reach and accept it.
//
//	services   K0      K1        K2
//	            \    /   \        |
//	nodes        [0]      [1]    [2]        owner: K0 K1 | K1 | K2
type pool struct {
	capacity []float64 // per service; 0 unless open
	demand   []float64 // per node, above 0
	start    []int32   // node n is open to owner[start[n]:start[n+1]]
	owner    []int32   // services, ascending
}

// pool collects the nodes in order of first occurrence.
func (m *Market) pool() *pool {
	p := &pool{capacity: make([]float64, len(m.Capacity)), start: []int32{0}}
	for k, capacity := range m.Capacity {
		if capacity > 0 {
			p.capacity[k] = capacity
		}
	}
	c := collector{pool: p, market: m, groups: m.groupsOf(), nodes: map[fingerprint]int32{},
		ofRule: make([]fingerprint, len(m.Accepts)), ofGroup: make([]fingerprint, m.Groups)}
	for area := range m.ByArea.Rows() {
		c.collect(area)
	}
	return p
}

// fingerprint stands for a set of services: the sum of two scrambled numbers
// of each. Two different sets among a million have the same fingerprint with
// a probability of some 1e-27.
type fingerprint [2]uint64

func (f *fingerprint) add(g fingerprint) {
	f[0] += g[0]
	f[1] += g[1]
}

func fingerprintOf(service int32) fingerprint {
	return fingerprint{scramble(uint64(service) + 1), scramble(^uint64(service))}
}

// scramble is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
func scramble(x uint64) uint64 {
	x *= 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// collector finds the node of each area and group.
type collector struct {
	*pool
	market  *Market
	groups  [][]int32
	nodes   map[fingerprint]int32
	ofRule  []fingerprint // the area's open services, by rule
	ofGroup []fingerprint // the area's open services that accept the group
	rules   []int32       // rules of the area's open services
}

func (c *collector) collect(area int) {
	services, _ := c.market.ByArea.Row(area)
	c.rules = c.rules[:0]
	for _, k := range services {
		if c.capacity[k] == 0 {
			continue
		}
		rule := c.market.Rule[k]
		if c.ofRule[rule] == (fingerprint{}) {
			c.rules = append(c.rules, rule)
		}
		c.ofRule[rule].add(fingerprintOf(k))
	}
	for _, rule := range c.rules {
		for _, g := range c.groups[rule] {
			c.ofGroup[g].add(c.ofRule[rule])
		}
		c.ofRule[rule] = fingerprint{}
	}
	demand := c.market.Demand[area*c.market.Groups:]
	for g := range c.ofGroup {
		if set := c.ofGroup[g]; set != (fingerprint{}) && demand[g] > 0 {
			c.demand[c.node(set, services, g)] += demand[g]
		}
		c.ofGroup[g] = fingerprint{}
	}
}

// node is the node of the services that accept group g.
func (c *collector) node(set fingerprint, services []int32, g int) int32 {
	if n, ok := c.nodes[set]; ok {
		return n
	}
	n := int32(len(c.demand))
	c.nodes[set] = n
	for _, k := range services {
		if c.capacity[k] > 0 && c.market.Accepts[c.market.Rule[k]][g] {
			c.owner = append(c.owner, k)
		}
	}
	c.demand = append(c.demand, 0)
	c.start = append(c.start, int32(len(c.owner)))
	return n
}
