package words

import (
	"slices"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"catchment/model"
)

func TestSay(t *testing.T) {
	cases := []struct {
		name     string
		language Language
		key      string
		pairs    []any
		want     string
	}{
		{"without values", Welsh, "status.gap", nil, "Bwlch"},
		{"a value", Welsh, "tier", []any{"Tier", 3}, "Haen 3"},
		{"two values in another order", English, "range", []any{"High", "290", "Low", "140"}, "140 to 290"},
		{"one", English, "gaps_count", []any{"Count", 1}, "1 gap"},
		{"many, with separators", English, "gaps_count", []any{"Count", 1234}, "1,234 gaps"},
		{"a fraction is not one", English, "gaps_count", []any{"Count", 1.5}, "1.5 gaps"},
		{"a number in words is not counted", English, "gaps_count", []any{"Count", "no"}, "no gaps"},
		{"a date", English, "gaps.why_provision", []any{"Type", "Refuge", "Date", model.Date("2026-04-01"), "Area", "Powys"},
			"No service of the type Refuge that counts on 1 April 2026 reaches Powys."},
		{"no such key", English, "no.such", nil, "⟦no.such⟧"},
		{"no such key, with values", Welsh, "no.such", []any{"A", 1}, "⟦no.such⟧"},
		{"a value not given", English, "tier", nil, "Tier ⟦Tier⟧"},
		{"a pair cut short", English, "tier", []any{"Tier"}, "Tier ⟦Tier⟧"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := In(c.language).Say(c.key, c.pairs...); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Welsh has six forms; one that is not written is other.
func TestSixForms(t *testing.T) {
	m, err := newMessage(&i18n.Message{Zero: "dim plant", One: "{{.Count}} plentyn", Two: "{{.Count}} blentyn", Few: "{{.Count}} phlentyn", Other: "{{.Count}} o blant"})
	if err != nil {
		t.Fatal(err)
	}
	want := map[any]string{0: "dim plant", 1: "1 plentyn", 2: "2 blentyn", 3: "3 phlentyn", 4: "4 o blant", 6: "6 o blant", 12: "12 o blant", 1.5: "1.5 o blant", "llawer": "llawer o blant"}
	for count, text := range want {
		pairs := []any{"Count", count}
		if got := In(Welsh).filled(m.form(In(Welsh), pairs), pairs); got != text {
			t.Errorf("%v: %q, want %q", count, got, text)
		}
	}
}

// A language that is not spoken here is answered in English.
func TestIn(t *testing.T) {
	if got := In("fr").Language(); got != English {
		t.Error(got)
	}
	if first, second := In(Welsh), In(Welsh); first != second {
		t.Error("a voice is made anew each time")
	}
}

func TestName(t *testing.T) {
	cases := []struct {
		language     Language
		en, cy, want string
		in           Language
	}{
		{English, "Cardiff", "Caerdydd", "Cardiff", English},
		{Welsh, "Cardiff", "Caerdydd", "Caerdydd", Welsh},
		{Welsh, "Cardiff 012", "", "Cardiff 012", English},
	}
	for _, c := range cases {
		if got, in := In(c.language).Name(c.en, c.cy); got != c.want || in != c.in {
			t.Errorf("%q in %q, want %q in %q", got, in, c.want, c.in)
		}
	}
}

func TestDate(t *testing.T) {
	cases := []struct {
		date   model.Date
		en, cy string
	}{
		{"2026-04-01", "1 April 2026", "1 Ebrill 2026"},
		{"2024-02-29", "29 February 2024", "29 Chwefror 2024"},
		{"", "", ""},
		{"soon", "soon", "soon"},
	}
	for _, c := range cases {
		if en, cy := In(English).Date(c.date), In(Welsh).Date(c.date); en != c.en || cy != c.cy {
			t.Errorf("%q: %q and %q", c.date, en, cy)
		}
	}
}

func TestList(t *testing.T) {
	cases := []struct {
		items            []string
		en, cy, or, orCy string
	}{
		{nil, "", "", "", ""},
		{[]string{"a"}, "a", "a", "a", "a"},
		{[]string{"Conwy", "Powys"}, "Conwy and Powys", "Conwy a Powys", "Conwy or Powys", "Conwy neu Powys"},
		{[]string{"b", "c", "a"}, "b, c and a", "b, c ac a", "b, c or a", "b, c neu a"},
		{[]string{"x", "Ŵyn"}, "x and Ŵyn", "x ac Ŵyn", "x or Ŵyn", "x neu Ŵyn"},
		{[]string{"Safe House, Aber", "x", "y"}, "Safe House, Aber; x and y", "Safe House, Aber; x ac y", "Safe House, Aber; x or y", "Safe House, Aber; x neu y"},
		{[]string{"Sir y Fflint", "Wrecsam"}, "Sir y Fflint and Wrecsam", "Sir y Fflint a Wrecsam", "Sir y Fflint or Wrecsam", "Sir y Fflint neu Wrecsam"},
		{[]string{"x", "8"}, "x and 8", "x ac 8", "x or 8", "x neu 8"},
		{[]string{"x", "12 arall"}, "x and 12 arall", "x ac 12 arall", "x or 12 arall", "x neu 12 arall"},
		{[]string{"x", "100"}, "x and 100", "x a 100", "x or 100", "x neu 100"},
	}
	for _, c := range cases {
		en, cy := In(English), In(Welsh)
		got := []string{en.List(c.items), cy.List(c.items), en.Either(c.items), cy.Either(c.items)}
		if want := []string{c.en, c.cy, c.or, c.orCy}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Common nouns mutate after a and neu, names do not, and English never does.
func TestNounLists(t *testing.T) {
	nouns := []string{"gwasanaethau", "plant 12 oed"}
	cases := []struct{ got, want string }{
		{In(Welsh).NounList(nouns), "gwasanaethau a phlant 12 oed"},
		{In(Welsh).NounEither(nouns), "gwasanaethau neu blant 12 oed"},
		{In(Welsh).NounEither([]string{"x", "darpariaeth"}), "x neu ddarpariaeth"},
		{In(Welsh).NounEither([]string{"x", "llochesi"}), "x neu lochesi"},
		{In(Welsh).NounEither([]string{"x", "gofal"}), "x neu ofal"},
		{In(Welsh).NounEither([]string{"x", "chwaer"}), "x neu chwaer"},
		{In(Welsh).NounList([]string{"x", "chwaer"}), "x a chwaer"},
		{In(Welsh).NounList([]string{"x", "therapi"}), "x a therapi"},
		{In(Welsh).NounList([]string{"plant"}), "plant"},
		{In(Welsh).NounEither(nil), ""},
		{In(English).NounEither(nouns), "gwasanaethau or plant 12 oed"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	if nouns[1] != "plant 12 oed" {
		t.Error("the items themselves were changed")
	}
}

// The Welsh alphabet: a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s
// t th u w y.
func TestCompare(t *testing.T) {
	welsh := []string{"Cas", "Cwm", "Chwilog", "Dwyran", "Dyffryn", "Ddol", "Fron", "Ffynnon", "Gwy", "Ngarth", "Haf",
		"Lon", "Lwyd", "Llan", "Pwll", "Phil", "Rwy", "Rhyl", "Sarn", "Tywyn", "Thomas", "Ward 2", "Ward 10", "Ŵyn", "Ysbyty"}
	english := []string{"Cas", "Chwilog", "Cwm", "Ddol", "Dwyran", "Ffynnon", "Fron", "Llan", "Lwyd", "Rhyl", "Rwy", "Thomas", "Tywyn"}
	for language, want := range map[Language][]string{Welsh: welsh, English: english} {
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, In(language).Compare)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", language, got)
		}
	}
	if In(Welsh).Compare("Môn", "Mon") == 0 {
		t.Error("names that differ by an accent stand in no order")
	}
}

func TestTerm(t *testing.T) {
	cases := []struct {
		family string
		value  any
		want   string
	}{
		{"mode", model.Outreach, "Allgymorth"},
		{"status", "not known", "Ddim yn hysbys"},
		{"attribute_short", "young_carer", "young carer"},
	}
	for _, c := range cases {
		if got := In(Welsh).Term(c.family, c.value); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.family, c.value, got, c.want)
		}
	}
	if one, more := In(Welsh).Kind("ward", 1), In(Welsh).Kind("ward", 3); one != "ward" || more != "wardiau" {
		t.Error(one, more)
	}
}

func BenchmarkSay(b *testing.B) {
	v := In(Welsh)
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			v.Say("status.gap")
		}
	})
	b.Run("values and plural", func(b *testing.B) {
		for b.Loop() {
			v.Say("gaps_count", "Count", 585)
		}
	})
}
