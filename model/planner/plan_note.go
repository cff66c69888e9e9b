package planner

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/store"
)

// PlanOwner says whose a scenario is from a moment on.
type PlanOwner struct {
	Scenario, Owner string // Owner "" for nobody
	Actor           string // who said it
	At              time.Time
	Revision        int // the latest when it was said
}

// PlanComment is what somebody says of a scenario, or of one of its changes:
// Place is the line that it was at the revision, 0 for the whole scenario.
type PlanComment struct {
	ID             int64
	Revision       int
	Place          int
	Change         model.ChangeKind
	Service        string // that the line was about
	Text, Author   string
	At             time.Time
	WithdrawnBy    string // "" where it stands; the text of one that was withdrawn is gone
	WithdrawnSince time.Time
}

const longestComment = 2000

// PersonName is the name that somebody gives, without the space around it, or
// why it is none: it stands in the history for good.
func PersonName(name string) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "" || utf8.RuneCountInString(name) > longestName:
		return "", invalidNote("by", model.Say("A name of 1 to 80 letters is expected: it stands in the history."))
	case !field.IsText(name) || strings.ContainsAny(name, "\n\r\t") || name == model.InBrowser || name == model.ByAPI || name == model.OnCommandLine:
		return "", invalidNote("by", model.Say("The name of a person is expected."))
	case field.NamesPlace(name):
		return "", invalidNote("by", model.Say("A name without postcode, coordinates, grid reference or street and house number is expected (it is not repeated here)."))
	}
	return name, nil
}

func invalidNote(column string, sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Field: column, Sentence: sentence}
}

// ownerOf is PersonName for a field that may stay empty.
func ownerOf(name string) (string, error) {
	if name = strings.TrimSpace(name); name == "" {
		return "", nil
	}
	name, err := PersonName(name)
	if err != nil {
		return "", invalidNote("owner", model.SentenceOf(err))
	}
	return name, nil
}

// PlanOwners gives, for each scenario, who owned it since when, the first
// first; the last is in force.
func (p *Planner) PlanOwners(ctx context.Context) (map[string][]PlanOwner, error) {
	rows, err := p.store.PlanOwners(ctx)
	out := map[string][]PlanOwner{}
	for _, row := range rows {
		out[row.Scenario] = append(out[row.Scenario], PlanOwner{row.Scenario, row.Owner, row.Actor, row.At.UTC(), row.Revision})
	}
	return out, err
}

// OwnPlan says whose a scenario is from now on, "" for nobody.
func (p *Planner) OwnPlan(ctx context.Context, scenario, owner, actor string) error {
	if _, err := p.Scenario(scenario); err != nil {
		return err
	}
	owner, err := ownerOf(owner)
	if err != nil {
		return err
	}
	if actor, err = PersonName(actor); err != nil {
		return err
	}
	return p.store.AddPlanOwner(ctx, store.PlanOwner{Scenario: scenario, Revision: p.Revision().Revision, Owner: owner, Actor: actor, At: p.now()})
}

// Comments gives the comments on a scenario, the first made first: not those on
// another that had the name and was removed.
func (p *Planner) Comments(ctx context.Context, scenario string) ([]PlanComment, error) {
	rows, gone, err := p.store.PlanComments(ctx, scenario)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	born, err := p.planBorn(ctx, scenario)
	var out []PlanComment
	for _, row := range rows {
		c := PlanComment{ID: row.Entry, Revision: row.Revision, Place: row.Place, Change: model.ChangeKind(row.Change), Service: row.Service, Text: row.Text, Author: row.Author, At: row.At.UTC()}
		if at := slices.IndexFunc(gone, func(w store.PlanWithdrawal) bool { return w.Entry == row.Entry }); at >= 0 {
			c.WithdrawnBy, c.WithdrawnSince = gone[at].Author, gone[at].At.UTC()
		}
		if row.Revision >= born {
			out = append(out, c)
		}
	}
	return out, err
}

// planBorn is the revision that made a scenario; that which took its removal
// back did not.
func (p *Planner) planBorn(ctx context.Context, scenario string) (int, error) {
	entries, err := p.store.ChangesOf(ctx, model.ScenarioChange{}.TableName(), scenario, 0)
	if err != nil {
		return 0, err
	}
	revisions, err := p.store.Revisions(ctx)
	undoes := map[int]bool{}
	for _, r := range revisions {
		undoes[r.Revision] = r.Undoes > 0
	}
	born := 0
	for _, e := range entries {
		if e.Action == "create" && !undoes[e.Revision] {
			born = e.Revision
		}
	}
	return born, err
}

// AddComment keeps a comment on a scenario as it stands, on the whole or on one
// of its lines.
func (p *Planner) AddComment(ctx context.Context, scenario string, place int, text, author string) error {
	a := p.Atlas()
	changes, err := p.Scenario(scenario)
	if err != nil {
		return err
	}
	row := store.PlanComment{Scenario: scenario, Revision: a.Revision.Revision, Place: place, At: p.now()}
	if row.Text, err = commentText(text); err != nil {
		return err
	}
	if row.Author, err = PersonName(author); err != nil {
		return err
	}
	if at := slices.IndexFunc(changes, func(c model.ScenarioChange) bool { return c.Place == place }); at >= 0 {
		row.Change, row.Service = string(changes[at].Change), changes[at].Service
	} else if place != 0 {
		return invalidNote("place", model.Say("The scenario has no change %d; choose one that it has, or the whole scenario.", place))
	}
	return p.store.AddPlanComment(ctx, row)
}

// commentText is a comment without the space around it, or why it may not be
// kept.
func commentText(text string) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	switch {
	case text == "" || utf8.RuneCountInString(text) > longestComment:
		return "", invalidNote("text", model.Say("A comment of 1 to %d letters is expected.", longestComment))
	case !field.IsText(text):
		return "", invalidNote("text", controlInText.Whole())
	case field.NamesPlace(text):
		return "", invalidNote("text", model.Say("A comment without postcode, coordinates, grid reference or street and house number is expected (it is not repeated here)."))
	}
	return text, nil
}

// WithdrawComment takes the words of a comment away. That it was made, by whom
// and when, and who withdrew it, stays.
func (p *Planner) WithdrawComment(ctx context.Context, scenario string, id int64, author string) error {
	author, err := PersonName(author)
	if err != nil {
		return err
	}
	found, err := p.store.WithdrawPlanComment(ctx, scenario, store.PlanWithdrawal{Entry: id, Author: author, At: p.now()})
	if err == nil && !found {
		return &model.Error{Code: model.NotFound, Field: "comment", Sentence: model.Say("The scenario has no such comment.")}
	}
	return err
}
