package columns

import (
	"fmt"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
)

// OfSheet gives the columns of a sheet and the number of its rows.
func OfSheet(sheet disclosure.Sheet) ([]Column, int, error) {
	out := make([]Column, len(sheet.Columns))
	for i, name := range sheet.Columns {
		out[i].Name = name
	}
	count := 0
	for row := range sheet.Rows {
		count++
		if len(row) != len(out) {
			return nil, 0, unwritable(sheet.Name, fmt.Sprintf("row %d has %d cells and there are %d columns", count, len(row), len(out)))
		}
		for i, cell := range row {
			if err := out[i].see(cell); err != nil {
				return nil, 0, unwritable(sheet.Name, fmt.Sprintf("row %d: %v", count, err))
			}
		}
	}
	return settled(out), count, nil
}

// Layer is what is known of a layer when all its features were seen.
type Layer struct {
	Columns  []Column
	Count    int
	Points   int // features whose geometry is a point
	Polygons int // a Polygon or MultiPolygon
}

// OfLayer gives the columns of a layer. Every feature has the same properties
// in the same order.
func OfLayer(layer disclosure.Layer) (Layer, error) {
	var out Layer
	for f := range layer.Features {
		out.Count++
		if out.Columns == nil {
			out.Columns = make([]Column, len(f.Properties))
			for i, p := range f.Properties {
				out.Columns[i].Name = p.Name
			}
		}
		if err := out.see(&f); err != nil {
			return Layer{}, unwritable(layer.Name, fmt.Sprintf("feature %s: %v", f.ID, err))
		}
	}
	out.Columns = settled(out.Columns)
	return out, nil
}

func (l *Layer) see(f *disclosure.Feature) error {
	if len(f.Properties) != len(l.Columns) {
		return fmt.Errorf("it has %d properties and the first one %d", len(f.Properties), len(l.Columns))
	}
	for i, p := range f.Properties {
		if p.Name != l.Columns[i].Name {
			return fmt.Errorf("%s stands where the first feature has %s", p.Name, l.Columns[i].Name)
		}
		if err := l.Columns[i].see(p.Value); err != nil {
			return err
		}
	}
	switch g := f.Geometry.(type) {
	case nil:
	case orb.Point:
		l.Points++
	case orb.Polygon, orb.MultiPolygon:
		l.Polygons++
	default:
		return fmt.Errorf("a %s is not written", g.GeoJSONType())
	}
	return nil
}

func settled(columns []Column) []Column {
	for i := range columns {
		columns[i].settle()
	}
	return columns
}

func unwritable(name, why string) error {
	return &model.Error{Code: model.Unusable, Sentence: model.Say("The table %s cannot be written: %s.", name, why)}
}
