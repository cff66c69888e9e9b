package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

func TestReadMappingRefuses(t *testing.T) {
	entry := func(inner string) string { return `{"files":[{"file":"f.csv","table":"areas",` + inner + `}]}` }
	cases := []struct{ name, text, told string }{
		{"an unknown field", `{"files":[],"licens":"x"}`, `the field "licens" is not one that a mapping has`},
		{"an unknown field inside", entry(`"column":{}`), `the field "column" is not one that a mapping has`},
		{"no JSON", `{"files":[}`, "the mapping is not JSON: it goes wrong at byte 11"},
		{"half a file", `{"files":[`, "the mapping is not JSON: it ends too early"},
		{"nothing", ``, "the mapping is not JSON: it ends too early"},
		{"a field of another kind", `{"files":{}}`, `the field "files" of the mapping holds a value of the wrong kind (object)`},
		{"more after it", `{"files":[{"file":"areas.csv","table":"areas"}]} {}`, "nothing is expected after the mapping"},
		{"no files", `{}`, "a mapping needs at least one entry under files"},
		{"no such table", `{"files":[{"file":"f.csv","table":"area"}]}`, `files[1] ("f.csv"): the table "area" is not one that Catchment reads`},
		{"a folder", `{"files":[{"file":"../f.csv","table":"areas"}]}`, "the name of a file without a folder is expected, not \"../f.csv\""},
		{"no such column", entry(`"columns":{"codes":"x"}`), `columns: "codes" is not a column of areas`},
		{"filled from nothing", entry(`"columns":{"code":""}`), `columns: "code" is filled from nothing`},
		{"a list of nothing", entry(`"lists":{"parents":[]}`), `lists: "parents" is filled from nothing`},
		{"filled twice", entry(`"columns":{"kind":"x"},"constants":{"kind":"lsoa"}`), `constants: "kind" is already filled under columns`},
		{"not a list", entry(`"lists":{"name":["a"]}`), `lists: "name" does not hold a list`},
		{"a lookup of nothing", entry(`"lookups":[{"file":"g.csv","match":"code","key":"k"}]`), `the lookup in "g.csv" takes no columns`},
		{"a lookup without a key", entry(`"lookups":[{"file":"g.csv","match":"code","columns":{"name":"n"}}]`), "a lookup needs match and key"},
		{"a lookup that appends to no list", entry(`"lookups":[{"file":"g.csv","match":"code","key":"k","lists":{"name":["n"]}}]`), `lists: "name" does not hold a list`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, problems := ReadMapping("m.json", []byte(c.text))
			if m != nil || !strings.Contains(told(problems), c.told) {
				t.Errorf("%v %s", m, told(problems))
			}
		})
	}
}

func TestReadMapping(t *testing.T) {
	m, problems := ReadMapping("m.json", []byte(`{"source":"s","licence":"l","attribution":"a","files":[
		{"file":"f.csv","table":"areas","columns":{"code":"c"},"lists":{"parents":["p","q"]},"constants":{"kind":"lsoa"},
		 "lookups":[{"file":"g.csv","match":"code","key":"k","columns":{"name":"n"},"lists":{"parents":["r"]}}]}]}`))
	if m == nil {
		t.Fatal(told(problems))
	}
	if !m.Names("f.csv") || !m.Names("g.csv") || m.Names("h.csv") {
		t.Error("Names")
	}
}

// mapped reads a foreign areas file through one entry.
func mapped(e Entry, foreign map[string]*Foreign, text string) *model.Batch {
	if e.Table == "" {
		e.Table = "areas"
	}
	return readWith(New(foreign), Origin{File: "f.csv", Table: e.Table, Entry: &e}, text)
}

func areas(batch *model.Batch) (out []string) {
	for _, row := range batch.Rows["areas"] {
		a := row.Noun.(*model.Area)
		text := fmt.Sprintf("%s %s %s %s", a.Code, a.Name, a.Kind, strings.Join(a.Parents, "+"))
		if a.PointLon != nil {
			text += fmt.Sprintf(" at %v", *a.PointLon)
		}
		out = append(out, text)
	}
	return out
}

