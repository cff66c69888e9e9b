package directory

import (
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/model/practice"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// providerPage is one provider: its services, what it holds of the children
// met, when that ends, and its practice.
type providerPage struct {
	shell.Page
	Edit       *parts.Link
	New        *parts.Link
	Keys       parts.KeyNumbers
	Services   []serviceLine
	Held       []heldRow
	HeldNote   string
	Dates      *parts.Dates
	Practice   []practiceLine
	Indicators []parts.Link
	Website    string // as recorded, shown and never fetched
	Openable   bool   // it is an address of the web
	Recorded   parts.SummaryList

	is       disclosure.Provider
	services []disclosure.Service
}

// serviceLine is one service of a provider, with the children it meets.
type serviceLine struct {
	listRow
	Met parts.Figure
}

// heldRow is what the provider gives of all children met of a tier and type.
type heldRow struct {
	Tier, Type, Own, All, Share string
	Bar                         parts.Bar
	More                        bool // more than half: a gap in continuity
	Gap                         parts.Link
}

// practiceLine is the eight indicators of one service.
type practiceLine struct {
	Service parts.Link
	Scores  []string
}

func (d *door) provider(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	is, err := visit.View.Provider(c.Param("key"))
	if err != nil {
		return err
	}
	page := providerPage{is: is}
	if page.Page, err = visit.Page("services", "", ""); err != nil {
		return err
	}
	page.fill()
	return d.house.Show(c, http.StatusOK, "directory/provider", &page)
}

func (p *providerPage) full() bool { return p.Audience == disclosure.Commissioner }

func (p *providerPage) fill() {
	p.Named(p.is.Name, p.is.NameCy)
	p.Context.ChooseURL = ""
	p.Context.Crumbs = []shell.Crumb{{Text: p.Say("directory.services"), URL: p.Link("/services")}, {Text: p.Say("directory.providers"), URL: p.Link("/providers")}, {Text: p.Title, Lang: p.TitleLang}}
	for _, key := range p.is.Services {
		if s, err := p.View.Service(key); err == nil {
			p.services = append(p.services, s)
		}
	}
	if p.full() {
		p.Edit = &parts.Link{Text: p.Say("edit"), URL: p.Link(shell.Path("providers", p.is.Key, "edit"))}
		p.New = &parts.Link{Text: p.Say("directory.new_service"), URL: p.Link(newService, "provider", p.is.Key)}
		p.Held = p.held()
	}
	p.Website = p.is.Website
	if address, err := url.Parse(p.is.Website); err == nil && (address.Scheme == "https" || address.Scheme == "http") {
		p.Openable = true
	}
	met, counting, unknown := p.list()
	p.Lead = p.finding(met, counting, unknown)
	p.Keys = p.keyNumbers(met, counting, unknown)
	p.Dates = p.dates()
	p.practice()
	p.Recorded = p.recorded()
}

// list sets out the services and adds up whom they meet.
func (p *providerPage) list() (met float64, counting, unknown int) {
	for i := range p.services {
		s := &p.services[i]
		line := serviceLine{serviceRow(p.Visit, s), parts.NotApplicable(p.Voice)}
		if s.Counts {
			counting++
		}
		if offer, ok := p.View.Offer(s); ok {
			switch {
			case hasPlaces(s) && !offer.Capacity.Known():
				unknown++
				line.Met = parts.Unknown(p.Voice, "")
			default:
				met += offer.Given
				line.Met = parts.Known(p.Children(offer.Given), "")
			}
		}
		p.Services = append(p.Services, line)
	}
	return met, counting, unknown
}

func (p *providerPage) finding(met float64, counting, unknown int) string {
	services := p.Say("services_count", "Count", counting)
	switch {
	case counting == 0:
		return p.Say("directory.provider_none", "Date", p.Date(p.View.Date()))
	case !p.full():
		return p.Say("directory.provider_public", "Services", services, "Date", p.Date(p.View.Date()))
	case unknown > 0:
		return p.Say("directory.provider_unknown", "Services", services, "Children", p.Children(met), "Count", unknown)
	}
	return p.Say("directory.provider_lead", "Services", services, "Children", p.Children(met))
}

func (p *providerPage) keyNumbers(met float64, counting, unknown int) parts.KeyNumbers {
	items := []parts.KeyNumber{
		{Label: p.Say("directory.head_sector"), Headline: &parts.Link{Text: p.Term("sector", p.is.Sector)}},
		{Label: p.Say("directory.counting_services"), Value: strconv.Itoa(counting), Lines: []string{p.Say("directory.of_all", "Count", len(p.services))}},
	}
	if p.full() {
		k := parts.KeyNumber{Label: p.Say("directory.met_on", "Date", p.Date(p.View.Date())), Value: p.Children(met), Lines: []string{p.Say("directory.meetings")},
			Link: &parts.Link{Text: p.Say("how_worked_out"), URL: "#services"}}
		if unknown > 0 {
			k.Lines = append(k.Lines, p.Say("directory.without_unknown", "Count", unknown))
		}
		items = append(items, k)
	}
	first := parts.KeyNumber{Label: p.Say("directory.first_end"), Headline: &parts.Link{Text: p.Say("directory.no_end")}}
	for i := range p.services {
		s := &p.services[i]
		if s.Counts && s.LastDay != "" && (first.Value == "" || string(s.LastDay) < first.Value) {
			first.Value = string(s.LastDay)
			first.Headline = &parts.Link{Text: p.Date(s.LastDay)}
			first.Lines = []string{p.Text(s.Name, s.NameCy)}
		}
	}
	return parts.KeyNumbers{Items: append(items, first)}
}

// held is what rests on this provider alone, tier by tier.
func (p *providerPage) held() []heldRow {
	var out []heldRow
	for _, h := range p.View.HeldBy(p.is.Key) {
		row := heldRow{Tier: p.Say("tier", "Tier", h.Tier), Type: p.TypeName(h.Type), Own: p.Children(h.Own), All: p.Children(h.All), Share: "–",
			Gap: parts.Link{Text: p.Say("directory.continuity"), URL: p.Link("/gaps", "kind", "continuity", "tier", h.Tier, "type", h.Type.Key)}}
		if h.All > 0 {
			share := h.Own / h.All
			row.Share, row.Bar, row.More = p.Percent(share), parts.ShareBar(share), share > 0.5
		}
		out = append(out, row)
	}
	return out
}

// dates draws when each service ends, the first end first.
func (p *providerPage) dates() *parts.Dates {
	var spans []parts.DateSpan
	for i := range p.services {
		s := &p.services[i]
		if !s.Counts {
			continue
		}
		span := parts.DateSpan{Label: p.Text(s.Name, s.NameCy), Fill: "pale", From: s.Start, To: s.LastDay, Text: p.Say("directory.no_date_limits")}
		if s.LastDay != "" {
			span.Fill, span.Text, span.Note = "solid", "", p.Say("directory.dates_to_service", "Date", p.Date(s.LastDay))
		}
		spans = append(spans, span)
	}
	if len(spans) == 0 {
		return nil
	}
	drawn := parts.NewDates(p.Voice, p.Say("directory.dates"), p.View.Date(), "", spans)
	return &drawn
}

func (p *providerPage) practice() {
	for g := range practice.Indicators {
		code := "GP" + strconv.Itoa(g+1)
		p.Indicators = append(p.Indicators, parts.Link{Text: code, URL: p.Link(shell.Path("indicators", code)), Hidden: p.IndicatorName(g + 1)})
	}
	for i := range p.services {
		found, ok := p.View.Practice(&p.services[i])
		if !ok {
			return
		}
		s := &p.services[i]
		line := practiceLine{Service: parts.Link{Text: p.Text(s.Name, s.NameCy), Lang: p.Lang(s.Name, s.NameCy), URL: p.Link(shell.Path("services", s.Key)) + "#practice"}}
		for _, mark := range found.Marks {
			text := p.PercentRange(mark.Low, mark.High)
			if mark.Known == 0 {
				text = p.Say("directory.not_known_short")
			}
			line.Scores = append(line.Scores, text)
		}
		p.Practice = append(p.Practice, line)
	}
}

// recorded lists every column of the provider.
func (p *providerPage) recorded() parts.SummaryList {
	var out parts.SummaryList
	provider := p.is.Provider
	for _, column := range planner.ColumnsOf("providers") {
		row := parts.SummaryRow{Name: p.Say("directory.provider_" + column.Name)}
		switch text := column.Text(&provider); {
		case text == "":
			none := parts.NotStated(p.Voice, "")
			row.Figure = &none
		case column.Name == "sector":
			row.Lines = []string{p.Term("sector", provider.Sector)}
		default:
			row.Lines = []string{text}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
