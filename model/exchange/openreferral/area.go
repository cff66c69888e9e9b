package openreferral

import (
	"regexp"
	"slices"
	"sync"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
)

// area is an area as a service area shows it.
type area struct {
	name   string
	extent func() string
}

// areasOf are the areas that stand on the day, by code. A boundary is written
// as text when it is first asked for, once.
func areasOf(view *disclosure.View, voice *words.Voice) map[string]*area {
	out := map[string]*area{}
	for _, kind := range model.Kinds {
		for _, shape := range view.Shapes(kind) {
			name, _ := voice.Name(shape.Name, shape.NameCy)
			out[shape.Code] = &area{name, sync.OnceValue(func() string { return textOf(shape.Boundary) })}
		}
	}
	return out
}

// textOf is a boundary as GeoJSON, "" where none is known.
func textOf(boundary orb.MultiPolygon) string {
	var shape orb.Geometry = boundary
	switch len(boundary) {
	case 0:
		return ""
	case 1:
		shape = boundary[0]
	}
	text, err := geojson.NewGeometry(shape).MarshalJSON()
	if err != nil {
		return "" // numbers that are no numbers are refused where they are read
	}
	return string(text)
}

// gss are the codes of the statistical areas of the United Kingdom.
var gss = regexp.MustCompile(`^[EJKLMNSW][0-9]{8}$`)

const statistics = "http://statistics.data.gov.uk/id/statistical-geography/"

// serviceAreas are the areas that a service says it serves, and those that
// stand for its sites where no more may be shown of these.
func (m *maker) serviceAreas(s *disclosure.Service, id string) []ServiceArea {
	codes := slices.Clone(s.AreasServed)
	for _, site := range s.Sites {
		if site.Disclosure == model.AreaOnly && site.AreaCode != "" {
			codes = append(codes, site.AreaCode)
		}
	}
	slices.Sort(codes)
	var out []ServiceArea
	for _, code := range slices.Compact(codes) {
		out = append(out, m.serviceArea(s.Key, id, code))
	}
	return out
}

func (m *maker) serviceArea(service, id, code string) ServiceArea {
	out := ServiceArea{ID: ID("service_area", service, code), ServiceID: id, Name: code}
	if gss.MatchString(code) {
		out.URI = statistics + code
	}
	if a := m.areas[code]; a != nil { // else an area that does not stand on the day
		out.Name, out.Extent = a.name, a.extent()
		if out.Extent != "" {
			out.ExtentType = "geojson"
		}
	}
	out.Area = out.Name
	return out
}
