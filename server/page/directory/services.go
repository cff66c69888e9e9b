package directory

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// listPage is a list of services or providers: a filter beside a table with
// sortable heads.
type listPage struct {
	shell.Page
	New    *parts.Link
	Others parts.Link // to the other list
	Filter parts.FilterPanel
	Heads  []parts.SortHead
	Table  string // caption
	Rows   []listRow
	Pages  parts.Pagination
	Empty  *parts.Empty
}

// listRow is one service or provider; texts are final.
type listRow struct {
	Name         parts.Link
	Other        string
	Below        *parts.Link
	Type, Tiers  string
	Takes        string
	Places       *parts.Figure
	Until, State string
	Count, Total string
	Ended        bool
}

// perPage is how many rows stand on one page.
const perPage = 50

func (d *door) services(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	q, err := readQuery(visit)
	if err != nil {
		return err
	}
	all := visit.View.Services()
	found := q.filtered(all)
	page := listPage{Table: visit.Say("directory.services_caption", "Date", visit.Date(visit.View.Date()))}
	if page.Page, err = visit.Page("services", visit.Say("directory.services"), servicesLead(visit, all)); err != nil {
		return err
	}
	page.Context.ChooseURL = ""
	page.Context.Crumbs = []shell.Crumb{{Text: page.Title}}
	page.Others = parts.Link{Text: visit.Say("directory.to_providers"), URL: visit.Link("/providers")}
	if visit.Audience == disclosure.Commissioner {
		page.New = &parts.Link{Text: visit.Say("directory.new_service"), URL: visit.Link(newService)}
	}
	page.Filter = q.panel(visit)
	for _, head := range serviceHeads {
		page.Heads = append(page.Heads, q.head(visit, head))
	}
	q.sort(visit, found)
	page.fill(visit, q, found, len(all) == 0)
	return d.house.Show(c, http.StatusOK, "directory/services", &page)
}

func (page *listPage) fill(visit *shell.Visit, q *query, found []disclosure.Service, none bool) {
	page.Pages = parts.NewPagination(visit.Voice, q.page, perPage, len(found), func(n int) string { return visit.Here("page", n) })
	for i := (q.page - 1) * perPage; i < min(q.page*perPage, len(found)); i++ {
		page.Rows = append(page.Rows, serviceRow(visit, &found[i]))
	}
	if len(page.Rows) > 0 {
		return
	}
	title := visit.Say("directory.no_services")
	if none {
		title = visit.Say("directory.none_services")
	}
	page.Empty = page.emptyOf(visit, title, none)
}

// emptyOf says how to go on where a list has no rows: none is recorded,
// or none fits.
func (page *listPage) emptyOf(visit *shell.Visit, title string, none bool) *parts.Empty {
	empty := &parts.Empty{Title: title}
	if !none {
		empty.Text, empty.Links = visit.Say("directory.no_services_why"), []parts.Link{{Text: visit.Say("clear_filters"), URL: visit.Link(visit.Path())}}
	}
	if page.New != nil {
		empty.Links = append(empty.Links, *page.New, parts.Link{Text: visit.Say("directory.bring_in"), URL: visit.Link("/import")})
	}
	return empty
}

// servicesLead says how many count on the day, and of how many of them no
// figure can be given.
func servicesLead(visit *shell.Visit, all []disclosure.Service) string {
	counting, unknown := 0, 0
	providers := map[string]bool{}
	for i := range all {
		s := &all[i]
		if !s.Counts {
			continue
		}
		counting++
		providers[s.Provider.Key] = true
		if hasPlaces(s) && !s.Capacity.Known() {
			unknown++
		}
	}
	text := visit.Say("directory.services_lead", "Services", visit.Say("services_count", "Count", counting),
		"Providers", visit.Say("providers_count", "Count", len(providers)), "Date", visit.Date(visit.View.Date()))
	if unknown > 0 {
		text += " " + visit.Say("directory.services_unknown", "Count", unknown)
	}
	return text
}

// hasPlaces says whether a service is of a type that hands out places.
func hasPlaces(s *disclosure.Service) bool { return !s.Presence && s.Type.Audience != "perpetrators" }

func serviceRow(visit *shell.Visit, s *disclosure.Service) listRow {
	provider := providerLink(visit, s.Provider)
	row := listRow{Name: parts.Link{Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy), URL: visit.Link(shell.Path("services", s.Key))},
		Other: visit.Other(s.Name, s.NameCy), Below: &provider, Type: visit.TypeName(s.Type), Tiers: tiersOf(visit, s),
		Takes: takes(visit, s), Until: "–", State: visit.Say("directory.counts"), Ended: !s.Counts}
	places := parts.NotApplicable(visit.Voice)
	switch {
	case !hasPlaces(s):
	case s.Capacity.Known():
		places = parts.Known(amount(visit.Voice, s.Capacity.Places), "")
	case s.Capacity.Way == "none":
		places = parts.NotStated(visit.Voice, "")
	default:
		places = parts.Unknown(visit.Voice, "")
	}
	row.Places = &places
	if s.LastDay != "" {
		row.Until = visit.Date(s.LastDay)
	}
	if !s.Counts {
		row.State = visit.Say("directory.state_not_begun", "Date", visit.Date(s.Start))
		if s.LastDay != "" && s.LastDay < visit.View.Date() {
			row.State = visit.Say("directory.state_ended")
		}
	}
	return row
}

func tiersOf(visit *shell.Visit, s *disclosure.Service) string {
	var tiers []string
	for _, tier := range s.Tiers {
		tiers = append(tiers, strconv.Itoa(tier))
	}
	if len(tiers) == 0 {
		return visit.Say("directory.no_tier")
	}
	return visit.Say("directory.tiers", "Tiers", visit.List(tiers), "Count", len(tiers))
}

// takes says whom a service takes in a few words: its ages, and how many
// circumstances it refuses.
func takes(visit *shell.Visit, s *disclosure.Service) string {
	from := s.AgeFrom
	if s.SchoolYearMin != nil && (from == nil || *from < *s.SchoolYearMin+4) {
		least := *s.SchoolYearMin + 4
		from = &least
	}
	text := ages(visit.Voice, from, s.AgeTo)
	if n := len(s.Excludes); n > 0 {
		text += ", " + visit.Say("directory.refuses", "Count", n)
	}
	return text
}

// serviceHeads are the columns that sort, in order.
var serviceHeads = []head{{"name", false}, {"type", false}, {"takes", false}, {"places", true}, {"until", false}, {"state", false}}
