package planner

import (
	"context"
	"encoding/json"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
)

// PlanVersion is a scenario as it stood at a revision.
type PlanVersion struct {
	Name     string
	Revision int // that made it so
	Latest   bool
	Changes  []model.ScenarioChange
	Withheld []int // lines whose place was another, which is not kept: such a version cannot be tried
}

// placeColumns are those of which the history keeps that they were stated.
var placeColumns = []string{"lon", "lat", "postcode"}

// PlanAt gives a scenario as a revision left it: by the same number it is the
// same for ever.
func (p *Planner) PlanAt(ctx context.Context, name string, revision int) (*PlanVersion, error) {
	all, err := p.store.ChangesOf(ctx, model.ScenarioChange{}.TableName(), name, 0)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, &model.Error{Code: model.NotFound, Field: "scenario", Sentence: p.noScenario(name)}
	}
	entries := slices.DeleteFunc(slices.Clone(all), func(e model.AuditEntry) bool { return e.Revision > revision })
	if len(entries) == 0 || entries[len(entries)-1].Action == "remove" {
		return nil, &model.Error{Code: model.NotFound, Field: "version", Sentence: model.Say("The scenario had no version in revision %d.", revision)}
	}
	entry := all[len(entries)-1]
	v := &PlanVersion{Name: name, Revision: entry.Revision, Latest: len(entries) == len(all)}
	if v.Latest {
		v.Changes, err = p.Scenario(name)
		return v, err
	}
	if err := json.Unmarshal([]byte(entry.After), &v.Changes); err != nil {
		return nil, err
	}
	return v, p.placed(v, all[len(entries):])
}

// placed gives lines their places, where the later entries say that they still
// have them.
func (p *Planner) placed(v *PlanVersion, later []model.AuditEntry) error {
	protected := atlas.ProtectedServices(p.Atlas().Records)
	now, _ := p.Scenario(v.Name) // gone since: nothing is borrowed
	for i := range v.Changes {
		c := &v.Changes[i]
		delete(c.Sets, placeStays)
		if !strip(c, protected[c.Service]) {
			continue
		}
		stays, err := stillPlaced(c, later)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(now, func(n model.ScenarioChange) bool { return n.Service == c.Service && hasPlace(&n) })
		if !stays || at < 0 || protected[c.Service] {
			v.Withheld = append(v.Withheld, i+1)
			continue
		}
		for _, column := range placeColumns {
			if text := now[at].Sets[column]; text != "" {
				c.Sets[column] = text
			}
		}
	}
	return nil
}

// stillPlaced says whether every later version has one place for the service,
// and that which was.
func stillPlaced(c *model.ScenarioChange, later []model.AuditEntry) (bool, error) {
	for _, e := range later {
		var lines []model.ScenarioChange
		if e.Action == "remove" {
			return false, nil
		}
		if err := json.Unmarshal([]byte(e.After), &lines); err != nil {
			return false, err
		}
		found := 0
		for i := range lines {
			if lines[i].Service == c.Service && hasPlace(&lines[i]) {
				found++
				if lines[i].Sets[placeStays] == "" {
					return false, nil
				}
			}
		}
		if found != 1 {
			return false, nil
		}
	}
	return true, nil
}

// placeStays is what the history says of a line whose place is the one that
// the scenario had for the service before.
const placeStays = "place"

func hasPlace(c *model.ScenarioChange) bool {
	return slices.ContainsFunc(placeColumns, func(column string) bool { return c.Sets[column] != "" })
}

// samePlace says whether a line has a place, and the only one that the scenario
// had for its service before.
func samePlace(c *model.ScenarioChange, before []model.ScenarioChange) bool {
	if !hasPlace(c) {
		return false
	}
	found, same := 0, true
	for i := range before {
		if b := &before[i]; b.Service == c.Service && hasPlace(b) {
			found++
			for _, column := range placeColumns {
				same = same && b.Sets[column] == c.Sets[column]
			}
		}
	}
	return found == 1 && same
}

// strip takes the place from a line of the history and says whether it had one;
// where the service has come under protection since, also what leads to it.
func strip(c *model.ScenarioChange, protected bool) bool {
	columns := placeColumns
	if protected {
		columns = append(slices.Clone(columns), "area_code", "areas_served", "name", "name_cy", "site")
	}
	had := false
	for _, column := range columns {
		had = had || c.Sets[column] != ""
		delete(c.Sets, column)
	}
	return had
}
