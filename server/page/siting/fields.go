package siting

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// wishFormOf is the form of a type, as it was filled in.
func wishFormOf(visit *shell.Visit, a asked, faults map[string]string) *wishForm {
	kind := typeOf(visit, a.text("type"))
	f := &wishForm{Heading: visit.Say("siting.for_type", "Type", visit.TypeName(kind)), Action: visit.Link("/siting"), Type: kind.Key, Begin: visit.Say("siting.begin")}
	f.Groups = []group{
		{Title: visit.Say("siting.group_aim"), Fields: aims(visit, a)},
		{Title: visit.Say("siting.group_much"), Text: visit.Say("siting.group_much_text"), Beside: true, Fields: []parts.Field{
			number(visit, a, "number", "5"), number(visit, a, "budget", "10")}},
		{Title: visit.Say("siting.group_where"), Text: whereText(visit, kind), Fields: wheres(visit, a, kind)},
		{Title: visit.Say("siting.group_points"), Points: pointsOf(visit, a, faults)},
		{Title: visit.Say("siting.group_size"), Text: visit.Say("siting.group_size_text"), Beside: true, Fields: []parts.Field{
			number(visit, a, "places", "5"), number(visit, a, "cost", "10"),
			parts.NewSelectField("programme", visit.Say("siting.point_programme"), a.text("programme"), programmeOptions(visit)...),
			number(visit, a, "age_min", "3"), number(visit, a, "age_max", "3")}, Below: excluded(visit, a)},
		{Title: visit.Say("siting.group_today"), Folded: true, Open: len(a.close) > 0, Text: visit.Say("siting.group_today_text"), Fields: todays(visit, a)},
		{Title: visit.Say("siting.group_journeys"), Folded: true, Open: a.text("journeys") != "", Text: visit.Say("siting.group_journeys_text"), Fields: journeyFields(visit, a)},
		{Title: visit.Say("siting.group_search"), Text: visit.Say("siting.group_search_text"), Beside: true, Fields: []parts.Field{
			number(visit, a, "limit", "3"), number(visit, a, "seed", "5")}},
	}
	if !kind.IsProtected() {
		f.Groups[3].Map, f.Groups[3].MapHint = chart(visit), visit.Say("siting.map_hint")
	} else {
		f.Groups = slices.Delete(f.Groups, 6, 7) // to what is protected there are no journeys
	}
	for g := range f.Groups {
		for i, field := range f.Groups[g].Fields {
			f.Groups[g].Fields[i] = field.Wrong(visit.Voice, faults[field.Name])
			f.Groups[g].Open = f.Groups[g].Open || faults[field.Name] != ""
		}
		for i, field := range f.Groups[g].Below {
			f.Groups[g].Below[i] = field.Wrong(visit.Voice, faults[field.Name])
		}
	}
	return f
}

// chart is the map on which places are chosen: the region with its authorities.
func chart(visit *shell.Visit) template.HTML {
	m := sketch.Map{ID: "choose", Kind: model.LocalAuthority, Palette: sketch.Reach, Label: visit.Say("siting.choose_map"), Wide: 528, High: 420, Classes: map[string]sketch.Class{}}
	for _, place := range visit.View.Places(model.LocalAuthority) {
		m.Classes[place.Code] = others
	}
	if len(m.Classes) == 0 {
		return ""
	}
	return m.Island(visit.View, visit.Voice, sketch.Live{What: visit.Say("siting.choose_map"), On: visit.Query("on")})
}

// excluded are the children whom candidates refuse that say nothing of it.
func excluded(visit *shell.Visit, a asked) []parts.Field {
	if options := attributeOptions(visit); len(options) > 0 {
		return []parts.Field{parts.NewCheckboxesField("excludes", visit.Say("siting.field_excludes"), a.excludes, options...)}
	}
	return nil
}

