package access

import (
	"math"
	"math/rand"
	"testing"
)

// A quarter of the earth's circumference, in kilometres.
const quarter = math.Pi / 2 * EarthRadiusKm

//	pole
//	 |  quarter
//
// 180 ---+--- 0 --- 90 --- 180
//
//	-179 | 179   equator
func TestKilometres(t *testing.T) {
	degree := quarter / 90
	for _, c := range []struct {
		name string
		a, b Point
		km   float64
	}{
		{"same point", Point{-3, 52}, Point{-3, 52}, 0},
		{"a degree of the equator", Point{0, 0}, Point{1, 0}, degree},
		{"a degree of a meridian", Point{7, 51}, Point{7, 52}, degree},
		{"pole to equator", Point{0, 90}, Point{123, 0}, quarter},
		{"pole to pole", Point{0, 90}, Point{50, -90}, 2 * quarter},
		{"antipodes", Point{10, 20}, Point{-170, -20}, 2 * quarter},
		{"across the antimeridian", Point{179, 0}, Point{-179, 0}, 2 * degree},
		{"both names of the antimeridian", Point{180, 40}, Point{-180, 40}, 0},
		{"a whole turn", Point{365, 10}, Point{5, 10}, 0},
		{"at the pole any longitude", Point{0, 90}, Point{90, 90}, 0},
		{"across the pole", Point{0, 89.5}, Point{180, 89.5}, degree},
		{"Cardiff to Edinburgh", Point{-3.1791, 51.4816}, Point{-3.1883, 55.9533}, 497.2314075712}, // by the law of cosines
	} {
		got := Kilometres(c.a, c.b)
		if tolerance := max(1e-9, c.km*1e-6); math.Abs(got-c.km) > tolerance {
			t.Errorf("%s: %v km, want %v", c.name, got, c.km)
		}
		if back := Kilometres(c.b, c.a); back != got {
			t.Errorf("%s: %v km there, %v km back", c.name, got, back)
		}
	}
}

func TestKilometresNowhere(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, p := range []Point{{nan, 0}, {0, nan}, {inf, 0}, {0, inf}, {0, 90.1}, {0, -91}} {
		if km := Kilometres(p, Point{0, 0}); km == km {
			t.Errorf("%v to null island: %v km, want NaN", p, km)
		}
	}
}

// The series for short distances agree with the formula by the book.
func TestKilometresAgreesWithTheFormula(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 100_000 {
		a := randomPoint(r)
		b := near(r, a)
		lat1, lat2 := a.Lat*math.Pi/180, b.Lat*math.Pi/180
		s := math.Sin((b.Lat - a.Lat) * math.Pi / 360)
		u := math.Sin((b.Lon - a.Lon) * math.Pi / 360)
		want := 2 * EarthRadiusKm * math.Asin(math.Sqrt(min(1, s*s+math.Cos(lat1)*math.Cos(lat2)*u*u)))
		if got := Kilometres(a, b); math.Abs(got-want) > 1e-9+1e-13*want && want < 19000 {
			t.Fatalf("%v to %v: %v km, formula %v", a, b, got, want)
		}
	}
}

// randomPoint is anywhere, and often where it hurts: poles, antimeridian.
func randomPoint(r *rand.Rand) Point {
	switch r.Intn(6) {
	case 0:
		return Point{r.Float64()*360 - 180, 90 - math.Pow(10, -1-4*r.Float64())}
	case 1:
		return Point{180 - math.Pow(10, 1-4*r.Float64()), r.Float64()*180 - 90}
	case 2:
		return Point{-180 + math.Pow(10, 1-4*r.Float64()), r.Float64()*180 - 90}
	case 3:
		return Point{float64(r.Intn(25)*15 - 180), float64(r.Intn(13)*15 - 90)}
	case 4:
		return Point{-3 + r.NormFloat64()*0.3, 52 + r.NormFloat64()*0.3}
	}
	return Point{r.Float64()*360 - 180, math.Asin(2*r.Float64()-1) * 180 / math.Pi}
}

// near is a point at some distance of any order of magnitude.
func near(r *rand.Rand, p Point) Point {
	scale := math.Pow(10, 3-9*r.Float64())
	return Point{p.Lon + scale*r.NormFloat64(), max(-90, min(90, p.Lat+scale*r.NormFloat64()))}
}
