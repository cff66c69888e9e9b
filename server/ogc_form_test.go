package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// formRequirements are those of HTML and GeoJSON.
var formRequirements = []requirement{
	{"/req/html/definition", func(i *inspection) {
		for path, operation := range i.operations() {
			if member(operation, "responses", "200", "content", "text/html") == nil {
				i.wrong("%s is not described as a page", path)
			}
		}
		for _, address := range i.addresses() {
			if a := i.must(address, "Accept", "text/html"); a.media() != "text/html" {
				i.wrong("%s answers with %s where a page is asked for", address, a.media())
			}
		}
	}, []spoiled{{name: "no pages", before: func(r *http.Request) { r.Header.Del("Accept") }}}},
	{"/req/html/content", func(i *inspection) {
		for _, address := range i.addresses() {
			page := string(i.must(address + "?f=html").body)
			if !strings.HasPrefix(strings.ToLower(page), "<!doctype html>") || !strings.Contains(page, "<a ") || !strings.Contains(page, "<title>") {
				i.wrong("%s is no page: %.60s", address, page)
			}
		}
		eachFeature(i, func(path string, f any) {
			page := string(i.must(path + "?f=html").body)
			for name, value := range member(f, "properties").(map[string]any) {
				if text, is := value.(string); is && !strings.ContainsAny(text, `&<>"'+`) && !strings.Contains(page, text) || !strings.Contains(page, name) {
					i.wrong("%s does not show %s, %v", path, name, value)
				}
			}
		})
		i.eachCollection(func(_, path string, c any) {
			page := string(i.must(path + "/items?f=html&limit=3").body)
			for _, id := range ids(many(member(i.must(path+"/items?limit=3").json, "features"))) {
				if !strings.Contains(page, url.PathEscape(id)) {
					i.wrong("the page of %s does not link to %s", path, id)
				}
			}
		})
	}, []spoiled{{name: "pages without content", after: func(_ *http.Request, w *httptest.ResponseRecorder) {
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			w.Body.Reset()
			w.Body.WriteString("<!DOCTYPE html><title>Empty</title><a href=/>Home</a>")
		}
	}}}},
	{"/req/geojson/definition", func(i *inspection) {
		for path, operation := range i.operations() {
			features := strings.Contains(path, "/items")
			if (member(operation, "responses", "200", "content", "application/geo+json") != nil) != features {
				i.wrong("%s is described with another media type", path)
			}
		}
		for path, address := range i.addresses() {
			for _, accept := range []string{"", "*/*", "application/geo+json", "application/json", "application/geo+json, application/json;q=0.9"} {
				a := i.must(address, "Accept", accept)
				if features := strings.Contains(path, "/items"); (a.media() == "application/geo+json") != features || !strings.HasSuffix(a.media(), "json") {
					i.wrong("%s answers %s with %s", address, accept, a.media())
				}
			}
		}
	}, []spoiled{labelled("/items", "application/json"), labelled("/collections", "text/plain")}},
	{"/req/geojson/content", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			a := i.must(path + "/items?limit=20")
			if member(a.json, "type") != "FeatureCollection" || member(a.json, "links") == nil {
				i.wrong("%s answers with a %v", path, member(a.json, "type"))
			}
			for _, f := range many(member(a.json, "features")) {
				checkFeature(i, path, f)
			}
		})
		eachFeature(i, func(path string, _ any) { checkFeature(i, path, i.must(path).json) })
	}, []spoiled{
		changed("features without type", "/items", func(d map[string]any, _ *http.Request) {
			for _, f := range many(d["features"]) {
				delete(f.(map[string]any), "type")
			}
		}),
		changed("features without geometry", "/items", func(d map[string]any, _ *http.Request) {
			for _, f := range many(d["features"]) {
				delete(f.(map[string]any), "geometry")
			}
		}),
		changed("rings that do not close", "/items", func(d map[string]any, _ *http.Request) {
			for _, f := range many(d["features"]) {
				if texts(member(f, "geometry", "type")) == "MultiPolygon" {
					polygon := many(many(member(f, "geometry", "coordinates"))[0])
					polygon[0] = many(polygon[0])[1:]
				}
			}
		}),
		without("/items", "links"),
	}},
}

