package planner

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/exchange/intake"
	"catchment/model/field"
	"catchment/model/scenario"
)

// Adoption makes a scenario part of the records from a day on: services open,
// change and end as its changes say, by the rules of every edit.
type Adoption struct {
	Scenario string
	Day      model.Date // one that closes without an end ends the day before
	Base     int        // the revision that it was looked at over
	Actor    string
}

const adopts = "adopt"

// Adopt makes the changes of a scenario in the records, as one revision, which
// can be undone. The scenario stays. Whatever changed since the base, its
// figures may no longer be those that were looked at: *Overtaken. A change
// that cannot be made is *Refused, one that would lower what is protected is
// model.Forbidden.
func (p *Planner) Adopt(ctx context.Context, a Adoption) (*Report, error) {
	return p.commit(ctx, p.adopting(a), a.Actor)
}

// PreviewAdopt says what Adopt would do, and writes nothing.
func (p *Planner) PreviewAdopt(ctx context.Context, a Adoption) (*Preview, error) {
	return p.preview(ctx, p.adopting(a))
}

func (p *Planner) adopting(a Adoption) work {
	return func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		if a.Base != latest.Revision {
			return nil, p.overtaken(ctx, a.Base)
		}
		changes, err := p.Scenario(a.Scenario)
		if err != nil {
			return nil, err
		}
		base := p.atlasOf(known, latest)
		changed, faults := scenario.Apply(base, changes)
		if changed == nil {
			return nil, &Refused{Problems: planProblems(faults)}
		}
		batch, leaving := adopted(base, known, changed, a.Day)
		m := merge(known, batch, leaving)
		less, err := p.less(ctx, m, known)
		if err == nil {
			err = forbidden(less)
		}
		if err != nil {
			return nil, err
		}
		problems := m.checked(known, nil)
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		return &proposal{merging: m, action: adopts, source: reasoned(intake.Scenario, a.Scenario, ""), warnings: problems.Warnings()}, nil
	}
}

// adopted gives the rows that services and sites become. Journeys to where a
// site was go.
func adopted(base *atlas.Atlas, known *model.Records, changed []atlas.Changed, day model.Date) (*model.Batch, gone) {
	batch, leaving := &model.Batch{Rows: map[string][]model.Row{}}, gone{}
	services, sites := model.Service{}.TableName(), model.Site{}.TableName()
	for i := range changed {
		c := &changed[i]
		if c.Service == nil {
			was := base.Services[c.Place].Service
			if last := day.AddDays(-1); was.End == "" || was.End > last {
				batch.Rows[services] = append(batch.Rows[services], model.Row{Noun: &model.Service{Key: was.Key, End: last}, Given: map[string]bool{"end": true}})
			}
			continue
		}
		service := *c.Service.Service
		batch.Rows[services] = append(batch.Rows[services], wholeRow(&service))
		for _, site := range c.Service.Sites {
			now := *site
			if key, moved := strings.CutSuffix(site.Key, scenario.MovedSite); moved {
				now.Key = key
				journeysTo(known, key, leaving)
			}
			batch.Rows[sites] = append(batch.Rows[sites], wholeRow(&now))
		}
	}
	return batch, leaving
}

// wholeRow is a row that states every column.
func wholeRow(noun any) model.Row {
	given := map[string]bool{}
	for _, c := range field.Of(reflect.TypeOf(noun).Elem()) {
		given[c.Name] = true
	}
	return model.Row{Noun: noun, Given: given}
}

func journeysTo(known *model.Records, site string, leaving gone) {
	for i := range known.Travel {
		if journey := &known.Travel[i]; journey.Site == site {
			leaving.add(journey.TableName(), field.KeyOf(journey))
		}
	}
}

// Adopted gives the scenarios that are part of the records, each with the
// revision that made it so and has not been undone.
func (p *Planner) Adopted(ctx context.Context) (map[string]int, error) {
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return nil, err
	}
	out, undone := map[string]int{}, trailOf(revisions).by
	for _, name := range p.Scenarios() {
		at := slices.IndexFunc(revisions, func(r model.Revision) bool {
			return r.Action == adopts && undone[r.Revision] == 0 && r.Source == reasoned(intake.Scenario, name, "")
		})
		if at >= 0 {
			out[name] = revisions[at].Revision
		}
	}
	return out, nil
}

// PlanRevisions gives the revisions that changed or adopted a scenario, the
// latest first.
func (p *Planner) PlanRevisions(ctx context.Context, name string) ([]model.Revision, error) {
	entries, err := p.store.ChangesOf(ctx, model.ScenarioChange{}.TableName(), name, 0)
	if err != nil {
		return nil, err
	}
	revisions, err := p.store.Revisions(ctx)
	changed := map[int]bool{}
	for _, e := range entries {
		changed[e.Revision] = true
	}
	adoption := reasoned(intake.Scenario, name, "")
	return slices.DeleteFunc(revisions, func(r model.Revision) bool {
		return !changed[r.Revision] && !(r.Action == adopts && r.Source == adoption)
	}), err
}

// heldOpen drops what is only said of a scenario that was there before and
// opens a service: that the service exists by now, because the scenario was
// adopted, does not keep the records from changing.
func heldOpen(faults []atlas.Fault, known *model.Records) []atlas.Fault {
	opened := map[string]bool{}
	for i := range known.Scenarios {
		if c := &known.Scenarios[i]; c.Change == "open" {
			opened[placeKey(c)+model.Quoted(c.Service).String()] = true
		}
	}
	if len(opened) == 0 {
		return faults
	}
	table := model.ScenarioChange{}.TableName()
	return slices.DeleteFunc(faults, func(f atlas.Fault) bool {
		return f.Table == table && f.Column == "service" && opened[f.Key+f.Found.String()]
	})
}
