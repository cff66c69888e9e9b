package plans

import (
	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// sections is figures of the baseline and of each scenario, as they are added.
type sections struct {
	visit *shell.Visit
	all   []*disclosure.Comparison
	out   []compareSection
}

func (s *sections) begin(id, title string) {
	s.out = append(s.out, compareSection{ID: id, Title: title})
}

// add adds a figure; cell gives it of one scenario.
func (s *sections) add(name, baseline string, cell func(i int, c *disclosure.Comparison) compareCell) {
	row := compareRow{Name: name, Baseline: baseline}
	for i, c := range s.all {
		row.Cells = append(row.Cells, cell(i, c))
	}
	last := &s.out[len(s.out)-1]
	last.Rows = append(last.Rows, row)
}

// sectionsOf are the figures: what each scenario comes to, coverage by tier of
// an area, and how evenly it is spread.
func sectionsOf(visit *shell.Visit, area disclosure.Place, all []*disclosure.Comparison, opened, closed []int) ([]compareSection, error) {
	s := &sections{visit: visit, all: all}
	s.begin("figures", visit.Say("plans.figures"))
	s.headline(opened, closed)
	s.begin("tiers", visit.Say("plans.compare_tiers", "Area", visit.Text(area.Name, area.NameCy)))
	if err := s.tiers(area); err != nil {
		return nil, err
	}
	s.begin("equity", visit.Say("plans.equity"))
	s.equity()
	return s.out, nil
}

// headline is children, cost and gaps, over all areas.
func (s *sections) headline(opened, closed []int) {
	v := s.visit
	for _, tier := range []int{0, 4, 3, 2, 1} {
		name := v.Say("plans.met")
		if tier > 0 {
			name = v.Say("plans.met_in_tier", "Tier", tier)
		}
		s.add(name, "–", func(_ int, c *disclosure.Comparison) compareCell {
			m := c.Met()[tier]
			return compareCell{children(v, m.Central.Value), rangeOf(v, m)}
		})
	}
	s.add(v.Say("plans.cost"), "–", func(_ int, c *disclosure.Comparison) compareCell {
		return compareCell{Text: money(v, c.Headline().Cost.Value)}
	})
	s.add(v.Say("plans.per_child"), "–", func(_ int, c *disclosure.Comparison) compareCell {
		head := c.Headline()
		return compareCell{money(v, head.PerChild.Value), perChildRange(v, wholeCost(head), c.Met()[0])}
	})
	s.add(v.Say("plans.closed"), "–", func(i int, _ *disclosure.Comparison) compareCell { return compareCell{Text: number(closed[i])} })
	s.add(v.Say("plans.opened"), "–", func(i int, _ *disclosure.Comparison) compareCell { return compareCell{Text: number(opened[i])} })
}

// tiers is the coverage of an area, tier by tier, and the children in need.
func (s *sections) tiers(area disclosure.Place) error {
	v := s.visit
	for tier := 4; tier >= 1; tier-- {
		before, err := v.View.Tier(area.Code, tier)
		if err != nil {
			return err
		}
		was := before.Coverage.Value
		s.add(v.Say("tier_labelled", "Tier", tier, "Label", v.TierName(tier)), v.Percent(was), func(_ int, c *disclosure.Comparison) compareCell {
			is := coverageOf(c, area, tier, was)
			return compareCell{v.Percent(is), points(v, was, is)}
		})
	}
	return nil
}

// equity is how evenly each tier is covered.
func (s *sections) equity() {
	v := s.visit
	base := s.all[0].Equity()
	for i := len(base) - 1; i >= 0; i-- {
		e := base[i]
		share := func(key string, was disclosure.Figure, is func(disclosure.EquityChange) disclosure.Figure) {
			s.add(v.Say(key, "Tier", e.Tier), v.Percent(was.Value), func(_ int, c *disclosure.Comparison) compareCell {
				now := is(c.Equity()[i]).Value
				return compareCell{v.Percent(now), points(v, was.Value, now)}
			})
		}
		share("plans.worst_of", e.WorstBefore, func(x disclosure.EquityChange) disclosure.Figure { return x.WorstAfter })
		share("plans.best_of", e.BestBefore, func(x disclosure.EquityChange) disclosure.Figure { return x.BestAfter })
		s.add(v.Say("plans.gini_of", "Tier", e.Tier), v.Number(e.GiniBefore.Value, 3), func(_ int, c *disclosure.Comparison) compareCell {
			return compareCell{Text: v.Number(c.Equity()[i].GiniAfter.Value, 3)}
		})
	}
}

// coverageOf is the coverage of an area's tier with a scenario; as it was
// where it does not change.
func coverageOf(c *disclosure.Comparison, place disclosure.Place, tier int, was float64) float64 {
	for _, t := range c.Tiers(place.Kind) {
		if t.Code == place.Code && t.Before.Tier == tier {
			return t.After.Coverage.Value
		}
	}
	return was
}
