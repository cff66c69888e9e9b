package guide

import (
	"cmp"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
)

// sources says what the figures stand on: boundaries, files, documents, and
// what must be known of them.
func (d *door) sources(c echo.Context) error {
	a, err := d.open(c, "method", "sources")
	if err != nil {
		return err
	}
	files, err := d.files(c, a)
	if err != nil {
		return err
	}
	a.Sections = []section{a.boundaries(), files, a.flags(), a.withoutWelsh(), a.documents(), a.figures()}
	a.list()
	return d.show(c, a)
}

// boundaries counts the areas of each kind, those with a boundary, with a
// point, with children.
func (a *article) boundaries() section {
	s := said(a.Voice, "boundaries", "boundaries")
	s.Lead = a.Say("guide.boundary_version", "Version", a.View.BoundaryVersion(), "Date", a.Date(a.View.Date()))
	t := newTable(a.Voice, "boundaries-table", "guide.boundaries_caption", "guide.head_kind_of_area", "#guide.head_areas", "#guide.head_with_boundary", "#guide.head_without_boundary", "#guide.head_with_point", "#guide.head_reported", "#guide.head_with_population", "#guide.head_vintage", "guide.head_valid")
	for _, kind := range model.Kinds {
		a.addKind(&t, kind)
	}
	if len(t.Rows) == 0 {
		s.Empty = a.Say("guide.no_areas")
		s.Links = []parts.Link{{Text: a.Say("guide.to_import"), URL: a.Link("/import")}}
		return s
	}
	s.Tables = []table{t}
	s.Lines = append(s.Lines, a.Say("guide.base_kind", "Kind", a.Kind(a.View.BaseKind(), 2)))
	return s
}

func (a *article) addKind(t *table, kind model.AreaKind) {
	shapes := a.View.Shapes(kind)
	if len(shapes) == 0 {
		return
	}
	bounded, placed := 0, 0
	for i := range shapes {
		if shapes[i].Boundary != nil {
			bounded++
		}
		if shapes[i].Placed {
			placed++
		}
	}
	whole := func(n int) cell { return plain(a.Number(float64(n), 0)) }
	reported := a.View.Places(kind)
	people, year := plain(a.Say("guide.rolled_up")), plain("–")
	if kind == a.View.BaseKind() {
		people = whole(len(reported) - a.flagged("no_population"))
		if _, latest, err := a.View.Children(reported[0].Code); err == nil && latest > 0 {
			year = plain(strconv.Itoa(latest))
		}
	}
	t.add("", plain(capital(a.Kind(kind, 2))), whole(len(shapes)), whole(bounded), whole(len(shapes)-bounded), whole(placed), whole(len(reported)), people, year, a.validity(kind))
}

// capital begins a word with a capital.
func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}

// validity says between which days all areas of a kind are valid.
func (a *article) validity(kind model.AreaKind) cell {
	switch from, to := a.View.Validity(kind); {
	case from != "" && to != "":
		return plain(a.Say("guide.valid_between", "From", a.Date(from), "To", a.Date(to)))
	case from != "":
		return plain(a.Say("guide.valid_from", "From", a.Date(from)))
	case to != "":
		return plain(a.Say("guide.valid_to", "To", a.Date(to)))
	}
	return stated(a.Voice, "")
}

// flagged counts the subjects of a flag.
func (a *article) flagged(flag string) int {
	n := 0
	for _, f := range a.View.Flags() {
		if f.Flag == flag {
			n++
		}
	}
	return n
}

// files are what was imported and is in force, with what must be said of it.
// The names of files may tell of places, so that the public sees the sources.
func (d *door) files(c echo.Context, a *article) (section, error) {
	s := said(a.Voice, "files", "files")
	files, err := d.house.Planner.Files(c.Request().Context())
	if err != nil || len(files) == 0 {
		s.Empty = a.Say("guide.no_files")
		return s, err
	}
	full := a.Audience == disclosure.Commissioner
	heads := []string{"guide.head_imported", "guide.head_source", "guide.head_licence", "guide.head_attribution"}
	if full {
		heads = append(heads, "guide.head_file", "guide.head_into", "#guide.head_rows")
	}
	t := newTable(a.Voice, "files-table", "guide.files", heads...)
	t.Quiet = true
	seen := map[string]bool{}
	for _, f := range slices.Backward(files) {
		cells := []cell{plain(a.Date(model.DateOf(f.At))), stated(a.Voice, f.Source), stated(a.Voice, f.Licence), stated(a.Voice, f.Attribution)}
		if full {
			cells = append(cells, cell{text: text{Text: f.Name}, Below: []text{{Text: shortened(f.Digest)}}}, plain(a.Term("guide.table", f.Into)), plain(a.Number(float64(f.Rows), 0)))
		} else if key := f.Source + "\x00" + f.Licence + "\x00" + f.Attribution; seen[key] {
			continue
		} else {
			seen[key] = true
		}
		t.add("", cells...)
	}
	s.Tables = []table{t}
	return s, nil
}

