package main

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/model/scenario"
)

// designFlags say how a programme is to run. A figure whose flag is not given
// is not stated.
type designFlags struct {
	kind, area        string
	licence, parallel bool
	figures           map[string]*float64
}

// designFigures are the figures of a design, in the order of the help.
var designFigures = []struct {
	flag, what  string
	least, most float64
	of          func(*scenario.Design) **float64
}{
	{"places", "places in a group", 1, 1000, func(d *scenario.Design) **float64 { return &d.Places }},
	{"groups", "groups in one cohort (default 1)", 1, 20, func(d *scenario.Design) **float64 { return &d.Groups }},
	{"cohorts", "cohorts a year", 0, 365, func(d *scenario.Design) **float64 { return &d.Runs }},
	{"parents", "places in the parents' group of one cohort", 0, 1000, func(d *scenario.Design) **float64 { return &d.ParentPlaces }},
	{"attended", "sessions that a member of a rolling group attends", 1, 1000, func(d *scenario.Design) **float64 { return &d.Attended }},
	{"weeks", "weeks of one cohort (default the programme's)", 1, 104, func(d *scenario.Design) **float64 { return &d.Weeks }},
	{"sessions", "sessions of one cohort (default the programme's)", 1, 1000, func(d *scenario.Design) **float64 { return &d.Sessions }},
	{"hours", "hours of one session (default the programme's)", 0.25, 24, func(d *scenario.Design) **float64 { return &d.SessionHours }},
	{"usable-weeks", "weeks of the year that can be used (default 52)", 1, 52, func(d *scenario.Design) **float64 { return &d.UsableWeeks }},
	{"facilitators", "facilitators to each group", 0, 100, func(d *scenario.Design) **float64 { return &d.Facilitators }},
	{"rooms", "rooms at hand at the same time", 0, 100, func(d *scenario.Design) **float64 { return &d.Rooms }},
	{"coordinators", "trained coordinators", 0, 1000, func(d *scenario.Design) **float64 { return &d.Coordinators }},
	{"partners", "partner agencies committed", 0, 1000, func(d *scenario.Design) **float64 { return &d.Partners }},
	{"people-trained", "people trained in the year", 0, 10000, func(d *scenario.Design) **float64 { return &d.PeopleTrained }},
	{"training-days", "training days for each of them", 0, 365, func(d *scenario.Design) **float64 { return &d.TrainingDays }},
	{"facilitator-hour", "pounds for an hour of a facilitator", 0, 1e6, func(d *scenario.Design) **float64 { return &d.Costs.FacilitatorHour }},
	{"preparation", "hours of preparation of a facilitator for each session", 0, 100, func(d *scenario.Design) **float64 { return &d.Costs.PreparationHours }},
	{"room-hour", "pounds for an hour of a room", 0, 1e6, func(d *scenario.Design) **float64 { return &d.Costs.RoomHour }},
	{"licence-cost", "pounds for the licence, for its whole term", 0, 1e9, func(d *scenario.Design) **float64 { return &d.Costs.Licence }},
	{"training-day", "pounds for a training day of one person", 0, 1e6, func(d *scenario.Design) **float64 { return &d.Costs.TrainingDay }},
	{"place-cost", "pounds for each place: materials, travel, food", 0, 1e6, func(d *scenario.Design) **float64 { return &d.Costs.Place }},
	{"coordination", "pounds for coordination, a year", 0, 1e9, func(d *scenario.Design) **float64 { return &d.Costs.Coordination }},
}

