package ogc

import (
	"cmp"
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
	name   string
	schema schema
	shared bool   // described once for all addresses, in words of its own
	key    string // its name among those, where it is not name
}

// parameterDoc says what a parameter does. One that is not shared asks for a
// value of the column of its name.
func (a *asked) parameterDoc(p parameter) string {
	if !p.shared {
		return a.voice.Say("ogc.parameter_property", "Name", p.name)
	}
	return a.voice.Say("ogc.parameter_" + strings.ReplaceAll(cmp.Or(p.key, p.name), "-", "_"))
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
	formParameter = parameter{shared: true, name: "f", schema: enum("json", "html")}
	onParameter   = parameter{shared: true, name: "on", schema: schema{"type": "string", "format": "date"}}
	forParameter  = parameter{shared: true, name: "for", schema: enum(disclosure.Audiences...)}
	common        = []parameter{formParameter, onParameter, forParameter}
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
	crsParameter    = parameter{shared: true, name: "crs", schema: systems()}
	limitParameter  = parameter{shared: true, name: "limit", schema: schema{"type": "integer", "minimum": 1, "maximum": largestLimit, "default": defaultLimit}}
	offsetParameter = parameter{shared: true, name: "offset", schema: schema{"type": "integer", "minimum": 0, "default": 0}}
	afterParameter  = parameter{shared: true, name: "after", schema: schema{"type": "string"}}
	bboxParameter   = parameter{shared: true, name: "bbox",
		schema: schema{"type": "array", "minItems": 4, "maxItems": 6, "items": schema{"type": "number"}}}
	bboxCRSParameter    = parameter{shared: true, name: "bbox-crs", schema: systems()}
	datetimeParameter   = parameter{shared: true, name: "datetime", schema: schema{"type": "string"}}
	filterParameter     = parameter{shared: true, name: "filter", schema: schema{"type": "string"}}
	filterLangParameter = parameter{shared: true, name: "filter-lang", schema: schema{"type": "string", "enum": []any{"cql2-text", "cql2-json"}, "default": "cql2-text"}}
	filterCRSParameter  = parameter{shared: true, name: "filter-crs", schema: systems()}

	itemParameters = append([]parameter{limitParameter, offsetParameter, afterParameter, bboxParameter, bboxCRSParameter, datetimeParameter,
		filterParameter, filterLangParameter, filterCRSParameter, crsParameter}, common...)
	featureParameters = append([]parameter{crsParameter}, common...)
)

// queryParameters are the columns of a collection as parameters: features whose
// value is the one given.
func queryParameters(c *feature.Collection) []parameter {
	var out []parameter
	for _, column := range c.Columns {
		out = append(out, parameter{name: column.Name, schema: schemaOf(column.Type)})
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