func TestMapping(t *testing.T) {
	lookup := func(text string) map[string]*Foreign {
		f := &Foreign{}
		for i, l := range strings.Split(text, "\n") {
			if i == 0 {
				f.Headings = strings.Split(l, ",")
				continue
			}
			f.Rows, f.Numbers = append(f.Rows, strings.Split(l, ",")), append(f.Numbers, i+1)
		}
		return map[string]*Foreign{"g.csv": f}
	}
	base := Entry{Columns: map[string]string{"code": "id", "name": "Label"}, Constants: map[string]string{"kind": "lsoa"}}
	with := func(change func(*Entry)) Entry { e := base; change(&e); return e }
	point := Lookup{File: "g.csv", Match: "code", Key: "k", Columns: map[string]string{"point_lon": "x"}}
	cases := []struct {
		name    string
		entry   Entry
		foreign map[string]*Foreign
		text    string
		want    []string
		told    string
	}{
		{"columns and constants, others ignored", base, nil, "ID,label,other,other\nA1,One,x,y", []string{"A1 One lsoa "}, ""},
		{"lists", with(func(e *Entry) { e.Lists = map[string][]string{"parents": {"p", "q"}} }), nil,
			"id,label,p,q\nA1,One,P1,Q1\nA2,Two,,Q1", []string{"A1 One lsoa P1+Q1", "A2 Two lsoa Q1"}, ""},
		{"own headings where no columns are given", Entry{Constants: map[string]string{"kind": "lsoa"}}, nil,
			"code,name,odd\nA1,One,x", []string{"A1 One lsoa "}, "(f.csv row 1, \"odd\": this is not a column of areas and is disregarded.)\n"},
		{"their column is missing", base, nil, "id\nA1", nil, "f.csv, \"Label\": the mapping takes this column to fill name, and the file does not have it.\n"},
		{"their column stands twice", base, nil, "id,label,Label\nA1,One,x", []string{"A1 One lsoa "},
			"f.csv row 1, \"label\": this heading stands twice; each column is expected once.\n"},
		{"a required column is not mapped", with(func(e *Entry) { e.Constants = nil }), nil, "id,label\nA1,One", []string{"A1 One  "},
			"f.csv row 1, \"kind\": this column is missing; one of nation, region, health_board, safeguarding_region, police_force, local_authority, ward, msoa, lsoa, small_area is expected.\n"},
		{"a constant that does not fit", with(func(e *Entry) { e.Constants = map[string]string{"kind": "town"} }), nil, "id,label\nA1,One", nil,
			"f.csv row 1, \"kind\" is \"town\"; the mapping gives this column a constant that does not fit: one of nation, region, health_board, safeguarding_region, police_force, local_authority, ward, msoa, lsoa, small_area is expected.\n"},
		{"a lookup by our column", with(func(e *Entry) { e.Lookups = []Lookup{point} }), lookup("K,X\nA1,-3\nA2,-4"),
			"id,label\nA1,One\nA2,Two", []string{"A1 One lsoa  at -3", "A2 Two lsoa  at -4"}, ""},
		{"a lookup by their column that appends", with(func(e *Entry) {
			e.Lists = map[string][]string{"parents": {"p"}}
			e.Lookups = []Lookup{{File: "g.csv", Match: "p", Key: "k", Lists: map[string][]string{"parents": {"x"}}}}
		}), lookup("k,x\nP1,R1\nP1,R1"), "id,label,p\nA1,One,P1", []string{"A1 One lsoa P1+R1"}, ""},
		{"a lookup by what a lookup filled", with(func(e *Entry) {
			e.Columns = map[string]string{"code": "id"}
			e.Lookups = []Lookup{{File: "g.csv", Match: "code", Key: "k", Columns: map[string]string{"name": "x"}},
				{File: "g.csv", Match: "name", Key: "x", Lists: map[string][]string{"parents": {"k"}}}}
		}), lookup("k,x\nA1,One"), "id\nA1", []string{"A1 One lsoa A1"}, ""},
		{"rows of one key must agree", with(func(e *Entry) { e.Lookups = []Lookup{point} }), lookup("k,x,y\nA1,-3,1\nA1,-3,2\nA1,-4,1"),
			"id,label\nA1,One", []string{"A1 One lsoa  at -3"},
			"g.csv row 4, \"k\" is \"A1\"; this row and row 2 have the same key and differ in what is looked up; one of the two has to go.\n"},
		{"no row of the key", with(func(e *Entry) { e.Lookups = []Lookup{point} }), lookup("k,x\nA2,-3"), "id,label\nA1,One", []string{"A1 One lsoa "},
			"(f.csv row 2: the lookup in g.csv has no row for this one (\"A1\").)\n"},
		{"the lookup lacks the key column", with(func(e *Entry) { e.Lookups = []Lookup{point} }), lookup("x\n-3"), "id,label\nA1,One", nil,
			"g.csv, \"k\": the mapping takes this column as the key of a lookup, and the file does not have it.\n"},
		{"the file lacks the column to match", with(func(e *Entry) {
			e.Lookups = []Lookup{{File: "g.csv", Match: "zone", Key: "k", Columns: map[string]string{"point_lon": "x"}}}
		}), lookup("k,x\nA1,-3"), "id,label\nA1,One", nil,
			"f.csv, \"zone\": the mapping takes this column to look up g.csv, and the file does not have it.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := mapped(c.entry, c.foreign, c.text)
			if diff := cmp.Diff(c.want, areas(batch)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFewWarningsAreListed(t *testing.T) {
	e := Entry{Columns: map[string]string{"code": "id", "name": "id"}, Constants: map[string]string{"kind": "lsoa"},
		Lookups: []Lookup{{File: "g.csv", Match: "code", Key: "k", Columns: map[string]string{"point_lon": "x"}}}}
	text := "id"
	for i := range 25 {
		text += fmt.Sprintf("\nA%d", i)
	}
	problems := mapped(e, map[string]*Foreign{"g.csv": {Headings: []string{"k", "x"}}}, text).Problems
	if len(problems) != fewWarnings+1 {
		t.Fatal(told(problems))
	}
	if got := problems[fewWarnings].Sentence(); got != "f.csv: 5 more warnings of this sort are not listed: no row in g.csv." {
		t.Error(got)
	}
}

// What a lookup gives a site is protected as what its row says.
func TestALookupDoesNotPlaceAProtectedSite(t *testing.T) {
	e := Entry{Table: "sites", Columns: map[string]string{"site": "id", "service": "svc", "disclosure": "d"},
		Lookups: []Lookup{{File: "g.csv", Match: "site", Key: "k", Columns: map[string]string{"lon": "x", "postcode": "pc"}}}}
	foreign := map[string]*Foreign{"g.csv": {Headings: []string{"k", "x", "pc"},
		Rows: [][]string{{"s1", "-3.17654", "CF10 9ZZ"}, {"s1", "-3.17655", "CF10 9ZZ"}}, Numbers: []int{2, 3}}}
	batch := mapped(e, foreign, "id,svc,d\ns1,g1,protected\ns2,g1,protected")
	if found := holds(t, batch, "3.1765", "CF10"); len(found) > 0 {
		t.Error(found)
	}
	want := "g.csv row 3: this row and row 2 have the same key and differ in what is looked up; one of the two has to go.\n" +
		"f.csv row 2: " + noPlaceKept.String() + ".\n(f.csv row 3: the lookup in g.csv has no row for this one.)\n"
	if diff := cmp.Diff(want, told(batch.Problems)); diff != "" {
		t.Error(diff)
	}
}

func FuzzMapping(f *testing.F) {
	f.Add([]byte(`{"files":[{"file":"f.csv","table":"areas","columns":{"code":"a"},"lists":{"parents":["b","a"]},"constants":{"kind":"lsoa","name":"x"},"lookups":[{"file":"g.csv","match":"a","key":"b","columns":{"point_lon":"a"},"lists":{"parents":["b"]}}]}]}`))
	f.Add([]byte(`{"files":[{"file":"f.csv","table":"sites","columns":{"site":"a","lon":"b","disclosure":"a"}}]}`))
	f.Add([]byte(`{"files":[{"file":"f.csv","table":"scenario"}]}`))
	f.Add([]byte(`{"files":[{"file":"..","table":"population","lists":{"age_0":["a"]}}],"x":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, problems := ReadMapping("m.json", data)
		if (m == nil) != (len(problems.Errors()) > 0) {
			t.Fatalf("mapping %v with problems %v", m, problems)
		}
		if m == nil {
			return
		}
		for _, e := range m.Files {
			foreign := map[string]*Foreign{}
			for _, l := range e.Lookups {
				foreign[l.File] = &Foreign{Headings: []string{"a", "b"}, Rows: [][]string{{"1", "2"}, {"1"}, {"x", "-3.17654"}}, Numbers: []int{2, 3, 4}}
			}
			readWith(New(foreign), Origin{File: e.File, Table: e.Table, Entry: &e}, "a,b,c\n1,2,3\nx,-3.17654\n,,,4")
		}
	})
}
