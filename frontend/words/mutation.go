package words

import "strings"

// NounList joins common nouns with and: in Welsh the last one mutates (plant
// â thrawma a phlant dan 5 oed). Names never mutate: List joins those.
func (v *Voice) NounList(items []string) string { return v.List(v.lastMutated(items, aspirate)) }

// NounEither joins common nouns with or (plant 12 oed neu blant dan 5 oed).
func (v *Voice) NounEither(items []string) string { return v.Either(v.lastMutated(items, soft)) }

func (v *Voice) lastMutated(items []string, mutate func(string) string) []string {
	if v.language != Welsh || len(items) < 2 {
		return items
	}
	last := len(items) - 1
	return append(append([]string(nil), items[:last]...), mutate(items[last]))
}

// softly is the soft mutation of lower-case initials, those of two letters
// first: they are letters of their own, and ch, dd, ff, ng, ph, th stay.
var softly = []struct{ from, to string }{
	{"ch", "ch"}, {"dd", "dd"}, {"ff", "ff"}, {"ng", "ng"}, {"ph", "ph"}, {"th", "th"}, {"ll", "l"}, {"rh", "r"},
	{"p", "b"}, {"t", "d"}, {"c", "g"}, {"b", "f"}, {"d", "dd"}, {"g", ""}, {"m", "f"},
}

func soft(word string) string {
	for _, m := range softly {
		if rest, ok := strings.CutPrefix(word, m.from); ok {
			return m.to + rest
		}
	}
	return word
}

// aspirate is the aspirate mutation: p, t and c become ph, th and ch.
func aspirate(word string) string {
	if len(word) < 2 || !strings.ContainsRune("ptc", rune(word[0])) || word[1] == 'h' {
		return word
	}
	return word[:1] + "h" + word[1:]
}
