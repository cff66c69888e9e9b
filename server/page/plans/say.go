package plans

import (
	"math"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/field"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

var none = math.NaN()

// little is a difference that no figure shows.
const little = 1e-9

func number(n int) string { return strconv.Itoa(n) }

func money(visit *shell.Visit, x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return visit.Money(math.Round(x))
}

// children is a difference in children, with its sign.
func children(visit *shell.Visit, x float64) string {
	switch size := math.Abs(x); {
	case math.IsNaN(x):
		return "–"
	case size < 0.05:
		return visit.Say("plans.no_change")
	case size < 2.5 && x > 0:
		return visit.Say("plans.few_more")
	case size < 2.5:
		return visit.Say("plans.few_fewer")
	case x > 0:
		return "+" + visit.Children(x)
	default:
		return "−" + visit.Children(-x)
	}
}

// rangeOf is a difference in children from the least to the most of the runs of
// need, "" where all say the same.
func rangeOf(visit *shell.Visit, m disclosure.MetChange) string {
	low, high := children(visit, m.Low.Value), children(visit, m.High.Value)
	if math.IsNaN(m.Low.Value+m.High.Value) || low == high {
		return ""
	}
	return visit.Say("plans.range", "Low", low, "High", high)
}

// perChildRange is the cost of each additional child at the most and at the
// least of them, "" where there is no such range.
func perChildRange(visit *shell.Visit, cost float64, m disclosure.MetChange) string {
	if math.IsNaN(cost) || cost < 0 || !(m.Low.Value >= leastShown) {
		return ""
	}
	low, high := money(visit, cost/m.High.Value), money(visit, cost/m.Low.Value)
	if low == high {
		return ""
	}
	return visit.Say("plans.range", "Low", low, "High", high)
}

// wholeCost is what is divided among children, NaN where a change does not
// state its cost.
func wholeCost(head disclosure.Headline) float64 {
	if !head.PerChild.IsShown() {
		return none
	}
	return head.Cost.Value
}

// leastShown is the fewest children for whom a cost is divided.
const leastShown = 0.05

// numbers are numbers in words: 1, 2 and 5.
func numbers(visit *shell.Visit, of []int) string {
	texts := make([]string, len(of))
	for i, n := range of {
		texts[i] = number(n)
	}
	return visit.List(texts)
}

// points is a difference of two shares in percentage points, with its sign.
func points(visit *shell.Visit, before, after float64) string {
	x := 100 * (after - before)
	sign := map[bool]string{true: "+", false: "−"}[x > 0]
	switch size := math.Abs(x); {
	case math.IsNaN(x):
		return "–"
	case size < 100*little:
		return visit.Say("plans.no_change")
	case size < 0.5:
		return visit.Say(map[bool]string{true: "plans.up_a_little", false: "plans.down_a_little"}[x > 0])
	default:
		return visit.Say("plans.points", "Count", int(math.Round(size)), "Sign", sign)
	}
}

// step is a figure before and after, once where it stays the same.
func step(before, after string) string {
	if before == after {
		return before
	}
	return before + " → " + after
}

// changeRow is one change of a scenario in words.
type changeRow struct {
	Number  string
	Kind    string
	Service parts.Link
	Sets    []string
	Cost    string
	Edit    *parts.Link // nil where it is not to be changed any more
	Remove  string      // the address that takes it away
	Spoken  string      // of a button, what it removes
}

// changesOf says what the lines of a scenario do; editable with the ways to
// change them.
func (d *door) changesOf(visit *shell.Visit, plan string, changes []model.ScenarioChange, editable bool) []changeRow {
	opened := map[string]string{}
	var out []changeRow
	for i := range changes {
		c := &changes[i]
		if c.Change == "open" {
			opened[c.Service] = visit.Text(c.Sets["name"], c.Sets["name_cy"])
		}
		row := changeRow{Number: number(i + 1), Kind: visit.Term("change", string(c.Change)), Service: serviceLink(visit, c.Service, opened), Sets: d.sets(visit, c)}
		if c.Cost != nil {
			row.Cost = visit.Say("plans.cost_a_year", "Cost", visit.Money(*c.Cost))
		}
		if editable {
			at := number(i + 1)
			row.Spoken = row.Kind + ": " + row.Service.Text
			row.Edit = &parts.Link{Text: visit.Say("edit"), Hidden: row.Spoken, URL: visit.Link(shell.Path("plans", plan, "changes", at))}
			row.Remove = visit.Link(shell.Path("plans", plan, "changes", at, "remove"))
		}
		out = append(out, row)
	}
	return out
}

func serviceLink(visit *shell.Visit, key string, opened map[string]string) parts.Link {
	if s, err := visit.View.Service(key); err == nil && opened[key] == "" {
		return parts.Link{Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy), URL: visit.Link(shell.Path("services", key))}
	}
	for _, c := range visit.House.Planner.Choices("services") { // it may not count on the day
		if c.Key == key && opened[key] == "" {
			return parts.Link{Text: visit.Text(c.Name, c.NameCy), Lang: visit.Lang(c.Name, c.NameCy)}
		}
	}
	if name := opened[key]; name != "" {
		return parts.Link{Text: name}
	}
	return parts.Link{Text: key}
}

