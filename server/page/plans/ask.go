package plans

import (
	"net/url"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/field"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// asked are the columns that a change of each kind asks for, in order. Those
// that a file sets besides stay as they are.
var asked = map[string][]string{
	"open": {"name", "name_cy", "provider", "service_type", "programme", "mode", "capacity", "cohorts_per_year", "places_per_cohort", "parent_places_per_cohort",
		"age_min", "age_max", "school_year_min", "excludes", "areas_served", "disclosure", "area_code", "lon", "lat", "start", "end"},
	"close":  {"service", "end"},
	"resize": {"service", "capacity", "cohorts_per_year", "places_per_cohort", "caseload", "weeks_per_case", "bed_spaces", "average_stay_days"},
	"move":   {"service", "site", "disclosure", "area_code", "lon", "lat"},
	"serve":  {"service", "areas_served"},
	"accept": {"service", "age_min", "age_max", "school_year_min", "excludes"},
	"renew":  {"service", "start", "end", "contract_end", "licence_start", "licence_end"},
}

// settable are all columns that a change may set, in the order in which they
// are said.
var settable = []string{"provider", "service_type", "programme", "mode", "capacity", "capacity_unit", "cohorts_per_year", "places_per_cohort", "parent_places_per_cohort",
	"caseload", "weeks_per_case", "bed_spaces", "average_stay_days", "age_min", "age_max", "school_year_min", "excludes", "languages", "by_and_for",
	"areas_served", "site", "disclosure", "area_code", "lon", "lat", "postcode", "start", "end", "contract_end", "licence_start", "licence_end",
	"funder", "annual_cost", "parallel_service", "name", "name_cy"}

var dates = []string{"start", "end", "contract_end", "licence_start", "licence_end"}

// draft is one change as it is typed.
type draft struct {
	plan   string // the name of the scenario, typed where it is new
	fresh  bool   // the scenario is
	kind   string
	place  int // of the line, from 1; 0 is a new one
	base   int
	texts  map[string]string
	faults map[string]string // by column
	others []string

	owner, by  string // as typed
	lead       string // of the page, where it is another
	action     string // of the form, where it is not its own address
	clash      []clashRow
	difference *difference
}

// read takes what was typed of the columns that are asked for. Areas may be
// named instead of coded.
func (n *draft) read(visit *shell.Visit, form url.Values) {
	if n.fresh {
		n.plan, n.owner = strings.TrimSpace(form.Get("scenario")), form.Get("owner")
	}
	n.by = form.Get("by")
	n.texts["change"] = n.kind
	for _, column := range append(slices.Clone(asked[n.kind]), "cost") {
		switch {
		case slices.Contains(dates, column):
			n.texts[column] = parts.JoinDate(form.Get, column)
		case column == "excludes":
			if n.texts[column] = strings.Join(form[column], ";"); len(form[column]) > 1 && slices.Contains(form[column], field.NoParts) {
				n.faults[column] = visit.Say("plans.nobody_and_somebody")
			}
		case column == "areas_served":
			codes := slices.Clone(form[column])
			for _, other := range field.List(strings.NewReplacer("\r", ";", "\n", ";", ",", ";").Replace(form.Get("areas_served_other"))) {
				codes = append(codes, areaCode(visit, other))
			}
			n.texts[column] = strings.Join(codes, ";")
		case column == "area_code":
			n.texts[column] = areaCode(visit, strings.TrimSpace(form.Get(column)))
		case column == "cost":
			n.texts[column] = parts.PlainNumber(strings.TrimSpace(form.Get(column)))
		default:
			n.texts[column] = strings.TrimSpace(form.Get(column))
		}
	}
}

// areaCode is the code of the only area that has a name, in either language;
// any other text stays as it is.
func areaCode(visit *shell.Visit, text string) string {
	if text == "" {
		return ""
	}
	code, found := text, 0
	for _, c := range visit.House.Planner.Choices("areas") {
		switch {
		case c.Key == text:
			return text
		case strings.EqualFold(c.Name, text) || strings.EqualFold(c.NameCy, text):
			code, found = c.Key, found+1
		}
	}
	if found > 1 {
		return text
	}
	return code
}

// fields ask for a change.
func (d *door) fields(visit *shell.Visit, n *draft) []parts.Field {
	var out []parts.Field
	if n.fresh {
		name := parts.NewTextField("scenario", visit.Say("plans.name"), n.plan)
		name.Hint = visit.Say("plans.name_hint")
		owner := nameField(visit, "owner", "plans.owner_label", n.owner)
		owner.Hint = visit.Say("plans.owner_hint")
		out = append(out, name.Wrong(visit.Voice, n.faults["scenario"]), owner.Wrong(visit.Voice, n.faults["owner"]))
	}
	for _, column := range asked[n.kind] {
		out = append(out, d.field(visit, n, column)...)
	}
	cost := parts.NewNumberField("cost", visit.Say("plans.cost_label"), n.texts["cost"])
	cost.Hint = visit.Say("plans.cost_hint")
	by := nameField(visit, "by", "plans.by_optional", n.by)
	by.Hint = visit.Say("plans.by_hint")
	return append(out, cost.Wrong(visit.Voice, n.faults["cost"]), by.Wrong(visit.Voice, n.faults["by"]))
}

func (d *door) field(visit *shell.Visit, n *draft, column string) []parts.Field {
	label, text := d.labelOf(visit, column), n.texts[column]
	var f parts.Field
	switch {
	case slices.Contains(dates, column):
		f = parts.NewDateField(visit.Voice, column, label, text)
	case column == "areas_served":
		return d.areas(visit, n, label)
	case column == "excludes":
		options := d.attributes(visit, text)
		if n.kind == "accept" {
			options = append(options, parts.Option{Value: field.NoParts, Text: visit.Say("plans.nobody")})
		}
		f = parts.NewCheckboxesField(column, label, chosenOf(text), options...)
	case column == "service" || tables[column] != "" && column != "area_code":
		f = parts.NewSelectField(column, label, text, d.nouns(visit, n, column)...)
	case column == "mode" || column == "disclosure":
		f = parts.NewSelectField(column, label, text, words(visit, column)...)
	case column == "name" || column == "name_cy" || column == "area_code" || column == "site":
		f = parts.NewTextField(column, label, text)
	default:
		f = parts.NewNumberField(column, label, text)
	}
	if key := "plans.hint_" + n.kind + "_" + column; visit.Has(key) {
		f.Hint = visit.Say(key)
	} else if key := "plans.hint_" + column; visit.Has(key) {
		f.Hint = visit.Say(key)
	} else if key := "edit.hint_" + column; visit.Has(key) && n.kind == "open" {
		f.Hint = visit.Say(key)
	}
	if column == "name_cy" {
		f.Lang = "cy"
	}
	return []parts.Field{f.Wrong(visit.Voice, n.faults[column])}
}

func words(visit *shell.Visit, column string) []parts.Option {
	values := map[string][]string{"mode": model.Mode("").Values(), "disclosure": model.Disclosure("").Values()}[column]
	out := []parts.Option{{Text: visit.Say("not_stated")}}
	for _, value := range values {
		out = append(out, parts.Option{Value: value, Text: visit.Term(column, value)})
	}
	return out
}

// nouns are the rows that a column may name, and the services that the
// scenario opens.
func (d *door) nouns(visit *shell.Visit, n *draft, column string) []parts.Option {
	var out []parts.Option
	for _, c := range d.house.Planner.Choices(tables[column]) {
		out = append(out, parts.Option{Value: c.Key, Text: visit.Text(c.Name, c.NameCy) + " (" + c.Key + ")", Lang: visit.Lang(c.Name, c.NameCy)})
	}
	if column == "service" && !n.fresh {
		changes, _ := d.house.Planner.Scenario(n.plan) // none: none are opened
		for i := range changes {
			if c := &changes[i]; c.Change == "open" && (n.place == 0 || i+1 < n.place) {
				out = append(out, parts.Option{Value: c.Service, Text: visit.Say("plans.opened_here", "Name", visit.Text(c.Sets["name"], c.Sets["name_cy"]))})
			}
		}
	}
	if text := n.texts[column]; text != "" && !slices.ContainsFunc(out, func(o parts.Option) bool { return o.Value == text }) {
		out = append(out, parts.Option{Value: text, Text: text})
	}
	slices.SortStableFunc(out, func(a, b parts.Option) int { return visit.Compare(a.Text, b.Text) })
	return append([]parts.Option{{Text: visit.Say("choose")}}, out...)
}

func (d *door) attributes(visit *shell.Visit, text string) []parts.Option {
	var out []parts.Option
	for _, c := range d.house.Planner.Choices("attributes") {
		out = append(out, parts.Option{Value: c.Key, Text: partOf(visit, "excludes", c.Key)})
	}
	for _, part := range field.List(text) {
		if !slices.ContainsFunc(out, func(o parts.Option) bool { return o.Value == part }) {
			out = append(out, parts.Option{Value: part, Text: part})
		}
	}
	return out
}

// chosenOf are the options that a list ticks; that it has nothing in it is one.
func chosenOf(text string) []string {
	if chosen := field.List(text); text == "" || len(chosen) > 0 {
		return chosen
	}
	return []string{field.NoParts}
}

// areas are the authorities to tick, and a box for the codes of others.
func (d *door) areas(visit *shell.Visit, n *draft, label string) []parts.Field {
	served := field.List(n.texts["areas_served"])
	rest := slices.Clone(served)
	var options []parts.Option
	for _, c := range d.house.Planner.Choices("areas") {
		if c.Group == string(model.LocalAuthority) {
			options = append(options, parts.Option{Value: c.Key, Text: visit.Text(c.Name, c.NameCy), Lang: visit.Lang(c.Name, c.NameCy)})
			rest = slices.DeleteFunc(rest, func(code string) bool { return code == c.Key })
		}
	}
	slices.SortFunc(options, func(a, b parts.Option) int { return visit.Compare(a.Text, b.Text) })
	other := parts.NewTextareaField("areas_served_other", visit.Say("edit.areas_other"), strings.Join(rest, "\n"))
	other.Hint = visit.Say("plans.areas_other_hint")
	if len(options) == 0 {
		return []parts.Field{other.Wrong(visit.Voice, n.faults["areas_served"])}
	}
	return []parts.Field{parts.NewCheckboxesField("areas_served", label, served, options...).Wrong(visit.Voice, n.faults["areas_served"]), other}
}
