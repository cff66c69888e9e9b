package areas

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// finding says in a sentence or two how an area stands: the weakest tier and
// what is missing there, then in the same tier the indicators on which
// practice is strongest and weakest.
func finding(visit *shell.Visit, s *standing) string {
	text, tier := shortage(visit, s), s.weakest()
	if tier == 0 || s.empty() {
		return text
	}
	best, worst := extremes(s.Cubes[tier-1][:])
	if best == worst {
		return text
	}
	return text + " " + visit.Say("areas.finding_practice", "Tier", strconv.Itoa(tier), "Best", inner(indicator(visit, best)), "Worst", inner(indicator(visit, worst)))
}

// shortage is the first sentence of the finding.
func shortage(visit *shell.Visit, s *standing) string {
	tier := s.weakest()
	switch {
	case s.empty():
		return visit.Say("areas.finding_nobody")
	case tier == 0 && suppressed(s):
		return visit.Say("areas.finding_suppressed")
	case tier == 0:
		return visit.Say("areas.finding_unknown")
	}
	return visit.Say("areas.finding", "Tier", strconv.Itoa(tier), "Share", met(s.Tiers[tier-1]).Text(visit.Voice)) + missing(visit, s, tier)
}

func suppressed(s *standing) bool {
	for _, t := range s.Tiers {
		if t.Coverage.State == disclosure.Suppressed {
			return true
		}
	}
	return false
}

// missing ends the first sentence: the types that no service offers here, or
// else the type of which least is met.
func missing(visit *shell.Visit, s *standing, tier int) string {
	falls, err := visit.View.Waterfalls(s.Code, tier)
	t := s.Tiers[tier-1]
	if err != nil || t.Weakest == nil {
		return "."
	}
	var absent []string
	for _, w := range falls {
		if w.Services.IsShown() && w.Services.Value == 0 && w.Demand.Value > 0 {
			absent = append(absent, visit.TypeName(w.Type))
		}
	}
	switch n := len(absent); {
	case n > 2:
		return visit.Say("areas.finding_absent_many", "Count", n, "Expected", strconv.Itoa(t.Expected))
	case n > 0:
		return visit.Say("areas.finding_absent", "Types", visit.Either(absent))
	}
	for _, w := range falls {
		if w.Type.Key == t.Weakest.Key && t.Expected > 1 {
			return visit.Say("areas.finding_least", "Type", visit.TypeName(t.Weakest), "Share", visit.PercentRange(w.Coverage.Value, ratio(w.MetHigh, w.Demand)))
		}
	}
	return "."
}

func ratio(part, whole disclosure.Figure) float64 { return part.Value / whole.Value }

// extremes gives the indicators, 1 to 8, with the highest and lowest range,
// the low ends first; both the same where nothing sets them apart.
func extremes(cells []disclosure.Cell) (best, worst int) {
	best, worst = 1, 1
	for _, c := range cells {
		if above(c, cells[best-1]) {
			best = c.Indicator
		}
		if above(cells[worst-1], c) {
			worst = c.Indicator
		}
	}
	return best, worst
}

func above(x, y disclosure.Cell) bool {
	return x.Low.Value > y.Low.Value || x.Low.Value == y.Low.Value && x.High.Value > y.High.Value
}

// indicator is the short name of an indicator, 1 to 8.
func indicator(visit *shell.Visit, number int) string {
	return visit.Say("areas.indicator_" + strconv.Itoa(number))
}

// inner is a name as it stands inside a sentence: small at the start, unless
// it begins with an abbreviation.
func inner(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	if unicode.IsUpper(second) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}
