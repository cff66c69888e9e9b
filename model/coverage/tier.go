package coverage

import (
	"math"

	"catchment/model"
	"catchment/model/need"
	"catchment/model/practice"
)

// Status is a word derived from figures, never stored (METHOD 6).
type Status string

// The four statuses.
const (
	Gap        Status = "gap"
	Partial    Status = "partial"
	Sufficient Status = "sufficient"
	NotKnown   Status = "not known"
)

// tie is the difference below which two coverages are the same.
const tie = 1e-9

// StatusOf gives the word for a range from low to high: not known where the
// ends give different words, or where either is NaN.
func StatusOf(low, high float64, settings *model.Settings) Status {
	if math.IsNaN(low) || math.IsNaN(high) {
		return NotKnown
	}
	word := statusAt(low, settings)
	if word != statusAt(high, settings) {
		return NotKnown
	}
	return word
}

func statusAt(coverage float64, settings *model.Settings) Status {
	switch {
	case coverage < settings.Gap-tie:
		return Gap
	case coverage >= settings.Sufficient-tie:
		return Sufficient
	}
	return Partial
}

// TierFigure is an area's tier: the mean of coverage over the types expected
// in it that have demand, weighted by v, shown with its weakest type.
// Coverage and CoverageHigh (from met high) are NaN where no type has demand.
type TierFigure struct {
	Coverage, CoverageHigh float64
	Weakest                string // service type; "" where no type has demand
	Present, Expected      int    // service types
	Status                 Status
}

// Tier computes a reported area's tier, 1 to 4.
func (r *Result) Tier(reported, tier int) TierFigure {
	f := TierFigure{}
	var mean, meanHigh weightedMean
	lowest := math.Inf(1)
	for row, e := range r.Day.Expected {
		if e.Tier != tier {
			continue
		}
		f.Expected++
		if r.Services[row][reported] > 0 {
			f.Present++
		}
		b := &r.Bands[need.Central][row][reported]
		if b.Demand <= 0 {
			continue
		}
		coverage := b.Met / b.Demand
		mean.add(e.Weight, coverage)
		meanHigh.add(e.Weight, b.MetHigh/b.Demand)
		lowest = min(lowest, coverage)
	}
	f.Coverage, f.CoverageHigh = mean.value(), meanHigh.value()
	if !math.IsNaN(f.Coverage) {
		f.Weakest = r.firstAt(reported, tier, lowest)
	}
	f.Status = StatusOf(f.Coverage, f.CoverageHigh, &r.Day.Settings)
	return f
}

// firstAt gives the first type, by key, whose coverage is the lowest of the
// tier; "" where none has demand.
func (r *Result) firstAt(reported, tier int, lowest float64) string {
	for row, e := range r.Day.Expected { // in order of key within a tier
		b := &r.Bands[need.Central][row][reported]
		if e.Tier == tier && b.Demand > 0 && b.Met/b.Demand <= lowest+tie {
			return r.Day.Types[e.Type].Key
		}
	}
	return ""
}

// CubeFigure is one cell of area × tier × indicator: the mean of quality over
// the types expected in the tier that have demand, and of assessed over those
// of them with anyone met. NaN where there is nothing to take a mean of.
type CubeFigure struct {
	Low, High, Assessed float64
	Status              Status
}

// Cube computes the eight indicators of a reported area's tier, 1 to 4.
func (r *Result) Cube(reported, tier int) [practice.Indicators]CubeFigure {
	var low, high, assessed [practice.Indicators]weightedMean
	for row, e := range r.Day.Expected {
		b := &r.Bands[need.Central][row][reported]
		if e.Tier != tier || b.Demand <= 0 {
			continue
		}
		held := &r.Held[row][reported]
		for g := range held {
			low[g].add(e.Weight, held[g].Low/b.Demand)
			high[g].add(e.Weight, held[g].High/b.Demand)
			if b.Met > 0 {
				assessed[g].add(e.Weight, held[g].Known/b.Met)
			}
		}
	}
	var out [practice.Indicators]CubeFigure
	for g := range out {
		out[g] = CubeFigure{low[g].value(), high[g].value(), assessed[g].value(), ""}
		out[g].Status = StatusOf(out[g].Low, out[g].High, &r.Day.Settings)
	}
	return out
}

// weightedMean is Σ weight × value / Σ weight; NaN without any weight.
type weightedMean struct{ weight, sum float64 }

func (m *weightedMean) add(weight, value float64) {
	m.weight += weight
	m.sum += weight * value
}

func (m *weightedMean) value() float64 {
	if m.weight <= 0 {
		return math.NaN()
	}
	return m.sum / m.weight
}
