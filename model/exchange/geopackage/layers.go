package geopackage

import (
	"database/sql"
	"fmt"
	"strings"

	"catchment/model"
	"catchment/model/crs"
)

// layer is one table of features as the file describes it.
type layer struct {
	name     string // as the file's contents name it
	table    string // "" where there is no plain table of that name
	geometry string // its column
	srid     int
	system   *crs.System // nil where it is not one that is read
	stated   string      // the reference system in words
	headings []string
	key      string // the column that counts the rows, "" if none
}

// list finds the layers.
func (f *File) list() error {
	for _, table := range []string{"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} {
		_, ok, err := f.plain(table)
		if err != nil {
			return damaged(err)
		}
		if !ok {
			return invalid(nil, model.Say("a GeoPackage with layers is expected, and this file has no table %s", table))
		}
		if err := f.sound(table); err != nil {
			return err
		}
	}
	const query = `SELECT CAST(g.table_name AS TEXT), CAST(g.column_name AS TEXT), CAST(g.srs_id AS INTEGER),
			CAST(coalesce(s.organization, '') AS TEXT), CAST(coalesce(s.organization_coordsys_id, 0) AS INTEGER)
		FROM gpkg_geometry_columns g LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.rowid LIMIT ?`
	rows, err := f.db.QueryContext(f.ctx, query, MaxLayers+1)
	if err != nil {
		return damaged(err)
	}
	if err := f.scan(rows); err != nil {
		return err
	}
	if len(f.layers) > MaxLayers {
		return invalid(nil, model.Say("at most %d layers are expected", MaxLayers))
	}
	for i := range f.layers {
		if err := f.describe(&f.layers[i]); err != nil {
			return err
		}
	}
	return nil
}

func (f *File) scan(rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
		var l layer
		var organization string
		var number int
		if err := rows.Scan(&l.name, &l.geometry, &l.srid, &organization, &number); err != nil {
			return damaged(err)
		}
		l.system, l.stated = systemOf(organization, number)
		f.layers = append(f.layers, l)
	}
	if err := rows.Err(); err != nil {
		return damaged(err)
	}
	return nil
}

// systemOf finds a reference system. The axes of a GeoPackage are always
// longitude before latitude.
func systemOf(organization string, number int) (*crs.System, string) {
	stated := fmt.Sprintf("%s:%d", strings.ToUpper(organization), number)
	for _, s := range []*crs.System{crs.CRS84, crs.WebMercator, crs.NationalGrid} {
		if stated == fmt.Sprintf("EPSG:%d", s.SRID) {
			return s, stated
		}
	}
	return nil, stated
}

// describe finds the columns of a layer.
func (f *File) describe(l *layer) error {
	table, ok, err := f.plain(l.name)
	if err != nil {
		return damaged(err)
	}
	if !ok {
		return nil
	}
	if err := f.sound(table); err != nil {
		return err
	}
	rows, err := f.db.QueryContext(f.ctx, "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid", table)
	if err != nil {
		return damaged(err)
	}
	defer rows.Close()
	found := false
	for rows.Next() {
		var name, kind string
		var key, hidden int
		if err := rows.Scan(&name, &kind, &key, &hidden); err != nil {
			return damaged(err)
		}
		switch {
		case strings.EqualFold(name, l.geometry) && hidden == 0:
			l.geometry, found = name, true
		case hidden != 0: // computed by the file: not plain
		case key == 1 && strings.EqualFold(kind, "INTEGER"):
			l.key = name
		case len(l.headings) == MaxColumns:
			return invalid(nil, model.Say("at most %d columns are expected in the layer %s", MaxColumns, model.Quoted(l.name)))
		default:
			l.headings = append(l.headings, name)
		}
	}
	if err := rows.Err(); err != nil {
		return damaged(err)
	}
	if found {
		l.table = table
	}
	return nil
}

// Layers names the layers of features in their order.
func (f *File) Layers() []string {
	names := make([]string, len(f.layers))
	for i, l := range f.layers {
		names[i] = l.name
	}
	return names
}

// Headings names the columns of a layer, without its geometry and the key
// that counts its rows.
func (f *File) Headings(name string) []string {
	if l := f.find(name); l != nil {
		return l.headings
	}
	return nil
}

func (f *File) find(name string) *layer {
	for i := range f.layers {
		if f.layers[i].name == name {
			return &f.layers[i]
		}
	}
	return nil
}

// HoldsAreas says whether a layer has the columns that areas need.
func (f *File) HoldsAreas(name string) bool {
	has := map[string]bool{}
	for _, heading := range f.Headings(name) {
		has[strings.ToLower(strings.TrimSpace(heading))] = true
	}
	return has["code"] && has["name"] && has["kind"]
}
