package disclosure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"catchment/model"
)

// Place is an area as a reader meets it: what it is called and what it is.
type Place struct {
	Code, Name, NameCy string
	Kind               model.AreaKind
}

func placeFrom(a *model.Area) Place { return Place{a.Code, a.Name, a.NameCy, a.Kind} }

// BaseKind is the kind of the base areas, "" where there are none.
func (v *View) BaseKind() model.AreaKind { return v.result.Day.BaseKind() }

// Kinds lists the kinds of the reported areas, largest first.
func (v *View) Kinds() []model.AreaKind {
	var out []model.AreaKind
	for place := range v.result.Day.Reported {
		if kind := v.area(place).Kind; !slices.Contains(out, kind) {
			out = append(out, kind)
		}
	}
	return out
}

// Places lists the reported areas of a kind ("": of all kinds), by kind and
// code.
func (v *View) Places(kind model.AreaKind) []Place {
	var out []Place
	for place := range v.result.Day.Reported {
		if a := v.area(place); kind == "" || a.Kind == kind {
			out = append(out, placeFrom(a))
		}
	}
	return out
}

// Place finds a reported area. One that is unknown, or not reported on, is a
// model.Error of code NotFound.
func (v *View) Place(code string) (Place, error) {
	place, err := v.reported(code)
	if err != nil {
		return Place{}, err
	}
	return placeFrom(v.area(place)), nil
}

func (v *View) reported(code string) (int, error) {
	day := v.result.Day
	area, known := day.Area(code)
	place, reported := day.ReportedPlace(area)
	switch {
	case !known:
		return 0, &model.Error{Code: model.NotFound, Field: "area", Sentence: model.Say("There is no area with the code %s.", model.Quoted(code))}
	case !reported:
		return 0, &model.Error{Code: model.NotFound, Field: "area", Sentence: model.Say(
			"The area %s (%s) is not reported on: it is neither a base area nor above one on %s.", code, day.Areas[area].Name, model.LongDate(day.Date))}
	}
	return int(place), nil
}

// Above lists the reported areas above one, largest first.
func (v *View) Above(code string) []Place {
	day := v.result.Day
	area, _ := day.Area(code)
	if int(area) >= len(day.Ancestors) {
		return nil
	}
	var out []Place
	for _, above := range day.Ancestors[area] {
		if _, ok := day.ReportedPlace(above); ok {
			out = append(out, placeFrom(&day.Areas[above]))
		}
	}
	return out
}

// Below lists the reported areas of a kind ("": of all kinds) below one.
func (v *View) Below(code string, kind model.AreaKind) []Place {
	day := v.result.Day
	area, known := day.Area(code)
	var out []Place
	for place := range day.Reported {
		a := v.area(place)
		if known && (kind == "" || a.Kind == kind) && slices.Contains(day.Ancestors[day.Reported[place]], area) {
			out = append(out, placeFrom(a))
		}
	}
	return out
}

// KindsBelow lists the kinds of reported areas below one, largest first.
func (v *View) KindsBelow(code string) []model.AreaKind {
	var out []model.AreaKind
	for _, p := range v.Below(code, "") {
		if !slices.Contains(out, p.Kind) {
			out = append(out, p.Kind)
		}
	}
	return out
}

// Shape is an area with its boundary (nil where none is known) and its
// representative point, where Placed.
type Shape struct {
	Place
	Parents            []string   // codes of those above it, as stated
	ValidFrom, ValidTo model.Date // "" where not stated
	Boundary           orb.MultiPolygon
	Point              orb.Point
	Placed             bool
}

// Shapes lists the areas of a kind that stand on the day, by code.
func (v *View) Shapes(kind model.AreaKind) []Shape {
	day := v.result.Day
	var out []Shape
	for i := range day.Areas {
		a := &day.Areas[i]
		if a.Kind != kind || !day.Valid(int32(i)) {
			continue
		}
		point := day.Points[i]
		out = append(out, Shape{Place: placeFrom(a), Parents: a.Parents, ValidFrom: a.ValidFrom, ValidTo: a.ValidTo,
			Boundary: a.Boundary, Point: orb.Point{point.Lon, point.Lat}, Placed: !math.IsNaN(point.Lat)})
	}
	return out
}

// ShapeKinds lists the kinds of which any area on the day has a boundary,
// largest first.
func (v *View) ShapeKinds() []model.AreaKind {
	day := v.result.Day
	var out []model.AreaKind
	for i := range day.Areas {
		if a := &day.Areas[i]; a.Boundary != nil && day.Valid(int32(i)) && !slices.Contains(out, a.Kind) {
			out = append(out, a.Kind)
		}
	}
	return out
}

// BoundaryVersion names the boundaries and names that stand on the day, in 12
// hex digits: the same boundaries have the same version whatever the figures.
func (v *View) BoundaryVersion() string { return v.boundaries() }

func (v *View) hashBoundaries() string {
	hash := sha256.New()
	write := json.NewEncoder(hash)
	day := v.result.Day
	for i := range day.Areas {
		a := &day.Areas[i]
		if !day.Valid(int32(i)) {
			continue
		}
		point := [2]string{fmt.Sprint(day.Points[i].Lon), fmt.Sprint(day.Points[i].Lat)}
		// A struct of strings and finite numbers cannot fail to encode.
		_ = write.Encode([]any{a.Code, a.Name, a.NameCy, a.Kind, point, a.Boundary})
	}
	return hex.EncodeToString(hash.Sum(nil))[:12]
}
