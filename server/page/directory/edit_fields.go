package directory

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/field"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// How a column is asked for.
type asking int

const (
	askText asking = iota
	askNumber
	askDate
	askChoice // one of a fixed list
	askRadios
	askNoun  // one of a table
	askSome  // any of a fixed list
	askAreas // authorities to tick, others by code
	askParts // a list as text
)

// columnForm says how one column is asked for: of what list or table.
type columnForm struct {
	column string
	ask    asking
	of     string
}

// formGroup is a part of a form.
type formGroup struct {
	key     string
	columns []columnForm
}

// forms has every column of the tables that can be edited, in the order in
// which they are asked for.
var forms = map[string][]formGroup{
	"providers": {{"provider", []columnForm{
		{column: "provider"}, {column: "name"}, {column: "name_cy"}, {"sector", askChoice, "sector."}, {column: "website"}, {column: "charity_number"},
	}}},
	"services": {
		{"what", []columnForm{
			{column: "service"}, {column: "name"}, {column: "name_cy"}, {"provider", askNoun, "providers"}, {"service_type", askNoun, "service_types"},
			{"programme", askNoun, "programmes"}, {"mode", askChoice, "mode."}, {"parallel_service", askNoun, "services"},
		}},
		{"who", []columnForm{
			{"age_min", askNumber, ""}, {"age_max", askNumber, ""}, {"school_year_min", askNumber, ""}, {"excludes", askSome, "attributes"},
			{"languages", askSome, "languages"}, {"by_and_for", askParts, ""},
		}},
		{"where", []columnForm{{"areas_served", askAreas, ""}}},
		{"capacity", []columnForm{
			{"capacity", askNumber, ""}, {"capacity_unit", askChoice, "unit."}, {"cohorts_per_year", askNumber, ""}, {"places_per_cohort", askNumber, ""},
			{"parent_places_per_cohort", askNumber, ""}, {"caseload", askNumber, ""}, {"weeks_per_case", askNumber, ""}, {"bed_spaces", askNumber, ""}, {"average_stay_days", askNumber, ""},
		}},
		{"dates", []columnForm{
			{"start", askDate, ""}, {"end", askDate, ""}, {"contract_end", askDate, ""}, {"licence_start", askDate, ""}, {"licence_end", askDate, ""},
		}},
		{"money", []columnForm{{column: "funder"}, {"annual_cost", askNumber, ""}}},
	},
	"sites": {{"site", []columnForm{
		{column: "site"}, {"service", askNoun, "services"}, {column: "name"}, {"disclosure", askRadios, "disclosure."},
		{column: "area_code"}, {"lon", askNumber, ""}, {"lat", askNumber, ""}, {column: "postcode"},
	}}},
}

// placeColumns are asked for of public sites alone.
var placeColumns = []string{"lon", "lat", "postcode"}

// asked says whether a column is asked for: the code only of a new noun, and a
// place never of a site that is known and not public.
func (n *draftNoun) asked(column string) bool {
	if n.key == "" {
		return true
	}
	if column == planner.ColumnsOf(n.table)[0].Name {
		return false
	}
	return n.table != "sites" || !slices.Contains(placeColumns, column) || n.known.Columns["disclosure"] == string(model.Public)
}

func (d *door) groups(visit *shell.Visit, noun *draftNoun) []fieldGroup {
	var out []fieldGroup
	for _, g := range forms[noun.table] {
		group := fieldGroup{Title: visit.Say("edit.group_" + g.key), Beside: g.key == "capacity" || g.key == "dates"}
		if g.key == "capacity" {
			group.Text = visit.Say("edit.capacity_text")
		}
		for _, c := range g.columns {
			if noun.asked(c.column) {
				group.Fields = append(group.Fields, d.fields(visit, noun, c)...)
			}
		}
		out = append(out, group)
	}
	return out
}

// fields gives what asks for one column.
func (d *door) fields(visit *shell.Visit, noun *draftNoun, c columnForm) []parts.Field {
	label, text := columnLabel(visit, c.column), noun.texts[c.column]
	if isKey(noun.table, c.column) {
		label = visit.Say("edit.label_code")
	}
	f := parts.NewTextField(c.column, label, text)
	switch c.ask {
	case askNumber:
		f = parts.NewNumberField(c.column, label, text)
	case askDate:
		f = parts.NewDateField(visit.Voice, c.column, label, text)
	case askChoice:
		f = parts.NewSelectField(c.column, label, text, optional(visit, noun.table, c, fixed(visit, c.of))...)
	case askRadios:
		f = parts.NewRadiosField(c.column, label, text, disclosures(visit)...)
	case askNoun:
		f = parts.NewSelectField(c.column, label, text, optional(visit, noun.table, c, d.nouns(visit, c.of))...)
	case askSome:
		f = parts.NewCheckboxesField(c.column, label, field.List(text), d.some(visit, c.of, text)...)
	case askAreas:
		return d.areaFields(visit, noun, label)
	}
	if c.column == "name_cy" {
		f.Lang = string(words.Welsh)
	}
	return []parts.Field{hinted(visit, f, c.column, isKey(noun.table, c.column)).Wrong(visit.Voice, noun.faults[c.column])}
}

func isKey(table, column string) bool { return planner.ColumnsOf(table)[0].Name == column }

func hinted(visit *shell.Visit, f parts.Field, column string, key bool) parts.Field {
	if key {
		column = "code"
	}
	if visit.Has("edit.hint_" + column) {
		f.Hint = visit.Say("edit.hint_" + column)
	}
	return f
}

// askingOf is how the form of a table asks for a column; as text where it does
// not.
func askingOf(table, column string) asking {
	for _, g := range forms[table] {
		for _, f := range g.columns {
			if f.column == column {
				return f.ask
			}
		}
	}
	return askText
}

