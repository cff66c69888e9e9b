package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/exchange"
	"catchment/model/gap"
	"catchment/model/planner"
)

// whatIfFlags say which plan is tried, and what is printed of it.
type whatIfFlags struct {
	scenario, area string
	kinds          []string
	most           int
}

func (p *program) whatIfCommand() *cobra.Command {
	var f whatIfFlags
	c := &cobra.Command{
		Use: "whatif", Short: "Print what a plan would change, and what it costs for each child",
		Long: `Tries a scenario, a list of changes to services, on the figures of a day: who
would be met, in which area and tier, which gaps would close or open, how evenly,
and at what cost for each additional child met. Nothing is kept.

The scenario is one that was imported, by its name, or a scenario.csv or workbook
of its own, which is not imported. A file with several scenarios is tried whole.
With --area every service type of one area is printed, before and after.`,
		Example: `  catchment whatif --database demo.db --scenario "Counselling for the east"
  catchment whatif --database demo.db --scenario plan.csv --as-of 2027-04-01
  catchment whatif --database demo.db --scenario plan.csv --area X06000001
  catchment whatif --database demo.db --scenario plan.csv --kind small_area --json`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error { return ran(p.whatIf(c, &f)) },
	}
	c.Flags().StringVar(&f.scenario, "scenario", "", "`NAME` of a scenario, or a file that holds one")
	c.Flags().StringVar(&f.area, "area", "", "print every service type of this `AREA` (its code)")
	c.Flags().StringSliceVar(&f.kinds, "kind", nil, "area `KINDS`, separated by commas (default local_authority and larger)")
	c.Flags().IntVar(&f.most, "most", 10, "print at most so many gaps of each list (0: all)")
	return c
}

func (p *program) whatIf(c *cobra.Command, f *whatIfFlags) error {
	kinds, err := kindsOf(f.kinds)
	if err != nil {
		return err
	}
	if f.scenario == "" {
		return &model.Error{Code: model.Invalid, Field: "scenario", Sentence: model.Said("--scenario is needed: the name of a scenario, or a file that holds one.")}
	}
	day, err := p.day()
	if err != nil {
		return err
	}
	keep, err := p.open(c.Context(), true)
	if err != nil {
		return err
	}
	defer keep.Close()
	changes, err := p.changes(keep, f.scenario)
	if err != nil {
		return err
	}
	var compared *disclosure.Comparison
	err = p.step("Computing figures for "+day.Long()+" …", func() (err error) {
		if compared, err = keep.WhatIf(c.Context(), day, disclosure.Commissioner, changes); err == nil {
			p.attributions, err = keep.Attributions(c.Context())
		}
		return err
	})
	if faults := new(planner.Unworkable); errors.As(err, &faults) {
		p.problems(faults.Problems)
		return &model.Error{Code: model.Invalid, Field: "scenario", Sentence: faults.Told(), Cause: faults}
	}
	if err != nil {
		return err
	}
	p.problems(compared.Warnings())
	if f.area != "" {
		return p.whatIfArea(compared, f.area)
	}
	return p.whatIfSummary(compared, kinds, f.most, changes)
}

// changes are those of a file of that name, else of a scenario.
func (p *program) changes(keep *planner.Planner, name string) ([]model.ScenarioChange, error) {
	if _, err := os.Stat(name); err != nil {
		return keep.Scenario(name)
	}
	batch, err := readScenario(name)
	if err != nil {
		return nil, err
	}
	if len(batch.Problems.Errors()) > 0 {
		return nil, &misread{batch.Problems}
	}
	var changes []model.ScenarioChange
	for _, row := range batch.Rows["scenario"] {
		changes = append(changes, *row.Noun.(*model.ScenarioChange))
	}
	if changes == nil {
		return nil, &model.Error{Code: model.Invalid, Field: "scenario", Sentence: model.Said(fmt.Sprintf("%s holds no scenario; a table of that name is expected.", name))}
	}
	return changes, nil
}

// readScenario reads a file of whatever name as the table scenario; others
// than CSV say themselves what they hold.
func readScenario(name string) (*model.Batch, error) {
	if !strings.EqualFold(filepath.Ext(name), ".csv") {
		return exchange.Read([]string{name}, nil)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, &model.Error{Code: model.NotFound, Field: "scenario", Sentence: model.Said(fmt.Sprintf("The file %s cannot be read.", name)), Cause: err}
	}
	const table = "scenario.csv"
	batch, err := exchange.ReadFiles(map[string][]byte{table: text}, exchange.Options{})
	if err != nil {
		return nil, err
	}
	for i := range batch.Problems {
		if batch.Problems[i].File == table {
			batch.Problems[i].File = name
		}
	}
	return batch, nil
}

// whatIfLine is what a plan comes to, as JSON. Figures that there are none of
// are null.
type whatIfLine struct {
	Met, Cost, CostPerChild *float64
	Changes, Unpriced       int // Unpriced: changes that state no cost, it may cost more
	Services                []serviceLine
	Tiers                   []tierChangeLine
	Equity                  []equityLine
	Opened, Closed          []gapLine
	OpenedMore, ClosedMore  int
}

