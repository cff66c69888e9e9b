package topology

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// mesh is a random country: wide × high cells with crooked borders, in the
// layers "cell", "row" (the cells of one row) and "all"; an enclave in some
// cells, and islands off the coast that belong to the first cell.
//
//	+--~--+-~---+
//	| [e] }     |   o o
//	+-~~--+--~--+
//	|     {     |
//	+--~--+--~--+
type mesh struct {
	wide, high int
	corners    map[[2]int]orb.Point
	lines      map[[4]int][]orb.Point // from corner to corner, without the last point
	enclave    map[[2]int]orb.Ring
	islands    []orb.Ring
}

func drawMesh(t *rapid.T) *mesh {
	m := &mesh{wide: rapid.IntRange(1, 4).Draw(t, "wide"), high: rapid.IntRange(1, 3).Draw(t, "high"),
		corners: map[[2]int]orb.Point{}, lines: map[[4]int][]orb.Point{}, enclave: map[[2]int]orb.Ring{}}
	noise := rapid.Float64Range(-1, 1)
	for i := range m.wide + 1 {
		for j := range m.high + 1 {
			m.corners[[2]int{i, j}] = orb.Point{-4 + .1*float64(i) + .01*noise.Draw(t, "x"), 52 + .1*float64(j) + .01*noise.Draw(t, "y")}
		}
	}
	for i := range m.wide {
		for j := range m.high {
			if rapid.Bool().Draw(t, "enclave") {
				m.enclave[[2]int{i, j}] = square(-4+.1*float64(i)+.05, 52+.1*float64(j)+.05, .001+.01*rapid.Float64Range(0, 1).Draw(t, "size"))
			}
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "islands") {
		m.islands = append(m.islands, square(-3, 52+.1*float64(i), rapid.Float64Range(.0001, .02).Draw(t, "island")))
	}
	m.crooked(t)
	return m
}

// crooked bends every line between two corners; the ends little, so that
// lines do not cross.
func (m *mesh) crooked(t *rapid.T) {
	noise := rapid.Float64Range(-1, 1)
	for from := range m.each() {
		for _, to := range [][2]int{{from[0] + 1, from[1]}, {from[0], from[1] + 1}} {
			if _, there := m.corners[to]; !there {
				continue
			}
			a, b := m.corners[from], m.corners[to]
			there := []orb.Point{a}
			n := rapid.IntRange(0, 8).Draw(t, "bends")
			for k := 1; k <= n; k++ {
				f := float64(k) / float64(n+1)
				bend := .04 * min(f, 1-f) * noise.Draw(t, "bend")
				there = append(there, orb.Point{a[0] + f*(b[0]-a[0]) - bend*(b[1]-a[1])/.1, a[1] + f*(b[1]-a[1]) + bend*(b[0]-a[0])/.1})
			}
			m.lines[[4]int{from[0], from[1], to[0], to[1]}] = there
			back := []orb.Point{b}
			for k := n; k >= 1; k-- {
				back = append(back, there[k])
			}
			m.lines[[4]int{to[0], to[1], from[0], from[1]}] = back
		}
	}
}

// each goes through the corners in one order.
func (m *mesh) each() func(func([2]int) bool) {
	return func(yield func([2]int) bool) {
		for i := range m.wide + 1 {
			for j := range m.high + 1 {
				if !yield([2]int{i, j}) {
					return
				}
			}
		}
	}
}

func square(x, y, half float64) orb.Ring {
	return orb.Ring{{x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x, y + .5*half}, {x - half, y + half}, {x - half, y - half}}
}

func reversed(r orb.Ring) orb.Ring {
	r = r.Clone()
	r.Reverse()
	return r
}

// block is the outer ring of the cells from (left, low) to (right, top).
func (m *mesh) block(left, low, right, top int) orb.Ring {
	var ring orb.Ring
	x, y := left, low
	step := func(dx, dy, n int) {
		for range n {
			ring = append(ring, m.lines[[4]int{x, y, x + dx, y + dy}]...)
			x, y = x+dx, y+dy
		}
	}
	step(1, 0, right-left)
	step(0, 1, top-low)
	step(-1, 0, right-left)
	step(0, -1, top-low)
	return append(ring, ring[0])
}

func (m *mesh) areas() []Area {
	var out []Area
	for i := range m.wide {
		for j := range m.high {
			cell := orb.Polygon{m.block(i, j, i+1, j+1)}
			if inner, has := m.enclave[[2]int{i, j}]; has {
				cell = append(cell, reversed(inner))
				out = append(out, Area{"cell", fmt.Sprintf("enclave%d%d", i, j), orb.MultiPolygon{{inner}}})
			}
			out = append(out, Area{"cell", fmt.Sprintf("cell%d%d", i, j), m.withIslands(cell, i == 0 && j == 0)})
		}
	}
	for j := range m.high {
		out = append(out, Area{"row", fmt.Sprintf("row%d", j), m.withIslands(orb.Polygon{m.block(0, j, m.wide, j+1)}, j == 0)})
	}
	return append(out, Area{"all", "all", m.withIslands(orb.Polygon{m.block(0, 0, m.wide, m.high)}, true)})
}

func (m *mesh) withIslands(p orb.Polygon, with bool) orb.MultiPolygon {
	out := orb.MultiPolygon{p}
	if with {
		for _, island := range m.islands {
			out = append(out, orb.Polygon{island})
		}
	}
	return out
}

// tolerances reach from a bend to more than the country, in the plane.
var tolerances = rapid.Custom(func(t *rapid.T) float64 {
	return rapid.Float64Range(1e-7, 1e-3).Draw(t, "tolerance") * rapid.SampledFrom([]float64{1, .1, .01}).Draw(t, "scale")
})

func TestMeshesHoldTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mesh, tolerance := drawMesh(t), tolerances.Draw(t, "at")
		topology := Of(mesh.areas())
		for _, layer := range []string{"cell", "row", "all"} {
			holdsTogether(t, topology, layer, tolerance)
		}
		sameCoast(t, topology, "cell", "row", tolerance)
		sameCoast(t, topology, "row", "all", tolerance)
	})
}

// Simplified once more to the same tolerance, nothing more goes.
func TestMeshesAreSimplifiedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mesh, tolerance := drawMesh(t), tolerances.Draw(t, "at")
		once := Of(mesh.areas()).At("cell", tolerance)
		again := Of(asAreas("cell", once)).At("cell", tolerance*(1-1e-4)) // the snap moves vertices by up to 1e-7 degrees
		if a, b := len(edgesOf(once)), len(edgesOf(again)); a != b {
			t.Errorf("%d edges, then %d", a, b)
		}
	})
}

func TestMeshesDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		areas, tolerance := drawMesh(t).areas(), tolerances.Draw(t, "at")
		shuffled := rapid.Permutation(areas).Draw(t, "shuffled")
		for _, layer := range []string{"cell", "row"} {
			a, b := edgesOf(Of(areas).At(layer, tolerance)), edgesOf(Of(shuffled).At(layer, tolerance))
			for e := range a {
				if a[e] != b[e] {
					t.Fatalf("the edge %v is %q in one order and %q in another", e, a[e], b[e])
				}
			}
			if len(a) != len(b) {
				t.Errorf("%d edges in one order, %d in another", len(a), len(b))
			}
		}
	})
}
