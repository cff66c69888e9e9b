package planner

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/field"
	"catchment/model/store"
)

// Routing is how journeys are asked for. Table gives the minutes from each
// point to each other, at most Most points together, NaN where there is no way;
// its error says in a few words why it gives none.
type Routing struct {
	Profile string // driving, walking or what else the engine has
	Most    int
	Table   func(ctx context.Context, from, to []orb.Point) ([][]float64, error)
	Again   bool                 // ask also for what was answered before
	Said    func(asked, all int) // how far it has got, in journeys; nil: nobody asks
}

// Mode is the mode of the rows that the engine's answers make. By it they are
// told from those of a person, which are never touched.
func (r Routing) Mode() string { return engineMode + r.Profile }

// engineMode begins the mode of every row that an engine's answer made.
const engineMode = "routing engine: "

// givenUp is after how many requests without an answer no more is asked.
const givenUp = 3

// TravelReport says what asking for journeys came to.
type TravelReport struct {
	*Report
	Asked    int      // journeys that the engine answered now
	Kept     int      // that it had answered before, and that still hold
	Sites    int      // that have travel times of the engine now
	Stated   int      // that a person gave travel times for, and that were left as they are
	Straight []string // sites whose journeys go by the straight line, because the engine did not answer or found no way
	Pairs    int      // journeys from areas to those sites
	Failure  string   // why the engine did not answer, "" where it did
	GivenUp  bool     // it did not answer so often that the rest was not asked for
}

