package table

import (
	"strings"
	"time"

	"catchment/model/disclosure"
)

// sourcesSheet writes the provenance of an export as a table: what was
// computed, then the sources, each with its licence and attribution.
func sourcesSheet(p disclosure.Provenance) disclosure.Sheet {
	rows := [][]any{
		{"product", p.Product, nil, nil, nil},
		{"method", p.Method, nil, nil, nil},
		{"revision", p.Revision, nil, nil, nil},
		{"as_of", string(p.AsOf), nil, nil, nil},
		{"audience", p.Audience, nil, nil, nil},
		{"computed", stamp(p.Computed), nil, nil, nil},
		{"rounding", p.Rounding, nil, nil, nil},
	}
	for _, s := range p.Sources {
		rows = append(rows, []any{"source", s.Source, s.Licence, s.Attribution, strings.Join(s.Files, "; ")})
	}
	return disclosure.Sheet{
		Name:    SourcesSheet,
		Columns: []string{"what", "value", "licence", "attribution", "files"},
		Rows: func(yield func([]any) bool) {
			for _, row := range rows {
				if !yield(row) {
					return
				}
			}
		},
	}
}

// stamp writes a moment as UTC, "" where none is given.
func stamp(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}
