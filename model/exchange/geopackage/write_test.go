package geopackage

import (
	"bytes"
	"database/sql"
	"iter"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
)

func walk[T any](all ...T) iter.Seq[T] { return slices.Values(all) }

// Two areas side by side near Cardiff, the second in two parts, and one
// without a boundary.
//
//	+----+----+ +--+
//	| A1 | A2 | |A2|
//	+----+----+ +--+
func box(lon float64) orb.Polygon {
	return orb.Polygon{{{lon, 51.4}, {lon + 0.1, 51.4}, {lon + 0.1, 51.5}, {lon, 51.5}, {lon, 51.4}}}
}

func figures(demand, coverage any, since any) []disclosure.Property {
	return []disclosure.Property{{Name: "name", Value: `Tŷ "'x`}, {Name: "tier", Value: 3}, {Name: "demand", Value: demand}, {Name: "coverage", Value: coverage},
		{Name: "since", Value: since}, {Name: "parents", Value: []string{"L1", "L2"}}, {Name: "open", Value: true}, {Name: "waiting", Value: nil}}
}

func sample() ([]disclosure.Layer, []disclosure.Sheet, disclosure.Provenance) {
	layers := []disclosure.Layer{
		{Name: "coverage", Features: walk(
			disclosure.Feature{ID: "A1", Geometry: box(-3.3), Properties: figures(1.0/3, "*", "2026-04-01")},
			disclosure.Feature{ID: "A2", Geometry: orb.MultiPolygon{box(-3.2), box(-3.0)}, Properties: figures(12.0, 0.5, nil)},
			disclosure.Feature{ID: "A3", Properties: figures(nil, nil, "*")})},
		{Name: "sites", Features: walk(disclosure.Feature{ID: "s1", Geometry: orb.Point{-3.18, 51.48}, Properties: []disclosure.Property{{Name: "site", Value: "s1"}}})},
		{Name: "none", Features: walk[disclosure.Feature]()},
	}
	sheets := []disclosure.Sheet{{Name: "equity", Columns: []string{"kind", "tier", "gini"}, Rows: walk([]any{"ward", 1, 0.25}, []any{"*", 2, nil})}}
	return layers, sheets, disclosure.Provenance{Product: "Catchment 1", Method: 3, Revision: 7, AsOf: "2026-04-01", Audience: "public", Rounding: "To the nearest 5.",
		Computed: time.Date(2026, 4, 2, 9, 0, 0, 0, time.UTC), Sources: []disclosure.SourceNote{{Source: "ONS", Licence: "OGL v3", Attribution: "© Crown"}}}
}

