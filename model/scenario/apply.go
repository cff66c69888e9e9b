package scenario

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/field"
)

// The kinds of change that do more than set columns.
const (
	opens  model.ChangeKind = "open"
	closes model.ChangeKind = "close"
	moves  model.ChangeKind = "move"
	renews model.ChangeKind = "renew"
)

// Apply makes of changes, in their order, the services as they would stand:
//
//	open     a service with the columns given, and a site where one is stated
//	close    the service is gone; with an end given it ends then
//	resize, serve, accept   the columns given are set
//	renew    so too; a licence begun anew without an end lasts as its programme says
//	move     the columns of a site are set; journeys to where it was do not count
//
// Columns of sites are those of the site named, else of the service's only one;
// where it has none, of a new one. An empty column changes nothing. Faults are
// those of an import; with any that is not a warning nothing is applied.
func Apply(a *atlas.Atlas, changes []model.ScenarioChange) ([]atlas.Changed, []atlas.Fault) {
	p := &plan{atlas: a, drafts: map[string]*draft{}}
	p.faults = atlas.CheckChanges(a, changes)
	if failed(p.faults) {
		return nil, p.faults
	}
	for i := range changes {
		p.change(&changes[i])
	}
	changed := p.changed()
	if failed(p.faults) {
		return nil, p.faults
	}
	return changed, p.faults
}

func failed(faults []atlas.Fault) bool {
	return slices.ContainsFunc(faults, func(f atlas.Fault) bool { return !f.Warning })
}

// plan is changes on their way.
type plan struct {
	atlas  *atlas.Atlas
	drafts map[string]*draft
	faults []atlas.Fault
	at     *model.ScenarioChange // being applied
}

// draft is one service as it stands after the changes so far.
type draft struct {
	place     int32 // in the atlas; -1 where it is new
	service   model.Service
	sites     []*model.Site
	gone      bool
	protected bool
}

func (p *plan) fault(column string, expected, found model.Sentence) {
	p.faults = append(p.faults, atlas.Fault{Table: p.at.TableName(), Key: fmt.Sprintf("%s / %d", p.at.Scenario, p.at.Place), Column: column, Expected: expected, Found: found})
}

func (p *plan) draft(key string) *draft {
	if d := p.drafts[key]; d != nil {
		return d
	}
	d := &draft{place: -1, service: model.Service{Key: key}}
	if place, ok := p.atlas.ServiceIndex(key); ok {
		s := &p.atlas.Services[place]
		d.place, d.service, d.sites = place, *s.Service, slices.Clone(s.Sites)
		d.protected = p.atlas.IsProtected(s)
	}
	p.drafts[key] = d
	return d
}

func (p *plan) change(c *model.ScenarioChange) {
	p.at = c
	d := p.draft(c.Service)
	if d.gone {
		p.fault("service", model.Say("a service that this scenario has not closed before is expected"), model.Quoted(c.Service))
		return
	}
	given := p.set(&d.service, c.Sets)
	if c.Change == renews && given["licence_start"] && !given["licence_end"] {
		d.service.LicenceEnd = ""
	}
	if c.Change == closes && !given["end"] {
		d.gone = true
		return
	}
	if c.Change == opens {
		p.complete(&d.service)
	}
	p.site(c, d)
	p.staysProtected(d)
}

// set sets the columns of a noun that a change gives, and names them.
func (p *plan) set(noun any, sets map[string]string) map[string]bool {
	given := map[string]bool{}
	kind := reflect.TypeOf(noun).Elem()
	for _, c := range field.Of(kind) {
		text := sets[c.Name]
		if text == "" || c.Name == "service" {
			continue
		}
		given[c.Name] = true
		if expected := c.Set(noun, text); !expected.Empty() {
			p.fault(c.Name, expected, model.Sentence{})
		}
	}
	return given
}

// complete checks that a service that opens states what it must.
func (p *plan) complete(s *model.Service) {
	kind := reflect.TypeFor[model.Service]()
	for _, c := range field.Of(kind) {
		if c.Required && c.Text(s) == "" {
			p.fault(c.Name, model.Say("a change that opens a service needs this column; %s", c.Expected(kind)), model.Sentence{})
		}
	}
}

