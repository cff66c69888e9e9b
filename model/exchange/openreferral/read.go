package openreferral

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"catchment/model"
)

// Source is a file that was read, by its name.
type Source struct {
	Name string
	Data []byte
}

// Directory is what files of a directory say, each record once. What was wrong
// with them, and was put right or left out, is in Problems.
type Directory struct {
	Files    []model.File
	Problems model.Problems

	services      []*service
	organizations map[string]*organization
	byID          map[string]*service
}

// service is a service as a directory has it.
type service struct {
	at           position
	id, name     string
	organization string
	terms        []string
	status       string
	attending    string
	min, max     *int
	languages    []string
	areas        []areaName
	places       []place
	raw          object
}

type organization struct {
	id, name, website, charity string
	raw                        object
}

// areaName is an area as a directory names it: by code, by name, or both.
type areaName struct{ code, name string }

// place is where a service is. Without coordinates that can be used it stands
// for what its area is.
type place struct {
	id, name string
	lon, lat float64
	placed   bool
}

// position is a record of a file, from 1.
type position struct {
	file string
	row  int
}

// Read reads files: single records, lists, and pages of lists (content or
// contents), as Open Referral UK 1.0 and 3.0 and HSDS 3 have them. What cannot
// be read at all is an error among the problems; what can be put right is put
// right with a warning, and reading goes on. No value of a record is repeated
// in a problem but ages, because a record may be of a place that must not be
// known.
func Read(files []Source) *Directory {
	d := &Directory{organizations: map[string]*organization{}, byID: map[string]*service{}}
	for _, f := range files {
		r := &reader{d: d, at: position{file: f.Name}}
		r.file(f.Data)
		sum := sha256.Sum256(f.Data)
		d.Files = append(d.Files, model.File{Place: len(d.Files) + 1, Name: f.Name, Digest: hex.EncodeToString(sum[:]), Into: "services", Rows: r.at.row})
	}
	return d
}

// reader reads one file.
type reader struct {
	d    *Directory
	at   position
	told map[model.Sentence]int // warnings of each sort
}

var mark = []byte("\xef\xbb\xbf")

// file reads the values of a file: one, or several behind each other.
func (r *reader) file(data []byte) {
	r.told = map[model.Sentence]int{}
	read := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, mark)))
	read.UseNumber()
	for {
		var value any
		err := read.Decode(&value)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.d.Problems = append(r.d.Problems, model.Problem{File: r.at.file, Row: r.at.row,
				Expected: model.Say("JSON is expected; what stands at byte %d cannot be read", read.InputOffset()+1)})
			return
		}
		r.value(value)
	}
	if r.at.row == 0 {
		r.warn("", model.Say("a record, a list or a page of records is expected; there is none here"))
	}
	r.rest()
}

// pages are the members of a page that hold its records.
var pages = []string{"contents", "content", "items", "data"}

func (r *reader) value(value any) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			r.value(item)
		}
	case object:
		if textAt(v, "id") == "" {
			for _, name := range pages {
				if list, ok := v[name].([]any); ok {
					r.value(list)
					return
				}
			}
		}
		r.at.row++
		r.record(v)
	default:
		r.at.row++
		r.warn("", model.Say("a record is expected; what is none is left out"))
	}
}

// most is how many warnings of one sort are listed for a file.
const most = 20

func (r *reader) warn(column string, expected model.Sentence) {
	r.warnFound(column, expected, model.Sentence{})
}

func (r *reader) warnFound(column string, expected, found model.Sentence) {
	r.told[expected]++
	if r.told[expected] <= most {
		r.d.Problems = append(r.d.Problems, model.Problem{File: r.at.file, Row: r.at.row, Column: column, Expected: expected, Found: found, Warning: true})
	}
}

// rest counts the warnings that are not listed.
func (r *reader) rest() {
	more := 0
	for _, n := range r.told {
		more += max(0, n-most)
	}
	if more > 0 {
		r.d.Problems = append(r.d.Problems, model.Problem{File: r.at.file, Warning: true, Expected: model.Say("%d more warnings like these are not listed", more)})
	}
}

// kindOf says what a record is: by what it has, else by the name of its file.
func (r *reader) kindOf(o object) string {
	has := func(names ...string) bool {
		for _, name := range names {
			if _, ok := o[name]; ok {
				return true
			}
		}
		return false
	}
	switch {
	case has("service", "service_id") && has("location", "location_id"):
		return "service_at_location"
	case has("services", "organization_identifiers", "website", "logo", "legal_status", "tax_status", "parent_organization_id"):
		return "organization"
	case has("status", "organization", "organization_id", "service_at_locations", "service_areas", "eligibilitys", "eligibilities", "service_taxonomys", "fees", "minimum_age", "deliverable_type"):
		return "service"
	case has("latitude", "longitude", "location_type", "physical_addresses", "addresses"):
		return "location"
	case has("vocabulary", "taxonomy", "taxonomy_id", "taxonomy_terms", "parent_id"):
		return "taxonomy"
	}
	name := strings.ToLower(r.at.file[strings.LastIndex(r.at.file, "/")+1:])
	for _, kind := range [][2]string{{"organi", "organization"}, {"location", "location"}, {"taxonom", "taxonomy"}, {"service", "service"}} {
		if strings.Contains(name, kind[0]) {
			return kind[1]
		}
	}
	return ""
}
