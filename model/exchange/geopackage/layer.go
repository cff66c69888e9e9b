package geopackage

import (
	"database/sql"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"catchment/model/disclosure"
	"catchment/model/exchange/columns"
)

const (
	keyColumn      = "fid"
	geometryColumn = "geom"
)

var typeNames = map[columns.Type]string{
	columns.Text: "TEXT", columns.Integer: "INTEGER", columns.Real: "REAL", columns.Date: "DATE", columns.Boolean: "BOOLEAN",
}

// sheet writes a table of attributes.
func (w *writer) sheet(sheet disclosure.Sheet) error {
	list, count, err := columns.OfSheet(sheet)
	if err != nil {
		return err
	}
	insert, err := w.table(sheet.Name, list, "")
	if err != nil {
		return err
	}
	defer insert.Close()
	for row := range sheet.Rows {
		if _, err := insert.ExecContext(w.ctx, valuesOf(list, func(i int) any { return row[i] })...); err != nil {
			return err
		}
	}
	if err := w.content(sheet.Name, "attributes", nil, [4]any{}, count); err != nil {
		return err
	}
	return w.counted(sheet.Name)
}

// layer writes a table of features.
func (w *writer) layer(layer disclosure.Layer) error {
	seen, err := columns.OfLayer(layer)
	if err != nil {
		return err
	}
	kind := geometryType(seen)
	insert, err := w.table(layer.Name, seen.Columns, kind)
	if err != nil {
		return err
	}
	defer insert.Close()
	index, err := w.index(layer.Name)
	if err != nil {
		return err
	}
	defer index.Close()
	extent, err := w.features(layer, seen.Columns, insert, index)
	if err != nil {
		return err
	}
	if err := w.content(layer.Name, "features", w.system.SRID, extent, seen.Count); err != nil {
		return err
	}
	if err := w.do("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)", layer.Name, geometryColumn, kind, w.system.SRID); err != nil {
		return err
	}
	if err := w.counted(layer.Name); err != nil {
		return err
	}
	return w.indexed(layer.Name)
}

// geometryType is the one type of a layer's geometries, if they have one.
func geometryType(seen columns.Layer) string {
	switch {
	case seen.Points > 0 && seen.Polygons > 0:
		return "GEOMETRY"
	case seen.Points > 0:
		return "POINT"
	}
	return "MULTIPOLYGON"
}

// features inserts the features and gives their extent.
func (w *writer) features(layer disclosure.Layer, list []columns.Column, insert, index *sql.Stmt) ([4]any, error) {
	whole := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	forward, id := w.system.Repeating(), 0
	for f := range layer.Features {
		id++
		shape, err := forward(many(f.Geometry))
		if err != nil {
			return [4]any{}, err
		}
		blob := encoded(shape, w.system.SRID)
		values := valuesOf(list, func(i int) any { return f.Properties[i].Value })
		if _, err := insert.ExecContext(w.ctx, append(values, blob)...); err != nil {
			return [4]any{}, err
		}
		if blob == nil {
			continue
		}
		b := shape.Bound()
		if _, err := index.ExecContext(w.ctx, id, b.Min[0], b.Max[0], b.Min[1], b.Max[1]); err != nil {
			return [4]any{}, err
		}
		whole = orb.Bound{Min: orb.Point{min(whole.Min[0], b.Min[0]), min(whole.Min[1], b.Min[1])}, Max: orb.Point{max(whole.Max[0], b.Max[0]), max(whole.Max[1], b.Max[1])}}
	}
	if whole.Min[0] > whole.Max[0] {
		return [4]any{}, nil
	}
	return [4]any{whole.Min[0], whole.Min[1], whole.Max[0], whole.Max[1]}, nil
}

// many gives a polygon as a MultiPolygon, and nothing for one without parts.
func many(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPolygon:
		if len(g) == 0 {
			return nil
		}
	}
	return g
}

// table makes a table, with a geometry of a kind if one is named, and gives
// the statement that inserts a row.
func (w *writer) table(name string, list []columns.Column, geometry string) (*sql.Stmt, error) {
	names, definitions := []string{}, []string{quoted(keyColumn) + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"}
	add := func(name, kind string) {
		names = append(names, quoted(name))
		definitions = append(definitions, quoted(name)+" "+kind)
	}
	taken := map[string]bool{keyColumn: true, geometryColumn: true}
	for i := range list {
		c := &list[i]
		add(c.Name, typeNames[c.Type])
		again := taken[strings.ToLower(c.Name)]
		taken[strings.ToLower(c.Name)] = true
		if c.Suppressed {
			add(c.StateName(), "TEXT")
			again = again || taken[strings.ToLower(c.StateName())]
			taken[strings.ToLower(c.StateName())] = true
		}
		if again {
			return nil, fmt.Errorf("two columns of %s are named %s", name, c.Name)
		}
	}
	if geometry != "" {
		add(geometryColumn, geometry)
	}
	if err := w.do(fmt.Sprintf("CREATE TABLE %s (%s)", quoted(name), strings.Join(definitions, ", "))); err != nil {
		return nil, err
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")
	return w.tx.PrepareContext(w.ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", quoted(name), strings.Join(names, ", "), marks))
}

// valuesOf gives the values of a row, each state behind its figure.
func valuesOf(list []columns.Column, cell func(int) any) []any {
	out := make([]any, 0, len(list)+1)
	for i := range list {
		value, state := list[i].Value(cell(i))
		out = append(out, value)
		if list[i].Suppressed {
			if state == "" {
				out = append(out, nil)
			} else {
				out = append(out, state)
			}
		}
	}
	return out
}
