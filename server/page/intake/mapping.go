package intake

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model/exchange"
	intakes "catchment/model/exchange/intake"
	"catchment/model/field"
	"catchment/model/planner/desk"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// leaveOut is the table of a file that is not to be read.
const leaveOut = "-"

// mappingPage asks, for each table found, which it is and which of its
// headings are which columns. The choice of tables is in the address, so that
// it can be changed without script.
type mappingPage struct {
	draftPage
	Errors *parts.ErrorSummary
	Tables string // where the choice of tables goes
	Action string
	Sheets []sheetForm
	Save   parts.Field
}

// sheetForm is one table found.
type sheetForm struct {
	Name    string
	Table   parts.Field
	Chosen  string
	Hidden  parts.Pair
	Columns []parts.Field // one for each heading
	Fixed   []parts.Field // columns that must be, and are the same in every row
	Out     bool
}

// shape reads what a form or address says; it is url.Values.Get, or the guess.
type shape struct {
	tables  []string            // by table found
	columns []map[int]string    // by table found: heading -> column
	fixed   []map[string]string // by table found: column -> text
}

func (d *door) showMapping(c echo.Context, visit *shell.Visit, draft desk.Draft, status int, typed *shape, fault string) error {
	base, err := d.draftPage(visit, draft, visit.Say("intake.map_title"), visit.Say("intake.map_lead"))
	if err != nil {
		return err
	}
	page := &mappingPage{draftPage: base, Tables: visit.Link(shell.Path("import", draft.ID)), Action: visit.Link(shell.Path("import", draft.ID, "map"))}
	if typed == nil {
		guess := guessed(draft, c.QueryParams())
		typed = &guess
	}
	for i, found := range draft.Found {
		page.Sheets = append(page.Sheets, sheetOf(visit, found, i, typed))
	}
	page.Save = parts.NewTextField("save", visit.Say("intake.save_mapping"), c.FormValue("save")).Wrong(visit.Voice, fault)
	page.Save.Hint = visit.Say("intake.save_mapping_hint")
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Save)
	return d.house.Show(c, status, "intake/map", page)
}

// guessed proposes tables and columns; a table that the address names is
// taken instead.
func guessed(draft desk.Draft, address url.Values) shape {
	var s shape
	for i, entry := range draft.Guesses() {
		found := draft.Found[i]
		table := leaveOut
		if found.Own != "" {
			table = found.Own
		} else if entry != nil {
			table = entry.Table
		}
		if named := address.Get(fmt.Sprintf("t%d", i)); named == leaveOut || slices.Contains(tables(), named) {
			table = named
		}
		s.tables = append(s.tables, table)
		s.fixed = append(s.fixed, map[string]string{})
		s.columns = append(s.columns, headingsOf(found.Headings, intakes.GuessColumns(table, found.Headings)))
	}
	return s
}

func headingsOf(headings []string, columns map[string]string) map[int]string {
	out := map[int]string{}
	for ours, theirs := range columns {
		for i, h := range headings {
			if strings.TrimSpace(h) == theirs && out[i] == "" {
				out[i] = ours
				break
			}
		}
	}
	return out
}

// tables lists the tables that a file may become.
func tables() []string {
	var names []string
	for _, t := range field.Tables {
		if !t.Reference {
			names = append(names, t.Name)
		}
	}
	return append(names, intakes.Scenario)
}

func sheetOf(visit *shell.Visit, found exchange.Found, i int, s *shape) sheetForm {
	options := []parts.Option{{Value: leaveOut, Text: visit.Say("intake.leave_out")}}
	for _, table := range tables() {
		options = append(options, parts.Option{Value: table, Text: visit.Say("intake.table_file", "Table", tableName(visit, table), "File", table)})
	}
	name := found.File
	if found.Sheet != "" {
		name = visit.Say("intake.file_sheet", "File", found.File, "Sheet", found.Sheet)
	}
	key := fmt.Sprintf("t%d", i)
	form := sheetForm{Name: name, Chosen: s.tables[i], Hidden: parts.Pair{Name: key, Value: s.tables[i]},
		Table: parts.NewSelectField(key, visit.Say("intake.table_of", "File", name), s.tables[i], options...), Out: s.tables[i] == leaveOut}
	if form.Out {
		return form
	}
	taken := map[string]bool{}
	for j, heading := range found.Headings {
		if strings.TrimSpace(heading) == "" {
			continue
		}
		taken[s.columns[i][j]] = true
		form.Columns = append(form.Columns, columnField(visit, s.tables[i], fmt.Sprintf("c%d_%d", i, j), shownHeading(visit, heading, j), s.columns[i][j]))
	}
	if form.Chosen != intakes.Scenario {
		form.Fixed = fixedFields(visit, s.tables[i], i, taken, s.fixed[i])
	}
	return form
}

func columnField(visit *shell.Visit, table, name, label, selected string) parts.Field {
	options := []parts.Option{{Value: "", Text: visit.Say("intake.not_used")}}
	for _, column := range intakes.Columns(table) {
		options = append(options, parts.Option{Value: column, Text: column})
	}
	return parts.NewSelectField(name, label, selected, options...)
}

