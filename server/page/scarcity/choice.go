package scarcity

import (
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// choice asks for the type, the tier, the area, the kind of areas and the plan.
func choice(visit *shell.Visit, a asked) parts.FilterPanel {
	chosen, tier := "", ""
	if a.kind != nil {
		chosen = a.kind.Key
	}
	if a.tier > 0 {
		tier = strconv.Itoa(a.tier)
	}
	fields := []parts.Field{
		parts.NewSelectField("type", visit.Say("service_type"), chosen, typeOptions(visit, a.tier)...),
		parts.NewSelectField("tier", visit.Say("scarcity.field_tier"), tier, tierOptions(visit)...),
		parts.NewSelectField("area", visit.Say("scarcity.field_area"), a.area.Code, areaOptions(visit, a.area)...),
		parts.NewSelectField("kind", visit.Say("scarcity.field_kind"), string(a.reach), kindOptions(visit)...),
		parts.NewSelectField("into", visit.Say("scarcity.field_into"), a.into, planOptions(visit, a.plans)...),
	}
	panel := parts.FilterPanel{Label: visit.Say("scarcity.choose"), Action: visit.Link(path, "on", ""), Fields: fields, Button: visit.Say("scarcity.show")}
	if on := visit.Query("on"); on != "" {
		panel.Hidden = []parts.Pair{{Name: "on", Value: on}}
	}
	return panel
}

// typeOptions are the types with places that some tier expects, or the one
// asked about.
func typeOptions(visit *shell.Visit, tier int) []parts.Option {
	var out []parts.Option
	reference := visit.View.Reference()
	for i := range reference.ServiceTypes {
		t := &reference.ServiceTypes[i]
		expected := slices.ContainsFunc(reference.Uptake, func(u model.Uptake) bool {
			return u.ServiceType == t.Key && u.Uptake > 0 && (tier == 0 || u.Tier == tier || t.Key == visit.Query("type"))
		})
		if t.Measure != model.Presence && expected {
			out = append(out, parts.Option{Value: t.Key, Text: visit.TypeName(t)})
		}
	}
	slices.SortStableFunc(out, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("choose")}}, out...)
}

func tierOptions(visit *shell.Visit) []parts.Option {
	out := []parts.Option{{Text: visit.Say("scarcity.all_tiers")}}
	for tier := 4; tier >= 1; tier-- {
		out = append(out, parts.Option{Value: strconv.Itoa(tier), Text: visit.Say("tier_labelled", "Tier", tier, "Label", visit.TierName(tier))})
	}
	return out
}

func areaOptions(visit *shell.Visit, named disclosure.Place) []parts.Option {
	var out []parts.Option
	kinds := visit.View.Kinds()
	if len(kinds) > 0 {
		kind := kinds[0]
		if slices.Contains(kinds, model.LocalAuthority) {
			kind = model.LocalAuthority
		}
		places := visit.View.Places(kind)
		if named.Code != "" && named.Kind != kind {
			places = append(slices.Clip(places), named)
		}
		for _, p := range places {
			out = append(out, parts.Option{Value: p.Code, Text: visit.Text(p.Name, p.NameCy), Lang: visit.Lang(p.Name, p.NameCy)})
		}
	}
	slices.SortStableFunc(out, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("scarcity.anywhere")}}, out...)
}

func kindOptions(visit *shell.Visit) (out []parts.Option) {
	for _, kind := range visit.View.Kinds() {
		out = append(out, parts.Option{Value: string(kind), Text: visit.Kind(kind, 1)})
	}
	return out
}

func planOptions(visit *shell.Visit, plans []string) []parts.Option {
	out := []parts.Option{{Text: visit.Say("scarcity.new_plan")}}
	for _, name := range plans {
		out = append(out, parts.Option{Value: name, Text: name})
	}
	return out
}
