package cql2_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"catchment/model/cql2"

	"github.com/paulmach/orb/geojson"
)

const suite = "../../../shared/data/cql2"

// layer is a layer of the data of the standard's abstract test suite.
type layer struct {
	queryables cql2.Queryables
	features   []map[string]any
}

func (l *layer) count(f *cql2.Filter) int {
	count := 0
	for _, feature := range l.features {
		if f.Matches(func(name string) any { return feature[name] }) {
			count++
		}
	}
	return count
}

// TestSuite gives every filter of the abstract test suite (annex A) as text and
// as JSON, and counts what matches.
func TestSuite(t *testing.T) {
	table, err := os.ReadFile(filepath.Join(suite, "ats_counts.tsv"))
	if err != nil {
		t.Skip("skipped: ../shared/data/cql2 is not here")
	}
	if _, err := exec.LookPath("ogr2ogr"); err != nil {
		t.Skip("skipped: ogr2ogr (gdal-bin) is not here")
	}
	layers := map[string]*layer{}
	rows := strings.Split(strings.TrimSpace(string(table)), "\n")[1:]
	if len(rows) != 139 {
		t.Fatalf("the suite has 139 filters, not %d", len(rows))
	}
	for _, row := range rows {
		cell := strings.Split(row, "\t")
		if layers[cell[1]] == nil {
			layers[cell[1]] = readLayer(t, cell[1])
		}
		want, _ := strconv.Atoi(cell[3])
		t.Run(cell[0]+"/"+cell[2], func(t *testing.T) { checkCount(t, layers[cell[1]], cell[2], want) })
	}
}

func checkCount(t *testing.T, l *layer, text string, want int) {
	f, err := cql2.ParseText(text, l.queryables)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.count(f); got != want {
		t.Errorf("as text: %d features match, want %d", got, want)
	}
	again, err := cql2.ParseJSON(f.JSON(), l.queryables)
	if err != nil {
		t.Fatalf("%s: %v", f.JSON(), err)
	}
	if got := l.count(again); got != want {
		t.Errorf("as JSON: %d features match, want %d: %s", got, want, f.JSON())
	}
	rewritten, err := cql2.ParseText(again.Text(), l.queryables)
	if err != nil {
		t.Fatalf("%s: %v", again.Text(), err)
	}
	if got := l.count(rewritten); got != want {
		t.Errorf("as text again: %d features match, want %d: %s", got, want, again.Text())
	}
}

func readLayer(t *testing.T, name string) *layer {
	t.Helper()
	path := filepath.Join(suite, "ne110m4cql2.gpkg")
	l := &layer{queryables: kindsOf(t, path, name)}
	// With fewer digits, borders that areas share would no longer be the same.
	lines := output(t, "ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", path, name, "-lco", "COORDINATE_PRECISION=17")
	for _, line := range bytes.Split(bytes.TrimSpace(lines), []byte("\n")) {
		feature, err := geojson.UnmarshalFeature(line)
		if err != nil {
			t.Fatal(err)
		}
		l.features = append(l.features, valuesOf(t, l.queryables, feature))
	}
	return l
}

func output(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// field is a line of ogrinfo: "pop_max: Integer64 (0.0)".
var field = regexp.MustCompile(`(?m)^(\w+): (String|Real|Integer64|Date|DateTime|Integer\(Boolean\)) \(`)

// kindsOf reads the types of the fields.
func kindsOf(t *testing.T, path, name string) cql2.Queryables {
	t.Helper()
	kinds := map[string]cql2.Kind{"String": cql2.Text, "Real": cql2.Number, "Integer64": cql2.Number, "Date": cql2.Date, "DateTime": cql2.Timestamp, "Integer(Boolean)": cql2.Boolean}
	q := cql2.Queryables{"geom": cql2.Geometry}
	for _, found := range field.FindAllStringSubmatch(string(output(t, "ogrinfo", "-so", path, name)), -1) {
		q[found[1]] = kinds[found[2]]
	}
	return q
}

// valuesOf gives the values of a feature; times are written
// without a zone and mean UTC.
func valuesOf(t *testing.T, q cql2.Queryables, feature *geojson.Feature) map[string]any {
	t.Helper()
	all := map[string]any{"geom": cql2.NewShape(feature.Geometry)}
	for name, value := range feature.Properties {
		text, written := value.(string)
		if written && (q[name] == cql2.Date || q[name] == cql2.Timestamp) {
			value = readMoment(t, text)
		}
		all[name] = value
	}
	return all
}

func readMoment(t *testing.T, text string) time.Time {
	t.Helper()
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05"} {
		if moment, err := time.Parse(layout, text); err == nil {
			return moment
		}
	}
	t.Fatalf("%q is no time", text)
	return time.Time{}
}
