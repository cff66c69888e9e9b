package areas

import (
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/practice"
	"catchment/server/page/parts"
)

// standing is how one area stands: its tiers (place 0 is tier 1) and for each
// the eight indicators.
type standing struct {
	disclosure.Place
	Tiers    [4]disclosure.Tier
	Cubes    [4][practice.Indicators]disclosure.Cell
	Children disclosure.Figure
	Year     int
}

// downwards lists the tiers as people read them: acute at the top.
var downwards = [4]int{4, 3, 2, 1}

func standingOf(view *disclosure.View, code string) (*standing, error) {
	place, err := view.Place(code)
	if err != nil {
		return nil, err
	}
	s := &standing{Place: place}
	for i := range s.Tiers {
		if s.Tiers[i], err = view.Tier(code, i+1); err != nil {
			return nil, err
		}
		if s.Cubes[i], err = view.Cube(code, i+1); err != nil {
			return nil, err
		}
	}
	s.Children, s.Year, err = view.Children(code)
	return s, err
}

// empty says that nobody lives here, as far as is known.
func (s *standing) empty() bool { return s.Children.Value == 0 }

// weakest is the tier of which least is met, 0 where no tier has a figure. Of
// equal tiers it is the higher, which weighs more.
func (s *standing) weakest() int {
	worst := 0
	for _, tier := range downwards {
		f := s.Tiers[tier-1].Coverage
		if f.IsShown() && (worst == 0 || f.Value < s.Tiers[worst-1].Coverage.Value) {
			worst = tier
		}
	}
	return worst
}

func need(t disclosure.Tier) parts.Estimate {
	return parts.Estimate{Low: t.NeedLow.Value, Central: t.Need.Value, High: t.NeedHigh.Value, Suppressed: t.Need.State == disclosure.Suppressed}
}

// met is the share of need met: what is surely met, up to what would be if
// every capacity that is not stated were enough.
func met(t disclosure.Tier) parts.Share {
	return parts.Share{Low: t.Coverage.Value, High: t.CoverageHigh.Value, Suppressed: t.Coverage.State == disclosure.Suppressed}
}

// state is the word of a figure; a status that may not be told is suppressed.
func state(s coverage.Status) parts.State {
	if s == "" {
		return parts.Suppressed
	}
	return parts.State(s)
}
