package access

import (
	"math"
	"math/rand"
	"slices"
	"testing"
)

// randomMarket has everything that can occur: several rules or one, empty
// areas, unknown and zero capacities, services that reach or accept nobody.
func randomMarket(r *rand.Rand, services, areas int) *Market {
	groups, rules := 1+r.Intn(5), 1+r.Intn(4)
	demand := make([]float64, areas*groups)
	for i := range demand {
		if r.Intn(4) > 0 {
			demand[i] = r.ExpFloat64() * math.Pow(10, float64(r.Intn(4)))
		}
	}
	accepts := make([][]bool, rules)
	for rule := range accepts {
		accepts[rule] = make([]bool, groups)
		for g := range accepts[rule] {
			accepts[rule][g] = r.Intn(3) > 0
		}
	}
	rule, capacity, weights := make([]int32, services), make([]float64, services), make([][]float64, services)
	for k := range weights {
		rule[k] = int32(r.Intn(rules))
		capacity[k] = []float64{math.NaN(), 0, 50, 1e9}[r.Intn(4)]
		if r.Intn(2) == 0 {
			capacity[k] = r.ExpFloat64() * 100
		}
		weights[k] = make([]float64, areas)
		for i := range weights[k] {
			weights[k][i] = []float64{0, 0, 1, 0.68, 0.22, r.Float64()}[r.Intn(6)]
		}
	}
	return market(groups, demand, accepts, rule, capacity, weights)
}

// The two steps written down as they stand in the method.
func supplyByTheBook(m *Market, first, second func(w, total float64) float64) Supply {
	areas := m.ByArea.Rows()
	s := Supply{make([]float64, len(m.Capacity)), make([]float64, len(m.Capacity)), make([]float64, areas*m.Groups)}
	total := make([]float64, areas)
	for i, area := range m.Reach.To {
		total[area] += m.Reach.Value[i]
	}
	for k := range m.Capacity {
		to, w := m.Reach.Row(k)
		for i, area := range to {
			for g, accepts := range m.Accepts[m.Rule[k]] {
				if accepts {
					s.Pull[k] += first(w[i], total[area]) * m.Demand[int(area)*m.Groups+g]
				}
			}
		}
		if s.Pull[k] > 0 && !math.IsNaN(m.Capacity[k]) {
			s.Ratio[k] = m.Capacity[k] / s.Pull[k]
		}
		for i, area := range to {
			for g, accepts := range m.Accepts[m.Rule[k]] {
				if accepts {
					s.Places[int(area)*m.Groups+g] += second(w[i], total[area]) * s.Ratio[k]
				}
			}
		}
	}
	return s
}

func TestSupplyByTheBook(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	plain := func(w, _ float64) float64 { return w }
	square := func(w, _ float64) float64 { return w * w }
	share := func(w, total float64) float64 { return w * (w / total) }
	for range 300 {
		m := randomMarket(r, r.Intn(12), 1+r.Intn(9))
		for _, c := range []struct {
			name      string
			got, want Supply
		}{
			{"E2SFCA", m.E2SFCA(), supplyByTheBook(m, plain, plain)},
			{"3SFCA", m.ThreeSFCA(), supplyByTheBook(m, share, share)},
			{"M2SFCA", m.M2SFCA(), supplyByTheBook(m, plain, square)},
		} {
			checkClose(t, c.name+" pull", c.got.Pull, c.want.Pull)
			checkClose(t, c.name+" ratio", c.got.Ratio, c.want.Ratio)
			checkClose(t, c.name+" places", c.got.Places, c.want.Places)
		}
	}
}

// handedOut is Σ demand × places; met is Σ demand × min(1, places).
func (m *Market) handedOut(s Supply) (handedOut, met float64) {
	for i, demand := range m.Demand {
		handedOut += demand * s.Places[i]
		met += demand * min(1, s.Places[i])
	}
	return handedOut, met
}

// Every place of a service with demand in reach is handed out once.
func TestPlacesAreConserved(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	for range 300 {
		m := randomMarket(r, r.Intn(30), 1+r.Intn(20))
		for name, s := range map[string]Supply{"E2SFCA": m.E2SFCA(), "3SFCA": m.ThreeSFCA()} {
			places := 0.0
			for k, capacity := range m.Capacity {
				if s.Pull[k] > 0 && capacity > 0 {
					places += capacity
				}
			}
			if got, _ := m.handedOut(s); math.Abs(got-places) > 1e-9*places {
				t.Fatalf("%s: %v places handed out of %v", name, got, places)
			}
		}
		if got, _ := m.handedOut(m.M2SFCA()); got > 0 {
			if all, _ := m.handedOut(m.E2SFCA()); got > all*(1+1e-9) {
				t.Fatalf("M2SFCA hands out %v, E2SFCA %v", got, all)
			}
		}
	}
}

// One service more never lowers what is met, nor what could be.
func TestAnotherServiceNeverTakesAway(t *testing.T) {
	r := rand.New(rand.NewSource(8))
	for range 300 {
		more := randomMarket(r, 1+r.Intn(12), 1+r.Intn(9))
		last := len(more.Capacity) - 1
		fewer := *more
		fewer.Rule, fewer.Capacity = more.Rule[:last], more.Capacity[:last]
		end := more.Reach.Start[last]
		fewer.Reach = Links{more.Reach.Start[:last+1], more.Reach.To[:end], more.Reach.Value[:end]}
		fewer.ByArea = fewer.Reach.Transpose(more.ByArea.Rows())
		_, before := fewer.handedOut(fewer.E2SFCA())
		_, after := more.handedOut(more.E2SFCA())
		if after < before*(1-1e-12) {
			t.Fatalf("met %v with %d services, %v with one more", before, last, after)
		}
		if a, b := more.Best(), fewer.Best(); a < b*(1-1e-12) {
			t.Fatalf("best %v with %d services, %v with one more", b, last, a)
		}
	}
}

func TestSupplySameBits(t *testing.T) {
	m := regionalMarket(300, 800, 12, 9, 120, 1)
	sameBits(t, "E2SFCA", m.E2SFCA)
	sameBits(t, "3SFCA", m.ThreeSFCA)
	sameBits(t, "M2SFCA", m.M2SFCA)
	sameBits(t, "best", m.Best)
	one := *m
	one.Groups, one.Demand, one.Accepts, one.Rule = 1, m.Demand[:800], everyone, make([]int32, 300)
	sameBits(t, "E2SFCA of one group and one rule", one.E2SFCA)
}

// Nothing that is given is changed.
func TestMarketIsReadOnly(t *testing.T) {
	m := regionalMarket(40, 60, 5, 4, 20, 1)
	demand, capacity, value := slices.Clone(m.Demand), slices.Clone(m.Capacity), slices.Clone(m.Reach.Value)
	m.ThreeSFCA()
	m.Best()
	if !slices.Equal(demand, m.Demand) || !slices.Equal(capacity, m.Capacity) || !slices.Equal(value, m.Reach.Value) {
		t.Error("the market has changed")
	}
}
