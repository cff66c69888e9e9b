package shell

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"catchment/frontend"
	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/seed"
)

// Page is what stands around the content of every page. Page structs embed it.
type Page struct {
	*Visit
	Title      string
	TitleLang  string // where the title is not in the page's language
	TitleOther string // the same in the other language, "" where there is none
	OtherLang  words.Language
	Lead       string // the finding, in one sentence
	Section    string // the key of the navigation item that is current
	Crumbs     []Crumb
	Context    *Context
	Invented   bool
	Nothing    *Nothing // why no figure can be shown
	Footer     Footer
	QuickExit  bool // on every page that the public may be reading
	Alone      bool // without navigation
	Islands    []string
	Print      bool
}

// Crumb is one step of the way to a page. URL is "" for the page itself.
type Crumb struct{ Text, URL, Lang string }

// Context is the bar that says what the figures of a page are: where, when,
// for whom, by which method.
type Context struct {
	Crumbs             []Crumb
	ChooseURL          string // choose another area
	On                 string // in words
	OnValue            string // as a date field has it
	Published          []Day  // the days to choose from, where not any can be
	ChangeAction       string
	Hidden             []Pair // of the address, to be kept when the date changes
	Audience           string
	AudienceSwitchURL  string
	AudienceSwitchText string
	Method, MethodURL  string
}

// Nothing says that there are no figures on the day, and where to bring in
// what they need. Template "part-inset".
type Nothing struct {
	Strong, Text string
	Link         *Way // nil for who may not bring in files
}

// Way is a link with more for those who hear it. Template "part-link".
type Way struct{ Text, URL, Lang, Hidden string }

// Day is one of the days to choose from.
type Day struct {
	Value, Text string
	Chosen      bool
}

// Pair is a name and a value of the address.
type Pair struct{ Name, Value string }

// Footer says where figures come from.
type Footer struct {
	Sources                              []string
	Rounding, Method, Revision, Computed string
}

// NavItem is one item of the navigation.
type NavItem struct {
	Key, Text, URL string
	Current        bool
}

// Page begins a page that shows figures.
func (v *Visit) Page(section, title, lead string) (Page, error) {
	p := v.bare(title)
	p.Section, p.Lead, p.QuickExit = section, lead, v.Audience == disclosure.Public
	provenance, err := v.House.provenance(v.c, v.View)
	if err != nil {
		return Page{}, err
	}
	for _, note := range provenance.Sources {
		p.Invented = p.Invented || note.Source == seed.DemonstrationSource
		words := note.Source
		if note.Attribution != "" {
			words = note.Attribution
		}
		if note.Licence != "" {
			words += " (" + note.Licence + ")"
		}
		if !slices.Contains(p.Footer.Sources, words) {
			p.Footer.Sources = append(p.Footer.Sources, words)
		}
	}
	revision := v.View.Revision()
	p.Footer.Rounding = v.Say("shell.rounding_" + string(v.Audience))
	p.Footer.Method, p.Footer.Revision = strconv.Itoa(revision.Method), strconv.Itoa(revision.Revision)
	computed := provenance.Computed.Local()
	p.Footer.Computed = v.Say("shell.moment", "Date", model.DateOf(computed), "Time", computed.Format("15:04"))
	p.Context, p.Nothing = v.context(), v.nothing(section)
	return p, nil
}

// nothing is for pages that do not say it themselves.
func (v *Visit) nothing(section string) *Nothing {
	if len(v.View.Kinds()) > 0 || slices.Contains([]string{"home", "areas", "import"}, section) {
		return nil
	}
	n := &Nothing{Strong: v.Say("shell.nothing", "Date", v.Date(v.View.Date())), Text: v.Say("shell.nothing_text")}
	if v.Audience == disclosure.Commissioner {
		n.Link = &Way{Text: v.Say("shell.nothing_import"), URL: v.Link("/import")}
	}
	return n
}

// Named gives a page the name of a thing in both languages as its title.
func (p *Page) Named(en, cy string) {
	p.Title, p.TitleLang, p.TitleOther = p.Text(en, cy), p.Lang(en, cy), p.Other(en, cy)
}

// At puts an area into the context bar, behind those above it.
func (p *Page) At(place disclosure.Place) {
	above := p.View.Above(place.Code)
	seen := map[model.AreaKind]bool{}
	for _, a := range above {
		if seen[a.Kind] || a.Kind == place.Kind {
			continue // of several hierarchies one area of a kind is enough
		}
		seen[a.Kind] = true
		p.Context.Crumbs = append(p.Context.Crumbs, Crumb{p.Text(a.Name, a.NameCy), p.Link(Path("areas", a.Code)), p.Lang(a.Name, a.NameCy)})
	}
	p.Context.Crumbs = append(p.Context.Crumbs, Crumb{Text: p.Text(place.Name, place.NameCy), Lang: p.Lang(place.Name, place.NameCy)})
}

func (v *Visit) context() *Context {
	c := &Context{ChooseURL: v.Link("/areas"), On: v.Date(v.View.Date()), OnValue: string(v.View.Date()), ChangeAction: address(v.Language(), v.Path(), url.Values{}),
		Audience:  v.Say("shell.audience_" + string(v.Audience)),
		Method:    v.Say("shell.version", "Version", strconv.Itoa(v.View.Revision().Method)),
		MethodURL: v.Link("/method")}
	other := disclosure.Public
	if v.Audience == disclosure.Public {
		other = disclosure.Commissioner
		for _, day := range disclosure.PublishedDays(v.House.Planner.Today()) {
			c.Published = append(c.Published, Day{string(day), v.Date(day), day == v.View.Date()})
		}
	}
	c.AudienceSwitchText = v.Say("shell.show_for_" + string(other))
	c.AudienceSwitchURL = v.Here("for", map[disclosure.Audience]string{disclosure.Public: "public"}[other])
	for key, values := range v.query() {
		if key != "on" {
			for _, value := range values {
				c.Hidden = append(c.Hidden, Pair{key, value})
			}
		}
	}
	slices.SortFunc(c.Hidden, func(x, y Pair) int { return strings.Compare(x.Name+"="+x.Value, y.Name+"="+y.Value) })
	return c
}

// bare is a page without figures.
func (v *Visit) bare(title string) Page {
	return Page{Visit: v, Title: title, OtherLang: v.OtherLanguage()}
}

// OtherLanguageURL is this page in the other language.
func (p *Page) OtherLanguageURL() string {
	return address(p.OtherLang, p.Path(), p.query())
}

// Asset is the address of a built file, "" where it was not built.
func (p *Page) Asset(name string) string { return frontend.Asset(name) }

// Nav is the navigation.
func (p *Page) Nav() []NavItem {
	var out []NavItem
	for _, item := range []struct{ key, path string }{
		{"home", "/"}, {"areas", "/areas"}, {"compare", "/compare"}, {"gaps", "/gaps"}, {"services", "/services"},
		{"programmes", "/programmes"}, {"plans", "/plans"}, {"import", "/import"}, {"method", "/method"},
	} {
		if p.Audience == disclosure.Public && (item.key == "import" || item.key == "plans") {
			continue
		}
		out = append(out, NavItem{item.key, p.Say("shell.nav_" + item.key), p.Link(item.path), p.Section == item.key})
	}
	return out
}
