package terms

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
)

// ofType is the terms of one service type while they are set out.
type ofType struct {
	*asked
	*coverage.Explanation
	presence bool
	kind     string
}

// coverageOfType explains the share of the need for one service type that is
// met.
func (a *asked) coverageOfType() (*explainPage, error) {
	x, err := a.View.Terms(a.place.Code, a.tier, a.kind)
	if err != nil {
		return nil, err
	}
	o := &ofType{a, x, x.Type.Measure == model.Presence, a.TypeName(&x.Type)}
	title := a.Say("terms.type_title", "Type", o.kind, "Tier", a.tier, "Area", a.name)
	if x.Bands.Demand <= 0 {
		return a.begin(title, a.Say("terms.type_none", "Type", o.kind, "Tier", a.tier, "Area", a.name), o.demandStep())
	}
	lead := a.Say("terms.type_lead", "Share", a.Percent(x.Bands.Met/x.Bands.Demand), "Type", o.kind, "Tier", a.tier, "Area", a.name, "Met", a.digits(x.Bands.Met), "Demand", a.digits(x.Bands.Demand))
	steps := []step{o.resultStep(), o.demandStep(), o.reachStep()}
	if !o.presence {
		steps = append(steps, o.placesStep())
	}
	steps = append(steps, o.metStep())
	if len(x.Base) > 1 {
		steps = append(steps, o.areasStep())
	}
	return a.begin(title, lead, append(steps, o.qualityStep())...)
}

// resultStep is met ÷ demand, and the four bands.
func (o *ofType) resultStep() step {
	b := &o.Bands
	s := step{ID: "result", Title: o.Say("coverage"), Text: []string{o.Say("terms.result_text")}, Formula: o.Say("terms.f_coverage"),
		Derivations: o.derive(o.Say("coverage"), term("", o.Say("band.demand"), o.digits(b.Demand)), term("−", o.Say("band.unreached"), o.digits(b.Unreached)), term("−", o.Say("band.not_eligible"), o.digits(b.NotEligible)),
			term("−", o.Say("band.waiting"), o.digits(b.Waiting)), result(o.Say("band.met"), o.digits(b.Met), ""), term("÷", o.Say("band.demand"), o.digits(b.Demand)), result(o.Say("coverage"), o.digits(b.Met/b.Demand), o.Percent(b.Met/b.Demand)))}
	if b.MetHigh > b.Met*(1+1e-9) {
		s.Text = append(s.Text, o.Say("terms.met_high", "High", o.digits(b.MetHigh), "Share", o.Percent(b.MetHigh/b.Demand)))
	}
	settings := o.View.Settings()
	s.Text = append(s.Text, o.statusText(b.Met/b.Demand, b.MetHigh/b.Demand, coverage.StatusOf(b.Met/b.Demand, b.MetHigh/b.Demand, &settings)))
	return s
}

// demandStep is need × uptake.
func (o *ofType) demandStep() step {
	need := 0.0
	for _, b := range o.Base {
		need += b.Need
	}
	needTerm := term("", o.Say("terms.need_of", "Tier", o.asked.tier), o.digits(need))
	needTerm.URL = o.terms("of", "need", "tier", o.asked.tier)
	s := step{ID: "demand", Title: o.Say("terms.demand"), Text: []string{o.Say("terms.demand_text", "Low", o.digits(o.DemandLow), "High", o.digits(o.DemandHigh))}, Formula: o.Say("terms.f_demand"),
		Derivations: o.derive(o.Say("terms.demand"), needTerm, term("×", o.Say("terms.uptake"), o.digits(o.Uptake)), result(o.Say("band.demand"), o.digits(o.Bands.Demand), "")),
		Source:      o.setting(o.Say("terms.uptake_source"), "uptake")}
	t := &table{Caption: o.Say("terms.shares_caption", "Tier", o.asked.tier), Heads: o.heads("terms.circumstance", "#terms.share_of_children"), Note: o.Say("terms.shares_note")}
	for _, x := range o.Attributes {
		t.Rows = append(t.Rows, []cell{{Text: o.Term("attribute_short", x.Attribute)}, number(o.digits(x.Share))})
	}
	if t.Rows != nil {
		s.Table = t
	}
	return s
}

// placesStep hands out the places of each service over its whole catchment.
func (o *ofType) placesStep() step {
	s := step{ID: "places", Title: o.Say("terms.places"), Text: []string{o.Say("terms.places_text")}, Formula: o.Say("terms.f_ratio")}
	if len(o.Services) == 0 {
		return s
	}
	t := &table{Caption: o.Say("terms.places_caption"), Heads: o.heads("service", "terms.capacity_from", "#terms.capacity", "#terms.pull", "#terms.ratio", "#terms.given"), Note: o.Say("terms.places_note")}
	for i := range o.Services {
		k := &o.Services[i]
		capacity, ratio := o.figure(k.Capacity.Places), o.figure(k.Ratio)
		if !k.Capacity.Known() {
			capacity, ratio = number(o.Say("not_stated")), number("–")
		}
		t.Rows = append(t.Rows, []cell{o.serviceCell(k.Key, k.Name), {Text: o.Term("way", k.Capacity.Way)}, capacity, o.figure(k.Pull), ratio, o.figure(k.Given)})
	}
	s.Table = t
	return s
}

