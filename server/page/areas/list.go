package areas

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/unicode/norm"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// listPage finds an area by its name, code or kind.
type listPage struct {
	shell.Page
	Filter  parts.FilterPanel
	Caption string
	Tiers   []string
	Rows    []listRow
	Empty   *parts.Empty
	Pages   parts.Pagination
}

// listRow is an area with the word for each tier.
type listRow struct {
	Area             parts.Link
	Other, OtherLang string
	Kind, Code       string
	Within           parts.Link
	Tiers            []tierWord
}

// tierWord is a tier's status and share.
type tierWord struct {
	Label  string
	Status parts.Status
	Share  string
}

// listSize is how many areas a page of the list holds.
const listSize = 50

func (d *door) list(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	kind, err := visit.Choice("kind", append([]string{""}, kindTexts(visit.View)...)...)
	if err != nil {
		return err
	}
	found := d.search(visit, model.AreaKind(kind), visit.Query("q"))
	number, err := visit.WholeNumber("page", 1, max(1, (len(found)+listSize-1)/listSize))
	if err != nil {
		return err
	}
	page := &listPage{}
	if page.Page, err = visit.Page("areas", visit.Say("areas.list"), visit.Say("areas.list_lead", "Count", len(found))); err != nil {
		return err
	}
	page.fill(visit, kind, found, number)
	return d.house.Show(c, http.StatusOK, "areas/list", page)
}

func kindTexts(view *disclosure.View) []string {
	var out []string
	for _, kind := range view.Kinds() {
		out = append(out, string(kind))
	}
	return out
}

func (page *listPage) fill(visit *shell.Visit, kind string, found []disclosure.Place, number int) {
	page.Filter = filter(visit, kind)
	page.Caption = visit.Say("areas.list_caption")
	for _, tier := range downwards {
		page.Tiers = append(page.Tiers, visit.Say("tier", "Tier", strconv.Itoa(tier)))
	}
	from := (number - 1) * listSize
	for _, place := range found[from:min(from+listSize, len(found))] {
		page.Rows = append(page.Rows, listRowOf(visit, place))
	}
	page.Pages = parts.NewPagination(visit.Voice, number, listSize, len(found), func(n int) string { return visit.Here("page", n) })
	switch {
	case len(visit.View.Kinds()) == 0:
		page.Empty = &parts.Empty{Title: visit.Say("areas.empty"), Text: visit.Say("areas.empty_text"), Links: []parts.Link{{Text: visit.Say("areas.empty_import"), URL: visit.Link("/import")}}}
	case len(found) == 0:
		page.Empty = &parts.Empty{Title: visit.Say("areas.none_found"), Text: visit.Say("areas.none_found_text"), Links: []parts.Link{{Text: visit.Say("areas.show_every"), URL: visit.Link("/areas")}}}
	}
}

func filter(visit *shell.Visit, kind string) parts.FilterPanel {
	options := []parts.Option{{Text: visit.Say("all")}}
	for _, k := range visit.View.Kinds() {
		options = append(options, parts.Option{Value: string(k), Text: sentence(visit.Kind(k, 2)) + " (" + visit.Number(float64(len(visit.View.Places(k))), 0) + ")"})
	}
	f := parts.FilterPanel{Label: visit.Say("areas.find"), Action: visit.Link("/areas"), Button: visit.Say("search"), Fields: []parts.Field{
		parts.NewTextField("q", visit.Say("areas.name_or_code"), visit.Query("q")),
		parts.NewSelectField("kind", visit.Say("areas.kind"), kind, options...)}}
	for _, key := range []string{"on", "for"} {
		if value := visit.Query(key); value != "" {
			f.Hidden = append(f.Hidden, parts.Pair{Name: key, Value: value})
		}
	}
	if kind != "" || visit.Query("q") != "" {
		f.Clear = &parts.Link{Text: visit.Say("clear_filters"), URL: visit.Link("/areas")}
	}
	return f
}

// sentence is a word as it stands alone: large at the start.
func sentence(word string) string {
	runes := []rune(word)
	if len(runes) > 0 {
		runes[0] = unicode.ToUpper(runes[0])
	}
	return string(runes)
}

// orderKey is the list of areas in the order of one alphabet.
type orderKey words.Language

func inOrder(visit *shell.Visit) []entry {
	return visit.View.Keep(orderKey(visit.Language()), func() any { return ordered(visit) }).([]entry)
}

// entry is an area and what it is found by.
type entry struct {
	disclosure.Place
	words string
}

// ordered lists all areas: larger kinds first, names in the order of the
// reader's alphabet.
func ordered(visit *shell.Visit) []entry {
	var all []entry
	for _, p := range visit.View.Places("") {
		all = append(all, entry{p, folded(p.Name) + "\n" + folded(p.NameCy) + "\n" + folded(p.Code)})
	}
	slices.SortStableFunc(all, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.Kind.Order(), y.Kind.Order()), visit.Compare(visit.Text(x.Name, x.NameCy), visit.Text(y.Name, y.NameCy)))
	})
	return all
}

// search lists the areas of a kind ("" for all) whose name, in either
// language, or code holds the text. Accents and capitals do not count.
func (d *door) search(visit *shell.Visit, kind model.AreaKind, text string) []disclosure.Place {
	wanted := folded(strings.TrimSpace(text))
	var found []disclosure.Place
	for _, e := range inOrder(visit) {
		if (kind == "" || e.Kind == kind) && strings.Contains(e.words, wanted) {
			found = append(found, e.Place)
		}
	}
	return found
}

// folded is a text without accents, typographic apostrophes and capitals.
func folded(text string) string {
	plain := true
	for i := range len(text) {
		plain = plain && text[i] < 0x80
	}
	if plain {
		return strings.ToLower(text)
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '’':
			return '\''
		}
		return r
	}, norm.NFD.String(text)))
}

func listRowOf(visit *shell.Visit, place disclosure.Place) listRow {
	row := listRow{Area: parts.Link{Text: visit.Text(place.Name, place.NameCy), Lang: visit.Lang(place.Name, place.NameCy), URL: visit.Link(shell.Path("areas", place.Code))},
		Other: visit.Other(place.Name, place.NameCy), OtherLang: string(visit.OtherLanguage()), Kind: visit.Kind(place.Kind, 1), Code: place.Code}
	if near, ok := holder(visit.View, place.Code); ok {
		row.Within = parts.Link{Text: visit.Text(near.Name, near.NameCy), Lang: visit.Lang(near.Name, near.NameCy), URL: visit.Link(shell.Path("areas", near.Code))}
	}
	for _, tier := range downwards {
		word := tierWord{Label: visit.Say("tier", "Tier", strconv.Itoa(tier)), Status: parts.NewStatus(visit.Voice, parts.NotKnown), Share: "–"}
		if t, err := visit.View.Tier(place.Code, tier); err == nil {
			word.Status, word.Share = parts.NewStatus(visit.Voice, state(t.Status)), met(t).Text(visit.Voice)
		}
		row.Tiers = append(row.Tiers, word)
	}
	return row
}

// holder is the area that people know another by: its local authority, or
// else the largest above it.
func holder(view *disclosure.View, code string) (disclosure.Place, bool) {
	above := view.Above(code)
	for _, a := range above {
		if a.Kind == model.LocalAuthority {
			return a, true
		}
	}
	if len(above) == 0 {
		return disclosure.Place{}, false
	}
	return above[0], true
}
