package siting

import (
	"bytes"
	"cmp"
	"errors"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/table"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// columns are those of scenario.csv that a plan sets.
var columns = append(append([]string{"scenario", "change", "service", "name", "service_type", "mode"}, planner.CandidateColumns...),
	"areas_served", "capacity", "annual_cost", "disclosure", "lon", "lat", "area_code", "cost")

// keepForm makes a scenario of a plan: whose the services would be, and how
// they would be given.
type keepForm struct {
	Action, File string
	Fields       []parts.Field
	others       []string // faults without a field
}

func (k *keepForm) errors(visit *shell.Visit) *parts.ErrorSummary {
	out := parts.NewErrorSummary(visit.Voice, k.Fields...)
	if out == nil && len(k.others) > 0 {
		out = &parts.ErrorSummary{Title: visit.Say("parts.error_summary")}
	}
	for _, other := range k.others {
		out.Errors = append(out.Errors, parts.Link{Text: other})
	}
	return out
}

// keeping is what that form says.
type keeping struct {
	name, provider string
	mode           model.Mode
}

// keepFormOf is the form with what suits, nil where there is nothing to keep.
func (d *door) keepFormOf(visit *shell.Visit, one run) *keepForm {
	if len(one.result.Chosen)+len(one.result.Closed) == 0 {
		return nil
	}
	return formOf(visit, one, suits(visit, one))
}

// suits takes the provider and the mode that services of the type have most.
func suits(visit *shell.Visit, one run) keeping {
	providers, modes := map[string]int{}, map[model.Mode]int{}
	for _, s := range visit.View.Services() {
		if s.ServiceType == one.result.Type.Key {
			providers[s.Service.Provider]++
			modes[s.Mode]++
		}
	}
	k := keeping{name: visit.Say("siting.scenario_name", "Type", visit.TypeName(&one.result.Type), "Count", len(one.result.Chosen)),
		provider: most(providers), mode: "one_to_one"}
	for _, mode := range modesFor(one) {
		if modes[mode] > modes[k.mode] {
			k.mode = mode
		}
	}
	return k
}

// most is the key with the highest count, of several the first by name.
func most(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && key < best {
			best = key
		}
	}
	return best
}

// modesFor are the modes that the services of a plan may have: one with a place
// is visited, or its reach would be another than the plan's.
func modesFor(one run) (out []model.Mode) {
	for _, text := range model.Mode("").Values() {
		mode := model.Mode(text)
		if mode != "agency" && !(mode.ComesToChild() && placed(one)) {
			out = append(out, mode)
		}
	}
	return out
}

// placed says whether any candidate of the plan stands at a point.
func placed(one run) bool {
	from := one.wish.Candidates
	atPoints := from.Areas == "" && from.List == nil && !one.result.Type.IsProtected()
	return atPoints || slices.ContainsFunc(from.List, func(site planner.CandidateSite) bool { return site.Lon != nil })
}

func formOf(visit *shell.Visit, one run, k keeping) *keepForm {
	name := parts.NewTextField("name", visit.Say("siting.field_name"), k.name)
	var providers, modes []parts.Option
	for _, p := range visit.View.Providers() {
		providers = append(providers, parts.Option{Value: p.Key, Text: visit.Text(p.Name, p.NameCy), Lang: visit.Lang(p.Name, p.NameCy)})
	}
	slices.SortStableFunc(providers, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	for _, mode := range modesFor(one) {
		modes = append(modes, parts.Option{Value: string(mode), Text: visit.Term("mode", mode)})
	}
	return &keepForm{Action: visit.Link(shell.Path("siting", one.id, "scenario")), File: visit.Link(shell.Path("siting", one.id) + "/scenario.csv"),
		Fields: []parts.Field{name, parts.NewSelectField("provider", visit.Say("provider"), k.provider, providers...), parts.NewSelectField("mode", visit.Say("siting.field_mode"), string(k.mode), modes...)}}
}

// typed reads the form; what it does not say is what suits.
func typed(visit *shell.Visit, one run, value func(string) string) keeping {
	k := suits(visit, one)
	k.name = cmp.Or(strings.TrimSpace(value("name")), k.name)
	if _, err := visit.View.Provider(value("provider")); err == nil {
		k.provider = value("provider")
	}
	if mode := model.Mode(value("mode")); slices.Contains(modesFor(one), mode) {
		k.mode = mode
	}
	return k
}

// lines are the changes of the plan, as the texts of scenario.csv.
func lines(visit *shell.Visit, one run, k keeping) (out []map[string]string) {
	g := groundOf(visit, one)
	s := one.result
	for _, choice := range s.Chosen {
		if c := &s.Candidates[choice.Candidate]; !c.Service {
			out = append(out, g.opens(c, k))
		}
	}
	for _, at := range s.Closed {
		c := &s.Candidates[at]
		out = append(out, map[string]string{"change": "close", "service": c.Key, "cost": text(-c.Cost)})
	}
	for _, line := range out {
		line["scenario"] = k.name
	}
	return out
}

// opens is the line of one place: where it stands or what it serves.
func (g *ground) opens(c *planner.SitedCandidate, k keeping) map[string]string {
	kind := &g.run.result.Type
	name := nameOf(g.visit, c)
	line := map[string]string{"change": "open", "service": g.freeKey(kind.Key, c.Key), "provider": k.provider, "mode": string(k.mode), "service_type": kind.Key,
		"name": g.visit.Say("siting.service_name", "Type", g.visit.TypeName(kind), "Place", name), "annual_cost": text(c.Cost), "cost": text(c.Cost)}
	if maps.Copy(line, c.Terms.Sets); !c.Derived {
		line["capacity"] = text(c.Places)
	}
	site := g.list[c.Key]
	if at, ok := g.point(c); ok {
		line["disclosure"], line["lon"], line["lat"] = string(model.Public), text(at[0]), text(at[1])
	}
	switch {
	case site != nil:
		line["areas_served"] = strings.Join(site.AreasServed, ";")
	case g.run.wish.Candidates.Areas != "" || kind.IsProtected():
		line["areas_served"] = c.Key
	default:
		line["disclosure"], line["area_code"] = string(model.AreaOnly), c.Key
	}
	if kind.IsProtected() {
		line["disclosure"] = string(model.Protected)
	}
	return line
}

// freeKey is a key for a service that opens, which no service has.
func (g *ground) freeKey(kind, candidate string) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower("new-"+kind+"-"+candidate))
	key := plain
	for n := 2; ; n++ {
		if _, err := g.visit.View.Service(key); err != nil {
			return key
		}
		key = plain + "-" + strconv.Itoa(n)
	}
}