// metStep says how places become children met.
func (o *ofType) metStep() step {
	if o.presence {
		t := &table{Caption: o.Say("terms.given_caption"), Heads: o.heads("service", "#terms.given")}
		for i := range o.Services {
			t.Rows = append(t.Rows, []cell{o.serviceCell(o.Services[i].Key, o.Services[i].Name), o.figure(o.Services[i].Given)})
		}
		t.Total = []cell{{Text: o.Say("terms.sum")}, o.figure(o.Bands.Met)}
		return step{ID: "met", Title: o.Say("terms.who_is_met"), Text: []string{o.Say("terms.met_presence")}, Formula: o.Say("terms.f_presence"), Table: t}
	}
	s := step{ID: "met", Title: o.Say("terms.who_is_met"), Text: []string{o.Say("terms.met_text")}, Formula: o.Say("terms.f_met")}
	if len(o.Base) == 1 && len(o.Groups) > 0 {
		s.Table = o.groups()
	}
	return s
}

// groups multiplies out, in one base area, each group of children whom the
// same services accept.
func (o *ofType) groups() *table {
	t := &table{Caption: o.Say("terms.groups_caption"), Heads: o.heads("terms.accepted_by", "#band.demand", "#terms.supply_sum", "#terms.supply", "#band.met"), Note: o.Say("terms.groups_note")}
	for _, g := range merged(o.Groups) {
		var names []string
		for _, key := range g.Services {
			names = append(names, o.serviceName(key))
		}
		who := o.List(names)
		if names == nil {
			who = o.Say("terms.accepted_by_none")
		}
		t.Rows = append(t.Rows, []cell{{Text: who}, o.figure(g.Demand), number(o.supplySum(g)), o.figure(g.Supply), o.figure(g.Met)})
	}
	t.Total = []cell{{Text: o.Say("terms.sum")}, o.figure(o.Bands.Demand), number(""), number(""), o.figure(o.Bands.Met)}
	return t
}

// merged adds up groups whom the very same services accept: they have the same
// places for each child.
func merged(groups []coverage.GroupTerm) []coverage.GroupTerm {
	var out []coverage.GroupTerm
	for _, g := range groups {
		i := slices.IndexFunc(out, func(known coverage.GroupTerm) bool { return slices.Equal(known.Services, g.Services) })
		if i < 0 {
			out = append(out, g)
			continue
		}
		out[i].Demand, out[i].Met = out[i].Demand+g.Demand, out[i].Met+g.Met
	}
	return out
}

func (a *asked) serviceName(key string) string {
	if s, ok := a.service(key); ok {
		return a.Text(s.Name, s.NameCy)
	}
	return key
}

// supplySum writes Σ W × ratio of the services that accept a group.
func (o *ofType) supplySum(g coverage.GroupTerm) string {
	if o.presence || len(g.Services) == 0 {
		return "–"
	}
	var out []string
	for i := range o.Services {
		k := &o.Services[i]
		if slices.Contains(g.Services, k.Key) && k.Capacity.Known() {
			out = append(out, o.digits(k.Strongest)+" × "+o.digits(k.Ratio))
		}
	}
	if out == nil {
		return "0"
	}
	return strings.Join(out, " + ")
}

// areasStep lists the base areas that were added up.
func (o *ofType) areasStep() step {
	shown, pages := paged(o.asked, o.Base)
	t := &table{Caption: o.Say("terms.base_areas"), Heads: o.heads("area", "#need", "#band.demand", "#band.unreached", "#band.not_eligible", "#band.waiting", "#band.met", "#coverage"), Pages: pages}
	for i := range shown {
		b := &shown[i]
		covered := "–"
		if b.Bands.Demand > 0 {
			covered = o.digits(b.Bands.Met / b.Bands.Demand)
		}
		place := disclosure.Place{Code: b.Area.Code, Name: b.Area.Name, NameCy: b.Area.NameCy, Kind: b.Area.Kind}
		t.Rows = append(t.Rows, []cell{o.area(place, "tier", o.asked.tier, "type", o.Type.Key), o.figure(b.Need), o.figure(b.Bands.Demand), o.figure(b.Bands.Unreached), o.figure(b.Bands.NotEligible), o.figure(b.Bands.Waiting), o.figure(b.Bands.Met), number(covered)})
	}
	b := &o.Bands
	t.Total = []cell{{Text: o.Say("terms.total", "Count", len(o.Base))}, number(""), o.figure(b.Demand), o.figure(b.Unreached), o.figure(b.NotEligible), o.figure(b.Waiting), o.figure(b.Met), number(o.digits(b.Met / b.Demand))}
	return step{ID: "areas", Title: o.Say("terms.base_areas"), Text: []string{o.Say("terms.areas_text"), o.Say("terms.areas_down")}, Formula: o.Say("terms.f_roll"), Table: t}
}

// qualityStep leads on to the practice of those met.
func (o *ofType) qualityStep() step {
	t := &table{Caption: o.Say("terms.quality_caption"), Heads: o.heads("indicator", "#terms.low", "#terms.high", "#terms.assessed")}
	for g, f := range o.Indicators {
		link := parts.Link{Text: o.indicatorName(g + 1), URL: o.terms("tier", o.asked.tier, "type", o.Type.Key, "indicator", "GP"+strconv.Itoa(g+1))}
		t.Rows = append(t.Rows, []cell{{Link: &link}, o.shareCell(f.Low), o.shareCell(f.High), o.shareCell(f.Assessed)})
	}
	return step{ID: "practice", Title: o.Say("terms.practice"), Text: []string{o.Say("terms.quality_text")}, Table: t}
}

func (a *asked) indicatorName(number int) string {
	return "GP" + strconv.Itoa(number) + " " + a.IndicatorName(number)
}

// shareCell is a share that may not be there.
func (a *asked) shareCell(x float64) cell {
	if math.IsNaN(x) {
		return number("–")
	}
	return number(a.digits(x))
}