// checkFeature looks at a feature as RFC 7946 has it.
func checkFeature(i *inspection, path string, f any) {
	object, _ := f.(map[string]any)
	geometry, stated := object["geometry"]
	if object["type"] != "Feature" || !stated || object["properties"] == nil || texts(object["id"]) == "" {
		i.wrong("%s: %v is no feature", path, object["id"])
	}
	switch coordinates := many(member(geometry, "coordinates")); texts(member(geometry, "type")) {
	case "":
		if geometry != nil {
			i.wrong("%s: %v has a geometry without type", path, object["id"])
		}
	case "Point":
		if len(coordinates) != 2 {
			i.wrong("%s: %v has a point of %v", path, object["id"], coordinates)
		}
	case "MultiPolygon":
		for _, polygon := range coordinates {
			for _, ring := range many(polygon) {
				if points := many(ring); len(points) < 4 || fmt.Sprint(points[0]) != fmt.Sprint(points[len(points)-1]) {
					i.wrong("%s: a ring of %v does not close", path, object["id"])
				}
			}
		}
	default:
		i.wrong("%s: %v has another geometry: %v", path, object["id"], member(geometry, "type"))
	}
}

// definitionRequirements are those of the definition as OpenAPI 3.0.
var definitionRequirements = []requirement{
	{"/req/oas30/oas-definition-1", func(i *inspection) {
		landing := i.must("/").json
		if a := i.must(linked(landing, "service-desc")[0]); a.header.Get("Content-Type") != "application/vnd.oai.openapi+json;version=3.0" {
			i.wrong("the definition is %s", a.header.Get("Content-Type"))
		}
		if a := i.must(linked(landing, "service-doc")[0]); a.media() != "text/html" {
			i.wrong("the documentation is %s", a.media())
		}
	}, []spoiled{labelled("/api", "application/json")}},
	{"/req/oas30/oas-definition-2", func(i *inspection) {
		landing := i.must("/").json
		definition, err := openapi3.NewLoader().LoadFromData(i.must(linked(landing, "service-desc")[0]).body)
		if err != nil {
			i.wrong("%v", err)
			return
		}
		if err := definition.Validate(openapi3.NewLoader().Context); err != nil {
			i.wrong("%v", err)
		}
	}, []spoiled{without("/api", "info"), changed("a reference to nothing", "/api", func(d map[string]any, _ *http.Request) { d["components"] = map[string]any{} }),
		changed("an operation without answers", "/api", func(d map[string]any, _ *http.Request) {
			eachObject(d["paths"], func(o map[string]any) { delete(o, "responses") })
		})}},
	{"/req/oas30/oas-impl", checkParameters, []spoiled{
		blind("unknown-parameter", "filter"),
		{name: "offset is refused", after: func(r *http.Request, w *httptest.ResponseRecorder) {
			if r.URL.Query().Has("offset") {
				w.Code = http.StatusBadRequest
			}
		}},
		gone("no queryables", "/ogc/collections/areas-local_authority/queryables"),
	}},
	{"/req/oas30/completeness", func(i *inspection) {
		addresses := i.addresses()
		for path, operation := range i.operations() {
			address := addresses[path]
			for _, a := range []*ogcAnswer{i.get(address), i.get(address + "?f=html"), i.get(address + "?x=1"), i.get(address+"?f=html", "If-None-Match", "*"), i.get(address, "X-API-Key", "none")} {
				response := member(operation, "responses", fmt.Sprint(a.status))
				if reference, ok := member(response, "$ref").(string); ok {
					response = member(i.definition(), strings.Split(strings.TrimPrefix(reference, "#/"), "/")...)
				}
				if response == nil {
					i.wrong("%s answers %d, which is not described", a.url, a.status)
				}
				content, _ := member(response, "content").(map[string]any)
				if len(a.body) > 0 && content[a.header.Get("Content-Type")] == nil && content[a.media()] == nil {
					i.wrong("%s answers %d with %s, which is not described", a.url, a.status, a.media())
				}
			}
		}
	}, []spoiled{changed("400 is not described", "/api", func(d map[string]any, _ *http.Request) {
		eachObject(d["paths"], func(o map[string]any) { delete(o, "400") })
	})}},
	{"/req/oas30/completeness (answers)", checkAnswers, []spoiled{
		changed("a count in words", "/items", func(d map[string]any, _ *http.Request) { d["numberMatched"] = "many" }),
		without("/conformance", "conformsTo"), eachListed("no links", func(c map[string]any) { delete(c, "links") }),
		changed("a property that is not described", "/items", func(d map[string]any, _ *http.Request) {
			for _, f := range many(d["features"]) {
				member(f, "properties").(map[string]any)["colour"] = "red"
			}
		})}},
	{"/req/oas30/exceptions-codes", func(i *inspection) {
		for path, operation := range i.operations() {
			for _, status := range []string{"400", "401", "403", "404", "429", "default"} {
				if member(operation, "responses", status) == nil {
					i.wrong("%s does not describe %s", path, status)
				}
			}
		}
	}, []spoiled{changed("404 is not described", "/api", func(d map[string]any, _ *http.Request) {
		eachObject(d["paths"], func(o map[string]any) { delete(o, "404") })
	})}},
	{"/req/oas30/security", func(i *inspection) {
		schemes, _ := member(i.definition(), "components", "securitySchemes").(map[string]any)
		kinds := map[string]bool{}
		for _, s := range schemes {
			kinds[fmt.Sprintf("%v %v %v %v", member(s, "type"), member(s, "in"), member(s, "name"), member(s, "scheme"))] = true
		}
		if !kinds["apiKey header X-API-Key <nil>"] || !kinds["http <nil> <nil> bearer"] {
			i.wrong("the definition does not say both ways to send a key: %v", kinds)
		}
		for _, need := range many(member(i.definition(), "security")) {
			for name := range need.(map[string]any) {
				if schemes[name] == nil {
					i.wrong("%s is required and not described", name)
				}
			}
		}
	}, []spoiled{changed("no schemes", "/api", func(d map[string]any, _ *http.Request) {
		delete(member(d, "components").(map[string]any), "securitySchemes")
	})}},
}

