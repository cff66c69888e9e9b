package compare

import (
	"strconv"

	"catchment/model/practice"
	"catchment/server/page/parts"
)

// sorts are the orders to choose from where each area has four rows.
func (ch *choice) sorts() []sortLink {
	if len(ch.tiers) == 1 {
		return nil
	}
	out := []sortLink{{parts.Link{Text: ch.Say("name"), URL: ch.Here("sort", "", "page", "")}, ch.sort == "name"}}
	for _, tier := range ch.tiers {
		key := "t" + strconv.Itoa(tier)
		out = append(out, sortLink{parts.Link{Text: ch.Say("compare.sort_tier", "Tier", tier), URL: ch.Here("sort", key, "page", "")}, ch.sort == key})
	}
	return out
}

func (ch *choice) columns() []column {
	out := []column{{Name: ch.Say("coverage"), Sort: ch.sortHead("", ch.Say("coverage"))}}
	for g := 1; g <= practice.Indicators; g++ {
		code := "GP" + strconv.Itoa(g)
		out = append(out, column{Code: code, Name: ch.IndicatorName(g), Sort: ch.sortHead(".gp"+strconv.Itoa(g), code+" "+ch.IndicatorName(g))})
	}
	return out
}

// sortHead sorts by a column of the one tier shown, lowest first, or turns it
// round.
func (ch *choice) sortHead(column, text string) *parts.SortHead {
	if len(ch.tiers) > 1 {
		return nil
	}
	key := "t" + strconv.Itoa(ch.tiers[0]) + column
	target, order := key, ""
	switch ch.sort {
	case key:
		target, order = "-"+key, "ascending"
	case "-" + key:
		order = "descending"
	}
	head := parts.NewSortHead(ch.Voice, text, ch.Here("sort", target, "page", ""), order, false)
	return &head
}

// files are a table in its formats.
type files struct {
	Name  string
	Links []parts.Link
}

// files are those of the areas and tiers on the sheet, and no others.
func (ch *choice) files() []files {
	query := []any{"kind", ch.kind}
	if ch.within != nil {
		query = append(query, "area", ch.within.Code, "within", "yes")
	}
	if len(ch.tiers) == 1 {
		query = append(query, "tier", ch.tiers[0])
	}
	tiers, practice := ch.Say("compare.files_tiers"), ch.Say("compare.files_practice")
	return []files{
		{tiers, parts.FileLinks(ch.Link, "tiers", tiers, query...)},
		{practice, parts.FileLinks(ch.Link, "practice", practice, query...)},
	}
}
