package field

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// How a place on the ground can be written inside a text.
var (
	postcode    = regexp.MustCompile(`(?i)\b(GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? *[.,]? *[0-9][A-Z]{2})\b`)
	decimals    = regexp.MustCompile(`[0-9]{1,3}[.·][0-9]{4,}`)
	pair        = regexp.MustCompile(`[0-9]{1,2}[.·][0-9]{2,}[^0-9]{1,6}[0-9]{1,3}[.·][0-9]{2,}`)
	degrees     = regexp.MustCompile(`[0-9] *[°º˚]`)
	metres      = regexp.MustCompile(`\b[0-9]{6}\b[^0-9]{1,4}\b[0-9]{6,7}\b`)
	gridLetters = regexp.MustCompile(`(?i)\b` + squares + ` ?([0-9]{2,5}) ?([0-9]{2,5})\b`)
	gridRun     = regexp.MustCompile(`(?i)\b` + squares + ` ?([0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{10})\b`)
	words       = regexp.MustCompile(`///\S+\.\S+\.\S+`)
)

// squares are the squares of 100 km of the National Grid that hold land: not
// TO, which stands before many a year.
const squares = `(?:H[L-PT-Z]|N[A-HJ-OR-UW-Z]|OV|S[C-EH-KM-PR-Z]|T[AFGLMQRV])`

// NamesPlace says whether a text holds something like a UK postcode,
// coordinates, an Ordnance Survey grid reference, a three-word address or a
// street with a house number.
// It rather says so once too often: it guards the names of protected places.
// A postcode district alone ("CF10") is not a place in this sense.
func NamesPlace(text string) bool {
	if degrees.MatchString(text) {
		return true
	}
	text = plain(text)
	if pointsTo(text) || metres.MatchString(text) ||
		gridRun.MatchString(text) || words.MatchString(text) || namesStreet(text) {
		return true
	}
	m := gridLetters.FindStringSubmatch(text)
	return m != nil && len(m[1]) == len(m[2])
}

// IsText says whether every database can keep a text: it is UTF-8, and has no
// control characters but tabs and ends of lines.
func IsText(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return r != '\n' && r != '\t' && r != '\r' && unicode.IsControl(r)
	})
}

// KeyNamesPlace is NamesPlace for a key, where two letters and digits are no
// grid reference.
func KeyNamesPlace(key string) bool { return pointsTo(plain(key)) }

func pointsTo(text string) bool {
	return postcode.MatchString(text) || decimals.MatchString(text) || pair.MatchString(text)
}

// plain undoes what would hide a place from the patterns: full-width forms,
// marks that join words, runs of space.
func plain(text string) string {
	text = norm.NFKC.String(text)
	text = strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', '‐', '‑', '–', '\u00ad', '\u200b', '\u200c', '\u200d', '\ufeff':
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
