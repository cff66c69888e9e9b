package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/planner"
	"catchment/model/siting"
)

// planFlags say what is to be chosen.
type planFlags struct {
	kind, objective, candidates string
	tier, number                int
	budget, places, cost        float64
	lock, close                 []string
	limit                       time.Duration
	seed                        uint64
	set                         []string
	journeys                    string
	engineFlags
}

func (p *program) planCommand() *cobra.Command {
	var f planFlags
	c := &cobra.Command{
		Use: "plan", Short: "Choose where the next services of a type should be",
		Long: `Chooses among candidates, for a number of places or for a budget, those that give
most to children in need of a service type, and says how much more any other
choice could give at most.

  --objective reach       most children newly within reach of a service that accepts them
  --objective met         most children newly met: within reach, accepted, and with a place
  --objective worst-off   those first who have least: the least share met anywhere is raised,
                          or where not all can be given something, most are lifted from nothing

Without --objective it takes the one that fits what binds: distance, or places.
Candidates are the representative points of the base areas (centroids), each area
of a kind, served wholly (areas:local_authority), or a list (a CSV file with the
columns candidate, name, site, lon, lat, areas_served, places, cost; rows of one
site are sizes that exclude each other). Of a type that is protected, such as
refuge, candidates are only ever areas served, a local authority or larger. What
a candidate does not state is the median of the type's services, or --places and
--cost.

A list may also have columns of services.csv that say whom the service would
accept and what it could take: programme, age_min, age_max, school_year_min,
excludes, cohorts_per_year, places_per_cohort and their like. They count in the
figures as they would for a service that stands. --set states one for all
candidates that do not state it.

Journeys to candidates that are points go by the straight line; with --engine by
the minutes of a routing engine that you run, as "catchment travel" asks it; and
for the candidates in a file given with --journeys (a CSV file with the columns
candidate, area_code, minutes) by these. The plan says which. The engine can be
set in the environment instead, as CATCHMENT_ENGINE, CATCHMENT_PROFILE and
CATCHMENT_BATCH.

Services that stand stay. Those named with --close may be closed: that frees a
place in the number, or their cost in the budget. Candidates named with --lock
are in every plan.

It shows how far it has come. When the time is up or it is interrupted (Ctrl+C),
it gives the best plan so far, and says so. The same seed gives the same plan on
any machine, unless time or Ctrl+C ended the search. Nothing in the database is
changed.`,
		Example: `  catchment plan --database demo.db --type outreach_and_group_work --number 3
  catchment plan --database demo.db --type refuge --tier 3 --number 2 --candidates areas:local_authority
  catchment plan --database demo.db --type camhs --objective met --budget 250000 --places 40 --cost 60000
  catchment plan --database wales.db --type outreach_and_group_work --budget 500000 --candidates candidates.csv --lock C7 --json
  catchment plan --database wales.db --type camhs --number 5 --set age_min=11 --engine http://127.0.0.1:5000`,
		Args:    takes(0, 0, ""),
		PreRunE: func(c *cobra.Command, _ []string) error { return f.engineFlags.fromEnvironment(c) },
		RunE: func(c *cobra.Command, _ []string) error {
			w, err := p.wish(c, &f)
			if err != nil {
				return err
			}
			engine, err := f.routing()
			if err != nil {
				return err
			}
			return ran(p.plan(c.Context(), w, engine))
		},
	}
	c.Flags().StringVar(&f.kind, "type", "", "service `TYPE`, e.g. refuge")
	c.Flags().IntVar(&f.tier, "tier", 0, "only children of this tier, 1 to 4 (default all that the type is expected in)")
	c.Flags().StringVar(&f.objective, "objective", "", "reach, met or worst-off (default what binds)")
	c.Flags().IntVar(&f.number, "number", 0, "choose so many")
	c.Flags().Float64Var(&f.budget, "budget", 0, "choose for so many `POUNDS` a year")
	c.Flags().StringVar(&f.candidates, "candidates", "", "centroids, areas:KIND or a CSV `FILE` (default centroids; of a protected type areas:local_authority)")
	c.Flags().Float64Var(&f.places, "places", 0, "`CHILDREN` a year that a candidate takes which does not state it")
	c.Flags().Float64Var(&f.cost, "cost", 0, "`POUNDS` a year that a candidate costs which does not state it")
	c.Flags().StringSliceVar(&f.lock, "lock", nil, "`KEYS` of candidates that must be chosen")
	c.Flags().StringSliceVar(&f.close, "close", nil, "`KEYS` of services that may be closed")
	c.Flags().DurationVar(&f.limit, "time-limit", 10*time.Second, "how long to search at most; 0s until it ends by itself")
	c.Flags().StringArrayVar(&f.set, "set", nil, "`COLUMN=VALUE` of services.csv that holds for candidates which do not state it; can be given again")
	c.Flags().StringVar(&f.journeys, "journeys", "", "CSV `FILE` of minutes from areas to candidates")
	f.engineFlags.add(c.Flags())
	c.Flags().Uint64Var(&f.seed, "seed", 1, "what chance begins with")
	return c
}

var objectives = []siting.Objective{siting.Reach, siting.Met, siting.WorstOff}

// What a candidate may take and cost at most, as a service may.
const (
	mostPlaces = 1_000_000
	mostPounds = 10_000_000_000
)