type serviceLine struct {
	Service, Name                 string
	Counted, Counts               bool
	CapacityBefore, CapacityAfter *float64
	PullBefore, PullAfter         *float64

	placeless bool // of presence, or for those who harm: it has no places that are counted
}

type tierChangeLine struct {
	Area, Name, Kind              string
	Tier                          int
	CoverageBefore, CoverageAfter *float64
	StatusBefore, StatusAfter     coverage.Status
	PresentBefore, PresentAfter   int
	Expected                      int
}

type equityLine struct {
	Tier                                           int
	GiniBefore, GiniAfter, WorstBefore, WorstAfter *float64
}

// value is a figure for JSON.
func value(f disclosure.Figure) *float64 { return stated(f.Value) }

func (p *program) whatIfSummary(c *disclosure.Comparison, kinds []model.AreaKind, most int, changes []model.ScenarioChange) error {
	if kinds == nil {
		kinds = slices.DeleteFunc(c.Before().Kinds(), func(kind model.AreaKind) bool { return !kind.AuthorityOrLarger() })
	}
	head := c.Headline()
	opened, closed := c.Gaps(kinds)
	out := whatIfLine{Met: value(head.Met), Cost: value(head.Cost), CostPerChild: value(head.PerChild),
		Services: serviceLines(c), Tiers: tierChanges(c, kinds), Equity: equityLines(c)}
	out.Changes = len(changes)
	for i := range changes {
		if changes[i].Cost == nil {
			out.Unpriced++
		}
	}
	out.Opened, out.OpenedMore = gapLines(opened, most)
	out.Closed, out.ClosedMore = gapLines(closed, most)
	return p.show(out, func(w io.Writer) { writeWhatIf(w, c, &out) })
}

func serviceLines(c *disclosure.Comparison) []serviceLine {
	out := []serviceLine{}
	for _, s := range c.Services() {
		line := serviceLine{Service: s.Key, Name: s.Name, Counted: s.Before != nil, Counts: s.After != nil,
			placeless: s.Type.Measure == model.Presence || s.Type.Audience == model.Perpetrators}
		if s.Before != nil {
			line.CapacityBefore, line.PullBefore = value(s.Before.Capacity), value(s.Before.Pull)
		}
		if s.After != nil {
			line.CapacityAfter, line.PullAfter = value(s.After.Capacity), value(s.After.Pull)
		}
		out = append(out, line)
	}
	return out
}

func tierChanges(c *disclosure.Comparison, kinds []model.AreaKind) []tierChangeLine {
	out := []tierChangeLine{}
	for _, t := range c.Tiers(kinds...) {
		out = append(out, tierChangeLine{t.Code, t.Name, string(t.Kind), t.Before.Tier, value(t.Before.Coverage), value(t.After.Coverage),
			t.Before.Status, t.After.Status, t.Before.Present, t.After.Present, t.After.Expected})
	}
	return out
}

func equityLines(c *disclosure.Comparison) []equityLine {
	out := []equityLine{}
	for _, e := range c.Equity() {
		out = append(out, equityLine{e.Tier, value(e.GiniBefore), value(e.GiniAfter), value(e.WorstBefore), value(e.WorstAfter)})
	}
	return out
}

// gapLines lists gaps, and how many there are besides.
func gapLines(gaps []gap.Gap, most int) (lines []gapLine, more int) {
	lines = []gapLine{}
	for i := range gaps {
		if most > 0 && i == most {
			return lines, len(gaps) - most
		}
		g := &gaps[i]
		lines = append(lines, gapLine{g.Rank, g.Kind, g.Area.Code, g.Area.Name, g.Tier, g.Type.Key,
			stated(g.Low), stated(g.Central), stated(g.High), stated(g.Weight), g.Why(english), g.ClosesWith(english), g.Since})
	}
	return lines, 0
}

