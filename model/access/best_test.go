package access

import (
	"math"
	"math/bits"
	"math/rand"
	"testing"
)

// K0: 10 ──── A: 8          K0 can go to A alone, so that K1 must serve B:
//
//	/               8 + 10 = 18, not the 8 + 2 of K1 to A first
//
// K1: 10 ──── B: 12
func TestBestSendsElsewhere(t *testing.T) {
	m := market(1, []float64{8, 12}, everyone, []int32{0, 0}, []float64{10, 10}, [][]float64{{1, 0}, {0.1, 0.1}})
	checkClose(t, "best", []float64{m.Best()}, []float64{18})
}

// A chain in which every service must pass its children on to the next:
//
//	K0: 10 ─ [0]: 10 ─ K1: 10 ─ [1]: 10 ─ … ─ [n−1]: 10 ─ K of n: 10 ─ [n]: 10
func TestBestAlongAChain(t *testing.T) {
	const n = 50
	demand, capacity, weights := make([]float64, n+1), make([]float64, n+1), make([][]float64, n+1)
	for k := range weights {
		demand[k], capacity[k], weights[k] = 10, 10, make([]float64, n+1)
		weights[k][k] = 1
		if k > 0 {
			weights[k][k-1] = 1
		}
	}
	m := market(1, demand, everyone, make([]int32, n+1), capacity, weights)
	checkClose(t, "best", []float64{m.Best()}, []float64{10 * (n + 1)})
}

// smallestCut tries every set of services. What a set could give is bounded
// by the demand that it reaches and accepts, and the others by their
// capacities; the least such sum is the maximum flow.
func smallestCut(m *Market) float64 {
	mask := make([]uint, len(m.Demand)) // services that reach and accept the demand
	for k, capacity := range m.Capacity {
		to, _ := m.Reach.Row(k)
		for _, area := range to {
			for g, accepts := range m.Accepts[m.Rule[k]] {
				if accepts && capacity > 0 {
					mask[int(area)*m.Groups+g] |= 1 << k
				}
			}
		}
	}
	least := math.Inf(1)
	for set := uint(0); set < 1<<len(m.Capacity); set++ {
		sum := 0.0
		for k, capacity := range m.Capacity {
			if set&(1<<k) == 0 && capacity > 0 {
				sum += capacity
			}
		}
		for i, demand := range m.Demand {
			if bits.OnesCount(set&mask[i]) > 0 {
				sum += demand
			}
		}
		least = min(least, sum)
	}
	return least
}

func TestBestIsTheSmallestCut(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	for range 600 {
		m := randomMarket(r, r.Intn(11), 1+r.Intn(14))
		want, got := smallestCut(m), m.Best()
		if math.Abs(got-want) > 1e-11*want {
			t.Fatalf("best %v, smallest cut %v", got, want)
		}
	}
}

// Best is at least what any variant meets.
func TestBestIsAtLeastMet(t *testing.T) {
	r := rand.New(rand.NewSource(10))
	for range 200 {
		m := randomMarket(r, r.Intn(40), 1+r.Intn(40))
		best := m.Best()
		for name, s := range map[string]Supply{"E2SFCA": m.E2SFCA(), "3SFCA": m.ThreeSFCA(), "M2SFCA": m.M2SFCA()} {
			if _, met := m.handedOut(s); met > best*(1+1e-12) {
				t.Fatalf("%s meets %v, best %v", name, met, best)
			}
		}
	}
}

// The flow behind the cut is one that could be: nobody gives more than it
// has, nobody takes more than is needed, and the total is the cut.
func TestFlowIsFeasible(t *testing.T) {
	for _, fill := range []float64{0.2, 0.7, 1, 1.5, 4} {
		for _, rules := range []int{1, 8, 60} {
			m := regionalMarket(60, 200, 20, rules, 15, fill)
			for _, part := range m.pool().parts() {
				f := newFlow(part)
				cut, total := f.cut(), 0.0
				given := make([]float64, len(f.capacity))
				for n, demand := range f.demand {
					taken := 0.0
					for e := f.start[n]; e < f.start[n+1]; e++ {
						if f.sent[e] < -1e-12*demand {
							t.Fatalf("%v sent of a demand of %v", f.sent[e], demand)
						}
						taken += f.sent[e]
						given[f.owner[e]] += f.sent[e]
					}
					if taken > demand*(1+1e-12) {
						t.Fatalf("%v taken of a demand of %v", taken, demand)
					}
				}
				for k, capacity := range f.capacity {
					if total += given[k]; given[k] > capacity*(1+1e-12) {
						t.Fatalf("%v given of a capacity of %v", given[k], capacity)
					}
				}
				if math.Abs(total-cut) > 1e-11*cut {
					t.Fatalf("fill %v, %d rules: flow %v, cut %v", fill, rules, total, cut)
				}
			}
		}
	}
}

// Figures a thousand million times apart in one market.
func TestBestOfUnlikeScales(t *testing.T) {
	r := rand.New(rand.NewSource(11))
	for range 200 {
		m := randomMarket(r, 8, 10)
		for i := range m.Demand {
			m.Demand[i] *= math.Pow(10, float64(r.Intn(10)-6))
		}
		for k := range m.Capacity {
			m.Capacity[k] *= math.Pow(10, float64(r.Intn(10)-6))
		}
		if got, want := m.Best(), smallestCut(m); math.Abs(got-want) > 1e-9*want {
			t.Fatalf("best %v, smallest cut %v", got, want)
		}
	}
}
