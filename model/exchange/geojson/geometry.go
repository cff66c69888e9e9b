package geojson

import (
	"encoding/json"
	"math"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/exchange/intake"
	"catchment/model/field"
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
	expected string
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
		g.expected = "a geometry with type and coordinates is expected"
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
		sheet.Few("without geometry", "the feature has no geometry, and the area no boundary")
		return
	}
	expected := g.expected
	switch {
	case expected != "":
	case g.kind != "Polygon" && g.kind != "MultiPolygon":
		expected = "a Polygon or MultiPolygon is expected"
	default:
		expected = invalid(g.polygons)
	}
	if expected != "" {
		sheet.Fault("geometry", expected, "")
		return
	}
	if g.heights {
		sheet.Few("heights", "its positions have heights, which are dropped")
	}
	if wind(g.polygons) {
		sheet.Few("winding", "a ring of it ran the wrong way round and was turned as RFC 7946 asks")
	}
	area.Boundary = g.polygons
}

// intoSite gives the site its coordinates, or reports what is wrong, without
// the values.
func (g *geometry) intoSite(sheet *intake.Sheet, site *model.Site) {
	switch {
	case !g.stated:
		return
	case g.expected != "" || g.kind != "Point":
		sheet.Fault("geometry", "a Point with longitude and latitude is expected (what stands there is not repeated here)", "")
	case !inRange(g.polygons[0][0][0]):
		sheet.Fault("geometry", degrees+" (what stands there is not repeated here)", "")
	default:
		point := g.polygons[0][0][0]
		site.Lon, site.Lat = &point[0], &point[1]
	}
}

const degrees = "degrees of longitude from -180 to 180 and of latitude from -90 to 90 are expected; " +
	"metres such as those of the British National Grid have to be converted first"

func inRange(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90 }

// at writes a position for a sentence, to 0.1 m.
func at(p orb.Point) string {
	micro := func(x float64) string { return field.Number(math.Round(x*1e6)/1e6 + 0) }
	return micro(p[0]) + ", " + micro(p[1])
}
