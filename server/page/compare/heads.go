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

func (ch *choice) files() []parts.Link {
	link := func(text, file string) parts.Link {
		return parts.Link{Text: text, URL: ch.Link("/export/"+file, "kind", ch.kind)}
	}
	return []parts.Link{
		link(ch.Say("compare.file_tiers", "Format", "CSV"), "tiers.csv"),
		link(ch.Say("compare.file_practice", "Format", "CSV"), "practice.csv"),
		link(ch.Say("compare.file_practice", "Format", "XLSX"), "practice.xlsx"),
		link(ch.Say("compare.file_practice", "Format", "GeoJSON"), "practice.geojson"),
	}
}
