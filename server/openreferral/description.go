package openreferral

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	oruk "catchment/model/exchange/openreferral"
	"catchment/server/respond"
)

// schemas is where the schemas of the specification are published.
const schemas = "https://openreferraluk.org/specifications/3.0/schema/"

type object = map[string]any

// description answers with the OpenAPI description of what is served here: the
// operations of the specification, with the parameters that are taken.
func (d *door) description(c echo.Context) error {
	if _, p := respond.Query(c); p != nil {
		return p
	}
	paths := object{"/": object{"get": operation("About this directory", "api_details", nil)}}
	describe(paths, &services, "service")
	describe(paths, &organizations, "organization")
	describe(paths, &places, "service_at_location")
	describe(paths, &taxonomies, "taxonomy")
	describe(paths, &terms, "taxonomy_term")
	return c.JSON(http.StatusOK, object{
		"openapi": "3.0.3",
		"info": object{"title": "Directory of services (Open Referral UK)", "version": oruk.Version,
			"description": "What the public may see of services to children who experience domestic abuse. Protected services, and the places of those that are shown by their area alone, are not in it."},
		"servers": []object{{"url": origin(c) + Base}},
		"paths":   paths,
	})
}

func describe[R any](paths object, r *collection[R], schema string) {
	var list, one []object
	for _, name := range r.parameters() {
		list = append(list, parameter(name))
	}
	for _, name := range r.ofOne {
		one = append(one, parameter(name))
	}
	said := strings.ReplaceAll(r.name, "_", " ")
	paths["/"+r.name] = object{"get": operation("A page of "+said, schema+"_list", list)}
	id := object{"name": "id", "in": "path", "required": true, "description": "The id of the record.", "schema": object{"type": "string", "format": "uuid"}}
	paths["/"+r.name+"/{id}"] = object{"parameters": []object{id}, "get": operation("One record of "+said, schema, one)}
}

func operation(summary, schema string, parameters []object) object {
	answer := func(what, mediaType, ref string) object {
		return object{"description": what, "content": object{mediaType: object{"schema": object{"$ref": ref}}}}
	}
	problem := func(what string) object {
		return object{"description": what, "content": object{"application/problem+json": object{"schema": object{"type": "object"}}}}
	}
	out := object{"summary": summary, "responses": object{
		"200": answer(summary+".", "application/json", schemas+schema+".json"),
		"304": object{"description": "What the reader has under the ETag still holds."},
		"400": problem("A parameter is not known, is given twice, or has a value that is not expected."),
		"404": problem("There is no such record or page."),
	}}
	if len(parameters) > 0 {
		out["parameters"] = parameters
	}
	return out
}

// described are the parameters with their schemas.
var described = map[string]struct {
	what   string
	schema object
}{
	"search":           {"Words that must all stand in the names or the description.", object{"type": "string", "maxLength": longestText}},
	"page":             {"The page, from 1.", object{"type": "integer", "minimum": 1, "maximum": lastPage, "default": 1}},
	"per_page":         {"How many records a page has.", object{"type": "integer", "minimum": 1, "maximum": longestPage, "default": usualPage}},
	"format":           {"The format of the answer.", object{"type": "string", "enum": []string{"json"}, "default": "json"}},
	"taxonomy_term_id": {"Only services that have this term.", object{"type": "string", "format": "uuid"}},
	"taxonomy_id":      {"Only what has, or is, a term of this taxonomy.", object{"type": "string", "format": "uuid"}},
	"organization_id":  {"Only services of this organisation.", object{"type": "string", "format": "uuid"}},
	"parent_id":        {"Only terms below this one. None is below another.", object{"type": "string", "format": "uuid"}},
	"top_only":         {"Only terms that have no parent, which is all of them.", object{"type": "boolean", "default": false}},
	"full":             {"Whole records.", object{"type": "boolean", "default": false}},
	"full_service":     {"Organisations with whole services.", object{"type": "boolean", "default": false}},
}

func parameter(name string) object {
	return object{"name": name, "in": "query", "required": false, "description": described[name].what, "schema": described[name].schema}
}
