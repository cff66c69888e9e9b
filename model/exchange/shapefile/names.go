package shapefile

import (
	"fmt"
	"strings"
)

// longestName is the longest name of a field.
const longestName = 10

// shortened gives each name at most ten letters, all different whatever their
// case: the first letters of its words, then as much of the last as fits.
func shortened(names []string) []string {
	taken := map[string]bool{}
	out := make([]string, len(names))
	for i, name := range names { // those that fit keep their name
		if fits(name) && !taken[strings.ToLower(name)] {
			out[i] = name
			taken[strings.ToLower(name)] = true
		}
	}
	for i, name := range names {
		if out[i] != "" {
			continue
		}
		short := initials(name)
		for n := 2; taken[short]; n++ {
			number := fmt.Sprint(n)
			base := initials(name)
			short = base[:min(len(base), longestName-len(number))] + number
		}
		out[i] = short
		taken[short] = true
	}
	return out
}

func fits(name string) bool { return name != "" && len(name) <= longestName && name == plain(name) }

// plain keeps the letters, digits and underscores that a field may be named by.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return -1
	}, name)
}

// initials shortens t2_group_support_demand to t2gs_deman.
func initials(name string) string {
	words := strings.FieldsFunc(strings.ToLower(plain(name)), func(r rune) bool { return r == '_' })
	if len(words) == 0 {
		return "field"
	}
	last := words[len(words)-1]
	head := ""
	for i, word := range words[:len(words)-1] {
		if i == 0 && len(word) == 2 { // a tier
			head += word
		} else {
			head += word[:1]
		}
	}
	if head == "" {
		return last[:min(len(last), longestName)]
	}
	const least = 4 // letters of the last word
	head = head[:min(len(head), longestName-1-least)] + "_"
	return head + last[:min(len(last), longestName-len(head))]
}
