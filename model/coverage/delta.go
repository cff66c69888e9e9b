package coverage

import (
	"runtime"
	"slices"

	"catchment/model/need"
)

// delta is one service type with some services changed.
type delta struct {
	market *market
	areas  []int32              // reported places that can differ, ascending
	at     []int32              // per reported place: place in areas, -1 for none
	bands  [need.Runs][][]Bands // by the market's rows, then areas
	held   [][]Held
	counts []int // services that reach, per area
}

func (w *WhatIf) deltaOf(m *market) *delta {
	d := &delta{market: m.patched(w)}
	touched := d.touched()
	d.place(w.Baseline, touched)
	d.counts = d.count(w.Baseline)
	d.held = make([][]Held, len(m.rows))
	for i := range m.rows {
		d.held[i] = make([]Held, len(d.areas))
		for run := range d.bands {
			d.bands[run] = append(d.bands[run], make([]Bands, len(d.areas)))
		}
	}
	if w.whole == nil {
		d.compute(w.Baseline, touched)
		d.rollUp(w.Baseline)
	}
	return d
}

// touched lists the base areas that a service which goes or comes reaches.
func (d *delta) touched() []int32 {
	reached := make([]bool, len(d.market.day.Base))
	d.movers(func(_ int, to []int32) {
		for _, base := range to {
			reached[base] = true
		}
	})
	var out []int32
	for base, is := range reached {
		if is {
			out = append(out, int32(base))
		}
	}
	return out
}

// movers visits the services that go, by -1, and those that come, by 1, with
// the base areas that they reach.
func (d *delta) movers(visit func(by int, to []int32)) {
	for k, gone := range d.market.patch.gone {
		if gone {
			to, _ := d.market.access.Reach.Row(k)
			visit(-1, to)
		}
	}
	for i := range d.market.patch.come {
		visit(1, d.market.patch.come[i].to)
	}
}

// place lists the areas of touched base areas and all above them.
func (d *delta) place(b *Baseline, touched []int32) {
	d.at = make([]int32, len(b.Day.Reported))
	for _, base := range touched {
		for _, place := range b.Day.Above[base] {
			d.at[place] = 1
		}
	}
	for place, is := range d.at {
		d.at[place] = -1
		if is == 1 {
			d.at[place] = int32(len(d.areas))
			d.areas = append(d.areas, int32(place))
		}
	}
}

// count counts the services that reach each area.
func (d *delta) count(b *Baseline) []int {
	counts, seen := make([]int, len(d.areas)), make([]int, len(d.areas))
	if len(d.market.rows) == 0 {
		return counts
	}
	for at, place := range d.areas {
		counts[at] = b.Services[d.market.rows[0]][place]
	}
	mover := 0
	d.movers(func(by int, to []int32) {
		mover++
		for _, base := range to {
			for _, place := range b.Day.Above[base] {
				if at := d.at[place]; seen[at] != mover {
					seen[at] = mover
					counts[at] += by
				}
			}
		}
	})
	return counts
}

// compute computes the touched base areas: a run of neighbours, whose people
// stand together in memory too, on each core.
func (d *delta) compute(b *Baseline, touched []int32) {
	workers := min(runtime.GOMAXPROCS(0), 1+len(touched)/16)
	Each(workers, func(worker int) {
		g, f := d.market.ground(), newFigures(len(d.market.rows))
		for _, base := range touched[len(touched)*worker/workers : len(touched)*(worker+1)/workers] {
			g.compute(base, f)
			at := d.at[b.own[base]]
			for i := range d.held {
				d.held[i][at] = f.held[i]
				for run := range d.bands {
					d.bands[run][i][at] = f.bands[run][i]
				}
			}
		}
	})
}

// rollUp adds up the areas above, from all their base areas in order.
func (d *delta) rollUp(b *Baseline) {
	var above []int
	for at, place := range d.areas {
		if members := b.Day.Within[place]; len(members) > 1 || b.own[members[0]] != place {
			above = append(above, at)
		}
	}
	rows := len(d.market.rows)
	Each(len(above)*rows, func(n int) {
		at, i := above[n/rows], n%rows
		row, members := d.market.rows[i], b.Day.Within[d.areas[at]]
		for run := range d.bands {
			addUp(&d.bands[run][i][at], members, b.own, d.at, d.bands[run][i], b.Bands[run][row], (*Bands).add)
		}
		addUp(&d.held[i][at], members, b.own, d.at, d.held[i], b.Held[row], (*Held).add)
	})
}

// addUp sums base areas: new where they were computed anew, else old.
func addUp[T any](sum *T, members, own, at []int32, new, old []T, add func(sum, part *T)) {
	for _, base := range members {
		place := own[base]
		if n := at[place]; n >= 0 {
			add(sum, &new[n])
		} else {
			add(sum, &old[place])
		}
	}
}

// evenly puts the touched areas anew in their places among the others.
func (w *WhatIf) evenly(tier int) []weighted {
	before := w.evens[tier-1]()
	if w.whole != nil {
		return w.spread(w, tier)
	}
	moved := make([]bool, len(w.Day.Base))
	var fresh []weighted
	touched := &w.touched[tier-1]
	for n, place := range touched.areas {
		if base := w.baseOf[place]; base >= 0 {
			moved[base] = true
			if a, has := even(touched.figures[n].Coverage, w.needs[tier-1][base], base); has {
				fresh = append(fresh, a)
			}
		}
	}
	slices.SortFunc(fresh, weighted.compare)
	out := make([]weighted, 0, len(before)+len(fresh))
	for _, a := range before {
		if moved[a.base] {
			continue
		}
		for len(fresh) > 0 && fresh[0].compare(a) < 0 {
			out, fresh = append(out, fresh[0]), fresh[1:]
		}
		out = append(out, a)
	}
	return append(out, fresh...)
}
