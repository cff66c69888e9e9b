package plans

import (
	"math"

	"catchment/model/disclosure"
	"catchment/model/practice"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// diffMatrix is the difference of one area, tier by indicator, tier 4 first.
// Template "part-plan-matrix".
type diffMatrix struct {
	Caption, Corner, Same, LegendTitle string // words
	Columns                            []matrixColumn
	Rows                               []matrixRow
	Legend                             []parts.Key // Fill is the class of a cell
}

type matrixColumn struct{ Code, Name string }

type matrixRow struct {
	Tier, Name, Step, Difference string // of the tier's coverage; Step "" where nothing changes
	Cells                        []diffCell
}

// diffCell is one indicator of a tier: Class is much, rises, may, falls, little
// or same.
type diffCell struct{ Class, Difference, Step string }

// matrixOf is the matrix of an area, nil where nothing of it changes.
func matrixOf(visit *shell.Visit, area disclosure.Place, c *disclosure.Comparison) *diffMatrix {
	var changes [5]*disclosure.TierChange
	tiers, found := c.Tiers(area.Kind), false
	for i := range tiers {
		if tiers[i].Code == area.Code {
			changes[tiers[i].Before.Tier], found = &tiers[i], true
		}
	}
	if !found {
		return nil
	}
	out := &diffMatrix{Caption: visit.Say("plans.matrix_caption", "Area", visit.Text(area.Name, area.NameCy)), Corner: visit.Say("tier_head"), Same: visit.Say("plans.no_change"), LegendTitle: visit.Say("plans.matrix_legend")}
	for g := range practice.Indicators {
		out.Columns = append(out.Columns, matrixColumn{"GP" + number(g+1), visit.IndicatorName(g + 1)})
	}
	for tier := 4; tier >= 1; tier-- {
		row := matrixRow{Tier: visit.Say("tier", "Tier", tier), Name: visit.TierName(tier)}
		if t := changes[tier]; t != nil {
			before, after := t.Before.Coverage.Value, t.After.Coverage.Value
			row.Step, row.Difference = step(visit.Percent(before), visit.Percent(after)), points(visit, before, after)
		}
		for g := range practice.Indicators {
			cell := diffCell{Class: "same"}
			if changes[tier] != nil {
				cell = diffCellOf(visit, &changes[tier].Cube[g])
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	for _, class := range []string{"much", "rises", "may", "falls"} {
		out.Legend = append(out.Legend, parts.Key{Fill: class, Text: visit.Say("plans.matrix_" + class)})
	}
	return out
}

// muchPoints is from where a rise is shown as large.
const muchPoints = 4

// diffCellOf is the change at the low and at the high end.
func diffCellOf(visit *shell.Visit, c *disclosure.CellChange) diffCell {
	b, a := &c.Before, &c.After
	low, high := 100*(a.Low.Value-b.Low.Value), 100*(a.High.Value-b.High.Value)
	if math.IsNaN(low+high) || math.Abs(low) < 100*little && math.Abs(high) < 100*little {
		return diffCell{Class: "same"}
	}
	least, most := min(low, high), max(low, high)
	cell := diffCell{Class: matrixClass(least, most), Step: step(visit.PercentRange(b.Low.Value, b.High.Value), visit.PercentRange(a.Low.Value, a.High.Value))}
	switch least, most := math.Round(least), math.Round(most); {
	case least != most:
		cell.Difference = visit.Say("plans.points_range", "Low", signed(visit, least), "High", signed(visit, most))
	case least != 0:
		cell.Difference = visit.Say("plans.points", "Count", int(math.Abs(least)), "Sign", map[bool]string{true: "+", false: "−"}[least > 0])
	default:
		cell.Difference = visit.Say("plans.cell_" + cell.Class)
	}
	return cell
}

// matrixClass is the class of a change in points from its least to its most.
// One that goes either way by less than a point is little, and no class.
func matrixClass(least, most float64) string {
	rises, falls := most > 100*little, least < -100*little
	switch {
	case !rises, falls && math.Round(least) < 0:
		return "falls"
	case falls && math.Round(most) == 0:
		return "little"
	case falls, !(least > 100*little):
		return "may"
	case math.Round(most) >= muchPoints:
		return "much"
	}
	return "rises"
}

func signed(visit *shell.Visit, x float64) string {
	if x > 0 {
		return "+" + visit.Number(x, 0)
	}
	return visit.Number(x, 0)
}

// areaLink leads from the matrix to the area's own.
func areaLink(visit *shell.Visit, area disclosure.Place) parts.Link {
	return parts.Link{Text: visit.Say("plans.area_link", "Area", visit.Text(area.Name, area.NameCy)), URL: visit.Link(shell.Path("areas", area.Code))}
}
