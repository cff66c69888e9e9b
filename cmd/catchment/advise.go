package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/model/scenario"
)

func (p *program) adviseCommand() *cobra.Command {
	var wish planner.AdviceWish
	var reach string
	c := &cobra.Command{
		Use: "advise", Short: "Say which constraint, relaxed by one, would release most children",
		Long: `Relaxes each constraint of a service type's services by one step, one at a time:
a place more, an area more in reach, an exclusion less, a year of age more, a
service that counts again. Prints those that release most children, the most
first: at best, by the maximum flow from places to children worked out anew, and
as the method hands out places. Steps that release equally many share a rank.

With --area only services are told that reach it, or would come to; with --area
or --tier a column says how many of the children more are there. How the best
splits between areas is not unique, so it is not given for one.`,
		Example: `  catchment advise --database demo.db --type outreach_and_group_work
  catchment advise --database demo.db --type camhs --area X06000001 --tier 3
  catchment advise --database demo.db --type counselling --reach small_area --most 5 --json`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case wish.ServiceType == "":
				return misfit("type", "--type is missing; a service type such as camhs is expected.")
			case wish.Tier < 0 || wish.Tier > 4:
				return misfit("tier", "--tier is %d; a number from 1 to 4 is expected, or 0 for all.", wish.Tier)
			case wish.Most < 0:
				return misfit("most", "--most is %d; a number of 0 or more is expected.", wish.Most)
			}
			if err := oneOf("reach", reach, model.Kinds); err != nil {
				return err
			}
			wish.Areas = model.AreaKind(reach)
			return ran(p.advise(c.Context(), wish))
		},
	}
	c.Flags().StringVar(&wish.ServiceType, "type", "", "service `TYPE`, e.g. camhs")
	c.Flags().IntVar(&wish.Tier, "tier", 0, "count children of this tier apart, 1 to 4 (default all)")
	c.Flags().StringVar(&wish.Area, "area", "", "`CODE` of the area that services must reach, or come to reach")
	c.Flags().StringVar(&reach, "reach", string(model.LocalAuthority), "`KIND` of the areas that reach is tried for")
	c.Flags().IntVar(&wish.Most, "most", 20, "print so many; 0 for all")
	return c
}

// misfit is a flag whose value will not do.
func misfit(field, sentence string, values ...any) error {
	return &model.Error{Code: model.Invalid, Field: field, Sentence: model.Said(fmt.Sprintf(sentence, values...))}
}

// adviceSheet is the advice for JSON.
type adviceSheet struct {
	ServiceType, Binding                                string
	Day                                                 string
	Demand, Capacity, Met, BestAchievable, PlacesUnused float64
	Advice                                              []adviceLine
	Tried, Untold                                       int
}

type adviceLine struct {
	Rank               int
	Tied               bool
	Constraint         scenario.Constraint
	Service, Name      string
	Area, Attribute    string `json:",omitempty"`
	AgeFrom, AgeTo     *int   `json:",omitempty"`
	Best, Met, MetHere *float64
	Change             string            `json:",omitempty"`
	Sets               map[string]string `json:",omitempty"`
}

func (p *program) advise(ctx context.Context, wish planner.AdviceWish) error {
	day, err := p.day()
	if err != nil {
		return err
	}
	keep, err := p.open(ctx, true)
	if err != nil {
		return err
	}
	defer keep.Close()
	if p.attributions, err = keep.Attributions(ctx); err != nil {
		return err
	}
	list, err := keep.Advise(ctx, day, disclosure.Commissioner, wish)
	if err != nil {
		return err
	}
	f := list.Flow
	sheet := adviceSheet{ServiceType: list.Type.Key, Binding: f.Binding, Day: string(day), Demand: f.Demand, Capacity: f.Capacity, Met: f.Met,
		BestAchievable: f.BestAchievable, PlacesUnused: list.Spare, Advice: []adviceLine{}, Tried: list.Tried, Untold: list.Untold}
	for i := range list.Advice {
		sheet.Advice = append(sheet.Advice, adviceLineOf(&list.Advice[i]))
	}
	return p.show(sheet, func(w io.Writer) { writeAdvice(w, list, &sheet, wish) })
}

func adviceLineOf(x *disclosure.Advice) adviceLine {
	l := adviceLine{Rank: x.Rank, Tied: x.Tied, Constraint: x.Constraint, Service: x.Key, Name: x.Name, Attribute: x.Attribute, AgeFrom: x.From, AgeTo: x.To,
		Best: value(x.Best), Met: value(x.Met), MetHere: value(x.Here), Change: string(x.Change), Sets: x.Sets}
	if x.Place != nil {
		l.Area = x.Place.Code
	}
	return l
}

func writeAdvice(w io.Writer, list *disclosure.AdviceList, sheet *adviceSheet, wish planner.AdviceWish) {
	if list.NoPlace {
		fmt.Fprintf(w, "%s has no places to hand out, or is expected in no tier: there is nothing to relax.\n", sheet.ServiceType)
		return
	}
	fmt.Fprintf(w, "%s: %.0f children should be offered it, %.0f places a year, %.0f met, %.0f at best; %.0f places stay empty even then. What binds: %s.\n\n",
		sheet.ServiceType, sheet.Demand, sheet.Capacity, sheet.Met, sheet.BestAchievable, sheet.PlacesUnused, sheet.Binding)
	if len(sheet.Advice) == 0 {
		fmt.Fprintln(w, "No single step would release anybody.")
		return
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	here := wish.Area != "" || wish.Tier > 0
	fmt.Fprint(t, "rank\tservice\tname\tstep\tmore at best\tas handed out")
	if here {
		fmt.Fprint(t, "\tof the area and tier")
	}
	fmt.Fprintln(t)
	for i := range sheet.Advice {
		l := &sheet.Advice[i]
		rank := fmt.Sprint(l.Rank)
		if l.Tied {
			rank += " ="
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s", rank, l.Service, l.Name, l.step(), signed(l.Best), signed(l.Met))
		if here {
			fmt.Fprintf(t, "\t%s", signed(l.MetHere))
		}
		fmt.Fprintln(t)
	}
	t.Flush()
	if sheet.Untold > 0 {
		fmt.Fprintf(w, "\nOf further steps %d release no more than the last; --most 0 prints all that release anybody.\n", sheet.Untold)
	}
}

// step says a relaxation in a few words.
func (l *adviceLine) step() string {
	switch {
	case l.Constraint == scenario.Reach:
		return "reach " + l.Area
	case l.Constraint == scenario.Exclusion:
		return "accept " + l.Attribute
	case l.AgeFrom != nil:
		return fmt.Sprintf("take from age %d", *l.AgeFrom)
	case l.AgeTo != nil:
		return fmt.Sprintf("take up to age %d", *l.AgeTo)
	case l.Constraint == scenario.Dates:
		return "count on this day"
	}
	return "one more place"
}
