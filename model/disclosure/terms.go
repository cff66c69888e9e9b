package disclosure

import (
	"catchment/model"
	"catchment/model/coverage"
)

// Terms gives every term of one number, down to single services: the coverage
// of a service type that is expected in a tier, for a reported area. It is
// Forbidden to audiences without the right to full precision, and NotFound
// where the type is not expected.
func (v *View) Terms(code string, tier int, serviceType string) (*coverage.Explanation, error) {
	place, err := v.reported(code)
	if err != nil {
		return nil, err
	}
	row, ok := v.result.Row(tier, serviceType)
	if !ok {
		return nil, &model.Error{Code: model.NotFound, Field: "type", Sentence: model.Say(
			"No service type %s is expected in tier %d.", model.Quoted(serviceType), tier)}
	}
	if !v.full() {
		return nil, forbidden()
	}
	return v.result.Explain(place, row), nil
}

// Reference is the reference data and the method in force, as recorded: what
// everyone may see.
type Reference struct {
	Tiers          []model.Tier
	TierRows       []model.TierRow
	Indicators     []model.Indicator
	Criteria       []model.Criterion
	Levels         []model.LevelDescriptor
	FrameworkItems []model.FrameworkItem
	Programmes     []model.Programme
	Variants       []model.Variant
	Claims         []model.Claim
	Sources        []model.Source
	ServiceTypes   []model.ServiceType
	Uptake         []model.Uptake
	Rates          []model.Rate
	Shares         []model.Share
	Settings       []model.Setting // those stated; the others have their defaults
}

// Reference gives the reference data. The slices are shared: read only.
func (v *View) Reference() Reference {
	r := v.result.Day.Records
	return Reference{r.Tiers, r.TierRows, r.Indicators, r.Criteria, r.Levels, r.FrameworkItems, r.Programmes, r.Variants,
		r.Claims, r.Sources, r.ServiceTypes, r.Uptake, r.Rates, r.Shares, r.Settings}
}

// Flag says that a figure stands on a choice that a person should know of.
type Flag struct{ SubjectKind, Subject, Flag, Text string }

// Flags lists the flags that the audience may see.
func (v *View) Flags() []Flag {
	var out []Flag
	for _, f := range v.result.Flags.Sorted() {
		if v.full() || !v.flagTells(f) {
			out = append(out, Flag(f))
		}
	}
	return out
}

// Unnamed is a noun that has no Welsh name.
type Unnamed struct{ Table, Key, Name string }

// WithoutWelsh lists the nouns without a Welsh name that the audience may
// see: areas, service types, programmes, providers and services.
func (v *View) WithoutWelsh() []Unnamed {
	var out []Unnamed
	note := func(table, key, name, cy string) {
		if cy == "" {
			out = append(out, Unnamed{table, key, name})
		}
	}
	for _, p := range v.Places("") {
		note("areas", p.Code, p.Name, p.NameCy)
	}
	r := v.Reference()
	for _, t := range r.ServiceTypes {
		note("service_types", t.Key, t.Label(), t.NameCy)
	}
	for _, p := range r.Programmes {
		note("programmes", p.Key, p.Name, p.NameCy)
	}
	for _, p := range v.Providers() {
		note("providers", p.Key, p.Name, p.NameCy)
	}
	for _, s := range v.Services() {
		note("services", s.Key, s.Name, s.NameCy)
	}
	return out
}
