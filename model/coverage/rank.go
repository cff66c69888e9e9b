package coverage

import (
	"math"
	"math/rand/v2"
	"slices"

	"catchment/model/need"
)

// RankFigure is an area's place in its kind by a tier's coverage: 1 is the
// lowest, ties share the lowest. Low and High bound the 5th to 95th
// percentile over draws; MethodLow and MethodHigh the sensitivity variants.
// All are 0 where the area has no coverage in the tier.
type RankFigure struct {
	Rank, Low, High, MethodLow, MethodHigh int
}

// Ranks computes every reported area × tier (0 is tier 1).
func (r *Result) Ranks() [][4]RankFigure {
	out := make([][4]RankFigure, len(r.Day.Reported))
	kinds := r.kinds()
	r.rankCentral(out, kinds)
	r.rankVariants(out, kinds)
	r.rankDraws(out, kinds)
	return out
}

// kinds splits the reported areas, which are in order of kind, by kind.
func (r *Result) kinds() [][]int {
	var out [][]int
	for place, area := range r.Day.Reported {
		if place == 0 || r.Day.Areas[area].Kind != r.Day.Areas[r.Day.Reported[place-1]].Kind {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], place)
	}
	return out
}

// share is coverage by row and reported area; NaN where there is no demand.
type share [][]float64

func (r *Result) shareOf(run need.Run, met func(*Bands) float64) share {
	out := make(share, len(r.Day.Expected))
	for row, areas := range r.Bands[run] {
		out[row] = make([]float64, len(areas))
		for place := range areas {
			out[row][place] = math.NaN()
			if areas[place].Demand > 0 {
				out[row][place] = met(&areas[place]) / areas[place].Demand
			}
		}
	}
	return out
}

func met(b *Bands) float64     { return b.Met }
func metHigh(b *Bands) float64 { return b.MetHigh }

// tierMean fills in the weighted mean of coverage in a tier for each reported
// area; weights are by row. Sums is scratch of the same length.
func (r *Result) tierMean(out, sums []float64, s share, tier int, weights []float64) {
	clear(out)
	clear(sums)
	for row, e := range r.Day.Expected {
		if e.Tier != tier {
			continue
		}
		w := weights[row]
		for place, c := range s[row] {
			if c == c {
				out[place] += w * c
				sums[place] += w
			}
		}
	}
	for place := range out {
		if sums[place] <= 0 {
			out[place] = math.NaN()
			continue
		}
		out[place] /= sums[place]
	}
}

func (r *Result) weights() []float64 {
	out := make([]float64, len(r.Day.Expected))
	for row, e := range r.Day.Expected {
		out[row] = e.Weight
	}
	return out
}

// ranker ranks one kind's areas; it is kept to spare allocation. Coverages
// stand sorted in narrow bins of equal width, so that each is found at once:
//
//	0   0.25   0.5   0.75   1
//	│· ·│  ··· │     │ ·  · │    start[bin] … start[bin+1]
type ranker struct {
	sorted []float64
	start  []int32
}

// rank gives each place its rank to put, but those without coverage.
func (k *ranker) rank(coverage []float64, places []int, put func(place, rank int)) {
	k.sort(coverage, places)
	for _, place := range places {
		if c := coverage[place]; c == c {
			bin := k.bin(c - tie)
			first, end := k.start[bin], k.start[bin+1]
			below, _ := slices.BinarySearch(k.sorted[first:end], c-tie)
			put(place, int(first)+below+1)
		}
	}
}

// sort puts the coverages of places in rising order, a bin at a time.
func (k *ranker) sort(coverage []float64, places []int) {
	k.start = append(k.start[:0], make([]int32, len(places)+2)...)
	known := 0
	for _, place := range places {
		if c := coverage[place]; c == c {
			known++
			k.start[k.bin(c)+1]++
		}
	}
	for bin := range len(k.start) - 1 {
		k.start[bin+1] += k.start[bin]
	}
	k.sorted = slices.Grow(k.sorted[:0], known)[:known]
	for _, place := range places { // fills each bin from its end, and so moves its start there
		if c := coverage[place]; c == c {
			bin := k.bin(c) + 1
			k.start[bin]--
			k.sorted[k.start[bin]] = c
		}
	}
	copy(k.start, k.start[1:])
	k.start[len(k.start)-1] = int32(known)
	for bin := range len(k.start) - 1 {
		slices.Sort(k.sorted[k.start[bin]:k.start[bin+1]])
	}
}

// bin is the bin of a coverage: there are one more than places.
func (k *ranker) bin(coverage float64) int {
	bins := len(k.start) - 1
	return max(0, min(bins-1, int(coverage*float64(bins-1))))
}

func (r *Result) rankCentral(out [][4]RankFigure, kinds [][]int) {
	s, weights := r.shareOf(need.Central, met), r.weights()
	mean, sums := make([]float64, len(out)), make([]float64, len(out))
	var k ranker
	for t := range 4 {
		r.tierMean(mean, sums, s, t+1, weights)
		for _, places := range kinds {
			k.rank(mean, places, func(place, rank int) { out[place][t].Rank = rank })
		}
	}
}

