package ogc

import "catchment/model/feature"

const draft = "https://json-schema.org/draft/2020-12/schema"

// queryables describes what a filter may name (OGC 19-079r2, clause 6.2).
func (d *door) queryables(a *asked) error {
	c, err := a.collection()
	if err != nil {
		return err
	}
	return d.sendSchema(a, c, "queryables", a.properties(c, true))
}

// schema describes the features that are answered with (OGC 23-058r1).
func (d *door) schema(a *asked) error {
	c, err := a.collection()
	if err != nil {
		return err
	}
	return d.sendSchema(a, c, "schema", a.properties(c, false))
}

func (d *door) sendSchema(a *asked, c *feature.Collection, what string, properties schema) error {
	links := a.own(mediaSchema)
	title, _ := a.named(c)
	body := schema{
		"$schema": draft, "$id": a.url([]string{"collections", c.ID, what}), "type": "object", "title": title,
		"properties": properties, "additionalProperties": false,
	}
	if what == "schema" {
		body["required"] = []string{"id"}
	}
	return d.send(a, resource{mediaSchema, body, links, a.voice.Say("ogc.name_" + what), a.voice.Say("ogc.what_" + what), func() ([]section, error) {
		return []section{{ID: "properties", Title: a.voice.Say("ogc.properties"), Table: a.columnTable(c)}}, nil
	}})
}

// properties describes the columns and the geometry. Only what is returned has
// roles, and may be null: a queryable is what values are compared with, and
// whether there is one is asked by IS NULL. Numbers and dates are said to be
// null where some feature has none, and not for good measure: programs take a
// property of two types for text (QGIS from 3.44 on).
func (a *asked) properties(c *feature.Collection, queryable bool) schema {
	out := schema{}
	for i, column := range c.Columns {
		property := schemaOf(column.Type)
		property["title"] = a.columnTitle(column.Name)
		property["description"] = a.columnDoc(column.Name)
		if !queryable {
			property["x-ogc-propertySeq"] = i + 1
			if column.Type == feature.Text || c.Lacks(i) {
				property["type"] = []any{property["type"], "null"}
			}
			if role := roleOf(c, column.Name); role != "" {
				property["x-ogc-role"] = role
			}
		}
		out[column.Name] = property
	}
	geometry := schema{"title": a.columnTitle("geometry"), "format": "geometry-point"}
	if !c.Points {
		geometry["format"] = "geometry-multipolygon"
	}
	if !queryable {
		geometry["x-ogc-role"], geometry["x-ogc-propertySeq"] = "primary-geometry", len(c.Columns)+1
		out["id"] = schema{"type": "string", "title": a.columnTitle("id"), "description": a.voice.Say("ogc.id_what"), "x-ogc-role": "id", "x-ogc-propertySeq": 0}
	}
	out[feature.GeometryName] = geometry
	return out
}

// roleOf says what a column is to a client that knows nothing else of it.
func roleOf(c *feature.Collection, column string) string {
	switch {
	case c.Kind != "" && column == "valid_from":
		return "primary-interval-start"
	case c.Kind != "" && column == "valid_to":
		return "primary-interval-end"
	case column == "as_of" && c.Table != "":
		return "primary-instant"
	}
	return ""
}

// columnTitle is what people call a column.
func (a *asked) columnTitle(name string) string { return a.voice.Say("ogc.title_" + name) }

// columnDoc says what a column holds.
func (a *asked) columnDoc(name string) string { return a.voice.Say("ogc.column_" + name) }
