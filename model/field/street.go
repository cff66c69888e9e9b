package field

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The words by which a street is known, as they end an English name or begin
// a Welsh one.
var (
	streets = strings.Fields("street st road rd avenue ave lane close drive terrace place crescent way court gardens square hill row walk")
	strydau = strings.Fields("stryd heol ffordd lôn lon rhodfa clos teras maes")
)

// What tells that a number is no house number: the word before it ("Level 2
// …"), the word after it ("24 hour …"), or a word of plain prose further on ("2
// places that close").
var (
	ranks  = strings.Fields("level tier stage phase step year years age ages aged key part module week weeks cohort lefel haen cam blwyddyn oed rhan")
	counts = strings.Fields("hour hours day days week weeks month months year years session sessions bed beds child children family families " +
		"in on at for from with by awr wythnos diwrnod mis mlynedd oed mlwydd sesiwn gwely i ar yn o")
	prose = strings.Fields("to in that which who are is was were will may must can sydd yw")
)

var houseNumber = regexp.MustCompile(`^[0-9]{1,4}[a-zA-Z]?$`)

// longestStreet is how many words stand between the number and the word for a
// street, or after a Welsh one.
const longestStreet = 3

// namesStreet says whether a text holds a house number and a street: "12
// Castle Street", "12 Heol y Bont" or "Heol y Bont 12". The text is plain.
func namesStreet(text string) bool {
	words := strings.Fields(text)
	for i := range words {
		if isHouseNumber(words, i) && (streetAfter(words[i+1:]) || !isLinked(words, i) && streetBefore(words[:i])) {
			return true
		}
	}
	return false
}

func isHouseNumber(words []string, i int) bool {
	number := strings.TrimLeft(words[i], "(['\"")
	if i+1 == len(words) {
		number = strings.TrimRight(number, ").]'\"")
	}
	isYear := len(number) == 4 && (number[:2] == "19" || number[:2] == "20")
	return houseNumber.MatchString(number) && !isYear && (i == 0 || !slices.Contains(ranks, bare(words[i-1]))) && !endsRange(words, i)
}

// isLinked says whether a number stands behind "to" or "i": "Come to 12 Castle
// Street", "Clwb Maes Glas i 12 oed".
func isLinked(words []string, i int) bool {
	return i > 0 && slices.Contains([]string{"to", "i"}, bare(words[i-1]))
}

// endsRange says whether a number is the upper one of two, or the most there
// may be: "8 to 11", "5 i 12", "up to 12".
func endsRange(words []string, i int) bool {
	return i > 1 && isLinked(words, i) && (strings.ContainsFunc(words[i-2], unicode.IsDigit) || bare(words[i-2]) == "up")
}

// streetAfter looks for "Castle Street" or "Heol y Bont" at the beginning.
func streetAfter(words []string) bool {
	if len(words) < 2 || slices.Contains(counts, bare(words[0])) {
		return false
	}
	if isStryd(words[0]) && isWord(words[1]) {
		return true
	}
	for n := 1; n <= longestStreet && n < len(words); n++ {
		if !isWord(words[n-1]) || endsPhrase(words[n-1]) || slices.Contains(prose, bare(words[n-1])) {
			return false
		}
		if slices.Contains(streets, bare(words[n])) {
			return true
		}
	}
	return false
}

// streetBefore looks for "Heol y Bont" at the end.
func streetBefore(words []string) bool {
	for n := 1; n <= longestStreet && n < len(words); n++ {
		at := len(words) - n
		if !isWord(words[at]) || endsPhrase(words[at]) {
			return false
		}
		if isStryd(words[at-1]) {
			return !endsPhrase(words[at-1])
		}
	}
	return false
}

// isStryd knows "Rhodfa" also where an article hangs on to it: "Rhodfa'r".
func isStryd(word string) bool {
	word = strings.ReplaceAll(bare(word), "’", "'")
	word, _, _ = strings.Cut(word, "'")
	return slices.Contains(strydau, word)
}

// bare is a word in small letters without what stands around it.
func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }))
}

func isWord(word string) bool {
	return bare(word) != "" && !strings.ContainsFunc(word, unicode.IsDigit)
}

// endsPhrase says whether a mark after the word parts it from the next.
func endsPhrase(word string) bool {
	return strings.HasSuffix(word, ",") || strings.HasSuffix(word, ";")
}
