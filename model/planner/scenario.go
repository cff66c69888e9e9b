package planner

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"catchment/model"
)

// scenarios replaces the scenarios of the batch, each whole, and takes those
// away that leave.
func (m *merging) scenarios(known *model.Records, rows []model.Row, leaving map[string]bool) {
	if len(rows) == 0 && len(leaving) == 0 {
		return
	}
	table := model.ScenarioChange{}.TableName()
	old, fresh := map[string][]model.ScenarioChange{}, map[string][]model.ScenarioChange{}
	for _, change := range known.Scenarios {
		old[change.Scenario] = append(old[change.Scenario], change)
	}
	var names []string
	for _, row := range rows {
		change := *row.Noun.(*model.ScenarioChange)
		if fresh[change.Scenario] == nil {
			names = append(names, change.Scenario)
		}
		fresh[change.Scenario] = append(fresh[change.Scenario], change)
		m.origin[[2]string{table, fmt.Sprintf("%s / %d", change.Scenario, change.Place)}] = row
	}
	m.records.Scenarios = slices.DeleteFunc(slices.Clone(known.Scenarios), func(change model.ScenarioChange) bool {
		return fresh[change.Scenario] != nil || leaving[change.Scenario]
	})
	report := TableReport{Table: table}
	for _, name := range names {
		m.scenario(&report, name, old[name], fresh[name])
	}
	for _, name := range slices.Sorted(maps.Keys(leaving)) {
		if old[name] != nil && fresh[name] == nil {
			report.Removed += len(old[name])
			m.removed.Scenarios = append(m.removed.Scenarios, old[name]...)
			m.noteScenario("remove", name, old[name], nil)
		}
	}
	m.reports = append(m.reports, report)
}

// scenario takes the lines of one scenario in place of the old.
func (m *merging) scenario(report *TableReport, name string, old, fresh []model.ScenarioChange) {
	m.records.Scenarios = append(m.records.Scenarios, fresh...)
	switch {
	case reflect.DeepEqual(old, fresh):
		report.Unchanged += len(fresh)
		return
	case old == nil:
		report.Created += len(fresh)
		m.noteScenario("create", name, nil, fresh)
	default:
		report.Updated += len(fresh)
		m.noteScenario("update", name, old, fresh)
	}
	m.upserts.Scenarios = append(m.upserts.Scenarios, fresh...)
}

func (m *merging) noteScenario(action, name string, before, after []model.ScenarioChange) {
	table := model.ScenarioChange{}.TableName()
	m.audit = append(m.audit, model.AuditEntry{Action: action, Noun: table, Subject: name, Before: lines(before, nil), After: lines(after, before)})
	m.last = append(m.last, lastScenario(name, before))
	m.changes = append(m.changes, RowChange{Table: table, Key: name, Name: name, Action: action})
}

// lines writes the changes of a scenario as a JSON list, without places; of one
// only that it is the place that the line had before, where it is.
func lines(changes, before []model.ScenarioChange) string {
	shown := slices.Clone(changes)
	for i := range shown {
		stays := samePlace(&changes[i], before)
		shown[i].Sets = maps.Clone(shown[i].Sets)
		withhold(shown[i].Sets)
		if stays {
			shown[i].Sets[placeStays] = "unchanged"
		}
	}
	text, err := json.Marshal(shown)
	if err != nil {
		return "[]"
	}
	return string(text)
}
