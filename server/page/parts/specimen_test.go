package parts

import (
	"catchment/frontend/words"
)

// piece is one part with its template.
type piece struct {
	template string
	value    any
}

// specimen holds every part once or more, with invented figures.
func specimen(v *words.Voice) []piece {
	ok := NewTextField("name", "Name", "Gwaith grŵp")
	wrong := NewSelectField("tier", "Tier", "3", Option{Value: "", Text: "All tiers"}, Option{Value: "3", Text: "Tier 3"}).Wrong(v, "Choose a tier from 1 to 4")
	day := NewDateField(v, "until", "Last day", "2026-09-03").Wrong(v, "The last day must be after the first")
	day.Hint = "For example, 27 3 2026"
	size := NewNumberField("places", "Places a year", "48")
	size.Suffix = "children"
	boxes := NewCheckboxesField("ages", "Ages", []string{"a"}, Option{Value: "a", Text: "4 to 6", Hint: "Reception to year 2"}, Option{Value: "b", Text: "7 to 11"})
	radios := NewRadiosField("disclosure", "Disclosure", "area", Option{Value: "area", Text: "Area only"}, Option{Value: "public", Text: "Public"})
	way := NewWays(v, Way{Name: "1 Stated by the provider", Figure: ref(NotStated(v, "")), Outcome: "Passed over"}, Way{Name: "2 Cohorts × places", Given: "6, 8 and 8", Outcome: "Used: 48 children a year", Used: true})
	derivation := NewDerivation(v, "Places a year",
		Term{Label: "cohorts a year", Value: "6", Note: "return of 4 March 2026"},
		Term{Operator: "×", Label: "child places a cohort", Value: "8", Note: "return of 4 March 2026"},
		Term{Operator: "≤", Label: "parent places a cohort", Value: "8", Note: "the smaller of the two counts"},
		Term{Operator: "✓", Label: "group limits", Value: "5 to 10", Note: "programme; 8 is within"},
		Term{Operator: "=", Label: "places a year", Value: "48", Note: "children", Result: true})
	derivation.Ways = way
	return []piece{
		{"part-heading", Heading{ID: "coverage", Title: "Coverage at the standard", Thin: "tier by indicator", Lead: "The share of children in need who are met.", Link: &Link{Text: "How was this worked out?", URL: "/explain"}}},
		{"part-heading", Heading{Title: "Levels", Level: 3}},
		{"part-key-numbers", keyNumbers(v)},
		{"part-matrix", specimenMatrix(v)},
		{"part-waterfall", NewWaterfall(v, 3, "Complex", Link{Text: "Counselling"}, "weakest of 7 types", Bands{Demand: 1130, Unreached: 355, NotEligible: 280, Waiting: 265, Met: 230})},
		{"part-waterfall", NewWaterfall(v, 4, "Acute/restorative", Link{Text: "Refuge", URL: "/types/refuge"}, "", Bands{Suppressed: true})},
		{"part-range-mark", NewRangeMark(Estimate{Low: 140, Central: 210, High: 290}, 300)},
		{"part-rank-table", ranked(v)},
		{"part-rank-table", NewRankTable(v, "none", "Areas", true, nil, &Empty{Title: "No area has a known figure.", Text: "State the capacity of a service first.", Links: []Link{{Text: "Services", URL: "/services"}}})},
		{"part-map-legend", NewMapLegend(v, "coverage", "Darkest is lowest.", []string{"0–19%", "20–39%", "40–59%", "60–79%", "80%+"}, []int{12, 29, 17, 7, 2}, 2, 0)},
		{"part-derivation", derivation},
		{"part-levels", levels(v)},
		{"part-levels-legend", NewLevelsLegend(v)},
		{"part-dates", NewDates(v, "Dates", "2026-04-01", "2026-09-30", []DateSpan{
			{Label: "Service", Text: "started 2 October 2023, no end given", Fill: "pale", From: "2023-10-02"},
			{Label: "Contract", Text: "1 October 2024 to 30 September 2026,", Note: "ends 30 September 2026", Fill: "solid", From: "2024-10-01", To: "2026-09-30"},
			{Label: "Licence", Text: "3 years from 1 November 2023,", Note: "ends 31 October 2026", Fill: "white", From: "2023-11-01", To: "2026-10-31"},
			{Label: "Evidence", Text: "no date", Fill: "white"},
		})},
		{"part-figure", Children(v, Estimate{Low: 140, Central: 210, High: 290})},
		{"part-figure", NotStated(v, "nobody is refused on this")},
		{"part-figure", Unknown(v, "one service has not stated its capacity")},
		{"part-figure", Hidden(v)},
		{"part-figure", NotApplicable(v)},
		{"part-status", NewStatus(v, Suppressed)},
		{"part-bar", PracticeBar(0.4, 0.6, 0.67)},
		{"part-bar", AmountBar(415, 905)},
		{"part-filter-panel", FilterPanel{Label: "Filters", Action: "/gaps", Hidden: []Pair{{"on", "2026-04-01"}}, Button: "Show gaps", Clear: &Link{Text: "Clear", URL: "/gaps"},
			Fields: []Field{NewSelectField("area", "Area", "", Option{Text: "Mid and West Wales"}), NewSelectField("kind", "Kind", "", Option{Text: "All nine kinds"}), NewTextField("q", "Search", "")}}},
		{"part-error-summary", NewErrorSummary(v, ok, wrong, day)},
		{"part-field", ok}, {"part-field", wrong}, {"part-field", day}, {"part-field", size}, {"part-field", boxes}, {"part-field", radios},
		{"part-field", NewTextareaField("note", "Note", "Two\nlines")}, {"part-field", NewFileField("file", "File", ".csv,.xlsx")},
		{"part-summary-list", SummaryList{Rows: []SummaryRow{
			{Name: "Type", Lines: []string{"Group work", "tier 2"}, Action: &Link{Text: "Change", URL: "/edit", Hidden: "the type"}},
			{Name: "Enw", Lines: []string{"Gwaith grŵp"}, Lang: "cy"}, {Name: "Capacity", Figure: ref(NotStated(v, ""))},
		}}},
		{"part-notice", Notice{Kind: "success", Title: "48 rows were imported.", Text: "Nothing was lost.", Link: &Link{Text: "Undo", URL: "/undo"}}},
		{"part-inset", Inset{Strong: "How sure is the rank?", Text: "The interval holds nine in ten of 1,000 draws."}},
		{"part-progress", Progress{ID: "p", Label: "Reading services.csv", Value: 400, Maximum: 1917, Text: "400 of 1,917 rows"}},
		{"part-pagination", NewPagination(v, 2, 20, 48, func(page int) string { return "/gaps?page=" + string(rune('0'+page)) })},
	}
}

