package designer

import (
	"math"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/scenario"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// result is what a design comes to.
type result struct {
	Finding string
	Keys    parts.KeyNumbers
	Refused *parts.Notice
	Rules   []ruleRow
	Places  parts.Derivation
	Unknown string // why there is no number of places
	Hours   parts.SummaryList
	Lines   []lineRow
	Sum     string
	SumNote string
	Demand  *demand
	Take    *take
}

// ruleRow is a rule of the programme. Its mark is a shape and a word.
type ruleRow struct{ Shape, Word, Text, Source string }

// lineRow is one line of the cost: its terms, and the sum or why there is none.
type lineRow struct {
	Name, How string
	Amount    parts.Figure
}

func (d *door) resultOf(c echo.Context, visit *shell.Visit, r *reading) (*result, error) {
	of := r.design.Design()
	out := &result{Places: places(visit, &of), Hours: hours(visit, &of), Finding: finding(visit, &of)}
	out.Keys = keys(visit, &of)
	for _, f := range of.Findings {
		out.Rules = append(out.Rules, ruleRow{shapes[f.Verdict], visit.Say("designer.verdict_" + string(f.Verdict)), visit.Sentence(f.Sentence), f.Source})
	}
	if of.Refused() {
		out.Refused = &parts.Notice{Kind: "important", Title: visit.Say("designer.refused"), Text: strings.Join(refusals(visit, &of), " ")}
	}
	if math.IsNaN(of.Places) {
		out.Unknown = visit.Say("designer.unknown_places")
	}
	out.costs(visit, &of)
	var err error
	if out.Demand, err = d.demandOf(c, visit, r); err != nil {
		return nil, err
	}
	out.Take, err = d.takeOf(c, visit, r, &of)
	return out, err
}

// shapes stand beside the word of a verdict: those of the statuses mean
// something else.
var shapes = map[scenario.Verdict]string{scenario.Kept: "✓", scenario.Missing: "○", scenario.Refused: "✕"}

func refusals(visit *shell.Visit, of *scenario.Designed) (out []string) {
	for _, f := range of.Findings {
		if f.Verdict == scenario.Refused {
			out = append(out, visit.Sentence(f.Sentence))
		}
	}
	return out
}

func finding(visit *shell.Visit, of *scenario.Designed) string {
	switch {
	case of.Refused():
		return visit.Say("designer.finding_refused")
	case math.IsNaN(of.Places):
		return visit.Say("designer.finding_unknown")
	case math.IsNaN(of.Cost):
		return visit.Say("designer.finding_places", "Places", amountOf(visit, of.Places), "Stated", visit.Money(math.Round(of.Stated)))
	case of.Places == 0:
		return visit.Say("designer.finding_none")
	}
	return visit.Say("designer.finding", "Places", amountOf(visit, of.Places), "Cost", visit.Money(math.Round(of.Cost)), "Each", visit.Money(math.Round(of.PerPlace)))
}

// amountOf is a figure of the design, to the hundredth: it is the reader's own,
// and no estimate.
func amountOf(visit *shell.Visit, x float64) string { return visit.Number(x, decimals(x)) }

func known(visit *shell.Visit, x float64, shown string) *parts.Figure {
	f := parts.Unknown(visit.Voice, "")
	if !math.IsNaN(x) {
		f = parts.Known(shown, "")
	}
	return &f
}

func money(visit *shell.Visit, x float64) string { return visit.Money(math.Round(x)) }

func keys(visit *shell.Visit, of *scenario.Designed) parts.KeyNumbers {
	places := parts.KeyNumber{Label: visit.Say("designer.places_a_year"), Figure: known(visit, of.Places, amountOf(visit, of.Places)), Lines: []string{visit.Say("designer.unit", "Unit", visit.Term("unit", string(of.Unit)))}}
	cost := parts.KeyNumber{Label: visit.Say("designer.cost_a_year"), Figure: known(visit, of.Cost, money(visit, of.Cost))}
	if math.IsNaN(of.Cost) {
		cost.Lines = []string{visit.Say("designer.stated", "Cost", money(visit, of.Stated))}
	}
	each := parts.KeyNumber{Label: visit.Say("designer.cost_per_place"), Figure: known(visit, of.PerPlace, money(visit, of.PerPlace))}
	contact := parts.KeyNumber{Label: visit.Say("designer.contact_hours"), Figure: known(visit, of.ContactHours, amountOf(visit, of.ContactHours)), Lines: []string{visit.Say("designer.contact_text")}}
	return parts.KeyNumbers{Items: []parts.KeyNumber{places, cost, each, contact}}
}

// places is the capacity, term by term.
func places(visit *shell.Visit, of *scenario.Designed) parts.Derivation {
	var terms []parts.Term
	for _, f := range of.Capacity {
		term := parts.Term{Operator: f.Operator, Label: visit.Say("designer.term_" + f.Name), Value: amountOf(visit, f.Value)}
		if math.IsNaN(f.Value) {
			none := parts.NotStated(visit.Voice, "")
			term.Figure = &none
		}
		terms = append(terms, term)
	}
	terms = append(terms, parts.Term{Operator: "=", Label: visit.Say("designer.places_a_year"), Figure: known(visit, of.Places, amountOf(visit, of.Places)), Result: true})
	return parts.NewDerivation(visit.Voice, visit.Say("designer.places_worked"), terms...)
}

func hours(visit *shell.Visit, of *scenario.Designed) parts.SummaryList {
	row := func(name string, x float64) parts.SummaryRow {
		return parts.SummaryRow{Name: visit.Say("designer." + name), Figure: known(visit, x, amountOf(visit, x))}
	}
	return parts.SummaryList{Rows: []parts.SummaryRow{row("runs_at_most", of.RunsAtMost), row("at_once", of.GroupsAtOnce), row("staff_hours_a_year", of.StaffHours), row("room_hours_a_year", of.RoomHours)}}
}

// costs lists the lines with their terms, and what they add up to as far as
// they are known.
func (out *result) costs(visit *shell.Visit, of *scenario.Designed) {
	var unstated []string
	for _, l := range of.Lines {
		row := lineRow{Name: visit.Say("designer.line_" + l.Line), How: equation(visit, l.Factors), Amount: *known(visit, l.Amount, money(visit, l.Amount))}
		if math.IsNaN(l.Amount) {
			unstated = append(unstated, row.Name)
		}
		out.Lines = append(out.Lines, row)
	}
	out.Sum = money(visit, of.Stated)
	if unstated != nil {
		out.SumNote = visit.Say("designer.not_in_sum", "Lines", visit.NounList(unstated))
	}
}

// inPounds are the factors that are prices.
var inPounds = []string{"facilitator_hour", "room_hour", "licence", "training_day", "place", "coordination"}

func equation(visit *shell.Visit, factors []scenario.Factor) string {
	var b strings.Builder
	for i, f := range factors {
		if i > 0 {
			b.WriteString(" " + f.Operator + " ")
		}
		value := visit.Say("designer.is_not_stated")
		switch {
		case math.IsNaN(f.Value) && f.Name == "places_a_year":
			value = visit.Say("designer.is_not_known")
		case math.IsNaN(f.Value):
		case slices.Contains(inPounds, f.Name):
			value = pounds(visit, f.Value)
		default:
			value = amountOf(visit, f.Value)
		}
		b.WriteString(visit.Say("designer.factor", "Name", visit.Say("designer.term_"+f.Name), "Value", value))
	}
	return b.String()
}

// pounds is a price, with pence where it has any.
func pounds(visit *shell.Visit, x float64) string {
	if x == math.Trunc(x) {
		return visit.Money(x)
	}
	return "£" + visit.Number(x, 2)
}

// take are the ways of a design into a plan: none where a rule refuses it.
type take struct {
	New    parts.Link
	Others []parts.Link
}

func (d *door) takeOf(c echo.Context, visit *shell.Visit, r *reading, of *scenario.Designed) (*take, error) {
	if of.Refused() {
		return nil, nil
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return nil, err
	}
	sets := r.opening(visit)
	t := &take{New: parts.Link{Text: visit.Say("designer.take_new"), URL: visit.Link("/new/plan", sets...)}}
	for _, name := range d.house.Planner.Scenarios() {
		if adopted[name] == 0 {
			t.Others = append(t.Others, parts.Link{Text: name, URL: visit.Link(shell.Path("plans", name, "changes", "new"), sets...)})
		}
	}
	return t, nil
}

// opening is the change that opens the design, as pairs of columns of
// scenario.csv and their texts, which the form of a plan begins with.
func (r *reading) opening(visit *shell.Visit) []any {
	sets := []any{"change", "open", "name", visit.Text(r.design.Programme.Name, r.design.Programme.NameCy)}
	add := func(column, text string) {
		if text != "" {
			sets = append(sets, column, text)
		}
	}
	columns := r.design.Columns()
	for _, column := range []string{"programme", "capacity", "cohorts_per_year", "places_per_cohort", "parent_places_per_cohort", "cost"} {
		add(column, columns[column])
	}
	if r.kind != nil {
		add("service_type", r.kind.Key)
	}
	s := r.service()
	add("mode", string(s.Mode))
	add("age_min", whole(s.AgeMin))
	add("age_max", whole(s.AgeMax))
	add("school_year_min", whole(s.SchoolYearMin))
	add("excludes", strings.Join(s.Excludes, ";"))
	add("areas_served", r.area)
	return sets
}

// service is the design as a service that is not there yet: its type and rules.
func (r *reading) service() model.Service {
	s := model.Service{Programme: r.design.Programme.Key, Mode: "group"}
	if r.kind != nil {
		s.ServiceType = r.kind.Key
	}
	if v := r.variant; v != nil {
		s.AgeMin, s.AgeMax, s.SchoolYearMin, s.Excludes = v.AgeMin, v.AgeMax, v.SchoolYearMin, v.Excludes
		if len(v.Modes) > 0 {
			s.Mode = model.Mode(v.Modes[0])
		}
	}
	return s
}
