package coverage

import (
	"math"
	"slices"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/need"
)

// Room is the children of one base area whom the same services accept, and
// how much room for more services there is: what those that stay give them.
type Room struct {
	Base     int32   // base place
	Children float64 // central demand of the tiers asked for
	Pulls    float64 // of all tiers
	Accepted bool    // a service that stays reaches and accepts them
	Places   float64 // places per child of known capacity by those that stay; +Inf where presence is enough
	Leaving  []Hold  // services that may leave, and reach and accept them
	Takes    []bool  // per rule that was asked about: it accepts them
}

// Hold is a service's weight W on children whom it reaches and accepts.
type Hold struct {
	Service int32 // place in Day.Services
	Weight  float64
}

// Rooms lists the rooms of a service type with children in them, by base place.
// Tier 0 is all tiers that the type is expected in. The services that leaves
// names are counted apart; rules are of services that do not stand yet, and
// each room is of children whom they accept alike.
func (r *Result) Rooms(serviceType string, tier int, rules []Rule, leaves func(service int32) bool) []Room {
	var rooms []Room
	for _, m := range r.markets {
		if m.kind.Key != serviceType {
			continue
		}
		m, numbers := m.withRules(rules)
		g := m.ground()
		for base := range r.Day.Base {
			g.at(int32(base))
			rooms = append(rooms, g.rooms(tier, numbers, func(k int32) bool { return leaves(m.services[k]) })...)
		}
	}
	return rooms
}

// withRules is the market with cells that rules of its own and further ones
// divide in every area, and the numbers of the further ones.
func (m *market) withRules(rules []Rule) (*market, []int32) {
	if len(rules) == 0 {
		return m, nil
	}
	out := *m // its rules may grow, those of m do not
	out.rules, out.alone = slices.Clip(m.rules), slices.Clip(m.alone)
	var numbers []int32
	for _, rule := range rules {
		numbers = append(numbers, out.ruleNumber(rule))
	}
	sets := map[string]*cells{}
	present := newBits(len(out.rules))
	out.setOf = make([]*cells, len(m.setOf))
	for base := range out.setOf {
		clear(present)
		var ids []int32
		reaching, _ := m.access.ByArea.Row(base)
		for _, k := range reaching {
			ids = present.adding(ids, m.access.Rule[k])
		}
		for _, number := range numbers {
			ids = present.adding(ids, number)
		}
		if sets[string(present)] == nil {
			sets[string(present)] = out.cellsOf(ids)
		}
		out.setOf[base] = sets[string(present)]
	}
	return &out, numbers
}

// adding lists a rule that is not in the set yet, and puts it there.
func (b bits) adding(ids []int32, rule int32) []int32 {
	if b.has(int(rule)) {
		return ids
	}
	b.set(int(rule))
	return append(ids, rule)
}

func (g *ground) rooms(tier int, rules []int32, leaves func(k int32) bool) []Room {
	g.supplyBut(need.Central, leaves)
	rooms := make([]Room, g.cells.groups)
	for group := range rooms {
		rooms[group] = Room{Base: g.base, Places: g.places[group], Takes: make([]bool, len(rules))}
		for at, rule := range rules {
			rooms[group].Takes[at] = g.cells.accepts[g.cells.place[rule]][group]
		}
	}
	for i, row := range g.rows {
		g.need(i, need.Central)
		for group, demand := range g.demand {
			rooms[group].Pulls += demand
			if tier == 0 || g.day.Expected[row].Tier == tier {
				rooms[group].Children += demand
			}
		}
	}
	for n, k := range g.services {
		for group, accepts := range g.cells.accepts[g.ruleOf(k)] {
			switch room := &rooms[group]; {
			case !accepts:
			case leaves(k):
				room.Leaving = append(room.Leaving, Hold{g.market.services[k], g.weights[n]})
			default:
				room.Accepted = true
				if g.presence() {
					room.Places = math.Inf(1)
				}
			}
		}
	}
	return rooms
}

// ReachOf is whom a service of a type would reach from each of some points:
// links to base places with their weight W (METHOD 3). Minutes are those of a
// point to base places, in place of the straight line; nil where there are none.
func (r *Result) ReachOf(kind *model.ServiceType, from []access.Point, minutes []map[int32]float64) access.Links {
	catchment := math.Inf(1)
	if kind.CatchmentKm != nil {
		catchment = *kind.CatchmentKm
	}
	decay := decayOf(string(kind.Decay))
	straight := r.reached.near.Reach(from, decay, catchment, r.Day.Settings.DetourFactor)
	if !slices.ContainsFunc(minutes, func(to map[int32]float64) bool { return to != nil }) {
		return straight
	}
	links := access.Links{Start: make([]int, 1, len(from)+1)}
	for i := range from {
		if minutes[i] != nil {
			j := journey{minutes: minutes[i], catchment: MinutesOf(kind)}
			weigh(&links, j.byTable(), decay, 1)
			continue
		}
		to, weight := straight.Row(i)
		links.To, links.Value = append(links.To, to...), append(links.Value, weight...)
		links.Start = append(links.Start, len(links.To))
	}
	return links
}

// MinutesOf is how far a service of a type reaches in minutes: its kilometres
// where it states no minutes, +Inf where it states neither.
func MinutesOf(kind *model.ServiceType) float64 {
	switch {
	case kind.CatchmentMinutes != nil:
		return *kind.CatchmentMinutes
	case kind.CatchmentKm != nil:
		return *kind.CatchmentKm
	}
	return math.Inf(1)
}
