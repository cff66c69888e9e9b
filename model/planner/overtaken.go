package planner

import (
	"context"
	"fmt"
	"strings"

	"catchment/model"
)

// Overtaken is a change that was made against a state which others have
// changed since. It is a model.Conflict.
type Overtaken struct {
	Table, Key string  // "" where it is about everything
	Since      []Since // oldest first
}

// Since is one change that came between: who, when and what.
type Since struct {
	model.Revision
	Rows []RowChange // of the noun in question
}

// Error says who changed what, when.
func (o *Overtaken) Error() string { return o.sentence().String() }

func (o *Overtaken) sentence() model.Sentence {
	if len(o.Since) == 0 {
		return model.Say("The data have been changed in the meantime. Look at them again, then repeat the change.")
	}
	last := o.Since[len(o.Since)-1]
	what := model.Say("the data (revision %d)", last.Revision.Revision)
	if o.Key != "" {
		what = model.Said(fmt.Sprintf("%s %s%s", o.Table, model.Quoted(o.Key), columnsOf(last.Rows)))
	}
	return model.Say("%s changed %s on %s. Look at it again, then repeat the change.", model.ActorOf(last.Actor), what, moment(last.Revision))
}

// Unwrap gives the coded error.
func (o *Overtaken) Unwrap() error {
	return &model.Error{Code: model.Conflict, Sentence: o.sentence(), Cause: model.ErrOvertaken}
}

func columnsOf(rows []RowChange) string {
	var names []string
	for _, row := range rows {
		for _, c := range row.Columns {
			names = append(names, c.Column)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, ", ") + ")"
}

// moment is when a revision was made.
func moment(r model.Revision) model.Sentence {
	return model.Say("%s at %s UTC", model.LongDate(model.DateOf(r.At.UTC())), r.At.UTC().Format("15:04"))
}

// overtaken tells of every revision after a base.
func (p *Planner) overtaken(ctx context.Context, base int) error {
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return err
	}
	o := &Overtaken{}
	for _, r := range revisions {
		if r.Revision > base {
			o.Since = append([]Since{{Revision: r}}, o.Since...)
		}
	}
	return o
}

// touched gives an *Overtaken where the noun was changed after a base.
func (p *Planner) touched(ctx context.Context, table, key string, base int) error {
	entries, err := p.store.ChangesOf(ctx, table, key, base)
	if err != nil || len(entries) == 0 {
		return err
	}
	revisions, err := p.store.Revisions(ctx)
	if err != nil {
		return err
	}
	o := &Overtaken{Table: table, Key: key}
	for _, e := range entries {
		for _, r := range revisions {
			if r.Revision == e.Revision {
				o.Since = append(o.Since, Since{Revision: r, Rows: []RowChange{fromAudit(e)}})
			}
		}
	}
	return o
}
