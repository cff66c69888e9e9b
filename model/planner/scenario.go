package planner

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"catchment/model"
)

// scenarios replaces the scenarios of the batch, each whole.
func (m *merging) scenarios(known *model.Records, rows []model.Row) {
	if len(rows) == 0 {
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
	m.records.Scenarios = nil
	for _, change := range known.Scenarios {
		if fresh[change.Scenario] == nil {
			m.records.Scenarios = append(m.records.Scenarios, change)
		}
	}
	report := TableReport{Table: table}
	for _, name := range names {
		m.records.Scenarios = append(m.records.Scenarios, fresh[name]...)
		if reflect.DeepEqual(old[name], fresh[name]) {
			report.Unchanged += len(fresh[name])
			continue
		}
		action := "update"
		if old[name] == nil {
			action = "create"
			report.Created += len(fresh[name])
		} else {
			report.Updated += len(fresh[name])
		}
		m.upserts.Scenarios = append(m.upserts.Scenarios, fresh[name]...)
		m.audit = append(m.audit, model.AuditEntry{Action: action, Noun: table, Subject: name, Before: lines(old[name]), After: lines(fresh[name])})
	}
	m.reports = append(m.reports, report)
}

// lines writes the changes of a scenario as a JSON list, without places.
func lines(changes []model.ScenarioChange) string {
	shown := slices.Clone(changes)
	for i := range shown {
		shown[i].Sets = maps.Clone(shown[i].Sets)
		withhold(shown[i].Sets)
	}
	text, err := json.Marshal(shown)
	if err != nil {
		return "[]"
	}
	return string(text)
}
