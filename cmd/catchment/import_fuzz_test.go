package main

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/exchange"
	"catchment/model/field"
)

// FuzzImport reads any bytes as any file beside the small set and checks the
// whole: no panic, no long wait, a sentence for every problem, and no place
// of a site that is not public.
func FuzzImport(f *testing.F) {
	base := map[string][]byte{}
	for name, content := range filesIn(f, small) {
		base[name] = []byte(content)
		f.Add(name, []byte(content))
	}
	for _, cases := range [][]malformed{malformedCells, malformedRows, malformedWhole, malformedPlaces, malformedGeometry, malformedWorkbooks} {
		for _, c := range cases {
			for name, content := range c.files {
				if len(content) < 10_000 {
					f.Add(name, []byte(content))
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if name == "" {
			t.Skip("every file has a name")
		}
		files := map[string][]byte{name: data}
		for other, content := range base {
			if stem(other) != stem(name) {
				files[other] = content
			}
		}
		began := time.Now()
		batch, err := exchange.ReadFiles(files, exchange.Options{})
		if err != nil {
			t.Fatalf("files in memory cannot be read: %v", err)
		}
		records := recordsOf(batch)
		for _, fault := range atlas.Check(records) {
			if fault.Table == "" || fault.Expected.Empty() {
				t.Errorf("a fault without a place or a sentence: %+v", fault)
			}
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("reading %d bytes takes %v", len(data), took)
		}
		for _, p := range batch.Problems {
			if p.Of().Empty() || p.Expected.Empty() || len(p.Sentence()) > 5_000 {
				t.Errorf("a problem without a file or a sentence, or too long a one: %+v", p)
			}
		}
		for _, site := range records.Sites {
			if site.Disclosure != model.Public && (site.Lon != nil || site.Lat != nil || site.Postcode != "") {
				t.Errorf("site %s is %s and has a place", site.Key, site.Disclosure)
			}
		}
	})
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

// recordsOf lays the rows of a batch out as records, without joining those of
// one key.
func recordsOf(batch *model.Batch) *model.Records {
	records := &model.Records{}
	for _, table := range field.Tables {
		rows := reflect.ValueOf(table.Rows(records)).Elem()
		for _, row := range batch.Rows[table.Name] {
			rows.Set(reflect.Append(rows, reflect.ValueOf(row.Noun).Elem()))
		}
	}
	for _, row := range batch.Rows["scenario"] {
		records.Scenarios = append(records.Scenarios, *row.Noun.(*model.ScenarioChange))
	}
	return records
}