func ref(f Figure) *Figure { return &f }

func keyNumbers(v *words.Voice) KeyNumbers {
	how := &Link{Text: v.Say("how_worked_out"), URL: "/explain"}
	group := KeyNumber{Label: "Children in need, by tier", Link: how}
	for i, e := range []Estimate{{390, 585, 830, false}, {1405, 2055, 2820, false}, {3760, 5140, 6820, false}, {86880, 89570, 91795, false}} {
		group.Group = append(group.Group, KeyNumber{Label: v.Say("parts.tier", "Tier", 4-i), Value: e.Text(v), Lines: []string{e.Range(v)}, Strong: v.Say("parts.share_met", "Share", v.Percent([]float64{.52, .31, .44, .88}[i]))})
	}
	return KeyNumbers{Items: []KeyNumber{
		{Label: "Children aged 0 to 17", Value: "97,348", Lines: []string{"mid-2020 population"}, Link: how},
		group,
		{Label: "Evidence in date", Value: "71%", Lines: []string{"1,014 of 1,428 levels", "126 lapse by 30 June"}, Link: &Link{Text: "See what lapses", URL: "/lapses"}},
		{Label: "Worst gap", Headline: &Link{Text: "No counselling for ages 12 to 17 in Powys", URL: "/gaps/1"}, Lines: []string{"210 children, 140 to 290 · tier 3"}},
	}}
}

// cells are low, high, coverage and known of the picture, in per cent.
var cells = [4][8][4]float64{
	{{30, 35, 52, 90}, {0, 52, 52, 0}, {25, 39, 52, 74}, {45, 45, 52, 100}, {21, 30, 52, 82}, {0, 0, 52, 100}, {21, 38, 52, 68}, {27, 42, 52, 71}},
	{{15, 19, 31, 85}, {7, 21, 31, 52}, {10, 21, 31, 66}, {19, 21, 31, 92}, {7, 20, 31, 60}, {0, 0, 31, 100}, {9, 19, 31, 68}, {8, 25, 31, 44}},
	{{27, 31, 44, 91}, {18, 28, 44, 78}, {15, 29, 44, 70}, {24, 32, 44, 83}, {25, 30, 44, 88}, {5, 34, 44, 35}, {17, 31, 44, 68}, {19, 30, 44, 76}},
	{{83, 83, 88, 100}, {82, 84, 88, 97}, {62, 72, 88, 88}, {66, 83, 88, 81}, {58, 64, 88, 93}, {27, 65, 88, 57}, {37, 65, 88, 68}, {0, 88, 88, 0}},
}

