package scenario

import (
	"math"

	"catchment/model/field"
)

// Columns are what a change that opens the design as a service says of its
// places and cost, as the texts of scenario.csv. The places are stated so that
// the service's capacity (METHOD 4) is the design's: a cohort is one group, and
// a parents' group that several groups share is shared among them.
func (d Design) Columns() map[string]string {
	out := map[string]string{}
	if d.Programme != nil && d.Programme.Key != "" {
		out["programme"] = d.Programme.Key
	}
	w := &workshop{Design: d}
	w.unset()
	of := d.Design()
	set := func(column string, x float64) {
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			out[column] = field.Number(x)
		}
	}
	switch {
	case math.IsNaN(of.Places): // unknown stays unknown
	case w.rolling():
		set("capacity", of.Places)
	default:
		set("cohorts_per_year", known(d.Runs)**w.Groups)
		set("places_per_cohort", known(d.Places))
		if w.concurrent() {
			set("parent_places_per_cohort", known(d.ParentPlaces) / *w.Groups)
		}
	}
	if !math.IsNaN(of.Cost) {
		set("cost", math.Round(of.Cost))
	}
	return out
}
