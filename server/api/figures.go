package api

// The rows of the tables of figures, as FILES names their columns.

type coverageRow struct {
	AreaCode    string   `json:"area_code" doc:"The area's code."`
	AreaName    string   `json:"area_name" doc:"Its name, in English."`
	Kind        string   `json:"kind" doc:"What kind of area it is."`
	Tier        int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need: 1 all children, 2 vulnerable, 3 complex, 4 acute and restorative."`
	ServiceType string   `json:"service_type" doc:"The key of the service type."`
	Demand      *float64 `json:"demand" doc:"Children a year who should be offered the type, central run."`
	Unreached   *float64 `json:"unreached" doc:"Of them, children whom no service of the type reaches."`
	NotEligible *float64 `json:"not_eligible" doc:"Of them, children whom a service reaches, and none that reaches accepts."`
	Waiting     *float64 `json:"waiting" doc:"Of them, children whom a service accepts, and for whom there is no place."`
	Met         *float64 `json:"met" doc:"Of them, children who are met."`
	MetHigh     *float64 `json:"met_high" doc:"Children who would be met if every service of unknown capacity met all that it reaches and accepts."`
	Coverage    *float64 `json:"coverage" doc:"met / demand, a part from 0 to 1; null where there is no demand."`
	DemandLow   *float64 `json:"demand_low" doc:"Demand in children a year, with all rates at their low value."`
	DemandHigh  *float64 `json:"demand_high" doc:"Demand in children a year, with all rates at their high value."`
	Services    *int     `json:"services" doc:"How many services of the type reach the area."`
	Suppressible
}

type tierRow struct {
	AreaCode           string   `json:"area_code" doc:"The area's code."`
	AreaName           string   `json:"area_name" doc:"Its name, in English."`
	Kind               string   `json:"kind" doc:"What kind of area it is."`
	Tier               int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Coverage           *float64 `json:"coverage" doc:"The mean coverage of the service types expected in the tier, a part from 0 to 1."`
	WeakestServiceType *string  `json:"weakest_service_type" doc:"The type with the lowest coverage."`
	TypesPresent       int      `json:"types_present" doc:"How many of the expected types have a service that reaches the area."`
	TypesExpected      int      `json:"types_expected" doc:"How many types are expected in the tier."`
	Status             *string  `json:"status" enum:"gap,partial,sufficient,not known" doc:"The word for it: not known where there is no demand, or where services of unknown capacity would change the word."`
	Suppressible
}

type practiceRow struct {
	AreaCode    string   `json:"area_code" doc:"The area's code."`
	AreaName    string   `json:"area_name" doc:"Its name, in English."`
	Kind        string   `json:"kind" doc:"What kind of area it is."`
	Tier        int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Indicator   string   `json:"indicator" enum:"GP1,GP2,GP3,GP4,GP5,GP6,GP7,GP8" doc:"The good-practice indicator."`
	QualityLow  *float64 `json:"quality_low" doc:"The part of demand met by provision that is good, 0 to 1; what is not assessed counts as not in place."`
	QualityHigh *float64 `json:"quality_high" doc:"The same, where what is not assessed counts as in place."`
	Assessed    *float64 `json:"assessed" doc:"The part of what is met, 0 to 1, that is known from evidence in date."`
	Suppressible
}

type needRow struct {
	AreaCode string   `json:"area_code" doc:"The area's code."`
	AreaName string   `json:"area_name" doc:"Its name, in English."`
	Kind     string   `json:"kind" doc:"What kind of area it is."`
	Tier     int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	NeedLow  *float64 `json:"need_low" doc:"Children in need a year, with all rates at their low value. (Tier 1 is the rest, so there it is the larger.)"`
	Need     *float64 `json:"need" doc:"Children in need a year, central run."`
	NeedHigh *float64 `json:"need_high" doc:"Children in need a year, with all rates at their high value."`
	Index    *float64 `json:"index" doc:"The relative need index of a base area, 1 on average; null for larger areas."`
	Suppressible
}

type rankRow struct {
	AreaCode       string `json:"area_code" doc:"The area's code."`
	Kind           string `json:"kind" doc:"What kind of area it is; ranks are among those of a kind."`
	Tier           int    `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Rank           *int   `json:"rank" doc:"1 is the lowest coverage; ties share the lowest rank."`
	RankLow        *int   `json:"rank_low" doc:"The 5th percentile of the rank over draws of what is uncertain."`
	RankHigh       *int   `json:"rank_high" doc:"The 95th percentile of the rank over the draws."`
	MethodRankLow  *int   `json:"method_rank_low" doc:"The lowest rank over other ways to compute access."`
	MethodRankHigh *int   `json:"method_rank_high" doc:"The highest rank over them."`
	Suppressible
}

type flowRow struct {
	ServiceType    string   `json:"service_type" doc:"The key of the service type."`
	Capacity       *float64 `json:"capacity" doc:"Children a year that its services can take."`
	Demand         *float64 `json:"demand" doc:"Children a year who should be offered it, in all areas and tiers."`
	Met            *float64 `json:"met" doc:"Children a year who are met."`
	BestAchievable *float64 `json:"best_achievable" doc:"Children a year whom the best referral could meet with the same places."`
	Binding        *string  `json:"binding" enum:"capacity,reach,eligibility,none" doc:"What holds most children back."`
	Suppressible
}

type equityRow struct {
	Kind       string   `json:"kind" doc:"The kind of area whose differences are measured."`
	Tier       int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Gini       *float64 `json:"gini" doc:"Gini coefficient of coverage weighted by need, 0 (equal) to 1."`
	BestFifth  *float64 `json:"best_fifth" doc:"Mean coverage of the best covered fifth of need, 0 to 1."`
	WorstFifth *float64 `json:"worst_fifth" doc:"Mean coverage of the worst covered fifth of need, 0 to 1."`
}

type flagRow struct {
	SubjectKind string `json:"subject_kind" doc:"What the flag is about: area, service, site, service type."`
	Subject     string `json:"subject" doc:"Its key or code."`
	Flag        string `json:"flag" doc:"The name of the flag."`
	Text        string `json:"text" doc:"What was found and what was done, in a sentence."`
}
