package planner

import (
	"context"
	"fmt"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/exchange/openreferral"
)

// ImportDirectory takes a directory of others as one transaction, as Import
// does. Services of which no rule says the type are kept as records, for a
// person to tag.
func (p *Planner) ImportDirectory(ctx context.Context, d *openreferral.Directory, o openreferral.Options, said func(*model.Batch), actor string) (*Report, error) {
	return p.commit(ctx, func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		batch := d.Batch(known, atlas.ProtectedServices(known), o)
		if said != nil {
			said(batch)
		}
		return p.importing(batch, 0)(ctx, known, latest)
	}, actor)
}

// Untagged is a service of a directory of which nobody has said the type.
type Untagged struct {
	Key  string // that it would have
	Feed string
	openreferral.Card
}

// Untagged lists the services of directories that wait for a type, in the order
// of their names.
func (p *Planner) Untagged(ctx context.Context) ([]Untagged, error) {
	waiting, err := p.waiting(ctx, p.Atlas().Records)
	if err != nil {
		return nil, err
	}
	var out []Untagged
	for _, record := range waiting {
		if card, ok := openreferral.CardOf(record); ok {
			out = append(out, Untagged{record.Service, record.Feed, card})
		}
	}
	slices.SortStableFunc(out, func(x, y Untagged) int { return openreferral.CompareCards(x.Card, y.Card) })
	return out, nil
}

// waiting are the records of services that are not there.
func (p *Planner) waiting(ctx context.Context, known *model.Records) ([]model.FeedRecord, error) {
	records, err := p.store.FeedRecords(ctx)
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	for i := range known.Services {
		there[known.Services[i].Key] = true
	}
	return slices.DeleteFunc(records, func(r model.FeedRecord) bool { return r.Kind != "service" || there[r.Service] }), nil
}

// Tag says of which type services of directories are, by their keys, and takes
// them over as one revision. One that is no longer waiting is a conflict.
func (p *Planner) Tag(ctx context.Context, types map[string]string, actor string) (*Report, error) {
	return p.commit(ctx, func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		waiting, err := p.waiting(ctx, known)
		if err != nil {
			return nil, err
		}
		batch, err := tagged(known, waiting, types)
		if err != nil {
			return nil, err
		}
		proposed, err := p.importing(batch, 0)(ctx, known, latest)
		if err != nil {
			return nil, err
		}
		proposed.action, proposed.source = "edit", fmt.Sprintf("services that were tagged: %d", len(types))
		return proposed, nil
	}, actor)
}

// tagged reads the records again, each with the type that a person chose.
func tagged(known *model.Records, waiting []model.FeedRecord, types map[string]string) (*model.Batch, error) {
	protected := atlas.ProtectedServices(known)
	out := &model.Batch{Rows: map[string][]model.Row{}}
	found := 0
	for _, record := range waiting {
		kind, wanted := types[record.Service]
		if !wanted {
			continue
		}
		found++
		if !slices.ContainsFunc(known.ServiceTypes, func(t model.ServiceType) bool { return t.Key == kind }) {
			return nil, &model.Error{Code: model.Invalid, Field: record.Service, Sentence: model.Say("There is no service type %s.", model.Quoted(kind))}
		}
		one := openreferral.Again(record).Batch(known, protected, openreferral.Options{Feed: record.Feed, Tags: map[string]string{record.Service: kind}})
		if len(one.Rows["services"]) == 0 {
			return nil, &model.Error{Code: model.Invalid, Field: record.Service, Sentence: cannotStand(one.Problems)}
		}
		join(out, one)
	}
	if found < len(types) {
		return nil, &model.Error{Code: model.Conflict, Cause: model.ErrOvertaken, Sentence: model.Say("One of the services no longer waits for a type: somebody else has said it meanwhile, or it is gone. Nothing was changed; look at the list again.")}
	}
	return out, nil
}

// cannotStand says why a service cannot be taken over as the type that was
// chosen.
func cannotStand(problems model.Problems) model.Sentence {
	if len(problems) == 0 {
		return model.Say("This service cannot be taken over as this type.")
	}
	return problems[len(problems)-1].Expected.Whole()
}

// join adds a batch; a provider of several services stands once.
func join(out, one *model.Batch) {
	for table, rows := range one.Rows {
		for _, row := range rows {
			same := func(r model.Row) bool {
				a, is := r.Noun.(*model.Provider)
				b, other := row.Noun.(*model.Provider)
				return is && other && a.Key == b.Key
			}
			if !slices.ContainsFunc(out.Rows[table], same) {
				out.Rows[table] = append(out.Rows[table], row)
			}
		}
	}
	out.Feed.Keep = append(out.Feed.Keep, one.Feed.Keep...)
	out.Feed.Drop = append(out.Feed.Drop, one.Feed.Drop...)
}

// feedOf leaves of a change in the records of directories what changes any.
func (p *Planner) feedOf(ctx context.Context, asked *model.FeedChange) (model.FeedChange, error) {
	var out model.FeedChange
	if !asked.Changes() {
		return out, nil
	}
	records, err := p.store.FeedRecords(ctx)
	if err != nil {
		return out, err
	}
	raw, there := map[[3]string]string{}, map[string]bool{}
	for _, r := range records {
		raw[[3]string{r.Feed, r.Kind, r.ID}] = r.Service + "\x00" + r.Raw
		there[r.Service] = true
	}
	seen := map[[3]string]bool{}
	for _, r := range asked.Keep {
		at := [3]string{r.Feed, r.Kind, r.ID}
		if was, known := raw[at]; !seen[at] && (!known || was != r.Service+"\x00"+r.Raw) {
			out.Keep = append(out.Keep, r)
		}
		seen[at] = true
	}
	for _, key := range asked.Drop {
		if there[key] {
			out.Drop = append(out.Drop, key)
		}
	}
	return out, nil
}
