package planner

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"

	"catchment/model"
)

// engine is a routing engine that takes a minute for each kilometre of the
// straight line, and remembers what it was asked.
type engine struct {
	t      *testing.T
	most   int
	asked  int         // pairs
	points []orb.Point // that it was sent
	fails  func(to []orb.Point) error
	noWay  func(to orb.Point) bool
}

func (e *engine) table(_ context.Context, from, to []orb.Point) ([][]float64, error) {
	if len(from)+len(to) > e.most {
		e.t.Errorf("%d and %d points at once", len(from), len(to))
	}
	e.points = append(append(e.points, from...), to...)
	if e.fails != nil {
		if err := e.fails(to); err != nil {
			return nil, err
		}
	}
	out := make([][]float64, len(from))
	for i, a := range from {
		for _, b := range to {
			e.asked++
			minutes := geo.DistanceHaversine(a, b) / 1000
			if e.noWay != nil && e.noWay(b) {
				minutes = math.NaN()
			}
			out[i] = append(out[i], minutes)
		}
	}
	return out, nil
}

var (
	openPlace   = orb.Point{-3.95, 52.01}
	statedPlace = orb.Point{-3.77, 52.07}
)

// routed is three areas, and services with a site that is public, one shown by
// its area, one with times of a person, and a protected one besides an open one.
func routed(t *testing.T) *Planner {
	t.Helper()
	p := open(t)
	var rows []tableRow
	for i, lon := range []float64{-3.9, -3.8, -3.7} {
		code := fmt.Sprintf("A%d", i+1)
		rows = append(rows, row("areas", &model.Area{Code: code, Name: code, Kind: "lsoa", PointLon: &lon, PointLat: new(52.0)}, "code", "name", "kind", "point_lon", "point_lat"))
		people := model.Population{AreaCode: code, Year: 2025}
		people.Ages[10] = 40
		rows = append(rows, row("population", &people, "area_code", "year", "ages"))
	}
	rows = append(rows, row("areas", &model.Area{Code: "L1", Name: "L1", Kind: "local_authority"}, "code", "name", "kind"),
		row("providers", &model.Provider{Key: "p1", Name: "P", Sector: "children"}, "provider", "name", "sector"))
	for _, key := range []string{"s1", "s2", "s3", "s4"} {
		s := &model.Service{Key: key, Provider: "p1", Name: key, ServiceType: "group_work", Mode: "group", AreasServed: []string{"L1"}}
		rows = append(rows, row("services", s, "service", "provider", "name", "service_type", "mode", "areas_served"))
	}
	site := func(key, service string, disclosure model.Disclosure, at orb.Point, area string) tableRow {
		s, given := &model.Site{Key: key, Service: service, Disclosure: disclosure, AreaCode: area}, []string{"site", "service", "disclosure", "area_code"}
		if disclosure == model.Public {
			s.Lon, s.Lat, given = &at[0], &at[1], append(given, "lon", "lat")
		}
		return row("sites", s, given...)
	}
	rows = append(rows, site("public", "s1", model.Public, openPlace, ""), site("byarea", "s2", model.AreaOnly, orb.Point{}, "A2"),
		site("stated", "s3", model.Public, statedPlace, ""), site("hidden", "s4", model.Protected, orb.Point{}, ""), site("beside", "s4", model.AreaOnly, orb.Point{}, "L1"),
		row("travel", &model.TravelTime{AreaCode: "A1", Site: "stated", Minutes: 7, Mode: "car"}, "area_code", "site", "minutes", "mode"))
	if _, err := p.Import(t.Context(), batch(rows...), "test"); err != nil {
		var refused *Refused
		if errors.As(err, &refused) {
			for _, problem := range refused.Problems {
				t.Log(problem.Sentence())
			}
		}
		t.Fatal(err)
	}
	return p
}

