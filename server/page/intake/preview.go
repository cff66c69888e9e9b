package intake

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model/planner"
	"catchment/model/planner/desk"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

const (
	changesOnPage = 50
	columnsShown  = 8
)

// changeTable is what a change does: counts by table, and row by row.
type changeTable struct {
	Counts []countRow
	Rows   []changeRow
	Pages  parts.Pagination
}

type countRow struct{ Table, Created, Updated, Unchanged, Removed string }

type changeRow struct {
	Table, Key, Name, Did string
	Columns               []columnRow
	More                  string
}

// columnRow is a column that differs; Only is its value in a row that is new or
// removed.
type columnRow struct{ Column, Only, Before, After string }

func changesOf(visit *shell.Visit, tables []planner.TableReport, rows []planner.RowChange) (changeTable, error) {
	var table changeTable
	whole := func(n int) string { return visit.Number(float64(n), 0) }
	for _, t := range tables {
		table.Counts = append(table.Counts, countRow{tableName(visit, t.Table), whole(t.Created), whole(t.Updated), whole(t.Unchanged), whole(t.Removed)})
	}
	number, err := visit.WholeNumber("page", 1, max(1, (len(rows)+changesOnPage-1)/changesOnPage))
	if err != nil {
		return table, err
	}
	first := (number - 1) * changesOnPage
	for _, r := range rows[min(first, len(rows)):min(first+changesOnPage, len(rows))] {
		table.Rows = append(table.Rows, changeRowOf(visit, r))
	}
	table.Pages = parts.NewPagination(visit.Voice, number, changesOnPage, len(rows), func(n int) string { return visit.Here("page", n) })
	return table, nil
}

func changeRowOf(visit *shell.Visit, r planner.RowChange) changeRow {
	row := changeRow{Table: tableName(visit, r.Table), Key: r.Key, Name: r.Name, Did: visit.Say("intake.row_" + r.Action)}
	for i, c := range r.Columns {
		if i == columnsShown {
			row.More = visit.Say("intake.more_columns", "Count", len(r.Columns)-columnsShown)
			break
		}
		row.Columns = append(row.Columns, columnRowOf(visit, r.Action, c))
	}
	return row
}

func columnRowOf(visit *shell.Visit, did string, c planner.ColumnChange) columnRow {
	before, after := shownValue(visit, c.Column, c.Before), shownValue(visit, c.Column, c.After)
	switch did {
	case "create":
		return columnRow{Column: c.Column, Only: after}
	case "remove":
		return columnRow{Column: c.Column, Only: before}
	}
	return columnRow{Column: c.Column, Before: before, After: after}
}

// shownValue says in words what is not repeated, and what is not stated.
func shownValue(visit *shell.Visit, column, text string) string {
	switch {
	case text == "":
		return visit.Say("intake.value_none")
	case column == "boundary":
		return visit.Say("intake.value_boundary")
	case text == "stated":
		return visit.Say("intake.value_stated")
	}
	return text
}

// readyPage is what an import would do.
type readyPage struct {
	draftPage
	Changes  changeTable
	Any      bool
	Warnings *problemTable
	Commit   string
	Map      parts.Link
}

func (d *door) ready(c echo.Context, visit *shell.Visit, draft desk.Draft) error {
	preview := draft.Preview
	lead := visit.Say("intake.ready_lead", "Revision", preview.Base.Revision)
	if !preview.Changes() {
		lead = visit.Say("intake.ready_unchanged")
	}
	base, err := d.draftPage(visit, draft, visit.Say("intake.ready_title"), lead)
	if err != nil {
		return err
	}
	page := &readyPage{draftPage: base, Any: preview.Changes(), Commit: visit.Link(shell.Path("import", draft.ID, "commit")),
		Map: parts.Link{Text: visit.Say("intake.map_again"), URL: visit.Link(shell.Path("import", draft.ID), "step", "map")}}
	if page.Changes, err = changesOf(visit, preview.Tables, preview.Rows); err != nil {
		return err
	}
	if page.Warnings, err = warningsOf(visit, draft.Problems.Warnings()); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "intake/ready", page)
}

// revisionPage is what one revision did.
type revisionPage struct {
	shell.Page
	Summary parts.SummaryList
	Changes changeTable
	Undo    *parts.Link
}

func (d *door) revision(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	number, err := revisionNumber(visit, c)
	if err != nil {
		return err
	}
	past, rows, err := d.house.Planner.RevisionChanges(c.Request().Context(), number)
	if err != nil {
		return noRevision(visit, err)
	}
	page := &revisionPage{}
	if page.Page, err = d.page(visit, visit.Say("intake.revision_title", "Revision", number), ""); err != nil {
		return err
	}
	refused, err := d.offers.of(c.Request().Context(), d.house.Planner, []planner.Past{past})
	if err != nil {
		return err
	}
	row := pastRowOf(visit, past, refused[number])
	page.Undo = cmp.Or(row.Undo, row.See)
	lines := func(name string, texts ...string) {
		if len(texts) > 0 && texts[0] != "" {
			page.Summary.Rows = append(page.Summary.Rows, parts.SummaryRow{Name: name, Lines: texts})
		}
	}
	lines(visit.Say("intake.head_when"), row.When)
	lines(visit.Say("intake.head_who"), row.Who)
	lines(visit.Say("intake.head_what"), append([]string{row.What}, row.Counts...)...)
	lines(visit.Say("intake.head_source"), row.Source)
	lines(visit.Say("intake.head_undo"), row.Why)
	if page.Changes, err = changesOf(visit, nil, rows); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "intake/revision", page)
}

func revisionNumber(visit *shell.Visit, c echo.Context) (int, error) {
	number, err := strconv.Atoi(c.Param("revision"))
	if err != nil || number < 1 {
		return 0, problem(visit, http.StatusNotFound, visit.Say("intake.no_revision"))
	}
	return number, nil
}