func writeWhatIf(w io.Writer, c *disclosure.Comparison, out *whatIfLine) {
	day := c.Before().Day()
	fmt.Fprintf(w, "What the plan would change on %s. Method version %d, revision %d.\n\n", day.Date.Long(), day.Revision.Method, day.Revision.Revision)
	fmt.Fprintf(w, "Children a year met, over all areas, tiers and types: %s\n", signed(out.Met))
	fmt.Fprintf(w, "Cost a year: %s. For each additional child met: %s.\n", money(out.Cost), money(out.CostPerChild))
	if out.Unpriced > 0 && out.Cost != nil {
		fmt.Fprintf(w, "Changes that state no cost, so that it may be more: %d of %d.\n", out.Unpriced, out.Changes)
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "service\tname\tplaces a year\tchildren drawn to it")
	for _, s := range out.Services {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", s.Service, s.Name, fromTo(s.places(s.Counted, s.CapacityBefore), s.places(s.Counts, s.CapacityAfter)), fromTo(children(s.Counted, s.PullBefore), children(s.Counts, s.PullAfter)))
	}
	t.Flush()
	writeTierChanges(w, out)
	for _, list := range []struct {
		name string
		gaps []gapLine
		more int
	}{{"Gaps closed", out.Closed, out.ClosedMore}, {"Gaps opened", out.Opened, out.OpenedMore}} {
		fmt.Fprintf(w, "\n%s: %d\n", list.name, len(list.gaps)+list.more)
		for _, g := range list.gaps {
			tier := ""
			if g.Tier > 0 {
				tier = fmt.Sprintf("tier %d · ", g.Tier)
			}
			fmt.Fprintf(w, "  %s · %s%s · %s: %s\n", g.Name, tier, g.ServiceType, g.Kind, g.Why)
		}
		if list.more > 0 {
			fmt.Fprintf(w, "  and %d more; --most 0 prints all\n", list.more)
		}
	}
}

func writeTierChanges(w io.Writer, out *whatIfLine) {
	fmt.Fprintln(w)
	if len(out.Tiers) == 0 {
		fmt.Fprintln(w, "No tier of these areas changes.")
		return
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "area\tname\ttier\tcoverage\tstatus\ttypes present")
	for _, l := range out.Tiers {
		fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s of %d\n", l.Area, l.Name, l.Tier, fromTo(fine(l.CoverageBefore), fine(l.CoverageAfter)),
			fromTo(mark(l.StatusBefore), mark(l.StatusAfter)), fromTo(fmt.Sprint(l.PresentBefore), fmt.Sprint(l.PresentAfter)), l.Expected)
	}
	t.Flush()
	fmt.Fprintln(w)
	for _, e := range out.Equity {
		fmt.Fprintf(w, "Tier %d: worst-off fifth of need %s covered, Gini %s\n", e.Tier, fromTo(fine(e.WorstBefore), fine(e.WorstAfter)), fromTo(index(e.GiniBefore), index(e.GiniAfter)))
	}
}

// whatIfArea prints the service types of one area that differ.
func (p *program) whatIfArea(c *disclosure.Comparison, code string) error {
	rows, err := c.Rows(code)
	if err != nil {
		return err
	}
	lines := []rowLine{}
	for i := range rows {
		b, a := &rows[i].Before, &rows[i].After
		lines = append(lines, rowLine{rows[i].Code, rows[i].Name, b.Tier, b.Type.Key, bandLine(b), bandLine(a)})
	}
	return p.show(lines, func(w io.Writer) {
		if len(lines) == 0 {
			fmt.Fprintf(w, "The plan changes nothing in %s.\n", code)
			return
		}
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "tier\tservice type\tdemand\tunreached\tnot eligible\twaiting\tmet\tservices")
		for _, l := range lines {
			fmt.Fprintf(t, "%d\t%s\t%.1f\t%s\t%s\t%s\t%s\t%s\n", l.Tier, l.ServiceType, l.After.Demand, change(l.Before.Unreached, l.After.Unreached),
				change(l.Before.NotEligible, l.After.NotEligible), change(l.Before.Waiting, l.After.Waiting), change(l.Before.Met, l.After.Met), fromTo(fmt.Sprint(l.Before.Services), fmt.Sprint(l.After.Services)))
		}
		t.Flush()
	})
}

// rowLine is a service type of an area, before and after.
type rowLine struct {
	Area, Name    string
	Tier          int
	ServiceType   string
	Before, After bands
}

type bands struct {
	Demand, Unreached, NotEligible, Waiting, Met, MetHigh float64
	Services                                              int
}

func bandLine(w *disclosure.Waterfall) bands {
	return bands{w.Demand.Value, w.Unreached.Value, w.NotEligible.Value, w.Waiting.Value, w.Met.Value, w.MetHigh.Value, int(w.Services.Value)}
}

// fromTo shows what becomes of something, once where it stays.
func fromTo(before, after string) string {
	if before == after {
		return before
	}
	return before + " → " + after
}

func change(before, after float64) string {
	return fromTo(fmt.Sprintf("%.1f", before), fmt.Sprintf("%.1f", after))
}

func (s *serviceLine) places(counts bool, n *float64) string {
	switch {
	case !counts:
		return "none"
	case s.placeless:
		return "–"
	case n == nil:
		return "not known"
	}
	return fmt.Sprintf("%.0f", *n)
}

func children(counts bool, n *float64) string {
	if !counts || n == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f", *n)
}

func fine(x *float64) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100**x)
}

func index(x *float64) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.3f", *x)
}

func signed(x *float64) string {
	if x == nil || math.Abs(*x) < 0.05 {
		return "no change"
	}
	return strings.Replace(fmt.Sprintf("%+.1f", *x), "-", "−", 1)
}

func money(x *float64) string {
	if x == nil {
		return "–"
	}
	return english.Money(math.Round(*x))
}
