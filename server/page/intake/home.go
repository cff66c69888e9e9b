package intake

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/model/planner/desk"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

const pastOnPage = 20

// homePage is the upload form, what waits, and the history.
type homePage struct {
	shell.Page
	Errors   *parts.ErrorSummary
	Action   string
	Files    parts.Field
	Folder   parts.Field
	Fields   []parts.Field
	Waiting  []waiting
	Untagged *parts.Link // services of directories that wait for a type
	Past     []pastRow
	Pages    parts.Pagination
	Mappings []savedMapping
	Drop     string
}

type waiting struct {
	Link  parts.Link
	Stage string
	When  string
}

type pastRow struct {
	Revision parts.Link
	When     string
	Who      string
	What     string
	Source   string
	Counts   []string
	Undo     *parts.Link
	Why      string
	See      *parts.Link // the whole reason
}

type savedMapping struct{ Name, When, Who string }

func (d *door) home(c echo.Context) error { return d.showHome(c, http.StatusOK, uploadForm{}, "") }

// showHome shows the page, with a sentence about what was wrong with an upload.
func (d *door) showHome(c echo.Context, status int, typed uploadForm, fault string) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	page := &homePage{Action: visit.Link("/import"), Drop: visit.Link("/import/mappings/drop")}
	if page.Page, err = d.page(visit, visit.Say("intake.title"), visit.Say("intake.lead")); err != nil {
		return err
	}
	untagged, err := d.house.Planner.Untagged(c.Request().Context())
	if err != nil {
		return err
	}
	if len(untagged) > 0 {
		page.Untagged = &parts.Link{Text: visit.Say("intake.untagged", "Count", len(untagged)), URL: visit.Link("/import/untagged")}
	}
	saved, err := d.house.Planner.Mappings(c.Request().Context())
	if err != nil {
		return err
	}
	for _, m := range saved {
		page.Mappings = append(page.Mappings, savedMapping{m.Name, moment(visit, m.At), page.Sentence(model.ActorOf(m.Actor))})
	}
	page.form(typed, saved, fault)
	for _, draft := range d.desk.Drafts() {
		if draft.Stage == desk.Done {
			continue // the history has it
		}
		page.Waiting = append(page.Waiting, waiting{
			Link:  parts.Link{Text: named(visit, draft), URL: visit.Link(shell.Path("import", draft.ID))},
			Stage: visit.Say("intake.stage_" + string(draft.Stage)), When: moment(visit, draft.Opened),
		})
	}
	if err := d.history(c, page); err != nil {
		return err
	}
	return d.house.Show(c, status, "intake/home", page)
}

func (p *homePage) form(typed uploadForm, saved []planner.SavedMapping, fault string) {
	p.Files = parts.NewFileField("files", p.Say("intake.files"), accepted).Wrong(p.Voice, fault)
	p.Files.Hint = p.Say("intake.files_hint", "Most", desk.MaxDraft>>20)
	p.Folder = parts.NewFileField("folder", p.Say("intake.folder"), "")
	p.Folder.Hint = p.Say("intake.folder_hint")
	options := []parts.Option{
		{Value: "", Text: p.Say("intake.layout_guess")},
		{Value: walesRecipe, Text: p.Say("intake.layout_wales")},
	}
	for _, m := range saved {
		options = append(options, parts.Option{Value: savedPrefix + m.Name, Text: p.Say("intake.layout_saved", "Name", m.Name)})
	}
	layout := parts.NewSelectField("layout", p.Say("intake.layout"), typed.Layout, options...)
	layout.Hint = p.Say("intake.layout_hint")
	source := parts.NewTextField("source", p.Say("intake.source"), typed.Source)
	source.Hint = p.Say("intake.source_hint")
	licence := parts.NewTextField("licence", p.Say("intake.licence"), typed.Licence)
	attribution := parts.NewTextField("attribution", p.Say("intake.attribution"), typed.Attribution)
	attribution.Hint = p.Say("intake.attribution_hint")
	p.Fields = []parts.Field{layout, source, licence, attribution}
	p.Errors = parts.NewErrorSummary(p.Voice, p.Files)
}

