package areas

import (
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// falls shows where children fall away: for each tier one service type, all
// types of one tier, and what better referral could meet.
type falls struct {
	Heading parts.Heading
	Charts  []parts.Waterfall
	Types   *typeTable
	Best    *bestTable
	Close   *disclosure.Waterfall // what is drawn for the tier shown, nil for nothing
}

// fallsOf draws the weakest type of each tier, or the type asked for where it
// is expected.
func fallsOf(visit *shell.Visit, s *standing, tier int, chosen string) (*falls, error) {
	lead := visit.Say("areas.falls_lead")
	if chosen != "" {
		lead = visit.Say("areas.falls_lead_chosen")
	}
	f := &falls{Heading: parts.Heading{ID: "falls", Title: visit.Say("areas.falls"), Lead: lead,
		Link: howLink(visit, explain(visit, s.Code, "tier", max(1, tier)), visit.Say("areas.falls"))}}
	var drawn []*model.ServiceType
	for _, at := range downwards {
		all, err := visit.View.Waterfalls(s.Code, at)
		if err != nil {
			return nil, err
		}
		w, note := pick(visit, all, s.Tiers[at-1], chosen)
		f.Charts = append(f.Charts, fall(visit, s, at, w, note))
		if w != nil && !slices.Contains(drawn, w.Type) {
			drawn = append(drawn, w.Type)
		}
		if at == tier {
			f.Types, f.Close = typesOf(visit, s, at, all, chosen), w
		}
	}
	f.Best = bestOf(visit, drawn)
	return f, nil
}

// pick is the type asked for, else the weakest, and says which it is.
func pick(visit *shell.Visit, all []disclosure.Waterfall, t disclosure.Tier, chosen string) (*disclosure.Waterfall, string) {
	for i := range all {
		if all[i].Type.Key == chosen {
			return &all[i], ""
		}
	}
	for i := range all {
		if t.Weakest != nil && all[i].Type.Key == t.Weakest.Key {
			return &all[i], visit.Say("areas.weakest_of", "Count", len(all))
		}
	}
	return nil, ""
}

func fall(visit *shell.Visit, s *standing, tier int, w *disclosure.Waterfall, note string) parts.Waterfall {
	if w == nil {
		hidden := s.Tiers[tier-1].Need.State == disclosure.Suppressed
		return parts.NewWaterfall(visit.Voice, tier, visit.TierName(tier), parts.Link{}, "", parts.Bands{Suppressed: hidden})
	}
	link := parts.Link{Text: visit.TypeName(w.Type), Lang: visit.Lang(w.Type.Label(), w.Type.NameCy), URL: typeTerms(visit, s.Code, tier, w.Type.Key)}
	return parts.NewWaterfall(visit.Voice, tier, visit.TierName(tier), link, note, bands(w))
}

func bands(w *disclosure.Waterfall) parts.Bands {
	return parts.Bands{Demand: w.Demand.Value, Unreached: w.Unreached.Value, NotEligible: w.NotEligible.Value,
		Waiting: w.Waiting.Value, Met: w.Met.Value, Suppressed: w.Met.State == disclosure.Suppressed}
}

// typeTable lists every type expected in a tier.
type typeTable struct {
	Caption string
	Tiers   []choice
	Rows    []typeRow
}

type typeRow struct {
	Type                                 parts.Link
	Draw                                 *parts.Link
	Demand                               parts.Figure
	Unreached, NotEligible, Waiting, Met string
	Bar                                  parts.Bar
	Share                                string
	Status                               parts.Status
	Services                             parts.Figure
	Drawn                                bool
}

func typesOf(visit *shell.Visit, s *standing, tier int, all []disclosure.Waterfall, chosen string) *typeTable {
	t := &typeTable{Caption: visit.Say("areas.types_caption", "Tier", strconv.Itoa(tier), "Label", visit.TierName(tier)), Tiers: tierChoices(visit, tier, "types", "types", "open")}
	if chosen == "" && s.Tiers[tier-1].Weakest != nil {
		chosen = s.Tiers[tier-1].Weakest.Key
	}
	sufficient := visit.View.Settings().Sufficient
	for i := range all {
		w := &all[i]
		row := typeRow{
			Type:      parts.Link{Text: visit.TypeName(w.Type), Lang: visit.Lang(w.Type.Label(), w.Type.NameCy), URL: typeTerms(visit, s.Code, tier, w.Type.Key)},
			Demand:    parts.Children(visit.Voice, parts.Estimate{Low: w.DemandLow.Value, Central: w.Demand.Value, High: w.DemandHigh.Value, Suppressed: w.Demand.State == disclosure.Suppressed}),
			Unreached: children(visit, w.Unreached), NotEligible: children(visit, w.NotEligible), Waiting: children(visit, w.Waiting), Met: children(visit, w.Met),
			Status: parts.NewStatus(visit.Voice, state(w.Status)), Drawn: w.Type.Key == chosen, Services: count(visit, w.Services),
		}
		row.Share, row.Bar = typeShare(visit, w, sufficient)
		if !row.Drawn {
			row.Draw = &parts.Link{Text: visit.Say("areas.draw"), URL: visit.Here("tier", tier, "type", w.Type.Key) + "#falls", Hidden: row.Type.Text}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// typeShare is a type's coverage, from what is surely met to what would be met
// if the capacity not stated were enough.
func typeShare(visit *shell.Visit, w *disclosure.Waterfall, sufficient float64) (string, parts.Bar) {
	if w.Coverage.State == disclosure.Suppressed {
		return "*", parts.CoverageBar(0, 0, 0, sufficient)
	}
	high := ratio(w.MetHigh, w.Demand)
	return visit.PercentRange(w.Coverage.Value, high), parts.CoverageBar(w.Coverage.Value, high, high, sufficient)
}

// children is a figure of children as one word: "*" where it may not be told.
func children(visit *shell.Visit, f disclosure.Figure) string {
	if f.State == disclosure.Suppressed {
		return "*"
	}
	return visit.Children(f.Value)
}

// count is a whole number, or the sign that it may not be told.
func count(visit *shell.Visit, f disclosure.Figure) parts.Figure {
	if f.State == disclosure.Suppressed {
		return parts.Hidden(visit.Voice)
	}
	return parts.Known(visit.Number(f.Value, 0), "")
}

// bestTable sets what is met against what the best referral could meet.
type bestTable struct {
	Rows []bestRow
}

type bestRow struct {
	Type                     parts.Link
	Demand, Met, Best, Could string
	Binding, Why             string
}

// bestOf lists the types drawn that have places to hand out.
func bestOf(visit *shell.Visit, drawn []*model.ServiceType) *bestTable {
	t := &bestTable{}
	for _, kind := range drawn {
		flow, ok := visit.View.Flow(kind.Key)
		if !ok || !flow.Demand.IsShown() || !flow.Met.IsShown() {
			continue
		}
		t.Rows = append(t.Rows, bestRow{
			Type:   parts.Link{Text: visit.TypeName(kind), Lang: visit.Lang(kind.Label(), kind.NameCy)},
			Demand: children(visit, flow.Demand), Met: children(visit, flow.Met), Best: children(visit, flow.BestAchievable),
			Could:   visit.Children(more(flow)),
			Binding: visit.Term("binding", flow.Binding), Why: visit.Term("binding_what", flow.Binding),
		})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// more is how many children better referral could meet. Two sums of the same
// children can differ in their last digits; that is nobody.
func more(f disclosure.Flow) float64 {
	if difference := f.BestAchievable.Value - f.Met.Value; difference > 1e-6 {
		return difference
	}
	return 0
}

// typeTerms is where a type's terms are, "" for the public.
func typeTerms(visit *shell.Visit, code string, tier int, key string) string {
	if visit.Audience == disclosure.Public {
		return ""
	}
	return explain(visit, code, "tier", tier, "type", key)
}
