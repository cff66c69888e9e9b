package planner

import (
	"encoding/json"
	"fmt"
	"slices"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/store"
)

// lastChange keeps a row as it stood before a change, so that it can be
// undone. A place is kept only of a site that is public and stays so, or is
// removed: what has come under protection has no way back, and nothing of it
// is kept.
func lastChange(table, key string, before, after any) store.LastChange {
	last := store.LastChange{Noun: table, Subject: key, Kept: true}
	if before == nil {
		return last
	}
	if site, ok := before.(*model.Site); ok && !mayBeKept(site, after) {
		last.Kept = false
		return last
	}
	return written(last, before)
}

func mayBeKept(before *model.Site, after any) bool {
	now, stays := after.(*model.Site)
	switch {
	case !statesPlace(before):
		return !stays || now.Disclosure != model.Protected || before.Disclosure == model.Protected
	case stays:
		return now.Disclosure == model.Public
	}
	return true
}

func statesPlace(site *model.Site) bool {
	return site.Lon != nil || site.Lat != nil || site.Postcode != ""
}

// lastScenario keeps a scenario, but not one that places a service: the place
// may need protection tomorrow.
func lastScenario(name string, before []model.ScenarioChange) store.LastChange {
	last := store.LastChange{Noun: model.ScenarioChange{}.TableName(), Subject: name, Kept: true}
	if before == nil {
		return last
	}
	for _, change := range before {
		for _, column := range []string{"lon", "lat", "postcode"} {
			if change.Sets[column] != "" {
				last.Kept = false
				return last
			}
		}
	}
	return written(last, before)
}

func written(last store.LastChange, rows any) store.LastChange {
	text, err := json.Marshal(rows)
	if err != nil {
		last.Kept = false
		return last
	}
	last.Before = string(text)
	return last
}

// restore adds to a batch, or to what leaves, what one last change undoes.
func restore(batch *model.Batch, leaving gone, last store.LastChange) error {
	scenarios := model.ScenarioChange{}.TableName()
	switch {
	case last.Before == "":
		leaving.add(last.Noun, last.Subject)
		return nil
	case last.Noun == scenarios:
		var changes []model.ScenarioChange
		err := json.Unmarshal([]byte(last.Before), &changes)
		for i := range changes {
			batch.Rows["scenario"] = append(batch.Rows["scenario"], model.Row{Noun: &changes[i]})
		}
		return err
	}
	t, ok := field.TableOf(last.Noun)
	if !ok {
		return fmt.Errorf("planner: no table %s", last.Noun)
	}
	noun := t.New()
	if err := json.Unmarshal([]byte(last.Before), noun); err != nil {
		return err
	}
	batch.Rows[t.Name] = append(batch.Rows[t.Name], model.Row{Noun: noun, Given: everything(t)})
	return nil
}

func everything(t field.Table) map[string]bool {
	given := map[string]bool{"boundary": true}
	for _, name := range field.Names(t.Columns) {
		given[name] = true
	}
	return given
}

// lost says whether what was before a change may not be kept.
func lost(last store.LastChange) bool { return !last.Kept }

// noReturn warns of a change that cannot be undone, since what it replaces may
// not be kept.
func (m *merging) noReturn() model.Problems {
	at := slices.IndexFunc(m.last, lost)
	if at < 0 {
		return nil
	}
	gone := m.last[at]
	what := called(gone.Noun, gone.Subject)
	problem := model.Problem{Where: what, Warning: true, Expected: model.Say("this change cannot be undone, because what %s is now told of a place and will not be kept", what)}
	if row := m.source(gone); row.File != "" {
		problem.Where, problem.File, problem.Row = model.Sentence{}, row.File, row.Number
	}
	return model.Problems{problem}
}

// source is the row of a file that a last change comes from, of a scenario its
// first.
func (m *merging) source(last store.LastChange) model.Row {
	key := last.Subject
	if last.Noun == (model.ScenarioChange{}).TableName() {
		for i := range m.upserts.Scenarios {
			if change := &m.upserts.Scenarios[i]; change.Scenario == last.Subject {
				key = fmt.Sprintf("%s / %d", change.Scenario, change.Place)
				break
			}
		}
	}
	return m.origin[[2]string{last.Noun, key}]
}
