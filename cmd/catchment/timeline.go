package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/calendar"
	"catchment/model/exchange/table"
	"catchment/model/planner"
)

// timelineFlags say what is looked ahead for, and where it is written.
type timelineFlags struct {
	area, from, ics, csv string
	tier, months, lead   int
}

func (p *program) timelineCommand() *cobra.Command {
	var f timelineFlags
	c := &cobra.Command{
		Use: "timeline", Short: "Print coverage month by month, and what ends when",
		Long: `Prints the coverage of an area on a day and on the first of each month after it,
from contract, licence and service dates alone, and the cliff edges: services that
count and end within those months, who is no longer met without each, all else
being equal, and the day by which to decide on it. Protected services are not
named; what they do is in the coverage all the same. Dates that are not stated do
not limit.

Without --area it is the first of the largest areas. With --area and --tier only
what reaches the area and tier is listed. --csv writes every figure of every month,
by tier and service type; --ics writes what ends as a calendar file (RFC 5545).
The months end with the calendar, on 31 December 9999, if that is sooner.`,
		Example: `  catchment timeline --database demo.db
  catchment timeline --database demo.db --area X06000001 --tier 3 --months 24
  catchment timeline --database demo.db --from 2026-10-01 --json
  catchment timeline --database demo.db --months 36 --ics ends.ics --csv months.csv`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error { return ran(p.timeline(c, &f)) },
	}
	c.Flags().StringVar(&f.area, "area", "", "only this `AREA` (its code)")
	c.Flags().IntVar(&f.tier, "tier", 0, "only this tier, 1 to 4 (default all)")
	c.Flags().IntVar(&f.months, "months", 0, "how far ahead, 1 to 120 (default what the method looks ahead)")
	c.Flags().StringVar(&f.from, "from", "", "begin on this `DATE`: the same as --as-of")
	c.Flags().IntVar(&f.lead, "lead", 3, "`MONTHS` that a decision takes before something ends")
	c.Flags().StringVar(&f.ics, "ics", "", "write what ends as a calendar `FILE`")
	c.Flags().StringVar(&f.csv, "csv", "", "write every figure of every month as a CSV `FILE`")
	return c
}

// check refuses what no timeline can be asked for.
func (f *timelineFlags) check(c *cobra.Command, p *program) error {
	refuse := func(field, sentence string, values ...any) error {
		return &model.Error{Code: model.Invalid, Field: field, Sentence: model.Said(fmt.Sprintf(sentence, values...))}
	}
	switch {
	case f.tier < 0 || f.tier > 4:
		return refuse("tier", "--tier is %d; a number from 1 to 4 is expected, or 0 for all.", f.tier)
	case c.Flags().Changed("months") && (f.months < 1 || f.months > planner.MostMonths):
		return refuse("months", "--months is %d; a number from 1 to %d is expected.", f.months, planner.MostMonths)
	case f.lead < 0 || f.lead > planner.MostMonths:
		return refuse("lead", "--lead is %d; a number from 0 to %d is expected.", f.lead, planner.MostMonths)
	case f.from != "" && p.asOf != "" && f.from != p.asOf:
		return refuse("from", "--from is %s and --as-of is %s; they mean the same, and one is enough.", f.from, p.asOf)
	}
	if f.from == "" {
		return nil
	}
	if _, err := model.ParseDate(f.from); err != nil {
		return refuse("from", "--from is %q; a date like 2026-04-01 is expected.", f.from)
	}
	p.asOf = f.from
	return nil
}

func (p *program) timeline(c *cobra.Command, f *timelineFlags) error {
	if err := f.check(c, p); err != nil {
		return err
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
	t := &looking{flags: f}
	err = p.step("Computing figures month by month from "+day.Long()+" …", func() (err error) {
		if t.view, err = keep.View(c.Context(), day, disclosure.Commissioner); err != nil {
			return err
		}
		if t.ahead, err = keep.Timeline(c.Context(), day, disclosure.Commissioner, f.months); err != nil {
			return err
		}
		p.attributions, err = keep.Attributions(c.Context())
		return err
	})
	if err == nil {
		err = t.find()
	}
	if err != nil {
		return err
	}
	if err := p.timelineFiles(t); err != nil {
		return err
	}
	out, err := t.lines()
	if err != nil {
		return err
	}
	return p.show(out, func(w io.Writer) { out.write(w, t) })
}

// looking is a timeline and the area that it is looked at for.
type looking struct {
	flags *timelineFlags
	view  *disclosure.View
	ahead *disclosure.Timeline
	place disclosure.Place
	tiers []int
	edges []disclosure.Edge // that reach the area and tier
}

// find finds the area, and what ends there.
func (t *looking) find() error {
	if t.tiers = []int{4, 3, 2, 1}; t.flags.tier > 0 {
		t.tiers = []int{t.flags.tier}
	}
	kinds := t.view.Kinds()
	if len(kinds) == 0 {
		return &model.Error{Code: model.NotFound, Sentence: model.Said("There are no areas yet, and so no figures; import areas first.")}
	}
	t.place = t.view.Places(kinds[0])[0]
	if t.flags.area != "" {
		var err error
		if t.place, err = t.view.Place(t.flags.area); err != nil {
			return err
		}
	}
	reaching, err := t.view.Reaching(t.place.Code)
	for _, e := range t.ahead.Edges {
		here := t.flags.area == "" || reaching[e.Service.Key]
		if here && (t.flags.tier == 0 || slices.Contains(e.Service.Tiers, t.flags.tier)) {
			t.edges = append(t.edges, e)
		}
	}
	return err
}

// timelineFiles writes the files that were asked for.
func (p *program) timelineFiles(t *looking) error {
	if err := p.writeTo(t.flags.ics, func(w io.Writer) error {
		return calendar.OfTimeline(english, t.view.Revision(), t.edges, t.flags.area, t.flags.lead).Write(w)
	}); err != nil {
		return err
	}
	return p.writeTo(t.flags.csv, func(w io.Writer) error {
		sheet, err := t.ahead.Sheet(t.view, t.place.Code, t.tiers...)
		if err != nil {
			return err
		}
		return table.WriteCSV(w, sheet)
	})
}

// writeTo writes a file whole, none where it has no name.
func (p *program) writeTo(name string, write func(w io.Writer) error) error {
	if name == "" {
		return nil
	}
	err := whole(name, write)
	if err == nil {
		fmt.Fprintf(p.err, "Written: %s\n", name)
	}
	return err
}
