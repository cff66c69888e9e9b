package intake

import (
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner/desk"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

const problemsOnPage = 100

// problemTable lists problems of files, all of them, page by page.
type problemTable struct {
	Caption string
	Rows    []problemRow
	Pages   parts.Pagination
}

type problemRow struct{ File, Row, Column, Expected, Found string }

// refusedPage is the faults of an upload.
type refusedPage struct {
	draftPage
	Faults   problemTable
	Warnings *problemTable
	Mend     []parts.Link // the rejected rows of each file
	Map      *parts.Link
	Upload   parts.Link
}

func (d *door) refused(c echo.Context, visit *shell.Visit, draft desk.Draft) error {
	faults := draft.Problems.Errors()
	base, err := d.draftPage(visit, draft, visit.Say("intake.refused_title", "Count", len(faults)), visit.Say("intake.refused_lead"))
	if err != nil {
		return err
	}
	page := &refusedPage{draftPage: base, Upload: parts.Link{Text: visit.Say("intake.upload_again"), URL: visit.Link("/import")}}
	if page.Faults, err = problemsOf(visit, visit.Say("intake.faults"), faults, "page"); err != nil {
		return err
	}
	if page.Warnings, err = warningsOf(visit, draft.Problems.Warnings()); err != nil {
		return err
	}
	for _, name := range filesWithRows(faults) {
		page.Mend = append(page.Mend, parts.Link{Text: visit.Say("intake.mend_file", "File", model.FileNamed(name)), URL: visit.Link(shell.Path("import", draft.ID, "rejected"), "file", name)})
	}
	if len(draft.Found) > 0 {
		page.Map = &parts.Link{Text: visit.Say("intake.map_again"), URL: visit.Link(shell.Path("import", draft.ID), "step", "map")}
	}
	return d.house.Show(c, http.StatusOK, "intake/refused", page)
}

func warningsOf(visit *shell.Visit, warnings model.Problems) (*problemTable, error) {
	if len(warnings) == 0 {
		return nil, nil
	}
	table, err := problemsOf(visit, visit.Say("intake.warnings", "Count", len(warnings)), warnings, "warnings")
	return &table, err
}

// problemsOf gives one page of problems; the key is that of its number in the
// address.
func problemsOf(visit *shell.Visit, caption string, problems model.Problems, key string) (problemTable, error) {
	number, err := visit.WholeNumber(key, 1, max(1, (len(problems)+problemsOnPage-1)/problemsOnPage))
	table := problemTable{Caption: caption}
	if err != nil {
		return table, err
	}
	first := (number - 1) * problemsOnPage
	for _, p := range problems[min(first, len(problems)):min(first+problemsOnPage, len(problems))] {
		row := problemRow{File: visit.Sentence(p.Of()), Column: visit.Sentence(p.In()), Expected: visit.Sentence(p.Expected), Found: visit.Sentence(p.Found)}
		if p.Row > 0 {
			row.Row = visit.Number(float64(p.Row), 0)
		}
		table.Rows = append(table.Rows, row)
	}
	table.Pages = parts.NewPagination(visit.Voice, number, problemsOnPage, len(problems), func(n int) string { return visit.Here(key, n) })
	return table, nil
}

// filesWithRows names the files that have rows to mend.
func filesWithRows(faults model.Problems) []string {
	var names []string
	seen := map[string]bool{}
	for _, p := range faults {
		if p.Row > 0 && p.File != "" && !seen[p.File] {
			seen[p.File] = true
			names = append(names, p.File)
		}
	}
	return names
}

// rejected sends the rows of a file that have faults.
func (d *door) rejected(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	file := visit.Query("file")
	text, err := d.desk.Rejected(c.Param("id"), file, visit.Sentence)
	if err != nil {
		return d.gone(c, visit, err)
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+plainName(file)+visit.Say("intake.mend_name")+`.csv"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", text)
}

// plainName leaves of a name what may stand in a header.
func plainName(name string) string {
	name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, name)
}

// problemList is what the template of a table of problems needs.
type problemList struct {
	Page  *shell.Visit
	Table problemTable
	ID    string
}

func problemsFor(visit *shell.Visit, table problemTable, id string) problemList {
	return problemList{visit, table, id}
}

// Problems gives a table to its template.
func (p *draftPage) Problems(table problemTable, id string) problemList {
	return problemsFor(p.Visit, table, id)
}

// Problems gives a table to its template.
func (p *undoPage) Problems(table problemTable, id string) problemList {
	return problemsFor(p.Visit, table, id)
}
