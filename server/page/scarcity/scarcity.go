// Package scarcity is where a commissioner asks what is scarce: of a service
// type, which constraint would release most children if it were relaxed by one
// step: a place, an area in reach, an exclusion, a year of age, a date. Each
// line leads to the change of a plan that tries it. What one service makes of a
// figure is one house's, so that the public sees none of it.
package scarcity

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

const path = "/scarcity"

// most is how many relaxations are told: further ones release no more than the
// last.
const most = 200

const onPage = 25

type door struct{ house *shell.House }

// Mount adds the route.
func Mount(e *echo.Echo, h *shell.House) {
	d := &door{h}
	e.GET(path, d.advise)
}

// page is the choice and the advice.
type page struct {
	shell.Page
	Choice parts.FilterPanel
	Found  *found
}

func (d *door) advise(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	if visit.Audience != disclosure.Commissioner {
		refused := respond.New(http.StatusForbidden, visit.Voice)
		refused.Detail = visit.Say("scarcity.not_public")
		return refused
	}
	p := &page{}
	if p.Page, err = visit.Page("plans", visit.Say("scarcity.title"), visit.Say("scarcity.lead")); err != nil {
		return err
	}
	p.Context.AudienceSwitchURL, p.Context.AudienceSwitchText, p.Context.ChooseURL = "", "", ""
	p.Context.Crumbs = []shell.Crumb{{Text: visit.Say("scarcity.plans"), URL: visit.Link("/plans")}, {Text: visit.Say("scarcity.title")}}
	a, err := d.asked(c, visit)
	if err != nil {
		return err
	}
	if p.Choice = choice(visit, a); a.kind != nil && len(visit.View.Kinds()) > 0 {
		list, err := d.list(c, visit, a)
		if err != nil {
			return err
		}
		p.Found = foundOf(visit, a, list)
		p.Lead = p.Found.Lead
	}
	return d.house.Show(c, http.StatusOK, "scarcity/scarcity", p)
}

// asked is what the address asks for.
type asked struct {
	kind  *model.ServiceType // nil: none chosen yet
	tier  int
	area  disclosure.Place
	reach model.AreaKind
	page  int
	into  string // the plan that lines are tried in; "" for a new one
	plans []string
}

func (d *door) asked(c echo.Context, visit *shell.Visit) (a asked, err error) {
	if key := visit.Query("type"); key != "" {
		types := visit.View.Reference().ServiceTypes
		at := slices.IndexFunc(types, func(t model.ServiceType) bool { return t.Key == key })
		if at < 0 {
			return a, &model.Error{Code: model.NotFound, Field: "type", Sentence: model.Say("There is no service type %s.", model.Quoted(key))}
		}
		a.kind = &types[at]
	}
	if a.tier, err = visit.WholeNumber("tier", 0, 4); err != nil {
		return a, err
	}
	if a.page, err = visit.WholeNumber("page", 1, most/onPage+1); err != nil {
		return a, err
	}
	if code := visit.Query("area"); code != "" {
		if a.area, err = visit.View.Place(code); err != nil {
			return a, err
		}
	}
	if a.reach, err = kindOf(visit); err != nil {
		return a, err
	}
	adopted, err := d.house.Planner.Adopted(c.Request().Context())
	if err != nil {
		return a, err
	}
	for _, name := range d.house.Planner.Scenarios() {
		if adopted[name] == 0 {
			a.plans = append(a.plans, name)
		}
	}
	a.into, err = visit.Choice("into", append([]string{""}, a.plans...)...)
	return a, err
}

// kindOf is the kind of area that reach is tried for: authorities where there
// are any.
func kindOf(visit *shell.Visit) (model.AreaKind, error) {
	var names []string
	for _, kind := range visit.View.Kinds() {
		names = append(names, string(kind))
	}
	if len(names) == 0 {
		return "", nil
	}
	if at := slices.Index(names, string(model.LocalAuthority)); at > 0 {
		names = append([]string{string(model.LocalAuthority)}, names...)
	}
	name, err := visit.Choice("kind", names...)
	return model.AreaKind(name), err
}

// key is what a view keeps an advice by: another revision or day has another
// view.
type key struct{ wish planner.AdviceWish }

type kept struct {
	list *disclosure.AdviceList
	err  error
}

func (d *door) list(c echo.Context, visit *shell.Visit, a asked) (*disclosure.AdviceList, error) {
	ctx := context.WithoutCancel(c.Request().Context()) // others wait for it too
	wish := planner.AdviceWish{ServiceType: a.kind.Key, Areas: a.reach, Area: a.area.Code, Tier: a.tier, Most: most}
	once := visit.View.Keep(key{wish}, func() any {
		list, err := d.house.Planner.Advise(ctx, visit.View.Date(), visit.Audience, wish)
		return kept{list, err}
	}).(kept)
	return once.list, once.err
}
