package directory

import (
	"math"
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// servicePage is one service.
type servicePage struct {
	shell.Page
	Provider      parts.Link
	ProviderOther string
	Edit, End     *parts.Link
	Notice        *parts.Notice // why it does not count
	Keys          parts.KeyNumbers
	Places        places
	Rules         rules
	Falls         falls
	Dates         dates
	Reach         reach
	Practice      practiceSection
	Sites         sites
	Recorded      parts.SummaryList

	is    *disclosure.Service
	offer *coverage.Offer // nil where there is none, or where the audience may not see it
}

func (d *door) service(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	s, err := visit.View.Service(c.Param("key"))
	if err != nil {
		return err
	}
	page := servicePage{is: &s}
	if page.Page, err = visit.Page("services", "", ""); err != nil {
		return err
	}
	if offer, ok := visit.View.Offer(&s); ok {
		page.offer = offer
	}
	if err := page.fill(); err != nil {
		return err
	}
	return d.house.Show(c, http.StatusOK, "directory/service", &page)
}

func (p *servicePage) fill() (err error) {
	s := p.is
	p.Named(s.Name, s.NameCy)
	p.Lead = p.finding()
	p.Provider = providerLink(p.Visit, s.Provider)
	p.ProviderOther = p.Other(s.Provider.Name, s.Provider.NameCy)
	p.Context.ChooseURL = ""
	p.Context.Crumbs = []shell.Crumb{
		{Text: p.Say("directory.services"), URL: p.Link("/services")},
		{Text: p.Provider.Text, URL: p.Provider.URL, Lang: p.Provider.Lang},
		{Text: p.Title, Lang: p.TitleLang},
	}
	if p.full() {
		p.Edit = &parts.Link{Text: p.Say("edit"), URL: p.Link(shell.Path("services", s.Key, "edit"))}
		p.End = &parts.Link{Text: p.Say("directory.end"), URL: p.Link(shell.Path("services", s.Key, "end"))}
	}
	p.Notice = p.notCounting()
	p.Keys = p.keyNumbers()
	p.Places = p.places()
	p.Rules = p.rules()
	p.Falls = p.falls()
	p.Dates = p.dates()
	p.Practice = p.practice()
	p.Sites = p.sites()
	p.Recorded = p.recorded()
	p.Reach, err = p.reach()
	return err
}

func (p *servicePage) full() bool { return p.Audience == disclosure.Commissioner }

func (p *servicePage) adults() bool { return p.is.Type.Audience == model.Perpetrators }

// finding is the page in one sentence: whom the service meets, or why that
// cannot be said.
func (p *servicePage) finding() string {
	day := p.Date(p.View.Date())
	switch {
	case !p.full():
		return p.Say("directory.lead_public", "Type", p.TypeName(p.is.Type), "Provider", p.Text(p.is.Provider.Name, p.is.Provider.NameCy))
	case !p.is.Counts:
		return p.Say("directory.lead_not_counting", "Date", day)
	case p.adults():
		return p.Say("directory.lead_adults")
	case p.offer == nil || p.offer.Demand <= 0:
		return p.Say("directory.lead_nobody")
	case !p.is.Presence && !p.offer.Capacity.Known():
		return p.Say("directory.lead_unknown", "Accepted", p.Children(p.offer.Accepted))
	}
	return p.Say("directory.lead", "Given", p.Children(p.offer.Given), "Accepted", p.Children(p.offer.Accepted),
		"Refused", p.Children(p.offer.Demand-p.offer.Accepted))
}

// noFigures says why a service has none on the day.
func (p *servicePage) noFigures() string {
	if p.is.Counts && p.adults() {
		return p.Say("directory.lead_adults")
	}
	return p.Say("directory.no_figures")
}

// notCounting says why a service does not count on the day.
func (p *servicePage) notCounting() *parts.Notice {
	s, day := p.is, p.View.Date()
	if s.Counts {
		return nil
	}
	text := p.Say("directory.not_begun", "Date", p.Date(s.Start))
	if s.LastDay != "" && s.LastDay < day {
		text = p.Say("directory.ended_"+p.endedBy(), "Date", p.Date(s.LastDay))
	}
	return &parts.Notice{Kind: "important", Title: p.Say("directory.not_counting", "Date", p.Date(day)), Text: text}
}

// endedBy is which of its dates is the earliest end: contract, licence or
// service.
func (p *servicePage) endedBy() string {
	switch p.is.LastDay {
	case p.is.ContractEnd:
		return "contract"
	case p.is.LicenceEnd:
		return "licence"
	}
	return "service"
}

func (p *servicePage) keyNumbers() parts.KeyNumbers {
	s := p.is
	items := []parts.KeyNumber{
		{Label: p.Say("directory.type_and_tier"), Headline: &parts.Link{Text: p.TypeName(s.Type), URL: p.Link("/method") + "#type-" + s.Type.Key},
			Lines: []string{p.tiersOf(s), p.Term("mode", s.Mode)}},
		p.placesKey(),
	}
	if p.full() {
		items = append(items, p.metKey())
	}
	items = append(items, p.untilKey(), p.sitesKey())
	return parts.KeyNumbers{Items: items}
}

func (p *servicePage) tiersOf(s *disclosure.Service) string {
	var names []string
	for _, tier := range s.Tiers {
		names = append(names, p.Say("directory.tier", "Tier", tier))
	}
	if len(names) == 0 {
		return p.Say("directory.no_tier")
	}
	return p.List(names)
}

func (p *servicePage) placesKey() parts.KeyNumber {
	k := parts.KeyNumber{Label: p.Say("directory.places_a_year"), Link: &parts.Link{Text: p.Say("how_worked_out"), URL: "#places"}}
	unit := p.Term("unit", p.is.Type.CapacityUnit())
	switch {
	case p.adults(), p.is.Presence:
		none := parts.NotApplicable(p.Voice)
		k.Figure = &none
		k.Lines = []string{p.Say("directory.no_places_" + map[bool]string{true: "adults", false: "presence"}[p.adults()])}
	case p.is.Capacity.Known():
		k.Value = amount(p.Voice, p.is.Capacity.Places)
		k.Lines = []string{unit + ", " + p.Say("directory.way_short_"+p.is.Capacity.Way)}
	default:
		unknown := parts.Unknown(p.Voice, "")
		k.Figure = &unknown
		k.Lines = []string{p.Say("directory.way_short_" + p.is.Capacity.Way)}
	}
	return k
}

func (p *servicePage) metKey() parts.KeyNumber {
	k := parts.KeyNumber{Label: p.Say("directory.met_on", "Date", p.Date(p.View.Date()))}
	switch {
	case p.offer == nil:
		none := parts.NotApplicable(p.Voice)
		k.Figure = &none
		k.Lines = []string{p.noFigures()}
	case !p.is.Presence && math.IsNaN(p.offer.Capacity.Places):
		unknown := parts.Unknown(p.Voice, "")
		k.Figure = &unknown
		k.Lines = []string{p.Say("directory.met_unknown"), p.Say("directory.accepted_in_reach", "Children", p.Children(p.offer.Accepted))}
	default:
		k.Value = p.Children(p.offer.Given)
		k.Lines = []string{p.Say("directory.of_accepted", "Children", p.Children(p.offer.Accepted))}
		k.Link = &parts.Link{Text: p.Say("how_worked_out"), URL: "#reach"}
	}
	return k
}

func (p *servicePage) untilKey() parts.KeyNumber {
	k := parts.KeyNumber{Label: p.Say("directory.counts_until"), Headline: &parts.Link{Text: p.Say("directory.no_end")},
		Lines: []string{p.Say("directory.no_end_given")}, Link: &parts.Link{Text: p.Say("directory.which_date"), URL: "#dates"}}
	if last := p.is.LastDay; last != "" {
		k.Headline.Text = p.Date(last)
		k.Lines = []string{p.Say("directory.ends_by_" + p.endedBy())}
		if p.is.Counts {
			k.Lines = append(k.Lines, p.Say("directory.in_days", "Count", days(p.View.Date(), last)))
		}
	}
	return k
}

func days(from, to model.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }
