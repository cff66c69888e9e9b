package coverage

import (
	"cmp"
	"slices"

	"catchment/model/access"
	"catchment/model/atlas"
	"catchment/model/need"
	"catchment/model/practice"
)

// patch is what changes in a market: services that are gone and services that
// come, each in its place in the order of key. A service that changes goes
// and comes; one of which no figure rests on what changes, as of a contract
// renewed, stays. The others keep their ratios, which rest on their own
// catchments.
type patch struct {
	gone  []bool // per service of the market as it was
	come  []comer
	rules int // of the market as it was
}

// comer is a service that comes. Its number in the market is after all others.
type comer struct {
	key      string
	number   int32
	rule     int32
	capacity float64
	before   int32     // it stands before this service of the market as it was
	to       []int32   // the base areas that it reaches, ascending
	weights  []float64 // there
	weight   []float64 // per base area; 0 where it does not reach
	marks    []practice.Marks
	stated   []bool
}

// patched gives the market with the services of a what-if.
func (m *market) patched(w *WhatIf) *market {
	out := *m
	p := &patch{gone: make([]bool, len(m.services)), rules: len(m.rules)}
	out.patch = p
	out.rules, out.alone = slices.Clip(m.rules), slices.Clip(m.alone)
	out.access.Rule, out.access.Capacity = slices.Clone(m.access.Rule), slices.Clone(m.access.Capacity)
	out.ratio = slices.Clone(m.ratio)
	for run := range m.pull {
		out.pull[run] = slices.Clone(m.pull[run])
	}
	for i := range w.Changed {
		c := &w.Changed[i]
		was, stood := slices.BinarySearch(m.services, c.Place)
		var comes *comer
		if c.Service != nil && c.Service.Type == m.number && c.Service.Counts(w.Date) {
			comes = out.comerOf(w, c)
		}
		if stood && comes != nil && out.stays(int32(was), comes) {
			continue
		}
		if stood {
			p.gone[was] = true
		}
		if comes != nil {
			out.admit(comes)
		}
	}
	slices.SortFunc(p.come, func(x, y comer) int { return cmp.Or(cmp.Compare(x.before, y.before), cmp.Compare(x.number, y.number)) })
	return &out
}

// comerOf is a changed service as it comes: whom it accepts, what it can take
// and where it reaches.
func (m *market) comerOf(w *WhatIf, c *atlas.Changed) *comer {
	s := c.Service
	links := access.Links{Start: make([]int, 1)}
	weigh(&links, w.reached.legsOf([]*atlas.Service{s}, &atlas.Flags{})[0], decayOf(string(m.kind.Decay)), 1)
	comes := &comer{key: s.Key, rule: m.ruleNumber(RuleOf(s, &m.day.Profile)), capacity: CapacityOf(s, m.kind).Places,
		before: m.placeOf(w.Day.Atlas, c), to: links.To, weights: links.Value}
	comes.marks, comes.stated = m.marks.marksOf(w.register, s)
	return comes
}

// stays says whether a service, by its number, gives each figure as it comes
// that it gave before.
func (m *market) stays(k int32, comes *comer) bool {
	to, weights := m.access.Reach.Row(int(k))
	if m.access.Rule[k] != comes.rule || !slices.Equal(to, comes.to) {
		return false
	}
	for p := range comes.marks {
		if service := m.services[k]; m.marks.stated[p][service] != comes.stated[p] || m.marks.marks[p][service] != comes.marks[p] {
			return false
		}
	}
	capacity := m.access.Capacity[k]
	return m.presence() || slices.Equal(weights, comes.weights) &&
		(capacity == comes.capacity || capacity != capacity && comes.capacity != comes.capacity)
}

// admit adds a service that comes, and what is handed out by it.
func (m *market) admit(comes *comer) {
	comes.number = int32(len(m.access.Rule))
	comes.weight = make([]float64, len(m.day.Base))
	for n, base := range comes.to {
		comes.weight[base] = comes.weights[n]
	}
	m.access.Rule = append(m.access.Rule, comes.rule)
	m.access.Capacity = append(m.access.Capacity, comes.capacity)
	m.patch.come = append(m.patch.come, *comes)
	if m.presence() {
		return
	}
	var ratio perRun
	for run := range ratio {
		pull := 0.0
		for n, base := range comes.to {
			pull += comes.weights[n] * m.acceptedBy(comes.rule, need.Run(run), base)
		}
		m.pull[run] = append(m.pull[run], pull)
		ratio[run] = perChild(comes.capacity, pull)
	}
	m.ratio = append(m.ratio, ratio)
}

// ruleNumber finds a rule among the market's, or adds it.
func (m *market) ruleNumber(rule Rule) int32 {
	for at := range m.rules {
		if m.rules[at].compare(rule) == 0 {
			return int32(at)
		}
	}
	m.rules, m.alone = append(m.rules, rule), append(m.alone, cellsOf([]Rule{rule}, m.profile))
	return int32(len(m.rules) - 1)
}

// placeOf is the first of the market's services, as it was, that stands after
// a service by key.
func (m *market) placeOf(a *atlas.Atlas, c *atlas.Changed) int32 {
	key := c.Key(a)
	at, _ := slices.BinarySearchFunc(m.services, key, func(service int32, key string) int {
		return cmp.Compare(a.Services[service].Key, key)
	})
	return int32(at)
}

// reachedBy is the services that reach an area as they are now.
type reachedBy struct {
	services []int32
	weights  []float64
}

func (r *reachedBy) add(service int32, weight float64) {
	r.services, r.weights = append(r.services, service), append(r.weights, weight)
}

// at finds who reaches the area of a ground, and the cells of their rules.
func (p *patch) at(g *ground) {
	services, weights := g.access.ByArea.Row(int(g.base))
	g.merged.services, g.merged.weights = g.merged.services[:0], g.merged.weights[:0]
	next := 0
	comesBefore := func(k int32) {
		for ; next < len(p.come) && p.come[next].before <= k; next++ {
			if w := p.come[next].weight[g.base]; w > 0 {
				g.merged.add(p.come[next].number, w)
			}
		}
	}
	for n, k := range services {
		comesBefore(k)
		if !p.gone[k] {
			g.merged.add(k, weights[n])
		}
	}
	comesBefore(int32(len(p.gone)))
	g.services, g.weights = g.merged.services, g.merged.weights
	g.cells = p.cells(g)
}

// cells finds the cells of the rules that meet in an area: among those of the
// market as it was, where all of them were known there. Each ground makes its
// own, for several move at a time.
func (p *patch) cells(g *ground) *cells {
	if g.finder == nil {
		g.finder = &setFinder{market: g.market, sets: map[string]*cells{}, present: newBits(len(g.rules))}
	}
	return g.finder.of(g.services)
}

// marksOf gives the indicators of a service that comes.
func (p *patch) marksOf(k, partnership int32) *practice.Marks {
	for i := range p.come {
		if c := &p.come[i]; c.number == k && c.stated[partnership] {
			return &c.marks[partnership]
		}
	}
	return nil
}
