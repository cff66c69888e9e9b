package terms

import (
	"math"
	"strconv"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// population explains the children aged 0 to 17 of an area.
func (a *asked) population() (*explainPage, error) {
	children, year, err := a.View.Children(a.place.Code)
	if err != nil {
		return nil, err
	}
	need, err := a.View.NeedTerms(a.place.Code, 1)
	if err != nil {
		return nil, err
	}
	shown, pages := paged(a, need.Bases)
	t := &table{Caption: a.Say("terms.base_areas"), Heads: a.heads("area", "#terms.aged_17"), Pages: pages}
	for _, b := range shown {
		t.Rows = append(t.Rows, []cell{a.area(b.Place, "of", "population"), a.figure(b.Children)})
	}
	t.Total = []cell{{Text: a.Say("terms.total", "Count", len(need.Bases))}, a.figure(children.Value)}
	lead := a.Say("terms.population_lead", "Children", a.Number(children.Value, 0), "Area", a.name, "Areas", a.Say("areas_count", "Count", len(need.Bases)), "Year", strconv.Itoa(year))
	return a.begin(a.Say("terms.population_title", "Area", a.name), lead,
		step{ID: "sum", Title: a.Say("terms.population_sum"), Text: []string{a.Say("terms.population_text")}, Formula: a.Say("terms.f_population"),
			Source: &parts.Link{Text: a.Say("terms.sources"), URL: a.Link("/sources")}},
		step{ID: "areas", Title: a.Say("terms.base_areas"), Table: t})
}

// area is the head of a row, which leads to the same number of that area.
func (a *asked) area(p disclosure.Place, pairs ...any) cell {
	link := parts.Link{Text: a.Text(p.Name, p.NameCy), URL: a.Link(shell.Path("areas", p.Code, "explain"), pairs...), Lang: a.Lang(p.Name, p.NameCy)}
	return cell{Link: &link, Below: a.Other(p.Name, p.NameCy), Lang: string(a.OtherLanguage())}
}

// need explains the children in need of a tier.
func (a *asked) need() (*explainPage, error) {
	f, err := a.View.Tier(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	terms, err := a.View.NeedTerms(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	lead := a.Say("terms.need_lead", "Children", a.Children(f.Need.Value), "Area", a.name, "Tier", a.tier, "Range", a.Range(f.NeedLow.Value, f.NeedHigh.Value))
	steps := []step{a.rateStep(), a.ageStep(terms), a.changeStep(terms), a.runStep(f), a.needAreas(terms)}
	return a.begin(a.Say("terms.need_title", "Tier", a.tier, "Area", a.name), lead, steps...)
}

// rateStep lists the rates of the tier with their sources.
func (a *asked) rateStep() step {
	s := step{ID: "rates", Title: a.Say("terms.rates"), Source: a.setting(a.Say("terms.rates_source"), "rates")}
	if a.tier == 1 {
		s.Text, s.Formula = []string{a.Say("terms.rates_rest")}, a.Say("terms.f_rest")
		return s
	}
	s.Text = []string{a.Say("terms.rates_text")}
	t := &table{Caption: a.Say("terms.rates_caption", "Tier", a.tier), Heads: a.heads("terms.ages", "#terms.low", "#terms.central", "#terms.high", "source")}
	for _, r := range a.View.Reference().Rates {
		if r.Tier != a.tier {
			continue
		}
		t.Rows = append(t.Rows, []cell{{Text: a.Say("ages", "From", r.AgeFrom, "To", r.AgeTo)}, a.bound(r.Low, r.Central), a.figure(r.Central), a.bound(r.High, r.Central), {Text: r.Source}})
	}
	s.Table = t
	return s
}

// bound is a low or a high value; one that is missing is the central.
func (a *asked) bound(x *float64, central float64) cell {
	if x == nil {
		return a.figure(central)
	}
	return a.figure(*x)
}

// ageStep multiplies out every single year of age.
func (a *asked) ageStep(terms *disclosure.NeedTerms) step {
	s := step{ID: "ages", Title: a.Say("terms.by_age"), Text: []string{a.Say("terms.by_age_text")}, Formula: a.Say("terms.f_estimate")}
	t := &table{Caption: a.Say("terms.by_age_caption")}
	sum := disclosure.NeedAge{}
	for _, n := range terms.Ages {
		sum.Persons, sum.Weighted, sum.Estimate, sum.Need, sum.Upper = sum.Persons+n.Persons, sum.Weighted+n.Weighted, sum.Estimate+n.Estimate, sum.Need+n.Need, sum.Upper+n.Upper
		t.Rows = append(t.Rows, a.ageRow(cell{Text: a.Say("age_one", "Age", n.Age)}, n, a.figure(1e4*n.Rate)))
	}
	t.Total = a.ageRow(cell{Text: a.Say("terms.all_ages")}, sum, number(""))
	t.Heads = a.heads("terms.age", "#terms.persons", "#terms.weighted", "#terms.rate", "#terms.estimate", "#need")
	if a.tier == 1 {
		s.Text, s.Formula = []string{a.Say("terms.by_age_rest")}, a.Say("terms.f_rest")
		t.Heads = a.heads("terms.age", "#terms.persons", "#terms.upper", "#need")
	}
	s.Table = t
	return s
}

func (a *asked) ageRow(first cell, n disclosure.NeedAge, rate cell) []cell {
	if a.tier == 1 {
		return []cell{first, a.figure(n.Persons), a.figure(n.Upper), a.figure(n.Need)}
	}
	return []cell{first, a.figure(n.Persons), a.figure(n.Weighted), rate, a.figure(n.Estimate), a.figure(n.Need)}
}

// changeStep says what observed counts and the people there changed.
func (a *asked) changeStep(terms *disclosure.NeedTerms) step {
	estimate, observed, scaled, total := 0.0, 0, 0, 0.0
	for _, b := range terms.Bases {
		estimate, total = estimate+b.Estimate, total+b.Need
		if !math.IsNaN(b.Observed) {
			observed++
		}
		if b.Scaled {
			scaled++
		}
	}
	s := step{ID: "changes", Title: a.Say("terms.changes"), Text: []string{
		a.Say("terms.changes_observed", "Areas", a.Say("areas_count", "Count", observed)), a.Say("terms.changes_scaled", "Areas", a.Say("areas_count", "Count", scaled))}}
	if a.tier > 1 {
		s.Derivations = a.derive(s.Title, term("", a.Say("terms.estimate"), a.digits(estimate)), term("+", a.Say("terms.by_changes"), a.digits(total-estimate)), result(a.Say("need"), a.digits(total), ""))
	}
	return s
}

// runStep gives the three runs.
func (a *asked) runStep(f disclosure.Tier) step {
	t := &table{Caption: a.Say("terms.runs"), Heads: a.heads("terms.run", "#need")}
	t.Rows = [][]cell{{{Text: a.Say("terms.lowest")}, a.figure(f.NeedLow.Value)}, {{Text: a.Term("run", "central")}, a.figure(f.Need.Value)}, {{Text: a.Say("terms.highest")}, a.figure(f.NeedHigh.Value)}}
	text := []string{a.Say("terms.runs_text")}
	if a.tier == 1 {
		text = append(text, a.Say("terms.runs_rest"))
	}
	return step{ID: "runs", Title: a.Say("terms.runs"), Text: text, Table: t}
}

func (a *asked) needAreas(terms *disclosure.NeedTerms) step {
	shown, pages := paged(a, terms.Bases)
	t := &table{Caption: a.Say("terms.base_areas"), Heads: a.heads("area", "#terms.persons", "#terms.index", "#terms.estimate", "#terms.observed", "#need"), Pages: pages}
	for _, b := range shown {
		observed := a.digits(b.Observed)
		if math.IsNaN(b.Observed) {
			observed = "–"
		}
		estimate := a.digits(b.Estimate)
		if a.tier == 1 {
			estimate = "–"
		}
		t.Rows = append(t.Rows, []cell{a.area(b.Place, "of", "need", "tier", a.tier), a.figure(b.Persons), a.figure(b.Index), number(estimate), number(observed), a.figure(b.Need)})
	}
	return step{ID: "areas", Title: a.Say("terms.base_areas"), Text: []string{a.Say("terms.areas_text"), a.Say("terms.index_text")}, Table: t}
}
