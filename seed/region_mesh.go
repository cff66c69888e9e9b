package seed

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// mesh divides the sheet into small cells, the Voronoi diagram of scattered
// seeds: all borders of the country run along borders of cells. Three
// borders meet in each corner, so an outline of cells never touches itself.
type mesh struct {
	seeds   []spot
	corners []spot
	borders []border
	around  [][]int // the borders of each cell
}

// border parts two cells. Who walks from its first corner to its second has
// cell left on the left hand.
type border struct {
	left, right int
	from, to    int
}

func newMesh(random *rand.Rand) *mesh {
	m := &mesh{seeds: scatter(random)}
	triangles := triangulate(m.seeds)
	m.around = make([][]int, len(m.seeds))
	third := map[[2]int]int{} // which triangle lies left of a side
	for i, t := range triangles {
		m.corners = append(m.corners, circumcentre(m.seeds[t[0]], m.seeds[t[1]], m.seeds[t[2]]))
		for k := range t {
			third[[2]int{t[k], t[(k+1)%3]}] = i
		}
	}
	for i, t := range triangles {
		for k := range t {
			a, b := t[k], t[(k+1)%3]
			if opposite, ok := third[[2]int{b, a}]; ok && a < b {
				m.around[a] = append(m.around[a], len(m.borders))
				m.around[b] = append(m.around[b], len(m.borders))
				m.borders = append(m.borders, border{left: a, right: b, from: opposite, to: i})
			}
		}
	}
	return m
}

// across gives the cell on the other side of a border.
func (m *mesh) across(border, cell int) int {
	b := m.borders[border]
	return b.left + b.right - cell
}

// size is the area of a cell in square kilometres. It has no meaning for the
// cells at the rim of the sheet, which are sea.
func (m *mesh) size(cell int) float64 {
	sum := 0.0
	for _, i := range m.around[cell] {
		b, seed := m.borders[i], m.seeds[cell]
		from, to := m.corners[b.from].plus(seed.times(-1)), m.corners[b.to].plus(seed.times(-1))
		sum += math.Abs(from.cross(to)) / 2
	}
	return sum
}

// scatter throws seeds at the sheet, none closer to another than spacing
// allows: thick in towns and along the shore, thin on the moors and at sea.
func scatter(random *rand.Rand) []spot {
	const bucket = 1.0
	near, chart := map[[2]int][]spot{}, chartCoast()
	var seeds []spot
	throw := func(at spot) {
		gap := chart.spacing(at)
		bx, by, reach := int(at.x/bucket), int(at.y/bucket), int(gap/bucket)+1
		for x := bx - reach; x <= bx+reach; x++ {
			for y := by - reach; y <= by+reach; y++ {
				for _, other := range near[[2]int{x, y}] {
					if at.distance(other) < gap {
						return
					}
				}
			}
		}
		near[[2]int{bx, by}] = append(near[[2]int{bx, by}], at)
		seeds = append(seeds, at)
	}
	for _, s := range settlements {
		for range int(s.spread * s.spread * 250) {
			throw(s.at.plus(spot{random.NormFloat64(), random.NormFloat64()}.times(s.spread)))
		}
	}
	for range 90000 {
		throw(spot{random.Float64() * sheetWidth, random.Float64() * sheetHeight})
	}
	return seeds
}

// coastChart knows land from sea on a grid, so that the slow question is
// asked once for each of its squares.
type coastChart struct {
	wide, high int
	land       []bool
}

const chartKm = 0.5

func chartCoast() *coastChart {
	c := &coastChart{wide: int(sheetWidth / chartKm), high: int(sheetHeight / chartKm)}
	for y := range c.high {
		for x := range c.wide {
			c.land = append(c.land, isLand(spot{(float64(x) + 0.5) * chartKm, (float64(y) + 0.5) * chartKm}))
		}
	}
	return c
}

func (c *coastChart) at(s spot) bool {
	x, y := int(s.x/chartKm), int(s.y/chartKm)
	return x >= 0 && y >= 0 && x < c.wide && y < c.high && c.land[y*c.wide+x]
}

// spacing is the least distance between seeds at a spot, in kilometres.
func (c *coastChart) spacing(at spot) float64 {
	land := c.at(at)
	gap := 1.15 + 0.5*upland(at)
	if !land {
		gap = 4
	}
	for _, step := range []spot{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
		if c.at(at.plus(step.times(1.3))) != land {
			gap = 0.62
		}
	}
	for _, s := range settlements {
		if d := at.distance(s.at) / s.spread; d < 2 && land {
			gap = min(gap, (0.3+0.25*d*d)*max(1, math.Sqrt(s.spread/3)))
		}
	}
	return gap
}

// triangulate gives the Delaunay triangles of the spots, corners
// anticlockwise. It sweeps from west to east: a triangle whose circle lies
// wholly behind is finished (after P. Bourke, 1989).
func triangulate(spots []spot) [][3]int {
	n := len(spots)
	all := append(slices.Clone(spots), spot{-1e4, -1e4}, spot{1e4, -1e4}, spot{0, 2e4})
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(spots[a].x, spots[b].x) })
	open, done := []circled{circleRound(all, [3]int{n, n + 1, n + 2})}, []circled{}
	for _, p := range order {
		var kept []circled
		sides := map[[2]int]bool{}
		var rim [][2]int
		for _, t := range open {
			switch dx := all[p].x - t.centre.x; {
			case dx > t.radius:
				done = append(done, t)
			case t.centre.distance(all[p]) >= t.radius:
				kept = append(kept, t)
			default:
				for k := range t.corners {
					side := [2]int{t.corners[k], t.corners[(k+1)%3]}
					sides[side], rim = true, append(rim, side)
				}
			}
		}
		for _, side := range rim {
			if !sides[[2]int{side[1], side[0]}] {
				kept = append(kept, circleRound(all, [3]int{side[0], side[1], p}))
			}
		}
		open = kept
	}
	var triangles [][3]int
	for _, t := range append(done, open...) {
		if max(t.corners[0], t.corners[1], t.corners[2]) < n {
			triangles = append(triangles, t.corners)
		}
	}
	return triangles
}

// circled is a triangle with the circle through its corners.
type circled struct {
	corners [3]int
	centre  spot
	radius  float64
}

func circleRound(spots []spot, t [3]int) circled {
	centre := circumcentre(spots[t[0]], spots[t[1]], spots[t[2]])
	return circled{t, centre, centre.distance(spots[t[0]])}
}

// circumcentre is the spot equally far from three others.
func circumcentre(a, b, c spot) spot {
	b, c = b.plus(a.times(-1)), c.plus(a.times(-1))
	d, bb, cc := 2*b.cross(c), b.x*b.x+b.y*b.y, c.x*c.x+c.y*c.y
	return a.plus(spot{c.y*bb - b.y*cc, b.x*cc - c.x*bb}.times(1 / d))
}
