package geojson

import (
	"io"
	"reflect"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/field"
)

// WriteAreas writes areas as the file areas.geojson that Read reads, with
// every digit. An area without a boundary has a geometry of null.
func WriteAreas(w io.Writer, areas []model.Area) error {
	columns := field.Of(reflect.TypeFor[model.Area]())
	return write(w, disclosure.Layer{Name: "areas", Features: each(areas, func(a *model.Area) disclosure.Feature {
		f := disclosure.Feature{ID: a.Code, Properties: properties(columns, a)}
		if len(a.Boundary) > 0 {
			f.Geometry = a.Boundary
		}
		return f
	})}, nil)
}

// WriteSites writes sites as the file sites.geojson that Read reads. Only a
// public site has a geometry; coordinates are nowhere else.
func WriteSites(w io.Writer, sites []model.Site) error {
	var columns []field.Column
	for _, c := range field.Of(reflect.TypeFor[model.Site]()) {
		if c.Name != "lon" && c.Name != "lat" {
			columns = append(columns, c)
		}
	}
	return write(w, disclosure.Layer{Name: "sites", Features: each(sites, func(site *model.Site) disclosure.Feature {
		shown := *site
		shown.Conceal()
		f := disclosure.Feature{ID: site.Key, Properties: properties(columns, &shown)}
		if shown.Placed() {
			f.Geometry = orb.Point{*shown.Lon, *shown.Lat}
		}
		return f
	})}, nil)
}

// properties writes the columns of a noun, lists as lists.
func properties(columns []field.Column, noun any) []disclosure.Property {
	kind := reflect.TypeOf(noun).Elem()
	out := make([]disclosure.Property, len(columns))
	for i, c := range columns {
		out[i] = disclosure.Property{Name: c.Name, Value: c.Cell(noun)}
		if c.IsList(kind) {
			out[i].Value = field.List(c.Text(noun))
		}
	}
	return out
}
