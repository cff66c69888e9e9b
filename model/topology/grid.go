package topology

import (
	"math"

	"github.com/paulmach/orb"
)

// grid finds the vertices in a triangle without looking at all of them.
type grid struct {
	bound orb.Bound
	side  float64 // of a cell
	wide  int
	high  int
	cells [][]int32
}

// newGrid lays cells of about two vertices over the points.
func newGrid(points []orb.Point, alive []bool) *grid {
	g := &grid{bound: orb.MultiPoint(points).Bound()}
	across, down := g.bound.Max[0]-g.bound.Min[0], g.bound.Max[1]-g.bound.Min[1]
	g.side = max(math.Sqrt(across*down*2/float64(len(points)+1)), max(across, down)/2048, math.SmallestNonzeroFloat64)
	g.wide, g.high = int(across/g.side)+1, int(down/g.side)+1
	g.cells = make([][]int32, g.wide*g.high)
	for v, p := range points {
		if alive[v] {
			cell := g.row(p[1])*g.wide + g.column(p[0])
			g.cells[cell] = append(g.cells[cell], int32(v))
		}
	}
	return g
}

func (g *grid) column(x float64) int { return min(int((x-g.bound.Min[0])/g.side), g.wide-1) }
func (g *grid) row(y float64) int    { return min(int((y-g.bound.Min[1])/g.side), g.high-1) }

// in gives a vertex, other than the corners, that lies in the triangle of v
// with a and c and belongs to a layer of v's arc; -1 where there is none.
func (g *grid) in(o *ordering, v, a, c int32) int32 {
	p, q, r := o.points[a], o.points[v], o.points[c]
	layers := o.arcs[o.arcOf[v]].layers
	top, bottom := g.row(min(p[1], q[1], r[1])), g.row(max(p[1], q[1], r[1]))
	left, right := g.column(min(p[0], q[0], r[0])), g.column(max(p[0], q[0], r[0]))
	for row := top; row <= bottom; row++ {
		for column := left; column <= right; column++ {
			for _, u := range g.living(row*g.wide+column, o.alive) {
				if u != v && u != a && u != c && o.layers[u]&layers != 0 && within(o.points[u], p, q, r) {
					return u
				}
			}
		}
	}
	return -1
}

// living drops from a cell what has gone.
func (g *grid) living(cell int, alive []bool) []int32 {
	kept := g.cells[cell][:0]
	for _, u := range g.cells[cell] {
		if alive[u] {
			kept = append(kept, u)
		}
	}
	g.cells[cell] = kept
	return kept
}
