package planner

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"catchment/model"
	"catchment/model/field"
)

const longestKey = 40

// freeKey makes a code that is not in use: of the name, or for a site of its
// service, because the name of a site may tell where it is.
func freeKey(t field.Table, known *model.Records, texts map[string]string) string {
	stem := slug(texts["name"])
	if t.Name == "sites" {
		stem = texts["service"] + "-site"
	}
	if stem == "" {
		stem = strings.TrimSuffix(t.Name, "s")
	}
	taken := map[string]bool{}
	for _, row := range rowsOf(t, known) {
		taken[field.KeyOf(row.Noun)] = true
	}
	key := stem
	for n := 2; taken[key]; n++ {
		key = fmt.Sprintf("%s-%d", stem, n)
	}
	return key
}

// slug writes a name in small letters without marks, words joined by hyphens.
func slug(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= longestKey {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}
