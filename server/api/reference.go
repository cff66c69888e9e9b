package api

import (
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model"
	"catchment/model/disclosure"
)

// ProgrammeRow has the columns of programmes.csv.
type ProgrammeRow struct {
	Programme             string   `json:"programme" doc:"The programme's key."`
	Name                  string   `json:"name" doc:"Its name in English."`
	NameCy                string   `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	Weeks                 *float64 `json:"weeks" doc:"Weeks that it lasts."`
	Sessions              *float64 `json:"sessions" doc:"Sessions that it has."`
	SessionHours          *float64 `json:"session_hours" doc:"Hours of a session."`
	AgeMin                *int     `json:"age_min" doc:"The youngest age in years."`
	AgeMax                *int     `json:"age_max" doc:"The oldest age in years."`
	MinGroup              *float64 `json:"min_group" doc:"The smallest group, in children."`
	MaxGroup              *float64 `json:"max_group" doc:"The largest group, in children."`
	ConcurrentParentGroup *bool    `json:"concurrent_parent_group" doc:"Whether parents meet at the same time."`
	RollingEntry          *bool    `json:"rolling_entry" doc:"Whether children can join a group that has begun."`
	LicenceYears          *int     `json:"licence_years" doc:"Years that a licence lasts."`
	Source                string   `json:"source" doc:"Where this comes from."`
}

type programmeDetail struct {
	ProgrammeRow
	Variants []variantRow `json:"variants" nullable:"false" doc:"The forms in which it is offered."`
	Claims   []claimRow   `json:"claims" nullable:"false" doc:"What sources state of it; they disagree in places, and each reading is given."`
}

type variantRow struct {
	Programme     string   `json:"programme" doc:"The programme's key."`
	Variant       string   `json:"variant" doc:"The variant's key."`
	Name          string   `json:"name" doc:"Its name in English."`
	NameCy        string   `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	Modes         []string `json:"modes" nullable:"false" doc:"How it is delivered."`
	AgeMin        *int     `json:"age_min" doc:"The youngest age in years."`
	AgeMax        *int     `json:"age_max" doc:"The oldest age in years."`
	SchoolYearMin *int     `json:"school_year_min" doc:"The lowest school year; Reception is 0."`
	Excludes      []string `json:"excludes" nullable:"false" doc:"Circumstances of children whom it refuses."`
	Printed       string   `json:"printed" doc:"The rule as the source prints it."`
	Source        string   `json:"source" doc:"Where this comes from."`
}

type claimRow struct {
	Attribute string `json:"attribute" doc:"What is stated."`
	Value     string `json:"value" doc:"As the source states it."`
	ValueCy   string `json:"value_cy" doc:"The same in Welsh; empty where there is none."`
	Status    string `json:"status" doc:"How far it can be relied on."`
	Basis     string `json:"basis" doc:"What it rests on."`
	Source    string `json:"source" doc:"The key of the source."`
	Section   string `json:"section" doc:"Where in the source."`
	Note      string `json:"note" doc:"What else is to be known."`
}

type serviceTypeRow struct {
	ServiceType        string   `json:"service_type" doc:"The type's key."`
	Name               string   `json:"name" doc:"Its name in English."`
	NameCy             string   `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	Measure            string   `json:"measure" enum:"places,presence" doc:"Whether it has places that can be full, or is there or not."`
	Unit               string   `json:"unit" doc:"The unit of its capacity; empty is child."`
	CatchmentKm        *float64 `json:"catchment_km" doc:"How far it reaches, in kilometres."`
	CatchmentMinutes   *float64 `json:"catchment_minutes" doc:"How far it reaches, in minutes of travel."`
	Decay              string   `json:"decay" doc:"How its reach falls with distance: binary, steps or gaussian; empty is binary."`
	Audience           string   `json:"audience" doc:"Whom it is for: children, parents, families or perpetrators."`
	ProtectedByDefault *bool    `json:"protected_by_default" doc:"Whether its services must not be placed."`
}

type uptakeRow struct {
	ServiceType string   `json:"service_type" doc:"The key of a service type that is expected in the tier."`
	Tier        int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Uptake      float64  `json:"uptake" doc:"The part of the tier's children, 0 to 1, who should be offered the type in a year."`
	Weight      *float64 `json:"weight" doc:"Its weight in the tier's mean; null is 1."`
	Confidence  string   `json:"confidence" doc:"How sure it is: sure, likely or open."`
	Source      string   `json:"source" doc:"Where this comes from."`
}

type rateRow struct {
	Tier    int      `json:"tier" minimum:"2" maximum:"4" doc:"The tier of need."`
	AgeFrom int      `json:"age_from" doc:"The first year of age."`
	AgeTo   int      `json:"age_to" doc:"The last year of age."`
	Low     *float64 `json:"low" doc:"In need per 10,000 persons of these ages, low value; null is the central one."`
	Central float64  `json:"central" doc:"The central value."`
	High    *float64 `json:"high" doc:"The high value; null is the central one."`
	Source  string   `json:"source" doc:"Where this comes from."`
}

type shareRow struct {
	Tier      int     `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Attribute string  `json:"attribute" doc:"A circumstance of children."`
	Share     float64 `json:"share" doc:"The part of the tier's children, 0 to 1, whom it applies to."`
	Source    string  `json:"source" doc:"Where this comes from."`
}

