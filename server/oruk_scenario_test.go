package server

import (
	"strings"

	"catchment/model/exchange/openreferral"
)

const noRecord = "/6b1f0c52-9d3e-4c88-a417-2e60d3957ab1"

// directoryScenarios ask each address of the directory with and without a
// slash behind it, and from another site.
var directoryScenarios = directoryOf()

func directoryOf() []scenario {
	shared := []string{"Access-Control-Allow-Origin: *", "Cross-Origin-Resource-Policy: cross-origin"}
	out := []scenario{{name: "a place is looked up nowhere", url: "/oruk/v3/services?postcode=CF10", route: "/oruk/v3/services", status: 400, has: []string{"problem+json", `"field":"postcode"`}},
		{name: "in Welsh", url: "/cy/oruk/v3/taxonomies", route: "/oruk/v3/taxonomies", status: 200, has: []string{"Haenau angen"}},
		{name: "nothing is written", method: "POST", url: "/oruk/v3/services", status: 405, has: []string{"problem+json"}},
		{name: "no such list", url: "/oruk/v3/schedules", route: "/oruk/*", status: 404, has: append([]string{"problem+json"}, shared...)},
		{name: "nothing there", url: "/oruk", route: "/oruk", status: 404, has: append([]string{"problem+json"}, shared...)},
		{name: "a key that there is not", url: "/oruk/v3", route: "/oruk/v3", status: 401, headers: map[string]string{"X-API-Key": "none"}, has: append([]string{"problem+json"}, shared...)},
		{name: "asking for what is not there", method: "OPTIONS", url: "/oruk/v3/schedules", route: "/oruk/*", status: 204, has: shared},
		{name: "asking for nothing", method: "OPTIONS", url: "/oruk", route: "/oruk", status: 204, has: shared},
		{name: "an id in capitals", url: "/oruk/v3/services/" + strings.ToUpper(openreferral.ID("service", "able-elwig")), route: "/oruk/v3/services/:id", status: 200, has: shared}}
	add := func(path, there, notThere string, has ...string) {
		for _, slash := range []string{"", "/"} {
			route := "/oruk/v3" + path + slash
			out = append(out,
				scenario{name: "there", url: "/oruk/v3" + there + slash, route: route, status: 200, has: append(append([]string{"Etag: W/", "application/json"}, shared...), has...)},
				scenario{name: "head", method: "HEAD", url: "/oruk/v3" + there + slash, route: route, status: 200, has: shared},
				scenario{name: "known", url: "/oruk/v3" + there + slash, route: route, status: 304, headers: map[string]string{"If-None-Match": "*"}},
				scenario{name: "refused", url: "/oruk/v3" + notThere + slash + "?page=none", route: route, status: 400, has: append([]string{"problem+json"}, shared...)},
				scenario{name: "from another site", method: "OPTIONS", url: "/oruk/v3" + there + slash, route: route, status: 204, headers: map[string]string{"Origin": "https://directory.example", "Access-Control-Request-Method": "GET"},
					has: []string{"Access-Control-Allow-Methods: GET, HEAD, OPTIONS"}})
		}
	}
	add("", "", "", `"version":"HSDS-UK-3.0"`)
	add("/openapi.json", "/openapi.json", "/openapi.json", `"openapi":"3.0.3"`)
	add("/services", "/services", "/services", `"total_items"`, `"organization_id"`)
	add("/services/:id", "/services/"+openreferral.ID("service", "able-elwig"), "/services"+noRecord, `"attributes"`)
	add("/organizations", "/organizations", "/organizations", `"total_items"`)
	add("/organizations/:id", "/organizations/"+openreferral.ID("organization", "ot-gallu"), "/organizations"+noRecord, `"services"`)
	add("/service_at_locations", "/service_at_locations", "/service_at_locations", `"location_type":"physical"`)
	add("/service_at_locations/:id", "/service_at_locations/"+openreferral.ID("service_at_location", "able-elwig", "able-elwig-1"), "/service_at_locations"+noRecord, `"latitude"`)
	add("/taxonomies", "/taxonomies", "/taxonomies", "Tiers of need")
	add("/taxonomies/:id", "/taxonomies/"+openreferral.ID("taxonomy", "tier"), "/taxonomies"+noRecord, `"taxonomy_terms"`)
	add("/taxonomy_terms", "/taxonomy_terms", "/taxonomy_terms", `"total_items"`)
	add("/taxonomy_terms/:id", "/taxonomy_terms/"+openreferral.ID("taxonomy_term", openreferral.ID("taxonomy", "programme"), "coda"), "/taxonomy_terms"+noRecord, "CODA")
	return out
}
