package planner

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/exchange/intake"
	"catchment/model/field"
	"catchment/model/store"
)

// SavedMapping is a mapping that somebody keeps by a name.
type SavedMapping struct {
	Name    string
	At      time.Time
	Actor   string
	Mapping *intake.Mapping
}

// Mappings gives the saved mappings, by name.
func (p *Planner) Mappings(ctx context.Context) ([]SavedMapping, error) {
	rows, err := p.store.Mappings(ctx)
	var out []SavedMapping
	for _, row := range rows {
		if mapping, problems := intake.ReadMapping(row.Name, []byte(row.Text)); len(problems) == 0 {
			out = append(out, SavedMapping{Name: row.Name, At: row.At, Actor: row.Actor, Mapping: mapping})
		}
	}
	return out, err
}

const longestName = 80

// KeepMapping keeps a mapping by a name, in place of one of that name.
func (p *Planner) KeepMapping(ctx context.Context, name string, mapping *intake.Mapping, actor string) error {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > longestName {
		return &model.Error{Code: model.Invalid, Field: "name", Sentence: model.Say("A name of 1 to 80 letters is expected for a mapping.")}
	}
	text, err := mapping.Text()
	if err != nil {
		return err
	}
	if namesPlace(name, mapping) {
		return &model.Error{Code: model.Invalid, Field: "mapping", Sentence: model.Say("A mapping must hold no postcode, coordinates, grid reference or street and house number: a heading or a fixed text looks like one (it is not repeated here). Does the file have a row of headings?")}
	}
	return p.store.KeepMapping(ctx, store.Mapping{Name: name, Text: string(text), At: p.now(), Actor: actor})
}

// namesPlace says whether a text of a mapping looks like a place: of a file
// without headings it would hold the first row, which may be of a place that
// must not be written down.
func namesPlace(name string, mapping *intake.Mapping) bool {
	texts := []string{name, mapping.Source, mapping.Licence, mapping.Attribution}
	for _, e := range mapping.Files {
		texts = append(texts, e.File, e.Sheet)
		texts = slices.AppendSeq(texts, maps.Values(e.Columns))
		texts = slices.AppendSeq(texts, maps.Values(e.Constants))
		for _, list := range e.Lists {
			texts = append(texts, list...)
		}
	}
	return slices.ContainsFunc(texts, field.NamesPlace)
}

// DropMapping forgets a saved mapping.
func (p *Planner) DropMapping(ctx context.Context, name string) error {
	return p.store.DropMapping(ctx, name)
}
