package disclosure

import (
	"catchment/model"
)

var timelineColumns = []string{"date", "area_code", "area_name", "kind", "tier", "service_type", "demand", "unreached", "not_eligible", "waiting",
	"met", "met_high", "coverage", "demand_low", "demand_high", "services", "status"}

// Sheet gives every figure of an area on the day of a view and on the first of
// each month: for each tier (none: all four) a row of the tier itself, with its
// coverage and status, and one of each service type.
func (t *Timeline) Sheet(v *View, code string, tiers ...int) (Sheet, error) {
	place, err := v.Place(code)
	if err != nil {
		return Sheet{}, err
	}
	if len(tiers) == 0 {
		tiers = []int{1, 2, 3, 4}
	}
	days := []onDay{{v.Date(), v.Tier, v.Waterfalls}}
	for i := range t.Months {
		days = append(days, onDay{t.Months[i].Date, t.Months[i].Tier, t.Months[i].Waterfalls})
	}
	var rows [][]any
	for _, day := range days {
		for _, tier := range tiers {
			more, err := day.rows(place, tier)
			if err != nil {
				return Sheet{}, err
			}
			rows = append(rows, more...)
		}
	}
	return Sheet{Name: "timeline", Columns: timelineColumns, Rows: func(yield func([]any) bool) {
		for _, row := range rows {
			if !yield(row) {
				return
			}
		}
	}}, nil
}

// onDay is where the figures of a day come from.
type onDay struct {
	date  model.Date
	tier  func(code string, tier int) (Tier, error)
	steps func(code string, tier int) ([]Waterfall, error)
}

func (d onDay) rows(place Place, tier int) ([][]any, error) {
	head := func(kind string) []any {
		return []any{string(d.date), place.Code, place.Name, string(place.Kind), tier, kind}
	}
	whole, err := d.tier(place.Code, tier)
	if err != nil {
		return nil, err
	}
	steps, err := d.steps(place.Code, tier)
	if err != nil {
		return nil, err
	}
	rows := [][]any{append(head(""), nil, nil, nil, nil, nil, nil, shownCell(whole.Coverage), nil, nil, nil, string(whole.Status))}
	for i := range steps {
		w := &steps[i]
		row := head(w.Type.Key)
		for _, f := range []Figure{w.Demand, w.Unreached, w.NotEligible, w.Waiting, w.Met, w.MetHigh, w.Coverage, w.DemandLow, w.DemandHigh, w.Services} {
			row = append(row, shownCell(f))
		}
		rows = append(rows, append(row, string(w.Status)))
	}
	return rows, nil
}

// shownCell is a figure as a cell: nothing where there is none to show.
func shownCell(f Figure) any {
	if !f.IsShown() {
		return nil
	}
	return f.Value
}
