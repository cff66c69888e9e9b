package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"catchment/model"
)

// MaxMapping is the largest mapping, in bytes.
const MaxMapping = 1 << 20

// Mapping says how a folder of foreign files becomes our tables without
// editing them, and what must be said of it. It is kept as a JSON file:
//
//	{"source": "…", "licence": "…", "attribution": "…", "files": [{
//	  "file": "lsoa.geojson", "table": "areas",
//	  "columns": {"code": "code", "name": "name"},
//	  "lists": {"parents": ["msoa", "lad"]},
//	  "constants": {"kind": "lsoa"},
//	  "lookups": [{"file": "centroids.csv", "match": "code", "key": "lsoa21_code",
//	    "columns": {"point_lon": "lon", "point_lat": "lat"}}]}]}
type Mapping struct {
	Source      string  `json:"source"`
	Licence     string  `json:"licence"`
	Attribution string  `json:"attribution"`
	Files       []Entry `json:"files"`
}

// Entry says how one file (or one sheet of a workbook, the first where none
// is named) becomes rows of one table. Columns are our columns by theirs,
// "code" <- "lsoa21_code"; where none are given, their headings are taken for
// ours. Lists fill a list column from several of theirs; constants are the
// same in every row. Columns of theirs that are not named are ignored.
type Entry struct {
	File      string              `json:"file"`
	Sheet     string              `json:"sheet,omitempty"`
	Table     string              `json:"table"`
	Columns   map[string]string   `json:"columns,omitempty"`
	Lists     map[string][]string `json:"lists,omitempty"`
	Constants map[string]string   `json:"constants,omitempty"`
	Lookups   []Lookup            `json:"lookups,omitempty"`
}

// Lookup joins a further CSV file: for each row, the row of it whose column
// Key holds what our column Match (or, where we have none of that name,
// theirs) holds. Columns fill ours; Lists append to a list column of ours. A
// lookup may match a column that an earlier one filled. Rows of one key must
// agree in the columns taken.
type Lookup struct {
	File    string              `json:"file"`
	Match   string              `json:"match"`
	Key     string              `json:"key"`
	Columns map[string]string   `json:"columns,omitempty"`
	Lists   map[string][]string `json:"lists,omitempty"`
}

// ReadMapping reads and checks a mapping. It is nil where there are errors.
func ReadMapping(file string, data []byte) (*Mapping, model.Problems) {
	if len(data) > MaxMapping {
		return nil, model.Problems{{File: file, Expected: model.Say("a mapping of at most 1 MiB is expected")}}
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	m := &Mapping{}
	if err := decoder.Decode(m); err != nil {
		return nil, model.Problems{{File: file, Expected: inMapping(err)}}
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, model.Problems{{File: file, Expected: model.Say("nothing is expected after the mapping")}}
	}
	if problems := m.check(model.Problem{File: file}); len(problems) > 0 {
		return nil, problems
	}
	return m, nil
}

// Text writes a mapping as ReadMapping reads it.
func (m *Mapping) Text() ([]byte, error) {
	if problems := m.check(model.Problem{Where: model.Say("the mapping")}); len(problems) > 0 {
		return nil, &model.Error{Code: model.Invalid, Field: "mapping", Sentence: problems[0].Told()}
	}
	return json.MarshalIndent(m, "", "  ")
}

// inMapping says in a sentence why JSON is not a mapping.
func inMapping(err error) model.Sentence {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return model.Say("the field %q of the mapping holds a value of the wrong kind (%s)", kind.Field, kind.Value)
	}
	if _, name, unknown := strings.Cut(err.Error(), "unknown field "); unknown {
		return model.Say("the field %s is not one that a mapping has; source, licence, attribution and files, and in each file "+
			"file, sheet, table, columns, lists, constants and lookups (file, match, key, columns, lists) are", name)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return model.Say("the mapping is not JSON: it goes wrong at byte %d", syntax.Offset)
	}
	return model.Say("the mapping is not JSON: it ends too early")
}

// Names says whether the mapping names a file, as one to read or to look up.
func (m *Mapping) Names(file string) bool {
	for _, e := range m.Files {
		if e.File == file {
			return true
		}
		for _, l := range e.Lookups {
			if l.File == file {
				return true
			}
		}
	}
	return false
}
