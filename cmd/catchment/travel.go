package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/routing"
)

// travelFlags say which routing engine is asked, and how.
type travelFlags struct {
	engine, profile string
	batch, timeout  int
	again           bool
}

func (p *program) travelCommand() *cobra.Command {
	var f travelFlags
	c := &cobra.Command{
		Use: "travel", Short: "Ask a routing engine for travel times from areas to sites",
		Long: `Asks a routing engine that you run, and that answers as the table service of
OSRM does, for the minutes from every base area to every site, and takes them
into the table travel: as one change, which can be undone. Journeys then go by
minutes in place of the straight line.

Only public sites are asked for, and those that are shown by their area, as its
representative point; of protected services nothing is sent, not even an area.
Sites for which travel.csv gave times are left as they are. What was answered
before is not asked again while neither the area nor the site has moved; --again
asks anew, after the engine was given new roads. Where the engine does not answer
for a site, or finds no way to it, its journeys go by the straight line; they are
listed, and the service is flagged (straight_line).

Each flag can be set in the environment instead, as CATCHMENT_ENGINE for
--engine; a flag that is given goes first.`,
		Example: `  catchment travel --database wales.db --engine http://127.0.0.1:5000
  catchment travel --database wales.db --engine http://127.0.0.1:5000 --profile walking --again
  catchment travel --database wales.db --engine https://routes.example.org/osrm --batch 400 --json`,
		Args:    takes(0, 0, ""),
		PreRunE: func(c *cobra.Command, _ []string) error { return fromEnvironment(c) },
		RunE:    func(c *cobra.Command, _ []string) error { return ran(p.travel(c.Context(), &f)) },
	}
	c.Flags().StringVar(&f.engine, "engine", "", "`ADDRESS` of the routing engine, like http://127.0.0.1:5000")
	c.Flags().StringVar(&f.profile, "profile", "driving", "`PROFILE` of the engine: driving, walking or what else it has")
	c.Flags().IntVar(&f.batch, "batch", 100, "how many `COORDINATES` to send at once, at most what the engine takes")
	c.Flags().IntVar(&f.timeout, "timeout", 30, "how many `SECONDS` one request may take")
	c.Flags().Lookup("batch").Annotations = expects("a number from 2 to 10000")
	c.Flags().Lookup("timeout").Annotations = expects("a number from 1 to 3600")
	c.Flags().BoolVar(&f.again, "again", false, "ask also for what was answered before")
	return c
}

// travelled is what asking came to, as it is printed.
type travelled struct {
	Changed                           bool
	Revision                          int
	Asked, Kept, Sites, SitesByPeople int
	StraightLine                      []string
	JourneysByStraightLine            int
	Failure                           string `json:",omitempty"`
	GivenUp                           bool   `json:",omitempty"`
}

// fit refuses numbers that a flag does not take. Zero is refused too: it would
// stand for the usual.
func (f *travelFlags) fit() error {
	for _, flag := range []struct {
		name               string
		value, least, most int
	}{{"batch", f.batch, 2, 10_000}, {"timeout", f.timeout, 1, 3600}} {
		if flag.value < flag.least || flag.value > flag.most {
			return &model.Error{Code: model.Invalid, Field: flag.name, Sentence: model.Said(fmt.Sprintf("--%s is %d; a number from %d to %d is expected.", flag.name, flag.value, flag.least, flag.most))}
		}
	}
	return nil
}

func (p *program) travel(ctx context.Context, f *travelFlags) error {
	if err := f.fit(); err != nil {
		return err
	}
	engine, err := routing.New(routing.Settings{URL: f.engine, Profile: f.profile, Most: f.batch, Timeout: time.Duration(f.timeout) * time.Second})
	if err != nil {
		return err
	}
	keep, err := p.open(ctx, true)
	if err != nil {
		return err
	}
	defer keep.Close()
	if p.asOf != "" {
		day, err := p.day()
		if err != nil {
			return err
		}
		keep.ShowAsOf(day)
	}
	var report *planner.TravelReport
	err = p.step("Asking the routing engine …", func() error {
		report, err = keep.Travel(ctx, planner.Routing{Profile: f.profile, Most: engine.Most(), Table: engine.Table, Again: f.again, Said: p.asked()}, actor())
		return err
	})
	if err != nil {
		return err
	}
	p.problems(report.Warnings)
	return p.show(travelled{report.Changed, report.Revision.Revision, report.Asked, report.Kept, report.Sites, report.Stated, report.Straight, report.Pairs, report.Failure, report.GivenUp}, func(w io.Writer) {
		sayTravel(w, report)
	})
}

// asked says how far it has got, at each tenth, where nothing moves on a
// terminal.
func (p *program) asked() func(done, all int) {
	tenth := 0
	return func(done, all int) {
		if now := done * 10 / max(all, 1); now > tenth && !p.json && !p.terminal {
			tenth = now
			fmt.Fprintf(p.err, "%d of %d journeys\n", done, all)
		}
	}
}

func sayTravel(w io.Writer, r *planner.TravelReport) {
	fmt.Fprintf(w, "%d journeys answered now, %d known before.\n%d sites have travel times of the engine, %d those of travel.csv, %d go by the straight line.\n",
		r.Asked, r.Kept, r.Sites, r.Stated, len(r.Straight))
	if r.Failure != "" {
		fmt.Fprintln(w, sayFailure(r))
	}
	if r.Changed {
		fmt.Fprintf(w, "This is revision %d; undo it on the page /import.\n", r.Revision.Revision)
		return
	}
	fmt.Fprintln(w, "Nothing was changed.")
}

// sayFailure says what becomes of the journeys that the engine left open.
func sayFailure(r *planner.TravelReport) string {
	begins := "The engine did not answer everything"
	if r.GivenUp {
		begins = "The engine was given up, and the rest not asked for"
	}
	if r.Pairs == 0 {
		return fmt.Sprintf("%s: %s. Every site keeps the times that it gave before; run this again when the engine answers.", begins, strings.TrimSuffix(r.Failure, "."))
	}
	return fmt.Sprintf("%s: %s. %d journeys, to %d sites, go by the straight line, and the pages say so; run this again when the engine answers, what it answered is kept.",
		begins, strings.TrimSuffix(r.Failure, "."), r.Pairs, len(r.Straight))
}
