package gap

import (
	"fmt"

	"catchment/model/coverage"
	"catchment/model/need"
)

// criteria is the number of criteria of each indicator.
var criteria = [8]float64{4, 5, 6, 4, 5, 5, 7, 6}

// standardDigits is half a step of the four decimals that the standard is
// written with: 0.6667 is two thirds, and two thirds reaches it.
const standardDigits = 0.00005

func (b *builder) quality(s *scope, place int) {
	met, held := b.bands(need.Central, s, place).Met, &b.r.Held[s.row][place]
	if met < least {
		return
	}
	var below []Indicator
	for g := range held {
		if high := held[g].High / met; high < b.day.Settings.Standard-standardDigits {
			below = append(below, Indicator{g + 1, b.indicatorName(g), high, held[g].Known / met})
		}
	}
	if below == nil {
		return
	}
	b.raise(Quality, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.Met }),
		Facts{Indicators: below, Bound: b.day.Settings.Standard, Services: b.givers(s, place)})
}

// assurance counts the children met on the strength of criteria that are not
// known: met × the part of the 42 criteria unknown or lapsed.
func (b *builder) assurance(s *scope, place int) {
	met, held := b.bands(need.Central, s, place).Met, &b.r.Held[s.row][place]
	if met < least {
		return
	}
	unknown, all := 0.0, 0.0
	var indicators []Indicator
	for g := range held {
		known := min(1, held[g].Known/met)
		all += criteria[g]
		unknown += criteria[g] * (1 - known)
		if known < 1-least {
			indicators = append(indicators, Indicator{g + 1, b.indicatorName(g), held[g].High / met, known})
		}
	}
	children := met * unknown / all
	if children < least*100 {
		return
	}
	b.raise(Assurance, s, place, b.scaled(s, place, children), Facts{Indicators: indicators, Services: b.givers(s, place)})
}

func (b *builder) givers(s *scope, place int) []Name {
	var out []Name
	for _, g := range s.given[place] {
		out = append(out, serviceName(&b.day.Services[g.Service]))
	}
	return out
}

// indicatorName is the indicator's name in the reference data, or its code.
func (b *builder) indicatorName(g int) Name {
	code := fmt.Sprintf("GP%d", g+1)
	for i := range b.day.Records.Indicators {
		if b.day.Records.Indicators[i].Key == code {
			return Name{Text: b.day.Records.Indicators[i].Name, Cy: b.day.Records.Indicators[i].NameCy}
		}
	}
	return Name{Text: code}
}
