package directory

import (
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// query is what the address asks a list for.
type query struct {
	search                             string
	area, tier, kind, provider, sector string
	language, counts, capacity         string
	column                             string
	falling                            bool
	page                               int
	reaching                           map[string]bool // services that reach the area
	place                              disclosure.Place
}

// head is a column that sorts; number ones stand at the right.
type head struct {
	key    string
	number bool
}

// readQuery reads and checks the address of the list of services.
func readQuery(visit *shell.Visit) (*query, error) {
	q := &query{search: strings.TrimSpace(visit.Query("q")), area: visit.Query("area")}
	if err := q.choose(visit, serviceHeads, map[*string][]string{
		&q.tier: {"tier", "", "1", "2", "3", "4"}, &q.kind: append([]string{"type", ""}, typeKeys(visit)...),
		&q.provider: append([]string{"provider", ""}, providerKeys(visit)...), &q.language: append([]string{"language", ""}, languages(visit)...),
		&q.counts: {"counts", "", "yes", "no"}, &q.capacity: {"capacity", "", "known", "unknown"},
	}); err != nil {
		return nil, err
	}
	if q.area == "" {
		return q, nil
	}
	var err error
	if q.place, err = visit.View.Place(q.area); err != nil {
		return nil, err
	}
	q.reaching, err = visit.View.Reaching(q.area)
	return q, err
}

// choose reads values that must be one of some: the first of a list is the
// key in the address.
func (q *query) choose(visit *shell.Visit, heads []head, values map[*string][]string) (err error) {
	for to, allowed := range values {
		if *to, err = visit.Choice(allowed[0], allowed[1:]...); err != nil {
			return err
		}
	}
	var orders []string
	for _, h := range heads {
		orders = append(orders, h.key, "-"+h.key)
	}
	column, err := visit.Choice("sort", orders...)
	if err != nil {
		return err
	}
	q.column, q.falling = strings.CutPrefix(column, "-")
	q.page, err = visit.WholeNumber("page", 1, 1_000_000)
	return err
}

func typeKeys(visit *shell.Visit) []string {
	var out []string
	for _, t := range visit.View.Reference().ServiceTypes {
		out = append(out, t.Key)
	}
	return out
}

func providerKeys(visit *shell.Visit) []string {
	var out []string
	for _, p := range visit.View.Providers() {
		out = append(out, p.Key)
	}
	return out
}

// languages lists those in which any service is given.
func languages(visit *shell.Visit) []string {
	var out []string
	for _, s := range visit.View.Services() {
		for _, language := range s.Languages {
			if !slices.Contains(out, language) {
				out = append(out, language)
			}
		}
	}
	slices.Sort(out)
	return out
}

// filtered keeps what the address asks for.
func (q *query) filtered(all []disclosure.Service) []disclosure.Service {
	return slices.DeleteFunc(slices.Clone(all), func(s disclosure.Service) bool { return !q.keeps(&s) })
}

func (q *query) keeps(s *disclosure.Service) bool {
	tier, _ := strconv.Atoi(q.tier)
	isKnown := !hasPlaces(s) || s.Capacity.Known()
	return (q.tier == "" || slices.Contains(s.Tiers, tier)) &&
		(q.kind == "" || s.Type.Key == q.kind) &&
		(q.provider == "" || s.Provider.Key == q.provider) &&
		(q.language == "" || slices.Contains(s.Languages, q.language)) &&
		(q.counts == "" || s.Counts == (q.counts == "yes")) &&
		(q.capacity == "" || isKnown == (q.capacity == "known")) &&
		(q.area == "" || q.reaching[s.Key] || slices.Contains(s.AreasServed, q.area)) &&
		q.finds(s.Key, s.Name, s.NameCy, s.Provider.Name, s.Provider.NameCy)
}

// finds says whether one of the texts has what is searched for, with or
// without accents.
func (q *query) finds(texts ...string) bool {
	wanted := plain(q.search)
	return wanted == "" || slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(plain(text), wanted) })
}

