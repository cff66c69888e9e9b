package geopackage

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/exchange/boundary"
	"catchment/model/exchange/intake"
)

// areasPackage writes areas as a GeoPackage that can be imported.
func areasPackage(t testing.TB, system *crs.System) []byte {
	t.Helper()
	property := func(code, name string, parents any, index any) []disclosure.Property {
		return []disclosure.Property{{Name: "code", Value: code}, {Name: "name", Value: name}, {Name: "kind", Value: "ward"},
			{Name: "parents", Value: parents}, {Name: "need_index", Value: index}, {Name: "valid_from", Value: "2022-05-05"}}
	}
	layer := disclosure.Layer{Name: "Wards of 2022", Features: walk(
		disclosure.Feature{Geometry: box(-3.3), Properties: property("A1", "Tŷ \"x\"", []string{"L1", "L2"}, 1.25)},
		disclosure.Feature{Geometry: orb.MultiPolygon{box(-3.2), box(-3.0)}, Properties: property("A2", "Two", nil, nil)},
		disclosure.Feature{Properties: property("A3", "Three", nil, 3.0)})}
	var b strings.Builder
	if err := Write(t.Context(), &b, []disclosure.Layer{layer}, nil, system, disclosure.Provenance{}); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

// read reads the areas of the first layer that has any.
func read(data []byte) *model.Batch {
	in := intake.New(nil)
	file, err := Open(data)
	if err != nil {
		in.Report(model.Problem{File: "areas.gpkg", Expected: model.SentenceOf(err)})
		return in.Finish()
	}
	defer file.Close()
	for _, layer := range file.Layers() {
		if file.HoldsAreas(layer) {
			file.ReadLayer(in, intake.Origin{File: "areas.gpkg", Table: "areas"}, layer)
			return in.Finish()
		}
	}
	file.ReadLayer(in, intake.Origin{File: "areas.gpkg", Table: "areas"}, strings.Join(file.Layers(), ""))
	return in.Finish()
}

func told(batch *model.Batch) string {
	var b strings.Builder
	for _, p := range batch.Problems {
		if p.Warning {
			b.WriteString("warning: ")
		}
		b.WriteString(p.Sentence() + "\n")
	}
	return b.String()
}

func TestRead(t *testing.T) {
	index := 1.25
	three := 3.0
	want := []model.Area{
		{Code: "A1", Name: "Tŷ \"x\"", Kind: "ward", Parents: []string{"L1", "L2"}, NeedIndex: &index, ValidFrom: "2022-05-05", Boundary: orb.MultiPolygon{box(-3.3)}},
		{Code: "A2", Name: "Two", Kind: "ward", ValidFrom: "2022-05-05", Boundary: orb.MultiPolygon{box(-3.2), box(-3.0)}},
		{Code: "A3", Name: "Three", Kind: "ward", NeedIndex: &three, ValidFrom: "2022-05-05"},
	}
	near := cmp.Comparer(func(a, b orb.MultiPolygon) bool { // to 0.1 mm
		return slices.EqualFunc(positions(a), positions(b), func(p, q orb.Point) bool { return math.Hypot(p[0]-q[0], p[1]-q[1]) < 1e-9 })
	})
	for _, system := range crs.Systems {
		batch := read(areasPackage(t, system))
		var got []model.Area
		for i, row := range batch.Rows["areas"] {
			got = append(got, *row.Noun.(*model.Area))
			if row.Number != i+1 || !row.Given["boundary"] || !row.Given["parents"] || row.Given["fid"] {
				t.Errorf("row %d: %+v", i, row)
			}
		}
		if diff := cmp.Diff(want, got, near); diff != "" {
			t.Errorf("%s: %s", system.Code, diff)
		}
		if got := told(batch); got != "warning: areas.gpkg row 3: area A3: the feature has no geometry, and the area no boundary.\n" {
			t.Errorf("%s: %s", system.Code, got)
		}
	}
}

func positions(g orb.MultiPolygon) []orb.Point {
	var out []orb.Point
	for _, polygon := range g {
		for _, ring := range polygon {
			out = append(out, ring...)
		}
	}
	return out
}

// changed runs statements on a GeoPackage of areas.
func changed(t testing.TB, statements ...string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.gpkg")
	if err := os.WriteFile(path, areasPackage(t, crs.WGS84), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	for _, statement := range append(withoutTriggers(), statements...) {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withoutTriggers takes away those that call functions of GIS programs.
func withoutTriggers() []string {
	var out []string
	for _, trigger := range triggers {
		out = append(out, fmt.Sprintf("DROP TRIGGER %s", quoted("rtree_Wards of 2022_geom_"+trigger.name)))
	}
	return out
}

// geometry writes a statement that gives A1 another geometry.
func geometry(kind uint32, body ...any) string {
	b := &binaryWriter{}
	b.header(4326, 1)
	b.kind(kind)
	for _, part := range body {
		switch v := part.(type) {
		case int:
			b.count(v)
		case float64:
			b.float(v)
		case uint32:
			b.kind(v)
		}
	}
	return fmt.Sprintf(`UPDATE "Wards of 2022" SET geom = x'%x' WHERE code = 'A1'`, b.data)
}

func TestReadGeometries(t *testing.T) {
	square := []any{1, 5, 0., 0., 9., 2., 0., 9., 2., 2., 9., 0., 2., 9., 0., 0., 9.}
	for name, c := range map[string]struct{ statement, want string }{
		"with heights":       {geometry(1003, square...), "warning: areas.gpkg row 1: area A1: its positions have heights, which are dropped"},
		"heights of old":     {geometry(0x80000003, square...), "warning: areas.gpkg row 1: area A1: its positions have heights, which are dropped"},
		"with measures":      {geometry(2003, square...), "its positions have heights"},
		"a parted one of 3D": {geometry(1006, append([]any{1, uint32(1003)}, square...)...), "its positions have heights"},
		"a curve":            {geometry(10, 0), `row 1, "geometry": area A1: a Polygon or MultiPolygon is expected, not a curve`},
		"curved surfaces":    {geometry(12, 0), "not a curve"},
		"a point":            {geometry(1, 0., 0.), "a Polygon or MultiPolygon is expected."},
		"a collection":       {geometry(7, 0), "a Polygon or MultiPolygon is expected."},
		"empty":              {geometry(3, 0), "row 1: area A1: the feature has no geometry, and the area no boundary"},
		"too few positions":  {geometry(3, 1, 9, 0., 0.), "the geometry breaks off or is not well formed"},
		"too many positions": {geometry(3, 1, 0x7fffffff), "the geometry breaks off"},
		"too many parts":     {geometry(6, 0x7fffffff), "the geometry breaks off"},
		"crossing itself":    {geometry(3, 1, 5, 0., 0., 2., 2., 2., 0., 0., 2., 0., 0.), "this one crosses itself at 1, 1"},
		"wound the other way": {geometry(3, 1, 5, 0., 0., 0., 2., 2., 2., 2., 0., 0., 0.),
			"warning: areas.gpkg row 1: area A1: a ring of it ran the wrong way round"},
		"metres":           {geometry(3, 1, 4, 3e5, 2e5, 4e5, 2e5, 4e5, 3e5, 3e5, 2e5), "positions of EPSG:4326 are expected: The position 300000, 200000 cannot"},
		"no number":        {geometry(3, 1, 4, math.NaN(), 2., 4., 2., 4., 3., math.NaN(), 2.), "positions of EPSG:4326 are expected"},
		"a text":           {`UPDATE "Wards of 2022" SET geom = 'POLYGON EMPTY' WHERE code = 'A1'`, "a geometry as a GeoPackage holds it is expected"},
		"bare WKB":         {`UPDATE "Wards of 2022" SET geom = x'010300000000000000' WHERE code = 'A1'`, "a geometry as a GeoPackage holds it is expected"},
		"an extension":     {`UPDATE "Wards of 2022" SET geom = x'47500021e6100000' WHERE code = 'A1'`, "not a geometry of an extension"},
		"another system":   {`UPDATE "Wards of 2022" SET geom = x'47500001346c0000010300000000000000' WHERE code = 'A1'`, "in the reference system of its layer (4326) is expected, and it says 27700"},
		"a blob as a name": {`UPDATE "Wards of 2022" SET name = x'00' WHERE code = 'A1'`, `row 1, "name": area A1: a text, a number or nothing is expected, not a blob`},
		"twice":            {`UPDATE "Wards of 2022" SET code = 'A1'`, "row 2, \"code\" is \"A1\"; area A1: areas.gpkg row 1 has the same key"},
		"a kind of none":   {`UPDATE "Wards of 2022" SET kind = 'parish' WHERE code = 'A2'`, `row 2, "kind" is "parish"`},
		"a list of GDAL":   {`UPDATE "Wards of 2022" SET parents = '[ "L1", "L2" ]' WHERE code = 'A2'`, "row 3: area A3: the feature has no geometry"},
		"no date":          {`UPDATE "Wards of 2022" SET valid_from = 'soon' WHERE code = 'A2'`, `row 2, "valid_from" is "soon"`},
		"text not UTF-8":   {`UPDATE "Wards of 2022" SET name = CAST(x'ff41' AS TEXT) WHERE code = 'A2'`, "a text without control characters is expected"},
	} {
		t.Run(name, func(t *testing.T) {
			batch := read(changed(t, c.statement))
			if got := told(batch); !strings.Contains(got, c.want) {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			checkBoundaries(t, batch)
		})
	}
}

func checkBoundaries(t testing.TB, batch *model.Batch) {
	t.Helper()
	for _, row := range batch.Rows["areas"] {
		if kept := row.Noun.(*model.Area).Boundary; kept != nil && (!boundary.Invalid(kept).Empty() || boundary.Wind(kept)) {
			t.Fatalf("an invalid boundary is kept: %v", kept)
		}
	}
}

// What a file may be that should not be read, or not all of it.
func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty":               {nil, "a GeoPackage is expected, and this file is none"},
		"a text":              {[]byte("code,name,kind\n"), "a GeoPackage is expected"},
		"only its beginning":  {[]byte("SQLite format 3\x00"), "the GeoPackage is damaged"},
		"cut off":             {areasPackage(t, crs.WGS84)[:20000], "the GeoPackage is damaged"},
		"another database":    {changed(t, "DROP TABLE gpkg_contents"), "this file has no table gpkg_contents"},
		"contents by a view":  {changed(t, "ALTER TABLE gpkg_contents RENAME TO x", "CREATE VIEW gpkg_contents AS SELECT * FROM x"), "this file has no table gpkg_contents"},
		"another system":      {changed(t, "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 29903 WHERE srs_id = 4326"), `is in "EPSG:29903"; EPSG:4326, EPSG:3857 or EPSG:27700 is expected: convert it first`},
		"a system of no name": {changed(t, "PRAGMA foreign_keys = OFF", "DELETE FROM gpkg_spatial_ref_sys"), `is in ":0"; EPSG:4326`},
		"no such layer":       {changed(t, "DELETE FROM gpkg_geometry_columns"), `there is no layer empty; the file has no layer of features`},
		"a view": {changed(t, `ALTER TABLE "Wards of 2022" RENAME TO w`, `CREATE VIEW "Wards of 2022" AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS code, x AS name, x AS kind, x AS geom FROM n`,
			`UPDATE gpkg_geometry_columns SET table_name = 'Wards of 2022'`), "is no table of features (views and virtual tables are not read)"},
		"a virtual table": {changed(t, `UPDATE gpkg_geometry_columns SET table_name = 'rtree_Wards of 2022_geom', column_name = 'minx'`), "is no table of features"},
		"a computed geometry": {changed(t, `CREATE TABLE c (fid INTEGER PRIMARY KEY, code TEXT, name TEXT, kind TEXT, geom AS (zeroblob(1000000000)))`, `INSERT INTO c VALUES (1, 'A1', 'One', 'ward')`,
			`UPDATE gpkg_geometry_columns SET table_name = 'c'`), "is no table of features"},
		"a greedy check": {changed(t, `CREATE TABLE c (fid INTEGER PRIMARY KEY, code TEXT, name TEXT, kind TEXT, geom BLOB, CHECK (length(hex(zeroblob(900000000))) > 1))`,
			`PRAGMA ignore_check_constraints = ON`, `INSERT INTO c VALUES (1, 'A1', 'One', 'ward', NULL)`, `UPDATE gpkg_geometry_columns SET table_name = 'c'`), "row 1: area A1: the feature has no geometry"},
		"a name with quotes": {changed(t, `ALTER TABLE "Wards of 2022" RENAME TO "a""; DROP TABLE x; --"`, `UPDATE gpkg_geometry_columns SET table_name = 'a"; DROP TABLE x; --'`), "row 3: area A3: the feature has no geometry"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := told(read(c.data)); !strings.Contains(got, c.want) {
				t.Errorf("%s\nwant %s", got, c.want)
			}
		})
	}
}

// Nothing is left in the temporary folder, and a file that is open cannot be
// written to.
func TestReadLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	data := areasPackage(t, crs.NationalGrid)
	file, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{"DELETE FROM gpkg_contents", "ATTACH ':memory:' AS x", "CREATE TEMP TABLE x (a)"} {
		if _, err := file.db.Exec(statement); err == nil {
			t.Errorf("%s is done", statement)
		}
	}
	file.Close()
	if _, err := Open(data[:30000]); err == nil {
		t.Error("half a file is read")
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

func FuzzGeometry(f *testing.F) {
	f.Add(encoded(orb.MultiPolygon{box(1), box(2)}, 4326))
	f.Add(encoded(orb.Point{1, 2}, 4326))
	f.Add(binary.BigEndian.AppendUint32([]byte("GP\x00\x00\x00\x00\x10\xe6\x00"), 1003))
	f.Fuzz(func(t *testing.T, blob []byte) {
		got := decoded(blob, 4326)
		if got.expected.Empty() && got.vertices > len(blob) {
			t.Fatalf("%d positions in %d bytes", got.vertices, len(blob))
		}
	})
}

func FuzzGeoPackage(f *testing.F) {
	f.Add(areasPackage(f, crs.WGS84))
	f.Add(areasPackage(f, crs.NationalGrid))
	f.Fuzz(func(t *testing.T, data []byte) { checkBoundaries(t, read(data)) })
}
