package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What the malformed files are made of.

const (
	servicesHead = "service,provider,name,service_type,mode"
	sitesHead    = "site,service,name,disclosure,lon,lat,postcode,area_code\n"
	// The place that no sentence may repeat.
	secretPostcode, secretLon, secretLat = "CF99 9ZZ", "-3.17654", "51.48123"
)

// service is services.csv with further columns and one row.
func service(columns, cells string) map[string]string {
	return map[string]string{"services.csv": servicesHead + "," + columns + "\nn1,p1,New,group_work,group," + cells + "\n"}
}

// one is a single file.
func one(name, content string) map[string]string { return map[string]string{name: content} }

// people is a row of population.csv under its headings.
func people(area, year, age0 string) string {
	head, row := "area_code,year,total,age_0", area+","+year+",,"+age0
	for age := 1; age < 25; age++ {
		head += fmt.Sprintf(",age_%d", age)
		row += ",10"
	}
	return head + "\n" + row + "\n"
}

// features is areas.geojson or sites.geojson with one feature each.
func features(features ...string) string {
	return `{"type":"FeatureCollection","features":[` + "\n" + strings.Join(features, ",\n") + "\n]}\n"
}

func feature(properties, geometry string) string {
	return `{"type":"Feature","properties":{` + properties + `},"geometry":` + geometry + `}`
}

// area is areas.geojson with one new small area of a geometry.
func area(geometry string) map[string]string {
	return one("areas.geojson", features(feature(`"code":"A9","name":"Newydd","kind":"small_area","parents":["L1"]`, geometry)))
}

// ring is a Polygon of one ring, positions as "lon lat".
func ring(positions ...string) string { return polygon(positions) }

func polygon(rings ...[]string) string {
	var out []string
	for _, r := range rings {
		var positions []string
		for _, p := range r {
			positions = append(positions, "["+strings.ReplaceAll(p, " ", ",")+"]")
		}
		out = append(out, "["+strings.Join(positions, ",")+"]")
	}
	return `{"type":"Polygon","coordinates":[` + strings.Join(out, ",") + `]}`
}

// workbook makes an XLSX file with one sheet.
func workbook(sheet string, fill func(*excelize.File), rows ...[]any) string {
	file := excelize.NewFile()
	defer file.Close()
	must(file.SetSheetName("Sheet1", sheet))
	for i, row := range rows {
		must(file.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row))
	}
	if fill != nil {
		fill(file)
	}
	var b bytes.Buffer
	must(file.Write(&b))
	return b.String()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// repacked writes a workbook anew with one part as part makes it.
func repacked(content, name string, part func(w *zip.Writer, text string)) string {
	in, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	must(err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if f.Name != name {
			must(out.Copy(f))
			continue
		}
		r, err := f.Open()
		must(err)
		text, err := io.ReadAll(r)
		must(err)
		part(out, string(text))
	}
	must(out.Close())
	return b.String()
}

const firstSheet = "xl/worksheets/sheet1.xml"

// sheetReplaced replaces pieces of the XML of a workbook's first sheet.
func sheetReplaced(content string, oldNew ...string) string {
	return repacked(content, firstSheet, func(out *zip.Writer, text string) {
		w, err := out.Create(firstSheet)
		must(err)
		_, err = io.WriteString(w, strings.NewReplacer(oldNew...).Replace(text))
		must(err)
	})
}

// bomb is a workbook whose sheet unpacks to a thousand times its size.
func bomb() string {
	return sheetReplaced(workbook("shares", nil, []any{"tier", "attribute", "share"}), "<sheetData>", "<sheetData>"+strings.Repeat(" ", 64<<20))
}

// lyingBomb is a bomb whose directory says that its sheet is small.
func lyingBomb() string {
	return repacked(workbook("shares", nil, []any{"tier"}), firstSheet, func(out *zip.Writer, text string) {
		var packed bytes.Buffer
		w, err := flate.NewWriter(&packed, flate.BestCompression)
		must(err)
		_, err = io.WriteString(w, strings.Replace(text, "<sheetData>", "<sheetData>"+strings.Repeat(" ", 32<<20), 1))
		must(err)
		must(w.Close())
		raw, err := out.CreateRaw(&zip.FileHeader{Name: firstSheet, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(text)),
			CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(len(text))})
		must(err)
		_, err = raw.Write(packed.Bytes())
		must(err)
	})
}

// scenarioRow is scenario.csv with the columns that a case needs and one row.
func scenarioRow(columns, cells string) map[string]string {
	return one("scenario.csv", "scenario,change,service,"+columns+"\nPlan,"+cells+"\n")
}

func TestSmallSetIsValid(t *testing.T) {
	e := mustCall(t, "import", "--database", smallDatabase(t), small)
	if warnings := linesWith(e.err, "warning: "); len(warnings) > 0 {
		t.Errorf("the small set has warnings: %q", warnings)
	}
}
