package atlas

import (
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"catchment/model"
	"catchment/model/access"
)

// pointOf gives the representative point of an area: the one stated, else the
// planar area-weighted centroid of its boundary in degrees, else nowhere.
// outside is true where that centroid lies outside the boundary.
func pointOf(area *model.Area) (point access.Point, outside bool) {
	if area.PointLon != nil && area.PointLat != nil {
		return access.Point{Lon: *area.PointLon, Lat: *area.PointLat}, false
	}
	if len(area.Boundary) == 0 {
		return nowhere, false
	}
	centroid, size := planar.CentroidArea(shifted(area.Boundary))
	if size == 0 {
		return nowhere, false
	}
	origin := area.Boundary[0][0][0]
	centroid = orb.Point{centroid[0] + origin[0], centroid[1] + origin[1]}
	return access.Point{Lon: centroid[0], Lat: centroid[1]}, !planar.MultiPolygonContains(area.Boundary, centroid)
}

// shifted moves a boundary so that its first point is the origin: the sums of
// a centroid lose no digits to the distance from 0, 0.
func shifted(boundary orb.MultiPolygon) orb.MultiPolygon {
	origin := boundary[0][0][0]
	moved := boundary.Clone()
	for _, polygon := range moved {
		for _, ring := range polygon {
			for i := range ring {
				ring[i] = orb.Point{ring[i][0] - origin[0], ring[i][1] - origin[1]}
			}
		}
	}
	return moved
}

// CentroidOutside says whether an area's representative point is a centroid
// that lies outside its boundary.
func (a *Atlas) CentroidOutside(area int32) bool {
	_, outside := pointOf(&a.Areas[area])
	return outside
}
