package atlas

import (
	"slices"

	"catchment/model"
	"catchment/model/field"
)

// services checks references, bounds and the rules of protected services.
func (c *checker) services() {
	for i := range c.Services {
		s := &c.Services[i]
		r := c.row(s)
		r.silent = c.isProtected(s)
		refer(r, "provider", s.Provider, c.providerOf, unknownProvider)
		refer(r, "service_type", s.ServiceType, c.typeOf, unknownServiceType)
		refer(r, "programme", s.Programme, c.programmeOf, unknownProgramme)
		refer(r, "parallel_service", s.ParallelService, c.serviceOf, unknownService)
		for _, code := range s.AreasServed {
			refer(r, "areas_served", code, c.areaOf, unknownArea)
		}
		r.ordered(s.AgeMin, s.AgeMax, "age_min", "age_max")
		r.dated(s.Start, s.End, "start", "end")
		r.dated(s.LicenceStart, s.LicenceEnd, "licence_start", "licence_end")
		c.statedShares(r, s)
		c.capacityWays(r, s)
		c.protectedService(r, s)
	}
}

func (c *checker) statedShares(r row, s *model.Service) {
	for _, attribute := range s.Excludes {
		if !c.attributes[attribute] {
			r.warn("excludes", model.Say("an attribute with a share in shares.csv is expected; this one refuses nobody"), model.Quoted(attribute))
		}
	}
}

// capacityWays warns where the capacity can be worked out in two ways.
func (c *checker) capacityWays(r row, s *model.Service) {
	if s.Capacity != nil {
		return
	}
	var ways []any
	if s.CohortsPerYear != nil && s.PlacesPerCohort != nil {
		ways = append(ways, model.Say("cohorts"))
	}
	programme := c.programmeOf[s.Programme]
	if s.Caseload != nil && (s.WeeksPerCase != nil || programme != nil && programme.Weeks != nil) {
		ways = append(ways, model.Say("caseload"))
	}
	if s.BedSpaces != nil && s.AverageStayDays != nil {
		ways = append(ways, model.Say("bed spaces"))
	}
	if len(ways) > 1 {
		found := model.Say("%s and %s", ways...)
		if len(ways) > 2 {
			found = model.Say("%s and %s and %s", ways...)
		}
		r.warn("capacity", model.Say("one way to work out the capacity is expected; the first counts (%s)", ways[0]), found)
	}
}

// isProtected says whether a service has a protected site, or is of a type
// that is protected by default and has no site that may be shown.
func (c *checker) isProtected(s *model.Service) bool {
	shown := false
	for _, site := range c.sitesOf[s.Key] {
		if site.Disclosure == model.Protected {
			return true
		}
		shown = shown || site.Disclosure == model.Public || site.Disclosure == model.AreaOnly
	}
	kind := c.typeOf[s.ServiceType]
	return !shown && kind != nil && kind.IsProtected()
}

func (c *checker) protectedService(r row, s *model.Service) {
	if !c.isProtected(s) {
		return
	}
	r.placelessKey(model.Say("the code of a protected service"), "service", s.Key)
	r.placeless(model.Say("the name of a protected service"), "name", s.Name)
	r.placeless(model.Say("the name of a protected service"), "name_cy", s.NameCy)
	r.placeless(model.Say("the funder of a protected service"), "funder", s.Funder)
	r.placeless(model.Say("what a protected service is by and for"), "by_and_for", s.ByAndFor...)
	if len(s.AreasServed) == 0 {
		r.fault("areas_served", model.Say("a protected service must name the areas it serves, each a local authority or larger"), model.Sentence{})
	}
	for _, code := range s.AreasServed {
		c.authorityOrLarger(r, "areas_served", code)
	}
}

// placeless refuses texts of what is protected that tell where it is.
func (r row) placeless(whose model.Sentence, column string, texts ...string) {
	if slices.ContainsFunc(texts, field.NamesPlace) {
		r.tellsPlace(column, whose)
	}
}

// placelessKey is placeless for a key, which stands in addresses and files.
func (r row) placelessKey(whose model.Sentence, column, key string) {
	if field.KeyNamesPlace(key) {
		r.tellsPlace(column, whose)
	}
}

func (r row) tellsPlace(column string, whose model.Sentence) {
	r.fault(column, model.Say("%s must not hold a postcode, coordinates, a grid reference or a street with a house number; it is not repeated here", whose), model.Sentence{})
}

// ProtectedServices names the services that are protected (METHOD 3).
func ProtectedServices(r *model.Records) map[string]bool {
	c := &checker{typeOf: byKey(r.ServiceTypes, func(t *model.ServiceType) string { return t.Key }), sitesOf: sitesOf(r)}
	protected := map[string]bool{}
	for i := range r.Services {
		if s := &r.Services[i]; c.isProtected(s) {
			protected[s.Key] = true
		}
	}
	return protected
}

// providers checks the names and codes of those all of whose services are protected:
// where they are is where the services are.
func (c *checker) providers() {
	open, hidden := map[string]bool{}, map[string]bool{}
	for i := range c.Services {
		if s := &c.Services[i]; c.isProtected(s) {
			hidden[s.Provider] = true
		} else {
			open[s.Provider] = true
		}
	}
	for i := range c.Providers {
		p := &c.Providers[i]
		if hidden[p.Key] && !open[p.Key] {
			r := c.row(p)
			r.placelessKey(model.Say("the code of a provider of protected services alone"), "provider", p.Key)
			r.placeless(model.Say("the name of a provider of protected services alone"), "name", p.Name)
			r.placeless(model.Say("the name of a provider of protected services alone"), "name_cy", p.NameCy)
		}
	}
}

func (c *checker) authorityOrLarger(r row, column, code string) {
	if area := c.areaOf[code]; area != nil && !area.Kind.AuthorityOrLarger() {
		r.fault(column, model.Say("a local authority or larger is expected for a protected place; this one is a %s", area.Kind), model.Quoted(code))
	}
}

// sites checks where sites stand and what they may say.
func (c *checker) sites() {
	for i := range c.Sites {
		s := &c.Sites[i]
		r := c.row(s)
		r.silent = s.Disclosure != model.Public
		refer(r, "service", s.Service, c.serviceOf, unknownService)
		refer(r, "area_code", s.AreaCode, c.areaOf, unknownArea)
		if service := c.serviceOf[s.Service]; s.Disclosure == model.Protected || service != nil && c.isProtected(service) {
			r.placeless(model.Say("the name of a site of a protected service"), "name", s.Name)
		}
		switch s.Disclosure {
		case model.Protected:
			if s.Lon != nil || s.Lat != nil || s.Postcode != "" {
				r.fault("disclosure", model.Say("a protected site has no coordinates or postcode in the system; the value is not repeated here"), model.Sentence{})
			}
			c.authorityOrLarger(r, "area_code", s.AreaCode)
		case model.AreaOnly:
			if s.AreaCode == "" {
				r.fault("area_code", model.Say("an area_only site needs the code of the area at whose point it stands"), model.Sentence{})
			}
		case model.Public:
			if (s.Lon == nil) != (s.Lat == nil) {
				r.fault("lat", model.Say(`both "lon" and "lat", or neither, are expected`), model.Sentence{})
			} else if s.Lon == nil {
				r.warn("lon", model.Say("a public site without coordinates is not mapped and reaches nobody by itself"), model.Sentence{})
			}
		}
	}
}
