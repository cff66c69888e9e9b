package exchange

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/intake"
)

// packageOf writes layers of one square ward each, with columns of some names.
func packageOf(t *testing.T, names []string, layers ...string) []byte {
	t.Helper()
	var all []disclosure.Layer
	for i, name := range layers {
		lon := -3 + float64(i)
		cells := []any{"W" + string(rune('1'+i)), "Ward", "ward"}
		feature := disclosure.Feature{Geometry: orb.Polygon{{{lon, 52}, {lon + 0.5, 52}, {lon + 0.5, 52.5}, {lon, 52}}}}
		for j, column := range names {
			feature.Properties = append(feature.Properties, disclosure.Property{Name: column, Value: cells[j]})
		}
		all = append(all, disclosure.Layer{Name: name, Features: slices.Values([]disclosure.Feature{feature})})
	}
	var b bytes.Buffer
	if err := geopackage.Write(t.Context(), &b, all, nil, crs.NationalGrid, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var ours, theirs = []string{"code", "name", "kind"}, []string{"WD22CD", "WD22NM", "what"}

func TestGeoPackage(t *testing.T) {
	mapping := &intake.Mapping{Files: []intake.Entry{{File: "x.gpkg", Sheet: "two", Table: "areas", Columns: map[string]string{"code": "WD22CD", "name": "WD22NM"}, Constants: map[string]string{"kind": "ward"}}}}
	for name, c := range map[string]struct {
		data    []byte
		mapping *intake.Mapping
		codes   []string
		told    string
	}{
		"of ours":           {packageOf(t, ours, "one"), nil, []string{"W1"}, ""},
		"two layers":        {packageOf(t, ours, "one", "two"), nil, []string{"W1", "W2"}, ""},
		"by mapping":        {packageOf(t, theirs, "one", "two"), mapping, []string{"W2"}, ""},
		"no columns":        {packageOf(t, theirs, "one"), nil, nil, "x.gpkg: a layer of areas is expected, with the columns code, name and kind; a mapping can say which of its columns they are."},
		"no such layer":     {packageOf(t, theirs, "one"), mapping, nil, `x.gpkg: there is no layer "two"; the file has the layers "one".`},
		"no such column":    {packageOf(t, ours, "one", "two"), mapping, nil, "the mapping takes this column to fill code"},
		"no GeoPackage":     {[]byte("code,name\n"), nil, nil, "x.gpkg: a GeoPackage is expected, and this file is none."},
		"none by a mapping": {[]byte("code,name\n"), mapping, nil, "x.gpkg: a GeoPackage is expected, and this file is none."},
	} {
		batch, err := ReadFiles(map[string][]byte{"x.gpkg": c.data}, Options{Mapping: c.mapping})
		if err != nil {
			t.Fatal(err)
		}
		var codes []string
		for _, row := range batch.Rows["areas"] {
			area := row.Noun.(*model.Area)
			codes = append(codes, area.Code)
			if area.Boundary == nil || area.Kind != "ward" {
				t.Errorf("%s: %+v", name, area)
			}
		}
		told := ""
		for _, p := range batch.Problems.Errors() {
			told += p.Sentence() + "\n"
		}
		if !slices.Equal(codes, c.codes) || (c.told == "") != (told == "") || !strings.Contains(told, c.told) {
			t.Errorf("%s: %v, %s", name, codes, told)
		}
	}
}

// What people upload is found layer by layer, and rows with faults come back
// as a file to mend.
func TestGeoPackageOfPeople(t *testing.T) {
	files := map[string][]byte{"x.gpkg": packageOf(t, ours, "one"), "y.gpkg": packageOf(t, theirs, "two", "three"), "z.gpkg": []byte("none")}
	found, problems := Look(files)
	var told []string
	for _, f := range found {
		told = append(told, strings.Join([]string{f.File, f.Sheet, f.Own, strings.Join(f.Headings, ",")}, " "))
	}
	if want := []string{"x.gpkg one areas code,name,kind", "y.gpkg two  WD22CD,WD22NM,what", "y.gpkg three  WD22CD,WD22NM,what"}; !slices.Equal(told, want) || len(problems.Errors()) != 1 {
		t.Errorf("%q, %v", told, problems)
	}
	if !found[0].Settled() || found[1].Settled() {
		t.Error("what is settled is not said")
	}
	problem := model.Problems{{File: "x.gpkg", Row: 1, Column: "kind", Expected: model.Say("another kind is expected")}}
	rows, err := Rejected(files, nil, "x.gpkg", problem, model.Sentence.String)
	if err != nil || !strings.HasPrefix(string(rows), "code,name,kind,problem\nW1,Ward,ward,") || !strings.Contains(string(rows), "another kind") {
		t.Errorf("%s (%v)", rows, err)
	}
}
