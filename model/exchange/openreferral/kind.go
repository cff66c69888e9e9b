package openreferral

import (
	"cmp"
	"strings"
)

// Kinds of records that stand by themselves.
const (
	aService       = "service"
	anOrganization = "organization"
	atLocation     = "service_at_location"
	aLocation      = "location"
	aTaxonomy      = "taxonomy"
	aPart          = "part"   // of a service: a language, a schedule
	about          = "about"  // the directory itself
	aSchema        = "schema" // of records, saved along with them
)

// shapes are the members that only records of one kind have, the surest first.
var shapes = []struct {
	kind  string
	names []string
}{
	{anOrganization, strings.Fields("services organization_identifiers legal_status tax_status tax_id year_incorporated parent_organization_id")},
	{aService, strings.Fields("organization status service_at_locations service_areas eligibilitys eligibilities service_taxonomys service_taxonomies fees deliverable_type attending_type attending_access minimum_age maximum_age")},
	{aLocation, strings.Fields("latitude longitude location_type physical_addresses addresses")},
	{aPart, []string{"service_id"}},
	{aService, strings.Fields("organization_id accreditations assured_date schedules cost_options")},
	{anOrganization, strings.Fields("website logo")},
	{aTaxonomy, strings.Fields("vocabulary taxonomy taxonomy_id taxonomy_terms parent_id term term_uri version")},
}

// kindOf says what a record is by what it has; "" where it could be several.
func kindOf(o object) string {
	has := func(names ...string) bool {
		for _, name := range names {
			if _, ok := o[name]; ok {
				return true
			}
		}
		return false
	}
	switch {
	case has("service", "service_id") && has("location", "location_id"):
		return atLocation
	case has("openapi_url"):
		return about
	case has("openapi", "swagger", "$schema", "properties", "datapackage_metadata"):
		return aSchema
	}
	for _, s := range shapes {
		if has(s.names...) {
			return s.kind
		}
	}
	return ""
}

// kindIn says what the records of a file are by the name of the file, else by
// that of its folder.
func kindIn(names ...string) string {
	for _, name := range names {
		name = strings.ToLower(name[strings.LastIndex(name, "/")+1:])
		for _, k := range [][2]string{{"location", aLocation}, {"taxonom", aTaxonomy}, {"organi", anOrganization}, {"service", aService}} {
			if strings.Contains(name, k[0]) {
				return k[1]
			}
		}
	}
	return ""
}

// sort says what each record is. One that does not show it by what it has is
// what others name it; else what its page, its file or its folder say it is.
func (r *reader) sort() {
	n := naming{called: map[string]string{}, known: map[string]bool{}}
	inPage := map[int]string{}
	for _, one := range r.records {
		n.references(one.raw)
		if one.kind == "" {
			continue
		}
		n.known[one.kind+idOf(one.raw)] = true
		if mates := inPage[one.page]; mates != "" && mates != one.kind {
			inPage[one.page] = mixed
		} else {
			inPage[one.page] = one.kind
		}
	}
	for _, one := range r.records {
		if one.kind == "" {
			expected := inPage[one.page]
			if expected == "" || expected == mixed {
				expected = one.says
			}
			one.kind = n.kindOf(idOf(one.raw), expected)
		}
	}
}

// mixed is said of what is of several kinds.
const mixed = "mixed"

// naming is what records are called where others name them.
type naming struct {
	called map[string]string // by id
	known  map[string]bool   // kinds and ids of records that are there
}

// kindOf says what a record is by its id, where its page would have it to be of
// a kind. Where ids are numbers, those of organisations are those of services
// too: a name that another record answers to says nothing against the page.
func (n *naming) kindOf(id, expected string) string {
	kind := n.called[id]
	if kind == mixed || expected != "" && kind != expected && !IsID(id) && n.known[kind+id] {
		kind = ""
	}
	return cmp.Or(kind, expected)
}

// named are the nouns that others name, by an id or by a whole record.
var named = map[string]string{"organization": anOrganization, "service": aService, "location": aLocation, "taxonomy": aTaxonomy, "taxonomy_term": aTaxonomy}

// references notes what a record calls others.
func (n *naming) references(value any) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			n.references(item)
		}
	case object:
		for name, kind := range named {
			n.note(idAt(v, name+"_id"), kind)
			inner := asObject(v[name])
			n.note(idOf(inner), kind)
			if textAt(inner, "name") != "" {
				n.known[kind+idOf(inner)] = true
			}
		}
		n.note(idAt(v, "parent_organization_id"), anOrganization)
		for _, member := range v {
			n.references(member)
		}
	}
}

func (n *naming) note(id, kind string) {
	switch n.called[id] {
	case "":
		n.called[id] = kind
	case kind:
	default:
		n.called[id] = mixed
	}
}
