package atlas

import (
	"fmt"
	"slices"

	"catchment/model"
	"catchment/model/field"
)

// method checks the five method tables.
func (c *checker) method() {
	for i := range c.Uptake {
		u := &c.Uptake[i]
		r := c.row(u)
		if refer(r, "service_type", u.ServiceType, c.typeOf, unknownServiceType) && c.typeOf[u.ServiceType].Audience == model.Perpetrators {
			r.fault("service_type", model.Say("a type for children, parents or families is expected: types for perpetrators have no uptake"), model.Quoted(u.ServiceType))
		}
	}
	fit := true
	for i := range c.Settings {
		if column, expected := c.Settings[i].Misfit(); column != "" {
			fit = false
			found := model.Said(field.Number(c.Settings[i].Value))
			if column == "setting" {
				found = model.Quoted(c.Settings[i].Key)
			}
			c.row(&c.Settings[i]).fault(column, expected, found)
		}
	}
	if s := model.SettingsOf(c.Settings); fit && s.Gap > s.Sufficient {
		for i := range c.Settings {
			if key := c.Settings[i].Key; key == "gap" || key == "sufficient" {
				c.row(&c.Settings[i]).fault("value", model.Say(`"gap" must not be above "sufficient"`), model.Said(field.Number(c.Settings[i].Value)))
			}
		}
	}
	c.rates()
	if len(c.attributes) > MostAttributes {
		r := c.row(&c.Shares[len(c.Shares)-1])
		r.fault("attribute", model.Say("at most %d profile attributes are expected: every combination of them is a kind of child", MostAttributes), model.Say("%d", len(c.attributes)))
	}
}

func (c *checker) rates() {
	for i := range c.Rates {
		rate := &c.Rates[i]
		r := c.row(rate)
		r.ordered(&rate.AgeFrom, &rate.AgeTo, "age_from", "age_to")
		for j := range c.Rates[:i] {
			other := &c.Rates[j]
			if other.Tier == rate.Tier && other.AgeFrom <= rate.AgeTo && rate.AgeFrom <= other.AgeTo {
				r.fault("age_from", model.Say("ages of tier %d that no other row names are expected; another row names %d to %d", rate.Tier, other.AgeFrom, other.AgeTo),
					model.Say("%d to %d", rate.AgeFrom, rate.AgeTo))
			}
		}
		if rate.Low != nil && *rate.Low > rate.Central || rate.High != nil && *rate.High < rate.Central {
			r.warn("central", model.Say(`a rate between "low" and "high" is expected`), model.Said(field.Number(rate.Central)))
		}
	}
}

// assessments checks subjects and criteria.
func (c *checker) assessments() {
	criteria := byKey(c.Criteria, func(c *model.Criterion) string { return c.Key })
	for i := range c.Assessments {
		a := &c.Assessments[i]
		r := c.row(a)
		switch a.SubjectKind {
		case model.OfService:
			refer(r, "subject", a.Subject, c.serviceOf, unknownService)
			if s := c.serviceOf[a.Subject]; s != nil && c.isProtected(s) {
				r.placeless(model.Say("evidence about a protected service"), "evidence", a.Evidence)
				r.placeless(model.Say("the assessor of a protected service"), "assessor", a.Assessor)
			}
		case model.OfProvider:
			refer(r, "subject", a.Subject, c.providerOf, unknownProvider)
		case model.OfArea:
			refer(r, "subject", a.Subject, c.areaOf, unknownArea)
		}
		if criteria[a.Criterion] == nil {
			r.fault("criterion", model.Say("one of the 42 criteria GP1.1 to GP8.6 is expected"), model.Quoted(a.Criterion))
		}
		if a.ReviewBy != "" && a.ReviewBy < a.AssessedOn {
			r.warn("review_by", model.Say(`a date not before "assessed_on" is expected`), model.Said(string(a.ReviewBy)))
		}
	}
}

// travel checks that journeys lead to known places that may be shown.
func (c *checker) travel() {
	for i := range c.Travel {
		t := &c.Travel[i]
		r := c.row(t)
		refer(r, "area_code", t.AreaCode, c.areaOf, unknownArea)
		if refer(r, "site", t.Site, c.siteOf, unknownSite) && c.siteOf[t.Site].Disclosure == model.Protected {
			r.fault("site", model.Say("a site that is not protected is expected: travel times would lead to a protected one"), model.Quoted(t.Site))
		}
	}
}

// scenarios checks what changes refer to.
func (c *checker) scenarios() {
	opened := map[string][]string{}
	for i := range c.Scenarios {
		s := &c.Scenarios[i]
		r := row{c: c, table: s.TableName(), key: fmt.Sprintf("%s / %d", s.Scenario, s.Place)}
		known := c.serviceOf[s.Service] != nil || slices.Contains(opened[s.Scenario], s.Service)
		switch {
		case s.Change == "open" && known:
			r.fault("service", model.Say("the key of a service that does not exist yet is expected for open"), model.Quoted(s.Service))
		case s.Change == "open":
			opened[s.Scenario] = append(opened[s.Scenario], s.Service)
		case !known:
			r.fault("service", model.Say("the key of a known service, or of one that this scenario opens before, is expected"), model.Quoted(s.Service))
		}
		c.scenarioPlace(r, s)
		refer(r, "provider", s.Sets["provider"], c.providerOf, unknownProvider)
		refer(r, "service_type", s.Sets["service_type"], c.typeOf, unknownServiceType)
		refer(r, "programme", s.Sets["programme"], c.programmeOf, unknownProgramme)
		refer(r, "area_code", s.Sets["area_code"], c.areaOf, unknownArea)
		for _, code := range field.List(s.Sets["areas_served"]) {
			refer(r, "areas_served", code, c.areaOf, unknownArea)
		}
	}
}

// scenarioPlace refuses a place for a service that is protected and that the
// change does not open up.
func (c *checker) scenarioPlace(r row, s *model.ScenarioChange) {
	service, placed := c.serviceOf[s.Service], s.Sets["lon"] != "" || s.Sets["lat"] != "" || s.Sets["postcode"] != ""
	disclosure := model.Disclosure(s.Sets["disclosure"])
	kind := c.typeOf[s.Sets["service_type"]]
	if service != nil && c.isProtected(service) || disclosure == "" && kind != nil && kind.IsProtected() {
		disclosure = model.Protected // a plan does not lower what is protected
	}
	if disclosure != model.Protected {
		return
	}
	if placed {
		r.fault("lon", model.Say("a protected service has no coordinates or postcode in the system, in scenarios neither; the value is not repeated here"), model.Sentence{})
	}
	c.authorityOrLarger(r, "area_code", s.Sets["area_code"])
	for _, code := range field.List(s.Sets["areas_served"]) {
		c.authorityOrLarger(r, "areas_served", code)
	}
}
