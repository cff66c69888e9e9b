package coverage

import (
	"cmp"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/atlas"
)

// Leg is one way in which a service reaches a base area. Site is its place
// among the service's sites, -1 where no journey is made. A catchment of +Inf
// reaches at any cost with weight 1.
type Leg struct {
	Base      int32
	Site      int32
	Minutes   bool // cost and catchment are minutes, else kilometres with detour
	Cost      float64
	Catchment float64
}

// reach is the legs of every counting service, by place in Day.Counting, and
// what the legs of one more are found with.
type reach struct {
	day     *atlas.Day
	legs    [][]Leg        // ascending by base area
	points  []access.Point // per base area
	near    *access.Index  // of points
	minutes map[string]map[int32]float64
}

// farthest is the largest catchment of the sensitivity variants.
const farthest = 1.25

// reachOn finds the legs of all counting services (METHOD 3).
func reachOn(day *atlas.Day, flags *atlas.Flags) *reach {
	r := &reach{day: day, points: make([]access.Point, len(day.Base)), minutes: travelBySite(day)}
	for base, area := range day.Base {
		r.points[base] = day.Points[area]
	}
	r.near = access.NewIndex(r.points)
	counting := make([]*atlas.Service, len(day.Counting))
	for place, service := range day.Counting {
		counting[place] = &day.Services[service]
	}
	r.legs = r.legsOf(counting, flags)
	return r
}

// legsOf finds the legs of services, ascending by base area.
func (r *reach) legsOf(services []*atlas.Service, flags *atlas.Flags) [][]Leg {
	legs := make([][]Leg, len(services))
	journeys := make([]journey, 0, len(services))
	for place, s := range services {
		served := r.served(s)
		sites := r.mappedSites(s, flags)
		switch {
		case s.Mode.ComesToChild():
			if len(s.AreasServed) == 0 {
				flags.Add("service", s.Key, "serves_everywhere", "It is virtual or outreach and names no areas served: it is taken to serve everywhere.")
			}
			legs[place] = r.everywhere(served)
		case len(sites) == 0 && len(s.AreasServed) > 0:
			legs[place] = r.everywhere(served)
		case len(sites) == 0:
			flags.Add("service", s.Key, "reaches_nobody", "It has no mapped site and names no area served: it reaches nobody.")
		default:
			for _, site := range sites {
				journeys = append(journeys, r.journeyTo(place, s, site, served, r.minutes[s.Sites[site].Key], flags))
			}
		}
	}
	r.travel(legs, journeys)
	return legs
}

// served marks the base places that a service's areas served cover; nil where
// it names none.
func (r *reach) served(s *atlas.Service) []bool {
	if len(s.AreasServed) == 0 {
		return nil
	}
	served := make([]bool, len(r.day.Base))
	for _, code := range s.AreasServed {
		area, ok := r.day.Area(code)
		if !ok {
			continue
		}
		if place, reported := r.day.ReportedPlace(area); reported {
			for _, base := range r.day.Within[place] {
				served[base] = true
			}
		}
	}
	return served
}

// mappedSites lists the places of a service's mapped sites: none where any
// site is protected.
func (r *reach) mappedSites(s *atlas.Service, flags *atlas.Flags) []int {
	var mapped []int
	for i, site := range s.Sites {
		switch {
		case site.Disclosure == model.Protected:
			return nil
		case !math.IsNaN(r.pointOf(site).Lat):
			mapped = append(mapped, i)
		default:
			flags.Add("service", s.Key, "site_not_mapped", "Site "+site.Key+" has no known place; it is not counted in reach.")
		}
	}
	return mapped
}

// pointOf is where a site stands: a public one at its coordinates, an
// area-only one at its area's representative point.
func (r *reach) pointOf(site *model.Site) access.Point {
	if site.Disclosure == model.AreaOnly {
		if area, ok := r.day.Area(site.AreaCode); ok && r.day.Valid(area) {
			return r.day.Points[area]
		}
	} else if site.Disclosure == model.Public && site.Placed() {
		return access.Point{Lon: *site.Lon, Lat: *site.Lat}
	}
	return access.Point{Lon: math.NaN(), Lat: math.NaN()}
}

