package coverage

import (
	"math"

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
}

// Hold is a service's weight W on children whom it reaches and accepts.
type Hold struct {
	Service int32 // place in Day.Services
	Weight  float64
}

// Rooms lists the rooms of a service type with children in them, by base place.
// Tier 0 is all tiers that the type is expected in. The services that leaves
// names are counted apart.
func (r *Result) Rooms(serviceType string, tier int, leaves func(service int32) bool) []Room {
	var rooms []Room
	for _, m := range r.markets {
		if m.kind.Key != serviceType {
			continue
		}
		g := m.ground()
		for base := range r.Day.Base {
			g.at(int32(base))
			rooms = append(rooms, g.rooms(tier, func(k int32) bool { return leaves(m.services[k]) })...)
		}
	}
	return rooms
}

func (g *ground) rooms(tier int, leaves func(k int32) bool) []Room {
	g.supplyBut(need.Central, leaves)
	rooms := make([]Room, g.cells.groups)
	for group := range rooms {
		rooms[group] = Room{Base: g.base, Places: g.places[group]}
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

// ReachOf is whom a service of a type would reach from each of some points, by
// the straight line: links to base places with their weight W (METHOD 3).
func (r *Result) ReachOf(kind *model.ServiceType, from []access.Point) access.Links {
	catchment := math.Inf(1)
	if kind.CatchmentKm != nil {
		catchment = *kind.CatchmentKm
	}
	return r.reached.near.Reach(from, decayOf(string(kind.Decay)), catchment, r.Day.Settings.DetourFactor)
}
