package openreferral

// Version is the version of the specification that is written.
const Version = "HSDS-UK-3.0"

// About says which specification a feed follows, and where it is described.
type About struct {
	Version    string `json:"version"`
	Profile    string `json:"profile"`
	OpenAPIURL string `json:"openapi_url"`
}

// Organization is a provider.
type Organization struct {
	ID          string       `json:"id"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Website     string       `json:"website,omitempty"`
	Identifiers []Identifier `json:"organization_identifiers,omitempty"`
	Services    []Service    `json:"services,omitempty"`

	text string
}

// Identifier is what another register calls an organisation.
type Identifier struct {
	ID             string `json:"id"`
	OrganizationID string `json:"organization_id"`
	Scheme         string `json:"identifier_scheme"`
	Type           string `json:"identifier_type"`
	Identifier     string `json:"identifier"`
}

// Service is a service of an organisation.
type Service struct {
	ID             string              `json:"id"`
	OrganizationID string              `json:"organization_id"`
	Name           string              `json:"name"`
	Description    string              `json:"description"`
	Status         string              `json:"status"`
	MinimumAge     *int                `json:"minimum_age,omitempty"`
	MaximumAge     *int                `json:"maximum_age,omitempty"`
	Areas          []ServiceArea       `json:"service_areas,omitempty"`
	Locations      []ServiceAtLocation `json:"service_at_locations,omitempty"`
	Languages      []Language          `json:"languages,omitempty"`
	Organization   *Organization       `json:"organization,omitempty"`
	Attributes     []Attribute         `json:"attributes,omitempty"`

	text string
}

// ServiceArea is an area that a service is for.
type ServiceArea struct {
	ID         string `json:"id"`
	ServiceID  string `json:"service_id"`
	Name       string `json:"name"`
	Extent     string `json:"extent,omitempty"` // GeoJSON as text
	ExtentType string `json:"extent_type,omitempty"`
	URI        string `json:"uri,omitempty"`
	Area       string `json:"service_area"`
}

// ServiceAtLocation is a service at one place.
type ServiceAtLocation struct {
	ID         string    `json:"id"`
	ServiceID  string    `json:"service_id"`
	LocationID string    `json:"location_id"`
	Location   *Location `json:"location"`
	Service    *Service  `json:"service,omitempty"`
}

// Location is a place that may be shown.
type Location struct {
	ID        string  `json:"id"`
	Type      string  `json:"location_type"`
	Name      string  `json:"name,omitempty"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// Language is a language that a service is offered in.
type Language struct {
	ID        string `json:"id"`
	ServiceID string `json:"service_id"`
	Name      string `json:"name"`
	Code      string `json:"code"`
}

// Attribute says that a term holds for a service.
type Attribute struct {
	ID       string `json:"id"`
	LinkID   string `json:"link_id"`
	LinkType string `json:"link_type"`
	TermID   string `json:"taxonomy_term_id"`
	Term     *Term  `json:"taxonomy_term"`
}

// Taxonomy is a list of terms that services are sorted by.
type Taxonomy struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Version     string `json:"version,omitempty"`
	Terms       []Term `json:"taxonomy_terms,omitempty"`
}

// Term is one term of a taxonomy. None has a parent.
type Term struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Taxonomy    string `json:"taxonomy"`
	TaxonomyID  string `json:"taxonomy_id"`
	Term        string `json:"term"` // our key
}

// Page is one page of a list: seven members about it, and its records.
type Page[R any] struct {
	TotalItems int  `json:"total_items"`
	TotalPages int  `json:"total_pages"`
	Number     int  `json:"page_number"`
	Size       int  `json:"size"`
	First      bool `json:"first_page"`
	Last       bool `json:"last_page"`
	Empty      bool `json:"empty"`
	Contents   []R  `json:"contents"`
}

// PageOf gives one page, from 1, of a list. A list of nothing has no page, and
// is shown by an empty first one. Behind the last page there is nothing: false.
func PageOf[R any](all []R, number, perPage int) (Page[R], bool) {
	pages := (len(all) + perPage - 1) / perPage
	if number > max(pages, 1) {
		return Page[R]{TotalPages: pages}, false
	}
	from := min((number-1)*perPage, len(all))
	contents := append([]R{}, all[from:min(from+perPage, len(all))]...)
	return Page[R]{len(all), pages, number, len(contents), number == 1, number >= pages, len(contents) == 0, contents}, true
}

// Shown is a page with its records made into others.
func Shown[R, T any](page Page[R], make func(R) T) Page[T] {
	out := Page[T]{page.TotalItems, page.TotalPages, page.Number, page.Size, page.First, page.Last, page.Empty, []T{}}
	for _, record := range page.Contents {
		out.Contents = append(out.Contents, make(record))
	}
	return out
}
