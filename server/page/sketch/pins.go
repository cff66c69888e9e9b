package sketch

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"catchment/model/topology"
)

// radius of a pin, in user units.
const radius = 10

// placed is a pin with its area's point and, where others stand there, the
// place beside it that the pin is drawn at.
type placed struct {
	Pin
	point, at orb.Point
	lonLat    orb.Point
}

// pins are the table's numbers at the representative points; a pin that had to
// move is tied to its point by a line.
func (d *drawing) pins(s *scene) {
	pins := s.pinned()
	if len(pins) == 0 {
		return
	}
	d.add(`<g class="map-pins" font-size="12" font-weight="700" text-anchor="middle" stroke="#1a2226" stroke-width="1.5" aria-hidden="true">`)
	for _, pin := range pins {
		if pin.at != pin.point {
			d.add(`<path d="M%.0f %.0fL%.0f %.0f"/>`, pin.point[0], pin.point[1], pin.at[0], pin.at[1])
		}
	}
	for _, pin := range pins {
		d.add(`<circle cx="%.0f" cy="%.0f" r="%d" fill="#fff"/><text x="%.0f" y="%.1f" fill="#1a2226" stroke="none">%d</text>`,
			pin.at[0], pin.at[1], radius, pin.at[0], pin.at[1]+4.3, pin.Number)
	}
	d.add(`</g>`)
}

// pinned places the pins, in the order given, so that none covers another.
func (s *scene) pinned() []placed {
	if s.settled == nil {
		for _, pin := range s.Pins {
			if pin.Point != nil {
				s.drop(pin, *pin.Point)
				continue
			}
			for _, shape := range s.subject {
				if shape.Code == pin.Code && shape.Placed {
					s.drop(pin, topology.Unproject(shape.Point))
				}
			}
		}
	}
	return s.settled
}

func (s *scene) drop(pin Pin, lonLat orb.Point) {
	point := s.frame.of(topology.Project(lonLat))
	point = orb.Point{math.Round(point[0]), math.Round(point[1])}
	s.settled = append(s.settled, placed{pin, point, beside(point, s.settled), lonLat})
}

// beside finds the nearest place to a point that no pin covers yet: there, or
// on circles around it.
func beside(point orb.Point, taken []placed) orb.Point {
	for reach := 0.0; reach < 9; reach++ {
		for turn := range 12 {
			angle := float64(turn) * math.Pi / 6
			at := orb.Point{math.Round(point[0] + 12*reach*math.Cos(angle)), math.Round(point[1] + 12*reach*math.Sin(angle))}
			covered := slices.ContainsFunc(taken, func(other placed) bool {
				return math.Hypot(at[0]-other.at[0], at[1]-other.at[1]) < 2*radius+1
			})
			if !covered {
				return at
			}
		}
	}
	return point
}
