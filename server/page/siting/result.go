package siting

import (
	"fmt"
	"html/template"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// Candidates that recur, and names of a plan, that are shown at most.
const (
	mostRecurring = 20
	mostNames     = 12
)

// resultPage is a plan and how sure it is.
type resultPage struct {
	shell.Page
	Errors   *parts.ErrorSummary
	Asked    []string
	Warnings []parts.Notice
	Binds    parts.Inset
	Keys     parts.KeyNumbers
	Sure     sure
	Chosen   []chosenRow
	Closed   []string
	Map      template.HTML
	NoMap    string
	Legend   []legendKey
	Others   []otherRow
	Recur    []recurRow
	Compared string
	Used     parts.SummaryList
	Keep     *keepForm
	Again    parts.Link
}

// sure is the bar from 0 to what the plan adds, on to the bound.
type sure struct {
	Bar          *parts.Bar // nil where there is no bound
	Best, Bound  string
	Proven, Text string
}

type chosenRow struct {
	Number, Code string
	Name         parts.Link
	Within       string
	Terms        string
	Stands       bool
	Adds, Only   string
	Places, Cost parts.Figure
	Recurs       parts.Figure
	Spoken       string
}

// legendKey is one sign of the map: a class with its colour, or "" for a pin.
type legendKey struct{ Class, Fill, Text string }

// legendOf explains the signs that are on the map.
func legendOf(visit *shell.Visit, drawn string) (out []legendKey) {
	for _, key := range []legendKey{{"map-reach-0", "#15464d", visit.Say("siting.legend_chosen")}, {"map-reach-3", "#bdd1d2", visit.Say("siting.legend_around")}, {"map-reach-4", "#fff", visit.Say("siting.legend_other")}} {
		if strings.Contains(drawn, key.Class) {
			out = append(out, key)
		}
	}
	if strings.Contains(drawn, "map-pins") {
		out = append(out, legendKey{Text: visit.Say("siting.legend_pin")})
	}
	return out
}

type otherRow struct{ Number, Value, Cost, In, Out string }

type recurRow struct{ Name, Plans string }

func (d *door) result(c echo.Context, visit *shell.Visit, one run, k *keepForm) error {
	s := one.result
	p := &resultPage{Asked: askedFor(visit, one), Warnings: warnings(visit, one), Binds: binds(visit, s), Sure: sureOf(visit, s)}
	var err error
	if p.Page, err = page(visit, visit.Say("siting.result_title", "Type", visit.TypeName(&s.Type)), gives(visit, s)); err != nil {
		return err
	}
	p.Keys, p.Chosen, p.Used = keysOf(visit, s), chosenRows(visit, s), used(visit, s)
	for _, k := range s.Closed {
		p.Closed = append(p.Closed, nameOf(visit, &s.Candidates[k]))
	}
	p.others(s)
	p.Map = draw(visit, one)
	if p.Map == "" {
		p.NoMap = visit.Say("siting.no_map")
	} else {
		p.Legend = legendOf(visit, string(p.Map))
	}
	p.Again = parts.Link{Text: visit.Say("siting.again"), URL: visit.Link("/siting", "type", s.Type.Key, "from", one.id)}
	if p.Keep = k; k == nil {
		p.Keep = d.keepFormOf(visit, one)
	}
	status := http.StatusOK
	if p.Keep != nil {
		if p.Errors = p.Keep.errors(visit); p.Errors != nil {
			status = http.StatusUnprocessableEntity
		}
	}
	return d.house.Show(c, status, "siting/result", p)
}

func keysOf(visit *shell.Visit, s *planner.Siting) parts.KeyNumbers {
	adds := parts.KeyNumber{Label: visit.Say("siting.adds_" + s.Objective.String()), Value: visit.Children(s.Value), Lines: []string{visit.Say("siting.today_is", "Today", visit.Children(s.Result.Today))}}
	if s.Share {
		adds.Label, adds.Value, adds.Lines = visit.Say("siting.adds_share"), visit.Percent(s.Value), []string{visit.Say("siting.today_is", "Today", visit.Percent(s.Result.Today))}
	}
	chosen := numbersOf(s.Chosen)
	costs := parts.KeyNumber{Label: visit.Say("siting.cost_year"), Value: cost(visit, s, chosen, s.Cost)}
	if each := s.Cost / s.Value; stated(s, chosen) && !s.Share && s.Value >= 1 && finite(each) {
		costs.Lines = []string{visit.Say("siting.per_child", "Cost", visit.Money(math.Round(each)))}
	}
	bound := parts.KeyNumber{Label: visit.Say("siting.bound"), Value: visit.Say("not_known"), Strong: proven(visit, s)}
	if finite(s.Bound) {
		bound.Value = visit.Children(s.Bound)
		if s.Share {
			bound.Value = visit.Percent(s.Bound)
		}
	}
	left := parts.KeyNumber{Label: visit.Say("siting.out_of_reach"), Value: visit.Children(s.OutOfReach), Lines: []string{visit.Say("siting.out_of_reach_text")}}
	return parts.KeyNumbers{Items: []parts.KeyNumber{adds, bound, costs, left}}
}

func sureOf(visit *shell.Visit, s *planner.Siting) sure {
	out := sure{Best: amount(visit, math.Max(0, s.Value), s.Share), Proven: proven(visit, s), Text: certainty(visit, s)}
	if !finite(s.Bound) || s.Bound <= 0 {
		return out
	}
	out.Bound = amount(visit, s.Bound, s.Share)
	const full = 96.0 // per cent of the track, so that the upright stands in it
	best := full * math.Min(1, math.Max(0, s.Value)/s.Bound)
	at := func(x float64) string { return fmt.Sprintf("%.1f%%", x) }
	out.Bar = &parts.Bar{Size: "wide", Mark: at(full), Bands: []parts.Band{{Fill: "solid", X: "0%", Width: at(best)}}}
	if full-best > 0.05 {
		out.Bar.Bands = append(out.Bar.Bands, parts.Band{Fill: "hatch", X: at(best), Width: at(full - best)})
	}
	return out
}

func chosenRows(visit *shell.Visit, s *planner.Siting) (out []chosenRow) {
	recurs := map[int]int{}
	for _, r := range s.Recurrence {
		recurs[r.Candidate] = r.Plans
	}
	for i, choice := range s.Chosen {
		c := &s.Candidates[choice.Candidate]
		row := chosenRow{Number: strconv.Itoa(i + 1), Name: parts.Link{Text: nameOf(visit, c), Lang: visit.Lang(c.Name, c.NameCy)}, Stands: c.Service,
			Adds: visit.Children(choice.Adds), Only: visit.Children(choice.Only),
			Places: figure(visit, c.Places, func(x float64) string { return visit.Number(x, 0) }), Cost: figure(visit, c.Cost, visit.Money)}
		if _, kind := placeOf(visit, c.Key); kind != "" {
			row.Code, row.Name.URL = c.Key, visit.Link(shell.Path("areas", c.Key))
		}
		if c.Service {
			row.Name.URL = visit.Link(shell.Path("services", c.Key))
		}
		if row.Within, _ = placeOf(visit, c.Area); c.Area == c.Key {
			row.Within = ""
		}
		row.Terms = termsOf(visit, c)
		if row.Recurs = parts.NotApplicable(visit.Voice); s.Compared > 1 && !c.Service {
			row.Recurs = parts.Known(visit.Say("number_of", "Number", recurs[choice.Candidate], "All", s.Compared), "")
		}
		row.Spoken = visit.Say("siting.spoken", "Number", i+1, "Name", row.Name.Text, "Children", row.Adds)
		out = append(out, row)
	}
	return out
}

// besides names the candidates of a plan that are not in another, so many as can
// be read.
func (p *resultPage) besides(s *planner.Siting, plan, other []int) string {
	var names []string
	for _, k := range plan {
		if !slices.Contains(other, k) {
			names = append(names, nameOf(p.Visit, &s.Candidates[k]))
		}
	}
	if more := len(names) - mostNames; more > 1 {
		names = append(names[:mostNames], p.Say("siting.more_names", "Count", more))
	}
	if len(names) == 0 {
		return p.Say("siting.none_differ")
	}
	return strings.Join(names, ", ")
}

func (p *resultPage) others(s *planner.Siting) {
	plan := numbersOf(s.Chosen)
	for i, a := range s.Alternatives {
		p.Others = append(p.Others, otherRow{strconv.Itoa(i + 1), amount(p.Visit, a.Value, s.Share), cost(p.Visit, s, a.Chosen, a.Cost),
			p.besides(s, a.Chosen, plan), p.besides(s, plan, a.Chosen)})
	}
	if s.Compared < 2 {
		return
	}
	p.Compared = p.Say("siting.recur_text", "Count", s.Compared)
	for i, r := range s.Recurrence {
		if i == mostRecurring {
			break
		}
		p.Recur = append(p.Recur, recurRow{nameOf(p.Visit, &s.Candidates[r.Candidate]), p.Say("number_of", "Number", r.Plans, "All", s.Compared)})
	}
}

// used says by what means the plan was found, so that it can be found again.
func used(visit *shell.Visit, s *planner.Siting) parts.SummaryList {
	var methods []string
	for _, m := range s.Methods {
		methods = append(methods, method(visit, m))
	}
	by := visit.Say("siting.method_none")
	if s.Method != "" {
		by = method(visit, s.Method)
	}
	rows := []parts.SummaryRow{
		{Name: visit.Say("siting.used_objective"), Lines: []string{visit.Say("siting.objective_" + s.Objective.String())}},
		{Name: visit.Say("siting.used_gap"), Lines: []string{certainty(visit, s)}},
		{Name: visit.Say("siting.used_ending"), Lines: []string{visit.Say("siting.ending_" + string(s.Ending))}},
		{Name: visit.Say("siting.used_method"), Lines: []string{by}},
		{Name: visit.Say("siting.used_methods"), Lines: []string{visit.List(methods)}},
		{Name: visit.Say("siting.field_seed"), Lines: []string{strconv.FormatUint(s.Seed, 10)}},
		{Name: visit.Say("siting.used_seconds"), Lines: []string{visit.Number(s.Seconds, 1)}},
		{Name: visit.Say("siting.used_candidates"), Lines: []string{visit.Number(float64(len(s.Candidates)), 0)}},
	}
	for _, assumed := range []struct {
		key  string
		x    float64
		text func(float64) string
	}{{"siting.used_places", s.Assumed.Places, func(x float64) string { return visit.Number(x, 0) }}, {"siting.used_cost", s.Assumed.Cost, visit.Money}} {
		f := figure(visit, assumed.x, assumed.text)
		rows = append(rows, parts.SummaryRow{Name: visit.Say(assumed.key), Figure: &f})
	}
	if len(methods) == 0 {
		rows[4].Lines = []string{by}
	}
	return parts.SummaryList{Rows: rows}
}