// rankVariants widens the method range by each sensitivity variant in turn.
func (r *Result) rankVariants(out [][4]RankFigure, kinds [][]int) {
	shares := make([]share, Variants)
	for v := range shares {
		shares[v] = make(share, len(r.Day.Expected))
	}
	shares[E2SFCA] = r.shareOf(need.Central, met)
	Each(len(r.markets)*int(Variants-1), func(i int) {
		m, v := r.markets[i/int(Variants-1)], Variant(i%int(Variants-1)+1)
		r.shareByVariant(shares[v], shares[E2SFCA], m, v)
	})
	weights := r.weights()
	mean, sums := make([]float64, len(out)), make([]float64, len(out))
	var k ranker
	for _, s := range shares[1:] {
		for t := range 4 {
			r.tierMean(mean, sums, s, t+1, weights)
			for _, places := range kinds {
				k.rank(mean, places, func(place, rank int) { out[place][t].widen(rank) })
			}
		}
	}
}

func (f *RankFigure) widen(rank int) {
	if f.MethodLow == 0 || rank < f.MethodLow {
		f.MethodLow = rank
	}
	f.MethodHigh = max(f.MethodHigh, rank)
}

// standsStill says whether a variant gives a market what the method itself
// does: it moves reach, and no service is travelled to; or it moves places,
// and the type has none.
func (r *Result) standsStill(m *market, v Variant) bool {
	if !v.movesReach() {
		return m.presence()
	}
	for _, place := range m.counting {
		if slices.ContainsFunc(r.reached.legs[place], func(leg Leg) bool { return !math.IsInf(leg.Catchment, 1) }) {
			return false
		}
	}
	return true
}

func (r *Result) shareByVariant(out, central share, m *market, v Variant) {
	if r.standsStill(m, v) {
		for _, row := range m.rows {
			out[row] = central[row]
		}
		return
	}
	bands := make([][]Bands, len(m.rows))
	for i := range bands {
		bands[i] = make([]Bands, len(r.Day.Base))
	}
	m.varied(r.reached, v).eachGround(v, func(g *ground) {
		for i := range m.rows {
			g.need(i, need.Central)
			bands[i][g.base] = g.bands()
		}
	})
	for i, row := range m.rows {
		rolled := rollUp(r.Day, bands[i], (*Bands).add)
		out[row] = make([]float64, len(rolled))
		for place := range rolled {
			out[row][place] = rolled[place].Met / rolled[place].Demand // NaN for 0 / 0
		}
	}
}

// rankDraws fills in the percentiles: each draw takes a run (¼, ½, ¼), met or
// met high (½), and weights v × E with E exponential(1). The draws of one
// seed are the same on any number of cores.
func (r *Result) rankDraws(out [][4]RankFigure, kinds [][]int) {
	var shares [need.Runs][2]share
	for run := range shares {
		shares[run] = [2]share{r.shareOf(need.Run(run), met), r.shareOf(need.Run(run), metHigh)}
	}
	draws := r.Day.Settings.Draws
	ranks := make([][4][]uint32, len(out)) // 0 where a draw has no coverage
	for place := range ranks {
		for t := range 4 {
			ranks[place][t] = make([]uint32, draws)
		}
	}
	const block = 16
	Each((draws+block-1)/block, func(b int) {
		mean, sums, weights := make([]float64, len(out)), make([]float64, len(out)), make([]float64, len(r.Day.Expected))
		var k ranker
		for draw := b * block; draw < min(draws, (b+1)*block); draw++ {
			random := rand.New(rand.NewPCG(r.Day.Settings.Seed, uint64(draw)))
			s := shares[[4]need.Run{need.Low, need.Central, need.Central, need.High}[random.IntN(4)]][random.IntN(2)]
			for row, e := range r.Day.Expected {
				weights[row] = e.Weight * random.ExpFloat64()
			}
			for t := range 4 {
				r.tierMean(mean, sums, s, t+1, weights)
				for _, places := range kinds {
					k.rank(mean, places, func(place, rank int) { ranks[place][t][draw] = uint32(rank) })
				}
			}
		}
	})
	Each(4, func(t int) {
		byRank := make([]int32, len(out)+1)
		for place := range out {
			if out[place][t].Rank > 0 {
				out[place][t].Low, out[place][t].High = percentiles(ranks[place][t], byRank)
			}
		}
	})
}

// percentiles gives the 5th and the 95th by nearest rank, of the draws that
// have one. Draws is scratch: how many have each rank, none being 0.
func percentiles(ranks []uint32, draws []int32) (low, high int) {
	clear(draws)
	for _, rank := range ranks {
		draws[rank]++
	}
	known := len(ranks) - int(draws[0])
	if known == 0 {
		return 0, 0
	}
	at := func(part float64) (rank int) {
		for left := max(1, int(math.Ceil(part*float64(known)))); left > 0; left -= int(draws[rank]) {
			rank++
		}
		return rank
	}
	return at(0.05), at(0.95)
}
