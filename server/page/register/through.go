package register

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/gap"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// throughPage is /falls-through.
type throughPage struct {
	shell.Page
	Filter  parts.FilterPanel
	Refused fallenList
	Out     fallenList
	Rules   string // why no services are named, for the public
}

// fallenList is one of the two ways to fall through.
type fallenList struct {
	ID, Title, What string
	Count           string
	Areas           []fallenArea
	Pages           parts.Pagination
	Empty           *parts.Empty
}

// fallenArea is the rows of one area on a page.
type fallenArea struct {
	Area  parts.Link
	Other string
	Rows  []fallenRow
}

type fallenRow struct {
	Type            parts.Link
	Tier            string
	Children, Range string
	Of              string // "of 480 who should be offered it"
	Groups          []group
	Sentence        string // instead of groups
	Services        []serviceRow
	ServicesText    string // how many there are, where they are not listed at once
	Terms           parts.Link
}

func (d *door) fallsThrough(c echo.Context) error {
	visit, err := d.house.Open(c)
	if err != nil {
		return err
	}
	x := indexOf(visit.View)
	s, err := throughScope(visit, x)
	if err != nil {
		return err
	}
	order := x.order[visit.Language()]()
	refused, out := x.falling(s, notEligible, order), x.falling(s, unreached, order)
	first, err := visit.WholeNumber("page", 1, pagesOf(refused))
	if err != nil {
		return err
	}
	second, err := visit.WholeNumber("unreached", 1, pagesOf(out))
	if err != nil {
		return err
	}
	page := throughPage{Filter: throughFilter(visit, s)}
	page.Refused = fallenListOf(visit, x, s, refused, first, "refused", "page")
	page.Out = fallenListOf(visit, x, s, out, second, "unreached", "unreached")
	if !full(visit) {
		page.Rules = visit.Say("register.through_public")
	}
	lead := visit.Say("register.through_lead", "Refused", visit.Say("register.cells_count", "Count", len(refused)), "Out", visit.Say("register.cells_count", "Count", len(out)), "Where", capital(where(visit, s)), "Tiers", tierWords(visit, s))
	if page.Page, err = visit.Page("gaps", visit.Say("register.through_title"), lead); err != nil {
		return err
	}
	if s.area != nil {
		page.At(*s.area)
	}
	return d.house.Show(c, http.StatusOK, "register/through", &page)
}

func pagesOf(list []*fallen) int { return max(1, (len(list)+size-1)/size) }

// throughScope is as the register's, but of one kind of area: the largest
// unless asked otherwise.
func throughScope(v *shell.Visit, x *index) (*scope, error) {
	s := &scope{usual: string(model.LocalAuthority)}
	usual := v.View.Kinds()
	if code := v.Query("area"); code != "" {
		place, err := v.View.Place(code)
		if err != nil {
			return nil, err
		}
		s.area, s.within, s.usual = &place, x.within(code), string(place.Kind)
	} else if len(usual) > 0 {
		s.usual = string(usual[0])
	}
	var err error
	if s.of, err = v.Choice("of", append([]string{s.usual}, texts(usual)...)...); err != nil {
		return nil, err
	}
	if s.tier, err = v.Choice("tier", upperTiers, allTiers, "4", "3", "2", "1"); err != nil {
		return nil, err
	}
	s.serviceType, err = v.Choice("type", append([]string{""}, typeKeys(v.View)...)...)
	return s, err
}

func throughFilter(v *shell.Visit, s *scope) parts.FilterPanel {
	p := filterPanel(v, s)
	p.Label, p.Action, p.Button = v.Say("register.through_filter"), bare(v.Link("/falls-through")), v.Say("register.through_show")
	p.Clear.URL, p.Hidden = v.Link("/falls-through"), carried(v)
	kinds := p.Fields[1].Options
	p.Fields[1].Options = kinds[:len(kinds)-2] // one kind of area at a time
	p.Fields = append(p.Fields[:3:3], p.Fields[4])
	return p
}

