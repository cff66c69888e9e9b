package plans

import (
	"cmp"
	"html/template"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/page/sketch"
)

// changeMap is where coverage rises and falls in one tier, drawn and in words.
// Template "part-plan-map".
type changeMap struct {
	Title  string
	Words  string
	SVG    template.HTML
	Legend parts.MapLegend
}

// mapOf draws the tier that is asked for, or that changes most; nil where
// nothing changes or nothing can be drawn.
func mapOf(visit *shell.Visit, ch *choice, c *disclosure.Comparison, id string) *changeMap {
	tiers := c.Tiers(ch.kind)
	tier := cmp.Or(ch.tier, mostChanged(tiers))
	if tier == 0 || !slices.Contains(visit.View.ShapeKinds(), ch.kind) {
		return nil
	}
	classes := map[string]sketch.Class{}
	for _, place := range visit.View.Places(ch.kind) {
		classes[place.Code] = 2
	}
	var changed []disclosure.TierChange
	for _, t := range tiers {
		if t.Before.Tier == tier {
			classes[t.Code] = classOf(gained(&t))
			changed = append(changed, t)
		}
	}
	out := &changeMap{Title: visit.Say("plans.map_title", "Tier", number(tier), "Kind", visit.Kind(ch.kind, 1)), Words: mapWords(visit, ch.kind, changed)}
	m := sketch.Map{ID: id, Kind: ch.kind, Classes: classes, Palette: sketch.Differences, Outline: model.LocalAuthority, Label: out.Title + ". " + out.Words, Wide: 528, High: 420}
	out.SVG = m.Draw(visit.View, visit.Voice)
	counts := sketch.Count(classes)
	bounds := []string{visit.Say("plans.fell_much"), visit.Say("plans.fell"), visit.Say("plans.no_change"), visit.Say("plans.rose"), visit.Say("plans.rose_much")}
	out.Legend = parts.NewMapLegend(visit.Voice, "difference", visit.Say("plans.map_classing"), bounds, counts.Classes, counts.NotKnown, counts.Suppressed)
	return out
}

// gained is how much a tier's coverage changes.
func gained(t *disclosure.TierChange) float64 {
	return t.After.Coverage.Value - t.Before.Coverage.Value
}

// mapWords say what the map shows: how many areas rise and fall, and which most.
func mapWords(visit *shell.Visit, kind model.AreaKind, changed []disclosure.TierChange) string {
	rise, fall := extreme(changed, 1), extreme(changed, -1)
	say := func(key string, found extremes) string {
		return visit.Say(key, "Count", found.count, "Kind", visit.Kind(kind, found.count), "Area", visit.Text(found.most.Name, found.most.NameCy),
			"Points", points(visit, found.most.Before.Coverage.Value, found.most.After.Coverage.Value))
	}
	switch {
	case rise.count == 0 && fall.count == 0:
		return visit.Say("plans.map_none")
	case fall.count == 0:
		return say("plans.map_rises", rise) + " " + visit.Say("plans.map_no_fall")
	case rise.count == 0:
		return say("plans.map_falls", fall) + " " + visit.Say("plans.map_no_rise")
	}
	return say("plans.map_rises", rise) + " " + say("plans.map_falls", fall)
}

// extremes is how many areas change in one direction, and the one that does
// most.
type extremes struct {
	count int
	most  *disclosure.TierChange
}

func extreme(changed []disclosure.TierChange, sign float64) (out extremes) {
	for i := range changed {
		x := sign * gained(&changed[i])
		if !(x > little) {
			continue
		}
		out.count++
		if out.most == nil || x > sign*gained(out.most) {
			out.most = &changed[i]
		}
	}
	return out
}

// worse names what a scenario makes worse in authorities and larger areas, and
// says so where it is nothing.
func worse(visit *shell.Visit, c *disclosure.Comparison) *parts.Inset {
	var texts []string
	for _, t := range c.Tiers(authorities(visit)...) {
		if gained(&t) < -little {
			texts = append(texts, visit.Say("plans.worse_one", "Area", visit.Text(t.Name, t.NameCy), "Tier", t.Before.Tier, "Points", points(visit, t.Before.Coverage.Value, t.After.Coverage.Value)))
		}
	}
	out := &parts.Inset{Strong: visit.Say("plans.worse"), Text: visit.Say("plans.worse_none")}
	const most = 4
	if more := len(texts) - most; more > 0 {
		texts = append(texts[:most], visit.Say("plans.worse_more", "Count", more))
	}
	if len(texts) > 0 {
		out.Text = visit.List(texts) + "."
	}
	return out
}

// classOf is the class of a difference of shares: 5 points or more, less, none.
func classOf(x float64) sketch.Class {
	const much = 0.05 - little
	switch {
	case math.IsNaN(x):
		return sketch.NotKnown
	case x <= -much:
		return 0
	case x < -little:
		return 1
	case x <= little:
		return 2
	case x < much:
		return 3
	}
	return 4
}

// mostChanged is the tier whose coverage changes most in sum, 0 for none.
func mostChanged(tiers []disclosure.TierChange) int {
	var sums [5]float64
	for _, t := range tiers {
		if x := math.Abs(t.After.Coverage.Value - t.Before.Coverage.Value); !math.IsNaN(x) {
			sums[t.Before.Tier] += x
		}
	}
	most := 0
	for tier, sum := range sums {
		if sum > sums[most] {
			most = tier
		}
	}
	return most
}
