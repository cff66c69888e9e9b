package openreferral

import (
	"encoding/json"
	"slices"
	"strings"

	"catchment/model/field"
)

// told are the members of a record that are kept of it wherever its places may
// not be: what it is called and sorted by, for whom, and in which areas. Texts
// that anybody may write anything into (descriptions, other names, conditions),
// locations, addresses, contacts, telephones, schedules and links are not
// among them.
var told = strings.Fields(`id name status minimum_age maximum_age
	eligibility eligibilities eligibilitys languages language code service_areas service_area uri
	organization organization_id taxonomy_terms attributes service_taxonomys service_taxonomies
	taxonomy_term taxonomy_term_id taxonomy taxonomy_id vocabulary term attending_type attending_access last_modified assured_date`)

// nameLists are the lists in which a text alone is the name of a term, an area or a
// language.
var nameLists = strings.Fields("taxonomy_terms service_areas languages organization")

// longestTold is how long a text may be that is kept: what is longer is prose.
const longestTold = 80

// placeless is a record without what could tell where it is: members that are
// not named above, and texts that look like a place.
func placeless(record object) object { return stripped(record, "").(object) }

// stripped is a value that stands in a member.
func stripped(value any, in string) any {
	switch v := value.(type) {
	case object:
		out := object{}
		for name, member := range v {
			if !slices.Contains(told, name) {
				continue
			}
			if text, is := member.(string); is {
				member = tellable(text, name, in)
			} else {
				member = stripped(member, name)
			}
			if member != nil {
				out[name] = member
			}
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			if text, is := item.(string); is {
				item = nil
				if slices.Contains(nameLists, in) {
					item = tellable(text, in, in)
				}
			}
			if kept := stripped(item, in); kept != nil {
				out = append(out, kept)
			}
		}
		return out
	case string:
		return nil
	}
	return value
}

// tellable is a text as it is kept in a member, nil for one that may tell of a
// place. The names of a service and of its organisation are seen to by who
// keeps them.
func tellable(text, name, in string) any {
	code := statistical.FindString(text)
	switch {
	case name == "uri" && code != "":
		return code
	case name == "name" && (in == "" || in == "organization"), IsID(strings.ToLower(text)):
		return text
	case name == "id" || name == "organization_id":
		if field.NamesPlace(text) {
			return nil
		}
		return text
	case name == "uri":
		text = text[strings.LastIndex(text, "/")+1:]
	case slices.Contains([]string{"eligibility", "eligibilities", "eligibilitys", "attributes"}, name):
		return nil
	}
	if field.HintsAtPlace(text) || len([]rune(text)) > longestTold {
		return nil
	}
	return text
}

// textOfRaw writes a record, with its members in order.
func textOfRaw(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return "{}" // what was read as JSON can be written as JSON
	}
	return string(text)
}
