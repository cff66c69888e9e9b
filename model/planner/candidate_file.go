package planner

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// CandidateColumns are the columns of services.csv that a candidate may state:
// whose it would be, whom it would accept, and what it could take.
var CandidateColumns = []string{"provider", "programme", "age_min", "age_max", "school_year_min", "excludes", "cohorts_per_year", "places_per_cohort",
	"parent_places_per_cohort", "caseload", "weeks_per_case", "bed_spaces", "average_stay_days", "languages", "by_and_for", "funder"}

// candidateAlias are the names that services.csv has for columns of a list.
var candidateAlias = map[string]string{"capacity": "places", "annual_cost": "cost"}

// ReadCandidates reads a list of candidates in CSV. It goes on to the end and
// names every fault, and warns of columns that candidates do not have.
func ReadCandidates(file string, content []byte) ([]CandidateSite, model.Problems) {
	r := candidateReader{sheet: sheet{file: file}, columns: field.Of(reflect.TypeFor[CandidateSite]()), seen: map[string]bool{}}
	r.known = func(name string) bool {
		_, own := field.Find(r.columns, name)
		return own || candidateAlias[name] != "" || slices.Contains(CandidateColumns, name)
	}
	r.read(content, r.row, "candidate")
	return r.sites, r.problems
}

type candidateReader struct {
	sheet
	columns []field.Column
	seen    map[string]bool
	sites   []CandidateSite
}

// sheet is a CSV file on its way, with its faults.
type sheet struct {
	file     string
	known    func(column string) bool // nil: all are
	head     []string
	problems model.Problems
}

// read gives the rows below the headings, which hold the columns needed. Cells
// are parted by commas, or by semicolons where the headings hold no comma, as
// in every other file.
func (s *sheet) read(content []byte, each func(row int, cells []string), needed ...string) {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		s.fault(0, "", model.Say("the file is UTF-16; save it as CSV in UTF-8"), "")
		return
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	rows := csv.NewReader(bytes.NewReader(content))
	rows.FieldsPerRecord = -1
	if first, _, _ := bytes.Cut(content, []byte("\n")); !bytes.ContainsRune(first, ',') && bytes.ContainsRune(first, ';') {
		rows.Comma = ';'
	}
	head, _ := rows.Read()
	for _, name := range head {
		s.head = append(s.head, strings.TrimSpace(name))
	}
	for _, name := range s.head {
		if name != "" && s.known != nil && !s.known(name) {
			s.problems = append(s.problems, model.Problem{File: s.file, Row: 1, Column: name, Warning: true, Expected: model.Say("this is not a column of %s and is disregarded", "candidates")})
		}
	}
	for _, name := range needed {
		if !slices.Contains(s.head, name) {
			s.fault(1, "", model.Say("a row of headings is expected, with %s among them", `"`+name+`"`), "")
			return
		}
	}
	for row := 2; ; row++ {
		cells, err := rows.Read()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			s.fault(row, "", model.Say("a row of CSV is expected"), "")
			return
		}
		row, _ = rows.FieldPos(0) // blank lines count
		each(row, cells)
	}
}

func (s *sheet) fault(row int, column string, expected model.Sentence, found string) {
	problem := model.Problem{File: s.file, Row: row, Column: column, Expected: expected}
	if found != "" {
		problem.Found = model.Quoted(found)
	}
	s.problems = append(s.problems, problem)
}

// cell reads one cell. A column that neither candidates nor their services have
// is passed over.
func (r *candidateReader) cell(row int, site *CandidateSite, name, text string) {
	if own := candidateAlias[name]; own != "" && !slices.Contains(r.head, own) {
		name = own
	}
	if column, known := field.Find(r.columns, name); known {
		if expected := column.Set(site, text); !expected.Empty() {
			r.fault(row, column.Name, expected, text)
		}
		return
	}
	if text == "" || !slices.Contains(CandidateColumns, name) {
		return
	}
	if expected := setOfService(&model.Service{}, name, text); !expected.Empty() {
		r.fault(row, name, expected, text)
		return
	}
	if site.Sets == nil {
		site.Sets = map[string]string{}
	}
	site.Sets[name] = text
}

// setOfService sets a column of a service, or says what it expects.
func setOfService(s *model.Service, name, text string) model.Sentence {
	column, _ := field.Find(field.Of(reflect.TypeFor[model.Service]()), name)
	return column.Set(s, text)
}

func (r *candidateReader) states(cells []string, name string) bool {
	at := slices.Index(r.head, name)
	return at >= 0 && at < len(cells) && strings.TrimSpace(cells[at]) != ""
}

func (r *candidateReader) row(row int, cells []string) {
	var site CandidateSite
	faults := len(r.problems)
	for at, name := range r.head {
		if at < len(cells) {
			r.cell(row, &site, name, strings.TrimSpace(cells[at]))
		}
	}
	switch {
	case site.Key == "" && len(r.problems) == faults:
		r.fault(row, "candidate", model.Say("a key is expected"), "")
	case r.seen[site.Key]:
		r.fault(row, "candidate", model.Say("a key that no other row has is expected"), site.Key)
	case r.states(cells, "lon") != r.states(cells, "lat"):
		r.fault(row, "lat", model.Say(`both "lon" and "lat", or neither, are expected`), "")
	case site.Lon == nil && len(site.AreasServed) == 0 && len(r.problems) == faults:
		r.fault(row, "lon", model.Say(`a place ("lon" and "lat") or areas served are expected`), "")
	}
	r.seen[site.Key] = true
	r.sites = append(r.sites, site)
}