// sets says what a change sets, column by column.
func (d *door) sets(visit *shell.Visit, c *model.ScenarioChange) []string {
	var out []string
	for _, column := range settable {
		text := c.Sets[column]
		if text == "" || c.Change == "open" && (column == "name" || column == "name_cy") || !visit.Has("edit.label_"+column) {
			continue
		}
		out = append(out, visit.Say("plans.sets", "Label", d.labelOf(visit, column), "Value", d.inWords(visit, column, text)))
	}
	return out
}

// tables are where the codes of some columns have their names.
var tables = map[string]string{"provider": "providers", "programme": "programmes", "service_type": "service_types", "parallel_service": "services",
	"service": "services", "areas_served": "areas", "area_code": "areas"}

// terms are the families of the words of some columns.
var terms = map[string]string{"mode": "mode", "disclosure": "disclosure", "capacity_unit": "unit"}

// inWords is a text of a column as a person says it.
func (d *door) inWords(visit *shell.Visit, column, text string) string {
	if family := terms[column]; family != "" && visit.Has(family+"."+text) {
		return visit.Term(family, text)
	}
	if day, err := model.ParseDate(text); err == nil {
		return visit.Date(day)
	}
	if table := tables[column]; table != "" {
		var names []string
		for _, key := range field.List(text) {
			names = append(names, nameOf(visit, table, key))
		}
		return visit.NounList(names)
	}
	if column == "excludes" && text == field.NoParts {
		return visit.Say("plans.nobody")
	}
	if column == "excludes" || column == "languages" {
		var names []string
		for _, key := range field.List(text) {
			names = append(names, partOf(visit, column, key))
		}
		return visit.NounList(names)
	}
	if x, err := strconv.ParseFloat(text, 64); err == nil && figures[column] {
		return visit.Number(x, decimals(x))
	}
	return strings.ReplaceAll(text, ";", "; ")
}

// figures are the columns that say how many.
var figures = map[string]bool{"capacity": true, "annual_cost": true, "caseload": true, "cohorts_per_year": true, "places_per_cohort": true, "parent_places_per_cohort": true,
	"weeks_per_case": true, "bed_spaces": true, "average_stay_days": true}

// decimals is one where there is a part to tell of.
func decimals(x float64) int {
	if math.Abs(x-math.Round(x)) < 0.05 {
		return 0
	}
	return 1
}

func nameOf(visit *shell.Visit, table, key string) string {
	for _, c := range visit.House.Planner.Choices(table) {
		if c.Key == key {
			return visit.Text(c.Name, c.NameCy)
		}
	}
	return key
}

func partOf(visit *shell.Visit, column, key string) string {
	family := map[string]string{"excludes": "attribute_short", "languages": "language"}[column]
	if visit.Has(family + "." + key) {
		return visit.Term(family, key)
	}
	return key
}

// pathOf is the address of a form that is sent by GET, without its query.
func pathOf(visit *shell.Visit, path string) string {
	address, _, _ := strings.Cut(visit.Link(path), "?")
	return address
}

// keptOf is what such a form must send along.
func keptOf(visit *shell.Visit) []parts.Pair {
	if on := visit.Query("on"); on != "" {
		return []parts.Pair{{Name: "on", Value: on}}
	}
	return nil
}