func written(t testing.TB, system *crs.System) []byte {
	t.Helper()
	layers, sheets, p := sample()
	var b bytes.Buffer
	if err := Write(t.Context(), &b, layers, sheets, system, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// opened opens a GeoPackage as any program would.
func opened(t testing.TB, data []byte) *sql.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.gpkg")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// lines gives the rows of a query, cells joined by bars.
func lines(t testing.TB, db *sql.DB, query string) string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

func TestWrite(t *testing.T) {
	db := opened(t, written(t, crs.NationalGrid))
	for query, want := range map[string]string{
		"SELECT printf('%x %d', application_id, user_version) FROM pragma_application_id, pragma_user_version": "47504b47 10300",
		"SELECT group_concat(name || ' ' || type, ', ') FROM pragma_table_info('coverage')": "fid INTEGER, name TEXT, tier INTEGER, demand REAL, coverage REAL, coverage_state TEXT, " +
			"since DATE, since_state TEXT, parents TEXT, open BOOLEAN, waiting REAL, geom MULTIPOLYGON",
		"SELECT name || '|' || tier || '|' || typeof(demand) || '|' || coalesce(coverage, 'null') || '|' || coalesce(coverage_state, 'null') || '|' || coalesce(since, 'null') || '|' || coalesce(since_state, 'null') || '|' || parents || '|' || open || '|' || typeof(geom) FROM coverage": `Tŷ "'x|3|real|null|suppressed|2026-04-01|null|L1;L2|1|blob` + "\n" +
			`Tŷ "'x|3|real|0.5|null|null|null|L1;L2|1|blob` + "\n" + `Tŷ "'x|3|null|null|null|null|suppressed|L1;L2|1|null`,
		"SELECT table_name || '|' || data_type || '|' || coalesce(srs_id, 'null') || '|' || coalesce(cast(min_x AS integer), 'null') || '|' || last_change FROM gpkg_contents": "coverage|features|27700|309661|2026-04-02T09:00:00.000Z\n" +
			"sites|features|27700|318152|2026-04-02T09:00:00.000Z\nnone|features|27700|null|2026-04-02T09:00:00.000Z\nequity|attributes|null|null|2026-04-02T09:00:00.000Z",
		"SELECT table_name || '|' || geometry_type_name || '|' || srs_id FROM gpkg_geometry_columns": "coverage|MULTIPOLYGON|27700\nsites|POINT|27700\nnone|MULTIPOLYGON|27700",
		"SELECT table_name || '|' || feature_count FROM gpkg_ogr_contents":                           "coverage|3\nsites|1\nnone|0\nequity|2",
		"SELECT id || '|' || (maxx > minx) || '|' || (maxy > miny) FROM rtree_coverage_geom":         "1|1|1\n2|1|1",
		"SELECT kind || '|' || tier || '|' || typeof(gini) FROM equity":                              "ward|1|real\n*|2|null",
		"SELECT DISTINCT md.mime_type || '|' || json_extract(metadata, '$.revision') || '|' || json_extract(metadata, '$.sources[0].attribution') FROM gpkg_metadata md JOIN gpkg_metadata_reference r ON r.md_file_id = md.id": "application/json|7|© Crown",
		"SELECT count(*) || '' FROM gpkg_extensions": "5",
		"PRAGMA integrity_check":                     "ok",
		"PRAGMA foreign_key_check":                   "",
	} {
		if got := lines(t, db, query); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", query, got, want)
		}
	}
	if !bytes.Equal(written(t, crs.NationalGrid), written(t, crs.NationalGrid)) {
		t.Error("the same export has other bytes")
	}
}

func TestWriteRefuses(t *testing.T) {
	layer := func(features ...disclosure.Feature) []disclosure.Layer {
		return []disclosure.Layer{{Name: "x", Features: walk(features...)}}
	}
	cell := func(name string, value any) []disclosure.Property {
		return []disclosure.Property{{Name: name, Value: value}}
	}
	for name, c := range map[string]struct {
		layers []disclosure.Layer
		sheets []disclosure.Sheet
		code   string
		want   string
	}{
		"outside the grid":    {layers: layer(disclosure.Feature{Geometry: box(20)}), code: model.Invalid, want: "EPSG:27700"},
		"no number":           {layers: layer(disclosure.Feature{ID: "A1", Properties: cell("need", math.NaN())}), code: model.Unusable, want: "feature A1: need is not a number"},
		"other properties":    {layers: layer(disclosure.Feature{Properties: cell("a", 1)}, disclosure.Feature{ID: "A2", Properties: cell("b", 1)}), code: model.Unusable, want: "feature A2: b stands where the first feature has a"},
		"a line":              {layers: layer(disclosure.Feature{ID: "A1", Geometry: orb.LineString{}}), code: model.Unusable, want: "a LineString is not written"},
		"the name of the key": {layers: layer(disclosure.Feature{Properties: cell("FID", 1)}), code: model.Unusable, want: "two columns of x are named FID"},
		"two of one name":     {sheets: []disclosure.Sheet{{Name: "x", Columns: []string{"a", "A"}, Rows: walk[[]any]()}}, code: model.Unusable, want: "two columns of x are named A"},
		"a short row":         {sheets: []disclosure.Sheet{{Name: "x", Columns: []string{"a", "b"}, Rows: walk([]any{1})}}, code: model.Unusable, want: "row 1 has 1 cells and there are 2 columns"},
		"two tables":          {sheets: []disclosure.Sheet{{Name: "x", Columns: []string{"a"}, Rows: walk[[]any]()}, {Name: "x", Columns: []string{"a"}, Rows: walk[[]any]()}}, code: model.Unusable, want: "already exists"},
	} {
		var b bytes.Buffer
		err := Write(t.Context(), &b, c.layers, c.sheets, crs.NationalGrid, disclosure.Provenance{})
		if model.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
			t.Errorf("%s: %v (%d bytes)", name, err, b.Len())
		}
	}
}
