package exchange

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/exchange/intake"
)

func TestLook(t *testing.T) {
	found, problems := Look(map[string][]byte{
		"providers.csv": []byte("\n" + providers),
		"areas.geojson": []byte(square),
		"returns.csv":   []byte("Code;Enw\n1;A\n"),
		"sites.xlsx":    xlsxOf(t, []string{"site", "service", "disclosure"}, []string{"x", "s", "public"}),
		"broken.xlsx":   []byte("no workbook"),
		"notes.txt":     []byte("x"),
		"bad.geojson":   []byte("{"),
	})
	want := []Found{
		{File: "areas.geojson", Headings: []string{"code", "name", "kind"}, Own: "areas"},
		{File: "providers.csv", Headings: []string{"provider", "name", "sector"}, Own: "providers"},
		{File: "returns.csv", Headings: []string{"Code", "Enw"}},
		{File: "sites.xlsx", Sheet: "sites", Headings: []string{"site", "service", "disclosure"}, Own: "sites"},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +found)\n%s", diff)
	}
	if len(problems) != 3 {
		t.Errorf("%s; want one problem for each file that cannot be opened", told(problems))
	}
	for i, settled := range []bool{true, true, false, true} {
		if found[i].Settled() != settled {
			t.Errorf("%s is settled: %v", found[i].File, !settled)
		}
	}
}

func TestRejectedRowsAreWrittenToMend(t *testing.T) {
	files := map[string][]byte{
		"providers.csv": []byte("provider,name,sector,notes\np1,One,other,fine\np2,,other,=1+1\np3,Three,abc,x\n"),
		"sites.csv":     []byte("site,service,disclosure,postcode\nx,s1,protected,CF10 9ZZ\n"),
	}
	batch, err := ReadFiles(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text, err := Rejected(files, nil, "providers.csv", batch.Problems, model.Sentence.String)
	want := "provider,name,sector,notes,problem\n" +
		"p2,,other,'=1+1,name: a text is expected (found empty)\n" +
		"p3,Three,abc,x,\"sector: one of womens_aid, children, statutory, health, police, education, probation, other is expected (found \"\"abc\"\")\"\n"
	if diff := cmp.Diff(want, string(text)); err != nil || diff != "" {
		t.Errorf("%v (-want +written)\n%s", err, diff)
	}
	text, err = Rejected(files, nil, "sites.csv", batch.Problems, model.Sentence.String)
	if err != nil || strings.Contains(string(text), "9ZZ") || !strings.HasPrefix(string(text), "row,problem\n2,") {
		t.Errorf("%v: %s", err, text)
	}
	if _, err = Rejected(files, nil, "absent.csv", batch.Problems, model.Sentence.String); err == nil {
		t.Error("a file that is not there was written")
	}
}

func TestRejectedRowsOfMappedAndOtherForms(t *testing.T) {
	lon := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"","name":"One","kind":"lsoa"},"geometry":null}]}`
	files := map[string][]byte{
		"homes.csv":     []byte("id,of,shown,pc\nx,s1,protected,CF10 9ZZ\n"),
		"areas.geojson": []byte(lon),
		"sites.xlsx":    xlsxOf(t, []string{"site", "service", "disclosure", "postcode"}, []string{"x", "s", "protected", "CF10 9ZZ"}),
	}
	mapping := &intake.Mapping{Files: []intake.Entry{{File: "homes.csv", Table: "sites", Columns: map[string]string{"site": "id", "service": "of", "disclosure": "shown", "postcode": "pc"}}}}
	batch, err := ReadFiles(files, Options{Mapping: mapping})
	if err != nil {
		t.Fatal(err)
	}
	for name, head := range map[string]string{"homes.csv": "row,problem\n2,", "areas.geojson": "code,name,kind,problem\n,One,lsoa,", "sites.xlsx, sheet sites": "row,problem\n2,"} {
		text, err := Rejected(files, mapping, name, batch.Problems, model.Sentence.String)
		if err != nil || !strings.HasPrefix(string(text), head) || strings.Contains(string(text), "9ZZ") {
			t.Errorf("%s: %v: %s; want it to begin %q", name, err, text, head)
		}
	}
}

func TestReadingTellsHowFarItIs(t *testing.T) {
	var text strings.Builder
	text.WriteString("provider,name,sector\n")
	for i := range 2500 {
		fmt.Fprintf(&text, "p%d,One,other\n", i)
	}
	files := map[string][]byte{"providers.csv": []byte(text.String()), "programmes.csv": []byte("programme,name\nr,Recovery\n")}
	var steps []Progress
	batch, err := ReadFiles(files, Options{Progress: func(p Progress) error { steps = append(steps, p); return nil }})
	if err != nil || len(batch.Rows["providers"]) != 2500 {
		t.Fatal(err)
	}
	want := []Progress{
		{"providers.csv", "providers", 1, 2, 0}, {"providers.csv", "providers", 1, 2, 1000}, {"providers.csv", "providers", 1, 2, 2000}, {"providers.csv", "providers", 1, 2, 2500},
		{"programmes.csv", "programmes", 2, 2, 2500}, {"programmes.csv", "programmes", 2, 2, 2501},
	}
	if diff := cmp.Diff(want, steps); diff != "" {
		t.Errorf("(-want +told)\n%s", diff)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = ReadWatched(ctx, files, Options{Progress: func(p Progress) error {
		if p.Rows == 1000 {
			cancel()
		}
		return nil
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want the reading to end", err)
	}
}
