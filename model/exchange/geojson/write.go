package geojson

import (
	"bufio"
	"io"
	"iter"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/provenance"
)

// Write writes a layer feature by feature as a FeatureCollection: first the
// provenance as the member "metadata", then the features with every decimal
// that they came with, since rounding can close a small ring and make a valid
// boundary invalid. Rings run as RFC 7946 asks. A figure that is no number
// (NaN, infinite) is an error and never written.
func Write(w io.Writer, layer disclosure.Layer, p disclosure.Provenance) error {
	return write(w, layer, p)
}

func write(w io.Writer, layer disclosure.Layer, metadata any) error {
	out := &writer{buffer: bufio.NewWriterSize(w, 64<<10)}
	out.text(`{"type":"FeatureCollection","name":`)
	out.value(layer.Name)
	if p, ok := metadata.(disclosure.Provenance); ok {
		out.text(`,"metadata":`)
		out.value(provenance.Of(p))
	}
	out.text(`,"features":[`)
	between := "\n"
	for f := range layer.Features {
		out.text(between)
		between = ",\n"
		out.feature(f)
		if out.err != nil {
			return unwritable(layer.Name, f.ID, out.err)
		}
	}
	out.text("\n]}\n")
	if out.err != nil {
		return out.err
	}
	return out.buffer.Flush()
}

func unwritable(layer, id string, cause error) error {
	return &model.Error{Code: model.Unusable, Cause: cause, Sentence: model.Say(
		"The layer %s cannot be written: feature %s: %v.", layer, id, cause)}
}

// each walks a slice as a layer walks its features.
func each[T any](rows []T, feature func(*T) disclosure.Feature) iter.Seq[disclosure.Feature] {
	return func(yield func(disclosure.Feature) bool) {
		for i := range rows {
			if !yield(feature(&rows[i])) {
				return
			}
		}
	}
}
