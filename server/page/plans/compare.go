package plans

import (
	"cmp"
	"net/http"
	"net/url"
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
	Plans    []parts.Link
	Panel    parts.FilterPanel // the area, the kind of areas and the tier
	Area     string
	AreaLang string
	Sections []compareSection
	Beside   []beside // of each scenario, what has a picture or a list
	Steps    []parts.Waterfall
	StepsOf  string
	Maps     string   // the title of the maps
	Faults   []string // scenarios that are left out, and why
	Other    parts.Link
	Method   parts.Link
}

// compareSection is figures of one matter: of the baseline, then of each
// scenario.
type compareSection struct {
	ID, Title string
	Rows      []compareRow
}

type compareRow struct {
	Name     string
	Baseline string
	Cells    []compareCell
}

type compareCell struct{ Text, Difference string }

// beside is one scenario: its matrix, its map and its gaps.
type beside struct {
	Plan   parts.Link
	Owner  string
	Matrix *diffMatrix
	None   string // said instead of the matrix
	Map    *changeMap
	Worse  *parts.Inset
	Gaps   []gapList
}

// withOf is the rest of an address that asks for scenarios.
func withOf(visit *shell.Visit, names []string) string {
	mark := "?"
	if visit.Query("on") != "" {
		mark = "&"
	}
	return mark + url.Values{"with": names}.Encode()
}

