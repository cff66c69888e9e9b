package seed

import (
	"cmp"
	"math"
	"slices"
)

// position is a longitude and latitude in units of 0.00001 degrees, about a
// metre: whole numbers, so that borders shared are equal and not just close.
type position struct{ lon, lat int32 }

func (s spot) position() position {
	return position{
		int32(math.Round((cornerLon + s.x/kmPerLon) * 1e5)),
		int32(math.Round((cornerLat + s.y/kmPerLat) * 1e5)),
	}
}

// polygon is an outer ring, anticlockwise, and holes, clockwise. Rings are
// closed: the first position comes again at the end.
type polygon [][]position

// outline gives the polygons of a group of cells. Borders inside the group
// cancel out, so that the outline of an authority is, position for position,
// that of its small areas together.
func (c *country) outline(within func(cell int) bool) []polygon {
	next := map[int][2]int{} // by corner: the border that leaves it, the corner it leads to
	for i, b := range c.mesh.borders {
		switch left, right := within(b.left), within(b.right); {
		case left && !right:
			next[b.from] = [2]int{i, b.to}
		case right && !left:
			next[b.to] = [2]int{i, b.from}
		}
	}
	starts := make([]int, 0, len(next))
	for corner := range next {
		starts = append(starts, corner)
	}
	slices.Sort(starts)
	var rings [][]position
	for _, start := range starts {
		var ring []position
		for at := start; ; {
			way, ok := next[at]
			if !ok {
				break
			}
			delete(next, at)
			ring = append(ring, c.walk(way[0], way[1])...)
			at = way[1]
		}
		if len(ring) > 0 {
			ring = slices.Compact(ring)
			rings = append(rings, append(ring, ring[0]))
		}
	}
	return nest(rings)
}

// walk gives the positions along a border, ending at a corner; the last is
// left out, since the next border begins with it.
func (c *country) walk(i, end int) []position {
	line := c.wander(i)
	if c.mesh.borders[i].to != end {
		slices.Reverse(line)
	}
	return line[:len(line)-1]
}

// wander draws a border between two cells as a river or a hedge would go. It
// strays to either side, always on ground that the two seeds and the border
// span, which no other border enters: so borders never cross. It depends on
// the border alone, so both neighbours share it.
func (c *country) wander(i int) []position {
	b := c.mesh.borders[i]
	from, to := c.mesh.corners[b.from], c.mesh.corners[b.to]
	length := from.distance(to)
	steps := 1
	for length/float64(steps) > 0.55 && steps < 16 {
		steps *= 2
	}
	strays := make([]float64, steps+1)
	for span := steps; span > 1; span /= 2 {
		for k := span / 2; k < steps; k += span {
			middle := (strays[k-span/2] + strays[k+span/2]) / 2
			swing := 0.42 * length * float64(span) / float64(steps)
			strays[k] = middle + swing*(chance(float64(i), float64(k), 77)-0.5)
		}
	}
	along := to.plus(from.times(-1)).times(1 / length)
	across := spot{-along.y, along.x}
	line := make([]position, 0, steps+1)
	for k := range steps + 1 {
		part := float64(k) / float64(steps)
		room := 0.8 * c.room(b, part)
		line = append(line, from.towards(to, part).plus(across.times(max(-room, min(room, strays[k])))).position())
	}
	return line
}

// room is how far a border may stray at a part of its way: to the sides of
// the triangle that it spans with either seed, whichever way it leans.
func (c *country) room(b border, part float64) float64 {
	from, to, seed := c.mesh.corners[b.from], c.mesh.corners[b.to], c.mesh.seeds[b.left]
	way := to.plus(from.times(-1))
	length := from.distance(to)
	rel := seed.plus(from.times(-1))
	height := math.Abs(way.cross(rel)) / length
	foot := (way.x*rel.x + way.y*rel.y) / (length * length)
	room := math.Inf(1)
	if foot > 0 {
		room = min(room, height*part/foot)
	}
	if foot < 1 {
		room = min(room, height*(1-part)/(1-foot))
	}
	return room
}

// nest puts holes, which run clockwise, into the outer ring around them. The
// largest polygon comes first.
func nest(rings [][]position) []polygon {
	var polygons []polygon
	for _, ring := range rings {
		if turn(ring) > 0 {
			polygons = append(polygons, polygon{ring})
		}
	}
	for _, ring := range rings {
		if turn(ring) < 0 {
			for i, p := range polygons {
				if holds(p[0], ring[0]) {
					polygons[i] = append(p, ring)
					break
				}
			}
		}
	}
	slices.SortStableFunc(polygons, func(a, b polygon) int { return cmp.Compare(turn(b[0]), turn(a[0])) })
	return polygons
}

// turn is twice the area of a ring, negative where it runs clockwise.
func turn(ring []position) int64 {
	sum := int64(0)
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += int64(a.lon)*int64(b.lat) - int64(b.lon)*int64(a.lat)
	}
	return sum
}

func holds(ring []position, at position) bool {
	spots := make([]spot, len(ring)-1)
	for i := range spots {
		spots[i] = spot{float64(ring[i].lon), float64(ring[i].lat)}
	}
	return encloses(spots, spot{float64(at.lon), float64(at.lat)})
}
