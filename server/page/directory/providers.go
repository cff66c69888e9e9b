package directory

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

var providerHeads = []head{{"name", false}, {"sector", false}, {"services", true}, {"types", false}}

// offered is a provider with its services.
type offered struct {
	disclosure.Provider
	counting int
	types    []string
}

func (d *door) providers(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	q := &query{search: visit.Query("q")}
	sectors := append([]string{"sector", ""}, model.Sector("").Values()...)
	if err := q.choose(visit, providerHeads, map[*string][]string{&q.sector: sectors}); err != nil {
		return err
	}
	all := offers(visit)
	found := slices.DeleteFunc(slices.Clone(all), func(p offered) bool {
		return q.sector != "" && string(p.Sector) != q.sector || !q.finds(p.Key, p.Name, p.NameCy)
	})
	page := listPage{Table: visit.Say("directory.providers_caption"), Others: parts.Link{Text: visit.Say("directory.to_services"), URL: visit.Link("/services")}}
	if page.Page, err = visit.Page("services", visit.Say("directory.providers"), providersLead(visit, all)); err != nil {
		return err
	}
	page.Context.ChooseURL = ""
	page.Context.Crumbs = []shell.Crumb{{Text: visit.Say("directory.services"), URL: visit.Link("/services")}, {Text: page.Title}}
	if visit.Audience == disclosure.Commissioner {
		page.New = &parts.Link{Text: visit.Say("directory.new_provider"), URL: visit.Link(newProvider)}
	}
	page.Filter = q.form(visit, "directory.filter_providers", parts.NewTextField("q", visit.Say("search"), q.search),
		parts.NewSelectField("sector", visit.Say("directory.head_sector"), q.sector, sectorOptions(visit)...))
	for _, h := range providerHeads {
		page.Heads = append(page.Heads, q.head(visit, h))
	}
	q.sortProviders(visit, found)
	page.fillProviders(visit, q, found, len(all) == 0)
	return d.house.Show(c, http.StatusOK, "directory/providers", &page)
}

func providersLead(visit *shell.Visit, all []offered) string {
	idle := 0
	for _, p := range all {
		if p.counting == 0 {
			idle++
		}
	}
	text := visit.Say("directory.providers_lead", "Providers", visit.Say("providers_count", "Count", len(all)))
	if idle > 0 {
		text += " " + visit.Say("directory.providers_idle", "Count", idle, "Date", visit.Date(visit.View.Date()))
	}
	return text
}

// offers joins providers with what they offer.
func offers(visit *shell.Visit) []offered {
	services := map[string][]disclosure.Service{}
	for _, s := range visit.View.Services() {
		services[s.Provider.Key] = append(services[s.Provider.Key], s)
	}
	var out []offered
	for _, p := range visit.View.Providers() {
		o := offered{Provider: p}
		for i := range services[p.Key] {
			s := &services[p.Key][i]
			if s.Counts {
				o.counting++
			}
			if name := visit.TypeName(s.Type); !slices.Contains(o.types, name) {
				o.types = append(o.types, name)
			}
		}
		slices.SortFunc(o.types, visit.Compare)
		out = append(out, o)
	}
	return out
}

func sectorOptions(visit *shell.Visit) []parts.Option {
	out := []parts.Option{{Text: visit.Say("all")}}
	for _, sector := range model.Sector("").Values() {
		out = append(out, parts.Option{Value: sector, Text: visit.Term("sector", sector)})
	}
	return out
}

func (q *query) sortProviders(visit *shell.Visit, found []offered) {
	name := func(p *offered) string { return visit.Text(p.Name, p.NameCy) }
	slices.SortStableFunc(found, func(x, y offered) int {
		order := 0
		switch q.column {
		case "sector":
			order = visit.Compare(visit.Term("sector", x.Sector), visit.Term("sector", y.Sector))
		case "services":
			order = cmp.Compare(len(x.Services), len(y.Services))
		case "types":
			order = visit.Compare(visit.List(x.types), visit.List(y.types))
		default:
			order = visit.Compare(name(&x), name(&y))
		}
		if q.falling {
			order = -order
		}
		return cmp.Or(order, visit.Compare(name(&x), name(&y)), cmp.Compare(x.Key, y.Key))
	})
}

func (page *listPage) fillProviders(visit *shell.Visit, q *query, found []offered, none bool) {
	page.Pages = parts.NewPagination(visit.Voice, q.page, perPage, len(found), func(n int) string { return visit.Here("page", n) })
	for i := (q.page - 1) * perPage; i < min(q.page*perPage, len(found)); i++ {
		p := &found[i]
		page.Rows = append(page.Rows, listRow{Name: providerLink(visit, &p.Provider.Provider), Other: visit.Other(p.Name, p.NameCy),
			Type: visit.Term("sector", p.Sector), Takes: visit.List(p.types), Count: visit.Number(float64(len(p.Services)), 0),
			Total: visit.Say("directory.of_which_count", "Count", p.counting)})
	}
	if len(page.Rows) == 0 {
		title := visit.Say("directory.no_providers")
		if none {
			title = visit.Say("directory.none_providers")
		}
		page.Empty = page.emptyOf(visit, title, none)
	}
}
