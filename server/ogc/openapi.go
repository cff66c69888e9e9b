package ogc

import (
	"cmp"
	"maps"
	"strings"

	"catchment/model/feature"
)

// api is the definition of everything below Root, in OpenAPI 3.0 (OGC
// 17-069r4, clause 9).
func (d *door) api(a *asked) error {
	definition := d.definition(a)
	return d.send(a, resource{mediaOpenAPI, definition, a.own(mediaOpenAPI), a.voice.Say("ogc.api"), a.voice.Say("ogc.api_what"), func() ([]section, error) {
		return d.apiSections(a), nil
	}})
}

// operation is one address with what it takes.
type operation struct {
	path, id, summary string
	media             string
	parameters        []parameter
	answer            string // its schema, by name
}

// operations lists every address, each collection by its name: they take
// different parameters.
func (d *door) operations(a *asked) []operation {
	say := a.voice.Say
	out := []operation{
		{"/", "landing", say("ogc.title"), mediaJSON, common, "landing"},
		{"/conformance", "conformance", say("ogc.conformance"), mediaJSON, common, "conformance"},
		{"/api", "api", say("ogc.api"), mediaOpenAPI, common, "object"},
		{"/collections", "collections", say("ogc.collections"), mediaJSON, common, "collections"},
		{"/tileMatrixSets", "tileMatrixSets", say("ogc.matrix_sets"), mediaJSON, common, "object"},
		{"/tileMatrixSets/" + square, "tileMatrixSet", say("ogc.square"), mediaJSON, common, "object"},
	}
	for _, name := range a.set.Names() {
		c, _ := a.set.Collection(name)
		out = append(out, d.collectionOperations(a, c)...)
	}
	return out
}

func (d *door) collectionOperations(a *asked, c *feature.Collection) []operation {
	title, _ := a.named(c)
	path, id := "/collections/"+c.ID, c.ID
	out := []operation{
		{path, id, title, mediaJSON, common, "collection"},
		{path + "/queryables", id + ".queryables", title + ": " + a.voice.Say("ogc.name_queryables"), mediaSchema, common, "schema"},
		{path + "/schema", id + ".schema", title + ": " + a.voice.Say("ogc.name_schema"), mediaSchema, common, "schema"},
		{path + "/items", id + ".items", title + ": " + a.voice.Say("ogc.items"), mediaGeoJSON, append(append([]parameter{}, itemParameters...), queryParameters(c)...), id + ".items"},
		{path + "/items/{featureId}", id + ".item", title + ": " + a.voice.Say("ogc.item"), mediaGeoJSON, featureParameters, id + ".item"},
	}
	if c.Kind != "" {
		out = append(out,
			operation{path + "/tiles", id + ".tilesets", title + ": " + a.voice.Say("ogc.tilesets"), mediaJSON, common, "tilesets"},
			operation{path + "/tiles/" + square, id + ".tileset", title + ": " + square, mediaJSON, tilesetParameters, "object"})
	}
	return out
}

func (d *door) definition(a *asked) schema {
	paths, parameters, answers := schema{}, schema{}, maps.Clone(answerSchemas)
	for _, name := range a.set.Names() {
		c, _ := a.set.Collection(name)
		answers[name+".item"], answers[name+".items"] = describeFeature(c), describeFeatures(name+".item")
	}
	for _, o := range d.operations(a) {
		paths[o.path] = schema{"get": a.describeOperation(o, parameters)}
	}
	problem := schema{"description": a.voice.Say("ogc.answer_problem"), "content": schema{
		"application/problem+json": schema{"schema": ref("problem")}, "text/html": schema{"schema": schema{"type": "string"}},
	}}
	return schema{
		"openapi": "3.0.3",
		"info":    schema{"title": a.voice.Say("ogc.title"), "description": a.voice.Say("ogc.description"), "version": "1.0.0"},
		"servers": []schema{{"url": a.base}},
		"paths":   paths,
		"components": schema{"parameters": parameters, "schemas": answers, "responses": schema{"problem": problem}, "securitySchemes": schema{
			"key": schema{"type": "apiKey", "in": "header", "name": "X-API-Key"}, "bearer": schema{"type": "http", "scheme": "bearer"}}},
		"security": []schema{{}, {"key": []string{}}, {"bearer": []string{}}},
	}
}

// describeOperation refers to parameters that many share, and writes out those
// of its own columns.
func (a *asked) describeOperation(o operation, shared schema) schema {
	var list []schema
	for _, p := range o.parameters {
		described := schema{"name": p.name, "in": "query", "required": false, "description": a.parameterDoc(p), "schema": p.schema, "style": "form", "explode": false}
		if p.shared {
			key := cmp.Or(p.key, p.name)
			shared[key] = described
			list = append(list, schema{"$ref": "#/components/parameters/" + key})
			continue
		}
		list = append(list, described)
	}
	if strings.HasSuffix(o.path, "/{featureId}") {
		list = append(list, schema{"name": "featureId", "in": "path", "required": true, "description": a.voice.Say("ogc.parameter_feature"), "schema": schema{"type": "string"}})
	}
	content := schema{o.media: schema{"schema": ref(o.answer)}, "text/html": schema{"schema": schema{"type": "string"}}}
	responses := schema{"200": schema{"description": o.summary, "content": content}, "304": schema{"description": a.voice.Say("ogc.answer_304")}}
	for _, status := range []string{"400", "401", "403", "404", "414", "429", "default"} {
		responses[status] = schema{"$ref": "#/components/responses/problem"}
	}
	return schema{"operationId": o.id, "summary": o.summary, "parameters": list, "responses": responses}
}

// apiSections lists the addresses and what they take.
func (d *door) apiSections(a *asked) []section {
	addresses := &table{Caption: a.voice.Say("ogc.addresses"), Heads: []string{a.voice.Say("ogc.head_address"), a.voice.Say("ogc.head_meaning"), a.voice.Say("ogc.head_parameters")}}
	meanings := &table{Caption: a.voice.Say("ogc.head_parameters"), Heads: []string{a.voice.Say("ogc.head_parameter"), a.voice.Say("ogc.head_meaning")}}
	for _, o := range d.operations(a) {
		addresses.Rows = append(addresses.Rows, []cell{{Text: Root + o.path}, {Text: o.summary}, {Text: strings.Join(namesOf(o.parameters), ", ")}})
	}
	for _, p := range itemParameters {
		meanings.Rows = append(meanings.Rows, []cell{{Text: p.name}, {Text: a.parameterDoc(p)}})
	}
	return []section{{ID: "parameters", Title: a.voice.Say("ogc.head_parameters"), Table: meanings}, {ID: "addresses", Title: a.voice.Say("ogc.addresses"), Table: addresses}}
}
