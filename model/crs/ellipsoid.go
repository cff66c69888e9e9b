package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// ellipsoid is a figure of the earth by its half axes, in metres (guide,
// annex A).
type ellipsoid struct{ a, b float64 }

var (
	wgs84 = ellipsoid{6378137.000, 6356752.314245}
	airy  = ellipsoid{6377563.396, 6356256.909}
)

func (e ellipsoid) eccentricity2() float64 { return 1 - e.b*e.b/(e.a*e.a) }

// cartesian gives a position on the ellipsoid from the centre of the earth
// (guide, annex B).
func (e ellipsoid) cartesian(lat, lon float64) vector {
	e2 := e.eccentricity2()
	sin := math.Sin(lat)
	nu := e.a / math.Sqrt(1-e2*sin*sin)
	return vector{nu * math.Cos(lat) * math.Cos(lon), nu * math.Cos(lat) * math.Sin(lon), (1 - e2) * nu * sin}
}

// geographic gives latitude and longitude, and leaves the height away.
func (e ellipsoid) geographic(v vector) (lat, lon float64) {
	e2 := e.eccentricity2()
	p := math.Hypot(v[0], v[1])
	lat = math.Atan2(v[2], p*(1-e2))
	for range 10 {
		sin := math.Sin(lat)
		nu := e.a / math.Sqrt(1-e2*sin*sin)
		next := math.Atan2(v[2]+e2*nu*sin, p)
		if math.Abs(next-lat) < 1e-16 {
			break
		}
		lat = next
	}
	return lat, math.Atan2(v[1], v[0])
}

// The National Grid: its true origin in radians, the false origin in metres,
// and the scale on the central meridian (guide, annex A).
var (
	originLat, originLon = radians(49), radians(-2)
	falseOrigin          = orb.Point{400_000, -100_000}
)

const meridianScale = 0.9996012717

// curvature gives the radii of curvature at a latitude, times the scale, and
// the guide's η².
func (e ellipsoid) curvature(lat float64) (nu, rho, eta2 float64) {
	e2 := e.eccentricity2()
	k := 1 - e2*math.Sin(lat)*math.Sin(lat)
	nu = e.a * meridianScale / math.Sqrt(k)
	rho = nu * (1 - e2) / k
	return nu, rho, nu/rho - 1
}

// meridian is the length of the central meridian from the true origin (C3).
func (e ellipsoid) meridian(lat float64) float64 {
	n := (e.a - e.b) / (e.a + e.b)
	n2, n3 := n*n, n*n*n
	d, s := lat-originLat, lat+originLat
	return e.b * meridianScale * ((1+n+5.0/4*n2+5.0/4*n3)*d -
		(3*n+3*n2+21.0/8*n3)*math.Sin(d)*math.Cos(s) +
		(15.0/8*n2+15.0/8*n3)*math.Sin(2*d)*math.Cos(2*s) -
		35.0/24*n3*math.Sin(3*d)*math.Cos(3*s))
}

// project gives easting and northing of a position on the ellipsoid (guide,
// annex C.1; the terms keep their Roman numbers).
func (e ellipsoid) project(lat, lon float64) orb.Point {
	nu, rho, eta2 := e.curvature(lat)
	sin, cos, tan := math.Sin(lat), math.Cos(lat), math.Tan(lat)
	t2, t4 := tan*tan, tan*tan*tan*tan
	c3, c5 := cos*cos*cos, cos*cos*cos*cos*cos
	i := e.meridian(lat) + falseOrigin[1]
	ii := nu / 2 * sin * cos
	iii := nu / 24 * sin * c3 * (5 - t2 + 9*eta2)
	iiia := nu / 720 * sin * c5 * (61 - 58*t2 + t4)
	iv := nu * cos
	v := nu / 6 * c3 * (nu/rho - t2)
	vi := nu / 120 * c5 * (5 - 18*t2 + t4 + 14*eta2 - 58*t2*eta2)
	d := lon - originLon
	d2 := d * d
	return orb.Point{falseOrigin[0] + d*(iv+d2*(v+d2*vi)), i + d2*(ii+d2*(iii+d2*iiia))}
}

// unproject undoes project (guide, annex C.2).
func (e ellipsoid) unproject(p orb.Point) (lat, lon float64) {
	north := p[1] - falseOrigin[1]
	lat = originLat + north/(e.a*meridianScale)
	for range 20 {
		left := north - e.meridian(lat)
		if math.Abs(left) < 1e-5 {
			break
		}
		lat += left / (e.a * meridianScale)
	}
	nu, rho, eta2 := e.curvature(lat)
	tan, sec := math.Tan(lat), 1/math.Cos(lat)
	t2, t4, t6 := tan*tan, math.Pow(tan, 4), math.Pow(tan, 6)
	nu3, nu5, nu7 := nu*nu*nu, math.Pow(nu, 5), math.Pow(nu, 7)
	vii := tan / (2 * rho * nu)
	viii := tan / (24 * rho * nu3) * (5 + 3*t2 + eta2 - 9*t2*eta2)
	ix := tan / (720 * rho * nu5) * (61 + 90*t2 + 45*t4)
	x := sec / nu
	xi := sec / (6 * nu3) * (nu/rho + 2*t2)
	xii := sec / (120 * nu5) * (5 + 28*t2 + 24*t4)
	xiia := sec / (5040 * nu7) * (61 + 662*t2 + 1320*t4 + 720*t6)
	d := p[0] - falseOrigin[0]
	d2 := d * d
	return lat - d2*(vii-d2*(viii-d2*ix)), originLon + d*(x-d2*(xi-d2*(xii-d2*xiia)))
}
