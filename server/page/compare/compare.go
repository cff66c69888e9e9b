package compare

import (
	"html/template"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// comparePage is /compare.
type comparePage struct {
	shell.Page
	Filter  parts.FilterPanel
	Legend  []parts.Key
	Caption string
	Sorts   []sortLink
	Columns []column
	Rows    template.HTML
	Pages   parts.Pagination
	Files   []files
	All     bool // four rows an area
	Empty   *parts.Empty
}

// column is a head: a sort link where one tier is shown.
type column struct {
	Code, Name string
	Sort       *parts.SortHead
}

type sortLink struct {
	parts.Link
	Current bool
}

func (d *door) compare(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return err
	}
	list := ch.areas(sheetOf(visit.View))
	number, err := visit.WholeNumber("page", 1, max(1, (len(list)+ch.size-1)/ch.size))
	if err != nil {
		return err
	}
	shown := list[min(len(list), (number-1)*ch.size):min(len(list), number*ch.size)]
	page := &comparePage{Filter: ch.filter(), Columns: ch.columns(), Sorts: ch.sorts(), Rows: ch.rows(shown), Files: ch.files(), All: len(ch.tiers) > 1,
		Caption: visit.Say("compare.caption", "Kind", visit.Kind(ch.kind, 2)), Pages: parts.NewPagination(visit.Voice, number, ch.size, len(list), func(p int) string { return visit.Here("page", p) })}
	page.Legend = legendOf(visit)
	if page.Page, err = visit.Page("compare", visit.Say("compare.title"), ch.lead(list)); err != nil {
		return err
	}
	if ch.within != nil {
		page.At(*ch.within)
	}
	if len(list) == 0 {
		page.Empty = &parts.Empty{Title: visit.Say("compare.empty"), Text: visit.Say("compare.empty_text"), Links: []parts.Link{{Text: visit.Say("clear_filters"), URL: visit.Link("/compare")}}}
	}
	return d.house.Show(c, http.StatusOK, "compare/compare", page)
}

// legendOf says the four words.
func legendOf(v *shell.Visit) []parts.Key {
	settings := v.View.Settings()
	bounds := []any{"Gap", v.Percent(settings.Gap), "Sufficient", v.Percent(settings.Sufficient)}
	key := func(state parts.State, text string) parts.Key {
		status := parts.NewStatus(v.Voice, state)
		return parts.Key{Status: &status, Text: text}
	}
	return []parts.Key{
		key(parts.Gap, v.Say("status_what.gap", bounds...)), key(parts.Partial, v.Say("status_what.partial", bounds...)),
		key(parts.Sufficient, v.Say("status_what.sufficient", bounds...)), key(parts.NotKnown, v.Say("status_what.not_known", bounds...)),
	}
}

// lead names the area that is worst off in the tier shown first, or says how
// many areas there are.
func (ch *choice) lead(list []*area) string {
	count := ch.Say("areas_count", "Count", len(list))
	tier := 3
	if len(ch.tiers) == 1 {
		tier = ch.tiers[0]
	}
	var worst *area
	for _, a := range list {
		if f := a.at(tier, 0); !f.none() && (worst == nil || f.low < worst.at(tier, 0).low) {
			worst = a
		}
	}
	if worst == nil {
		return ch.Say("compare.lead", "Areas", count)
	}
	return ch.Say("compare.lead_worst", "Areas", count, "Tier", tier, "Area", ch.Text(worst.Name, worst.NameCy), "Share", ch.PercentRange(worst.at(tier, 0).low, worst.at(tier, 0).high))
}

func (ch *choice) filter() parts.FilterPanel {
	areas := []parts.Option{{Text: ch.Say("compare.everywhere")}}
	var kinds []parts.Option
	for _, kind := range ch.View.Kinds() {
		kinds = append(kinds, parts.Option{Value: string(kind), Text: capital(ch.Kind(kind, 2))})
		if !kind.AuthorityOrLarger() {
			continue
		}
		for _, p := range ch.View.Places(kind) {
			areas = append(areas, parts.Option{Value: p.Code, Text: ch.Say("compare.area_of_kind", "Area", ch.Text(p.Name, p.NameCy), "Kind", ch.Kind(kind, 1)), Lang: ch.Lang(p.Name, p.NameCy)})
		}
	}
	if ch.within != nil && !ch.within.Kind.AuthorityOrLarger() {
		areas = append(areas, parts.Option{Value: ch.within.Code, Text: ch.Text(ch.within.Name, ch.within.NameCy)})
	}
	tiers := []parts.Option{{Value: "all", Text: ch.Say("compare.all_tiers")}}
	for tier := 4; tier >= 1; tier-- {
		tiers = append(tiers, parts.Option{Value: strconv.Itoa(tier), Text: ch.Say("tier_labelled", "Tier", tier, "Label", ch.TierName(tier))})
	}
	tier := "all"
	if len(ch.tiers) == 1 {
		tier = strconv.Itoa(ch.tiers[0])
	}
	path, _, _ := strings.Cut(ch.Link("/compare"), "?")
	p := parts.FilterPanel{Label: ch.Say("compare.filter"), Action: path, Button: ch.Say("compare.show"), Fields: []parts.Field{
		parts.NewSelectField("kind", ch.Say("compare.kind"), string(ch.kind), kinds...),
		parts.NewSelectField("area", ch.Say("compare.within"), ch.Query("area"), areas...),
		parts.NewSelectField("tier", ch.Say("tier_head"), tier, tiers...)}}
	for _, key := range []string{"on", "for"} {
		if value := ch.Query(key); value != "" {
			p.Hidden = append(p.Hidden, parts.Pair{Name: key, Value: value})
		}
	}
	return p
}

// capital begins a text with a capital letter.
func capital(text string) string {
	first, length := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[length:]
}
