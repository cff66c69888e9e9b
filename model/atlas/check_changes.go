package atlas

import (
	"catchment/model"
	"catchment/model/field"
)

// CheckChanges says what does not hold together in the changes of a scenario,
// by the same rules as Check, without reading more than they name.
func CheckChanges(a *Atlas, changes []model.ScenarioChange) []Fault {
	c := a.smallChecker()
	c.Records = &model.Records{Scenarios: changes}
	for i := range changes {
		s := &changes[i]
		c.knowService(a, s.Service)
		c.knowService(a, s.Sets["parallel_service"])
		c.knowParts(a, s.Sets["provider"], s.Sets["service_type"], s.Sets["programme"])
		c.knowAreas(a, append(field.List(s.Sets["areas_served"]), s.Sets["area_code"])...)
	}
	c.scenarios()
	return c.faults
}

// CheckServices says what does not hold together in services as they would be.
func CheckServices(a *Atlas, services []*Service) []Fault {
	c := a.smallChecker()
	c.Records = &model.Records{}
	for _, s := range services {
		c.Services = append(c.Services, *s.Service)
		for _, site := range s.Sites {
			c.Sites = append(c.Sites, *site)
			c.knowAreas(a, site.AreaCode)
		}
		c.knowService(a, s.ParallelService)
		c.knowParts(a, s.Service.Provider, s.Service.ServiceType, s.Service.Programme)
		c.knowAreas(a, s.AreasServed...)
	}
	c.sitesOf = sitesOf(c.Records)
	for i := range c.Services {
		c.serviceOf[c.Services[i].Key] = &c.Services[i]
	}
	c.services()
	c.sites()
	return c.faults
}

// IsProtected says whether a service has a protected site, or is of a type
// that is protected by default and has none that may be shown.
func (a *Atlas) IsProtected(s *Service) bool {
	kind := &a.Types[s.Type]
	c := checker{typeOf: map[string]*model.ServiceType{kind.Key: kind}, sitesOf: map[string][]*model.Site{s.Key: s.Sites}}
	return c.isProtected(s.Service)
}

func (a *Atlas) smallChecker() *checker {
	c := &checker{areaOf: map[string]*model.Area{}, typeOf: map[string]*model.ServiceType{}, providerOf: map[string]*model.Provider{},
		programmeOf: map[string]*model.Programme{}, serviceOf: map[string]*model.Service{}, sitesOf: map[string][]*model.Site{}, attributes: map[string]bool{}}
	for _, attribute := range a.Profile.Attributes {
		c.attributes[attribute] = true
	}
	return c
}

func (c *checker) knowService(a *Atlas, key string) {
	if place, ok := a.serviceOf[key]; ok {
		s := &a.Services[place]
		c.serviceOf[key], c.sitesOf[key] = s.Service, s.Sites
		c.knowParts(a, "", s.Service.ServiceType, "")
	}
}

func (c *checker) knowParts(a *Atlas, provider, serviceType, programme string) {
	if place, ok := a.typeOf[serviceType]; ok {
		c.typeOf[serviceType] = &a.Types[place]
	}
	if p := find(a.Records.Providers, func(p *model.Provider) bool { return p.Key == provider }); p != nil {
		c.providerOf[provider] = p
	}
	if p := find(a.Records.Programmes, func(p *model.Programme) bool { return p.Key == programme }); p != nil {
		c.programmeOf[programme] = p
	}
}

func (c *checker) knowAreas(a *Atlas, codes ...string) {
	for _, code := range codes {
		if place, ok := a.areaOf[code]; ok {
			c.areaOf[code] = &a.Areas[place]
		}
	}
}
