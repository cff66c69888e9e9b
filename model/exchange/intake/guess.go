package intake

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"catchment/model/field"
)

// Guess proposes, for a file of another layout, which table it is and which of
// its headings are which columns: by the names that people use for them, in
// English and Welsh, without regard to case, space and marks. It is nil where
// no heading says anything. It is a proposal: a person decides.
func Guess(file, sheet string, headings []string) *Entry {
	name := sheet
	if name == "" {
		name = strings.TrimSuffix(path.Base(file), path.Ext(file))
	}
	var best *Entry
	most := 0
	for _, t := range field.Tables {
		if t.Reference {
			continue
		}
		columns := GuessColumns(t.Name, headings)
		if score := scoreOf(t, name, columns); len(columns) > 0 && score > most {
			best, most = &Entry{File: file, Sheet: sheet, Table: t.Name, Columns: columns}, score
		}
	}
	return best
}

// scoreOf weighs a guess: columns that the table must have count most, and a
// file of the table's name more than any.
func scoreOf(t field.Table, name string, columns map[string]string) int {
	score := 0
	for _, c := range t.Columns {
		switch _, found := columns[c.Name]; {
		case found && c.Key:
			score += 4
		case found && c.Required:
			score += 3
		case found:
			score += 2
		case c.Required:
			score--
		}
	}
	if plain := simple(name); slices.Contains(tableNames[t.Name], plain) || plain == simple(t.Name) {
		score += 1000
	}
	return score
}

// GuessColumns proposes columns of a table: ours by theirs. No heading is
// taken twice.
func GuessColumns(table string, headings []string) map[string]string {
	t, ok := tableOf(table)
	if !ok {
		return nil
	}
	columns, used := map[string]string{}, map[int]bool{}
	for _, exact := range []bool{true, false} {
		for _, c := range t.columns {
			if columns[c.name] != "" {
				continue
			}
			for i, heading := range headings {
				if !used[i] && strings.TrimSpace(heading) != "" && means(table, c.name, heading, exact) {
					columns[c.name], used[i] = strings.TrimSpace(heading), true
					break
				}
			}
		}
	}
	return columns
}

var age = regexp.MustCompile(`^(age|aged|ages|oed|oedran|oedrannau)?([0-9]{1,2})(years?|oed|mlwydd|mlwyddoed)?$`)

// means says whether a heading is a name of a column.
func means(table, column, heading string, exact bool) bool {
	plain := simple(heading)
	if plain == simple(column) {
		return true
	}
	if exact {
		return false
	}
	if m := age.FindStringSubmatch(plain); m != nil && strings.HasPrefix(column, "age_") {
		return column == "age_"+strings.TrimLeft(m[2], "0") || column == "age_0" && strings.Trim(m[2], "0") == ""
	}
	return slices.Contains(columnNames[table+"/"+column], plain) || slices.Contains(columnNames[column], plain)
}

// simple leaves the letters and digits of a text, in small letters and
// without marks.
func simple(text string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