func specimenMatrix(v *words.Voice) Matrix {
	names := []string{"Definitions", "Screening", "Tools across agencies", "Safety measures", "Training", "Evaluation", "Multi-agency coordination", "Work with women and children"}
	tiers := []string{"Acute/restorative", "Complex", "Vulnerable", "All children"}
	var columns []MatrixColumn
	for i, name := range names {
		columns = append(columns, MatrixColumn{Code: "GP" + string(rune('1'+i)), Name: name, URL: "/indicators/GP" + string(rune('1'+i))})
	}
	var rows []MatrixRow
	for r, need := range []Estimate{{390, 585, 830, false}, {1405, 2055, 2820, false}, {3760, 5140, 6820, false}, {86880, 89570, 91795, false}} {
		var row []MatrixCell
		for i, c := range cells[r] {
			row = append(row, NewMatrixCell(v, 4-r, names[i], "/areas/W1/explain?tier=3", CellFigure{stateOf(c[0], c[1]), c[0] / 100, c[1] / 100, c[2] / 100, c[3] / 100}, 0.8))
		}
		met := cells[r][0][2] / 100
		rows = append(rows, NewMatrixRow(v, TierHead{Tier: 4 - r, Name: tiers[r], URL: "/areas/W1?tier=" + string(rune('4'-r)), Need: need, Met: Share{Low: met, High: met}, Present: 6 - r, Expected: 7}, row))
	}
	rows[1].Cells[4].Disc, rows[0].Cells[5].Disc, rows[1].Cells[1].Disc = "1", "2", "3"
	m := NewMatrix(v, "matrix", columns, rows, 0.25, 0.8)
	see := Link{Text: "See the gap", URL: "/gaps/1"}
	m.Starts = []Start{
		{"1", "Tier 3, training: 7–20%", "31% of need is met, and 40% of the practice behind it has not been assessed.", see},
		{"2", "Tier 4, evaluation: 0%", "Every service was assessed. None has an independent audit in place.", see},
		{"3", "Tier 3, screening: 7–21%", "Two of five services screen by a protocol. Three have no level on record.", see},
	}
	return m
}

func stateOf(low, high float64) State {
	word := func(x float64) State {
		switch {
		case x < 25:
			return Gap
		case x >= 80:
			return Sufficient
		}
		return Partial
	}
	if word(low) != word(high) {
		return NotKnown
	}
	return word(low)
}

func ranked(v *words.Voice) RankTable {
	row := func(code, rank, name, cy string, share float64, interval string) RankRow {
		return RankRow{Code: code, Rank: rank, Disc: rank < "6", Area: Link{Text: name, URL: "/areas/" + code}, Other: cy, OtherLang: "cy",
			Within: "Powys", Need: "45", Bar: ShareBar(share), Share: v.Percent(share), Interval: interval, Say: name + ", tier 3"}
	}
	rows := []RankRow{row("W05", "1", "Hay-on-Wye & Talgarth", "Y Gelli Gandryll a Thalgarth", .04, "1 to 3"), row("W06", "2", "Knighton & Presteigne", "Trefyclo a Llanandras", .08, "1 to 5"), row("W07", "6", "Llanfyllin & Llanwyddyn", "Llanfyllin a Llanwyddyn", .13, "3 to 11")}
	rows[0].Selected = true
	rows = append(rows, RankRow{Code: "W08", Area: Link{Text: "Aberystwyth South", URL: "/areas/W08"}, Other: "De Aberystwyth", OtherLang: "cy", Within: "Ceredigion", Need: "25", Unknown: ref(Unknown(v, "one service has not stated its capacity: 0% to 41%"))})
	t := NewRankTable(v, "ranked", "Lowest 10 of 67 areas with a known figure", true, rows, nil)
	t.More, t.Note = &Link{Text: "Show all 69 areas", URL: "?show=all"}, &Inset{Strong: "How sure is the rank?", Text: "The interval holds nine in ten of 1,000 draws."}
	return t
}

func levels(v *words.Voice) Levels {
	three, two, one := 3, 2, 1
	var l Levels
	for _, f := range []LevelFigure{
		{"Written down", &three, &three, false, true}, {"Shared", &three, &two, false, true}, {"Reviewed", &one, nil, false, true},
		{"Audited", &two, nil, true, true}, {"Trained", nil, nil, false, true}, {"Licensed", nil, nil, false, false},
	} {
		l.Boxes = append(l.Boxes, NewLevelBox(v, f))
	}
	return l
}
