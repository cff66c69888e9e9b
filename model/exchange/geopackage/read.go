package geopackage

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/exchange/boundary"
	"catchment/model/exchange/intake"
	"catchment/model/field"
)

// ReadLayer reads a layer into the intake, and gives the number of rows. Only
// areas take its geometry.
func (f *File) ReadLayer(in *intake.Intake, o intake.Origin, name string) int {
	l := f.find(name)
	if expected := f.unfit(l, name); !expected.Empty() {
		in.Report(model.Problem{File: o.File, Expected: expected})
		return 0
	}
	o.Features = true
	sheet := in.Open(o, 0, l.headings)
	if o.Table == "areas" {
		sheet.Gives("boundary")
	}
	if err := f.walk(l, func(number int, cells []string, faults []fault, blob []byte) error {
		shape := func(noun any) bool {
			for _, fault := range faults {
				sheet.Fault(fault.column, fault.expected, model.Sentence{})
			}
			if area, ok := noun.(*model.Area); ok {
				f.intoArea(sheet, l, area, blob)
			}
			return false
		}
		sheet.Row(number, cells, shape)
		if f.vertices > MaxVertices {
			return invalid(nil, model.Say("at most %d positions are expected in a file", MaxVertices))
		}
		return nil
	}); err != nil {
		in.Report(model.Problem{File: o.File, Expected: model.SentenceOf(err)})
	}
	sheet.Close()
	return sheet.Rows()
}

// unfit says why a layer cannot be read, "" where it can.
func (f *File) unfit(l *layer, name string) model.Sentence {
	switch {
	case l == nil:
		return model.Say("there is no layer %s; the file has %s", model.Quoted(name), f.named())
	case l.table == "":
		return model.Say("the layer %s is no table of features (views and virtual tables are not read); copy it into a layer of its own", model.Quoted(name))
	case l.system == nil:
		return model.Say("the layer %s is in %s; EPSG:4326, EPSG:3857 or EPSG:27700 is expected: convert it first", model.Quoted(name), model.Quoted(l.stated))
	}
	return model.Sentence{}
}

func (f *File) named() model.Sentence {
	names := make([]string, 0, len(f.layers))
	for _, l := range f.layers {
		names = append(names, model.Quoted(l.name).String())
	}
	if len(names) == 0 {
		return model.Say("no layer of features")
	}
	const few = 10
	if len(names) > few {
		names = append(names[:few], "…")
	}
	return model.Say("the layers %s", strings.Join(names, ", "))
}

// fault is something wrong with one cell.
type fault struct {
	column   string
	expected model.Sentence
}

// Foreign gives the cells of a layer as rows, without geometries.
func (f *File) Foreign(name string) *intake.Foreign {
	foreign := &intake.Foreign{Headings: f.Headings(name)}
	if l := f.find(name); l != nil && l.table != "" {
		_ = f.walk(l, func(number int, cells []string, _ []fault, _ []byte) error { // what could be read of it
			foreign.Numbers = append(foreign.Numbers, number)
			foreign.Rows = append(foreign.Rows, cells)
			return nil
		})
	}
	return foreign
}

// walk gives the features of a layer one by one. The plus before each column
// keeps the driver from reading values as their declared types say.
func (f *File) walk(l *layer, give func(number int, cells []string, faults []fault, blob []byte) error) error {
	var list strings.Builder
	for _, name := range l.headings {
		list.WriteString("+" + quoted(name) + ", ")
	}
	rows, err := f.db.QueryContext(f.ctx, fmt.Sprintf("SELECT %s+%s FROM %s LIMIT %d", list.String(), quoted(l.geometry), quoted(l.table), MaxFeatures+1))
	if err != nil {
		return damaged(err)
	}
	defer rows.Close()
	values := make([]any, len(l.headings)+1)
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	for number := 1; rows.Next(); number++ {
		if number > MaxFeatures {
			return invalid(nil, model.Say("at most %d features are expected in a layer", MaxFeatures))
		}
		if err := rows.Scan(into...); err != nil {
			return damaged(err)
		}
		cells, faults := texts(l.headings, values)
		blob, ok := values[len(l.headings)].([]byte)
		if !ok && values[len(l.headings)] != nil {
			blob = []byte{} // which is no geometry
		}
		if err := give(number, cells, faults, blob); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return damaged(err)
	}
	return nil
}

// texts gives the cells of a row as a CSV file would hold them.
func texts(headings []string, values []any) (cells []string, faults []fault) {
	cells = make([]string, len(headings))
	for i, name := range headings {
		text, ok := textOf(values[i])
		if !ok {
			faults = append(faults, fault{name, model.Say("a text, a number or nothing is expected, not a blob")})
		}
		cells[i] = text
	}
	return cells, faults
}

func textOf(value any) (string, bool) {
	switch v := value.(type) {
	case nil:
		return "", true
	case int64:
		return strconv.FormatInt(v, 10), true
	case float64:
		return field.Number(v), true
	case string:
		return listOf(v), true
	case bool:
		return strconv.FormatBool(v), true
	case time.Time:
		return v.Format(time.DateOnly), true
	}
	return "", false
}

// listOf gives a list that GDAL wrote as a JSON array in our form; any other
// text stays as it is.
func listOf(text string) string {
	if !strings.HasPrefix(text, "[") {
		return text
	}
	var parts []string
	if err := json.Unmarshal([]byte(text), &parts); err != nil || strings.Contains(strings.Join(parts, ""), ";") {
		return text
	}
	return strings.Join(parts, ";")
}

// intoArea gives the area its boundary, or reports what is wrong with it.
func (f *File) intoArea(sheet *intake.Sheet, l *layer, area *model.Area, blob []byte) {
	if blob == nil {
		sheet.Few(model.Say("without geometry"), model.Say("the feature has no geometry, and the area no boundary"))
		return
	}
	shape := decoded(blob, l.srid)
	f.vertices += shape.vertices
	polygons := shape.polygons
	if shape.expected.Empty() && !shape.empty {
		moved, err := l.system.InverseGeometry(polygons)
		if err != nil {
			shape.expected = model.Say("positions of %s are expected: %s", l.stated, model.SentenceOf(err))
		} else {
			polygons = moved.(orb.MultiPolygon)
		}
	}
	switch {
	case !shape.expected.Empty():
		sheet.Fault("geometry", shape.expected, model.Sentence{})
	case shape.empty:
		sheet.Few(model.Say("without geometry"), model.Say("the feature has no geometry, and the area no boundary"))
	default:
		boundary.Take(sheet, area, polygons, shape.heights)
	}
}
