package plans

import (
	"math"

	"catchment/model/disclosure"
	"catchment/model/practice"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// cube is the difference of one area, an indicator a row, tier 4 first.
type cube struct {
	Tiers []string
	Rows  []cubeRow
}

type cubeRow struct {
	Code, Name string
	Cells      []gridCell
}

// cubeOf is the matrix of an area, nil where nothing of it changes.
func cubeOf(visit *shell.Visit, area disclosure.Place, c *disclosure.Comparison) *cube {
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
	out := &cube{}
	for tier := 4; tier >= 1; tier-- {
		out.Tiers = append(out.Tiers, visit.Say("tier", "Tier", tier))
	}
	for g := range practice.Indicators {
		row := cubeRow{Code: "GP" + number(g+1), Name: visit.IndicatorName(g + 1), Cells: make([]gridCell, 4)}
		for tier, change := range changes {
			if change != nil {
				row.Cells[4-tier] = cubeCell(visit, &change.Cube[g])
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// cubeCell is the change at the low and at the high end, empty where there is
// none.
func cubeCell(visit *shell.Visit, c *disclosure.CellChange) gridCell {
	b, a := &c.Before, &c.After
	low, high := 100*(a.Low.Value-b.Low.Value), 100*(a.High.Value-b.High.Value)
	if math.IsNaN(low+high) || math.Abs(low) < 100*little && math.Abs(high) < 100*little {
		return gridCell{}
	}
	cell := gridCell{Step: step(visit.PercentRange(b.Low.Value, b.High.Value), visit.PercentRange(a.Low.Value, a.High.Value))}
	least, most := math.Round(min(low, high)), math.Round(max(low, high))
	if least == most {
		cell.Difference = points(visit, b.High.Value, a.High.Value)
		if math.Abs(low) > math.Abs(high) {
			cell.Difference = points(visit, b.Low.Value, a.Low.Value)
		}
		return cell
	}
	cell.Difference = visit.Say("plans.points_range", "Low", signed(visit, least), "High", signed(visit, most))
	return cell
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