func (r *reach) everywhere(served []bool) []Leg {
	var legs []Leg
	for base := range r.day.Base {
		if served == nil || served[base] {
			legs = append(legs, Leg{Base: int32(base), Site: -1, Catchment: math.Inf(1)})
		}
	}
	return slices.Clone(legs)
}

// journey is one site of one service before its legs are known.
type journey struct {
	place     int // among the services
	site      int32
	from      access.Point
	served    []bool
	catchment float64           // +Inf: any distance
	minutes   map[int32]float64 // per base place; nil: by straight line
}

func (r *reach) journeyTo(place int, s *atlas.Service, site int, served []bool, minutes map[int32]float64, flags *atlas.Flags) journey {
	kind := &r.day.Types[s.Type]
	j := journey{place: place, site: int32(site), from: r.pointOf(s.Sites[site]), served: served, minutes: minutes, catchment: math.Inf(1)}
	stated := kind.CatchmentKm
	if minutes == nil && len(r.minutes) > 0 {
		flags.Add("service", s.Key, "straight_line", "Site "+s.Sites[site].Key+" has no travel times, and others have: journeys to it go by the straight line.")
	}
	if minutes != nil {
		if kind.CatchmentMinutes == nil && kind.CatchmentKm != nil {
			flags.Add("service", s.Key, "km_as_minutes", "Its type states no catchment in minutes; the kilometres are read as minutes.")
		} else {
			stated = kind.CatchmentMinutes
		}
	}
	if stated == nil {
		flags.Add("service", s.Key, "no_catchment", "Its type states no catchment: it reaches at any distance.")
		return j
	}
	j.catchment = *stated
	return j
}

// travel turns journeys into legs.
func (r *reach) travel(all [][]Leg, journeys []journey) {
	detour := r.day.Settings.DetourFactor
	from := make([]access.Point, len(journeys))
	km := make([]float64, len(journeys))
	for i, j := range journeys {
		from[i] = j.from
		if j.minutes == nil && !math.IsInf(j.catchment, 1) {
			km[i] = j.catchment * farthest / detour * (1 + 1e-9)
		} else {
			km[i] = -1
		}
	}
	near := r.near.Distances(from, km)
	for i, j := range journeys {
		legs := &all[j.place]
		switch {
		case j.minutes != nil:
			*legs = append(*legs, j.byTable()...)
		case math.IsInf(j.catchment, 1):
			*legs = append(*legs, j.atAnyDistance(r.points, detour)...)
		default:
			to, distance := near.Row(i)
			for n, base := range to {
				if j.serves(base) {
					*legs = append(*legs, Leg{base, j.site, false, distance[n] * detour, j.catchment})
				}
			}
		}
	}
	for _, legs := range all {
		slices.SortStableFunc(legs, func(x, y Leg) int { return cmp.Compare(x.Base, y.Base) })
	}
}

func (j *journey) serves(base int32) bool { return j.served == nil || j.served[base] }

func (j *journey) byTable() []Leg {
	var legs []Leg
	for base, minutes := range j.minutes {
		if j.serves(base) {
			legs = append(legs, Leg{base, j.site, true, minutes, j.catchment})
		}
	}
	slices.SortFunc(legs, func(x, y Leg) int { return cmp.Compare(x.Base, y.Base) })
	return legs
}

func (j *journey) atAnyDistance(points []access.Point, detour float64) []Leg {
	var legs []Leg
	for base := range points {
		if j.serves(int32(base)) {
			cost := access.Kilometres(j.from, points[base]) * detour
			if math.IsNaN(cost) {
				cost = 0
			}
			legs = append(legs, Leg{int32(base), j.site, false, cost, j.catchment})
		}
	}
	return legs
}

// travelBySite gives, for each site with at least one row in the travel
// table, the least minutes over modes by base place.
func travelBySite(day *atlas.Day) map[string]map[int32]float64 {
	out := map[string]map[int32]float64{}
	for _, row := range day.Records.Travel {
		if out[row.Site] == nil {
			out[row.Site] = map[int32]float64{}
		}
		area, ok := day.Area(row.AreaCode)
		base, isBase := day.BasePlace(area)
		if !ok || !isBase {
			continue
		}
		if known, seen := out[row.Site][base]; !seen || row.Minutes < known {
			out[row.Site][base] = row.Minutes
		}
	}
	return out
}