// checkAnswers holds what is answered to what the definition says of it.
func checkAnswers(i *inspection) {
	definition, err := openapi3.NewLoader().LoadFromData(i.must("/api").body)
	if err != nil {
		i.wrong("%v", err)
		return
	}
	for path, address := range i.addresses() {
		for _, a := range []*ogcAnswer{i.must(address), i.get(address + "?x=1")} {
			response := definition.Paths.Find(path).Get.Responses.Status(a.status)
			described := response.Value.Content.Get(a.header.Get("Content-Type"))
			if described == nil {
				i.wrong("%s answers %d with %s, which is not described", a.url, a.status, a.media())
			} else if err := described.Schema.Value.VisitJSON(a.json); err != nil {
				i.wrong("%s answers with what is not described: %.300v", a.url, err)
			}
		}
	}
}

// checkParameters asks every address with each of its parameters, and with
// those of others.
func checkParameters(i *inspection) {
	operations, addresses := i.operations(), i.addresses()
	every := map[string]string{"unknown-parameter": "1"}
	for _, operation := range operations {
		for name, p := range i.parameters(operation) {
			every[name] = exampleOf(name, p)
		}
	}
	for path, operation := range operations {
		described := i.parameters(operation)
		for name, value := range every {
			want := http.StatusBadRequest
			if p, known := described[name]; known {
				want, value = http.StatusOK, exampleOf(name, p)
			}
			if a := i.get(addresses[path] + "?" + url.Values{name: {value}}.Encode()); a.status != want {
				i.wrong("%s answers %d, and %d is expected", a.url, a.status, want)
			}
		}
	}
}

// exampleOf is a value that a parameter takes.
func exampleOf(name string, p any) string {
	if values := many(member(p, "schema", "enum")); len(values) > 0 {
		return texts(values[0])
	}
	switch name {
	case "bbox":
		return "-4,51,-3,52"
	case "filter":
		return "1=1"
	}
	switch {
	case member(p, "schema", "format") == "date" || name == "datetime":
		return "2026-04-01"
	case member(p, "schema", "type") == "integer", member(p, "schema", "type") == "number":
		return "1"
	}
	return "x"
}
