package access

import (
	"math"
	"sort"
)

// slack is the relative breadth of the rim of a circle. Chords are compared
// first, being cheap; only the haversine decides what stands on the rim.
const slack = 1e-9

// radius is a distance with what the search needs to know of it.
type radius struct {
	km      float64
	a       float64 // haversine a of the outer rim
	outside float64 // square of the chord beyond which nothing is within km
	degrees float64 // the outer rim, in degrees of latitude
}

// newRadius never finds anything for a km that is negative or NaN.
func newRadius(km float64) radius {
	if !(km >= 0) {
		return radius{km: -1, a: -1, outside: -1, degrees: math.Inf(-1)}
	}
	a := rim(unarc(km))
	r := radius{km: km, a: a, outside: 4 * a, degrees: math.Inf(1)}
	if a < 1 {
		r.degrees = 2*math.Asin(math.Sqrt(a))/radians + slack
	}
	return r
}

// rim moves the haversine a of a distance outwards past all rounding of the
// chord, which is some 1e-15 of the earth's radius.
func rim(a float64) float64 { return a*(1+slack) + 1e-14*math.Sqrt(a) + 1e-28 }

// circle is a radius about a place.
type circle struct {
	radius
	place
	at vector
}

// newCircle is empty if the centre is nowhere.
func newCircle(centre Point, r radius) circle {
	if !centre.isPlace() {
		r = newRadius(-1)
	}
	return circle{r, place{centre, cosine(centre.Lat)}, centre.vector()}
}

// kilometres is Kilometres from the centre, to the last bit.
func (c *circle) kilometres(p *place) float64 {
	return arc(haversine(p.Lat-c.Lat, p.Lon-c.Lon, c.cos*p.cos))
}

// runs visits the positions [first, end) that can be in the circle, from
// south to north: those of a strip within the longitudes that it reaches.
func (x *Index) runs(c *circle, visit func(first, end int)) {
	if !(c.a >= 0) {
		return
	}
	lon := turned(c.Lon)
	for s := x.stripAt(c.Lat - c.degrees); s < len(x.strips) && x.strips[s].south <= c.Lat+c.degrees; s++ {
		strip := &x.strips[s]
		if half := c.halfWidth(strip); half >= 180-slack {
			visit(strip.first, strip.end)
		} else if half >= 0 {
			x.runsOf(strip, lon-half, lon+half, visit)
		}
	}
}

// runsOf visits the run of a strip from west to east, and the rest of it
// beyond the antimeridian where the run crosses that.
func (x *Index) runsOf(s *strip, west, east float64, visit func(first, end int)) {
	lon := x.lon[s.first:s.end]
	if first, end := firstAtLeast(lon, west), firstAtLeast(lon, math.Nextafter(east, 360)); first < end {
		visit(s.first+first, s.first+end)
	}
	if west < -180 {
		if first := firstAtLeast(lon, west+360); first < len(lon) {
			visit(s.first+first, s.end)
		}
	}
	if east > 180 {
		if end := firstAtLeast(lon, math.Nextafter(east-360, 360)); end > 0 {
			visit(s.first, s.first+end)
		}
	}
}

// halfWidth is how many degrees of longitude the circle reaches to either
// side in a strip; -1 where it does not reach the strip, 180 where a pole is
// inside. From the haversine formula:
//
//	sin²(Δlon/2) ≤ (a − sin²(Δlat/2)) / (cos lat₁ · cos lat₂)
//
// with the smallest Δlat and the smallest cosine of the strip.
func (c *circle) halfWidth(s *strip) float64 {
	gap := max(0, s.south-c.Lat, c.Lat-s.north)
	sine := math.Sin(min(gap, 180) * (radians / 2))
	rest := c.a - sine*sine
	if rest < 0 {
		return -1
	}
	cosines := c.cos * s.cos
	if rest >= cosines {
		return 180
	}
	return 2*math.Asin(math.Sqrt(rest/cosines))/radians*(1+slack) + slack
}

// stripAt is the first strip that reaches as far north as the latitude.
func (x *Index) stripAt(lat float64) int {
	return sort.Search(len(x.strips), func(s int) bool { return x.strips[s].north >= lat })
}
