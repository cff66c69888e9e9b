package field

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words by which a street is known without a number: those that hardly mean
// anything else, and those that only do behind "at" or "in".
var (
	sureStreets = strings.Fields("street st road rd avenue ave lane crescent terrace")
	sureStrydau = strings.Fields("stryd heol lôn lon rhodfa")
	before      = strings.Fields("at in on near off yn ar ger")
	noName      = strings.Fields("the a an of to and or for from every each this that our your any open off on in at by with play high safe home family crown county youth drop y yr o i a ac ar yn neu")
)

var (
	telephone = regexp.MustCompile(`(?:\+44|\b0044|\b0)(?:[ ().]*[0-9]){9,10}\b`)
	email     = regexp.MustCompile(`[^ @]@[^ @]+\.[^ @]`)
	address   = regexp.MustCompile(`(?i)\bhttps?:|\bwww\.|\b[a-z0-9]+\.(?:uk|com|org|net|info|wales|cymru|example)\b`)
	beside    = regexp.MustCompile(`(?i)\b(?:opposite (?:the|to)|next (?:door )?to|gyferbyn|drws nesaf|wrth ymyl|round the corner)\b`)
)

// HintsAtPlace is NamesPlace, and more: it says whether a text holds a street
// without a number, a telephone number, an address of mail or of the web, or
// what a place is next to. It takes names of no place for one now and then:
// it guards texts that can be done without.
func HintsAtPlace(text string) bool {
	if NamesPlace(text) || email.MatchString(text) {
		return true
	}
	text = plain(text)
	return telephone.MatchString(text) || address.MatchString(text) || beside.MatchString(text) || hasStreet(strings.Fields(text))
}

// hasStreet looks for "Zebra Lane", "at zebra court" and "Heol y Zebra".
func hasStreet(words []string) bool {
	for i := range words {
		if i > 0 && endsStreet(words[:i+1]) && (bare(words[i]) != "st" || i+1 == len(words) || endsPhrase(words[i]) || !isCapital(words[i+1])) {
			return true
		}
		if i+1 < len(words) && beginsStryd(words[i:]) {
			return true
		}
	}
	return false
}

// endsStreet says whether the last of the words is that for a street, behind
// its name.
func endsStreet(words []string) bool {
	last := len(words) - 1
	kind, name := words[last], words[last-1]
	if !slices.Contains(streets, bare(kind)) || !isWord(kind) || !isWord(name) || endsPhrase(name) || slices.Contains(noName, bare(name)) {
		return false
	}
	if slices.Contains(sureStreets, bare(kind)) && isCapital(name) && (isCapital(kind) || last == 1) {
		return true
	}
	for n := last - 2; n >= 0 && n >= last-longestStreet-1; n-- {
		if slices.Contains(before, bare(words[n])) {
			return slices.Contains(sureStreets, bare(kind)) || isCapital(name) && isCapital(kind)
		}
		if endsPhrase(words[n]) || slices.Contains(noName, bare(words[n])) && bare(words[n]) != "the" {
			return false
		}
	}
	return false
}

// beginsStryd says whether the words begin with a Welsh street: "Heol y Zebra",
// and "Ffordd y Coleg" though not "Ffordd Newydd", which names much else.
func beginsStryd(words []string) bool {
	next := bare(words[1])
	if !isStryd(words[0]) || !isWord(words[1]) || endsPhrase(words[0]) {
		return false
	}
	article := next == "y" || next == "yr"
	if article && len(words) > 2 {
		return isCapital(words[2])
	}
	kind, _, _ := strings.Cut(strings.ReplaceAll(bare(words[0]), "’", "'"), "'")
	return slices.Contains(sureStrydau, kind) && isCapital(words[0]) && !article && !slices.Contains(noName, next)
}

func isCapital(word string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }))
	return unicode.IsUpper(first)
}
