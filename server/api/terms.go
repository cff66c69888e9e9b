package api

import (
	"context"
	"math"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
)

// terms is one number with every term that it is made of.
type terms struct {
	AreaCode     string          `json:"area_code" doc:"The area's code."`
	AreaName     string          `json:"area_name" doc:"Its name in English."`
	Tier         int             `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	ServiceType  string          `json:"service_type" doc:"The key of the service type."`
	Uptake       float64         `json:"uptake" doc:"The part of the tier's children who should be offered the type: demand = need × uptake."`
	Weight       float64         `json:"weight" doc:"The weight of the type in the tier's mean."`
	Bands        bands           `json:"bands" doc:"The demand and the bands that it falls into, in children a year."`
	DemandLow    *float64        `json:"demand_low" doc:"Demand with all rates at their low value."`
	DemandHigh   *float64        `json:"demand_high" doc:"Demand with all rates at their high value."`
	Coverage     *float64        `json:"coverage" doc:"met / demand, 0 to 1."`
	Attributes   []attributeTerm `json:"attributes" nullable:"false" doc:"The circumstances of the tier's children."`
	BaseAreas    []baseTerm      `json:"base_areas" nullable:"false" doc:"The base areas that were added up."`
	Ages         []ageTerm       `json:"ages" nullable:"false" doc:"Need by single year of age, of a base area alone: need comes from persons × rate × index, then observed counts and scaling."`
	Groups       []groupTerm     `json:"groups" nullable:"false" doc:"Groups of children whom the same services accept, of a base area alone: met = demand × min(1, supply)."`
	Services     []serviceTerm   `json:"services" nullable:"false" doc:"The services that reach the area."`
	GoodPractice []indicatorTerm `json:"good_practice" nullable:"false" doc:"The eight indicators, for this type alone."`
}

type bands struct {
	Demand      *float64 `json:"demand" doc:"Children who should be offered the type."`
	Unreached   *float64 `json:"unreached" doc:"Whom no service reaches."`
	NotEligible *float64 `json:"not_eligible" doc:"Whom no service that reaches accepts."`
	Waiting     *float64 `json:"waiting" doc:"Who are accepted, and for whom there is no place."`
	Met         *float64 `json:"met" doc:"Who are met."`
	MetHigh     *float64 `json:"met_high" doc:"Who would be met if services of unknown capacity met all that they reach and accept."`
}

type attributeTerm struct {
	Attribute string  `json:"attribute" doc:"The circumstance."`
	Share     float64 `json:"share" doc:"The part of the tier's children, 0 to 1."`
}

type baseTerm struct {
	AreaCode string   `json:"area_code" doc:"The base area's code."`
	AreaName string   `json:"area_name" doc:"Its name in English."`
	Need     *float64 `json:"need" doc:"Children in need a year in the tier."`
	Bands    bands    `json:"bands" doc:"Its demand and bands."`
}

type ageTerm struct {
	Age      int      `json:"age" doc:"The year of age."`
	Persons  *float64 `json:"persons" doc:"How many live there."`
	Rate     *float64 `json:"rate" doc:"In need for each person."`
	Index    *float64 `json:"index" doc:"The relative need index."`
	Estimate *float64 `json:"estimate" doc:"persons × rate × index."`
	Need     *float64 `json:"need" doc:"What it became by observed counts and scaling."`
}

type groupTerm struct {
	Services []string `json:"services" nullable:"false" doc:"The keys of the services that reach and accept the group."`
	Demand   *float64 `json:"demand" doc:"Children a year."`
	Supply   *float64 `json:"supply" doc:"Places a year for each child in need."`
	Met      *float64 `json:"met" doc:"Children a year who are met."`
}

type serviceTerm struct {
	Service       string   `json:"service" doc:"The service's key."`
	Name          string   `json:"name" doc:"Its name in English."`
	AgeFrom       int      `json:"age_from" doc:"The youngest age that it accepts."`
	AgeTo         int      `json:"age_to" doc:"The oldest age that it accepts."`
	Capacity      *float64 `json:"capacity" doc:"Children a year that it can take; null where it is not known, or where the type has no places."`
	CapacityTerms string   `json:"capacity_terms" doc:"How the capacity was worked out."`
	Pull          *float64 `json:"pull" doc:"The demand, in children a year, that its whole catchment draws to it."`
	Ratio         *float64 `json:"ratio" doc:"capacity / pull."`
	BaseAreas     int      `json:"base_areas" doc:"How many base areas of the area it reaches."`
	WeightLeast   *float64 `json:"weight_least" doc:"The least weight W, 0 to 1, with which it reaches them."`
	WeightMost    *float64 `json:"weight_most" doc:"The greatest."`
	Given         *float64 `json:"given" doc:"Children of the area a year whom it meets."`
}

type indicatorTerm struct {
	Indicator   int      `json:"indicator" minimum:"1" maximum:"8" doc:"The number of the indicator."`
	QualityLow  *float64 `json:"quality_low" doc:"The part of demand met by provision that is good; what is not assessed counts as not in place."`
	QualityHigh *float64 `json:"quality_high" doc:"The same, where it counts as in place."`
	Assessed    *float64 `json:"assessed" doc:"The part of what is met that is known from evidence in date."`
	Status      string   `json:"status" enum:"gap,partial,sufficient,not known" doc:"The word for it."`
}

type termsInput struct {
	Asked
	Area string `query:"area" required:"true" example:"W06000015" doc:"The area's code."`
	Tier int    `query:"tier" required:"true" minimum:"1" maximum:"4" doc:"The tier of need, 1 to 4."`
	Type string `query:"type" required:"true" example:"refuge" doc:"The key of a service type that is expected in the tier."`
}

func (d *door) terms() {
	get(d, huma.Operation{OperationID: "explain", Path: "/explain", Tags: []string{"method"}, Summary: "Every term of one coverage",
		Description: "How the coverage of a service type in an area and tier was worked out, down to single services. For commissioners alone: the public is refused with 403.", Errors: forbidden,
	}, func(ctx context.Context, view *disclosure.View, in *termsInput) (*itemOutput[terms], error) {
		x, err := view.Terms(in.Area, in.Tier, in.Type)
		if err != nil {
			return nil, err
		}
		return itemOf(ctx, d, view, in.asked(), termsOf(x))
	})
}

func termsOf(x *coverage.Explanation) terms {
	out := terms{AreaCode: x.Area.Code, AreaName: x.Area.Name, Tier: x.Tier, ServiceType: x.Type.Key, Uptake: x.Uptake, Weight: x.Weight,
		Bands: bandsOf(x.Bands), DemandLow: finite(x.DemandLow), DemandHigh: finite(x.DemandHigh), Coverage: finite(x.Bands.Met / x.Bands.Demand),
		Attributes: mapped(x.Attributes, func(a *coverage.AttributeTerm) attributeTerm { return attributeTerm(*a) }),
		BaseAreas: mapped(x.Base, func(b *coverage.BaseTerm) baseTerm {
			return baseTerm{b.Area.Code, b.Area.Name, finite(b.Need), bandsOf(b.Bands)}
		}),
		Ages: mapped(x.Ages, func(a *coverage.AgeTerm) ageTerm {
			return ageTerm{a.Age, finite(a.Persons), finite(a.Rate), finite(a.Index), finite(a.Estimate), finite(a.Need)}
		}),
		Groups: mapped(x.Groups, func(g *coverage.GroupTerm) groupTerm {
			return groupTerm{append([]string{}, g.Services...), finite(g.Demand), finite(g.Supply), finite(g.Met)}
		}),
		Services: mapped(x.Services, func(s *coverage.ServiceTerm) serviceTerm { return serviceTermOf(s, x.Type.Measure) }),
	}
	for g, f := range x.Indicators {
		out.GoodPractice = append(out.GoodPractice, indicatorTerm{g + 1, finite(f.Low), finite(f.High), finite(f.Assessed), string(f.Status)})
	}
	return out
}

func bandsOf(b coverage.Bands) bands {
	return bands{finite(b.Demand), finite(b.Unreached), finite(b.NotEligible), finite(b.Waiting), finite(b.Met), finite(b.MetHigh)}
}

func serviceTermOf(s *coverage.ServiceTerm, measure model.Measure) serviceTerm {
	out := serviceTerm{Service: s.Key, Name: s.Name, AgeFrom: s.Rule.From, AgeTo: s.Rule.To, CapacityTerms: s.Capacity.Terms, BaseAreas: s.Reached,
		WeightLeast: finite(s.Weakest), WeightMost: finite(s.Strongest), Given: finite(s.Given)}
	if measure == model.Places {
		out.Capacity, out.Pull, out.Ratio = finite(s.Capacity.Places), finite(s.Pull), finite(s.Ratio)
	}
	return out
}

// finite gives a number that JSON can hold, nil for one that it cannot.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
