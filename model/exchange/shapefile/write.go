package shapefile

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/exchange/columns"
	"catchment/model/exchange/provenance"
)

// Write writes a layer as a zipped Shapefile in a reference system, easting
// (longitude) before northing. A position that the system does not hold is a
// model.Error of code Invalid.
func Write(w io.Writer, layer disclosure.Layer, system *crs.System, p disclosure.Provenance) error {
	if err := write(w, layer, system, p); err != nil {
		if model.CodeOf(err) != "" {
			return err
		}
		return &model.Error{Code: model.Unusable, Cause: err, Sentence: model.Say("The layer %s cannot be written as a Shapefile: %v.", layer.Name, err)}
	}
	return nil
}

// part is one Shapefile of the zip.
type part struct {
	name   string
	fields []field
}

func write(w io.Writer, layer disclosure.Layer, system *crs.System, p disclosure.Provenance) error {
	seen, err := columns.OfLayer(layer)
	if err != nil {
		return err
	}
	if seen.Points > 0 && seen.Polygons > 0 {
		return fmt.Errorf("it has points and areas, and a Shapefile has shapes of one sort")
	}
	parts, err := partsOf(layer.Name, seen.Columns)
	if err != nil {
		return err
	}
	if system == crs.WGS84 {
		system = crs.CRS84
	}
	forward := system.Repeating()
	x, err := measured(layer, forward, seen.Points > 0)
	if err != nil {
		return err
	}
	out := &archive{zip: zip.NewWriter(w), at: momentOf(p)}
	for _, part := range parts {
		out.add(part.name+".shp", func(w io.Writer) error { return x.writeShapes(w, layer, forward) })
		out.add(part.name+".shx", x.writeIndex)
		out.add(part.name+".dbf", func(w io.Writer) error {
			return writeTable(w, layer, seen.Columns, part.fields, seen.Count, out.at)
		})
		out.text(part.name+".prj", system.Esri)
		out.text(part.name+".cpg", "UTF-8")
	}
	out.add("fields.csv", func(w io.Writer) error { return writeFields(w, parts) })
	out.add("metadata.json", func(w io.Writer) error { return json.NewEncoder(w).Encode(provenance.Of(p)) })
	if out.err != nil {
		return out.err
	}
	return out.zip.Close()
}

// momentOf is when the figures were computed: a zip knows no earlier year
// than 1980, and a table none before 1900.
func momentOf(p disclosure.Provenance) time.Time {
	for _, at := range []time.Time{p.Computed, p.AsOf.Time()} {
		if at.Year() >= 1980 && at.Year() < 2100 {
			return at.UTC()
		}
	}
	return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
}

// partsOf lays a layer out as one Shapefile, or where its fields are too many
// as one a tier.
func partsOf(name string, list []columns.Column) ([]part, error) {
	all := make([]int, len(list))
	for i := range list {
		all[i] = i
	}
	if fields := fieldsOf(list, all); len(fields) > 0 && len(fields) <= maxFields {
		return []part{{name, fields}}, nil
	} else if len(fields) == 0 { // a table has at least one field
		return []part{{name, []field{{short: "name", name: "name", kind: 'C', length: 1}}}}, nil
	}
	var parts []part
	for tier := 1; tier <= 4; tier++ {
		prefix := fmt.Sprintf("t%d_", tier)
		var chosen []int
		own := false
		for i := range list {
			if of := tierOf(list[i].Name); of == prefix || of == "" {
				chosen = append(chosen, i)
				own = own || of == prefix
			}
		}
		fields := fieldsOf(list, chosen)
		if len(fields) > maxFields {
			return nil, fmt.Errorf("tier %d has %d fields, and a Shapefile has at most %d; GeoPackage has room for them", tier, len(fields), maxFields)
		}
		if own {
			parts = append(parts, part{fmt.Sprintf("%s_t%d", name, tier), fields})
		}
	}
	if parts == nil {
		return nil, fmt.Errorf("it has more than %d fields; GeoPackage has room for them", maxFields)
	}
	return parts, nil
}

// tierOf gives the prefix of a column that belongs to a tier, else "".
func tierOf(name string) string {
	if len(name) > 3 && name[0] == 't' && name[1] >= '1' && name[1] <= '4' && name[2] == '_' {
		return name[:3]
	}
	return ""
}

// archive is the zip file; it keeps the first error.
type archive struct {
	zip *zip.Writer
	at  time.Time
	err error
}

func (a *archive) add(name string, write func(io.Writer) error) {
	if a.err != nil {
		return
	}
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: a.at})
	if err == nil {
		err = write(w)
	}
	a.err = err
}

func (a *archive) text(name, text string) {
	a.add(name, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// writeFields says what each field is.
func writeFields(w io.Writer, parts []part) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"file", "field", "name", "type", "note"}}
	for _, part := range parts {
		for _, f := range part.fields {
			kind := map[byte]string{'C': "text", 'N': "number", 'D': "date", 'L': "yes or no"}[f.kind]
			var notes []string
			if f.cut {
				notes = append(notes, fmt.Sprintf("texts of more than %d bytes are cut and end in …", longestText))
			}
			if f.state {
				notes = append(notes, "suppressed where the figure must not be shown")
			}
			rows = append(rows, []string{part.name + ".dbf", f.short, f.name, kind, strings.Join(notes, "; ")})
		}
	}
	return out.WriteAll(rows)
}
