package geojson

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
)

func TestSequences(t *testing.T) {
	layer := layerOf(
		disclosure.Feature{ID: "A1", Geometry: orb.Point{-3, 52}, Properties: []disclosure.Property{{Name: "name", Value: "a\nb\x1ec"}, {Name: "need", Value: 1.5}}},
		disclosure.Feature{ID: "A2"})
	const first, second = `{"type":"Feature","id":"A1","properties":{"name":"a\nb\u001ec","need":1.5},"geometry":{"type":"Point","coordinates":[-3,52]}}`,
		`{"type":"Feature","id":"A2","properties":{},"geometry":null}`
	var sequence, lines bytes.Buffer
	if err := WriteSequence(&sequence, layer); err != nil {
		t.Fatal(err)
	}
	if err := WriteLines(&lines, layer); err != nil {
		t.Fatal(err)
	}
	if want := "\x1e" + first + "\n\x1e" + second + "\n"; sequence.String() != want {
		t.Errorf("%q", sequence.String())
	}
	if want := first + "\n" + second + "\n"; lines.String() != want {
		t.Errorf("%q", lines.String())
	}
	for _, line := range strings.Split(strings.TrimSpace(lines.String()), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("not JSON: %s", line)
		}
	}
	bad := layerOf(disclosure.Feature{ID: "A9", Properties: []disclosure.Property{{Name: "need", Value: math.Inf(1)}}})
	if err := WriteSequence(&sequence, bad); model.CodeOf(err) != model.Unusable || !strings.Contains(err.Error(), "feature A9: need is not a number") {
		t.Error(err)
	}
}
