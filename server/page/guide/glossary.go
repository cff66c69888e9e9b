package guide

import (
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
)

// terms are the words that have one meaning each, in every page, column and
// address. Each is guide.term_KEY, with what it means in guide.term_KEY_what.
var terms = strings.Fields(`area area_code kind_of_area base_area provider service service_type programme site area_served
	tier indicator criterion assessment self_level moderated_level evidence need demand uptake reach catchment_term
	supply capacity places_term presence_term eligibility met waiting not_eligible unreached coverage quality gap_term term
	partial_term sufficient_term unknown_term suppressed_term stranded weakest
	baseline scenario change candidate_site protected_term area_only_term audience_term view
	source_term licence method_term revision problem setting_term attribute_term waterfall matrix_term range_term rank_term
	partnership continuity_term parallel_term profile_term vintage`)

// glossary lists them in both languages, in the order of the reader's own
// alphabet.
func (d *door) glossary(c echo.Context) error {
	a, err := d.open(c, "", "glossary")
	if err != nil {
		return err
	}
	other := words.In(a.OtherLang)
	t := newTable(a.Voice, "terms", "guide.glossary_caption", "guide.head_term", "guide.head_other_"+string(a.OtherLang), "guide.head_meaning")
	keys := slices.Clone(terms)
	slices.SortFunc(keys, func(x, y string) int { return a.Compare(a.Say("guide.term_"+x), a.Say("guide.term_"+y)) })
	for _, key := range keys {
		t.add("term-"+strings.TrimSuffix(key, "_term"), plain(a.Say("guide.term_"+key)),
			cell{text: text{Text: other.Say("guide.term_" + key), Lang: string(a.OtherLang)}}, plain(a.Say("guide.term_"+key+"_what")))
	}
	a.Sections = []section{{ID: "words", Title: a.Say("guide.glossary_words"), Tables: []table{t}}}
	return d.show(c, a)
}
