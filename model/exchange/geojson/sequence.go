package geojson

import (
	"bufio"
	"encoding/json"
	"io"

	"catchment/model/disclosure"
	"catchment/model/exchange/provenance"
)

// separator begins each text of a sequence (RFC 7464).
const separator = "\x1e"

// WriteSequence writes a layer as a GeoJSON text sequence (RFC 8142,
// application/geo+json-seq): each feature is a text of its own between a record
// separator and a line feed, so that a reader takes them one by one and finds
// its way after one that is cut off. A sequence has no place for provenance,
// which WriteMetadata writes to be given beside it.
func WriteSequence(w io.Writer, layer disclosure.Layer) error {
	return writeEach(w, layer, separator)
}

// WriteLines writes a layer as newline-delimited GeoJSON: the same without
// the separators, a feature a line.
func WriteLines(w io.Writer, layer disclosure.Layer) error { return writeEach(w, layer, "") }

// WriteMetadata writes the provenance alone, as Write does in its member
// "metadata".
func WriteMetadata(w io.Writer, p disclosure.Provenance) error {
	return json.NewEncoder(w).Encode(provenance.Of(p))
}

func writeEach(w io.Writer, layer disclosure.Layer, before string) error {
	out := &writer{buffer: bufio.NewWriterSize(w, 64<<10)}
	for f := range layer.Features {
		out.text(before)
		out.feature(f)
		out.text("\n")
		if out.err != nil {
			return unwritable(layer.Name, f.ID, out.err)
		}
	}
	return out.buffer.Flush()
}