func mustTravel(t *testing.T, p *Planner, e *engine, again bool) *TravelReport {
	t.Helper()
	report, err := p.Travel(t.Context(), Routing{Profile: "driving", Most: e.most, Table: e.table, Again: again}, "test")
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func journeysOf(p *Planner, site string) (out []string) {
	for _, j := range p.Atlas().Records.Travel {
		if j.Site == site {
			out = append(out, fmt.Sprintf("%s %.1f %s", j.AreaCode, j.Minutes, j.Mode))
		}
	}
	slices.Sort(out)
	return out
}

// Journeys to what may be shown are asked for once, and become rows; what a
// person stated stays, and nothing of a protected service is sent.
func TestTravel(t *testing.T) {
	for _, most := range []int{2, 3, 100} {
		p, e := routed(t), &engine{t: t, most: most}
		first := mustTravel(t, p, e, false)
		if first.Asked != 6 || first.Kept != 0 || first.Sites != 2 || first.Stated != 1 || len(first.Straight) != 0 || !first.Changed || first.Failure != "" {
			t.Errorf("%d: %+v", most, first)
		}
		if got := journeysOf(p, "public"); len(got) != 3 || !strings.HasPrefix(got[0], "A1 3.6 routing engine: driving") {
			t.Errorf("%d: %v", most, got)
		}
		if got := journeysOf(p, "byarea"); len(got) != 3 || !strings.HasPrefix(got[1], "A2 0.0 ") {
			t.Errorf("%d: %v", most, got)
		}
		if got := journeysOf(p, "stated"); !slices.Equal(got, []string{"A1 7.0 car"}) {
			t.Errorf("%d: what a person stated: %v", most, got)
		}
		if len(journeysOf(p, "hidden"))+len(journeysOf(p, "beside")) > 0 || slices.Contains(e.points, statedPlace) {
			t.Errorf("%d: sent %v", most, e.points)
		}
		again := mustTravel(t, p, e, false)
		if again.Asked != 0 || again.Kept != 6 || again.Changed || e.asked != 6 {
			t.Errorf("%d: again: %+v", most, again)
		}
		if anew := mustTravel(t, p, e, true); anew.Asked != 6 || anew.Changed {
			t.Errorf("%d: anew: %+v", most, anew)
		}
	}
}

// A site that moves, or comes under protection, loses its old times; nothing
// else is asked for again.
func TestTravelAfterChanges(t *testing.T) {
	p, e := routed(t), &engine{t: t, most: 100}
	mustTravel(t, p, e, false)
	move := func(disclosure model.Disclosure, columns ...string) {
		t.Helper()
		s := &model.Site{Key: "public", Disclosure: disclosure, Lon: new(-3.6), Lat: new(52.0)}
		if _, err := p.Import(t.Context(), batch(row("sites", s, append(columns, "site")...)), "test"); err != nil {
			t.Fatal(err)
		}
	}
	move("", "lon", "lat")
	e.fails = func([]orb.Point) error { return errors.New("it does not answer in time") }
	if r := mustTravel(t, p, e, false); !slices.Equal(r.Straight, []string{"public"}) || r.Pairs != 3 || r.Sites != 1 || r.Failure == "" || r.GivenUp || len(journeysOf(p, "public")) != 0 || len(r.Warnings) == 0 {
		t.Errorf("without an answer: %+v, %v", r, journeysOf(p, "public"))
	}
	e.fails = nil
	if r := mustTravel(t, p, e, false); r.Asked != 3 || r.Kept != 3 || len(r.Straight) != 0 || !strings.HasPrefix(journeysOf(p, "public")[2], "A3 6.9 ") {
		t.Errorf("where it moved to: %+v, %v", r, journeysOf(p, "public"))
	}
	e.points = nil
	s := &model.Site{Key: "public", Disclosure: model.Protected}
	if _, err := p.Import(t.Context(), batch(row("sites", s, "site", "disclosure"), row("services", &model.Service{Key: "s1", AreasServed: []string{"L1"}}, "service", "areas_served")), "test"); err != nil {
		t.Fatal(err)
	}
	mustTravel(t, p, e, true)
	kept, err := p.store.RoutedBy(t.Context(), "routing engine: driving")
	if err != nil || len(kept) != 3 || len(journeysOf(p, "public")) != 0 || slices.Contains(e.points, orb.Point{-3.6, 52.0}) {
		t.Errorf("under protection: %d kept, %v, sent %v, %v", len(kept), journeysOf(p, "public"), e.points, err)
	}
}

// Where the engine answers in part, each site is taken whole or goes by the
// straight line; what was answered is kept.
func TestTravelInPart(t *testing.T) {
	p := routed(t)
	e := &engine{t: t, most: 2, fails: func(to []orb.Point) error {
		if to[0] == openPlace {
			return errors.New("it answers with status 503")
		}
		return nil
	}}
	e.noWay = func(to orb.Point) bool { return to == openPlace }
	r := mustTravel(t, p, e, false)
	if len(r.Straight) == 0 || !slices.Contains(r.Straight, "public") || len(journeysOf(p, "public")) != 0 || r.Failure != "it answers with status 503" {
		t.Errorf("%+v", r)
	}
	e.fails = nil
	if r = mustTravel(t, p, e, false); !slices.Equal(r.Straight, []string{"public"}) || r.Sites != 1 || len(journeysOf(p, "byarea")) != 3 {
		t.Errorf("no way to it: %+v, %v", r, journeysOf(p, "byarea"))
	}
}

// An engine that fails so many times in a row is not asked for the rest.
func TestTravelIsGivenUp(t *testing.T) {
	p, e := routed(t), &engine{t: t, most: 2, fails: func([]orb.Point) error { return errors.New("it cannot be reached") }}
	if r := mustTravel(t, p, e, false); !r.GivenUp || r.Pairs != 6 || len(r.Straight) != 2 || r.Changed || len(e.points) != 2*givenUp {
		t.Errorf("%+v, %d points sent", r, len(e.points))
	}
}

// Who breaks off changes nothing.
func TestTravelBrokenOff(t *testing.T) {
	p := routed(t)
	ctx, cancel := context.WithCancel(t.Context())
	e := &engine{t: t, most: 2, fails: func([]orb.Point) error { cancel(); return ctx.Err() }}
	_, err := p.Travel(ctx, Routing{Profile: "driving", Most: 2, Table: e.table}, "test")
	if !errors.Is(err, context.Canceled) || len(p.Atlas().Records.Travel) != 1 {
		t.Errorf("%v, %d rows", err, len(p.Atlas().Records.Travel))
	}
}

// What the engine gave is undone like any import.
func TestTravelIsUndone(t *testing.T) {
	p, e := routed(t), &engine{t: t, most: 100}
	r := mustTravel(t, p, e, false)
	if _, err := p.Undo(t.Context(), r.Revision.Revision, "test"); err != nil {
		t.Fatal(err)
	}
	if len(p.Atlas().Records.Travel) != 1 {
		t.Errorf("%+v", p.Atlas().Records.Travel)
	}
}

// Two profiles of the engine stand beside each other, and neither takes the
// other's rows for a person's.
func TestTravelByTwoProfiles(t *testing.T) {
	p, e := routed(t), &engine{t: t, most: 100}
	mustTravel(t, p, e, false)
	r, err := p.Travel(t.Context(), Routing{Profile: "walking", Most: e.most, Table: e.table}, "test")
	if err != nil || r.Asked != 6 || r.Sites != 2 || r.Stated != 1 || len(journeysOf(p, "public")) != 6 {
		t.Errorf("%+v, %v", r, err)
	}
	e.fails = func([]orb.Point) error { return errors.New("it refuses") }
	r, err = p.Travel(t.Context(), Routing{Profile: "cycling", Most: e.most, Table: e.table}, "test")
	if err != nil || r.Sites != 0 || len(r.Straight) != 0 || r.Failure != "it refuses" || r.Changed || len(journeysOf(p, "public")) != 6 {
		t.Errorf("%+v, %v", r, err)
	}
}
