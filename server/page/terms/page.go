package terms

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// explainPage is one number with the steps that lead to it.
type explainPage struct {
	shell.Page
	Steps   []step
	Method  string
	Links   []parts.Link
	Related string
	Rules   []parts.Link // of the method, in words
}

// step is one part of the derivation: what is done, as a formula, with the
// figures.
type step struct {
	ID, Title   string
	Text        []string
	Formula     string
	Derivations []parts.Derivation
	Table       *table
	Source      *parts.Link // where the setting behind it stands
}

// table is figures in rows; the first cell of a row is its head.
type table struct {
	Caption string
	Heads   []head
	Rows    [][]cell
	Total   []cell
	Pages   *parts.Pagination
	Note    string
}

type head struct {
	Text   string
	Number bool
}

type cell struct {
	Text   string
	Link   *parts.Link
	Below  string
	Lang   string // of Below
	Number bool
}

// asked is which number is to be explained.
type asked struct {
	*shell.Visit
	place     disclosure.Place
	name      string
	of        string
	tier      int // 0: none
	kind      string
	indicator int // 0: none
	page      int
}

func (d *door) explain(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	place, err := visit.View.Place(c.Param("code"))
	if err != nil {
		return err
	}
	if visit.Audience == disclosure.Public {
		return forPublic(visit)
	}
	a, err := askedOf(visit, place)
	if err != nil {
		return err
	}
	page, err := a.explanation()
	if err != nil {
		return err
	}
	page.At(place)
	page.Context.Crumbs[len(page.Context.Crumbs)-1].URL = visit.Link(shell.Path("areas", place.Code))
	page.Context.AudienceSwitchURL = visit.Link(shell.Path("areas", place.Code), "for", disclosure.Public) // who cannot see this page
	page.Method = visit.Say("terms.method", "Version", visit.View.Revision().Method)
	page.Rules = a.rules()
	page.Links, page.Related = a.related(), visit.Say("terms.related", "Area", a.name)
	return d.house.Show(c, http.StatusOK, "terms/explain", page)
}

// forPublic says what the public can see instead.
func forPublic(v *shell.Visit) error {
	problem := respond.New(http.StatusForbidden, v.Voice)
	problem.Detail, problem.Field = v.Say("terms.public"), "for"
	return problem
}

var figures = []string{"", "population", "evidence", "best", "coverage", "waterfall", "need", "practice", "rank"}

func askedOf(v *shell.Visit, place disclosure.Place) (*asked, error) {
	a := &asked{Visit: v, place: place, name: v.Text(place.Name, place.NameCy)}
	var err error
	if a.of, err = v.Choice("of", figures...); err != nil {
		return nil, err
	}
	tier, err := v.Choice("tier", "", "1", "2", "3", "4")
	if err != nil {
		return nil, err
	}
	a.tier, _ = strconv.Atoi(tier) // "" is 0, none
	indicator, err := v.Choice("indicator", "", "GP1", "GP2", "GP3", "GP4", "GP5", "GP6", "GP7", "GP8")
	if err != nil {
		return nil, err
	}
	if indicator != "" {
		a.indicator = int(indicator[2] - '0')
	}
	if a.kind, err = v.Choice("type", append([]string{""}, a.types()...)...); err != nil {
		return nil, err
	}
	if a.tier == 0 && a.needsTier() {
		return nil, &model.Error{Code: model.Invalid, Field: "tier", Sentence: model.Said(v.Say("terms.tier_missing"))}
	}
	a.page, err = v.WholeNumber("page", 1, 10_000)
	return a, err
}

func (a *asked) needsTier() bool {
	return a.kind != "" && a.of != "best" || a.indicator > 0 || slices.Contains([]string{"coverage", "waterfall", "need", "practice", "rank"}, a.of)
}

// types are the service types that can be asked for: those expected in the
// tier, or without one, in any.
func (a *asked) types() []string {
	var out []string
	for _, u := range a.View.Reference().Uptake {
		if (a.tier == 0 || u.Tier == a.tier) && !slices.Contains(out, u.ServiceType) {
			out = append(out, u.ServiceType)
		}
	}
	return out
}

func (a *asked) explanation() (*explainPage, error) {
	switch {
	case a.of == "best":
		return a.best()
	case a.of == "population":
		return a.population()
	case a.of == "evidence":
		return a.evidence()
	case a.tier == 0:
		return a.index()
	case a.of == "need":
		return a.need()
	case a.of == "rank":
		return a.rank()
	case a.indicator > 0 && a.kind != "":
		return a.indicatorOfType()
	case a.indicator > 0:
		return a.indicatorOfTier()
	case a.of == "practice":
		return a.practice()
	case a.kind != "":
		return a.coverageOfType()
	}
	return a.coverageOfTier()
}

// begin starts the page of a number: what it is, and the sentence that says
// the result.
func (a *asked) begin(title, result string, steps ...step) (*explainPage, error) {
	page := &explainPage{Steps: steps}
	var err error
	page.Page, err = a.Page("areas", title, result)
	return page, err
}

// rules lead to the sections of the method that the number rests on.
func (a *asked) rules() []parts.Link {
	rule := func(anchor, text string) parts.Link { return *a.setting(text, anchor) }
	need, reach, supply := rule("need", a.Say("terms.rule_need")), rule("reach", a.Say("terms.rule_reach")), rule("supply", a.Say("terms.rule_supply"))
	practice, coverage := rule("practice", a.Say("terms.rule_practice")), rule("coverage", a.Say("terms.rule_coverage"))
	switch {
	case a.of == "population" || a.of == "need":
		return []parts.Link{need}
	case a.of == "evidence":
		return []parts.Link{practice}
	case a.of == "best":
		return []parts.Link{reach, supply}
	case a.of == "rank":
		return []parts.Link{coverage, rule("rank", a.Say("terms.rule_rank"))}
	case a.indicator > 0 || a.of == "practice":
		return []parts.Link{supply, practice, coverage}
	}
	return []parts.Link{need, reach, supply, coverage}
}

// terms is the address of another number of the area.
func (a *asked) terms(pairs ...any) string {
	return a.Link(shell.Path("areas", a.place.Code, "explain"), pairs...)
}

// related are the other numbers of the area that can be explained.
func (a *asked) related() []parts.Link {
	out := []parts.Link{{Text: a.Say("terms.link_population"), URL: a.terms("of", "population")}}
	for tier := 4; tier >= 1; tier-- {
		if a.tier > 0 && tier != a.tier {
			continue
		}
		out = append(out,
			parts.Link{Text: a.Say("terms.link_need", "Tier", tier), URL: a.terms("of", "need", "tier", tier)},
			parts.Link{Text: a.Say("terms.link_coverage", "Tier", tier), URL: a.terms("tier", tier)},
			parts.Link{Text: a.Say("terms.link_practice", "Tier", tier), URL: a.terms("of", "practice", "tier", tier)},
			parts.Link{Text: a.Say("terms.link_rank", "Tier", tier), URL: a.terms("of", "rank", "tier", tier)})
	}
	return append(out, parts.Link{Text: a.Say("terms.link_evidence"), URL: a.terms("of", "evidence")}, parts.Link{Text: a.Say("terms.link_best"), URL: a.terms("of", "best")})
}

// index lists what can be explained.
func (a *asked) index() (*explainPage, error) {
	return a.begin(a.Say("terms.index_title"), a.Say("terms.index_lead", "Area", a.name))
}
