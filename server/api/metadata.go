package api

import (
	"context"

	"catchment/frontend/words"
	"catchment/model/disclosure"
)

// metadata says where the figures of an answer come from.
type metadata struct {
	Product  string       `json:"product" doc:"Name and version of the program." example:"Catchment 0.1.0"`
	Method   int          `json:"method" doc:"The method version that made the figures."`
	Revision int          `json:"revision" doc:"The data revision that they were made from."`
	AsOf     string       `json:"as_of" format:"date" doc:"The day that they are for."`
	Audience string       `json:"audience" enum:"commissioner,public" doc:"Whom they are for."`
	Rounding string       `json:"rounding" doc:"The rounding and suppression that was applied, in a sentence."`
	Sources  []sourceNote `json:"sources" nullable:"false" doc:"The sources of the data, with licence, and the words that must stand wherever figures are shown."`
}

type sourceNote struct {
	Source      string `json:"source" doc:"Where the data come from."`
	Licence     string `json:"licence,omitempty" doc:"Their licence."`
	Attribution string `json:"attribution,omitempty" doc:"The words that must stand wherever the figures are shown."`
}

// metadata of an answer are said in the language asked for; those of a file
// are in English, as the file's columns are.
func (d *door) metadata(ctx context.Context, view *disclosure.View, voice *words.Voice) (metadata, error) {
	p, err := d.planner.Provenance(ctx, d.config.Product, view)
	if err != nil {
		return metadata{}, err
	}
	m := metadataOf(p)
	m.Rounding = voice.Sentence(view.Rounding())
	return m, nil
}

func metadataOf(p disclosure.Provenance) metadata {
	m := metadata{Product: p.Product, Method: p.Method, Revision: p.Revision, AsOf: string(p.AsOf), Audience: p.Audience, Rounding: p.Rounding, Sources: []sourceNote{}}
	for _, s := range p.Sources {
		m.Sources = append(m.Sources, sourceNote{s.Source, s.Licence, s.Attribution})
	}
	return m
}
