package coverage

import (
	"slices"

	"catchment/model/atlas"
	"catchment/model/need"
	"catchment/model/practice"
)

// Score gives the what-if as a result of its own, for whoever needs more than
// the figures that differ: gaps, terms, ranks. It shares with the baseline
// what is the same, and takes as long as the types concerned are large.
func (w *WhatIf) Score() *Result {
	if w.whole != nil {
		return w.whole
	}
	moved := w.move()
	out := *w.Result
	out.Day = moved.day
	out.reached, out.marks = w.reached.in(moved), w.marks.in(moved, w.register)
	out.markets, out.marketOf = nil, make([]*market, len(w.marketOf))
	p := profilesOf(&out.Day.Profile)
	for _, m := range w.markets {
		var fresh *market
		if w.concerns(m) {
			fresh = newMarket(&out, m.number, m.rows, p)
			fresh.handOut(E2SFCA, need.Low, need.Central, need.High)
		} else {
			fresh = m.in(moved, &out)
		}
		out.markets = append(out.markets, fresh)
		for _, row := range m.rows {
			out.marketOf[row] = fresh
		}
	}
	w.setRows(&out)
	w.setFlows(&out)
	w.setFlags(&out)
	return &out
}

// moved says where the services of a baseline stand in the day of a what-if.
type moved struct {
	day    *atlas.Day
	before *atlas.Day
	was    []int32 // per service of the day: its place before, -1 where it is changed
	now    []int32 // per service before: its place in the day
	counts []int32 // per service of the day: its place in Counting, -1 for none
	did    []int32 // per service before: so too
}

func (w *WhatIf) move() *moved {
	day := w.Day.WithOn(w.Date, w.Changed)
	changed := map[string]bool{}
	for i := range w.Changed {
		changed[w.Changed[i].Key(w.Day.Atlas)] = true
	}
	m := &moved{day: day, before: w.Day, was: make([]int32, len(day.Services)), now: make([]int32, len(w.Day.Services)),
		counts: inCounting(day), did: inCounting(w.Day)}
	for place := range day.Services {
		m.was[place] = -1
		if key := day.Services[place].Key; !changed[key] {
			m.was[place], _ = w.Day.ServiceIndex(key)
			m.now[m.was[place]] = int32(place)
		}
	}
	return m
}

func inCounting(day *atlas.Day) []int32 {
	out := make([]int32, len(day.Services))
	for i := range out {
		out[i] = -1
	}
	for place, service := range day.Counting {
		out[service] = int32(place)
	}
	return out
}

// in is the reach of the day's services; those changed are found anew.
func (r *reach) in(m *moved) *reach {
	out := *r
	out.day, out.legs = m.day, make([][]Leg, len(m.day.Counting))
	for place, service := range m.day.Counting {
		if was := m.was[service]; was >= 0 && m.did[was] >= 0 {
			out.legs[place] = r.legs[m.did[was]]
		} else {
			out.legs[place] = r.legsOf([]*atlas.Service{&m.day.Services[service]}, &atlas.Flags{})[0]
		}
	}
	return &out
}

// in is the marks of the day's services.
func (a *marksByArea) in(m *moved, register *practice.Register) *marksByArea {
	out := *a
	out.day, out.register = m.day, register
	out.room()
	for _, service := range m.day.Counting {
		if was := m.was[service]; was >= 0 && m.did[was] >= 0 {
			out.own[service] = a.own[was]
			for p := range out.marks {
				out.marks[p][service], out.stated[p][service] = a.marks[p][was], a.stated[p][was]
			}
		} else {
			out.assess(service)
		}
	}
	return &out
}

// in is a market of which nothing changes but the places of its services.
func (m *market) in(moved *moved, r *Result) *market {
	out := *m
	out.day, out.needs, out.marks = r.Day, &r.Needs, r.marks
	out.services, out.counting = make([]int32, len(m.services)), make([]int32, len(m.services))
	for k, service := range m.services {
		out.services[k] = moved.now[service]
		out.counting[k] = moved.counts[moved.now[service]]
	}
	return &out
}

// setRows puts the figures that differ into rows of their own.
func (w *WhatIf) setRows(r *Result) {
	r.Held, r.Services = slices.Clone(r.Held), slices.Clone(r.Services)
	for run := range r.Bands {
		r.Bands[run] = slices.Clone(r.Bands[run])
	}
	w.Touched(func(row int, areas []int32) {
		r.Held[row], r.Services[row] = slices.Clone(r.Held[row]), slices.Clone(r.Services[row])
		for run := range r.Bands {
			r.Bands[run][row] = slices.Clone(r.Bands[run][row])
		}
		for _, area := range areas {
			r.Held[row][area], r.Services[row][area] = *w.heldAt(row, int(area)), w.servicesAt(row, int(area))
			for run := range r.Bands {
				r.Bands[run][row][area] = *w.bandsAt(need.Run(run), row, int(area))
			}
		}
	})
}

// setFlows computes the flows of the types concerned.
func (w *WhatIf) setFlows(r *Result) {
	r.Flows = slices.Clone(r.Flows)
	at := 0
	for _, m := range r.markets {
		if m.presence() {
			continue
		}
		if w.concerns(m) {
			r.Flows[at] = m.flow(w.sumOf(m))
		}
		at++
	}
}

// sumOf is the central bands of all base areas and tiers of a market.
func (w *WhatIf) sumOf(m *market) (sum Bands) {
	for _, row := range m.rows {
		for _, place := range w.own {
			sum.add(w.bandsAt(need.Central, row, int(place)))
		}
	}
	return sum
}

// setFlags takes the flags of changed services anew.
func (w *WhatIf) setFlags(r *Result) {
	changed, sites := map[string]bool{}, []*atlas.Service(nil)
	for i := range w.Changed {
		c := &w.Changed[i]
		changed[c.Key(w.Day.Atlas)] = true
		if c.Service != nil && c.Service.Counts(w.Date) {
			sites = append(sites, c.Service)
		}
	}
	r.Flags = slices.DeleteFunc(slices.Clone(r.Flags), func(f atlas.Flag) bool { return f.SubjectKind == "service" && changed[f.Subject] })
	w.reached.legsOf(sites, &r.Flags)
	for _, m := range r.markets {
		if w.concerns(m) {
			m.flag(&r.Flags)
		}
	}
	r.Flags = r.Flags.Sorted()
}
