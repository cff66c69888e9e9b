package openreferral

import (
	"slices"
	"strings"
	"unicode"

	"catchment/model/field"
)

// What stands for a name that tells of a place.
const (
	nameWithheld   = "Name withheld: it tells of a place"
	nameWithheldCy = "Enw wedi’i ddal yn ôl: mae’n sôn am le"
)

// speaks says whether a text has words for what is protected: those of the
// rules that come along for what is residential.
func speaks(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(BuiltIn(), func(r Rule) bool { return r.Mode == "residential" && r.fits([][]string{words}, nil) })
}

// leads says whether a name leads to what is protected: it tells of a place,
// and it, or another name beside it, speaks of that.
func leads(name string, beside ...string) bool {
	return field.HintsAtPlace(name) && (speaks(name) || slices.ContainsFunc(beside, speaks))
}

// withhold takes away the name of a service that leads to what is protected:
// by its words, by those of its organisation, or by where it is.
func (l *laying) withhold(of *offer, org *organization) {
	if !of.named || of.hidden && field.NamesPlace(of.name) { // that is refused
		return
	}
	if leads(of.name, org.name) || field.HintsAtPlace(of.name) && (of.hidden || slices.ContainsFunc(of.places, l.isSecret)) {
		changed := *of.service
		changed.name, changed.nameCy = withheld(of.id)
		of.service = &changed
	}
}

// withheld is what stands for a name, in both languages, with the id where this
// tells nothing.
func withheld(id string) (name, nameCy string) {
	if field.HintsAtPlace(id) && !IsID(id) {
		return nameWithheld, nameWithheldCy
	}
	return notNamed(nameWithheld, id), notNamed(nameWithheldCy, id)
}

// welshOf is the Welsh of a name that is withheld, "" for any other.
func welshOf(name string) string {
	if rest, is := strings.CutPrefix(name, nameWithheld); is {
		return nameWithheldCy + rest
	}
	return ""
}
