package terms

import (
	"math"
	"strconv"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// practice lists the eight indicators of a tier.
func (a *asked) practice() (*explainPage, error) {
	cells, err := a.View.Cube(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	t := &table{Caption: a.Say("terms.practice_caption", "Tier", a.tier, "Area", a.name), Heads: a.heads("indicator", "#terms.low", "#terms.high", "#terms.assessed", "status")}
	for _, c := range cells {
		link := parts.Link{Text: a.indicatorName(c.Indicator), URL: a.terms("tier", a.tier, "indicator", "GP"+strconv.Itoa(c.Indicator))}
		t.Rows = append(t.Rows, []cell{{Link: &link}, a.shareCell(c.Low.Value), a.shareCell(c.High.Value), a.shareCell(c.Assessed.Value), {Text: a.Term("status", c.Status)}})
	}
	return a.begin(a.Say("terms.practice_title", "Tier", a.tier, "Area", a.name), a.Say("terms.practice_lead", "Tier", a.tier),
		step{ID: "indicators", Title: a.Say("terms.indicators"), Text: []string{a.Say("terms.practice_text")}, Formula: a.Say("terms.f_quality"), Table: t})
}

// indicatorOfTier explains a cell of the cube: the mean over service types.
func (a *asked) indicatorOfTier() (*explainPage, error) {
	cells, err := a.View.Cube(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	types, err := a.View.Quality(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	c := cells[a.indicator-1]
	title := a.Say("terms.indicator_title", "Indicator", a.indicatorName(a.indicator), "Tier", a.tier, "Area", a.name)
	if !c.Low.IsShown() {
		return a.begin(title, a.Say("terms.indicator_none", "Tier", a.tier, "Area", a.name))
	}
	lead := a.Say("terms.indicator_lead", "Range", a.PercentRange(c.Low.Value, c.High.Value), "Tier", a.tier, "Area", a.name, "Indicator", a.indicatorName(a.indicator), "Status", a.Term("status_text", c.Status))
	steps := []step{a.indicatorMean(c, types), {ID: "status", Title: a.Say("status"), Text: []string{a.statusText(c.Low.Value, c.High.Value, c.Status)},
		Table: a.thresholds(a.Say("terms.from_low"), c.Low.Value, a.Say("terms.from_high"), c.High.Value), Source: a.setting(a.Say("terms.thresholds_source"), "settings")},
		a.assessedStep(c, types), a.criteriaStep()}
	return a.begin(title, lead, steps...)
}

func (a *asked) indicatorMean(c disclosure.Cell, types []disclosure.TypeQuality) step {
	t := &table{Caption: a.Say("terms.indicator_caption"), Heads: a.heads("service_type", "#band.demand", "#terms.given_low", "#terms.given_high", "#terms.low", "#terms.high", "#terms.weight"), Note: a.Say("terms.mean_note")}
	weights, low, high := 0.0, 0.0, 0.0
	for _, q := range types {
		m := q.Marks[a.indicator-1]
		link := parts.Link{Text: a.TypeName(q.Type), URL: a.terms("tier", a.tier, "type", q.Type.Key, "indicator", "GP"+strconv.Itoa(a.indicator)), Lang: a.Lang(q.Type.Label(), q.Type.NameCy)}
		if q.Demand <= 0 {
			t.Rows = append(t.Rows, []cell{{Link: &link}, number("0"), number("–"), number("–"), number("–"), number("–"), number("–")})
			continue
		}
		weights, low, high = weights+q.Weight, low+q.Weight*m.Low/q.Demand, high+q.Weight*m.High/q.Demand
		t.Rows = append(t.Rows, []cell{{Link: &link}, a.figure(q.Demand), a.figure(m.Low), a.figure(m.High), number(a.digits(m.Low / q.Demand)), number(a.digits(m.High / q.Demand)), a.figure(q.Weight)})
	}
	t.Total = []cell{{Text: a.Say("terms.sum_by_weight")}, number(""), number(""), number(""), a.figure(low), a.figure(high), a.figure(weights)}
	return step{ID: "mean", Title: a.Say("terms.mean"), Text: []string{a.Say("terms.indicator_text")}, Formula: a.Say("terms.f_cube"), Table: t,
		Derivations: append(
			a.derive(a.Say("terms.low"), term("", a.Say("terms.sum_low"), a.digits(low)), term("÷", a.Say("terms.sum_weights"), a.digits(weights)), result(a.Say("terms.low"), a.digits(c.Low.Value), a.Percent(c.Low.Value))),
			a.derive(a.Say("terms.high"), term("", a.Say("terms.sum_high"), a.digits(high)), term("÷", a.Say("terms.sum_weights"), a.digits(weights)), result(a.Say("terms.high"), a.digits(c.High.Value), a.Percent(c.High.Value)))...),
		Source: a.setting(a.Say("terms.weights_source"), "uptake")}
}

// assessedStep explains how much of the practice is assessed.
func (a *asked) assessedStep(c disclosure.Cell, types []disclosure.TypeQuality) step {
	t := &table{Caption: a.Say("terms.assessed_caption"), Heads: a.heads("service_type", "#band.met", "#terms.given_known", "#terms.assessed", "#terms.weight")}
	weights, sum := 0.0, 0.0
	for _, q := range types {
		if q.Met <= 0 || q.Demand <= 0 {
			continue
		}
		known := q.Marks[a.indicator-1].Known
		weights, sum = weights+q.Weight, sum+q.Weight*known/q.Met
		t.Rows = append(t.Rows, []cell{{Text: a.TypeName(q.Type)}, a.figure(q.Met), a.figure(known), number(a.digits(known / q.Met)), a.figure(q.Weight)})
	}
	s := step{ID: "assessed", Title: a.Say("terms.assessed"), Text: []string{a.Say("terms.assessed_text")}, Formula: a.Say("terms.f_assessed")}
	if weights > 0 {
		s.Table = t
		s.Derivations = a.derive(s.Title, term("", a.Say("terms.sum_weighted"), a.digits(sum)), term("÷", a.Say("terms.sum_weights"), a.digits(weights)), result(a.Say("terms.assessed"), a.digits(c.Assessed.Value), a.Percent(c.Assessed.Value)))
	}
	return s
}

// criteriaStep says what the indicator asks.
func (a *asked) criteriaStep() step {
	key := "GP" + strconv.Itoa(a.indicator)
	t := &table{Caption: a.Say("terms.criteria_caption"), Heads: a.heads("criterion", "terms.asks")}
	for _, c := range a.View.Reference().Criteria {
		if c.Indicator == key {
			t.Rows = append(t.Rows, []cell{{Text: c.Key}, {Text: a.Text(c.Text, c.TextCy)}})
		}
	}
	return step{ID: "criteria", Title: a.Say("terms.criteria"), Text: []string{a.Say("terms.criteria_text")}, Formula: a.Say("terms.f_levels"), Table: t,
		Source: &parts.Link{Text: a.indicatorName(a.indicator), URL: a.Link(shell.Path("indicators", key))}}
}

// indicatorOfType goes down to single services.
func (a *asked) indicatorOfType() (*explainPage, error) {
	x, err := a.View.Terms(a.place.Code, a.tier, a.kind)
	if err != nil {
		return nil, err
	}
	o := &ofType{a, x, x.Type.Measure == model.Presence, a.TypeName(&x.Type)}
	title := a.Say("terms.indicator_type_title", "Indicator", a.indicatorName(a.indicator), "Type", o.kind, "Tier", a.tier, "Area", a.name)
	f := x.Indicators[a.indicator-1]
	if x.Bands.Demand <= 0 {
		return a.begin(title, a.Say("terms.type_none", "Type", o.kind, "Tier", a.tier, "Area", a.name))
	}
	lead := a.Say("terms.indicator_type_lead", "Range", a.PercentRange(f.Low, f.High), "Type", o.kind, "Area", a.name, "Indicator", a.indicatorName(a.indicator))
	return a.begin(title, lead, o.servicesStep(f), a.criteriaStep())
}

// servicesStep is Σ given × Q over single services.
func (o *ofType) servicesStep(f coverage.CubeFigure) step {
	t := &table{Caption: o.Say("terms.marks_caption"), Heads: o.heads("service", "#terms.given", "#terms.mark_low", "#terms.mark_high", "#terms.known", "#terms.given_low", "#terms.given_high")}
	low, high, given := 0.0, 0.0, 0.0
	for i := range o.Services {
		k := &o.Services[i]
		m := k.Marks[o.indicator-1]
		c := o.serviceCell(k.Key, k.Name)
		c.Link.URL = o.Link(shell.Path("services", k.Key)) + "#practice"
		low, high, given = low+k.Given*m.Low, high+k.Given*m.High, given+k.Given
		t.Rows = append(t.Rows, []cell{c, o.figure(k.Given), number(o.digits(m.Low)), number(o.digits(m.High)), number(o.digits(m.Known)), o.figure(k.Given * m.Low), o.figure(k.Given * m.High)})
	}
	ownLow, ownHigh := f.Low*o.Bands.Demand, f.High*o.Bands.Demand
	t.Total = []cell{{Text: o.Say("terms.sum")}, o.figure(given), number(""), number(""), number(""), o.figure(ownLow), o.figure(ownHigh)}
	text := []string{o.Say("terms.marks_text")}
	if math.Abs(low-ownLow)+math.Abs(high-ownHigh) > 1e-6*math.Max(1, ownHigh) {
		text = append(text, o.Say("terms.marks_partnership"))
	}
	return step{ID: "services", Title: o.Say("terms.by_service"), Text: text, Formula: o.Say("terms.f_quality"), Table: t,
		Derivations: append(
			o.derive(o.Say("terms.low"), term("", o.Say("terms.given_low"), o.digits(ownLow)), term("÷", o.Say("band.demand"), o.digits(o.Bands.Demand)), result(o.Say("terms.low"), o.digits(f.Low), o.Percent(f.Low))),
			o.derive(o.Say("terms.high"), term("", o.Say("terms.given_high"), o.digits(ownHigh)), term("÷", o.Say("band.demand"), o.digits(o.Bands.Demand)), result(o.Say("terms.high"), o.digits(f.High), o.Percent(f.High)))...),
		Source: &parts.Link{Text: o.Say("terms.link_type", "Type", o.kind), URL: o.terms("tier", o.asked.tier, "type", o.Type.Key)}}
}