type settingRow struct {
	Setting string  `json:"setting" doc:"The setting's name."`
	Value   float64 `json:"value" doc:"The value in force."`
	Stated  bool    `json:"stated" doc:"Whether it was set; if not, it is the default."`
}

type methodDetail struct {
	Version  int          `json:"version" doc:"The method version in force."`
	Settings []settingRow `json:"settings" nullable:"false" doc:"Every setting with the value in force."`
	Uptake   []uptakeRow  `json:"uptake" nullable:"false" doc:"Which service types are expected in which tier, for how many."`
	Rates    []rateRow    `json:"rates" nullable:"false" doc:"Children in need by tier and age."`
	Shares   []shareRow   `json:"shares" nullable:"false" doc:"The circumstances of children in need."`
}

type indicatorRow struct {
	Indicator   string         `json:"indicator" doc:"The indicator's key, GP1 to GP8."`
	Name        string         `json:"name" doc:"Its name in English."`
	NameCy      string         `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	Statement   string         `json:"statement" doc:"What it asks for, in English."`
	StatementCy string         `json:"statement_cy" doc:"The same in Welsh; empty where none is stated."`
	Source      string         `json:"source" doc:"Where this comes from."`
	Criteria    []criterionRow `json:"criteria" nullable:"false" doc:"What is assessed."`
}

type criterionRow struct {
	Criterion   string `json:"criterion" doc:"The criterion's key, like GP1.1."`
	Indicator   string `json:"indicator" doc:"The key of its indicator."`
	Text        string `json:"text" doc:"What is assessed, in English."`
	TextCy      string `json:"text_cy" doc:"The same in Welsh; empty where none is stated."`
	Partnership *bool  `json:"partnership" doc:"Whether it is assessed for an area's partnership as a whole."`
	SubjectType string `json:"subject_type" doc:"What it is assessed of, where that is narrower."`
	Source      string `json:"source" doc:"Where this comes from."`
}

type pagedInput struct {
	Asked
	Paging
}

var (
	programmeOf   = nounsOf[ProgrammeRow, model.Programme]("programmes")
	variantOf     = nounsOf[variantRow, model.Variant]("variants")
	serviceTypeOf = nounsOf[serviceTypeRow, model.ServiceType]("service_types")
	uptakeOf      = nounsOf[uptakeRow, model.Uptake]("uptake")
	rateOf        = nounsOf[rateRow, model.Rate]("rates")
	shareOf       = nounsOf[shareRow, model.Share]("shares")
	criterionOf   = nounsOf[criterionRow, model.Criterion]("criteria")
)

func (d *door) reference() {
	listed(d, huma.Operation{OperationID: "list-programmes", Path: "/programmes", Tags: []string{"method"}, Summary: "Programmes that services can run"},
		func(view *disclosure.View, _ *pagedInput) ([]model.Programme, error) {
			return view.Reference().Programmes, nil
		},
		func(p *model.Programme) string { return p.Key },
		func(_ *disclosure.View, p *model.Programme) ProgrammeRow { return programmeOf(p) })
	get(d, huma.Operation{OperationID: "get-programme", Path: "/programmes/{key}", Tags: []string{"method"}, Summary: "One programme with its variants, and what sources state of it"}, d.oneProgramme)
	listed(d, huma.Operation{OperationID: "list-service-types", Path: "/service-types", Tags: []string{"method"}, Summary: "Service types"},
		func(view *disclosure.View, _ *pagedInput) ([]model.ServiceType, error) {
			return view.Reference().ServiceTypes, nil
		},
		func(t *model.ServiceType) string { return t.Key },
		func(_ *disclosure.View, t *model.ServiceType) serviceTypeRow { return serviceTypeOf(t) })
	listed(d, huma.Operation{OperationID: "list-indicators", Path: "/indicators", Tags: []string{"method"}, Summary: "The good-practice indicators with their criteria"},
		func(view *disclosure.View, _ *pagedInput) ([]model.Indicator, error) {
			return view.Reference().Indicators, nil
		},
		func(i *model.Indicator) string { return i.Key },
		func(view *disclosure.View, i *model.Indicator) indicatorRow {
			r := view.Reference()
			return indicatorRowOf(&r, *i)
		})
	get(d, huma.Operation{OperationID: "get-method", Path: "/method", Tags: []string{"method"}, Summary: "The method in force: every setting, uptake, rate and share"}, d.method)
}

func (d *door) oneProgramme(ctx context.Context, view *disclosure.View, in *keyInput) (*itemOutput[programmeDetail], error) {
	r := view.Reference()
	programme, err := programmeWith(view, in.Key)
	if err != nil {
		return nil, err
	}
	out := programmeDetail{ProgrammeRow: programmeOf(programme), Variants: []variantRow{}, Claims: []claimRow{}}
	for i := range r.Variants {
		if r.Variants[i].Programme == in.Key {
			out.Variants = append(out.Variants, variantOf(&r.Variants[i]))
		}
	}
	for _, c := range r.Claims {
		if c.SubjectKind == "programme" && c.Subject == in.Key {
			out.Claims = append(out.Claims, claimRow{c.Attribute, c.Value, c.ValueCy, c.Status, c.Basis, c.Source, c.Section, c.Note})
		}
	}
	return itemOf(ctx, d, view, in.asked(), out)
}

func programmeWith(view *disclosure.View, key string) (*model.Programme, error) {
	all := view.Reference().Programmes
	at := slices.IndexFunc(all, func(p model.Programme) bool { return p.Key == key })
	if at < 0 {
		return nil, &model.Error{Code: model.NotFound, Field: "programme", Sentence: model.Say("There is no programme %s.", model.Quoted(key))}
	}
	return &all[at], nil
}

func indicatorRowOf(r *disclosure.Reference, i model.Indicator) indicatorRow {
	row := indicatorRow{i.Key, i.Name, i.NameCy, i.Statement, i.StatementCy, i.Source, []criterionRow{}}
	for at := range r.Criteria {
		if r.Criteria[at].Indicator == i.Key {
			row.Criteria = append(row.Criteria, criterionOf(&r.Criteria[at]))
		}
	}
	return row
}

func (d *door) method(ctx context.Context, view *disclosure.View, in *Asked) (*itemOutput[methodDetail], error) {
	r := view.Reference()
	out := methodDetail{Version: view.Revision().Method, Settings: settingsOf(view.Settings(), r.Settings),
		Uptake: mapped(r.Uptake, uptakeOf), Rates: mapped(r.Rates, rateOf), Shares: mapped(r.Shares, shareOf)}
	return itemOf(ctx, d, view, in.asked(), out)
}

// settingsOf lists every setting with the value in force.
func settingsOf(s model.Settings, stated []model.Setting) []settingRow {
	values := map[string]float64{
		"detour_factor": s.DetourFactor, "gap": s.Gap, "sufficient": s.Sufficient, "standard": s.Standard, "weak_reach": s.WeakReach,
		"horizon_months": float64(s.HorizonMonths), "tier_weight_1": s.TierWeight[0], "tier_weight_2": s.TierWeight[1],
		"tier_weight_3": s.TierWeight[2], "tier_weight_4": s.TierWeight[3], "draws": float64(s.Draws), "seed": float64(s.Seed),
	}
	out := []settingRow{}
	for _, name := range model.SettingNames {
		is := slices.ContainsFunc(stated, func(row model.Setting) bool { return row.Key == name })
		out = append(out, settingRow{name, values[name], is})
	}
	return out
}

func mapped[N, T any](nouns []N, row func(*N) T) []T {
	out := []T{}
	for i := range nouns {
		out = append(out, row(&nouns[i]))
	}
	return out
}