func (d *door) history(c echo.Context, p *homePage) error {
	past, err := d.house.Planner.History(c.Request().Context())
	if err != nil {
		return err
	}
	number, err := p.WholeNumber("page", 1, max(1, (len(past)+pastOnPage-1)/pastOnPage))
	if err != nil {
		return err
	}
	first := (number - 1) * pastOnPage
	shown := past[min(first, len(past)):min(first+pastOnPage, len(past))]
	refused, err := d.offers.of(c.Request().Context(), d.house.Planner, shown)
	if err != nil {
		return err
	}
	for _, one := range shown {
		p.Past = append(p.Past, pastRowOf(p.Visit, one, refused[one.Revision.Revision]))
	}
	p.Pages = parts.NewPagination(p.Voice, number, pastOnPage, len(past), func(n int) string { return p.Here("page", n) })
	return nil
}

// pastRowOf is a revision as the history shows it. Refusal is why its undo, which
// the history offers, would be refused; nil where it would work.
func pastRowOf(visit *shell.Visit, past planner.Past, refusal error) pastRow {
	number := strconv.Itoa(past.Revision.Revision)
	row := pastRow{
		Revision: parts.Link{Text: number, URL: visit.Link("/import/revisions/" + number), Hidden: visit.Say("intake.what_it_did")},
		When:     moment(visit, past.At), Who: visit.Sentence(model.ActorOf(past.Actor)), What: action(visit, past), Source: visit.Sentence(past.From()), Counts: counts(visit, past.Tables),
	}
	if past.Revision.Action == "undo" {
		row.Source = ""
	}
	undo := parts.Link{Text: visit.Say("intake.undo"), URL: visit.Link("/import/undo/" + number), Hidden: visit.Say("intake.undo_which", "Revision", number)}
	switch {
	case !past.Undoable:
		row.Why = why(visit, past)
	case refusal != nil:
		undo.Text, undo.Hidden = visit.Say("intake.see_why"), visit.Say("intake.see_why_which", "Revision", number)
		row.Why, row.See = whyRefused(visit, refusal), &undo
	default:
		row.Undo = &undo
	}
	return row
}

// action is what kind of change a revision was.
func action(visit *shell.Visit, past planner.Past) string {
	if past.Undoes > 0 {
		return visit.Say("intake.did_undo_of", "Revision", past.Undoes)
	}
	if key := "intake.did_" + past.Revision.Action; visit.Has(key) {
		return visit.Say(key)
	}
	return past.Revision.Action
}

func why(visit *shell.Visit, past planner.Past) string {
	if past.Why == planner.UndoneAlready {
		return visit.Say("intake.why_undone_by", "Revision", past.UndoneBy)
	}
	return visit.Say("intake.why_" + past.Why)
}

// counts says of each table what was done to how many rows.
func counts(visit *shell.Visit, tables []planner.TableReport) []string {
	var out []string
	for _, t := range tables {
		var did []string
		for _, part := range []struct {
			key   string
			count int
		}{{"intake.n_created", t.Created}, {"intake.n_updated", t.Updated}, {"intake.n_removed", t.Removed}} {
			if part.count > 0 {
				did = append(did, visit.Say(part.key, "Count", part.count))
			}
		}
		if len(did) > 0 {
			out = append(out, visit.Say("intake.table_did", "Table", tableName(visit, t.Table), "Did", visit.List(did)))
		}
	}
	return out
}

func tableName(visit *shell.Visit, table string) string {
	if key := "intake.table_" + table; visit.Has(key) {
		return visit.Say(key)
	}
	return table
}

func moment(visit *shell.Visit, at time.Time) string {
	at = at.Local()
	return visit.Say("shell.moment", "Date", model.DateOf(at), "Time", at.Format("15:04"))
}

// named is what an upload is called: its first file, and how many more.
func named(visit *shell.Visit, draft desk.Draft) string {
	if more := len(draft.Files) - 1; more > 0 {
		return visit.Say("intake.files_more", "File", draft.Files[0].Name, "Count", more)
	}
	return draft.Files[0].Name
}

func (d *door) dropMapping(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if err := d.house.Planner.DropMapping(c.Request().Context(), c.FormValue("name")); err != nil {
		return err
	}
	return shell.Redirect(c, visit.Link("/import"))
}
