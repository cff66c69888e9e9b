package words

import (
	"strings"
	"unicode/utf8"
)

// List joins items: "a, b and c". Where an item has commas of its own, items
// are parted by semicolons.
func (v *Voice) List(items []string) string { return v.joined(items, "and") }

// Either joins items of which one is meant: "a, b or c".
func (v *Voice) Either(items []string) string { return v.joined(items, "or") }

func (v *Voice) joined(items []string, key string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	comma := ", "
	for _, item := range items {
		if strings.Contains(item, ",") {
			comma = "; "
		}
	}
	last := len(items) - 1
	word := v.Say(key)
	if v.language == Welsh && key == "and" && vowelFirst(items[last]) {
		word = v.Say("and_vowel")
	}
	return strings.Join(items[:last], comma) + " " + word + " " + items[last]
}

// vowelFirst says whether Welsh "and" is ac before the word rather than a.
// Numbers are taken as they are said: 1, 8, 10 to 19 and 80 to 89 (un, wyth,
// un deg …, wyth deg …), 800 and 8,000 begin with a vowel. The w of Wrecsam
// is a consonant.
func vowelFirst(word string) bool {
	first, _ := utf8.DecodeRuneInString(strings.ToLower(word))
	if first >= '0' && first <= '9' {
		return numberVowelFirst(word)
	}
	if strings.HasPrefix(word, "Wrecsam") {
		return false
	}
	return strings.ContainsRune("aeiouwyâêîôûŵŷäëïöüẅÿàèìòùẁỳáéíóúẃý", first)
}

func numberVowelFirst(word string) bool {
	digits := ""
	for _, r := range word {
		if r >= '0' && r <= '9' {
			digits += string(r)
		} else if r != ',' {
			break
		}
	}
	switch len(digits) {
	case 1:
		return digits == "1" || digits == "8"
	case 2:
		return digits[0] == '1' || digits[0] == '8'
	}
	return digits[0] == '8' && len(digits) < 7
}
