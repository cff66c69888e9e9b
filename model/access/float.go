package access

// Float is E2SFCA for the plain case: one kind of child in need, every
// capacity known, one catchment of km kilometres in a straight line and one
// decay for all services (Binary gives 2SFCA, Gaussian Gaussian 2SFCA).
//
//	ratio[k]  = capacity[k] / Σ_i W(i,k) · need[i]     places per child
//	supply[i] = Σ_k W(i,k) · ratio[k]                  places per child
//
// Need and areas, in children a year and representative points, have one
// length; capacity and sites, in places a year and points, have another. The
// ratio is 0 where no need is in reach or the capacity is NaN (unknown); an
// area with nothing in reach has supply 0, as has one that is nowhere. A need
// that is not above 0, NaN too, counts 0.
//
// No pair is stored: both steps find the pairs anew, which is quicker than
// memory, and each keeps a few bytes per area and site.
func Float(need []float64, areas []Point, capacity []float64, sites []Point, km float64, decay Decay) (supply, ratio []float64) {
	points := [2][]Point{areas, sites}
	var index [2]*Index
	each(2, 1, func(k int) { index[k] = NewIndex(points[k]) })
	area, site := index[0], index[1]
	p := newProfile(decay, km, 1)
	ratio = p.sums(site, area, need)
	for k, pull := range ratio {
		ratio[k] = perChild(capacity[k], pull)
	}
	return p.sums(area, site, ratio), ratio
}

// sums gives for every point of one index the weighted sum of amounts at the
// points of another, both under the numbers of the points as given.
func (p *profile) sums(of, over *Index, amount []float64) []float64 {
	near := make([]float64, len(over.id))
	for k, i := range over.id {
		if amount[i] > 0 {
			near[k] = amount[i]
		}
	}
	sum := make([]float64, of.size)
	each(len(of.id), rowsABlock, func(k int) {
		sum[of.id[k]] = p.sum(&circle{p.radius, of.place[k], of.at[k]}, over, near)
	})
	return sum
}

// sum is the weighted sum of the amounts in the circle.
func (p *profile) sum(c *circle, over *Index, amount []float64) float64 {
	total := 0.0
	over.runs(c, func(first, end int) {
		at, amount := over.at[first:end], amount[first:end]
		for k := range at {
			w, known := p.weight(c.at.chord2(at[k]))
			if !known {
				w = p.weightAt(c.kilometres(&over.place[first+k]))
			}
			total += w * amount[k]
		}
	})
	return total
}
