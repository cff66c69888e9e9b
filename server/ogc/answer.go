package ogc

import "catchment/model/feature"

// What the API definition says of answers, in the JSON Schema of OpenAPI 3.0:
// there a value that may be null says so by nullable.

func ref(name string) schema { return schema{"$ref": "#/components/schemas/" + name} }

func list(of schema) schema { return schema{"type": "array", "items": of} }

func object(required []string, properties schema) schema {
	return schema{"type": "object", "required": required, "properties": properties}
}

var (
	aText    = schema{"type": "string"}
	aNumber  = schema{"type": "integer", "minimum": 0}
	anObject = schema{"type": "object"}
)

// answerSchemas are the bodies that several operations have, by name.
var answerSchemas = schema{
	"link": object([]string{"href", "rel"}, schema{"href": aText, "rel": aText, "type": aText, "title": aText, "templated": schema{"type": "boolean"}}),
	"landing": object([]string{"title", "description", "links"}, schema{"title": aText, "description": aText, "attribution": aText,
		"links": list(ref("link"))}),
	"conformance": object([]string{"conformsTo"}, schema{"conformsTo": list(aText), "links": list(ref("link"))}),
	"collections": object([]string{"links", "collections"}, schema{"links": list(ref("link")), "crs": list(aText), "collections": list(ref("collection"))}),
	"collection": object([]string{"id", "links"}, schema{"id": aText, "title": aText, "description": aText, "itemType": schema{"type": "string", "enum": []any{"feature"}},
		"extent": anObject, "crs": list(aText), "storageCrs": aText, "links": list(ref("link"))}),
	"schema": object([]string{"$schema", "$id", "type", "properties"}, schema{"$schema": aText, "$id": aText, "type": aText, "title": aText, "properties": anObject}),
	"geometry": schema{"type": "object", "nullable": true, "required": []string{"type", "coordinates"}, "properties": schema{
		"type": schema{"type": "string", "enum": []any{"Point", "MultiPolygon"}}, "coordinates": schema{"type": "array", "items": schema{}}}},
	"problem":  object([]string{"type", "title", "status", "detail"}, schema{"type": aText, "title": aText, "status": aNumber, "detail": aText, "field": aText, "request": aText}),
	"tilesets": object([]string{"tilesets"}, schema{"links": list(ref("link")), "tilesets": list(anObject)}),
	"object":   anObject,
}

// describeFeature is a feature of a collection, which names its properties.
func describeFeature(c *feature.Collection) schema {
	properties := schema{}
	for _, column := range c.Columns {
		property := schemaOf(column.Type)
		property["nullable"] = true
		properties[column.Name] = property
	}
	return object([]string{"type", "id", "properties", "geometry"}, schema{"type": schema{"type": "string", "enum": []any{"Feature"}}, "id": aText,
		"properties": schema{"type": "object", "properties": properties, "additionalProperties": false}, "geometry": ref("geometry"), "links": list(ref("link"))})
}

// describeFeatures is a page of features.
func describeFeatures(id string) schema {
	return object([]string{"type", "features", "links", "numberMatched", "numberReturned"}, schema{"type": schema{"type": "string", "enum": []any{"FeatureCollection"}},
		"numberMatched": aNumber, "numberReturned": aNumber, "links": list(ref("link")), "features": list(ref(id))})
}
