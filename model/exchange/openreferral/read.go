package openreferral

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"

	"catchment/model"
)

// Source is a file that was read, by its name. That of its folder may say what
// its records are, "" where nothing is known of it.
type Source struct {
	Name   string
	Data   []byte
	Folder string
}

// Directory is what files of a directory say, each record once. What was wrong
// with them, and was put right or left out, is in Problems.
type Directory struct {
	Files    []model.File
	Problems model.Problems

	services      []*service
	organizations map[string]*organization
}

// service is a service as a directory has it.
type service struct {
	at           position
	guessed      bool // that it is one
	named        bool // by itself
	closed       bool // it is not offered
	id, name     string
	nameCy       string // of one that has none
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

// organization is an organisation. Without a name it is known by its id alone,
// and without both it stands for all that are not named.
type organization struct {
	position
	id, name, website, charity string
	nameCy                     string // of one that is made
	made                       bool   // because the directory names none
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
	address  string // postcode, else the first line: to compare
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
//
// All files are read before any record is: what one says of a noun may stand
// in several of them.
func Read(files []Source) *Directory {
	r := newReader()
	for _, f := range files {
		r.file(f)
		sum := sha256.Sum256(f.Data)
		r.d.Files = append(r.d.Files, model.File{Place: len(r.d.Files) + 1, Name: f.Name, Digest: hex.EncodeToString(sum[:]), Into: "services", Rows: r.at.row})
	}
	r.sort()
	r.part()
	r.join()
	r.finish()
	return r.d
}

// reader reads the files of a directory.
type reader struct {
	d       *Directory
	at      position         // what is told of
	in      string           // the member that is read, with a point behind it
	from    map[string]piece // members that other pieces brought
	told    map[warning]int
	pages   int
	records []*record

	services, organizations, locations, vocabulary shelf
	places                                         shelf // services at a location, by the id of the service
}

// warning is a sort of warnings of a file.
type warning struct {
	file     string
	expected model.Sentence
}

func newReader() *reader {
	return &reader{d: &Directory{organizations: map[string]*organization{}}, told: map[warning]int{}}
}

// stand makes a piece what is told of.
func (r *reader) stand(p piece) { r.at, r.in, r.from = p.at, p.in, nil }

// most is how many warnings of one sort are listed for a file.
const most = 20

func (r *reader) warn(column string, expected model.Sentence) {
	r.warnFound(column, expected, model.Sentence{})
}

// warnFound warns of a member of what is told of. One that another piece
// brought is told of where that stands.
func (r *reader) warnFound(column string, expected, found model.Sentence) {
	at, in := r.at, r.in
	member, _, _ := strings.Cut(column, ".")
	if p, ok := r.from[strings.TrimSuffix(member, "[]")]; ok {
		at, in = p.at, p.in
	}
	if column != "" {
		column = in + column
	}
	sort := warning{at.file, expected}
	if r.told[sort]++; r.told[sort] <= most {
		r.tell(model.Problem{File: at.file, Row: at.row, Column: column, Expected: expected, Found: found, Warning: true})
	}
}

func (r *reader) tell(p model.Problem) { r.d.Problems = append(r.d.Problems, p) }

// finish counts the warnings that are not listed, and puts all in the order of
// the files.
func (r *reader) finish() {
	place, more := map[string]int{}, map[string]int{}
	for sort, n := range r.told {
		more[sort.file] += max(0, n-most)
	}
	for i, f := range r.d.Files {
		if place[f.Name] = i; more[f.Name] > 0 {
			r.tell(model.Problem{File: f.Name, Row: math.MaxInt, Warning: true, Expected: model.Say("%d more warnings like these are not listed", more[f.Name])})
		}
	}
	slices.SortStableFunc(r.d.Problems, func(a, b model.Problem) int {
		return cmp.Or(cmp.Compare(place[a.File], place[b.File]), cmp.Compare(a.Row, b.Row))
	})
	for i := range r.d.Problems {
		if p := &r.d.Problems[i]; p.Row == math.MaxInt {
			p.Row = 0
		}
	}
}