func shortened(digest string) string { return digest[:min(12, len(digest))] }

// flags lists, by kind, what the figures stand on that a person should know.
func (a *article) flags() section {
	s := said(a.Voice, "flags", "flags")
	byFlag := map[string][]disclosure.Flag{}
	var order []string
	for _, f := range a.View.Flags() {
		if byFlag[f.Flag] == nil {
			order = append(order, f.Flag)
		}
		byFlag[f.Flag] = append(byFlag[f.Flag], f)
	}
	if len(order) == 0 {
		s.Empty = a.Say("guide.no_flags")
		return s
	}
	slices.SortFunc(order, func(x, y string) int { return cmp.Or(cmp.Compare(len(byFlag[y]), len(byFlag[x])), cmp.Compare(x, y)) })
	t := newTable(a.Voice, "flags-table", "guide.flags", "guide.head_flag", "#guide.head_times", "guide.head_meaning", "guide.head_of")
	t.Quiet = true
	for _, flag := range order {
		of := cell{}
		for i, f := range byFlag[flag] {
			if i == few {
				of.Below = append(of.Below, text{Text: a.Say("guide.and_more", "Count", len(byFlag[flag])-few)})
				break
			}
			of.Below = append(of.Below, a.subject(f.SubjectKind, f.Subject))
		}
		t.add("flag-"+flag, plain(a.Term("flag", flag)), plain(a.Number(float64(len(byFlag[flag])), 0)), plain(a.Term("flag_what", flag)), of)
	}
	s.Tables = []table{t}
	return s
}

// few subjects of a flag are named.
const few = 12

// subject names what a flag is of.
func (a *article) subject(kind, key string) text {
	if kind == "area" {
		if place, err := a.View.Place(key); err == nil {
			return text{Text: a.Text(place.Name, place.NameCy), Lang: a.Lang(place.Name, place.NameCy)}
		}
	}
	if kind == "service" {
		if s, err := a.View.Service(key); err == nil {
			return text{Text: a.Text(s.Name, s.NameCy), Lang: a.Lang(s.Name, s.NameCy)}
		}
	}
	return text{Text: a.Term("subject_kind", kind) + " " + key}
}

// withoutWelsh reports the names that have no Welsh, so that they are not
// hidden behind the English ones.
func (a *article) withoutWelsh() section {
	s := said(a.Voice, "welsh", "welsh")
	t := newTable(a.Voice, "welsh-table", "guide.welsh", "guide.head_table", "#guide.head_without", "guide.head_names")
	t.Quiet = true
	byTable := map[string][]disclosure.Unnamed{}
	var order []string
	for _, u := range a.View.WithoutWelsh() {
		if byTable[u.Table] == nil {
			order = append(order, u.Table)
		}
		byTable[u.Table] = append(byTable[u.Table], u)
	}
	for _, name := range order {
		names := cell{}
		for i, u := range byTable[name] {
			if i == few {
				names.Below = append(names.Below, text{Text: a.Say("guide.and_more", "Count", len(byTable[name])-few)})
				break
			}
			names.Below = append(names.Below, inEnglish(a.Voice, u.Name+" ("+u.Key+")"))
		}
		t.add("", plain(a.Term("guide.table", name)), plain(a.Number(float64(len(byTable[name])), 0)), names)
	}
	if len(order) == 0 {
		s.Empty = a.Say("guide.all_welsh")
		return s
	}
	s.Tables = []table{t}
	return s
}

// documents are the sources that the reference data cite by code.
func (a *article) documents() section {
	s := said(a.Voice, "documents", "documents")
	t := newTable(a.Voice, "documents-table", "guide.documents", "code", "guide.head_title", "guide.head_what", "guide.head_dated", "guide.head_address")
	t.Quiet = true
	for _, source := range a.View.Reference().Sources {
		t.add("source-"+source.Key, plain(source.Key), cell{text: inEnglish(a.Voice, source.Title)}, cell{text: inEnglish(a.Voice, source.What)}, stated(a.Voice, source.Dated), stated(a.Voice, source.Address))
	}
	s.Tables = []table{t}
	return s
}

// figures are the benchmarks, dated figures and disagreements of the sources.
func (a *article) figures() section {
	s := said(a.Voice, "figures", "figures")
	for _, kind := range []string{"benchmark", "figure", "disagreement"} {
		t := newTable(a.Voice, "claims-"+kind, "guide.claims_"+kind, "code", "guide.head_states", "source", "guide.head_as_of", "status", "note")
		for i := range a.View.Reference().Claims {
			if c := &a.View.Reference().Claims[i]; c.SubjectKind == kind {
				a.addClaim(&t, c)
				first := &t.Rows[len(t.Rows)-1].Cells[0]
				first.Text, first.Below = c.Subject, []text{{Text: a.matter(c.Attribute)}}
			}
		}
		if len(t.Rows) > 0 {
			s.Tables = append(s.Tables, t)
		}
	}
	return s
}