var accents = strings.NewReplacer("â", "a", "ê", "e", "î", "i", "ô", "o", "û", "u", "ŵ", "w", "ŷ", "y", "’", "'",
	"á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "à", "a", "è", "e", "ä", "a", "ë", "e", "ï", "i", "ö", "o", "ü", "u")

func plain(text string) string { return accents.Replace(strings.ToLower(text)) }

// panel is the filter of the list of services.
func (q *query) panel(visit *shell.Visit) parts.FilterPanel {
	tiers := []parts.Option{{Text: visit.Say("all")}}
	for tier := 4; tier >= 1; tier-- {
		tiers = append(tiers, parts.Option{Value: strconv.Itoa(tier), Text: visit.Say("tier_labelled", "Tier", tier, "Label", visit.TierName(tier))})
	}
	return q.form(visit, "directory.filter_services",
		parts.NewTextField("q", visit.Say("search"), q.search),
		parts.NewSelectField("area", visit.Say("directory.filter_area"), q.area, q.areaOptions(visit)...),
		parts.NewSelectField("tier", visit.Say("tier_head"), q.tier, tiers...),
		parts.NewSelectField("type", visit.Say("service_type"), q.kind, typeOptions(visit)...),
		parts.NewSelectField("provider", visit.Say("provider"), q.provider, providerOptions(visit)...),
		parts.NewSelectField("language", visit.Say("directory.filter_language"), q.language, languageOptions(visit)...),
		parts.NewSelectField("counts", visit.Say("directory.filter_counts", "Date", visit.Date(visit.View.Date())), q.counts,
			parts.Option{Text: visit.Say("all")}, parts.Option{Value: "yes", Text: visit.Say("directory.counts")}, parts.Option{Value: "no", Text: visit.Say("directory.counts_not")}),
		parts.NewSelectField("capacity", visit.Say("directory.filter_capacity"), q.capacity,
			parts.Option{Text: visit.Say("all")}, parts.Option{Value: "known", Text: visit.Say("directory.capacity_known")}, parts.Option{Value: "unknown", Text: visit.Say("directory.capacity_unknown")}))
}

// form is a filter that keeps the day, the audience and the order.
func (q *query) form(visit *shell.Visit, label string, fields ...parts.Field) parts.FilterPanel {
	action, _, _ := strings.Cut(visit.Link(visit.Path()), "?")
	f := parts.FilterPanel{Label: visit.Say(label), Action: action, Fields: fields, Button: visit.Say("filter")}
	for _, key := range []string{"on", "for", "sort"} {
		if value := visit.Query(key); value != "" {
			f.Hidden = append(f.Hidden, parts.Pair{Name: key, Value: value})
		}
	}
	if slices.ContainsFunc(fields, func(field parts.Field) bool { return visit.Query(field.Name) != "" }) {
		f.Clear = &parts.Link{Text: visit.Say("clear_filters"), URL: visit.Link(visit.Path())}
	}
	return f
}

// areaOptions are authorities and larger areas, and the one chosen.
func (q *query) areaOptions(visit *shell.Visit) []parts.Option {
	out := []parts.Option{{Text: visit.Say("all")}}
	for _, kind := range visit.View.Kinds() {
		if !kind.AuthorityOrLarger() && kind != visit.View.Kinds()[0] {
			continue
		}
		places := visit.View.Places(kind)
		slices.SortFunc(places, func(x, y disclosure.Place) int {
			return visit.Compare(visit.Text(x.Name, x.NameCy), visit.Text(y.Name, y.NameCy))
		})
		for _, place := range places {
			out = append(out, areaOption(visit, place))
		}
	}
	if q.area != "" && !slices.ContainsFunc(out, func(o parts.Option) bool { return o.Value == q.area }) {
		out = append(out, areaOption(visit, q.place))
	}
	return out
}

func areaOption(visit *shell.Visit, place disclosure.Place) parts.Option {
	return parts.Option{Value: place.Code, Text: visit.Say("directory.area_of_kind", "Name", visit.Text(place.Name, place.NameCy), "Kind", visit.Kind(place.Kind, 1))}
}

func typeOptions(visit *shell.Visit) []parts.Option {
	var out []parts.Option
	types := visit.View.Reference().ServiceTypes
	for i := range types {
		out = append(out, parts.Option{Value: types[i].Key, Text: visit.TypeName(&types[i])})
	}
	return sorted(visit, out)
}

func providerOptions(visit *shell.Visit) []parts.Option {
	var out []parts.Option
	for _, p := range visit.View.Providers() {
		out = append(out, parts.Option{Value: p.Key, Text: visit.Text(p.Name, p.NameCy)})
	}
	return sorted(visit, out)
}

func languageOptions(visit *shell.Visit) []parts.Option {
	var out []parts.Option
	for _, language := range languages(visit) {
		out = append(out, parts.Option{Value: language, Text: visit.Term("language", language)})
	}
	return sorted(visit, out)
}

// sorted puts options into the order of the alphabet, behind "all".
func sorted(visit *shell.Visit, options []parts.Option) []parts.Option {
	slices.SortStableFunc(options, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("all")}}, options...)
}

// head is a column head that sorts by it, or turns the order round.
func (q *query) head(visit *shell.Visit, h head) parts.SortHead {
	order, next := "", h.key
	if q.column == h.key {
		order, next = "ascending", "-"+h.key
		if q.falling {
			order, next = "descending", h.key
		}
	}
	return parts.NewSortHead(visit.Voice, visit.Say("directory.head_"+h.key), visit.Here("sort", next, "page", ""), order, h.number)
}

func providerLink(visit *shell.Visit, provider *model.Provider) parts.Link {
	return parts.Link{Text: visit.Text(provider.Name, provider.NameCy), Lang: visit.Lang(provider.Name, provider.NameCy), URL: visit.Link(shell.Path("providers", provider.Key))}
}
