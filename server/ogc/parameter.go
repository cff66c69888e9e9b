package ogc

import (
	"strings"

	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/model/feature"
)

// The reach of limit (requirement /req/core/fc-limit-definition): a larger one
// is cut down, not refused.
const (
	defaultLimit = 100
	largestLimit = 10000
)

// schema is a JSON Schema, or an OpenAPI object, member by member.
type schema = map[string]any

// parameter is one query parameter as the API definition describes it. A
// request with any other is refused.
type parameter struct {
	name, doc string
	schema    schema
	shared    bool   // described once for all addresses
	key       string // its name among those, where it is not name
}

func enum[S ~string](values ...S) schema {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = string(v)
	}
	return schema{"type": "string", "enum": list}
}

// The parameters of every resource.
var (
	formParameter = parameter{shared: true, name: "f", doc: "The form of the answer: json, or html for people. It goes before what Accept asks for.", schema: enum("json", "html")}
	onParameter   = parameter{shared: true, name: "on", doc: "The day that the figures are for, as 2026-04-01. Today where it is left out; for the public, the first day of a quarter.",
		schema: schema{"type": "string", "format": "date"}}
	forParameter = parameter{shared: true, name: "for", doc: "Whom the figures are for. A commissioner where it is left out; a key for the public stays with the public.",
		schema: enum(disclosure.Audiences...)}
	common = []parameter{formParameter, onParameter, forParameter}
)

func systems() schema {
	uris := make([]any, len(crs.Systems))
	for i, s := range crs.Systems {
		uris[i] = s.URI
	}
	return schema{"type": "string", "format": "uri", "enum": uris, "default": crs.CRS84.URI}
}

// The parameters of features.
var (
	crsParameter   = parameter{shared: true, name: "crs", doc: "The reference system of the geometries in the answer.", schema: systems()}
	limitParameter = parameter{shared: true, name: "limit", doc: "How many features the answer has at most.",
		schema: schema{"type": "integer", "minimum": 1, "maximum": largestLimit, "default": defaultLimit}}
	offsetParameter = parameter{shared: true, name: "offset", doc: "How many features are passed over. The links named next go on behind the last feature instead, whatever has been added or removed.",
		schema: schema{"type": "integer", "minimum": 0, "default": 0}}
	afterParameter = parameter{shared: true, name: "after", doc: "Only features behind the one of this identity. It stands in the links named next.", schema: schema{"type": "string"}}
	bboxParameter  = parameter{shared: true, name: "bbox", doc: "Only features whose geometry touches the box: west, south, east and north, or with heights (which are not looked at) west, south, lowest, east, north, highest. A box whose west is greater than its east crosses the antimeridian. Features without a geometry touch every box.",
		schema: schema{"type": "array", "minItems": 4, "maxItems": 6, "items": schema{"type": "number"}}}
	bboxCRSParameter  = parameter{shared: true, name: "bbox-crs", doc: "The reference system of bbox.", schema: systems()}
	datetimeParameter = parameter{shared: true, name: "datetime", doc: "Only features that hold at this moment or in this interval: 2026-04-01, 2026-04-01/2026-06-30, ../2026-06-30 or 2026-04-01/..; also with times as RFC 3339 has them.",
		schema: schema{"type": "string"}}
	filterParameter     = parameter{shared: true, name: "filter", doc: "Only features of which this holds, in the Common Query Language (CQL2), like tier=3 AND coverage<0.25.", schema: schema{"type": "string"}}
	filterLangParameter = parameter{shared: true, name: "filter-lang", doc: "The form of filter.", schema: schema{"type": "string", "enum": []any{"cql2-text", "cql2-json"}, "default": "cql2-text"}}
	filterCRSParameter  = parameter{shared: true, name: "filter-crs", doc: "The reference system of the geometries in filter.", schema: systems()}

	itemParameters = append([]parameter{limitParameter, offsetParameter, afterParameter, bboxParameter, bboxCRSParameter, datetimeParameter,
		filterParameter, filterLangParameter, filterCRSParameter, crsParameter}, common...)
	featureParameters = append([]parameter{crsParameter}, common...)
)

// queryParameters are the columns of a collection as parameters: features whose
// value is the one given.
func queryParameters(c *feature.Collection) []parameter {
	var out []parameter
	for _, column := range c.Columns {
		out = append(out, parameter{name: column.Name, doc: "Only features whose " + strings.ReplaceAll(column.Name, "_", " ") + " is this.", schema: schemaOf(column.Type)})
	}
	return out
}

func schemaOf(t feature.Type) schema {
	switch t {
	case feature.Integer:
		return schema{"type": "integer"}
	case feature.Number:
		return schema{"type": "number"}
	case feature.Date:
		return schema{"type": "string", "format": "date"}
	}
	return schema{"type": "string"}
}

func namesOf(parameters []parameter) []string {
	out := make([]string, len(parameters))
	for i, p := range parameters {
		out[i] = p.name
	}
	return out
}