func columnLabel(visit *shell.Visit, column string) string { return visit.Say("edit.label_" + column) }

// optional puts "not stated" before the options, "choose" where one must be.
func optional(visit *shell.Visit, table string, c columnForm, options []parts.Option) []parts.Option {
	first := parts.Option{Text: visit.Say("not_stated")}
	if column, ok := field.Find(planner.ColumnsOf(table), c.column); ok && column.Required {
		first.Text = visit.Say("choose")
	}
	return append([]parts.Option{first}, options...)
}

var fixedLists = map[string][]string{
	"sector.": model.Sector("").Values(), "mode.": model.Mode("").Values(), "unit.": model.Unit("").Values(), "disclosure.": model.Disclosure("").Values(),
}

func fixed(visit *shell.Visit, family string) []parts.Option {
	var out []parts.Option
	for _, value := range fixedLists[family] {
		out = append(out, parts.Option{Value: value, Text: visit.Term(strings.TrimSuffix(family, "."), value)})
	}
	return out
}

func disclosures(visit *shell.Visit) []parts.Option {
	out := fixed(visit, "disclosure.")
	for i := range out {
		out[i].Hint = visit.Term("disclosure_what", out[i].Value)
	}
	return out
}

// nouns gives the rows of a table by name.
func (d *door) nouns(visit *shell.Visit, table string) []parts.Option {
	var out []parts.Option
	for _, c := range d.house.Planner.Choices(table) {
		out = append(out, parts.Option{Value: c.Key, Text: visit.Text(c.Name, c.NameCy) + " (" + c.Key + ")", Lang: visit.Lang(c.Name, c.NameCy)})
	}
	slices.SortFunc(out, func(a, b parts.Option) int { return visit.Compare(a.Text, b.Text) })
	return out
}

// some gives what can be ticked, with what the noun has beside it.
func (d *door) some(visit *shell.Visit, of, text string) []parts.Option {
	var out []parts.Option
	if of == "languages" {
		out = []parts.Option{{Value: "en", Text: visit.Term("language", "en")}, {Value: "cy", Text: visit.Term("language", "cy")}}
	} else {
		for _, c := range d.house.Planner.Choices(of) {
			name := c.Name
			if visit.Has("attribute_short." + c.Key) {
				name = visit.Term("attribute_short", c.Key)
			}
			out = append(out, parts.Option{Value: c.Key, Text: name})
		}
	}
	for _, part := range field.List(text) {
		if !slices.ContainsFunc(out, func(o parts.Option) bool { return o.Value == part }) {
			out = append(out, parts.Option{Value: part, Text: part})
		}
	}
	return out
}

// areaFields are the authorities to tick, and a box for the codes of others.
func (d *door) areaFields(visit *shell.Visit, noun *draftNoun, label string) []parts.Field {
	served := field.List(noun.texts["areas_served"])
	var options []parts.Option
	rest := slices.Clone(served)
	for _, c := range d.house.Planner.Choices("areas") {
		if c.Group == string(model.LocalAuthority) {
			options = append(options, parts.Option{Value: c.Key, Text: visit.Text(c.Name, c.NameCy), Lang: visit.Lang(c.Name, c.NameCy)})
			rest = slices.DeleteFunc(rest, func(code string) bool { return code == c.Key })
		}
	}
	slices.SortFunc(options, func(a, b parts.Option) int { return visit.Compare(a.Text, b.Text) })
	other := parts.NewTextareaField("areas_served_other", visit.Say("edit.areas_other"), strings.Join(rest, "\n"))
	other.Hint = visit.Say("edit.areas_other_hint")
	if len(options) == 0 {
		return []parts.Field{other.Wrong(visit.Voice, noun.faults["areas_served"])}
	}
	ticks := parts.NewCheckboxesField("areas_served", label, served, options...)
	return []parts.Field{hinted(visit, ticks, "areas_served", false).Wrong(visit.Voice, noun.faults["areas_served"]), other}
}

// read takes what was typed: of the columns that are asked for.
func (n *draftNoun) read(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return notWhole(err)
	}
	typed := map[string]string{}
	for column, text := range n.texts {
		typed[column] = text
	}
	for _, g := range forms[n.table] {
		for _, ask := range g.columns {
			switch {
			case !n.asked(ask.column):
				if slices.Contains(placeColumns, ask.column) && form.Get(ask.column) != "" {
					typed[ask.column] = form.Get(ask.column) // to be refused
				}
			case ask.ask == askDate:
				typed[ask.column] = parts.JoinDate(form.Get, ask.column)
			case ask.ask == askSome:
				typed[ask.column] = strings.Join(form[ask.column], ";")
			case ask.ask == askAreas:
				typed[ask.column] = strings.Join(append(slices.Clone(form[ask.column]), listed(form.Get(ask.column+"_other"))...), ";")
			default:
				typed[ask.column] = strings.TrimSpace(form.Get(ask.column))
			}
		}
	}
	n.texts, n.reason = typed, strings.TrimSpace(form.Get("reason"))
	n.once = form.Get("once")
	n.readBefore(form)
	n.settle()
	return nil
}

// notWhole says of a form that it did not arrive; of one that is too large the
// server says so.
func notWhole(err error) error {
	if errors.As(err, new(*http.MaxBytesError)) {
		return err
	}
	return &model.Error{Code: model.Invalid, Sentence: model.Say("The form did not arrive whole. Send it again."), Cause: err}
}

// listed reads codes one a line, or separated by commas or semicolons.
func listed(text string) []string {
	return field.List(strings.NewReplacer("\r", ";", "\n", ";", ",", ";").Replace(text))
}