// wish reads the flags.
func (p *program) wish(c *cobra.Command, f *planFlags) (*planner.Wish, error) {
	refuse := func(field, sentence string, values ...any) (*planner.Wish, error) {
		return nil, &model.Error{Code: model.Invalid, Field: field, Sentence: model.Said(fmt.Sprintf(sentence, values...))}
	}
	switch {
	case f.kind == "":
		return refuse("type", "--type is missing; a service type such as refuge is expected.")
	case f.tier < 0 || f.tier > 4:
		return refuse("tier", "--tier is %d; a number from 1 to 4 is expected, or 0 for all.", f.tier)
	case f.limit < 0:
		return refuse("time-limit", "--time-limit is %s; a time of 0s or more is expected.", f.limit)
	case !(f.places >= 0 && f.places <= mostPlaces):
		return refuse("places", "--places is %g; a number from 0 to %d is expected.", f.places, mostPlaces)
	case !(f.cost >= 0 && f.cost <= mostPounds):
		return refuse("cost", "--cost is %g; a number from 0 to %d is expected.", f.cost, mostPounds)
	}
	day, err := p.day()
	if err != nil {
		return nil, err
	}
	w := &planner.Wish{Day: day, ServiceType: f.kind, Tier: f.tier, Number: f.number, Budget: f.budget,
		Lock: f.lock, Close: f.close, Seed: f.seed, Limit: f.limit.Seconds()}
	if c.Flags().Changed("places") {
		w.Places = &f.places
	}
	if c.Flags().Changed("cost") {
		w.Cost = &f.cost
	}
	if f.objective != "" {
		names := make([]string, len(objectives))
		for i, o := range objectives {
			if names[i] = o.String(); names[i] == f.objective {
				w.Objective = &o
			}
		}
		if err := oneOf("objective", f.objective, names); err != nil {
			return nil, err
		}
	}
	if w.Candidates, err = p.candidatesFrom(f.candidates); err != nil {
		return nil, err
	}
	if w.Sets, err = columnsOf(f.set); err != nil {
		return nil, err
	}
	w.Journeys, err = candidateJourneys(f.journeys)
	return w, err
}

// columnsOf reads --set.
func columnsOf(texts []string) (map[string]string, error) {
	sets := map[string]string{}
	for _, text := range texts {
		column, value, ok := strings.Cut(text, "=")
		if !ok || !slices.Contains(planner.CandidateColumns, column) {
			return nil, &model.Error{Code: model.Invalid, Field: "set", Sentence: model.Said(fmt.Sprintf(
				"--set is %q; COLUMN=VALUE is expected, with one of %s.", text, strings.Join(planner.CandidateColumns, ", ")))}
		}
		sets[column] = value
	}
	return sets, nil
}

// candidatesFrom reads --candidates.
func (p *program) candidatesFrom(text string) (from planner.CandidatesFrom, err error) {
	kind, areas := strings.CutPrefix(text, "areas:")
	switch {
	case text == "":
	case text == "centroids":
		from.Centroids = true
	case areas:
		from.Areas = model.AreaKind(kind)
		err = oneOf("candidates areas", kind, model.Kinds)
	default:
		from.List, err = p.candidateList(text)
	}
	return from, err
}

// candidateJourneys reads the file of --journeys; nil for none.
func candidateJourneys(file string) (map[string]map[string]float64, error) {
	if file == "" {
		return nil, nil
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, &model.Error{Code: model.NotFound, Field: "journeys", Cause: err, Sentence: model.Said(fmt.Sprintf("--journeys is %q, and there is no such file.", file))}
	}
	minutes, problems := planner.ReadCandidateJourneys(filepath.Base(file), content)
	if len(problems) > 0 {
		return nil, &misread{problems}
	}
	return minutes, nil
}

func (p *program) candidateList(file string) ([]planner.CandidateSite, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, &model.Error{Code: model.NotFound, Field: "candidates", Cause: err, Sentence: model.Said(fmt.Sprintf(
			"--candidates is %q; centroids, areas:local_authority or a CSV file is expected, and there is no such file.", file))}
	}
	sites, problems := planner.ReadCandidates(filepath.Base(file), content)
	if len(problems.Errors()) > 0 {
		return nil, &misread{problems}
	}
	p.problems(problems)
	if len(sites) == 0 {
		return nil, misfit("candidates", "%s holds no candidate; a row for each is expected below the headings.", filepath.Base(file))
	}
	return sites, nil
}

// plan chooses, and prints what was chosen.
func (p *program) plan(ctx context.Context, w *planner.Wish, engine *planner.Routing) error {
	keep, err := p.open(ctx, true)
	if err != nil {
		return err
	}
	defer keep.Close()
	if p.attributions, err = keep.Attributions(ctx); err != nil {
		return err
	}
	begun := p.now()
	w.Clock = func() float64 { return p.now().Sub(begun).Seconds() }
	shown := p.searching(w.Clock)
	w.Progress, w.Asked = shown.tell, shown.routed
	if engine != nil {
		keep.RouteCandidates(*engine)
	}
	siting, err := keep.Site(ctx, *w)
	shown.end()
	if err != nil {
		return err
	}
	return p.show(plainPlan(siting), func(out io.Writer) { writePlan(out, siting, w) })
}
