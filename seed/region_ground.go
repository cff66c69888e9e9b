package seed

import "math"

// spot is a place on the invented ground, in kilometres east (x) and north
// (y) of the south-west corner of the sheet.
type spot struct{ x, y float64 }

func (s spot) plus(t spot) spot               { return spot{s.x + t.x, s.y + t.y} }
func (s spot) times(f float64) spot           { return spot{s.x * f, s.y * f} }
func (s spot) distance(t spot) float64        { return math.Hypot(s.x-t.x, s.y-t.y) }
func (s spot) cross(t spot) float64           { return s.x*t.y - s.y*t.x }
func (s spot) towards(t spot, f float64) spot { return s.plus(spot{t.x - s.x, t.y - s.y}.times(f)) }

// The sheet: its size in kilometres, and where its corner lies. That is open
// sea, a day's sail from any land, so that nobody takes the country for a
// real one; distances are those of its latitude.
const (
	sheetWidth  = 118.0
	sheetHeight = 130.0
	cornerLon   = -8.62
	cornerLat   = 50.19
	kmPerLon    = 111.32 * 0.63203 // at 50.8 degrees north
	kmPerLat    = 111.24
	rimOfSea    = 3.2 // all round the sheet, in kilometres
)

// outlines are the shores as drawn by hand, before the sea has worked on
// them: the mainland with a peninsula in the south-west, a wide bay in the
// west and an estuary in the south-east, then the islands.
var outlines = [][]spot{
	{
		{30, 112}, {38, 118}, {46, 113}, {52, 112}, {58, 115}, {66, 122}, {76, 119}, {82, 111},
		{90, 114}, {97, 112}, {101, 103}, {97, 95}, {103, 87}, {109, 77}, {104, 67}, {107, 57},
		{101, 46}, {96, 41.5}, {90, 43.5}, {83, 48.5}, {77, 51.5}, {71, 57}, {67.5, 59.5},
		{66.5, 58.5}, {70, 54}, {75, 48.8}, {82, 44.5}, {88, 38.5}, {92, 33}, {90, 26}, {82, 20}, {73, 22},
		{66, 17}, {58, 20}, {51, 14}, {43, 16}, {34, 9.5}, {24, 7}, {15, 2.5}, {7.5, 5}, {10, 11},
		{19, 15}, {27, 21}, {35, 30}, {41, 37}, {43.5, 45}, {42, 53}, {37, 60}, {28, 62}, {20, 66},
		{17, 72}, {23, 77}, {31, 79}, {34, 86}, {29, 94}, {23, 99}, {24, 106},
	},
	{{7.5, 86}, {10, 81}, {14, 81.5}, {18, 86}, {17, 92}, {13, 97}, {9, 95}},
	{{63, 6}, {68, 3.5}, {73, 5}, {72, 9}, {66, 10}},
	{{107, 105}, {110, 103}, {112, 106}, {109, 109}},
	{{22, 30}, {24.5, 29}, {25, 32}, {22.5, 32.5}},
}

// isLand says whether a spot stands above the sea. The outlines are bent by
// noise of several scales, which makes headlands, coves and islets.
func isLand(at spot) bool {
	if at.x < rimOfSea || at.y < rimOfSea || at.x > sheetWidth-rimOfSea || at.y > sheetHeight-rimOfSea {
		return false
	}
	bent := spot{
		at.x + 23*(noise(at, 17, 1)-0.5),
		at.y + 23*(noise(at, 17, 2)-0.5),
	}
	for _, outline := range outlines {
		if encloses(outline, bent) {
			return true
		}
	}
	return false
}

// encloses is the even-odd rule: how often a line to the east meets the ring.
func encloses(ring []spot, at spot) bool {
	inside := false
	for i, a := range ring {
		b := ring[(i+1)%len(ring)]
		if (a.y > at.y) != (b.y > at.y) && at.x < a.x+(at.y-a.y)/(b.y-a.y)*(b.x-a.x) {
			inside = !inside
		}
	}
	return inside
}

// noise is fractal value noise from 0 to 1: five octaves, the longest of the
// given wavelength in kilometres. Each layer is another, unrelated noise.
func noise(at spot, wavelength float64, layer uint64) float64 {
	sum, height, total := 0.0, 1.0, 0.0
	for octave := range uint64(5) {
		sum += height * smoothNoise(at.times(1/wavelength), layer*16+octave)
		total += height
		height *= 0.6
		wavelength *= 0.47
	}
	return sum / total
}

func smoothNoise(at spot, layer uint64) float64 {
	x0, y0 := math.Floor(at.x), math.Floor(at.y)
	ease := func(t float64) float64 { return t * t * (3 - 2*t) }
	u, v := ease(at.x-x0), ease(at.y-y0)
	corner := func(dx, dy float64) float64 { return chance(x0+dx, y0+dy, layer) }
	south := corner(0, 0)*(1-u) + corner(1, 0)*u
	north := corner(0, 1)*(1-u) + corner(1, 1)*u
	return south*(1-v) + north*v
}

// chance is a number from 0 to 1 that depends on its arguments alone
// (splitmix64 over their bits).
func chance(x, y float64, layer uint64) float64 {
	h := uint64(int64(x))*0x9E3779B97F4A7C15 ^ uint64(int64(y))*0xC2B2AE3D27D4EB4F ^ layer*0x165667B19E3779F9
	h = (h ^ h>>30) * 0xBF58476D1CE4E5B9
	h = (h ^ h>>27) * 0x94D049BB133111EB
	return float64((h^h>>31)>>11) / (1 << 53)
}

// upland is how high and bare the country is, 0 at the coast to 1 on the
// moors between the two valleys of the middle.
func upland(at spot) float64 {
	hill := func(x, y, r float64) float64 {
		d := at.distance(spot{x, y}) / r
		return math.Exp(-d * d)
	}
	high := hill(56, 92, 17) + hill(80, 84, 13) + hill(44, 72, 9) + hill(60, 38, 11)
	return min(1, high*(0.6+0.8*noise(at, 14, 3)))
}
