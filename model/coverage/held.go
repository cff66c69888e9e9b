package coverage

import "catchment/model/practice"

// Criteria lists the criteria in the order of Standings.
func (r *Result) Criteria() *practice.Criteria { return r.marks.register.Criteria }

// StandingsOf gives a service's criteria as they stand on the day, its own or
// its provider's, whether it counts or not. What partnerships say of their
// areas is not in them.
func (r *Result) StandingsOf(service int32) practice.Standings {
	s := &r.Day.Services[service]
	return r.marks.register.Of(s.Key, s.Service.Provider)
}

// MetBy lists the services that meet children of a row, over all base areas,
// by rising service. The sum over services is the children met.
func (r *Result) MetBy(row int) []Given {
	m, i := r.marketOf[row], r.rowOf[row]
	sum := make([]float64, len(m.services))
	parts := make([]float64, len(m.cells.rules))
	for base := range r.Day.Base {
		m.givenAt(i, base, parts, func(k int32, children float64) { sum[k] += children })
	}
	var out []Given
	for k, children := range sum {
		if children > 0 {
			out = append(out, Given{m.services[k], children})
		}
	}
	return out
}
