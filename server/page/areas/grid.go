package areas

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/model/practice"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// matrix is the headline: tiers by indicators, each cell a link to its terms.
func matrix(visit *shell.Visit, s *standing) parts.Matrix {
	settings := visit.View.Settings()
	var columns []parts.MatrixColumn
	for g := 1; g <= practice.Indicators; g++ {
		columns = append(columns, parts.MatrixColumn{Code: fmt.Sprint("GP", g), Name: indicator(visit, g), URL: visit.Link(fmt.Sprint("/indicators/GP", g))})
	}
	var rows []parts.MatrixRow
	for _, tier := range downwards {
		rows = append(rows, matrixRow(visit, s, tier, settings.Sufficient))
	}
	return parts.NewMatrix(visit.Voice, "matrix", columns, rows, settings.Gap, settings.Sufficient)
}

// begin numbers the cells of the matrix to start with, and says why.
func begin(visit *shell.Visit, s *standing, m *parts.Matrix, gaps []*disclosure.Gap) {
	for i, c := range startsOf(s, visit.View.Settings().TierWeight) {
		number := strconv.Itoa(i + 1)
		m.Rows[4-c.tier].Cells[c.indicator-1].Disc = number
		m.Starts = append(m.Starts, start(visit, s, c, number, gaps))
	}
}

func matrixRow(visit *shell.Visit, s *standing, tier int, sufficient float64) parts.MatrixRow {
	t := s.Tiers[tier-1]
	var cells []parts.MatrixCell
	for _, c := range s.Cubes[tier-1] {
		key := fmt.Sprint("GP", c.Indicator)
		url := explain(visit, s.Code, "tier", tier, "indicator", key)
		if visit.Audience == disclosure.Public {
			url = visit.Link(shell.Path("indicators", key))
		}
		cells = append(cells, parts.NewMatrixCell(visit.Voice, tier, indicator(visit, c.Indicator), url,
			parts.CellFigure{State: state(c.Status), Low: c.Low.Value, High: c.High.Value, Coverage: t.Coverage.Value, Known: c.Assessed.Value}, sufficient))
	}
	return parts.NewMatrixRow(visit.Voice, parts.TierHead{Tier: tier, Name: visit.TierName(tier), URL: explain(visit, s.Code, "tier", tier),
		Need: need(t), Met: met(t), Present: t.Present, Expected: t.Expected}, cells)
}

// cell is one cell of the matrix, and how much it weighs: the children in need
// whom practice at the standard does not meet even at best, times the weight
// of the tier.
type cell struct {
	tier, indicator int
	gap             bool
	weight          float64
}

// startsOf picks at most three cells to start with: gaps first, then by
// weight, of one indicator and one tier at most once each while others are
// left.
func startsOf(s *standing, weights [4]float64) []cell {
	var all []cell
	for _, tier := range downwards {
		for _, c := range s.Cubes[tier-1] {
			if !c.High.IsShown() || c.Status == coverage.Sufficient || !c.Assessed.IsShown() { // nothing met: no practice to begin with
				continue
			}
			all = append(all, cell{tier, c.Indicator, c.Status == coverage.Gap, s.Tiers[tier-1].Need.Value * weights[tier-1] * (1 - c.High.Value)})
		}
	}
	slices.SortStableFunc(all, func(x, y cell) int {
		if x.gap != y.gap {
			return map[bool]int{true: -1, false: 1}[x.gap]
		}
		return cmp.Compare(y.weight, x.weight)
	})
	var picked []cell
	for _, c := range all {
		if len(picked) < 3 && !slices.ContainsFunc(picked, func(p cell) bool { return p.tier == c.tier || p.indicator == c.indicator }) {
			picked = append(picked, c)
		}
	}
	return picked
}

func start(visit *shell.Visit, s *standing, c cell, number string, gaps []*disclosure.Gap) parts.Start {
	figure, t := s.Cubes[c.tier-1][c.indicator-1], s.Tiers[c.tier-1]
	what := indicator(visit, c.indicator)
	out := parts.Start{Number: number,
		Title: visit.Say("areas.start_title", "Tier", strconv.Itoa(c.tier), "Indicator", inner(what), "Share", visit.PercentRange(figure.Low.Value, figure.High.Value)),
		Text:  startText(visit, met(t).Text(visit.Voice), figure.Assessed.Value),
		Link:  parts.Link{Text: visit.Say("areas.see_gaps"), URL: visit.Link("/gaps", "area", s.Code, "tier", c.tier), Hidden: visit.Say("areas.see_gap_of", "Tier", strconv.Itoa(c.tier), "Indicator", inner(what))},
	}
	if g := gapBehind(gaps, c); g != nil {
		out.Link.Text, out.Link.URL = visit.Say("areas.see_gap"), visit.Link(shell.Path("gaps", g.ID))
	}
	return out
}

// startText says how much of need is met, and how much of the practice behind
// it is known.
func startText(visit *shell.Visit, share string, known float64) string {
	switch {
	case known <= 0:
		return visit.Say("areas.start_none_assessed", "Share", share)
	case known >= 1:
		return visit.Say("areas.start_all_assessed", "Share", share)
	}
	return visit.Say("areas.start_part_assessed", "Share", share, "Part", visit.Percent(max(0.01, 1-known)))
}

// gapBehind is the worst gap of quality or assurance of the cell's tier that
// names its indicator; nil where the facts may not be told or there is none.
func gapBehind(gaps []*disclosure.Gap, c cell) *disclosure.Gap {
	for _, g := range gaps {
		facts := g.Facts()
		if g.Tier != c.tier || facts == nil || g.Kind != gap.Quality && g.Kind != gap.Assurance {
			continue
		}
		if slices.ContainsFunc(facts.Indicators, func(i gap.Indicator) bool { return i.Number == c.indicator }) {
			return g
		}
	}
	return nil
}
