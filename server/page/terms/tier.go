package terms

import (
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
)

// coverageOfTier explains the share of a tier's need that is met.
func (a *asked) coverageOfTier() (*explainPage, error) {
	f, err := a.View.Tier(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	falls, err := a.View.Waterfalls(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	title := a.Say("terms.tier_title", "Tier", a.tier, "Area", a.name)
	if !f.Coverage.IsShown() {
		return a.begin(title, a.Say("terms.tier_none", "Tier", a.tier, "Area", a.name))
	}
	counted := 0
	for _, w := range falls {
		if w.Demand.Value > 0 {
			counted++
		}
	}
	lead := a.Say("terms.tier_lead", "Share", a.Percent(f.Coverage.Value), "Tier", a.tier, "Area", a.name, "Types", a.Say("types_count", "Count", counted), "Weakest", a.TypeName(f.Weakest))
	return a.begin(title, lead, a.meanStep(f, falls), a.statusStep(f), a.presentStep(f), a.bandsStep(falls), a.tierNeed(f))
}

// meanStep is the weighted mean over service types.
func (a *asked) meanStep(f disclosure.Tier, falls []disclosure.Waterfall) step {
	t := &table{Caption: a.Say("terms.mean_caption"), Heads: a.heads("service_type", "#band.demand", "#band.met", "#terms.met_of_demand", "#terms.weight", "#terms.weighted_coverage"), Note: a.Say("terms.mean_note")}
	weights, sum := 0.0, 0.0
	for _, w := range falls {
		if w.Demand.Value <= 0 {
			t.Rows = append(t.Rows, []cell{a.typeCell(w), number("0"), number("–"), number("–"), number("–"), number("–")})
			continue
		}
		weights, sum = weights+w.Weight, sum+w.Weight*w.Coverage.Value
		t.Rows = append(t.Rows, []cell{a.typeCell(w), a.figure(w.Demand.Value), a.figure(w.Met.Value), number(a.digits(w.Coverage.Value)), a.figure(w.Weight), a.figure(w.Weight * w.Coverage.Value)})
	}
	t.Total = []cell{{Text: a.Say("terms.sum")}, number(""), number(""), number(""), a.figure(weights), a.figure(sum)}
	return step{ID: "mean", Title: a.Say("terms.mean"), Text: []string{a.Say("terms.mean_text")}, Formula: a.Say("terms.f_mean"), Table: t,
		Derivations: a.derive(a.Say("terms.mean"), term("", a.Say("terms.sum_weighted"), a.digits(sum)), term("÷", a.Say("terms.sum_weights"), a.digits(weights)),
			result(a.Say("coverage"), a.digits(f.Coverage.Value), a.Percent(f.Coverage.Value))),
		Source: a.setting(a.Say("terms.weights_source"), "uptake")}
}

func (a *asked) typeCell(w disclosure.Waterfall) cell {
	link := parts.Link{Text: a.TypeName(w.Type), URL: a.terms("tier", a.tier, "type", w.Type.Key), Lang: a.Lang(w.Type.Label(), w.Type.NameCy)}
	return cell{Link: &link}
}

// statusStep says how the word follows from the two figures.
func (a *asked) statusStep(f disclosure.Tier) step {
	return step{ID: "status", Title: a.Say("status"), Text: []string{a.statusText(f.Coverage.Value, f.CoverageHigh.Value, f.Status)},
		Table:  a.thresholds(a.Say("terms.from_met"), f.Coverage.Value, a.Say("terms.from_met_high"), f.CoverageHigh.Value),
		Source: a.setting(a.Say("terms.thresholds_source"), "settings")}
}

func (a *asked) statusText(low, high float64, status coverage.Status) string {
	s := a.View.Settings()
	return a.Say("terms.status_text", "Status", a.Term("status", status), "Low", a.Percent(low), "High", a.Percent(high), "Gap", a.Percent(s.Gap), "Sufficient", a.Percent(s.Sufficient))
}

// thresholds sets the two ends of a figure beside the words for them.
func (a *asked) thresholds(lowName string, low float64, highName string, high float64) *table {
	s := a.View.Settings()
	row := func(name string, x float64) []cell {
		return []cell{{Text: name}, number(a.digits(x)), {Text: a.Term("status", coverage.StatusOf(x, x, &s))}}
	}
	return &table{Caption: a.Say("terms.words"), Heads: a.heads("terms.figure", "#terms.share", "terms.word"), Rows: [][]cell{row(lowName, low), row(highName, high)}}
}

func (a *asked) presentStep(f disclosure.Tier) step {
	return step{ID: "present", Title: a.Say("terms.present"), Text: []string{a.Say("terms.present_text", "Present", f.Present, "Expected", f.Expected), a.Say("terms.weakest_text", "Weakest", a.TypeName(f.Weakest))}}
}

// bandsStep is the waterfall of each type as figures.
func (a *asked) bandsStep(falls []disclosure.Waterfall) step {
	t := &table{Caption: a.Say("terms.bands_caption"), Heads: a.heads("service_type", "#band.demand", "#band.unreached", "#band.not_eligible", "#band.waiting", "#band.met")}
	for _, w := range falls {
		t.Rows = append(t.Rows, []cell{a.typeCell(w), a.figure(w.Demand.Value), a.figure(w.Unreached.Value), a.figure(w.NotEligible.Value), a.figure(w.Waiting.Value), a.figure(w.Met.Value)})
	}
	return step{ID: "bands", Title: a.Say("terms.bands"), Text: []string{a.Say("terms.bands_text")}, Formula: a.Say("terms.f_bands"), Table: t}
}

func (a *asked) tierNeed(f disclosure.Tier) step {
	return step{ID: "need", Title: a.Say("need"), Text: []string{a.Say("terms.tier_need", "Children", a.digits(f.Need.Value), "Range", a.Range(f.NeedLow.Value, f.NeedHigh.Value))},
		Source: &parts.Link{Text: a.Say("terms.link_need", "Tier", a.tier), URL: a.terms("of", "need", "tier", a.tier)}}
}
