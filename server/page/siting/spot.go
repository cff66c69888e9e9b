package siting

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// spot is what somebody typed for where a candidate is: a point, or the code of
// an area that would be served.
type spot struct {
	at   orb.Point // longitude, latitude; five digits after the point, about a metre
	area string
}

var (
	twoNumbers    = regexp.MustCompile(`^(-?[0-9]+(?:\.[0-9]+)?)°?\s*[,; ]\s*(-?[0-9]+(?:\.[0-9]+)?)°?$`)
	gridReference = regexp.MustCompile(`^([A-HJ-Z])([A-HJ-Z])([0-9]+)$`)
)

// readSpot reads latitude and longitude, easting and northing, a grid reference,
// or an area's code or name; false where it is none of these.
//
//	51.6439, -3.1312      312345 193210      ST 123 932      W06000018      Caerffili
func readSpot(visit *shell.Visit, text string) (spot, bool) {
	text = strings.TrimSpace(text)
	if parts := twoNumbers.FindStringSubmatch(text); parts != nil {
		return ofNumbers(parts[1], parts[2])
	}
	if at, ok := ofGrid(text); ok {
		return at, true
	}
	if place, err := visit.View.Place(text); err == nil && text != "" {
		return spot{area: place.Code}, true
	}
	for _, kind := range visit.View.Kinds() {
		for _, place := range visit.View.Places(kind) {
			if text != "" && (strings.EqualFold(place.Name, text) || strings.EqualFold(place.NameCy, text)) {
				return spot{area: place.Code}, true
			}
		}
	}
	return spot{}, false
}

// ofNumbers tells metres from degrees by their size. Degrees may stand either
// way round: no place in these islands has a longitude above 49.
func ofNumbers(one, other string) (spot, bool) {
	x, err := strconv.ParseFloat(one, 64)
	y, err2 := strconv.ParseFloat(other, 64)
	switch {
	case err != nil || err2 != nil:
		return spot{}, false
	case x > 90 || y > 90:
		return ofMetres(x, y)
	case x < y:
		x, y = y, x
	}
	return rounded(orb.Point{y, x})
}

func ofMetres(easting, northing float64) (spot, bool) {
	if easting < 0 || northing < 0 || easting > 700_000 || northing > 1_300_000 {
		return spot{}, false
	}
	at, err := crs.NationalGrid.Inverse(orb.Point{easting, northing})
	if err != nil {
		return spot{}, false
	}
	return rounded(at)
}

// rounded refuses what is no place on the earth.
func rounded(at orb.Point) (spot, bool) {
	if math.Abs(at[0]) > 180 || math.Abs(at[1]) > 90 {
		return spot{}, false
	}
	return spot{at: orb.Point{math.Round(at[0]*1e5) / 1e5, math.Round(at[1]*1e5) / 1e5}}, true
}

// ofGrid reads a reference of two letters and an even number of digits: the
// middle of the square that it names. The letters name squares of 500 km and in
// them of 100 km, from the north-west, without I.
func ofGrid(text string) (spot, bool) {
	parts := gridReference.FindStringSubmatch(strings.ToUpper(strings.Join(strings.Fields(text), "")))
	if parts == nil || len(parts[3])%2 != 0 || len(parts[3]) > 10 {
		return spot{}, false
	}
	const letters = "ABCDEFGHJKLMNOPQRSTUVWXYZ"
	large, small := strings.Index(letters, parts[1]), strings.Index(letters, parts[2])
	easting := float64(large%5-2)*500_000 + float64(small%5)*100_000
	northing := float64(3-large/5)*500_000 + float64(4-small/5)*100_000
	half := len(parts[3]) / 2
	side := math.Pow10(5 - half)
	x, _ := strconv.Atoi("0" + parts[3][:half])
	y, _ := strconv.Atoi("0" + parts[3][half:])
	return ofMetres(easting+(float64(x)+0.5)*side, northing+(float64(y)+0.5)*side)
}

// within says whether a point lies in the region: in an area of the largest kind
// that is an authority or larger, else in a base area. Where nothing has a
// boundary it is for the planner to say.
func within(view *disclosure.View, at orb.Point) bool {
	shapes := view.Shapes(model.LocalAuthority)
	if len(shapes) == 0 {
		shapes = view.Shapes(view.BaseKind())
	}
	for i := range shapes {
		if shapes[i].Boundary.Bound().Contains(at) && planar.MultiPolygonContains(shapes[i].Boundary, at) {
			return true
		}
	}
	return len(shapes) == 0
}
