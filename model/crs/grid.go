package crs

import "github.com/paulmach/orb"

// toGrid gives degrees of WGS 84 as easting and northing.
func toGrid(p orb.Point) orb.Point {
	at := wgs84.cartesian(radians(p[1]), radians(p[0]))
	lat, lon := airy.geographic(toOSGB36(at))
	return airy.project(lat, lon)
}

// fromGrid undoes toGrid. What its own steps lose (the height between the
// two ellipsoids, the ends of the series) it finds by looking where its answer
// would come to lie; each round leaves less than a thousandth of it.
func fromGrid(p orb.Point) orb.Point {
	guess := unprojected(p)
	for range 4 {
		again := toGrid(guess)
		there := unprojected(again)
		wanted := unprojected(p)
		guess = orb.Point{guess[0] + wanted[0] - there[0], guess[1] + wanted[1] - there[1]}
	}
	return guess
}

func unprojected(p orb.Point) orb.Point {
	lat, lon := airy.unproject(p)
	lat, lon = wgs84.geographic(toWGS84(airy.cartesian(lat, lon)))
	return orb.Point{degrees(lon), degrees(lat)}
}

// vector is a position from the centre of the earth, in metres.
type vector [3]float64

// The seven parameters from WGS 84 to OSGB36 (guide, section 6.6): shifts in
// metres, turns in radians, and one plus the change of scale.
var (
	shift = vector{-446.448, 125.157, -542.060}
	turn  = vector{arcSeconds(-0.1502), arcSeconds(-0.2470), arcSeconds(-0.8421)}
	scale = 1 + 20.4894e-6
)

func arcSeconds(x float64) float64 { return radians(x / 3600) }

func toOSGB36(v vector) vector {
	return vector{
		shift[0] + scale*v[0] - turn[2]*v[1] + turn[1]*v[2],
		shift[1] + turn[2]*v[0] + scale*v[1] - turn[0]*v[2],
		shift[2] - turn[1]*v[0] + turn[0]*v[1] + scale*v[2],
	}
}

// toWGS84 turns the signs of the seven parameters, as the guide does; that is
// right to some millimetres.
func toWGS84(v vector) vector {
	back := 2 - scale
	return vector{
		-shift[0] + back*v[0] + turn[2]*v[1] - turn[1]*v[2],
		-shift[1] - turn[2]*v[0] + back*v[1] + turn[0]*v[2],
		-shift[2] + turn[1]*v[0] - turn[0]*v[1] + back*v[2],
	}
}