func journeyFields(visit *shell.Visit, a asked) []parts.Field {
	text := parts.NewTextareaField("journeys", visit.Say("siting.field_journeys"), a.text("journeys"))
	text.Hint, text.Rows = visit.Say("siting.journeys_hint"), 4
	return []parts.Field{text, parts.NewFileField("journeys_file", visit.Say("siting.field_journeys_file"), ".csv,.tsv,.txt")}
}

func number(visit *shell.Visit, a asked, name, width string) parts.Field {
	f := parts.NewNumberField(name, visit.Say("siting.field_"+name), a.text(name))
	f.Width = width
	return f
}

func aims(visit *shell.Visit, a asked) []parts.Field {
	var ways []parts.Option
	for _, name := range []string{advise, "reach", "met", "worst-off"} {
		ways = append(ways, parts.Option{Value: name, Text: visit.Say("siting.objective_" + name), Hint: visit.Say("siting.objective_what_" + name)})
	}
	tiers := []parts.Option{{Text: visit.Say("siting.all_tiers")}}
	for _, tier := range expectedIn(visit, a.text("type")) {
		tiers = append(tiers, parts.Option{Value: strconv.Itoa(tier), Text: visit.Say("tier_labelled", "Tier", tier, "Label", visit.TierName(tier))})
	}
	return []parts.Field{parts.NewRadiosField("objective", visit.Say("siting.field_objective"), a.text("objective"), ways...),
		parts.NewSelectField("tier", visit.Say("siting.field_tier"), a.text("tier"), tiers...)}
}

func whereText(visit *shell.Visit, kind *model.ServiceType) string {
	if kind.IsProtected() {
		return visit.Say("siting.where_protected")
	}
	return visit.Say("siting.where_open")
}

func wheres(visit *shell.Visit, a asked, kind *model.ServiceType) []parts.Field {
	base := visit.Kind(visit.View.BaseKind(), 1)
	everywhere := visit.Say("siting.from_everywhere", "Kind", base)
	if kind.IsProtected() {
		everywhere = visit.Say("siting.from_authorities")
	}
	from := parts.NewRadiosField("from", visit.Say("siting.field_from"), a.text("from"),
		parts.Option{Value: fromEverywhere, Text: everywhere},
		parts.Option{Value: fromAreas, Text: visit.Say("siting.from_areas")},
		parts.Option{Value: fromPoints, Text: visit.Say("siting.from_points")},
		parts.Option{Value: fromList, Text: visit.Say("siting.from_list")})
	var kinds []parts.Option
	for _, k := range visit.View.Kinds() {
		if !kind.IsProtected() || k.AuthorityOrLarger() {
			kinds = append(kinds, parts.Option{Value: string(k), Text: visit.Kind(k, 1)})
		}
	}
	areas := parts.NewSelectField("area_kind", visit.Say("siting.field_area_kind"), a.text("area_kind"), kinds...)
	list := parts.NewTextareaField("list", visit.Say("siting.field_list"), a.text("list"))
	list.Hint, list.Rows = visit.Say("siting.list_hint"), 6
	file := parts.NewFileField("file", visit.Say("siting.field_file"), ".csv,.tsv,.txt")
	lock := parts.NewTextField("lock", visit.Say("siting.field_lock"), a.text("lock"))
	lock.Hint = visit.Say("siting.lock_hint")
	return []parts.Field{from, areas, list, file, lock}
}

// todays are the services of the type that stand today, to say which of them
// may be closed.
func todays(visit *shell.Visit, a asked) []parts.Field {
	var options []parts.Option
	for _, s := range visit.View.Services() {
		if s.ServiceType == a.text("type") && s.Counts {
			options = append(options, parts.Option{Value: s.Key, Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy)})
		}
	}
	slices.SortStableFunc(options, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	switch {
	case len(options) == 0:
		return nil
	case len(options) > listed:
		f := parts.NewTextareaField("close", visit.Say("siting.field_close_keys"), strings.Join(a.close, "\n"))
		f.Hint = visit.Say("siting.lock_hint")
		return []parts.Field{f}
	}
	return []parts.Field{parts.NewCheckboxesField("close", visit.Say("siting.field_close"), a.close, options...)}
}
