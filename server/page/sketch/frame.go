package sketch

import (
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
)

// margin is left free around the subject, in user units.
const margin = 14

// frame fits a part of the plane into the drawing.
type frame struct {
	wide, high float64
	scale      float64 // user units per unit of the plane
	left, top  float64 // of the drawing, in the plane
}

// fit centres a bound in a drawing of wide × high user units. A bound without
// extent is shown about a kilometre wide.
func fit(bound orb.Bound, wide, high int) frame {
	const least = 1. / 40000
	across, down := max(bound.Max[0]-bound.Min[0], least), max(bound.Max[1]-bound.Min[1], least)
	f := frame{wide: float64(wide), high: float64(high)}
	f.scale = min((f.wide-2*margin)/across, (f.high-2*margin)/down)
	centre := bound.Center()
	f.left, f.top = centre[0]-f.wide/2/f.scale, centre[1]-f.high/2/f.scale
	return f
}

func (f frame) of(p orb.Point) orb.Point {
	return orb.Point{(p[0] - f.left) * f.scale, (p[1] - f.top) * f.scale}
}

// bound is the drawing in the plane, with a border that hides cut edges.
func (f frame) bound() orb.Bound {
	const beyond = 4
	pad := beyond / f.scale
	return orb.Bound{Min: orb.Point{f.left - pad, f.top - pad}, Max: orb.Point{f.left + f.wide/f.scale + pad, f.top + f.high/f.scale + pad}}
}

func (f frame) shows(b orb.Bound) bool { return f.bound().Intersects(b) }

// place is a point in tenths of a user unit, the finest that is drawn.
func (f frame) place(p orb.Point) [2]int {
	q := f.of(p)
	return [2]int{int(math.Round(q[0] * 10)), int(math.Round(q[1] * 10))}
}

// cut leaves what lies in the drawing; what is given stays as it is.
func (f frame) cut(m orb.MultiPolygon) orb.MultiPolygon {
	box, bound := f.bound(), m.Bound()
	if box.Contains(bound.Min) && box.Contains(bound.Max) {
		return m
	}
	return clip.MultiPolygon(box, m.Clone())
}
