package planner

import (
	"context"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/exchange/intake"
	"catchment/model/field"
)

// Edit is one noun as a form states it.
type Edit struct {
	Table   string // providers, services or sites
	Key     string // of the noun that is edited; "" creates one
	Columns map[string]string
	Base    int // the revision that the form was made from
	Actor   string
	Reason  string // "" or why; it goes into the history
}

// Editable lists the tables whose nouns can be edited one by one.
var Editable = []string{"providers", "services", "sites"}

// Put creates or changes one noun. Columns that the edit does not name stay as
// they are; texts are read as cells of a file are, and the whole is checked as
// an import is. Faults come as *Refused, each with its column. A noun that
// somebody else changed since the edit's base is *Overtaken. A new noun without
// a key is given one made from its name.
func (p *Planner) Put(ctx context.Context, e Edit) (*Report, error) {
	return p.commit(ctx, p.putting(e), e.Actor)
}

// PreviewPut says what Put would do, and writes nothing.
func (p *Planner) PreviewPut(ctx context.Context, e Edit) (*Preview, error) {
	return p.preview(ctx, p.putting(e))
}

func (p *Planner) putting(e Edit) work {
	return func(ctx context.Context, known *model.Records, latest model.Revision) (*proposal, error) {
		t, current, err := find(known, e.Table, e.Key)
		if err != nil {
			return nil, err
		}
		if err := p.touchedNoun(ctx, e); err != nil {
			return nil, err
		}
		texts := filled(t, known, current, e)
		batch, problems := readForm(t, texts, e)
		problems = append(problems, newKey(t, known, texts, e)...)
		leaving, ended := endedJourneys(known, batch)
		m := merge(known, batch, leaving)
		less, err := p.less(ctx, m, known)
		if err == nil {
			err = forbidden(less)
		}
		if err != nil {
			return nil, err
		}
		problems = append(append(problems, m.checked(known, problems)...), ended...)
		if len(problems.Errors()) > 0 {
			return nil, &Refused{Problems: problems}
		}
		action := "edit"
		if current == nil {
			action = "create"
		}
		return &proposal{merging: m, action: action, source: reasoned(t.Name, texts[keyColumn(t)], e.Reason), warnings: problems.Warnings()}, nil
	}
}

func (p *Planner) touchedNoun(ctx context.Context, e Edit) error {
	if e.Key == "" {
		return nil
	}
	return p.touched(ctx, e.Table, e.Key, e.Base)
}

// find gives the table and the noun that is edited, nil for a new one.
func find(known *model.Records, table, key string) (field.Table, any, error) {
	t, ok := field.TableOf(table)
	if !ok || !slices.Contains(Editable, table) {
		return t, nil, &model.Error{Code: model.NotFound, Field: "table", Sentence: model.Say("Only providers, services and sites can be edited one by one.")}
	}
	if key == "" {
		return t, nil, nil
	}
	noun := nounOf(t, known, key)
	if noun == nil {
		return t, nil, notThere(t, key)
	}
	return t, noun, nil
}

func notThere(t field.Table, key string) error {
	return &model.Error{Code: model.NotFound, Field: keyColumn(t), Sentence: model.Say("There is no row %s in %s.", model.Quoted(key), t.Name)}
}

func nounOf(t field.Table, known *model.Records, key string) any {
	for _, row := range rowsOf(t, known) {
		if field.KeyOf(row.Noun) == key {
			return row.Noun
		}
	}
	return nil
}

func keyColumn(t field.Table) string { return t.Columns[0].Name }

// filled gives the text of every column: as typed, else as it stands.
func filled(t field.Table, known *model.Records, current any, e Edit) map[string]string {
	texts := map[string]string{}
	for _, c := range t.Columns {
		if current != nil {
			texts[c.Name] = c.Text(current)
		}
		if typed, ok := e.Columns[c.Name]; ok {
			texts[c.Name] = strings.TrimSpace(typed)
		}
	}
	if key := keyColumn(t); e.Key != "" {
		texts[key] = e.Key
	} else if texts[key] == "" {
		texts[key] = freeKey(t, known, texts)
	}
	return texts
}

var (
	placeOfHidden = model.Say("a site that is not public has no coordinates and no postcode; leave this empty (what stood here is not repeated)")
	keyTaken      = model.Say("this code is in use already; another is expected")
	placeInReason = model.Say("a reason without postcode, coordinates, grid reference or street and house number is expected (it is not repeated here)")
)

// readForm reads the texts as one row of a file, and holds its faults to the
// columns of the form.
func readForm(t field.Table, texts map[string]string, e Edit) (*model.Batch, model.Problems) {
	var problems model.Problems
	if t.Name == "sites" && !strings.EqualFold(texts["disclosure"], string(model.Public)) {
		for _, column := range []string{"lon", "lat", "postcode"} {
			if e.Columns[column] != "" {
				problems = append(problems, model.Problem{Column: column, Expected: placeOfHidden})
			}
			texts[column] = ""
		}
	}
	problems = append(problems, ofReason(e.Reason)...)
	in := intake.New(nil)
	names := field.Names(t.Columns)
	sheet := in.Open(intake.Origin{Table: t.Name}, 0, names)
	cells := make([]string, len(names))
	for i, name := range names {
		cells[i] = texts[name]
	}
	sheet.Row(0, cells, nil)
	sheet.Close()
	batch := in.Finish()
	return batch, append(problems, batch.Problems...)
}

func newKey(t field.Table, known *model.Records, texts map[string]string, e Edit) model.Problems {
	key := keyColumn(t)
	if e.Key != "" || nounOf(t, known, texts[key]) == nil {
		return nil
	}
	return model.Problems{{Column: key, Expected: keyTaken}}
}

// reasoned is what the history says of the source of an edit.
func reasoned(table, key, reason string) string {
	if reason = strings.Join(strings.Fields(reason), " "); reason != "" {
		reason = ": " + reason
	}
	return table + " " + key + reason
}
