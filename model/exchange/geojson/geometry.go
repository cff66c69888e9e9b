package geojson

import (
	"encoding/json"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/exchange/boundary"
	"catchment/model/exchange/intake"
)

// geometry is the geometry of a feature as it was read, before it is known
// what it belongs to. A Point has one ring of one position. Expected says
// what is wrong with its form; it holds nothing of the file.
type geometry struct {
	kind     string
	polygons orb.MultiPolygon
	vertices int
	heights  bool
	stated   bool
	expected model.Sentence
}

func readGeometry(raw []byte) geometry {
	if len(raw) == 0 || string(raw) == "null" {
		return geometry{}
	}
	g := geometry{stated: true}
	var members struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	}
	if err := json.Unmarshal(raw, &members); err != nil {
		g.expected = model.Say("a geometry with type and coordinates is expected")
		return g
	}
	s := scanner{data: members.Coordinates}
	switch members.Type {
	case "Point":
		point := s.position()
		g.polygons = orb.MultiPolygon{{{point}}}
	case "Polygon":
		g.polygons = orb.MultiPolygon{s.polygon()}
	case "MultiPolygon":
		s.list(func() { g.polygons = append(g.polygons, s.polygon()) })
	default:
		return g // of another kind, which is refused by name of ours
	}
	g.kind, g.vertices, g.heights, g.expected = members.Type, s.vertices, s.heights, s.expected
	return g
}

// intoArea gives the area its boundary, or reports what is wrong with it.
func (g *geometry) intoArea(sheet *intake.Sheet, area *model.Area) {
	if !g.stated {
		sheet.Few(model.Say("without geometry"), model.Say("the feature has no geometry, and the area no boundary"))
		return
	}
	expected := g.expected
	if expected.Empty() && g.kind != "Polygon" && g.kind != "MultiPolygon" {
		expected = model.Say("a Polygon or MultiPolygon is expected")
	}
	if !expected.Empty() {
		sheet.Fault("geometry", expected, model.Sentence{})
		return
	}
	boundary.Take(sheet, area, g.polygons, g.heights)
}

// intoSite gives the site its coordinates, or reports what is wrong, without
// the values.
func (g *geometry) intoSite(sheet *intake.Sheet, site *model.Site) {
	switch {
	case !g.stated:
		return
	case !g.expected.Empty() || g.kind != "Point":
		sheet.Fault("geometry", model.Say("a Point with longitude and latitude is expected (what stands there is not repeated here)"), model.Sentence{})
	case !boundary.InRange(g.polygons[0][0][0]):
		sheet.Fault("geometry", model.Say("%s (what stands there is not repeated here)", boundary.Degrees), model.Sentence{})
	default:
		point := g.polygons[0][0][0]
		site.Lon, site.Lat = &point[0], &point[1]
	}
}
