// Package provenance gives what an export says of itself (method version, data
// revision, date, audience, rounding, sources with licence and attribution)
// the one form in JSON that every format carries.
package provenance

import (
	"time"

	"catchment/model/disclosure"
)

// Metadata is a provenance ready for encoding/json.
type Metadata struct {
	Product  string   `json:"product,omitempty"`
	Method   int      `json:"method"`
	Revision int      `json:"revision"`
	AsOf     string   `json:"as_of"`
	Audience string   `json:"audience"`
	Computed string   `json:"computed,omitempty"`
	Rounding string   `json:"rounding"`
	Sources  []Source `json:"sources"`
}

// Source is one source with its licence.
type Source struct {
	Source      string   `json:"source"`
	Licence     string   `json:"licence"`
	Attribution string   `json:"attribution"`
	Files       []string `json:"files,omitempty"`
}

// Of gives the metadata of a provenance.
func Of(p disclosure.Provenance) Metadata {
	m := Metadata{
		Product: p.Product, Method: p.Method, Revision: p.Revision, AsOf: string(p.AsOf),
		Audience: p.Audience, Rounding: p.Rounding, Sources: []Source{},
	}
	if !p.Computed.IsZero() {
		m.Computed = p.Computed.UTC().Format(time.RFC3339)
	}
	for _, s := range p.Sources {
		m.Sources = append(m.Sources, Source{s.Source, s.Licence, s.Attribution, s.Files})
	}
	return m
}
