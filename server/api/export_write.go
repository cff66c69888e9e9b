package api

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"io"

	"catchment/model/disclosure"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/table"
)

func writeGeoJSON(w io.Writer, x *exported) error {
	layer, err := x.view.Layer(x.table, x.kinds)
	if err != nil {
		return err
	}
	return geojson.Write(w, layer, x.provenance)
}

func writeCSV(w io.Writer, x *exported) error {
	sheet, err := x.view.Sheet(x.table, x.kinds)
	if err != nil {
		return err
	}
	return table.WriteCSV(w, sheet)
}

func writeXLSX(w io.Writer, x *exported) error {
	sheet, err := x.view.Sheet(x.table, x.kinds)
	if err != nil {
		return err
	}
	return table.WriteXLSX(w, []disclosure.Sheet{sheet}, x.provenance)
}

// writePackage packs a table as CSV with the datapackage.json that says what
// its columns are, and where it comes from.
func writePackage(w io.Writer, x *exported) error {
	sheet, err := x.view.Sheet(x.table, x.kinds)
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
	if err := table.WriteCSV(out, sheet); err != nil {
		return err
	}
	return archive.Close()
}

// writeJSON writes a table as one object: its metadata, its columns, and its
// rows as lists of cells in their order, null for an empty one.
func writeJSON(w io.Writer, x *exported) error {
	sheet, err := x.view.Sheet(x.table, x.kinds)
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