// ofSites are the columns of a change that speak of a site. Its name is the
// service's own.
var ofSites = []string{"site", "disclosure", "lon", "lat", "postcode", "area_code"}

// site sets what a change says of a site.
func (p *plan) site(c *model.ScenarioChange, d *draft) {
	sets := map[string]string{}
	for _, column := range ofSites {
		if c.Sets[column] != "" {
			sets[column] = c.Sets[column]
		}
	}
	if len(sets) == 0 {
		return
	}
	at, ok := p.siteAt(c, d)
	if !ok {
		return
	}
	site := *d.sites[at]
	placed := sets["lon"] != "" || sets["lat"] != "" || sets["postcode"] != ""
	if placed && cmp.Or(model.Disclosure(sets["disclosure"]), site.Disclosure) == model.Protected {
		p.fault("lon", model.Say("a protected service has no coordinates or postcode in the system, in scenarios neither; the value is not repeated here"), model.Sentence{})
		return
	}
	key := site.Key
	p.set(&site, maps.Clone(sets))
	if site.Key = key; c.Change == moves && site.Disclosure != model.Protected && !strings.HasSuffix(key, MovedSite) {
		site.Key += MovedSite // to a protected site there are no journeys
	}
	site.Conceal()
	d.sites[at] = &site
}

// MovedSite is added to the key of a site that moves: the travel table speaks
// of where it was.
const MovedSite = " (moved)"

// siteAt finds the site that a change speaks of among the service's, or adds
// a new one.
func (p *plan) siteAt(c *model.ScenarioChange, d *draft) (int, bool) {
	key := c.Sets["site"]
	is := func(s *model.Site) bool { return s.Key == key || s.Key == key+MovedSite }
	if at := slices.IndexFunc(d.sites, is); key != "" && at >= 0 {
		return at, true
	}
	switch {
	case key == "" && len(d.sites) == 1:
		return 0, true
	case key == "" && len(d.sites) > 1:
		p.fault("site", model.Say("the key of one of the service's sites is expected: it has several"), model.Sentence{})
		return 0, false
	case c.Change != opens && len(d.sites) > 0:
		p.fault("site", model.Say("the key of a site of this service is expected"), model.Quoted(key))
		return 0, false
	}
	d.sites = append(d.sites, &model.Site{Key: cmp.Or(key, c.Service+"-1"), Service: c.Service, Disclosure: p.disclosureOf(c, d)})
	return len(d.sites) - 1, true
}

// disclosureOf is how much of a new site may be shown where a change does not
// say it: nothing of what is protected by its type or has been so far.
func (p *plan) disclosureOf(c *model.ScenarioChange, d *draft) model.Disclosure {
	kind, ok := p.atlas.Type(d.service.ServiceType)
	switch {
	case d.protected || ok && p.atlas.Types[kind].IsProtected():
		return model.Protected
	case c.Sets["lon"] == "" && c.Sets["area_code"] != "":
		return model.AreaOnly
	}
	return model.Public
}

// staysProtected refuses that a service which was protected stands open.
func (p *plan) staysProtected(d *draft) {
	s, ok := p.atlas.Resolve(&d.service, d.sites)
	if !ok {
		return
	}
	now := p.atlas.IsProtected(&s)
	if d.protected && !now {
		p.fault("disclosure", model.Say("a service that is protected stays so: a plan cannot lower it; open a service of its own for what is open"), model.Sentence{})
	}
	d.protected = d.protected || now
}

// changed gives the services in order of key, and checks each as it would be.
func (p *plan) changed() []atlas.Changed {
	var out []atlas.Changed
	var stand []*atlas.Service
	for _, key := range slices.Sorted(maps.Keys(p.drafts)) {
		d := p.drafts[key]
		c := atlas.Changed{Place: d.place}
		if !d.gone {
			s, ok := p.atlas.Resolve(&d.service, d.sites)
			if !ok {
				continue
			}
			c.Service = &s
			stand = append(stand, &s)
		}
		if c.Place >= 0 || c.Service != nil {
			out = append(out, c)
		}
	}
	p.faults = append(p.faults, atlas.CheckServices(p.atlas, stand)...)
	return out
}
