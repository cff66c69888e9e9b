package api

import (
	"archive/zip"
	"bufio"
	"context"
	"encoding/json"
	"io"

	"catchment/model/disclosure"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/shapefile"
	"catchment/model/exchange/table"
)

// layerWriter writes the features of a table.
func layerWriter(write func(w io.Writer, layer disclosure.Layer, x *exported) error) func(context.Context, io.Writer, *exported) error {
	return func(_ context.Context, w io.Writer, x *exported) error {
		layer, err := x.view.LayerOf(x.table, x.filter)
		if err != nil {
			return err
		}
		return write(w, layer, x)
	}
}

var (
	writeGeoJSON   = layerWriter(func(w io.Writer, l disclosure.Layer, x *exported) error { return geojson.Write(w, l, x.provenance) })
	writeSequence  = layerWriter(func(w io.Writer, l disclosure.Layer, _ *exported) error { return geojson.WriteSequence(w, l) })
	writeLines     = layerWriter(func(w io.Writer, l disclosure.Layer, _ *exported) error { return geojson.WriteLines(w, l) })
	writeShapefile = layerWriter(func(w io.Writer, l disclosure.Layer, x *exported) error {
		return shapefile.Write(w, l, x.system, x.provenance)
	})
)

func writeGeoPackage(ctx context.Context, w io.Writer, x *exported) error {
	layers, sheets, err := x.view.PackedOf(x.table, x.filter)
	if err != nil {
		return err
	}
	return geopackage.Write(ctx, w, layers, sheets, x.system, x.provenance)
}

// sheet gives the rows asked for, laid out as asked for.
func (x *exported) sheet() (disclosure.Sheet, error) {
	sheet, err := x.view.SheetOf(x.table, x.filter)
	if err == nil && x.desktop {
		sheet = table.Desktop(sheet, x.view.AreaName)
	}
	return sheet, err
}

func writeCSV(_ context.Context, w io.Writer, x *exported) error {
	sheet, err := x.sheet()
	if err != nil {
		return err
	}
	return x.csv(w, sheet)
}

func (x *exported) csv(w io.Writer, sheet disclosure.Sheet) error {
	if x.desktop {
		return table.WriteDesktopCSV(w, sheet)
	}
	return table.WriteCSV(w, sheet)
}

func writeXLSX(_ context.Context, w io.Writer, x *exported) error {
	sheet, err := x.sheet()
	if err != nil {
		return err
	}
	return table.WriteXLSX(w, []disclosure.Sheet{sheet}, x.provenance)
}

// writePackage packs a table as CSV with the datapackage.json that says what
// its columns are, and where it comes from.
func writePackage(_ context.Context, w io.Writer, x *exported) error {
	sheet, err := x.sheet()
	if err != nil {
		return err
	}
	archive := zip.NewWriter(w)
	out, err := archive.Create("datapackage.json")
	if err == nil {
		err = table.WritePackage(out, "catchment", []disclosure.Sheet{sheet}, x.provenance)
	}
	if err != nil {
		return err
	}
	if out, err = archive.Create(sheet.Name + ".csv"); err != nil {
		return err
	}
	if err := x.csv(out, sheet); err != nil {
		return err
	}
	return archive.Close()
}

// writeJSON writes a table as one object: its metadata, its columns, and its
// rows as lists of cells in their order, null for an empty one.
func writeJSON(_ context.Context, w io.Writer, x *exported) error {
	sheet, err := x.view.SheetOf(x.table, x.filter)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	head, err := json.Marshal(struct {
		Table    string   `json:"table"`
		Metadata metadata `json:"metadata"`
		Columns  []string `json:"columns"`
	}{sheet.Name, metadataOf(x.provenance), sheet.Columns})
	if err != nil {
		return err
	}
	_, _ = out.Write(head[:len(head)-1]) // out keeps the first error to the end
	_, _ = out.WriteString(`,"rows":[`)
	between := "\n"
	for row := range sheet.Rows {
		line, err := json.Marshal(row)
		if err != nil {
			return err
		}
		_, _ = out.WriteString(between)
		_, _ = out.Write(line)
		between = ",\n"
	}
	_, _ = out.WriteString("\n]}\n")
	return out.Flush()
}
