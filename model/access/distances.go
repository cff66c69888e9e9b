package access

// Distances gives for each place of from the points within km of it: row r
// holds all points at Kilometres(from[r], point) ≤ km[r], with that distance
// as the value. From and km have the same length; a row is empty where
// from[r] is nowhere or km[r] is negative or NaN. Twelve bytes a pair, and
// little beside.
func (x *Index) Distances(from []Point, km []float64) Links {
	circleAt := func(r int) circle { return newCircle(from[r], newRadius(km[r])) }
	return x.links(len(from), circleAt, func(row *sparseRow, c *circle, first, end int) {
		for k := first; k < end; k++ {
			if c.at.chord2(x.at[k]) > c.outside {
				continue
			}
			if d := c.kilometres(&x.place[k]); d <= c.km {
				row.put(x.id[k], d)
			}
		}
	})
}

// Reach gives for each place of from the points that are reached from it:
// row r holds the points with decay.Weight(detour × Kilometres(from[r],
// point), catchment) > 0, with that weight as the value. The catchment is in
// kilometres of travel, detour the travel per kilometre of straight line.
func (x *Index) Reach(from []Point, decay Decay, catchment, detour float64) Links {
	p := newProfile(decay, catchment, detour)
	circleAt := func(r int) circle { return newCircle(from[r], p.radius) }
	return x.links(len(from), circleAt, func(row *sparseRow, c *circle, first, end int) {
		for k := first; k < end; k++ {
			w, known := p.weight(c.at.chord2(x.at[k]))
			if !known {
				w = p.weightAt(c.kilometres(&x.place[k]))
			}
			if w > 0 {
				row.put(x.id[k], w)
			}
		}
	})
}

// rowsABlock is how many places one worker searches around at a time.
const rowsABlock = 64

// links gives for each circle what gather keeps of its runs. It counts first
// what can be in the circles, so that nothing is allocated twice; then
// fills, and closes up.
func (x *Index) links(rows int, circleAt func(r int) circle, gather func(row *sparseRow, c *circle, first, end int)) Links {
	l := Links{Start: make([]int, rows+1)}
	each(rows, rowsABlock, func(r int) {
		c := circleAt(r)
		l.Start[r+1] = x.count(&c)
	})
	for r := range rows {
		l.Start[r+1] += l.Start[r]
	}
	l.To, l.Value = make([]int32, l.Start[rows]), make([]float64, l.Start[rows])
	kept := make([]int, rows)
	inBlocks(rows, rowsABlock, func() func(first, end int) {
		row := newSparseRow(x.size)
		var c circle
		gatherRun := func(first, end int) { gather(row, &c, first, end) }
		return func(first, end int) {
			for r := first; r < end; r++ {
				c = circleAt(r)
				x.runs(&c, gatherRun)
				to, value := l.Row(r)
				kept[r] = row.drain(to, value)
			}
		}
	})
	return l.closeUp(kept)
}

// count is the number of points inside the outer rim of the circle.
func (x *Index) count(c *circle) int {
	n := 0
	x.runs(c, func(first, end int) {
		for _, v := range x.at[first:end] {
			if c.at.chord2(v) <= c.outside {
				n++
			}
		}
	})
	return n
}
