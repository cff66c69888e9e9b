package access

import (
	"math"
	"testing"
)

// market puts one together from rows of weights, service by area; 0 is no link.
func market(groups int, demand []float64, accepts [][]bool, rule []int32, capacity []float64, weights [][]float64) *Market {
	reach := Links{Start: []int{0}}
	for _, row := range weights {
		for area, w := range row {
			if w > 0 {
				reach.To, reach.Value = append(reach.To, int32(area)), append(reach.Value, w)
			}
		}
		reach.Start = append(reach.Start, len(reach.To))
	}
	return &Market{Groups: groups, Demand: demand, Accepts: accepts, Rule: rule, Capacity: capacity,
		Reach: reach, ByArea: reach.Transpose(len(demand) / groups)}
}

var everyone = [][]bool{{true}}

// A: 10 children ─── 1 ──── K0: 6 places
//
//	/
//
// B: 20 children ─── 0.5 ┘
//
//	└──── 1 ──── K1: 4 places
func TestSupplyByHand(t *testing.T) {
	m := market(1, []float64{10, 20}, everyone, []int32{0, 0}, []float64{6, 4}, [][]float64{{1, 0.5}, {0, 1}})
	for _, c := range []struct {
		name                string
		got                 Supply
		pull, ratio, places []float64
	}{
		// pull 10 + 0.5·20; ratio 6/20, 4/20; B 0.5·0.3 + 0.2
		{"E2SFCA", m.E2SFCA(), []float64{20, 20}, []float64{0.3, 0.2}, []float64{0.3, 0.35}},
		// B 0.5²·0.3 + 0.2
		{"M2SFCA", m.M2SFCA(), []float64{20, 20}, []float64{0.3, 0.2}, []float64{0.3, 0.275}},
		// weights of B 0.5·⅓ and 1·⅔; pull 10 + 20/6, 40/3; ratio 0.45, 0.3; B 0.45/6 + 0.2
		{"3SFCA", m.ThreeSFCA(), []float64{40. / 3, 40. / 3}, []float64{0.45, 0.3}, []float64{0.45, 0.275}},
	} {
		checkClose(t, c.name+" pull", c.got.Pull, c.pull)
		checkClose(t, c.name+" ratio", c.got.Ratio, c.ratio)
		checkClose(t, c.name+" places", c.got.Places, c.places)
	}
}

func checkClose(t *testing.T, name string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d figures, want %d", name, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= 1e-9*math.Abs(want[i])) {
			t.Errorf("%s %d: %v, want %v", name, i, got[i], want[i])
		}
	}
}

//	aged 0–11   aged 12–17
//
// area A           10           30
// K0 accepts       yes           ·        5 places
// K1 accepts       yes          yes      20 places
// K2 accepts        ·            ·        9 places    (nobody of this kind)
// K3 accepts       yes          yes       ? places    (capacity unknown)
func TestSupplyByEligibility(t *testing.T) {
	m := market(2, []float64{10, 30}, [][]bool{{true, false}, {true, true}, {false, false}}, []int32{0, 1, 2, 1},
		[]float64{5, 20, 9, math.NaN()}, [][]float64{{1}, {1}, {1}, {1}})
	s := m.E2SFCA()
	checkClose(t, "pull", s.Pull, []float64{10, 40, 0, 40})
	checkClose(t, "ratio", s.Ratio, []float64{0.5, 0.5, 0, 0})
	checkClose(t, "places", s.Places, []float64{1, 0.5})
	checkClose(t, "best", []float64{m.Best()}, []float64{25})
}

func TestSupplyEdges(t *testing.T) {
	for _, c := range []struct {
		name         string
		m            *Market
		ratio, best  float64
		placesInArea float64
	}{
		{"nobody in reach", market(1, []float64{8}, everyone, []int32{0}, []float64{5}, [][]float64{{0}}), 0, 0, 0},
		{"no demand in reach", market(1, []float64{0}, everyone, []int32{0}, []float64{5}, [][]float64{{1}}), 0, 0, 0},
		{"no places", market(1, []float64{8}, everyone, []int32{0}, []float64{0}, [][]float64{{1}}), 0, 0, 0},
		{"capacity unknown", market(1, []float64{8}, everyone, []int32{0}, []float64{math.NaN()}, [][]float64{{1}}), 0, 0, 0},
		{"more places than children", market(1, []float64{8}, everyone, []int32{0}, []float64{16}, [][]float64{{0.5}}), 4, 8, 2},
	} {
		s := c.m.E2SFCA()
		checkClose(t, c.name, []float64{s.Ratio[0], c.m.Best(), s.Places[0]}, []float64{c.ratio, c.best, c.placesInArea})
	}
	none := &Market{Groups: 2}
	if s := none.E2SFCA(); len(s.Places) != 0 || none.Best() != 0 {
		t.Errorf("a market of nothing: %v, best %v", s, none.Best())
	}
}
