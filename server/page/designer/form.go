package designer

import (
	"slices"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// form is the fields of a design.
type form struct {
	Action string
	Hidden []parts.Pair
	Groups []group
}

type group struct {
	Title, Text string
	Fields      []parts.Field
}

func (f *form) all() (out []parts.Field) {
	for _, g := range f.Groups {
		out = append(out, g.Fields...)
	}
	return out
}

func formOf(visit *shell.Visit, r *reading) *form {
	f := &form{Action: visit.Link(path, "on", "") + "#result", Hidden: []parts.Pair{{Name: "programme", Value: r.design.Programme.Key}}}
	if on := visit.Query("on"); on != "" {
		f.Hidden = append(f.Hidden, parts.Pair{Name: "on", Value: on})
	}
	f.Groups = []group{{Title: visit.Say("designer.group_what"), Text: visit.Say("designer.group_what_text"), Fields: whats(visit, r)}}
	for _, g := range groups {
		section := group{Title: visit.Say("designer.group_" + g.name), Text: visit.Say("designer.group_" + g.name + "_text")}
		for _, a := range g.amounts {
			if r.wants(a.name) {
				section.Fields = append(section.Fields, r.number(visit, a.name))
			}
		}
		if g.name == "readiness" {
			section.Fields = append(section.Fields, r.ticks(visit)...)
		}
		f.Groups = append(f.Groups, section)
	}
	return f
}

func (r *reading) number(visit *shell.Visit, name string) parts.Field {
	f := parts.NewNumberField(name, visit.Say("designer.field_"+name), r.texts[name])
	if key := "designer.hint_" + name; visit.Has(key) {
		f.Hint = visit.Say(key)
	}
	return f.Wrong(visit.Voice, r.faults[name])
}

// ticks are what is there or is not.
func (r *reading) ticks(visit *shell.Visit) (out []parts.Field) {
	for _, name := range []string{"licence", "parallel"} {
		if r.wants(name) {
			out = append(out, parts.NewCheckboxesField(name, visit.Say("designer.field_"+name), []string{visit.Query(name)}, parts.Option{Value: "yes", Text: visit.Say("designer.tick_" + name)}))
		}
	}
	return out
}

// whats ask for the service type, the way of delivery and the area.
func whats(visit *shell.Visit, r *reading) []parts.Field {
	var types []parts.Option
	reference := visit.View.Reference()
	for i := range reference.ServiceTypes {
		if t := &reference.ServiceTypes[i]; t.Measure != model.Presence {
			types = append(types, parts.Option{Value: t.Key, Text: visit.TypeName(t)})
		}
	}
	slices.SortStableFunc(types, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	chosen := visit.Query("type")
	if r.kind != nil {
		chosen = r.kind.Key
	}
	kind := parts.NewSelectField("type", visit.Say("service_type"), chosen, append([]parts.Option{{Text: visit.Say("choose")}}, types...)...)
	out := []parts.Field{kind.Wrong(visit.Voice, r.faults["type"])}
	if variants := variantsOf(visit, r.design.Programme); len(variants) > 0 {
		options := []parts.Option{{Text: visit.Say("designer.any_variant")}}
		for _, v := range variants {
			options = append(options, parts.Option{Value: v.Key, Text: visit.Text(v.Name, v.NameCy), Lang: visit.Lang(v.Name, v.NameCy)})
		}
		field := parts.NewSelectField("variant", visit.Say("designer.field_variant"), visit.Query("variant"), options...)
		field.Hint = visit.Say("designer.hint_variant")
		out = append(out, field)
	}
	area := parts.NewSelectField("area", visit.Say("designer.field_area"), r.area, areasOf(visit, r.area)...)
	area.Hint = visit.Say("designer.hint_area")
	return append(out, area.Wrong(visit.Voice, r.faults["area"]))
}

// areasOf are the areas to choose from: authorities where there are any, else
// the largest, and the one that the address names.
func areasOf(visit *shell.Visit, named string) []parts.Option {
	kinds := visit.View.Kinds()
	if len(kinds) == 0 {
		return []parts.Option{{Text: visit.Say("designer.no_area")}}
	}
	kind := kinds[0]
	if slices.Contains(kinds, model.LocalAuthority) {
		kind = model.LocalAuthority
	}
	var out []parts.Option
	for _, place := range visit.View.Places(kind) {
		out = append(out, parts.Option{Value: place.Code, Text: visit.Text(place.Name, place.NameCy), Lang: visit.Lang(place.Name, place.NameCy)})
	}
	if place, err := visit.View.Place(named); err == nil && place.Kind != kind {
		out = append(out, parts.Option{Value: place.Code, Text: visit.Text(place.Name, place.NameCy), Lang: visit.Lang(place.Name, place.NameCy)})
	}
	slices.SortStableFunc(out, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("designer.no_area")}}, out...)
}