// Travel asks a routing engine for the minutes from every base area of today to
// every site that may be shown, and takes them as rows of the table travel: one
// change, that can be undone. A site is taken whole or not at all, because a
// pair that is missing in the table is out of reach: where one answer lacks, its
// journeys go by the straight line. Nothing of a protected service is sent: no
// site of it, not its area either. What was answered before is not asked again
// while neither the area's point nor the site has moved.
func (p *Planner) Travel(ctx context.Context, r Routing, actor string) (*TravelReport, error) {
	records, _, err := p.store.Load(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := p.keptRoutes(ctx, r)
	if err != nil {
		return nil, err
	}
	out := &TravelReport{}
	asking := &asking{planner: p, routing: r, trips: p.tripsOf(records, r.Mode()), kept: kept, report: out}
	if err := asking.all(ctx); err != nil {
		return nil, err
	}
	out.Report, err = p.commit(ctx, p.travelling(r, out), actor)
	return out, err
}

// keptRoutes is what the engine answered before.
func (p *Planner) keptRoutes(ctx context.Context, r Routing) (map[[2]string]store.Routed, error) {
	rows, err := p.store.RoutedBy(ctx, r.Mode())
	kept := map[[2]string]store.Routed{}
	for _, row := range rows {
		kept[[2]string{row.AreaCode, row.Site}] = row
	}
	return kept, err
}

// place is one end of a journey.
type place struct {
	key     string
	point   orb.Point
	version string
}

func placeAt(key string, lon, lat float64) place {
	sum := sha256.Sum256(fmt.Appendf(nil, "%.6f,%.6f", lon, lat))
	return place{key, orb.Point{lon, lat}, hex.EncodeToString(sum[:6])}
}

// trips are the journeys that are wanted: from every area to every site.
type trips struct {
	areas, sites []place
	timed        map[string]bool // sites that have times of another profile
	stated       int
}

func (p *Planner) tripsOf(records *model.Records, mode string) *trips {
	day := atlas.Build(records, model.Revision{}).On(p.Today())
	t := &trips{timed: map[string]bool{}}
	for _, area := range day.Base {
		if at := day.Points[area]; !math.IsNaN(at.Lat) {
			t.areas = append(t.areas, placeAt(day.Areas[area].Code, at.Lon, at.Lat))
		}
	}
	stated := map[string]bool{}
	for i := range records.Travel {
		switch row := &records.Travel[i]; {
		case !strings.HasPrefix(row.Mode, engineMode):
			stated[row.Site] = true
		case row.Mode != mode:
			t.timed[row.Site] = true
		}
	}
	hidden := hiddenIn(records)
	for i := range records.Sites {
		site := &records.Sites[i]
		switch at, ok := shownAt(day, site); {
		case hidden.services[site.Service] || hidden.journeys[site.Key] || !ok:
		case stated[site.Key]:
			t.stated++
		default:
			t.sites = append(t.sites, at)
		}
	}
	return t
}

// shownAt is where journeys to a site lead: to a public one itself, to the
// point of the area of one that is shown by its area.
func shownAt(day *atlas.Day, site *model.Site) (place, bool) {
	switch {
	case site.Disclosure == model.Public && site.Placed():
		return placeAt(site.Key, *site.Lon, *site.Lat), true
	case site.Disclosure == model.AreaOnly:
		if area, ok := day.Area(site.AreaCode); ok && day.Valid(area) && !math.IsNaN(day.Points[area].Lat) {
			return placeAt(site.Key, day.Points[area].Lon, day.Points[area].Lat), true
		}
	}
	return place{}, false
}

// asking is one run of questions to the engine.
type asking struct {
	planner *Planner
	routing Routing
	trips   *trips
	kept    map[[2]string]store.Routed
	report  *TravelReport
	failed  int // requests without an answer, one after the other
}

// holds says whether an answer that is kept is still that of a journey.
func holds(kept map[[2]string]store.Routed, from, to place) (store.Routed, bool) {
	row, ok := kept[[2]string{from.key, to.key}]
	return row, ok && row.FromVersion == from.version && row.ToVersion == to.version
}

// all asks for what is not kept: sites that lack the same areas together.
func (a *asking) all(ctx context.Context) error {
	lacking, order := map[string][]place{}, []string(nil)
	areas, wanted := map[string][]place{}, 0
	for _, site := range a.trips.sites {
		lacks := slices.DeleteFunc(slices.Clone(a.trips.areas), func(area place) bool {
			_, known := holds(a.kept, area, site)
			return known && !a.routing.Again
		})
		a.report.Kept += len(a.trips.areas) - len(lacks)
		if len(lacks) == 0 {
			continue
		}
		name := namesOf(lacks)
		if areas[name] == nil {
			areas[name], order = lacks, append(order, name)
		}
		lacking[name] = append(lacking[name], site)
		wanted += len(lacks)
	}
	for _, name := range order {
		for to := range slices.Chunk(lacking[name], max(1, a.routing.Most/2)) {
			for from := range slices.Chunk(areas[name], max(1, a.routing.Most-len(to))) {
				if err := a.some(ctx, from, to, wanted); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func namesOf(places []place) string {
	keys := make([]string, len(places))
	for i := range places {
		keys[i] = places[i].key
	}
	return strings.Join(keys, "\n")
}

// some asks once, and keeps the answer at once, so that nothing that was
// answered is lost where the rest is not. Only who breaks off ends the run.
func (a *asking) some(ctx context.Context, from, to []place, wanted int) error {
	if a.failed >= givenUp {
		a.report.GivenUp = true
		return ctx.Err()
	}
	table, err := a.routing.Table(ctx, pointsOf(from), pointsOf(to))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		a.failed++
		a.report.Failure = err.Error()
		return nil
	}
	a.failed = 0
	rows := make([]store.Routed, 0, len(from)*len(to))
	for i, area := range from {
		for j, site := range to {
			row := store.Routed{AreaCode: area.key, Site: site.key, Mode: a.routing.Mode(), FromVersion: area.version, ToVersion: site.version, Asked: a.planner.now()}
			if minutes := table[i][j]; !math.IsNaN(minutes) {
				minutes = math.Round(minutes*10) / 10
				row.Minutes = &minutes
			}
			rows = append(rows, row)
		}
	}
	if err := a.planner.store.KeepRouted(ctx, rows); err != nil {
		return err
	}
	if a.report.Asked += len(rows); a.routing.Said != nil {
		a.routing.Said(a.report.Asked, wanted)
	}
	return nil
}

func pointsOf(places []place) []orb.Point {
	points := make([]orb.Point, len(places))
	for i := range places {
		points[i] = places[i].point
	}
	return points
}

// travelling works out the change over what is known by then: a site that has
// come under protection meanwhile, or has moved, is left out.
func (p *Planner) travelling(r Routing, report *TravelReport) work {
	return func(ctx context.Context, known *model.Records, _ model.Revision) (*proposal, error) {
		kept, err := p.keptRoutes(ctx, r)
		if err != nil {
			return nil, err
		}
		trips := p.tripsOf(known, r.Mode())
		report.Stated, report.Sites, report.Straight, report.Pairs = trips.stated, 0, nil, 0
		rows := map[string]model.Row{}
		var warnings model.Problems
		for _, site := range trips.sites {
			answered := wholeOf(kept, trips.areas, site, r.Mode())
			if len(answered) == 0 && trips.timed[site.key] {
				continue
			}
			if len(answered) == 0 {
				report.Straight, report.Pairs = append(report.Straight, site.key), report.Pairs+len(trips.areas)
				warnings = append(warnings, model.Problem{Where: called("sites", site.key), Warning: true, Expected: model.Say("the routing engine gave no whole answer; journeys to this site go by the straight line")})
				continue
			}
			report.Sites++
			for key, row := range answered {
				rows[key] = row
			}
		}
		return p.journeys(r, known, rows, warnings)
	}
}

// wholeOf gives the rows of a site, by their keys, where every area has an
// answer; none where one lacks.
func wholeOf(kept map[[2]string]store.Routed, areas []place, site place, mode string) map[string]model.Row {
	rows := map[string]model.Row{}
	for _, area := range areas {
		answer, ok := holds(kept, area, site)
		if !ok {
			return nil
		}
		if answer.Minutes == nil {
			continue
		}
		noun := &model.TravelTime{AreaCode: area.key, Site: site.key, Minutes: *answer.Minutes, Mode: mode}
		rows[field.KeyOf(noun)] = model.Row{Noun: noun, Given: map[string]bool{"area_code": true, "site": true, "minutes": true, "mode": true}}
	}
	return rows
}

// journeys is the change that leaves the rows given, and no others, as those of
// the engine.
func (p *Planner) journeys(r Routing, known *model.Records, rows map[string]model.Row, warnings model.Problems) (*proposal, error) {
	leaving, batch := gone{}, &model.Batch{Rows: map[string][]model.Row{}}
	for i := range known.Travel {
		if row := &known.Travel[i]; row.Mode == r.Mode() {
			if key := field.KeyOf(row); rows[key].Noun == nil {
				leaving.add(row.TableName(), key)
			}
		}
	}
	digest := sha256.New()
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		row := rows[key]
		batch.Rows["travel"] = append(batch.Rows["travel"], row)
		fmt.Fprintln(digest, key, row.Noun.(*model.TravelTime).Minutes)
	}
	m := merge(known, batch, leaving)
	problems := m.checked(known, nil)
	if len(problems.Errors()) > 0 {
		return nil, &Refused{Problems: problems}
	}
	source := fmt.Sprintf("routing engine, %s, %s", r.Profile, model.DateOf(p.now()))
	sum := hex.EncodeToString(digest.Sum(nil))
	files := []model.File{{Name: source, Digest: sum, Into: "travel", Rows: len(rows), Source: source}}
	if len(rows) == 0 {
		files = nil
	}
	return &proposal{merging: m, action: "import", source: source, digest: sum, files: files, warnings: append(warnings, problems.Warnings()...)}, nil
}