func (p *program) designCommand() *cobra.Command {
	f := designFlags{figures: map[string]*float64{}}
	c := &cobra.Command{
		Use: "design PROGRAMME", Short: "Design a programme for a year: places, cost, and what its own rules say",
		Long: `Works out how many places a year a programme makes as it is meant to run, what
they cost, term by term, and what the programme's own rules say of it, each with
the source that states it. "catchment programmes" lists the programmes.

What is not stated is never taken for nothing: a figure that rests on it is not
known. With --area it says whether the area has enough children for every group
of the year, and which neighbours would make them enough.`,
		Example: `  catchment design coda --places 6 --groups 2 --cohorts 2 --parents 12 --rooms 3
  catchment design freedom --places 24 --cohorts 4 --attended 8 --json
  catchment design womens_support_group --places 4 --cohorts 3
  catchment design coda --database demo.db --type outreach_and_group_work --area X06000003 --places 8 --cohorts 3 --parents 8`,
		Args: takes(1, 1, "the KEY of one programme"),
		RunE: func(c *cobra.Command, args []string) error {
			d := scenario.Design{LicenceHeld: f.licence, Parallel: f.parallel}
			for _, figure := range designFigures {
				if !c.Flags().Changed(figure.flag) {
					continue
				}
				x := *f.figures[figure.flag]
				if math.IsNaN(x) || x < figure.least || x > figure.most {
					return misfit(figure.flag, "--%s is %g; a number from %g to %g is expected.", figure.flag, x, figure.least, figure.most)
				}
				*figure.of(&d) = &x
			}
			return ran(p.design(c, args[0], d, &f))
		},
	}
	for _, figure := range designFigures {
		f.figures[figure.flag] = c.Flags().Float64(figure.flag, 0, figure.what)
	}
	c.Flags().BoolVar(&f.licence, "licence", false, "the main organisation of the area holds the licence")
	c.Flags().BoolVar(&f.parallel, "parallel", false, "a women's service runs beside a programme for those who harm")
	c.Flags().StringVar(&f.kind, "type", "", "service `TYPE` that it would be (default that of most services that run it)")
	c.Flags().StringVar(&f.area, "area", "", "`CODE` of the area that it is meant for")
	return c
}

// design works a design out and prints it.
func (p *program) design(c *cobra.Command, key string, d scenario.Design, f *designFlags) error {
	if _, err := p.day(); err != nil {
		return err
	}
	records, err := p.programmeRecords(c)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(records.Programmes, func(x model.Programme) bool { return x.Key == key })
	if at < 0 {
		return &model.Error{Code: model.NotFound, Field: "programme", Sentence: model.Said(fmt.Sprintf("There is no programme %q; \"catchment programmes\" lists them.", key))}
	}
	d.Programme, d.Claims = &records.Programmes[at], records.Claims
	kind, err := designType(records, key, f.kind)
	if err != nil {
		return err
	}
	if kind != nil {
		d.Unit, d.Perpetrators = kind.CapacityUnit(), kind.Audience == model.Perpetrators
	}
	sheet := designSheetOf(&d, kind)
	if f.area != "" {
		if err := p.joint(c.Context(), sheet, &d, kind, f.area); err != nil {
			return err
		}
	}
	return p.show(sheet, sheet.write)
}

// designType is the service type asked for, else the programme's.
func designType(records *model.Records, programme, asked string) (*model.ServiceType, error) {
	at := slices.IndexFunc(records.ServiceTypes, func(t model.ServiceType) bool { return t.Key == asked })
	switch {
	case at >= 0:
		return &records.ServiceTypes[at], nil
	case asked != "":
		return nil, &model.Error{Code: model.NotFound, Field: "type", Sentence: model.Said(fmt.Sprintf("There is no service type %q.", asked))}
	}
	running := map[string]int{}
	for i := range records.Services {
		if s := &records.Services[i]; s.Programme == programme {
			running[s.ServiceType]++
		}
	}
	return scenario.TypeOf(programme, running, records.ServiceTypes, records.Claims), nil
}

// joint adds whether an area has enough children.
func (p *program) joint(ctx context.Context, sheet *designSheet, d *scenario.Design, kind *model.ServiceType, area string) error {
	if kind == nil {
		return misfit("type", "--type is missing: it says what children of the area are in need of.")
	}
	wanted, least, ok := d.Wanted()
	if !ok {
		return misfit("places", "--places or --cohorts is missing: without them it is not known how many children the design needs.")
	}
	day, err := p.day()
	if err != nil {
		return err
	}
	keep, err := p.open(ctx, true)
	if err != nil {
		return err
	}
	defer keep.Close()
	j, err := keep.Join(ctx, day, disclosure.Commissioner, planner.JointWish{Area: area, Wanted: wanted,
		Service: model.Service{ServiceType: kind.Key, Programme: d.Programme.Key, Mode: "group"}})
	if err != nil {
		return err
	}
	sheet.Demand = demandSheetOf(j, least)
	return nil
}
