package boundary

import (
	"math"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/exchange/intake"
	"catchment/model/field"
)

// Take gives the area of the row being read its boundary, or reports what is
// wrong with it. The rings may be turned. Heights says that the file had some,
// which are not in the polygons.
func Take(sheet *intake.Sheet, area *model.Area, polygons orb.MultiPolygon, heights bool) {
	if expected := Invalid(polygons); !expected.Empty() {
		sheet.Fault("geometry", expected, model.Sentence{})
		return
	}
	if heights {
		sheet.Few(model.Say("heights"), model.Say("its positions have heights, which are dropped"))
	}
	if Wind(polygons) {
		sheet.Few(model.Say("winding"), model.Say("a ring of it ran the wrong way round and was turned as RFC 7946 asks"))
	}
	area.Boundary = polygons
}

// Degrees says what is expected of positions.
var Degrees = model.Say("degrees of longitude from -180 to 180 and of latitude from -90 to 90 are expected; " +
	"metres such as those of the British National Grid have to be converted first")

// InRange says whether a position is on the earth; one of NaN is not.
func InRange(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90 }

// at writes a position for a sentence, to 0.1 m.
func at(p orb.Point) string {
	micro := func(x float64) string { return field.Number(math.Round(x*1e6)/1e6 + 0) }
	return micro(p[0]) + ", " + micro(p[1])
}
