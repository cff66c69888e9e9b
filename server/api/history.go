package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
)

type revisionRow struct {
	Revision int        `json:"revision" doc:"The number of the revision."`
	At       string     `json:"at" format:"date-time" doc:"When it was made (UTC)."`
	Action   string     `json:"action" doc:"What made it: import, edit, end or undo."`
	Actor    string     `json:"actor" doc:"Who made it."`
	Source   string     `json:"source" doc:"What it came from, like the names of files."`
	Digest   string     `json:"digest" doc:"SHA-256 of the source in hexadecimal digits; empty where there is none."`
	Method   int        `json:"method" doc:"The method version in force after it."`
	Tables   []tableRow `json:"tables" nullable:"false" doc:"How many rows it changed, by table."`
	UndoneBy int        `json:"undone_by" doc:"The revision that undid it; 0 where it is in force."`
	Undoable bool       `json:"undoable" doc:"Whether it can be undone now."`
	Why      string     `json:"why_not" enum:",first,undone,touched,not_kept,nothing,method" doc:"Why it cannot: it is the first; it is undone; a later revision touched the same rows; what was before is not kept; it changed nothing; the method has changed since."`
}

type tableRow struct {
	Table     string `json:"table" doc:"The table."`
	Created   int    `json:"created" doc:"Rows that are new."`
	Updated   int    `json:"updated" doc:"Rows that differ."`
	Unchanged int    `json:"unchanged" doc:"Rows that are as they were."`
	Removed   int    `json:"removed" doc:"Rows that go."`
}

func tableRowOf(t *planner.TableReport) tableRow {
	return tableRow{t.Table, t.Created, t.Updated, t.Unchanged, t.Removed}
}

func revisionRowOf(p planner.Past, voice *words.Voice) revisionRow {
	return revisionRow{p.Revision.Revision, p.At.UTC().Format(time.RFC3339), p.Action, voice.Sentence(model.ActorOf(p.Actor)), voice.Sentence(p.From()), p.Digest, p.Method,
		mapped(p.Tables, tableRowOf), p.UndoneBy, p.Undoable, p.Why}
}

// The files and actors behind a revision are for commissioners alone: they may
// tell of places and people.
func (d *door) past(view *disclosure.View, ctx context.Context, wants func(*planner.Past) bool) ([]planner.Past, error) {
	if view.Audience() != disclosure.Commissioner {
		return nil, &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("The history names files and people; it is shown to commissioners only.")}
	}
	all, err := d.planner.History(ctx)
	return kept(all, wants), err
}

// forbidden is added to the answers of what is for commissioners alone.
var forbidden = []int{http.StatusForbidden}

func (d *door) history() {
	list := func(id, path, summary, description string, wants func(*planner.Past) bool) {
		get(d, huma.Operation{OperationID: id, Path: path, Tags: []string{"history"}, Summary: summary, Description: description, Errors: forbidden},
			func(ctx context.Context, view *disclosure.View, in *pagedInput) (*listOutput[revisionRow], error) {
				past, err := d.past(view, ctx, wants)
				if err != nil {
					return nil, err
				}
				return listOf(ctx, d, view, &in.Asked, in.Paging, past, byKey(func(p planner.Past) []any { return []any{-p.Revision.Revision} }), func(p planner.Past) revisionRow { return revisionRowOf(p, in.voice()) })
			})
	}
	list("list-revisions", "/revisions", "Revisions of the data", "Every change, the latest first. For commissioners alone.", func(*planner.Past) bool { return true })
	list("list-imports", "/imports", "Imports", "The revisions that imports made, the latest first. For commissioners alone.", func(p *planner.Past) bool { return p.Action == "import" })
	d.importing()
	d.undoing()
}
