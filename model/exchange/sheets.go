package exchange

import (
	"reflect"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/intake"
	"catchment/model/field"
)

// InputSheets lays the records out as the tables that Read reads, in the
// order of their tables and with every column of FILES, the scenarios last.
// Tables without rows have their headings only. Boundaries are not among
// them: see geojson.WriteAreas. What an audience may see is not asked here;
// sites that are not public stand without coordinates and postcode, as
// everywhere.
func InputSheets(records *model.Records) []disclosure.Sheet {
	var sheets []disclosure.Sheet
	for _, t := range field.Tables {
		if !t.Reference {
			sheets = append(sheets, sheetOf(t, records))
		}
	}
	return append(sheets, scenarioSheet(records.Scenarios))
}

func sheetOf(t field.Table, records *model.Records) disclosure.Sheet {
	rows := reflect.ValueOf(t.Rows(records)).Elem()
	return disclosure.Sheet{Name: t.Name, Columns: field.Names(t.Columns), Rows: func(yield func([]any) bool) {
		for i := range rows.Len() {
			noun := rows.Index(i).Interface()
			if site, ok := noun.(model.Site); ok {
				site.Conceal()
				noun = site
			}
			cells := make([]any, len(t.Columns))
			for j, c := range t.Columns {
				cells[j] = c.Cell(noun)
			}
			if !yield(cells) {
				return
			}
		}
	}}
}

// scenarioSheet writes each change with the texts that it sets.
func scenarioSheet(changes []model.ScenarioChange) disclosure.Sheet {
	columns := intake.ScenarioColumns()
	return disclosure.Sheet{Name: intake.Scenario, Columns: columns, Rows: func(yield func([]any) bool) {
		for _, change := range changes {
			cells := make([]any, len(columns))
			for i, name := range columns {
				cells[i] = scenarioCell(change, name)
			}
			if !yield(cells) {
				return
			}
		}
	}}
}

func scenarioCell(change model.ScenarioChange, column string) any {
	text := change.Sets[column]
	switch column {
	case "scenario":
		text = change.Scenario
	case "change":
		text = string(change.Change)
	case "service":
		text = change.Service
	case "cost":
		if change.Cost != nil {
			return *change.Cost
		}
		return nil
	}
	if text == "" {
		return nil
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil && field.Number(x) == text {
		return x // a number is none that a spreadsheet takes for a formula
	}
	return text
}