func fallenListOf(v *shell.Visit, x *index, s *scope, all []*fallen, number int, which, key string) fallenList {
	l := fallenList{ID: which, Title: v.Say("register." + which + "_title"), What: v.Say("register." + which + "_what"), Count: v.Say("register.cells_count", "Count", len(all)),
		Pages: parts.NewPagination(v.Voice, number, size, len(all), func(p int) string { return v.Here(key, p) + "#" + which })}
	l.Pages.Label += ": " + l.Title // there are two lists on the page
	if len(all) == 0 {
		l.Empty = &parts.Empty{Title: v.Say("register." + which + "_empty"), Text: v.Say("register.through_empty"), Links: []parts.Link{{Text: v.Say("clear_filters"), URL: v.Link("/falls-through")}}}
	}
	last := int32(-1)
	for _, f := range all[min(len(all), (number-1)*size):min(len(all), number*size)] {
		if f.place != last {
			p := x.places[f.place]
			l.Areas = append(l.Areas, fallenArea{Area: parts.Link{Text: v.Text(p.Name, p.NameCy), URL: v.Link(shell.Path("areas", p.Code)), Lang: v.Lang(p.Name, p.NameCy)}, Other: v.Other(p.Name, p.NameCy)})
			last = f.place
		}
		at := &l.Areas[len(l.Areas)-1]
		if which == "refused" {
			at.Rows = append(at.Rows, refusedRow(v, x, f))
		} else {
			at.Rows = append(at.Rows, unreachedRow(v, x, f))
		}
	}
	return l
}

// fewServices are listed at once; more stand behind their number.
const fewServices = 3

// fallenRowOf is what both ways to fall through show.
func fallenRowOf(v *shell.Visit, x *index, f *fallen, children float64) fallenRow {
	return fallenRow{
		Type:     parts.Link{Text: v.TypeName(f.serviceType), Lang: v.Lang(f.serviceType.Label(), f.serviceType.NameCy)},
		Tier:     tierOf(v, f.tier),
		Children: v.Children(children), Of: v.Say("register.of_demand", "Children", v.Children(f.demand)),
		Terms: parts.Link{Text: v.Say("how_worked_out"), URL: v.Link(shell.Path("areas", x.places[f.place].Code, "explain"), "tier", f.tier, "type", f.serviceType.Key), Hidden: v.TypeName(f.serviceType)},
	}
}

func refusedRow(v *shell.Visit, x *index, f *fallen) fallenRow {
	row := fallenRowOf(v, x, f, f.notEligible)
	g := x.gapOf(f, gap.Eligibility)
	if g == nil {
		return row
	}
	row.Type.URL, row.Range = v.Link(shell.Path("gaps", g.ID)), estimateOf(g).Range(v.Voice)
	facts := g.Facts()
	if facts == nil {
		row.Sentence = g.Why(v.Voice)
		return row
	}
	services := servicesOf(v, facts.Services)
	row.Groups = groupsOf(v, facts, services)
	row.Services = serviceRows(v, services)
	if len(services) > fewServices {
		row.ServicesText = v.Say("register.services_refuse", "Count", len(services))
	}
	return row
}

// unreachedRow takes its range from the gap of provision or of access, where
// that speaks of the same children.
func unreachedRow(v *shell.Visit, x *index, f *fallen) fallenRow {
	row := fallenRowOf(v, x, f, f.unreached)
	for _, kind := range []gap.Kind{gap.Provision, gap.Access} {
		g := x.gapOf(f, kind)
		if g == nil {
			continue
		}
		row.Type.URL, row.Sentence = v.Link(shell.Path("gaps", g.ID)), g.Why(v.Voice)
		if same(g.Central.Value, f.unreached) {
			row.Range = estimateOf(g).Range(v.Voice)
		}
		break
	}
	return row
}
