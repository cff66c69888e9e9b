// Package designer is where a commissioner designs a programme for a year: how
// large a group is, how often it runs, who leads it, in which rooms, at which
// prices. It says how many places that makes and what they cost, term by term,
// what the programme's own rules say of it, whether an area has enough children
// for it and which neighbours would make them enough, and takes the design into
// a plan:
//
//	GET /designer                     the programme; with ?programme= its design
//
// The design is its address. Nothing of it is kept.
package designer

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/scenario"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

const path = "/designer"

type door struct{ house *shell.House }

// Mount adds the route.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET(path, d.design)
}

// page is the form and what comes of it. Without a programme there is neither.
type page struct {
	shell.Page
	Errors *parts.ErrorSummary
	Choice parts.FilterPanel
	Form   *form
	Result *result // nil where something is wrong
}

func (d *door) design(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("designer.not_public")
		return refused
	}
	p := &page{}
	if p.Page, err = visit.Page("plans", visit.Say("designer.title"), visit.Say("designer.lead")); err != nil {
		return err
	}
	p.Context.AudienceSwitchURL, p.Context.AudienceSwitchText, p.Context.ChooseURL = "", "", ""
	p.Context.Crumbs = []shell.Crumb{{Text: visit.Say("designer.plans"), URL: visit.Link("/plans")}, {Text: visit.Say("designer.title")}}
	programme, err := programmeOf(visit)
	if err != nil {
		return err
	}
	p.Choice = choice(visit, programme)
	if programme == nil {
		return d.house.Show(c, http.StatusOK, "designer/designer", p)
	}
	p.Title = visit.Say("designer.title_of", "Programme", visit.Text(programme.Name, programme.NameCy))
	p.Context.Crumbs[len(p.Context.Crumbs)-1].Text = p.Title
	r := read(visit, c.QueryParams(), programme)
	if p.Form = formOf(visit, r); len(r.faults) > 0 {
		p.Errors = parts.NewErrorSummary(visit.Voice, p.Form.all()...)
		return d.house.Show(c, http.StatusUnprocessableEntity, "designer/designer", p)
	}
	if p.Result, err = d.resultOf(c, visit, r); err != nil {
		return err
	}
	p.Lead = p.Result.Finding
	return d.house.Show(c, http.StatusOK, "designer/designer", p)
}

// programmeOf is the programme that the address names, nil where it names none.
func programmeOf(visit *shell.Visit) (*model.Programme, error) {
	key, all := visit.Query("programme"), visit.View.Reference().Programmes
	if key == "" {
		return nil, nil
	}
	at := slices.IndexFunc(all, func(p model.Programme) bool { return p.Key == key })
	if at < 0 {
		return nil, &model.Error{Code: model.NotFound, Field: "programme", Sentence: model.Say("There is no programme %s.", model.Quoted(key))}
	}
	return &all[at], nil
}

func choice(visit *shell.Visit, chosen *model.Programme) parts.FilterPanel {
	var options []parts.Option
	all := visit.View.Reference().Programmes
	for i := range all {
		options = append(options, parts.Option{Value: all[i].Key, Text: visit.Text(all[i].Name, all[i].NameCy), Lang: visit.Lang(all[i].Name, all[i].NameCy)})
	}
	slices.SortStableFunc(options, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	key := ""
	if chosen != nil {
		key = chosen.Key
	}
	field := parts.NewSelectField("programme", visit.Say("designer.programme"), key, append([]parts.Option{{Text: visit.Say("choose")}}, options...)...)
	panel := parts.FilterPanel{Label: visit.Say("designer.choose"), Action: visit.Link(path, "on", ""), Fields: []parts.Field{field}, Button: visit.Say("designer.go_on")}
	for _, kept := range []string{"on", "area"} {
		if value := visit.Query(kept); value != "" {
			panel.Hidden = append(panel.Hidden, parts.Pair{Name: kept, Value: value})
		}
	}
	return panel
}

// typeOf is the service type that a design is of: the one asked for, else the
// programme's.
func typeOf(visit *shell.Visit, programme *model.Programme, asked string) *model.ServiceType {
	reference, running := visit.View.Reference(), map[string]int{}
	if at := slices.IndexFunc(reference.ServiceTypes, func(t model.ServiceType) bool { return t.Key == asked }); at >= 0 {
		return &reference.ServiceTypes[at]
	}
	if asked != "" {
		return nil
	}
	for _, s := range visit.View.Services() {
		if s.Programme != nil && s.Programme.Key == programme.Key {
			running[s.ServiceType]++
		}
	}
	return scenario.TypeOf(programme.Key, running, reference.ServiceTypes, reference.Claims)
}
