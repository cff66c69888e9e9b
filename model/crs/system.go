package crs

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"catchment/model"
)

// System is one reference system. The axes of Forward's points are those of
// the system, in its order.
type System struct {
	Code   string // "EPSG:27700", "CRS84"
	URI    string // as OGC names it
	Name   string
	SRID   int       // in GeoPackage; CRS84 and EPSG:4326 share 4326
	Axes   [2]string // what the first and the second part of a point are
	Metres bool      // else degrees
	WKT1   string    // for gpkg_spatial_ref_sys
	Esri   string    // WKT1 as Esri writes it, for .prj files
	WKT2   string    // ISO 19162
	Extent orb.Bound // in CRS84: where positions can be given in the system

	forward, inverse func(orb.Point) orb.Point
}

// NorthFirst says whether latitude stands before longitude.
func (s *System) NorthFirst() bool { return s.Axes[0] == "latitude" }

// Systems lists all systems, CRS84 first.
var Systems = []*System{CRS84, WGS84, WebMercator, NationalGrid}

var (
	// CRS84 is WGS 84, longitude first.
	CRS84 = &System{
		Code: "CRS84", URI: "http://www.opengis.net/def/crs/OGC/1.3/CRS84", Name: "WGS 84 longitude-latitude", SRID: 4326,
		Axes: [2]string{"longitude", "latitude"}, WKT1: wgs84WKT1, Esri: wgs84Esri, WKT2: crs84WKT2, Extent: world(90), forward: same, inverse: same,
	}
	// WGS84 is EPSG:4326, latitude first.
	WGS84 = &System{
		Code: "EPSG:4326", URI: "http://www.opengis.net/def/crs/EPSG/0/4326", Name: "WGS 84", SRID: 4326,
		Axes: [2]string{"latitude", "longitude"}, WKT1: wgs84WKT1, Esri: wgs84Esri, WKT2: wgs84WKT2, Extent: world(90), forward: swapped, inverse: swapped,
	}
	// WebMercator is EPSG:3857.
	WebMercator = &System{
		Code: "EPSG:3857", URI: "http://www.opengis.net/def/crs/EPSG/0/3857", Name: "WGS 84 / Pseudo-Mercator", SRID: 3857, Metres: true,
		Axes: [2]string{"easting", "northing"}, WKT1: mercatorWKT1, Esri: mercatorEsri, WKT2: mercatorWKT2, Extent: world(mercatorEdge), forward: toMercator, inverse: fromMercator,
	}
	// NationalGrid is EPSG:27700, the British National Grid.
	NationalGrid = &System{
		Code: "EPSG:27700", URI: "http://www.opengis.net/def/crs/EPSG/0/27700", Name: "OSGB36 / British National Grid", SRID: 27700, Metres: true,
		Axes: [2]string{"easting", "northing"}, WKT1: gridWKT1, Esri: gridEsri, WKT2: gridWKT2,
		Extent:  orb.Bound{Min: orb.Point{-11, 48}, Max: orb.Point{5, 63}},
		forward: toGrid, inverse: fromGrid,
	}
)

func world(latitude float64) orb.Bound {
	return orb.Bound{Min: orb.Point{-180, -latitude}, Max: orb.Point{180, latitude}}
}

// Find gives the system of a code, an OGC URI (http or https, in angle
// brackets or not) or a URN; EPSG codes also as a bare number.
func Find(name string) (*System, error) {
	plain := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(name), "<"), ">")
	if rest, ok := strings.CutPrefix(plain, "https://"); ok {
		plain = "http://" + rest
	}
	for _, s := range Systems {
		for _, known := range s.names() {
			if strings.EqualFold(plain, known) {
				return s, nil
			}
		}
	}
	return nil, &model.Error{Code: model.Invalid, Field: "crs", Sentence: model.Say(
		"The reference system %s is not known; CRS84, EPSG:4326, EPSG:3857 and EPSG:27700 are.", model.Quoted(name))}
}

func (s *System) names() []string {
	names := []string{s.Code, s.URI}
	if number, ok := strings.CutPrefix(s.Code, "EPSG:"); ok {
		return append(names, number, "urn:ogc:def:crs:EPSG::"+number)
	}
	return append(names, "OGC:CRS84", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84")
}

// Forward gives a position of CRS84 in the system.
func (s *System) Forward(p orb.Point) (orb.Point, error) {
	if !s.holds(p) {
		return orb.Point{}, s.outside(p)
	}
	return s.forward(p), nil
}

// Inverse gives a position of the system in CRS84.
func (s *System) Inverse(p orb.Point) (orb.Point, error) {
	if !finite(p) {
		return orb.Point{}, s.outside(p)
	}
	back := s.inverse(p)
	if !s.holds(back) {
		return orb.Point{}, s.outside(p)
	}
	return back, nil
}

// edge is how far beyond its extent a system goes on, in degrees, so that
// rounding puts nothing outside that came from its edge.
const edge = 1e-9

// holds is false of NaN.
func (s *System) holds(p orb.Point) bool {
	return p[0] >= s.Extent.Min[0]-edge && p[0] <= s.Extent.Max[0]+edge && p[1] >= s.Extent.Min[1]-edge && p[1] <= s.Extent.Max[1]+edge
}

func finite(p orb.Point) bool { return !math.IsNaN(p[0]-p[0]) && !math.IsNaN(p[1]-p[1]) }

func (s *System) outside(p orb.Point) error {
	low, high := s.Extent.Min, s.Extent.Max
	return &model.Error{Code: model.Invalid, Field: "crs", Sentence: model.Say(
		"The position %g, %g cannot be given in or taken from %s, which is for longitudes from %g to %g and latitudes from %g to %g.",
		p[0], p[1], s.Code, low[0], high[0], low[1], high[1])}
}

func same(p orb.Point) orb.Point    { return p }
func swapped(p orb.Point) orb.Point { return orb.Point{p[1], p[0]} }

const (
	earthRadius  = 6378137.0 // the semi-major axis of WGS 84, in metres
	mercatorEdge = 85.05112877980659
)

func toMercator(p orb.Point) orb.Point {
	return orb.Point{earthRadius * radians(p[0]), earthRadius * math.Asinh(math.Tan(radians(p[1])))}
}

func fromMercator(p orb.Point) orb.Point {
	return orb.Point{degrees(p[0] / earthRadius), degrees(math.Atan(math.Sinh(p[1] / earthRadius)))}
}

func radians(x float64) float64 { return x * math.Pi / 180 }
func degrees(x float64) float64 { return x * 180 / math.Pi }
