package words

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"catchment/model"
)

// message is one entry of the catalogue. forms is nil where it has no other
// form than other.
type message struct {
	other text
	forms map[plural.Form]text
}

// text is a message cut at its values: literal, name, literal, name, literal.
type text struct {
	plain string // as it is shown without values
	parts []string
}

// newText cuts a message at {{.Name}}; nothing else may stand in braces.
func newText(raw string) (text, error) {
	t := text{plain: raw}
	for rest := raw; ; {
		before, after, found := strings.Cut(rest, "{{")
		t.parts = append(t.parts, before)
		if !found {
			return t, nil
		}
		inside, tail, closed := strings.Cut(after, "}}")
		name, dotted := strings.CutPrefix(strings.TrimSpace(inside), ".")
		if !closed || !dotted || !isName(name) {
			return t, fmt.Errorf("%q: a value is written {{.Name}}", raw)
		}
		t.parts = append(t.parts, name)
		rest = tail
	}
}

func isName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// form chooses the form for the value named Count.
func (m *message) form(v *Voice, pairs []any) *text {
	if m.forms == nil {
		return &m.other
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "Count" {
			if t, ok := m.forms[v.pluralOf(pairs[i+1])]; ok {
				return &t
			}
		}
	}
	return &m.other
}

// pluralOf is the plural form that a number takes in the language.
func (v *Voice) pluralOf(count any) plural.Form {
	n, ok := numberOf(count)
	if !ok {
		return plural.Other
	}
	digits := strings.TrimPrefix(strconv.FormatFloat(n, 'f', -1, 64), "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if len(whole) > 6 {
		whole = "1" + whole[len(whole)-6:] // more digits choose no other form
	}
	if len(fraction) > 6 {
		fraction = fraction[:6]
	}
	i, _ := strconv.Atoi(whole)
	f, _ := strconv.Atoi(fraction)
	return plural.Cardinal.MatchPlural(v.tag, i, len(fraction), len(fraction), f, f)
}

func numberOf(value any) (float64, bool) {
	switch n := value.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	case int64:
		return float64(n), true
	case int32:
		return float64(n), true
	}
	return 0, false
}

func (v *Voice) filled(t *text, pairs []any) string {
	if len(t.parts) == 1 {
		return t.plain
	}
	var b strings.Builder
	b.Grow(2 * len(t.plain))
	for i, part := range t.parts {
		if i%2 == 0 {
			b.WriteString(part)
		} else {
			b.WriteString(v.valueOf(part, pairs))
		}
	}
	return b.String()
}

// valueOf writes the value of a name; a name that is not given is shown in
// brackets.
func (v *Voice) valueOf(name string, pairs []any) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == name {
			return v.written(pairs[i+1])
		}
	}
	return "⟦" + name + "⟧"
}

func (v *Voice) written(value any) string {
	switch x := value.(type) {
	case string:
		return x
	case model.Date:
		return v.Date(x)
	case model.Sentence:
		return v.Sentence(x)
	}
	if n, ok := numberOf(value); ok {
		return v.upTo(n, 2)
	}
	return fmt.Sprint(value)
}
