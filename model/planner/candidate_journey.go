package planner

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/coverage"
)

// Journeys says by what journeys candidates that are points reach children.
// Routed, Stated and Straight are numbers of candidates.
type Journeys struct {
	Routed   int    // by minutes of the routing engine
	Stated   int    // by minutes that were given with the wish
	Straight int    // by the straight line
	Profile  string // of the engine; "" where there is none
	Failure  string // why the engine did not answer for all
}

// router is the routing engine that candidates' journeys are asked of, and what
// it answered: in memory alone, for a candidate is nothing that is kept.
type router struct {
	Routing
	mutex sync.Mutex
	known map[[2]string]float64 // by the versions of area and candidate; NaN: no way
}

// mostRouted is how many answers are kept at most; then all are let go.
const mostRouted = 2_000_000

// RouteCandidates says which engine is asked for the journeys of candidates of
// sitings; nothing is asked yet.
func (p *Planner) RouteCandidates(r Routing) {
	p.router.Store(&router{Routing: r, known: map[[2]string]float64{}})
}

// journeys are whom candidates reach: by the minutes given, else by those of the
// engine, else by the straight line.
func (s *sitingDay) journeys(sites []CandidateSite, points []access.Point) access.Links {
	minutes := make([]map[int32]float64, len(points))
	var ask []int
	for row := range points {
		switch given := s.wish.Journeys[sites[row].Key]; {
		case math.IsNaN(points[row].Lat):
		case given != nil:
			minutes[row] = s.byBase(given)
			s.went.Stated++
		default:
			ask = append(ask, row)
		}
	}
	if s.router != nil {
		s.went.Profile = s.router.Profile
		if !math.IsInf(coverage.MinutesOf(s.kind), 1) {
			s.route(ask, points, minutes)
		}
	}
	for _, row := range ask {
		if minutes[row] != nil {
			s.went.Routed++
		} else {
			s.went.Straight++
		}
	}
	return s.ReachOf(s.kind, points, minutes)
}

// byBase reads minutes by the code of a base area; of other areas there are no
// journeys.
func (s *sitingDay) byBase(given map[string]float64) map[int32]float64 {
	out := map[int32]float64{}
	for code, minutes := range given {
		area, known := s.Day.Area(code)
		if base, isBase := s.Day.BasePlace(area); known && isBase {
			out[base] = minutes
		}
	}
	return out
}

// fastest is kilometres a minute, by the straight line, that no journey of a
// child exceeds: areas farther away are not asked for.
const fastest = 2.0

// route asks the engine for whole candidates, one after the other, until it has
// failed too often.
func (s *sitingDay) route(ask []int, points []access.Point, minutes []map[int32]float64) {
	bases := make([]access.Point, len(s.Day.Base))
	for base, area := range s.Day.Base {
		bases[base] = s.Day.Points[area]
	}
	from, km := make([]access.Point, len(ask)), make([]float64, len(ask))
	for i, row := range ask {
		from[i], km[i] = points[row], coverage.MinutesOf(s.kind)*fastest
	}
	near := access.NewIndex(bases).Distances(from, km)
	failed := 0
	for i, row := range ask {
		if failed == givenUp || s.ctx.Err() != nil {
			return
		}
		to, _ := near.Row(i)
		found, err := s.router.minutes(s.ctx, points[row], to, bases)
		if s.ctx.Err() != nil {
			return // whoever asked ended it, and the engine did not fail
		}
		if err != nil {
			failed++
			s.went.Failure = err.Error()
			continue
		}
		if minutes[row], failed = found, 0; s.wish.Asked != nil {
			s.wish.Asked(i+1, len(ask))
		}
	}
}

// minutes gives the minutes from base areas to a candidate, of those from which
// there is a way.
func (r *router) minutes(ctx context.Context, to access.Point, from []int32, bases []access.Point) (map[int32]float64, error) {
	out := map[int32]float64{}
	site := placeAt("", to.Lon, to.Lat)
	var lacking []place
	var lacks []int32
	for _, base := range from {
		area := placeAt("", bases[base].Lon, bases[base].Lat)
		known, ok := r.answer(area, site)
		switch {
		case !ok:
			lacking, lacks = append(lacking, area), append(lacks, base)
		case !math.IsNaN(known):
			out[base] = known
		}
	}
	for first, step := 0, max(1, r.Most-1); first < len(lacking); first += step {
		some := lacking[first:min(first+step, len(lacking))]
		table, err := r.Table(ctx, pointsOf(some), []orb.Point{site.point})
		if err != nil {
			return nil, err
		}
		if len(table) != len(some) {
			return nil, fmt.Errorf("%d rows were asked for, and %d came", len(some), len(table))
		}
		for i, row := range table {
			minutes := math.Round(row[0]*10) / 10
			r.keep(some[i], site, minutes)
			if !math.IsNaN(minutes) {
				out[lacks[first+i]] = minutes
			}
		}
	}
	return out, nil
}

func (r *router) answer(from, to place) (minutes float64, ok bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	minutes, ok = r.known[[2]string{from.version, to.version}]
	return minutes, ok
}

func (r *router) keep(from, to place, minutes float64) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if len(r.known) >= mostRouted {
		clear(r.known)
	}
	r.known[[2]string{from.version, to.version}] = minutes
}

// noJourneys refuses journeys that no candidate of the wish has a place for,
// and those from areas that there are not.
func (s *sitingDay) noJourneys() error {
	known := map[string]bool{}
	for k := range s.offers {
		known[s.offers[k].SitedCandidate.Key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(s.wish.Journeys)) {
		if !known[key] {
			return &model.Error{Code: model.Invalid, Field: "journeys", Sentence: model.Say("Journeys are given to a candidate %s, and there is none of that key.", model.Quoted(key))}
		}
		for _, code := range slices.Sorted(maps.Keys(s.wish.Journeys[key])) {
			if _, ok := s.Day.Area(code); !ok {
				return &model.Error{Code: model.Invalid, Field: "journeys", Sentence: model.Say("Journeys are given from an area %s, and there is none of that code.", model.Quoted(code))}
			}
		}
	}
	return nil
}
