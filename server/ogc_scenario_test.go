package server

// gisScenarios ask each resource below /ogc: as a program, as a person, from
// another site, with a parameter that it does not take, and of what is not
// there.
var gisScenarios = gisOf()

func gisOf() []scenario {
	out := []scenario{
		{name: "nothing is written", method: "POST", url: "/ogc/collections", status: 405, has: []string{"problem+json", "Allow: "}},
		{name: "in Welsh", url: "/cy/ogc/collections/coverage?f=html", route: "/ogc/collections/:collection", status: 200, has: []string{`lang="cy"`, "Darpariaeth", "Content-Language: cy"}},
		{name: "an unknown form", url: "/ogc?f=xml", route: "/ogc", status: 400, has: []string{"problem+json", `"field":"f"`}},
		{name: "for the public, from anywhere", url: "/ogc/collections/gaps/items?for=public", route: "/ogc/collections/:collection/items", status: 200, has: []string{"Access-Control-Allow-Origin: *"}},
		{name: "for a commissioner, from here alone", url: "/ogc/collections/gaps/items", route: "/ogc/collections/:collection/items", status: 200, headers: map[string]string{"Origin": "https://map.example"}, hasNot: []string{"Access-Control-Allow-Origin"}},
		{name: "each figure with its head, for phones", url: "/ogc/collections/gaps/items?f=html&limit=2", route: "/ogc/collections/:collection/items", status: 200, has: []string{`data-label="children"`, `class="table__prose" data-label="why"`}},
		{name: "a form of another resource", url: "/ogc/collections?f=tilejson", route: "/ogc/collections", status: 400, has: []string{"problem+json", `"field":"f"`}},
		{name: "a day that is not published", url: "/ogc/collections/gaps/items?for=public&on=2026-02-03", route: "/ogc/collections/:collection/items", status: 400, has: []string{"problem+json", "1 January 2026"}},
	}
	out = append(out,
		scenario{name: "a slash too many", url: "/cy/ogc/collections/tiers/items/?limit=2&f=json", route: "/ogc/*", status: 301, has: []string{"Location: /cy/ogc/collections/tiers/items?limit=2&f=json", "Access-Control-Allow-Origin: *"}},
		scenario{name: "nothing there", url: "/ogc/nothing", route: "/ogc/*", status: 404, has: []string{"problem+json", "Access-Control-Allow-Origin: *"}},
		scenario{name: "nothing there, as a page", url: "/ogc/nothing", route: "/ogc/*", status: 404, headers: map[string]string{"Accept": "text/html"}, has: []string{"text/html", "<h1"}},
		scenario{name: "nothing there, from another site", method: "OPTIONS", url: "/ogc/nothing", route: "/ogc/*", status: 204, headers: map[string]string{"Origin": "https://map.example", "Access-Control-Request-Method": "GET"},
			has: []string{"Access-Control-Allow-Methods: GET, HEAD, OPTIONS"}})
	add := func(route, there, notThere string, has ...string) {
		refused := 404
		if notThere == "" {
			notThere, refused = there+"?colour=red", 400
		}
		out = append(out,
			scenario{name: "there", url: there, route: route, status: 200, has: append([]string{`Etag: "`, "Cross-Origin"}, has...)},
			scenario{name: "as a page", url: there, route: route, status: 200, headers: map[string]string{"Accept": "text/html"}, has: []string{"text/html", "<h1"}},
			scenario{name: "refused", url: notThere, route: route, status: refused, has: []string{"problem+json"}},
			scenario{name: "another parameter", url: there + "?colour=red", route: route, status: 400, has: []string{"problem+json", `"field":"colour"`}},
			scenario{name: "from another site", method: "OPTIONS", url: there, route: route, status: 204, headers: map[string]string{"Origin": "https://map.example", "Access-Control-Request-Method": "GET"},
				has: []string{"Access-Control-Allow-Methods: GET, HEAD, OPTIONS"}})
	}
	add("/ogc", "/ogc", "", "service-desc")
	add("/ogc/", "/ogc/", "", "service-desc")
	add("/ogc/conformance", "/ogc/conformance", "", "ogcapi-features-1/1.0/conf/core")
	add("/ogc/api", "/ogc/api", "", "vnd.oai.openapi+json;version=3.0")
	add("/ogc/collections", "/ogc/collections", "", `"areas-local_authority"`)
	add("/ogc/collections/:collection", "/ogc/collections/coverage", "/ogc/collections/none", `"itemType":"feature"`)
	add("/ogc/collections/:collection/queryables", "/ogc/collections/coverage/queryables", "/ogc/collections/none/queryables", "application/schema+json")
	add("/ogc/collections/:collection/schema", "/ogc/collections/coverage/schema", "/ogc/collections/none/schema", "x-ogc-role")
	add("/ogc/collections/:collection/items", "/ogc/collections/tiers/items", "/ogc/collections/none/items", "application/geo+json", "Content-Crs: ", `"numberMatched"`)
	add("/ogc/collections/:collection/items/:feature", "/ogc/collections/tiers/items/X06000001.t3", "/ogc/collections/tiers/items/none", "application/geo+json", "Content-Crs: ")
	add("/ogc/collections/:collection/tiles", "/ogc/collections/areas-local_authority/tiles", "/ogc/collections/gaps/tiles", `"tilesets"`)
	add("/ogc/collections/:collection/tiles/:matrix", "/ogc/collections/areas-local_authority/tiles/WebMercatorQuad", "/ogc/collections/areas-local_authority/tiles/none", "{tileMatrix}")
	add("/ogc/tileMatrixSets", "/ogc/tileMatrixSets", "", "WebMercatorQuad")
	add("/ogc/tileMatrixSets/:matrix", "/ogc/tileMatrixSets/WebMercatorQuad", "/ogc/tileMatrixSets/none", `"scaleDenominator"`)
	return out
}
