package tile

import (
	"bytes"
	"compress/gzip"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/encoding/mvt"
	"github.com/paulmach/orb/geojson"

	"catchment/model"
)

// extent is the side of a tile in its own units; buffer is what a tile has of
// its neighbours, so that lines are not cut at its edge.
const (
	extent = mvt.DefaultExtent
	buffer = 64
)

// square is one tile.
type square struct{ z, x, y int }

// side is the width of the tile in the plane.
func (s square) side() float64 { return 1 / float64(int(1)<<s.z) }

// bound is the tile in the plane, pad of its own units wider on each side.
func (s square) bound(pad float64) orb.Bound {
	side := s.side()
	corner := orb.Point{float64(s.x) * side, float64(s.y) * side}
	return orb.Bound{Min: corner, Max: orb.Point{corner[0] + side, corner[1] + side}}.Pad(pad * side / extent)
}

// unit takes a point of the plane to the units of the tile.
func (s square) unit(p orb.Point) orb.Point {
	scale := extent / s.side()
	return orb.Point{math.Round(p[0]*scale - float64(s.x)*extent), math.Round(p[1]*scale - float64(s.y)*extent)}
}

// cut makes a tile, packed; nil where nothing is in it.
func (l *layer) cut(kind model.AreaKind, s square) ([]byte, error) {
	areas := &mvt.Layer{Name: string(kind), Version: 2, Extent: extent, Features: l.within(s)}
	labels := &mvt.Layer{Name: string(kind) + "-label", Version: 2, Extent: extent, Features: l.labels(s)}
	if len(areas.Features) == 0 && len(labels.Features) == 0 {
		return nil, nil
	}
	raw, err := mvt.Marshal(mvt.Layers{areas, labels})
	if err != nil {
		return nil, err
	}
	return packed(raw)
}

func packed(raw []byte) ([]byte, error) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

func (l *layer) feature(area int, geometry orb.Geometry) *geojson.Feature {
	place := l.areas[area].place
	return &geojson.Feature{ID: area + 1, Geometry: geometry, Properties: geojson.Properties{"code": place.Code, "name": place.Name, "name_cy": place.NameCy}}
}

func (l *layer) within(s square) []*geojson.Feature {
	var out []*geojson.Feature
	box := s.bound(buffer)
	for _, o := range l.levels[s.z]() {
		if !box.Intersects(o.bound) {
			continue
		}
		boundary := o.boundary
		if !box.Contains(o.bound.Min) || !box.Contains(o.bound.Max) {
			boundary = clip.MultiPolygon(box, boundary.Clone())
		}
		if inTile := s.polygons(boundary); len(inTile) > 0 {
			out = append(out, l.feature(o.area, inTile))
		}
	}
	return out
}

// polygons takes polygons to the units of the tile. Outer rings run clockwise
// on the screen and holes the other way, as the format asks; what is only a
// line there is left out.
func (s square) polygons(boundary orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, polygon := range boundary {
		var rings orb.Polygon
		for i, ring := range polygon {
			in := s.ring(ring)
			area := twiceOf(in)
			if area == 0 && i == 0 {
				break
			}
			if area == 0 {
				continue
			}
			if (area > 0) != (i == 0) {
				in.Reverse()
			}
			rings = append(rings, in)
		}
		if len(rings) > 0 {
			out = append(out, rings)
		}
	}
	return out
}

func (s square) ring(ring orb.Ring) orb.Ring {
	out := make(orb.Ring, 0, len(ring))
	for _, p := range ring {
		if q := s.unit(p); len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	return out
}

// twiceOf is twice the area of a ring; with y to the south it is above 0 where
// the ring runs clockwise.
func twiceOf(r orb.Ring) float64 {
	sum := 0.0
	for i := 1; i < len(r); i++ {
		sum += r[i-1][0]*r[i][1] - r[i][0]*r[i-1][1]
	}
	return sum
}

// labels are the points in the tile itself: each is in one tile of a zoom.
func (l *layer) labels(s square) []*geojson.Feature {
	var out []*geojson.Feature
	for i, a := range l.areas {
		if a.point == nil {
			continue
		}
		if at := s.unit(*a.point); at[0] >= 0 && at[0] < extent && at[1] >= 0 && at[1] < extent {
			f := l.feature(i, at)
			f.Properties["rank"] = a.rank
			out = append(out, f)
		}
	}
	return out
}
