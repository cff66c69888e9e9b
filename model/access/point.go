package access

import "math"

// EarthRadiusKm is the mean radius of the earth in kilometres (IUGG R1).
const EarthRadiusKm = 6371.0088

const radians = math.Pi / 180 // radians in a degree

// Point is a place on the earth in degrees WGS 84. A point is a place if its
// longitude is finite and its latitude lies in [-90, 90]; any other point, such
// as one of NaN because it is not known, is nowhere: at no distance from anything.
type Point struct{ Lon, Lat float64 }

// Kilometres is the great-circle distance from a to b by the haversine
// formula, in kilometres:
//
//	a = sin²(Δlat/2) + cos lat₁ · cos lat₂ · sin²(Δlon/2)
//	d = 2R · asin √a
//
// It is symmetric to the last bit, crosses the antimeridian and the poles,
// is 0 for equal points, and NaN if either point is nowhere.
func Kilometres(a, b Point) float64 {
	if !a.isPlace() || !b.isPlace() {
		return math.NaN()
	}
	return arc(haversine(b.Lat-a.Lat, b.Lon-a.Lon, cosine(a.Lat)*cosine(b.Lat)))
}

func (p Point) isPlace() bool {
	return p.Lat >= -90 && p.Lat <= 90 && math.Abs(p.Lon) <= math.MaxFloat64
}

func cosine(degrees float64) float64 { return math.Cos(degrees * radians) }

// haversine is the a of the formula, in [0, 1] but for rounding, from the
// differences in degrees and the product of the cosines of the latitudes.
func haversine(lat, lon, cosines float64) float64 {
	if lon > 180 || lon < -180 {
		lon = math.Remainder(lon, 360)
	}
	return sine2(lat*(radians/2)) + float64(cosines*sine2(lon*(radians/2)))
}

// sine2 is sin²x, for small x by the series x² − x⁴/3 + 2x⁶/45 − x⁸/315 +
// 2x¹⁰/14175 − …, which is as exact there and takes a quarter of the time.
func sine2(x float64) float64 {
	q := float64(x * x)
	if q < 2e-3 {
		return q * (1 - q*(1./3-q*(2./45-q*(1./315-q*(2./14175)))))
	}
	s := math.Sin(x)
	return float64(s * s)
}

// arc is the distance in kilometres that belongs to the a of the formula: for
// small a by the series asin²√a = a + a²/3 + 8a³/45 + 4a⁴/35 + 128a⁵/1575 + ….
func arc(a float64) float64 {
	if a < 1e-3 {
		return 2 * EarthRadiusKm * math.Sqrt(a*(1+a*(1./3+a*(8./45+a*(4./35+a*(128./1575))))))
	}
	return 2 * EarthRadiusKm * math.Asin(math.Sqrt(min(a, 1)))
}

// unarc is the a of the formula for a distance in kilometres; more than any
// a for distances of half the circumference and beyond.
func unarc(km float64) float64 {
	half := km / (2 * EarthRadiusKm)
	if half >= math.Pi/2 {
		return math.Inf(1)
	}
	return sine2(half)
}

// vector is a place as a unit vector from the centre of the earth. The
// square of the chord between two of them is 4a, by three differences.
type vector struct{ x, y, z float64 }

func (p Point) vector() vector {
	sinLat, cosLat := math.Sincos(p.Lat * radians)
	sinLon, cosLon := math.Sincos(turned(p.Lon) * radians)
	return vector{cosLat * cosLon, cosLat * sinLon, sinLat}
}

func (v vector) chord2(w vector) float64 {
	x, y, z := v.x-w.x, v.y-w.y, v.z-w.z
	return float64(x*x) + float64(y*y) + float64(z*z)
}
