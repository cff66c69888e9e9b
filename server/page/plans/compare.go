package plans

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// most is how many scenarios stand beside the baseline.
const most = 4

// comparePage is scenarios side by side with the baseline.
type comparePage struct {
	shell.Page
	Plans  []parts.Link
	Rows   []compareRow
	Faults []string // scenarios that cannot be tried
	Other  parts.Link
	Method parts.Link
}

// compareRow is one figure: of the baseline, then of each scenario.
type compareRow struct {
	Name     string
	Baseline string
	Cells    []compareCell
}

type compareCell struct{ Text, Difference string }

func (d *door) compare(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	names := slices.Compact(slices.Clone(c.QueryParams()["with"]))
	if len(names) == 0 {
		return shell.Redirect(c, visit.Link("/plans"))
	}
	if len(names) > most {
		return &model.Error{Code: model.Invalid, Field: "with", Sentence: model.Said(visit.Say("plans.too_many", "Most", most))}
	}
	page := &comparePage{Other: parts.Link{Text: visit.Say("plans.choose_others"), URL: visit.Link("/plans")}, Method: parts.Link{Text: visit.Say("how_worked_out"), URL: visit.Link("/method")}}
	var all []*disclosure.Comparison
	for _, name := range names {
		result, err := d.try(c, visit, name)
		if err != nil {
			return absent(visit, err)
		}
		if result.Comparison == nil {
			page.Faults = append(page.Faults, visit.Say("plans.not_compared", "Name", name))
			continue
		}
		page.Plans = append(page.Plans, parts.Link{Text: name, URL: visit.Link(shell.Path("plans", name))})
		all = append(all, result.Comparison)
	}
	if len(all) > 0 && len(visit.View.Kinds()) > 0 {
		if page.Rows, err = compareRows(visit, all); err != nil {
			return err
		}
	}
	if page.Page, err = visit.Page("plans", visit.Say("plans.compare_title"), visit.Say("plans.compare_lead", "Count", len(all))); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "plans/compare", page)
}

// compareRows are the figures, the largest area's first.
func compareRows(visit *shell.Visit, all []*disclosure.Comparison) ([]compareRow, error) {
	whole := visit.View.Places(visit.View.Kinds()[0])[0]
	var rows []compareRow
	add := func(name, baseline string, cell func(*disclosure.Comparison) compareCell) {
		row := compareRow{Name: name, Baseline: baseline}
		for _, c := range all {
			row.Cells = append(row.Cells, cell(c))
		}
		rows = append(rows, row)
	}
	text := func(of func(*disclosure.Comparison) string) func(*disclosure.Comparison) compareCell {
		return func(c *disclosure.Comparison) compareCell { return compareCell{Text: of(c)} }
	}
	add(visit.Say("plans.met"), "–", text(func(c *disclosure.Comparison) string { return children(visit, c.Headline().Met.Value) }))
	add(visit.Say("plans.cost"), "–", text(func(c *disclosure.Comparison) string { return money(visit, c.Headline().Cost.Value) }))
	add(visit.Say("plans.per_child"), "–", text(func(c *disclosure.Comparison) string { return money(visit, c.Headline().PerChild.Value) }))
	for tier := 4; tier >= 1; tier-- {
		before, err := visit.View.Tier(whole.Code, tier)
		if err != nil {
			return nil, err
		}
		was := before.Coverage.Value
		add(visit.Say("plans.coverage_of", "Tier", tier, "Area", visit.Text(whole.Name, whole.NameCy)), visit.Percent(was), func(c *disclosure.Comparison) compareCell {
			is := coverageOf(c, whole, tier, was)
			return compareCell{visit.Percent(is), points(visit, was, is)}
		})
	}
	add(visit.Say("plans.closed"), "–", text(func(c *disclosure.Comparison) string {
		_, closed := c.Gaps(authorities(visit))
		return number(len(closed))
	}))
	add(visit.Say("plans.opened"), "–", text(func(c *disclosure.Comparison) string {
		opened, _ := c.Gaps(authorities(visit))
		return number(len(opened))
	}))
	for i := len(all[0].Equity()) - 1; i >= 0; i-- {
		e := all[0].Equity()[i]
		add(visit.Say("plans.worst_of", "Tier", e.Tier), visit.Percent(e.WorstBefore.Value), func(c *disclosure.Comparison) compareCell {
			is := c.Equity()[i].WorstAfter.Value
			return compareCell{visit.Percent(is), points(visit, e.WorstBefore.Value, is)}
		})
	}
	return rows, nil
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