// text writes a number that is stated.
func text(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// sheetOf is the lines as a table, figures as figures.
func sheetOf(lines []map[string]string) disclosure.Sheet {
	figures := []string{"age_min", "age_max", "school_year_min", "cohorts_per_year", "places_per_cohort", "parent_places_per_cohort", "caseload", "weeks_per_case",
		"bed_spaces", "average_stay_days", "capacity", "annual_cost", "lon", "lat", "cost"}
	return disclosure.Sheet{Name: "scenario", Columns: columns, Rows: func(yield func([]any) bool) {
		for _, line := range lines {
			row := make([]any, len(columns))
			for i, column := range columns {
				if row[i] = line[column]; slices.Contains(figures, column) {
					row[i] = nil
					if x, err := strconv.ParseFloat(line[column], 64); err == nil {
						row[i] = x
					}
				}
			}
			if !yield(row) {
				return
			}
		}
	}}
}

// file sends the plan as scenario.csv.
func (d *door) file(c echo.Context) error {
	visit, one, elsewhere, err := d.find(c)
	switch {
	case err != nil:
		return err
	case elsewhere != "":
		return shell.Redirect(c, elsewhere)
	case one.stage != found:
		return refusal(visit, http.StatusConflict, visit.Say("siting.not_yet"))
	}
	var out bytes.Buffer
	if err := table.WriteCSV(&out, sheetOf(lines(visit, one, typed(visit, one, visit.Query)))); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="scenario.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", out.Bytes())
}

// keep makes a scenario of the plan and leads to it.
func (d *door) keep(c echo.Context) error {
	visit, one, _, err := d.find(c)
	if err != nil {
		return err
	}
	if one.stage != found {
		return refusal(visit, http.StatusConflict, visit.Say("siting.not_yet"))
	}
	k := typed(visit, one, c.FormValue)
	_, err = d.house.Planner.PutPlan(c.Request().Context(), planner.Plan{Name: k.name, Lines: lines(visit, one, k), Fresh: true, Actor: model.InBrowser})
	var refused *planner.Refused
	if errors.As(err, &refused) {
		return d.result(c, visit, one, wrong(visit, formOf(visit, one, k), refused.Problems.Errors()))
	}
	if err != nil {
		return err
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", k.name), "on", one.wish.Day))
}

// wrong puts faults at their fields.
func wrong(visit *shell.Visit, k *keepForm, problems model.Problems) *keepForm {
	for _, p := range problems {
		column := p.Column
		if column == "scenario" {
			column = "name"
		}
		at := slices.IndexFunc(k.Fields, func(f parts.Field) bool { return f.Name == column })
		sentence := visit.Sentence(p.Expected.Whole())
		switch {
		case at < 0 && !slices.Contains(k.others, sentence):
			k.others = append(k.others, sentence)
		case at >= 0 && k.Fields[at].Error == "":
			k.Fields[at] = k.Fields[at].Wrong(visit.Voice, sentence)
		}
	}
	return k
}
