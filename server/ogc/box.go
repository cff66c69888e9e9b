package ogc

import (
	"strings"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/cql2"
	"catchment/model/crs"
	"catchment/model/feature"
)

// box reads bbox as a condition on geometries, nil where there is none.
func (a *asked) box() (*cql2.Filter, error) {
	system, err := a.system("bbox-crs")
	if err != nil || !a.query.Has("bbox") {
		return nil, err
	}
	text := a.query.Get("bbox")
	low, high, ok := cornersIn(text)
	if !ok || low[1] > high[1] && !system.NorthFirst() || system.NorthFirst() && low[0] > high[0] {
		return nil, a.refuse("bbox", "ogc.bbox", "Found", model.Quoted(text))
	}
	areas, ok := areasIn(low, high, system)
	if !ok {
		return nil, a.refuse("bbox", "ogc.bbox_outside", "Found", model.Quoted(text), "System", system.Code)
	}
	return feature.Touching(areas...)
}

// cornersIn reads four numbers, or six of which the heights are left out.
func cornersIn(text string) (low, high orb.Point, ok bool) {
	parts := strings.Split(text, ",")
	if len(parts) != 4 && len(parts) != 6 {
		return low, high, false
	}
	numbers := make([]float64, len(parts))
	for i, part := range parts {
		if numbers[i], ok = decimalIn(strings.Trim(part, " ")); !ok {
			return low, high, false
		}
	}
	half := len(numbers) / 2
	if half == 3 && numbers[2] > numbers[5] {
		return low, high, false
	}
	return orb.Point{numbers[0], numbers[1]}, orb.Point{numbers[half], numbers[half+1]}, true
}

// areasIn gives a box of a reference system as boxes of WGS 84, two where it
// crosses the antimeridian; a box of the National Grid, whose edges bend
// there, as a polygon.
func areasIn(low, high orb.Point, system *crs.System) ([]orb.Geometry, bool) {
	switch system {
	case crs.CRS84:
		return degrees(low, high)
	case crs.WGS84:
		return degrees(orb.Point{low[1], low[0]}, orb.Point{high[1], high[0]})
	}
	whole, err := system.ForwardGeometry(system.Extent)
	if err != nil || low[0] > high[0] {
		return nil, false
	}
	reach := whole.Bound()
	if !reach.Intersects(orb.Bound{Min: low, Max: high}) {
		return []orb.Geometry{outside}, true
	}
	low, high = held(low, reach), held(high, reach)
	for axis := range low {
		if low[axis] == high[axis] { // a line, or a point, encloses nothing
			low[axis], high[axis] = low[axis]-millimetre/2, high[axis]+millimetre/2
		}
	}
	outline := walked(orb.Bound{Min: low, Max: high})
	area, err := system.InverseGeometry(outline)
	if err != nil {
		return []orb.Geometry{system.Extent}, true
	}
	if system == crs.WebMercator {
		return []orb.Geometry{area.Bound()}, true
	}
	return []orb.Geometry{area}, true
}

// millimetre is how exactly positions in metres are written.
const millimetre = 0.001

// outside is a place where no feature is: the South Pole.
var outside = orb.Bound{Min: orb.Point{0, -90}, Max: orb.Point{0, -90}}

// held is the point of a box that is nearest.
func held(p orb.Point, b orb.Bound) orb.Point {
	return orb.Point{min(max(p[0], b.Min[0]), b.Max[0]), min(max(p[1], b.Min[1]), b.Max[1])}
}

// degrees gives boxes of longitude and latitude. West of more than east means
// that the box crosses the antimeridian.
func degrees(low, high orb.Point) ([]orb.Geometry, bool) {
	earth := crs.CRS84.Extent
	low, high = held(low, earth), held(high, earth)
	if low[0] <= high[0] {
		return []orb.Geometry{orb.Bound{Min: low, Max: high}}, true
	}
	return []orb.Geometry{orb.Bound{Min: low, Max: orb.Point{180, high[1]}}, orb.Bound{Min: orb.Point{-180, low[1]}, Max: high}}, true
}

// steps is how many points an edge of a box is walked in.
const steps = 32

func walked(b orb.Bound) orb.Polygon {
	corners := [][2]orb.Point{
		{b.Min, {b.Max[0], b.Min[1]}}, {{b.Max[0], b.Min[1]}, b.Max}, {b.Max, {b.Min[0], b.Max[1]}}, {{b.Min[0], b.Max[1]}, b.Min},
	}
	var ring orb.Ring
	for _, edge := range corners {
		for i := range steps {
			part := float64(i) / steps
			ring = append(ring, orb.Point{edge[0][0] + part*(edge[1][0]-edge[0][0]), edge[0][1] + part*(edge[1][1]-edge[0][1])})
		}
	}
	return orb.Polygon{append(ring, ring[0])}
}
