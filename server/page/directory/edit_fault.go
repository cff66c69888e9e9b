package directory

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/field"
	"catchment/server/page/shell"
)

// wordings are faults that a form words for itself: words of their English, and
// what the form says instead.
var wordings = []struct{ words, key string }{
	{"this code is in use already", "taken"},
	{"a site that is not public has no coordinates", "place"},
	{"a protected site has no coordinates", "place"},
	{"a reason without postcode", "reason"},
	{"must name the areas it serves", "areas"},
	{"a local authority or larger", "authority"},
	{"a number not above", "order"},
	{"a date not before", "dates"},
	{`both "lon" and "lat"`, "half"},
	{"an area_only site needs", "area"},
	{"neither these files nor the database have it", "unknown"},
	{"must hold no postcode", "names_place"},
	{"must not hold a postcode", "names_place"},
	{"a text without control characters", "text"},
}

// fault notes a problem at its column, in the reader's language. The first of
// a column stays. What a site that is not public has no place for is not
// typed back.
func (n *draftNoun) fault(visit *shell.Visit, p model.Problem) {
	column := p.Column
	if !n.has(column) && column != "reason" || !p.Of().Empty() {
		column = ""
	}
	if slices.Contains(placeColumns, column) && n.texts["disclosure"] != string(model.Public) {
		n.texts[column] = ""
	}
	if strings.Contains(p.Expected.String(), "must hold no postcode") || strings.Contains(p.Expected.String(), "must not hold a postcode") {
		n.texts[column] = ""
	}
	if column == "reason" {
		n.reason = ""
	}
	if slices.Contains(placeColumns, column) && !n.asked(column) {
		column = ""
	}
	if n.faults[column] == "" {
		n.faults[column] = n.sentence(visit, p)
	}
}

func (n *draftNoun) has(column string) bool {
	t, _ := field.TableOf(n.table)
	_, ok := field.Find(t.Columns, column)
	return ok
}

// sentence says what is wrong so that a person at a form can act on it.
func (n *draftNoun) sentence(visit *shell.Visit, p model.Problem) string {
	if subject := subjectOf(visit, p.Of().String()); subject != "" {
		p.File, p.Where = "", model.Sentence{}
		return visit.Say("edit.fault_of", "Noun", subject, "Fault", n.sentence(visit, p))
	}
	label := visit.Say("edit.this")
	if visit.Has("edit.label_" + p.Column) {
		label = columnLabel(visit, p.Column)
	}
	for _, k := range wordings {
		if strings.Contains(p.Expected.String(), k.words) {
			return visit.Say("edit.fault_"+k.key, "Label", label)
		}
	}
	if key := n.misfit(p.Column); key != "" {
		return visit.Say("edit.fault_"+key, "Label", label, "Limits", limitsOf(visit, n.table, p.Column))
	}
	return visit.Sentence(p.Expected.Whole())
}

// subjectOf names the noun that a fault is at where it is not the one that is
// edited: the planner says services "grwp". Of a site the code is said alone.
func subjectOf(visit *shell.Visit, file string) string {
	before, rest, ok := strings.Cut(file, `"`)
	key, err := strconv.Unquote(`"` + rest)
	words := strings.Fields(before)
	if !ok || err != nil || len(words) == 0 {
		return ""
	}
	table, name := words[len(words)-1], key
	if known, err := visit.House.Planner.Form(table, key); err == nil && table != "sites" {
		name = visit.Text(known.Columns["name"], known.Columns["name_cy"])
	}
	if !visit.Has("edit.subject_" + table) {
		return name
	}
	return visit.Say("edit.subject_"+table, "Name", name)
}

// misfit says what kind of value the column wants where the text is no such.
func (n *draftNoun) misfit(column string) string {
	t, _ := field.TableOf(n.table)
	c, ok := field.Find(t.Columns, column)
	if !ok || c.Set(t.New(), n.texts[column]).Empty() {
		return ""
	}
	if n.texts[column] == "" {
		return "required"
	}
	return map[asking]string{askNumber: "number", askDate: "date", askChoice: "choice", askRadios: "choice"}[askingOf(n.table, column)]
}

// limitsOf gives the numbers that a column takes, "" where any.
func limitsOf(visit *shell.Visit, table, column string) string {
	t, _ := field.TableOf(table)
	for _, f := range reflect.VisibleFields(t.Type) {
		name, _, _ := strings.Cut(f.Tag.Get("file"), ",")
		if name != column {
			continue
		}
		bounds := f.Tag.Get("bounds")
		low, high, both := strings.Cut(bounds, "..")
		switch {
		case bounds == "":
			return ""
		case strings.HasPrefix(bounds, ">"):
			return visit.Say("edit.limits_above", "Least", strings.TrimPrefix(bounds, ">"))
		case both && high != "":
			return visit.Say("edit.limits", "Least", low, "Most", high)
		}
		return visit.Say("edit.limits_from", "Least", low)
	}
	return ""
}
