package directory

import (
	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// editPage is a form of one noun.
type editPage struct {
	shell.Page
	Errors   *parts.ErrorSummary
	Conflict *conflict
	Action   string
	Base     int
	Kept     []parts.Pair // what the form began with, or its name
	Groups   []fieldGroup
	Reason   parts.Field
	Button   string
	Back     parts.Link
	Sites    []siteLinks // of a service
	AddSite  *parts.Link
	End      *parts.Link // of a noun that is known
}

// siteLinks leads to the forms of one site.
type siteLinks struct {
	Name, Disclosure string
	Edit, End        parts.Link
}

type fieldGroup struct {
	Title, Text string
	Fields      []parts.Field
	Beside      bool // short fields stand beside each other
}

// conflict says who changed the noun since the form was made, and what.
type conflict struct {
	Notice parts.Notice
	Since  []changedBy
}

type changedBy struct {
	Who     string
	Columns []string
}

func conflictOf(visit *shell.Visit, o *planner.Overtaken) *conflict {
	out := &conflict{Notice: parts.Notice{Kind: "important", Title: visit.Say("edit.conflict"), Text: visit.Say("edit.conflict_text")}}
	for _, s := range o.Since {
		at := s.At.Local()
		by := changedBy{Who: visit.Say("edit.conflict_who", "Who", model.ActorOf(s.Actor), "When", visit.Say("shell.moment", "Date", model.DateOf(at), "Time", at.Format("15:04")))}
		for _, row := range s.Rows {
			for _, column := range row.Columns {
				by.Columns = append(by.Columns, visit.Say("edit.conflict_column", "Column", columnLabel(visit, column.Column),
					"Before", inWords(visit, row.Table, column.Column, column.Before), "After", inWords(visit, row.Table, column.Column, column.After)))
			}
		}
		out.Since = append(out.Since, by)
	}
	return out
}

// inWords is what a column held as a person reads it: a date in words, what
// is not stated or not shown said so.
func inWords(visit *shell.Visit, table, column, text string) string {
	switch {
	case text == "":
		return visit.Say("edit.none")
	case text == "stated":
		return visit.Say("edit.stated")
	case askingOf(table, column) != askDate:
		return text
	}
	if day, err := model.ParseDate(text); err == nil {
		return visit.Date(day)
	}
	return text
}

func (d *door) showForm(c echo.Context, visit *shell.Visit, noun *draftNoun, status int, clash *conflict) error {
	title := visit.Say("edit.title_" + noun.table)
	if noun.key == "" {
		title = visit.Say("edit.new_" + noun.table)
	}
	page := &editPage{Conflict: clash, Base: noun.base, Kept: noun.kept(), Button: visit.Say("save"), Action: visit.Link(visit.Path())}
	var err error
	if page.Page, err = d.editFrame(visit, noun, title); err != nil {
		return err
	}
	page.Back = noun.cancel(visit)
	page.Groups = d.groups(visit, noun)
	if noun.key != "" {
		page.End = &parts.Link{Text: visit.Say("edit.end_" + noun.table), URL: visit.Link(shell.Path(noun.table, noun.key, "end"))}
	}
	if noun.table == "services" && noun.key != "" {
		page.AddSite = &noun.addSite(visit)[0]
		for _, site := range d.house.Planner.SitesOf(noun.key) {
			page.Sites = append(page.Sites, linksOf(visit, site))
		}
	}
	page.Reason = parts.NewTextField("reason", visit.Say("edit.reason"), noun.reason).Wrong(visit.Voice, noun.faults["reason"])
	page.Reason.Hint = visit.Say("edit.reason_hint")
	var all []parts.Field
	for _, g := range page.Groups {
		all = append(all, g.Fields...)
	}
	page.Errors = parts.NewErrorSummary(visit.Voice, append(all, page.Reason)...)
	if rest := noun.faults[""]; rest != "" {
		if page.Errors == nil {
			page.Errors = &parts.ErrorSummary{Title: visit.Say("parts.error_summary")}
		}
		page.Errors.Errors = append(page.Errors.Errors, parts.Link{Text: rest})
	}
	return d.house.Show(c, status, "directory/edit", page)
}

// kept gives the hidden fields: of a new noun the name of the form, of one that
// is known what each column was.
func (n *draftNoun) kept() []parts.Pair {
	if n.key == "" {
		return []parts.Pair{{Name: "once", Value: n.once}}
	}
	var out []parts.Pair
	for _, c := range planner.ColumnsOf(n.table) {
		if n.asked(c.Name) {
			out = append(out, parts.Pair{Name: wasPrefix + c.Name, Value: n.before[c.Name]})
		}
	}
	return out
}

func linksOf(visit *shell.Visit, site *planner.Form) siteLinks {
	name := site.Columns["name"]
	if name == "" {
		name = site.Key
	}
	return siteLinks{
		Name: name, Disclosure: visit.Term("disclosure", site.Columns["disclosure"]),
		Edit: parts.Link{Text: visit.Say("edit"), Hidden: name, URL: visit.Link(shell.Path("sites", site.Key, "edit"))},
		End:  parts.Link{Text: visit.Say("edit.end_sites"), Hidden: name, URL: visit.Link(shell.Path("sites", site.Key, "end"))},
	}
}

// editFrame is the page around a form: the way back to the noun.
func (d *door) editFrame(visit *shell.Visit, noun *draftNoun, title string) (shell.Page, error) {
	section := "services"
	page, err := visit.Page(section, title, noun.lead(visit))
	page.Context, page.Nothing = nil, nil
	list := visit.Say("directory.services")
	path := "/services"
	if noun.table == "providers" {
		list, path = visit.Say("directory.providers"), "/providers"
	}
	page.Crumbs = []shell.Crumb{{Text: list, URL: visit.Link(path)}}
	if noun.key != "" || noun.table == "sites" {
		back := noun.back(visit)
		page.Crumbs = append(page.Crumbs, shell.Crumb{Text: back.Text, URL: back.URL})
	}
	page.Crumbs = append(page.Crumbs, shell.Crumb{Text: title})
	return page, err
}

// lead names what is edited, in the language that it has a name in.
func (n *draftNoun) lead(visit *shell.Visit) string {
	if n.key == "" {
		return ""
	}
	if n.table == "sites" && n.texts["name"] == "" {
		return n.key
	}
	return visit.Text(n.texts["name"], n.texts["name_cy"])
}

// cancel leads where back does, by the word of a form.
func (n *draftNoun) cancel(visit *shell.Visit) parts.Link {
	link := n.back(visit)
	link.Text = visit.Say("cancel")
	return link
}

// back leads to the noun's own page; of a site to its service's.
func (n *draftNoun) back(visit *shell.Visit) parts.Link {
	switch {
	case n.table == "sites":
		return parts.Link{Text: visit.Say("edit.back_service"), URL: visit.Link(shell.Path("services", n.texts["service"]))}
	case n.key == "":
		return parts.Link{URL: visit.Link("/" + n.table)}
	}
	return parts.Link{Text: n.lead(visit), URL: visit.Link(shell.Path(n.table, n.key))}
}
