package coverage

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/need"
)

// Result is the figures of one day. Rows are places in Day.Expected (a type
// in a tier), areas places in Day.Reported; base areas are among them.
type Result struct {
	Day      *atlas.Day
	Needs    [need.Runs][]need.Tiers // per base place
	Bands    [need.Runs][][]Bands    // per row and reported area
	Held     [][]Held                // central; per row and reported area
	Services [][]int                 // per row and reported area: distinct services that reach it
	Flows    []Flow                  // per service type with places, in order of key
	Flags    atlas.Flags

	markets  []*market // per service type but those for perpetrators, in order of key
	marketOf []*market // per row
	rowOf    []int     // per row: its place in its market's rows
	reached  *reach
	marks    *marksByArea
}

// Score computes everything for one day but the ranks, which Ranks adds.
func Score(day *atlas.Day) *Result {
	r := &Result{Day: day, Flags: append(atlas.Flags(nil), day.Flags...)}
	r.computeNeeds()
	r.reached = reachOn(day, &r.Flags)
	r.marks = marksOn(day)
	r.openMarkets()
	rows := len(day.Expected)
	for run := range r.Bands {
		r.Bands[run] = make([][]Bands, rows)
	}
	r.Held, r.Services = make([][]Held, rows), make([][]int, rows)
	flows := make([]Flow, len(r.markets))
	Each(len(r.markets), func(i int) {
		flows[i] = r.markets[i].flow(r.scoreMarket(r.markets[i]))
	})
	for i, m := range r.markets {
		m.flag(&r.Flags)
		if !m.presence() {
			r.Flows = append(r.Flows, flows[i])
		}
	}
	r.flagPoints()
	return r
}

func (r *Result) computeNeeds() {
	day := r.Day
	for run := range r.Needs {
		rates := need.RatesOf(day.Records.Rates, need.Run(run))
		r.Needs[run] = make([]need.Tiers, len(day.Base))
		for base := range day.Base {
			var notes need.Notes
			r.Needs[run][base], notes = need.In(&day.Population[base], day.Index[base], &rates, day.Observed[base])
			code := day.Areas[day.Base[base]].Code
			if notes.Scaled {
				r.Flags.Add("area", code, "need_scaled", "At some age the tiers exceeded the people there ("+runNames[run]+" run); they were scaled down.")
			}
			if notes.NobodyForAge {
				r.Flags.Add("area", code, "observed_nobody", "Children are observed in need, and nobody of that age lives there; they are taken as 0.")
			}
		}
	}
}

var runNames = [need.Runs]string{"low", "central", "high"}

func (r *Result) openMarkets() {
	day := r.Day
	rowsOf := make([][]int, len(day.Types))
	for row, e := range day.Expected {
		rowsOf[e.Type] = append(rowsOf[e.Type], row)
	}
	p := profilesOf(&day.Profile)
	r.marketOf, r.rowOf = make([]*market, len(day.Expected)), make([]int, len(day.Expected))
	for kind, rows := range rowsOf {
		if day.Types[kind].Audience == model.Perpetrators {
			continue
		}
		m := newMarket(r, int32(kind), rows, p)
		r.markets = append(r.markets, m)
		for i, row := range rows {
			r.marketOf[row], r.rowOf[row] = m, i
		}
	}
}

// scoreMarket fills in the rows of one service type and gives the central
// bands of all its areas and tiers together. Other markets have other rows,
// so markets can be scored at the same time.
func (r *Result) scoreMarket(m *market) (sum Bands) {
	m.handOut(E2SFCA, need.Low, need.Central, need.High)
	bands, held := m.computeAll()
	services := m.servicesByArea()
	for i, row := range m.rows {
		for run := range bands {
			r.Bands[run][row] = rollUp(r.Day, bands[run][i], (*Bands).add)
		}
		r.Held[row] = rollUp(r.Day, held[i], (*Held).add)
		r.Services[row] = services
		for base := range bands[need.Central][i] {
			sum.add(&bands[need.Central][i][base])
		}
	}
	return sum
}

// computeAll computes every base area, by the market's rows.
func (m *market) computeAll() (bands [need.Runs][][]Bands, held [][]Held) {
	held = make([][]Held, len(m.rows))
	for i := range held {
		held[i] = make([]Held, len(m.day.Base))
		for run := range bands {
			bands[run] = append(bands[run], make([]Bands, len(m.day.Base)))
		}
	}
	g, f := m.ground(), newFigures(len(m.rows))
	for base := range m.day.Base {
		g.compute(int32(base), f)
		for i := range held {
			held[i][base] = f.held[i]
			for run := range bands {
				bands[run][i][base] = f.bands[run][i]
			}
		}
	}
	return bands, held
}

// rollUp adds up base areas for every reported area, in order of base area.
func rollUp[T any](day *atlas.Day, base []T, add func(sum, part *T)) []T {
	out := make([]T, len(day.Reported))
	for place, members := range day.Within {
		for _, b := range members {
			add(&out[place], &base[b])
		}
	}
	return out
}

// servicesByArea counts the distinct services with W > 0 for each reported
// area.
func (m *market) servicesByArea() []int {
	out := make([]int, len(m.day.Reported))
	seen := make([]int, len(m.services))
	for place, members := range m.day.Within {
		for _, base := range members {
			reaching, _ := m.access.ByArea.Row(int(base))
			for _, k := range reaching {
				if seen[k] != place+1 {
					seen[k] = place + 1
					out[place]++
				}
			}
		}
	}
	return out
}

func (m *market) flag(flags *atlas.Flags) {
	if m.presence() {
		return
	}
	for k, service := range m.services {
		if m.capacities[k].Way == "other_unit" {
			flags.Add("service", m.day.Services[service].Key, "capacity_unit",
				"Its capacity is stated in another unit than its type's; it is taken as not known.")
		}
	}
}

func (r *Result) flagPoints() {
	for _, area := range r.Day.Reported {
		switch {
		case r.Day.CentroidOutside(area):
			r.Flags.Add("area", r.Day.Areas[area].Code, "point_outside", "It states no representative point, and the centroid of its boundary lies outside it.")
		case math.IsNaN(r.Day.Points[area].Lat):
			r.Flags.Add("area", r.Day.Areas[area].Code, "no_point", "It states no representative point and no boundary; distances to it are not known.")
		}
	}
}

// Each runs f for 0 … n-1 on all cores. Calls must not touch each other's
// results, so that the outcome does not depend on their order.
func Each(n int, f func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	group.Wait()
}

// Blocks divides the numbers from 0 to n-1 among all cores, neighbours together.
func Blocks(n int, f func(from, to int)) {
	const block = 128
	Each((n+block-1)/block, func(i int) { f(i*block, min(n, (i+1)*block)) })
}
