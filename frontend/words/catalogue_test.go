package words

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"
)

// Every file reads, and every message has text and values written {{.Name}}.
func TestCatalogueReads(t *testing.T) {
	for _, l := range Languages {
		messages, err := read(catalogue, l)
		if err != nil {
			t.Errorf("%s:\n%v", l, err)
		}
		if len(messages) < 300 {
			t.Errorf("%s: %d messages only", l, len(messages))
		}
	}
	files, _ := filepath.Glob("catalogue/*")
	for _, file := range files {
		if !strings.HasSuffix(file, ".en.toml") && !strings.HasSuffix(file, ".cy.toml") {
			t.Errorf("%s is of no language", file)
		}
	}
}

// Every language says everything, with the same values.
func TestLanguagesSayTheSame(t *testing.T) {
	en, cy := In(English).messages, In(Welsh).messages
	for _, key := range slices.Sorted(maps.Keys(en)) {
		if cy[key] == nil {
			t.Errorf("%s is not in Welsh", key)
			continue
		}
		if want, got := en[key].values(), cy[key].values(); !slices.Equal(want, got) {
			t.Errorf("%s takes %v in English and %v in Welsh", key, want, got)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(cy)) {
		if en[key] == nil {
			t.Errorf("%s is not in English", key)
		}
	}
}

// values are the names of the values that the message takes, in any form.
func (m *message) values() []string {
	out := map[string]bool{}
	for _, form := range append(slices.Collect(maps.Values(m.forms)), m.other) {
		for i := 1; i < len(form.parts); i += 2 {
			out[form.parts[i]] = true
		}
	}
	return slices.Sorted(maps.Keys(out))
}

// A form must be one that the language has, and say something.
func TestForms(t *testing.T) {
	forms := map[Language][]plural.Form{
		English: {plural.One},
		Welsh:   {plural.Zero, plural.One, plural.Two, plural.Few, plural.Many},
	}
	for _, l := range Languages {
		for key, m := range In(l).messages {
			for form, text := range m.forms {
				if !slices.Contains(forms[l], form) {
					t.Errorf("%s: %s has a form that the language lacks", l, key)
				}
				if strings.TrimSpace(text.plain) == "" {
					t.Errorf("%s: %s has an empty form", l, key)
				}
			}
		}
	}
}

// The plural forms follow CLDR.
func TestPluralOf(t *testing.T) {
	cases := []struct {
		language Language
		count    any
		want     plural.Form
	}{
		{English, 0, plural.Other}, {English, 1, plural.One}, {English, 2, plural.Other}, {English, 1.5, plural.Other}, {English, 1.0, plural.One},
		{Welsh, 0, plural.Zero}, {Welsh, 1, plural.One}, {Welsh, 2, plural.Two}, {Welsh, 3, plural.Few}, {Welsh, 4, plural.Other},
		{Welsh, 6, plural.Many}, {Welsh, 16, plural.Other}, {Welsh, 1_000_001, plural.Other}, {Welsh, 2.5, plural.Other}, {Welsh, int64(3), plural.Few}, {Welsh, "3", plural.Other},
	}
	for _, c := range cases {
		if got := In(c.language).pluralOf(c.count); got != c.want {
			t.Errorf("%s: %v takes form %v, want %v", c.language, c.count, got, c.want)
		}
	}
}

// What a file may not say is refused by name.
func TestNewMessageRefuses(t *testing.T) {
	cases := []struct {
		name    string
		message i18n.Message
		want    string
	}{
		{"no text", i18n.Message{One: "a"}, "no text for the form other"},
		{"a value without a dot", i18n.Message{Other: "{{Name}}"}, "written {{.Name}}"},
		{"an open value", i18n.Message{Other: "a {{.Name"}, "written {{.Name}}"},
		{"a condition", i18n.Message{Other: "{{if .Name}}a{{end}}"}, "written {{.Name}}"},
		{"a fault in a form", i18n.Message{Other: "a", Few: "{{}}"}, "written {{.Name}}"},
	}
	for _, c := range cases {
		if _, err := newMessage(&c.message); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// English is not left in the Welsh catalogue: a sentence that reads the same
// in both is one nobody translated.
func TestWelshIsTranslated(t *testing.T) {
	en, cy := In(English).messages, In(Welsh).messages
	for key, m := range en {
		if words := strings.Fields(m.other.plain); len(m.values()) == 0 && cy[key] != nil && len(words) > 3 && cy[key].other.plain == m.other.plain {
			t.Errorf("%s reads the same in both: %q", key, m.other.plain)
		}
	}
}
