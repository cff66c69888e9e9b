package openreferral

import (
	"encoding/json"
	"slices"
	"strings"

	"catchment/model/field"
)

// told are the members of a record that are kept of it wherever its places may
// not be: what it is, for whom, and in which areas. Locations, addresses,
// contacts, telephones, schedules and links are not among them.
var told = strings.Fields(`id name alternate_name description status minimum_age maximum_age
	eligibility eligibilities eligibilitys languages language code service_areas service_area uri
	organization organization_id taxonomy_terms attributes service_taxonomys service_taxonomies
	taxonomy_term taxonomy vocabulary term attending_type attending_access deliverable_type last_modified assured_date`)

// placeless is a record without what could tell where it is: members that are
// not named above, and texts that look like a place.
func placeless(value any) any {
	switch v := value.(type) {
	case object:
		out := object{}
		for name, member := range v {
			if slices.Contains(told, name) {
				if kept := placeless(member); kept != nil {
					out[name] = kept
				}
			}
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			if kept := placeless(item); kept != nil {
				out = append(out, kept)
			}
		}
		return out
	case string:
		if field.NamesPlace(v) && !IsID(strings.ToLower(v)) && !statistical.MatchString(v) {
			return nil
		}
	}
	return value
}

// textOfRaw writes a record, with its members in order.
func textOfRaw(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return "{}" // what was read as JSON can be written as JSON
	}
	return string(text)
}
