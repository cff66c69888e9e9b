package access

import (
	"cmp"
	"math/rand"
	"slices"
)

// regionalMarket is services among areas on a square, each reaching the
// nearest; its capacity is about fill times its demand.
func regionalMarket(services, areas, groups, rules, reach int, fill float64) *Market {
	r := rand.New(rand.NewSource(12))
	m := &Market{Groups: groups, Demand: make([]float64, areas*groups)}
	total := 0.0
	for i := range m.Demand {
		m.Demand[i] = r.ExpFloat64() * 3
		total += m.Demand[i]
	}
	for range rules {
		low, every := r.Intn(groups/2+1), 2+r.Intn(5)
		high := low + groups/4 + r.Intn(groups)
		accepts := make([]bool, groups)
		for g := range accepts {
			accepts[g] = g >= low && g <= high && (every > 5 || g%every != 0)
		}
		m.Accepts = append(m.Accepts, accepts)
	}
	square := make([]vector, areas)
	for i := range square {
		square[i] = vector{r.Float64(), r.Float64(), 0}
	}
	m.Reach.Start = []int{0}
	for range services {
		m.Rule = append(m.Rule, int32(r.Intn(rules)))
		m.Capacity = append(m.Capacity, r.ExpFloat64()*fill*total/float64(services))
		for _, area := range nearest(square, vector{r.Float64(), r.Float64(), 0}, reach) {
			m.Reach.To = append(m.Reach.To, area)
			m.Reach.Value = append(m.Reach.Value, []float64{nearBand, middleBand, farBand}[r.Intn(3)])
		}
		m.Reach.Start = append(m.Reach.Start, len(m.Reach.To))
	}
	m.ByArea = m.Reach.Transpose(areas)
	return m
}

// nearest gives the n nearest, ascending by number.
func nearest(at []vector, v vector, n int) []int32 {
	all := make([]int32, len(at))
	for i := range all {
		all[i] = int32(i)
	}
	slices.SortFunc(all, func(a, b int32) int { return cmp.Compare(at[a].chord2(v), at[b].chord2(v)) })
	slices.Sort(all[:n])
	return all[:n]
}
