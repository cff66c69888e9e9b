package api

import (
	"context"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model"
	"catchment/model/disclosure"
)

type providerRow struct {
	Provider      string   `json:"provider" doc:"The provider's key."`
	Name          string   `json:"name" doc:"Its name in English."`
	NameCy        string   `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	Sector        string   `json:"sector" enum:"womens_aid,children,statutory,health,police,education,probation,other" doc:"What kind of organisation it is."`
	Website       string   `json:"website" doc:"Its website; empty where none is stated."`
	CharityNumber string   `json:"charity_number" doc:"Its charity number; empty where none is stated."`
	Services      []string `json:"services" nullable:"false" doc:"The keys of its services."`
}

func providerRowOf(p disclosure.Provider) providerRow {
	return providerRow{p.Key, p.Name, p.NameCy, string(p.Sector), p.Website, p.CharityNumber, append([]string{}, p.Services...)}
}

// serviceRow has the columns of services.csv, and what follows from them.
type serviceRow struct {
	Service               string   `json:"service" doc:"The service's key."`
	Provider              string   `json:"provider" doc:"The key of its provider."`
	Name                  string   `json:"name" doc:"Its name in English."`
	NameCy                string   `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	ServiceType           string   `json:"service_type" doc:"The key of its type."`
	Programme             string   `json:"programme" doc:"The key of the programme that it runs; empty for none."`
	Mode                  string   `json:"mode" enum:"group,one_to_one,virtual_group,virtual_one_to_one,outreach,residential,agency" doc:"How it is delivered."`
	AgeMin                *int     `json:"age_min" doc:"The youngest age in years that it states."`
	AgeMax                *int     `json:"age_max" doc:"The oldest age in years that it states."`
	SchoolYearMin         *int     `json:"school_year_min" doc:"The lowest school year; Reception is 0."`
	Excludes              []string `json:"excludes" nullable:"false" doc:"Circumstances of children whom it refuses."`
	AreasServed           []string `json:"areas_served" nullable:"false" doc:"Codes of the areas that it serves; empty where it names none."`
	Capacity              *float64 `json:"capacity" doc:"The capacity stated, in capacity_unit a year."`
	CapacityUnit          string   `json:"capacity_unit" doc:"The unit of the capacity; empty is that of the type."`
	CohortsPerYear        *float64 `json:"cohorts_per_year" doc:"Groups a year."`
	PlacesPerCohort       *float64 `json:"places_per_cohort" doc:"Children in a group."`
	ParentPlacesPerCohort *float64 `json:"parent_places_per_cohort" doc:"Parents in a group."`
	Caseload              *float64 `json:"caseload" doc:"Cases at a time."`
	WeeksPerCase          *float64 `json:"weeks_per_case" doc:"Weeks that a case lasts."`
	BedSpaces             *float64 `json:"bed_spaces" doc:"Bed spaces."`
	AverageStayDays       *float64 `json:"average_stay_days" doc:"Days that a stay lasts on average."`
	Start                 string   `json:"start" doc:"The first day; empty where not stated."`
	End                   string   `json:"end" doc:"The last day; empty where not stated."`
	ContractEnd           string   `json:"contract_end" doc:"The last day of the contract; empty where not stated."`
	LicenceStart          string   `json:"licence_start" doc:"The first day of the licence; empty where not stated."`
	LicenceEnd            string   `json:"licence_end" doc:"The last day of the licence that is stated; empty where it is not."`
	Funder                string   `json:"funder" doc:"Who pays for it; for commissioners only."`
	AnnualCost            *float64 `json:"annual_cost" doc:"What it costs, in pounds a year; for commissioners only."`
	Languages             []string `json:"languages" nullable:"false" doc:"The languages that it is offered in."`
	ByAndFor              []string `json:"by_and_for" nullable:"false" doc:"The groups that it is led by and for."`
	ParallelService       string   `json:"parallel_service" doc:"The key of the service that runs beside it; empty for none."`

	Protected  bool     `json:"protected" doc:"It must not be placed: nothing more exact than a local authority is known of where it is."`
	Counts     bool     `json:"counts" doc:"It counts on the day."`
	LastDay    string   `json:"last_day" doc:"The last day that it counts, from the earliest of its ends; empty where it has none."`
	Places     *float64 `json:"places" doc:"Its capacity in children a year, as it was worked out; null where it is not known."`
	PlacesFrom string   `json:"places_from" doc:"How the capacity was worked out."`
	Tiers      []int    `json:"tiers" nullable:"false" doc:"The tiers of need in which its type is expected."`
	Sites      []string `json:"sites" nullable:"false" doc:"The keys of its sites."`
}

var serviceOf = nounsOf[serviceRow, model.Service]("services")

func serviceRowOf(s disclosure.Service) serviceRow {
	row := serviceOf(&s.Service)
	row.Protected, row.Counts, row.LastDay, row.PlacesFrom = s.Protected, s.Counts, string(s.LastDay), s.Capacity.Terms
	row.Tiers, row.Sites = append([]int{}, s.Tiers...), []string{}
	if s.Capacity.Known() && !s.Presence {
		row.Places = &s.Capacity.Places
	}
	for _, site := range s.Sites {
		row.Sites = append(row.Sites, site.Key)
	}
	return row
}

