package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/need"
)

func (p *program) scoreCommand() *cobra.Command {
	var kinds []string
	var why, serviceType string
	var tier int
	var sensitivity bool
	c := &cobra.Command{
		Use: "score", Short: "Print coverage by area and tier, or explain one number",
		Long: `Prints need, coverage and status of the four tiers of every area of a kind.
With --why it prints the terms of one number instead, down to single services:
who needs the type, who reaches the area, whom they accept, what they can take,
and what is met. With --sensitivity it prints what would be met if access were
computed in other ways that the field uses.`,
		Example: `  catchment score --database demo.db
  catchment score --database demo.db --kind health_board --as-of 2026-04-01
  catchment score --database demo.db --why X06000001 --tier 3 --service-type refuge
  catchment score --database demo.db --sensitivity`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := kindsOf(kinds)
			if err != nil {
				return err
			}
			switch {
			case why == "" && (serviceType != "" || c.Flags().Changed("tier")):
				return &model.Error{Code: model.Invalid, Field: "why", Sentence: model.Said("--tier and --service-type go with --why AREA.")}
			case why != "" && (tier < 1 || tier > 4):
				return &model.Error{Code: model.Invalid, Field: "tier", Sentence: model.Said("--why needs --tier, a number from 1 to 4.")}
			}
			result, err := p.score(c)
			if err != nil {
				return ran(err)
			}
			if why != "" {
				return p.explain(result, why, tier, serviceType)
			}
			if sensitivity {
				return p.sensitivityTable(result)
			}
			return p.tierTable(result, chosen)
		},
	}
	c.Flags().StringSliceVar(&kinds, "kind", nil, "area `KINDS`, separated by commas (default local_authority and larger)")
	c.Flags().StringVar(&why, "why", "", "explain a number of this `AREA` (its code)")
	c.Flags().IntVar(&tier, "tier", 0, "tier 1 to 4, with --why")
	c.Flags().StringVar(&serviceType, "service-type", "", "service `TYPE`, with --why (default all of the tier)")
	c.Flags().BoolVar(&sensitivity, "sensitivity", false, "compare ways of computing access")
	return c
}

// score computes the figures of the day asked for.
func (p *program) score(c *cobra.Command) (*coverage.Result, error) {
	day, err := p.day()
	if err != nil {
		return nil, err
	}
	planner, err := p.open(c.Context(), true)
	if err != nil {
		return nil, err
	}
	defer planner.Close()
	var result *coverage.Result
	err = p.step("Computing figures for "+day.Long()+" …", func() (err error) {
		result = planner.Score(day)
		p.attributions, err = planner.Attributions(c.Context())
		return err
	})
	if err == nil && len(result.Day.Base) == 0 {
		return nil, &model.Error{Code: model.NotFound, Sentence: model.Said("There are no areas with population to compute for; import areas and population first.")}
	}
	return result, err
}

// tierLine is one area × tier of the printed table.
type tierLine struct {
	Area, Name, Kind        string
	Tier                    int
	Need, NeedLow, NeedHigh float64
	Coverage                *float64
	Weakest                 string
	Present, Expected       int
	Status                  coverage.Status
}

func (p *program) tierTable(r *coverage.Result, kinds []model.AreaKind) error {
	lines := []tierLine{}
	for place, area := range r.Day.Reported {
		a := &r.Day.Areas[area]
		if !wanted(a.Kind, kinds) {
			continue
		}
		for tier := 1; tier <= 4; tier++ {
			f := r.Tier(place, tier)
			line := tierLine{Area: a.Code, Name: a.Name, Kind: string(a.Kind), Tier: tier, Weakest: f.Weakest,
				Present: f.Present, Expected: f.Expected, Status: f.Status,
				Need: r.NeedOf(need.Central, place, tier), NeedLow: r.NeedOf(need.Low, place, tier), NeedHigh: r.NeedOf(need.High, place, tier)}
			if !math.IsNaN(f.Coverage) {
				line.Coverage = &f.Coverage
			}
			lines = append(lines, line)
		}
	}
	return p.show(lines, func(w io.Writer) {
		fmt.Fprintf(w, "Coverage by tier on %s. Method version %d, revision %d.\n\n", r.Day.Date.Long(), r.Day.Revision.Method, r.Day.Revision.Revision)
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "area\tname\ttier\tneed (low to high)\tcoverage\tstatus\ttypes present\tweakest type")
		for _, l := range lines {
			fmt.Fprintf(t, "%s\t%s\t%d\t%s (%s to %s)\t%s\t%s\t%d of %d\t%s\n", l.Area, l.Name, l.Tier,
				whole5(l.Need), whole5(min(l.NeedLow, l.Need, l.NeedHigh)), whole5(max(l.NeedLow, l.Need, l.NeedHigh)), percentOf(l.Coverage), mark(l.Status), l.Present, l.Expected, labelOf(r, l.Weakest))
		}
		t.Flush()
	})
}

// labelOf is the name of a service type; "" for none.
func labelOf(r *coverage.Result, key string) string {
	if i, ok := r.Day.Type(key); ok {
		return r.Day.Types[i].Label()
	}
	return ""
}

// wanted says whether a kind was asked for; by default those of a local
// authority or larger.
func wanted(kind model.AreaKind, kinds []model.AreaKind) bool {
	if len(kinds) == 0 {
		return kind.AuthorityOrLarger()
	}
	for _, k := range kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// mark puts a shape before a status: it is never told by colour alone.
func mark(s coverage.Status) string {
	return map[coverage.Status]string{coverage.Gap: "■ gap", coverage.Partial: "▲ partial", coverage.Sufficient: "● sufficient", coverage.NotKnown: "◇ not known"}[s]
}

// whole5 shows modelled children to the nearest 5, as they are meant.
func whole5(n float64) string { return fmt.Sprintf("%.0f", disclosure.Standard.Round(n)) }

func percentOf(x *float64) string {
	if x == nil {
		return "–"
	}
	return fmt.Sprintf("%.0f%%", 100**x)
}