// fixedFields are the columns that must be stated and are filled from none of
// the headings; what is the same in every row can be given here.
func fixedFields(visit *shell.Visit, table string, i int, taken map[string]bool, typed map[string]string) []parts.Field {
	t, _ := field.TableOf(table)
	var out []parts.Field
	for _, c := range t.Columns {
		if !c.Required || taken[c.Name] && typed[c.Name] == "" || strings.HasPrefix(c.Name, "age_") {
			continue
		}
		f := parts.NewTextField(fmt.Sprintf("k%d_%s", i, c.Name), c.Name, typed[c.Name])
		f.Hint, f.Width = visit.Say("intake.fixed_hint"), "20"
		out = append(out, f)
	}
	return out
}

// shownHeading gives a heading, but not where it looks like a place or a
// number: then the file has no headings, and what stands there is of its rows.
func shownHeading(visit *shell.Visit, heading string, at int) string {
	_, err := strconv.ParseFloat(strings.TrimSpace(heading), 64)
	if err == nil || field.NamesPlace(heading) {
		return visit.Say("intake.column_number", "Number", at+1)
	}
	return heading
}

func (d *door) mapColumns(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	draft, err := d.desk.Draft(c.Param("id"))
	if err != nil {
		return d.gone(c, visit, err)
	}
	form, err := c.FormParams()
	if err != nil {
		return problem(visit, http.StatusBadRequest, visit.Say("intake.no_form"))
	}
	typed := stated(draft, form)
	mapping, without := typed.mapping(draft.Found)
	if mapping != nil {
		mapping.Source, mapping.Licence, mapping.Attribution = draft.Terms.Source, draft.Terms.Licence, draft.Terms.Attribution
		if _, err := mapping.Text(); err != nil {
			return d.showMapping(c, visit, draft, http.StatusUnprocessableEntity, &typed, visit.Say("intake.mapping_twice"))
		}
	}
	if len(without) == len(draft.Files) {
		return d.showMapping(c, visit, draft, http.StatusUnprocessableEntity, &typed, visit.Say("intake.mapping_nothing"))
	}
	if name := strings.TrimSpace(form.Get("save")); name != "" && mapping != nil {
		if err := d.house.Planner.KeepMapping(c.Request().Context(), name, mapping, actor); err != nil {
			return d.showMapping(c, visit, draft, http.StatusUnprocessableEntity, &typed, visit.Say("intake.mapping_name"))
		}
	}
	if err := d.desk.Map(draft.ID, mapping, without); err != nil {
		return d.gone(c, visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("import", draft.ID)))
}

// stated reads the form.
func stated(draft desk.Draft, form url.Values) shape {
	var s shape
	for i, found := range draft.Found {
		table := form.Get(fmt.Sprintf("t%d", i))
		if !slices.Contains(tables(), table) {
			table = leaveOut
		}
		columns, fixed := map[int]string{}, map[string]string{}
		for j := range found.Headings {
			if column := form.Get(fmt.Sprintf("c%d_%d", i, j)); slices.Contains(intakes.Columns(table), column) {
				columns[j] = column
			}
		}
		for _, column := range intakes.Columns(table) {
			if text := strings.TrimSpace(form.Get(fmt.Sprintf("k%d_%s", i, column))); text != "" {
				fixed[column] = text
			}
		}
		s.tables, s.columns, s.fixed = append(s.tables, table), append(s.columns, columns), append(s.fixed, fixed)
	}
	return s
}

// mapping makes the mapping that the form describes, nil where every file is
// of our own layout; without names the files that are left out whole.
func (s *shape) mapping(found []exchange.Found) (m *intakes.Mapping, without []string) {
	m = &intakes.Mapping{}
	kept := map[string]bool{}
	for i, f := range found {
		if s.tables[i] == leaveOut {
			continue
		}
		kept[f.File] = true
		m.Files = append(m.Files, s.entry(f, i))
	}
	for _, f := range found {
		if !kept[f.File] && !slices.Contains(without, f.File) {
			without = append(without, f.File)
		}
	}
	if len(m.Files) == 0 {
		return nil, without
	}
	return m, without
}

// entry says how one table is read. Two headings may fill one list.
func (s *shape) entry(f exchange.Found, i int) intakes.Entry {
	e := intakes.Entry{File: path.Base(f.File), Sheet: f.Sheet, Table: s.tables[i], Columns: map[string]string{}}
	lists := map[string][]string{}
	for _, j := range slices.Sorted(maps.Keys(s.columns[i])) {
		column := s.columns[i][j]
		lists[column] = append(lists[column], strings.TrimSpace(f.Headings[j]))
	}
	for column, theirs := range lists {
		if len(theirs) == 1 {
			e.Columns[column] = theirs[0]
			continue
		}
		if e.Lists == nil {
			e.Lists = map[string][]string{}
		}
		e.Lists[column] = theirs
	}
	if len(s.fixed[i]) > 0 {
		e.Constants = s.fixed[i]
	}
	return e
}