// siteRow has the columns of sites.csv.
type siteRow struct {
	Site       string   `json:"site" doc:"The site's key."`
	Service    string   `json:"service" doc:"The key of the service that is there."`
	Name       string   `json:"name" doc:"Its name; empty where none is stated."`
	Disclosure string   `json:"disclosure" enum:"public,area_only,protected" doc:"What may be shown of where it is. A protected site has no place in the system at all."`
	Lon        *float64 `json:"lon" doc:"Longitude in degrees (WGS 84), of public sites alone."`
	Lat        *float64 `json:"lat" doc:"Latitude in degrees (WGS 84), of public sites alone."`
	Postcode   string   `json:"postcode" doc:"Postcode, of public sites alone."`
	AreaCode   string   `json:"area_code" doc:"The code of the area that it stands for; empty where none is stated."`
}

var siteOf = nounsOf[siteRow, model.Site]("sites")

type providersInput struct {
	Asked
	Paging
	Sector string `query:"sector" enum:"womens_aid,children,statutory,health,police,education,probation,other" doc:"Only providers of this kind."`
	Search string `query:"search" maxLength:"100" doc:"Only those whose key, English or Welsh name holds this text; capitals do not matter."`
}

type servicesInput struct {
	Asked
	Paging
	ByType
	ByTier
	Provider  string `query:"provider" doc:"Only services of this provider, by its key."`
	Programme string `query:"programme" doc:"Only services that run this programme, by its key."`
	Counts    string `query:"counts" enum:"yes,no" doc:"Only services that count on the day (yes), or that do not (no)."`
	Search    string `query:"search" maxLength:"100" doc:"Only those whose key, English or Welsh name holds this text; capitals do not matter."`
}

func (in *servicesInput) wants(s *disclosure.Service) bool {
	return (in.Type == "" || in.Type == s.ServiceType) && (in.Tier == 0 || slices.Contains(s.Tiers, in.Tier)) &&
		(in.Provider == "" || in.Provider == s.Service.Provider) && (in.Programme == "" || in.Programme == s.Service.Programme) &&
		(in.Counts == "" || (in.Counts == "yes") == s.Counts) && holds(in.Search, s.Key, s.Name, s.NameCy)
}

// check refuses a provider or a programme that there is not.
func (in *servicesInput) check(view *disclosure.View) error {
	if in.Provider != "" {
		if _, err := view.Provider(in.Provider); err != nil {
			return err
		}
	}
	if in.Programme != "" {
		if _, err := programmeWith(view, in.Programme); err != nil {
			return err
		}
	}
	return nil
}

type sitesInput struct {
	Asked
	Paging
	Service    string `query:"service" doc:"Only sites of this service, by its key."`
	Disclosure string `query:"disclosure" enum:"public,area_only,protected" doc:"Only sites of which this much may be shown."`
}

type keyInput struct {
	Asked
	Key string `path:"key" doc:"The key."`
}

func (d *door) directory() {
	listed(d, huma.Operation{OperationID: "list-providers", Path: "/providers", Tags: []string{"provision"}, Summary: "Providers"},
		func(view *disclosure.View, in *providersInput) ([]disclosure.Provider, error) {
			return kept(view.Providers(), func(p *disclosure.Provider) bool {
				return (in.Sector == "" || in.Sector == string(p.Sector)) && holds(in.Search, p.Key, p.Name, p.NameCy)
			}), nil
		},
		func(p *disclosure.Provider) string { return p.Key },
		func(_ *disclosure.View, p *disclosure.Provider) providerRow { return providerRowOf(*p) })
	get(d, huma.Operation{OperationID: "get-provider", Path: "/providers/{key}", Tags: []string{"provision"}, Summary: "One provider"},
		func(ctx context.Context, view *disclosure.View, in *keyInput) (*itemOutput[providerRow], error) {
			return one(ctx, d, view, in.asked(), in.Key, view.Provider, providerRowOf)
		})
	listed(d, huma.Operation{OperationID: "list-services", Path: "/services", Tags: []string{"provision"}, Summary: "Services",
		Description: "Services, whether they count on the day or not. The public sees none that must be protected."},
		func(view *disclosure.View, in *servicesInput) ([]disclosure.Service, error) {
			return kept(view.Services(), in.wants), in.check(view)
		},
		func(s *disclosure.Service) string { return s.Key },
		func(_ *disclosure.View, s *disclosure.Service) serviceRow { return serviceRowOf(*s) })
	get(d, huma.Operation{OperationID: "get-service", Path: "/services/{key}", Tags: []string{"provision"}, Summary: "One service"},
		func(ctx context.Context, view *disclosure.View, in *keyInput) (*itemOutput[serviceRow], error) {
			return one(ctx, d, view, in.asked(), in.Key, view.Service, serviceRowOf)
		})
	listed(d, huma.Operation{OperationID: "list-sites", Path: "/sites", Tags: []string{"provision"}, Summary: "Sites",
		Description: "Where services are. Only a public site has coordinates; a protected one has no place in the system at all."},
		func(view *disclosure.View, in *sitesInput) ([]model.Site, error) {
			return kept(view.Sites(), func(s *model.Site) bool {
				return (in.Service == "" || in.Service == s.Service) && (in.Disclosure == "" || in.Disclosure == string(s.Disclosure))
			}), nil
		},
		func(s *model.Site) string { return s.Key },
		func(_ *disclosure.View, s *model.Site) siteRow { return siteOf(s) })
}

// one finds a thing and makes a row of it.
func one[N, T any](ctx context.Context, d *door, view *disclosure.View, a *Asked, key string, find func(string) (N, error), row func(N) T) (*itemOutput[T], error) {
	noun, err := find(key)
	if err != nil {
		return nil, err
	}
	return itemOf(ctx, d, view, a, row(noun))
}

// kept gives those of a list that are wanted.
func kept[N any](all []N, wants func(*N) bool) []N {
	var out []N
	for i := range all {
		if wants(&all[i]) {
			out = append(out, all[i])
		}
	}
	return out
}
