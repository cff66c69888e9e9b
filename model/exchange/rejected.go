package exchange

import (
	"bytes"
	"io"
	"path"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/table"
)

// Rejected writes the rows of a file that have faults as a CSV file to mend:
// the headings and cells as they stand, and a last column that says what is
// wrong. Of sites and scenarios only the numbers of the rows and the problems
// are written: what a protected place must not say stands in such rows. Say
// gives a sentence in the language of the file.
func Rejected(files map[string][]byte, mapping *intake.Mapping, name string, problems model.Problems, say func(model.Sentence) string) ([]byte, error) {
	var out bytes.Buffer
	r := rejection{problems: problemsByRow(name, problems, say), say: say, discreet: isDiscreet(mapping, name)}
	for _, f := range inMemory(files) {
		file, sheet, _ := strings.Cut(name, ", sheet ")
		if f.name != file {
			continue
		}
		data, err := f.open()
		if err != nil {
			return nil, err
		}
		err = r.write(&out, rowsOf(f, sheet, data))
		return out.Bytes(), err
	}
	return nil, &model.Error{Code: model.NotFound, Field: "file", Sentence: model.Say("There is no file of that name among those uploaded.")}
}

// rejection is the rows of one table that are to be mended.
type rejection struct {
	problems map[int]string // by row
	say      func(model.Sentence) string
	discreet bool
}

func problemsByRow(name string, problems model.Problems, say func(model.Sentence) string) map[int]string {
	rows := map[int]string{}
	for _, p := range problems.Errors() {
		if p.File != name || p.Row == 0 {
			continue
		}
		sentence := say(p.Expected)
		if p.Column != "" {
			sentence = say(model.Say("%s: %s", p.In(), model.Said(sentence)))
		}
		if !p.Found.Empty() {
			sentence += " " + say(model.Say("(found %s)", p.Found))
		}
		if rows[p.Row] != "" {
			rows[p.Row] += "; "
		}
		rows[p.Row] += sentence
	}
	return rows
}

// isDiscreet says whether rows of the file may hold places. A file that is not
// known to be of another table is taken to.
func isDiscreet(mapping *intake.Mapping, name string) bool {
	file, sheet, _ := strings.Cut(name, ", sheet ")
	into := ownTable(strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file))))
	if sheet != "" {
		into = ownTable(strings.ToLower(sheet))
	}
	if strings.EqualFold(path.Ext(file), ".gpkg") {
		into = "areas" // all that is read of one without a mapping
	}
	if mapping != nil {
		for _, e := range mapping.Files {
			if e.File == path.Base(file) && (e.Sheet == sheet || e.Sheet == "" || sheet == "") {
				into = e.Table
			}
		}
	}
	return into == "" || into == "sites" || into == intake.Scenario
}

func rowsOf(f file, sheet string, data []byte) *intake.Foreign {
	quiet := intake.New(nil)
	switch strings.ToLower(path.Ext(f.base)) {
	case ".csv":
		return table.ReadForeign(quiet, f.name, data)
	case ".xlsx":
		book, err := table.OpenXLSX(data)
		if err != nil {
			return &intake.Foreign{}
		}
		if sheets := book.Sheets(); sheet == "" && len(sheets) > 0 {
			sheet = sheets[0]
		}
		return book.ReadForeign(quiet, f.name, sheet)
	case ".gpkg":
		return layerRows(sheet, data)
	}
	return geojson.Properties(data)
}

func layerRows(layer string, data []byte) *intake.Foreign {
	pack, err := geopackage.Open(data)
	if err != nil {
		return &intake.Foreign{}
	}
	defer pack.Close()
	if layers := pack.Layers(); layer == "" && len(layers) > 0 {
		layer = layers[0]
	}
	return pack.Foreign(layer)
}

func (r rejection) write(w io.Writer, rows *intake.Foreign) error {
	sheet := disclosure.Sheet{Columns: append(append([]string{}, rows.Headings...), r.say(model.Say("problem")))}
	if r.discreet {
		sheet.Columns = []string{r.say(model.Say("row")), r.say(model.Say("problem"))}
	}
	width := len(sheet.Columns)
	sheet.Rows = func(yield func([]any) bool) {
		for i, cells := range rows.Rows {
			problem := r.problems[rows.Numbers[i]]
			if problem == "" {
				continue
			}
			out := make([]any, width)
			if r.discreet {
				out[0] = strconv.Itoa(rows.Numbers[i])
			} else {
				for j := 0; j < width-1 && j < len(cells); j++ {
					out[j] = cells[j]
				}
			}
			out[width-1] = problem
			if !yield(out) {
				return
			}
		}
	}
	return table.WriteCSV(w, sheet)
}