// namesAsked are the scenarios that the address names, each once.
func namesAsked(c echo.Context) []string {
	var names []string
	for _, name := range c.QueryParams()["with"] {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func (d *door) compare(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	names := namesAsked(c)
	if len(names) == 0 {
		return shell.Redirect(c, visit.Link("/plans"))
	}
	if len(names) > most {
		return &model.Error{Code: model.Invalid, Field: "with", Sentence: model.Said(visit.Say("plans.too_many", "Most", most))}
	}
	page := &comparePage{Other: parts.Link{Text: visit.Say("plans.choose_others"), URL: visit.Link("/plans")}, Method: parts.Link{Text: visit.Say("how_worked_out"), URL: visit.Link("/method")}}
	all, err := d.tryAll(c, visit, page, names)
	if err != nil {
		return err
	}
	if len(all) > 0 && len(visit.View.Kinds()) > 0 {
		if err := page.fill(visit, names, all); err != nil {
			return err
		}
	}
	if page.Page, err = pageOf(visit, visit.Say("plans.compare_title"), visit.Say("plans.compare_lead", "Count", len(all))); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "plans/compare", page)
}

// tryAll tries the scenarios, and names those that cannot be: one that was
// adopted is part of the baseline.
func (d *door) tryAll(c echo.Context, visit *shell.Visit, page *comparePage, names []string) ([]*disclosure.Comparison, error) {
	owners, err := d.house.Planner.PlanOwners(c.Request().Context())
	if err != nil {
		return nil, err
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return nil, err
	}
	var all []*disclosure.Comparison
	for _, name := range names {
		if adopted[name] > 0 {
			page.Faults = append(page.Faults, visit.Say("plans.not_compared_adopted", "Name", name, "Revision", number(adopted[name])))
			continue
		}
		result, err := d.try(c, visit, name)
		if err != nil {
			return nil, absent(visit, err)
		}
		if result.Comparison == nil {
			page.Faults = append(page.Faults, visit.Say("plans.not_compared", "Name", name))
			continue
		}
		link := parts.Link{Text: name, URL: visit.Link(shell.Path("plans", name))}
		page.Plans = append(page.Plans, link)
		page.Beside = append(page.Beside, beside{Plan: link, Owner: lastOwner(owners[name])})
		all = append(all, result.Comparison)
	}
	return all, nil
}

// fill is everything that is compared, of the area, kind and tier that are
// asked for.
func (p *comparePage) fill(visit *shell.Visit, names []string, all []*disclosure.Comparison) error {
	ch, err := choiceOf(visit)
	if err != nil {
		return err
	}
	ch.tier = cmp.Or(ch.tier, mostChangedOf(ch.kind, all))
	p.Area, p.AreaLang = visit.Text(ch.area.Name, ch.area.NameCy), visit.Lang(ch.area.Name, ch.area.NameCy)
	p.Panel = panelOf(visit, names, ch)
	opened, closed := make([]int, len(all)), make([]int, len(all))
	for i, c := range all {
		b := &p.Beside[i]
		if b.Matrix = matrixOf(visit, ch.area, c); b.Matrix == nil {
			b.None = visit.Say("plans.no_change_here")
		}
		b.Map, b.Worse = mapOf(visit, ch, c, "map-"+number(i+1)), worse(visit, c)
		out, in := c.Gaps(authorities(visit))
		opened[i], closed[i] = len(out), len(in)
		b.Gaps = gapLists(visit, "plan-"+number(i+1)+"-", out, in)
		if b.Map != nil {
			p.Maps = b.Map.Title
		}
	}
	if p.Sections, err = sectionsOf(visit, ch.area, all, opened, closed); err != nil {
		return err
	}
	return p.steps(visit, ch.area, all)
}

// mostChangedOf is the tier that changes most in all scenarios together, so
// that their maps can be compared.
func mostChangedOf(kind model.AreaKind, all []*disclosure.Comparison) int {
	var tiers []disclosure.TierChange
	for _, c := range all {
		tiers = append(tiers, c.Tiers(kind)...)
	}
	return mostChanged(tiers)
}

// panelOf chooses the area of the matrix and the waterfall, and kind and tier of
// the maps.
func panelOf(visit *shell.Visit, names []string, ch *choice) parts.FilterPanel {
	panel := parts.FilterPanel{Label: visit.Say("plans.compare_choose"), Action: pathOf(visit, comparePath), Button: visit.Say("plans.compare_show"), Hidden: keptOf(visit)}
	for _, name := range names {
		panel.Hidden = append(panel.Hidden, parts.Pair{Name: "with", Value: name})
	}
	var areas, kinds, tiers []parts.Option
	for _, kind := range visit.View.Kinds() {
		kinds = append(kinds, parts.Option{Value: string(kind), Text: visit.Kind(kind, 2)})
		if !kind.AuthorityOrLarger() {
			continue
		}
		for _, place := range visit.View.Places(kind) {
			areas = append(areas, parts.Option{Value: place.Code, Text: visit.Text(place.Name, place.NameCy), Lang: visit.Lang(place.Name, place.NameCy)})
		}
	}
	if !slices.ContainsFunc(areas, func(o parts.Option) bool { return o.Value == ch.area.Code }) {
		areas = append(areas, parts.Option{Value: ch.area.Code, Text: visit.Text(ch.area.Name, ch.area.NameCy)})
	}
	for tier := 4; tier >= 1; tier-- {
		tiers = append(tiers, parts.Option{Value: number(tier), Text: visit.Say("tier", "Tier", tier)})
	}
	panel.Fields = []parts.Field{parts.NewSelectField("area", visit.Say("plans.compare_area"), ch.area.Code, areas...),
		parts.NewSelectField("kind", visit.Say("plans.compare_kind"), string(ch.kind), kinds...),
		parts.NewSelectField("tier", visit.Say("plans.compare_tier"), number(ch.tier), tiers...)}
	return panel
}

// steps is the service type that changes most in any of the scenarios, as the
// baseline has it and as each would.
func (p *comparePage) steps(visit *shell.Visit, area disclosure.Place, all []*disclosure.Comparison) error {
	rows := make([][]disclosure.RowDifference, len(all))
	var chosen *disclosure.RowDifference
	for i, c := range all {
		var err error
		if rows[i], err = c.Rows(area.Code); err != nil {
			return err
		}
		if r := mostMoved(rows[i]); r != nil && (chosen == nil || moved(r) > moved(chosen)) {
			chosen = r
		}
	}
	if chosen == nil {
		return nil
	}
	p.StepsOf = visit.TypeName(chosen.Before.Type)
	p.Steps = []parts.Waterfall{waterfall(visit, &chosen.Before, visit.Say("plans.baseline"))}
	for i := range all {
		w := &chosen.Before // where it does not change
		for j := range rows[i] {
			if r := &rows[i][j]; r.Before.Tier == chosen.Before.Tier && r.Before.Type == chosen.Before.Type {
				w = &r.After
			}
		}
		p.Steps = append(p.Steps, waterfall(visit, w, p.Plans[i].Text))
	}
	return nil
}
