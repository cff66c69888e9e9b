package register

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// filterPanel narrows the list. What it does not ask for, the day and the
// audience, is carried along.
func filterPanel(v *shell.Visit, s *scope) parts.FilterPanel {
	tiers := []parts.Option{{Value: upperTiers, Text: v.Say("register.tier_upper")}, {Value: allTiers, Text: v.Say("register.tier_all")}}
	for _, tier := range []string{"4", "3", "2", "1"} {
		tiers = append(tiers, parts.Option{Value: tier, Text: v.Say("tier", "Tier", tier)})
	}
	kinds := []parts.Option{{Text: v.Say("register.all_kinds")}}
	for _, kind := range gap.Kinds {
		kinds = append(kinds, parts.Option{Value: string(kind), Text: v.Term("gap_kind", kind)})
	}
	p := parts.FilterPanel{Label: v.Say("register.filter"), Action: bare(v.Link("/gaps")), Hidden: carried(v, "sort"), Button: v.Say("register.show"),
		Clear: &parts.Link{Text: v.Say("clear_filters"), URL: v.Link("/gaps")},
		Fields: []parts.Field{
			parts.NewSelectField("area", v.Say("area"), v.Query("area"), areaOptions(v, s.area)...),
			parts.NewSelectField("of", v.Say("register.of"), s.of, kindOptions(v)...),
			parts.NewSelectField("tier", v.Say("tier_head"), s.tier, tiers...),
			parts.NewSelectField("kind", v.Say("register.kind"), string(s.kind), kinds...),
			parts.NewSelectField("type", v.Say("service_type"), s.serviceType, typeOptions(v)...),
		}}
	return p
}

// carried are the parts of the address that a form keeps.
func carried(v *shell.Visit, more ...string) []parts.Pair {
	var out []parts.Pair
	for _, key := range append([]string{"on", "for"}, more...) {
		if value := v.Query(key); value != "" {
			out = append(out, parts.Pair{Name: key, Value: value})
		}
	}
	return out
}

// bare is an address without its query, which a form would drop.
func bare(url string) string {
	path, _, _ := strings.Cut(url, "?")
	return path
}

// areaOptions are the areas of an authority's size or more, those of a kind in
// order of name, and the one chosen.
func areaOptions(v *shell.Visit, chosen *disclosure.Place) []parts.Option {
	out := []parts.Option{{Text: v.Say("register.all_areas")}}
	option := func(p disclosure.Place) parts.Option {
		return parts.Option{Value: p.Code, Text: v.Text(p.Name, p.NameCy), Lang: v.Lang(p.Name, p.NameCy)}
	}
	for _, kind := range v.View.Kinds() {
		if !kind.AuthorityOrLarger() {
			continue
		}
		var group []parts.Option
		for _, p := range v.View.Places(kind) {
			o := option(p)
			o.Text = v.Say("register.area_of_kind", "Area", o.Text, "Kind", v.Kind(kind, 1))
			group = append(group, o)
		}
		slices.SortStableFunc(group, func(a, b parts.Option) int { return v.Compare(a.Text, b.Text) })
		out = append(out, group...)
	}
	if chosen != nil && !chosen.Kind.AuthorityOrLarger() {
		out = append(out, option(*chosen))
	}
	return out
}

func kindOptions(v *shell.Visit) []parts.Option {
	var out []parts.Option
	for _, kind := range v.View.Kinds() {
		out = append(out, parts.Option{Value: string(kind), Text: capital(v.Kind(kind, 2))})
	}
	return append(out, parts.Option{Value: authorities, Text: v.Say("register.of_authorities")}, parts.Option{Value: allAreas, Text: v.Say("register.of_all")})
}

func typeOptions(v *shell.Visit) []parts.Option {
	var out []parts.Option
	types := v.View.Reference().ServiceTypes
	for i := range types {
		t := &types[i]
		out = append(out, parts.Option{Value: t.Key, Text: v.TypeName(t), Lang: v.Lang(t.Label(), t.NameCy)})
	}
	slices.SortStableFunc(out, func(a, b parts.Option) int { return v.Compare(a.Text, b.Text) })
	return append([]parts.Option{{Text: v.Say("register.all_types")}}, out...)
}

// capital begins a text with a capital letter.
func capital(text string) string {
	first, length := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[length:]
}
