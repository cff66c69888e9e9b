package intake

import (
	"reflect"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// change is a row of the scenario table while it is read: the columns that
// every change has, and the texts that it sets. The texts of the columns of
// services.csv and sites.csv are tried on a service and a site.
type change struct {
	Scenario string           `file:"scenario,key"`
	Change   model.ChangeKind `file:"change,required"`
	Service  string           `file:"service,required"`
	Cost     *float64         `file:"cost" bounds:"-10000000000..10000000000"`
	sets     map[string]string
	service  model.Service
	site     model.Site
}

// changes is the table of scenario changes. A column that services and sites
// both have (service, name) is read as that of services.
var changes = table{
	name:    Scenario,
	columns: changeColumns(),
	empty:   func() any { return &change{sets: map[string]string{}} },
}

func changeColumns() []column {
	own := reflect.TypeFor[change]()
	fixed := field.Of(own)
	var out []column
	for _, c := range fixed[:len(fixed)-1] {
		out = append(out, columnOf(c, own))
	}
	known := map[string]bool{"service": true}
	out = appendSetting(out, known, reflect.TypeFor[model.Service](), func(row *change) any { return &row.service })
	out = appendSetting(out, known, reflect.TypeFor[model.Site](), func(row *change) any { return &row.site })
	return append(out, columnOf(fixed[len(fixed)-1], own))
}

func appendSetting(out []column, known map[string]bool, noun reflect.Type, part func(*change) any) []column {
	for _, c := range field.Of(noun) {
		if known[c.Name] {
			continue
		}
		known[c.Name] = true
		optional := c
		optional.Required = false
		out = append(out, column{
			name: c.Name, list: c.IsList(noun), expected: optional.Expected(noun),
			set: func(row any, text string) model.Sentence {
				return row.(*change).try(optional, noun, part(row.(*change)), text)
			},
		})
	}
	return out
}

// try keeps the text that a column has of a noun, where it fits and says
// something: of a list also that nothing is in it.
func (row *change) try(c field.Column, of reflect.Type, noun any, text string) (expected model.Sentence) {
	if expected = c.Set(noun, text); !expected.Empty() {
		return expected
	}
	switch kept := c.Text(noun); {
	case strings.TrimSpace(text) == "":
	case kept != "":
		row.sets[c.Name] = kept
	case c.IsList(of):
		row.sets[c.Name] = field.NoParts
	}
	return model.Sentence{}
}

// complete checks that a change sets what it must, and gives its noun.
func (s *Sheet) complete(row *change) *model.ScenarioChange {
	switch {
	case row.Change == "open":
		for _, c := range field.Of(reflect.TypeFor[model.Service]()) {
			if c.Required && !c.Key && row.sets[c.Name] == "" && !s.refused[c.Name] {
				s.fault(c.Name, model.Say("a change that opens a service needs this column; %s", c.Expected(reflect.TypeFor[model.Service]())), model.Sentence{})
			}
		}
	case row.Change != "" && row.Change != "close" && len(row.sets) == 0 && len(s.refused) == 0:
		s.fault("change", model.Say("a change other than close needs at least one further column that says what it sets"), model.Sentence{})
	}
	s.in.changes[row.Scenario]++
	return &model.ScenarioChange{
		Scenario: row.Scenario, Place: s.in.changes[row.Scenario], Change: row.Change,
		Service: row.Service, Sets: row.sets, Cost: row.Cost,
	}
}

// ScenarioColumns names the columns of the scenario table in their order.
func ScenarioColumns() []string {
	names := make([]string, len(changes.columns))
	for i, c := range changes.columns {
		names[i] = c.name
	}
	return names
}

// Columns names the columns of a table that may be imported, in their order.
func Columns(table string) []string {
	t, _ := tableOf(table)
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	return names
}
