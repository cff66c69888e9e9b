package timeline

import (
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
)

// typeTable is the service types of one tier: what becomes of the children in
// demand between the first day and the last.
type typeTable struct {
	Heading parts.Heading
	Heads   []string
	Rows    []typeRow
}

type typeRow struct {
	Type  string
	Cells []stepCell
}

// stepCell is a figure before and after; Falls where it is the worse for it.
type stepCell struct {
	Before, After string // After is "" where it is the same
	Falls         bool
}

// typesOf is shown where one tier is chosen.
func typesOf(ch *choice, ahead *disclosure.Timeline, last model.Date) (*typeTable, error) {
	if ch.tier == "" || len(ahead.Months) == 0 {
		return nil, nil
	}
	tier := ch.tiers[0]
	before, err := ch.View.Waterfalls(ch.place.Code, tier)
	if err != nil {
		return nil, err
	}
	after, err := ahead.Months[len(ahead.Months)-1].Waterfalls(ch.place.Code, tier)
	if err != nil || len(after) != len(before) {
		return nil, err
	}
	t := &typeTable{Heading: parts.Heading{ID: "types", Title: ch.Say("timeline.types"), Thin: ch.Say("tier_labelled", "Tier", tier, "Label", ch.TierName(tier)),
		Lead: ch.Say("timeline.types_lead", "Before", ch.View.Date(), "After", last)},
		Heads: []string{ch.Say("coverage"), ch.Say("parts.step_demand"), ch.Say("parts.step_unreached"), ch.Say("parts.step_ineligible"), ch.Say("parts.step_waiting"), ch.Say("parts.step_met")}}
	for i := range before {
		b, a := &before[i], &after[i]
		row := typeRow{Type: ch.TypeName(b.Type), Cells: []stepCell{stepOf(ch.Percent(b.Coverage.Value), ch.Percent(a.Coverage.Value), a.Coverage.Value < b.Coverage.Value)}}
		for _, f := range [][2]disclosure.Figure{{b.Demand, a.Demand}, {b.Unreached, a.Unreached}, {b.NotEligible, a.NotEligible}, {b.Waiting, a.Waiting}} {
			row.Cells = append(row.Cells, stepOf(ch.Children(f[0].Value), ch.Children(f[1].Value), false))
		}
		row.Cells = append(row.Cells, stepOf(ch.Children(b.Met.Value), ch.Children(a.Met.Value), a.Met.Value < b.Met.Value))
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func stepOf(before, after string, falls bool) stepCell {
	if before == after {
		return stepCell{Before: before}
	}
	return stepCell{before, after, falls}
}
