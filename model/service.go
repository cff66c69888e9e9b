package model

import "slices"

// Mode says how a service is delivered.
type Mode string

// The modes that the method treats apart.
const (
	VirtualGroup    Mode = "virtual_group"
	VirtualOneToOne Mode = "virtual_one_to_one"
	Outreach        Mode = "outreach"
)

// Values lists what a file may say.
func (Mode) Values() []string {
	return []string{"group", "one_to_one", string(VirtualGroup), string(VirtualOneToOne), string(Outreach), "residential", "agency"}
}

// ComesToChild says whether the service needs no journey (METHOD 3, rule 2).
func (m Mode) ComesToChild() bool {
	return m == VirtualGroup || m == VirtualOneToOne || m == Outreach
}

// Service is one provider's offer of one service type. What is not stated is
// nil or empty and never zero. AreasServed empty means that none are named.
type Service struct {
	Key                   string   `file:"service,key" gorm:"column:service;primaryKey"`
	Provider              string   `file:"provider,required"`
	Name                  string   `file:"name,required"`
	NameCy                string   `file:"name_cy"`
	ServiceType           string   `file:"service_type,required"`
	Programme             string   `file:"programme" gorm:"serializer:reference"`
	Mode                  Mode     `file:"mode,required"`
	AgeMin                *int     `file:"age_min" bounds:"0..24"`
	AgeMax                *int     `file:"age_max" bounds:"0..24"`
	SchoolYearMin         *int     `file:"school_year_min" bounds:"0..14"`
	Excludes              []string `file:"excludes" gorm:"serializer:list"`
	AreasServed           []string `file:"areas_served" gorm:"serializer:list"`
	Capacity              *float64 `file:"capacity" bounds:"0.." most:"1000000"`
	CapacityUnit          Unit     `file:"capacity_unit"`
	CohortsPerYear        *float64 `file:"cohorts_per_year" bounds:"0.." most:"100000"`
	PlacesPerCohort       *float64 `file:"places_per_cohort" bounds:"0.." most:"1000000"`
	ParentPlacesPerCohort *float64 `file:"parent_places_per_cohort" bounds:"0.." most:"1000000"`
	Caseload              *float64 `file:"caseload" bounds:"0.." most:"1000000"`
	WeeksPerCase          *float64 `file:"weeks_per_case" bounds:">0" most:"5200"`
	BedSpaces             *float64 `file:"bed_spaces" bounds:"0.." most:"100000"`
	AverageStayDays       *float64 `file:"average_stay_days" bounds:">0" most:"36500"`
	Start                 Date     `file:"start"`
	End                   Date     `file:"end"`
	ContractEnd           Date     `file:"contract_end"`
	LicenceStart          Date     `file:"licence_start"`
	LicenceEnd            Date     `file:"licence_end"`
	Funder                string   `file:"funder"`
	AnnualCost            *float64 `file:"annual_cost" bounds:"0.." most:"10000000000"`
	Languages             []string `file:"languages" gorm:"serializer:list"`
	ByAndFor              []string `file:"by_and_for" gorm:"serializer:list"`
	ParallelService       string   `file:"parallel_service" gorm:"serializer:reference"`
}

// TableName is the table and the file that hold services.
func (Service) TableName() string { return "services" }

// InWelsh says whether the service is offered in Welsh.
func (s *Service) InWelsh() bool { return slices.Contains(s.Languages, "cy") }

// Disclosure says how much of a site's place the system may hold and show.
type Disclosure string

// The three disclosures. A protected site has no coordinates, address or
// postcode anywhere in the system.
const (
	Public    Disclosure = "public"
	AreaOnly  Disclosure = "area_only"
	Protected Disclosure = "protected"
)

// Values lists what a file may say.
func (Disclosure) Values() []string {
	return []string{string(Public), string(AreaOnly), string(Protected)}
}

// Site is a place where a service is given.
type Site struct {
	Key        string     `file:"site,key" gorm:"column:site;primaryKey"`
	Service    string     `file:"service,required"`
	Name       string     `file:"name"`
	Disclosure Disclosure `file:"disclosure,required"`
	Lon        *float64   `file:"lon" bounds:"-180..180"`
	Lat        *float64   `file:"lat" bounds:"-90..90"`
	Postcode   string     `file:"postcode"`
	AreaCode   string     `file:"area_code" gorm:"serializer:reference"`
}

// TableName is the table and the file that hold sites.
func (Site) TableName() string { return "sites" }

// Placed says whether the site states both coordinates.
func (s *Site) Placed() bool { return s.Lon != nil && s.Lat != nil }

// Conceal takes from a site what its disclosure does not allow the system to
// hold: all but a public one stand without coordinates and postcode.
func (s *Site) Conceal() {
	if s.Disclosure != Public {
		s.Lon, s.Lat, s.Postcode = nil, nil, ""
	}
}
