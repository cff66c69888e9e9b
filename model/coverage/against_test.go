package coverage_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Score must agree with METHOD read aloud, cell by cell.
func TestScoreAgainstOracle(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		records := randomRecords(t)
		c := &comparison{T: t, r: score(records, randomDay), o: readAloud(records, randomDay)}
		c.reported()
		c.need()
		of := map[string][need.Runs]*figures{}
		for _, kind := range records.ServiceTypes {
			of[kind.Key] = [need.Runs]*figures{c.o.figures(0, kind.Key), c.o.figures(1, kind.Key), c.o.figures(2, kind.Key)}
			if kind.Measure == model.Places {
				c.flow(kind.Key, of[kind.Key][need.Central])
				c.supplies(of[kind.Key][need.Central])
			}
		}
		for place, area := range c.r.Day.Reported {
			code := c.r.Day.Areas[area].Code
			for tier := 1; tier <= 4; tier++ {
				c.tier(place, code, tier, of)
			}
		}
	})
}

type comparison struct {
	*rapid.T
	r *coverage.Result
	o *oracle
}

func (c *comparison) same(what string, got, want, scale float64) {
	if !near(got, want, scale) {
		c.Fatalf("%s: %v, want %v", what, got, want)
	}
}

func (c *comparison) reported() {
	var got, want []string
	for _, area := range c.r.Day.Reported {
		got = append(got, c.r.Day.Areas[area].Code)
	}
	for code := range c.o.within {
		want = append(want, code)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		c.Fatalf("reported %v, want %v", got, want)
	}
}

func (c *comparison) need() {
	for i, area := range c.o.base {
		for run := range c.o.needs {
			for tier := range 4 {
				for age, want := range c.o.needs[run][i][tier] {
					c.same(area.Code+" need", c.r.Needs[run][i][tier][age], want, c.o.persons[i][age])
				}
			}
		}
	}
}

func (c *comparison) supplies(f *figures) {
	supplies := c.r.Supplies()
	for n, k := range f.services {
		s, key := supplies[k], c.o.services[k].Key
		if got := c.r.Day.Services[s.Service].Key; got != key {
			c.Fatalf("service %s, want %s", got, key)
		}
		capacity, ratio, stranded := f.capacity[n], f.ratio[n], 0.0
		if f.pull[n] == 0 {
			stranded = capacity
		}
		if math.IsNaN(capacity) {
			ratio, stranded = capacity, capacity
		}
		c.same(key+" capacity", s.Capacity, capacity, 0)
		c.same(key+" pull", s.Pull, f.pull[n], 0)
		c.same(key+" ratio", s.Ratio, ratio, 0)
		c.same(key+" stranded", s.Stranded, stranded, 0)
	}
}

func (c *comparison) flow(key string, f *figures) {
	i := slices.IndexFunc(c.r.Flows, func(f coverage.Flow) bool { return f.ServiceType == key })
	var all figure
	for _, tiers := range f.at {
		for _, at := range tiers {
			all.add(at)
		}
	}
	capacity := 0.0
	for _, known := range f.capacity {
		if !math.IsNaN(known) {
			capacity += known
		}
	}
	got := c.r.Flows[i]
	c.same(key+" capacity", got.Capacity, capacity, 0)
	c.same(key+" demand", got.Demand, all.demand, 0)
	c.same(key+" met", got.Met, all.met, all.demand)
	c.same(key+" best achievable", got.BestAchievable, f.best, all.demand)
	bands := map[string]float64{"reach": all.unreached, "eligibility": all.notEligible, "capacity": all.met + all.waiting - f.best, "none": 0}
	for name, children := range bands {
		if children > bands[got.Binding]+1e-8*(1+all.demand) {
			c.Fatalf("%s: %s binds %v, yet %s does %v", key, got.Binding, bands[got.Binding], name, children)
		}
	}
}

// tier compares a reported area's rows, and then what is made of them.
func (c *comparison) tier(place int, code string, tier int, of map[string][need.Runs]*figures) {
	var sum tierSum
	expected, present := 0, 0
	for row, e := range c.r.Day.Expected {
		if e.Tier != tier {
			continue
		}
		expected++
		key := c.r.Day.Types[e.Type].Key
		what := code + " " + key
		var rolled [need.Runs]figure
		for run := range rolled {
			for _, i := range c.o.within[code] {
				rolled[run].add(of[key][run].at[i][tier])
			}
			c.bands(what, c.r.Bands[run][row][place], rolled[run])
		}
		services := 0
		for _, k := range of[key][need.Central].services {
			if slices.ContainsFunc(c.o.within[code], func(i int) bool { return c.o.weight[k][i] > 0 }) {
				services++
			}
		}
		if got := c.r.Services[row][place]; got != services {
			c.Fatalf("%s: %d services, want %d", what, got, services)
		}
		if services > 0 {
			present++
		}
		want := rolled[need.Central]
		for g, held := range c.r.Held[row][place] {
			c.same(what+" held low", held.Low, want.low[g], want.demand)
			c.same(what+" held high", held.High, want.high[g], want.demand)
			c.same(what+" held known", held.Known, want.known[g], want.demand)
		}
		sum.add(key, e.Weight, want)
	}
	got := c.r.Tier(place, tier)
	c.same(code+" coverage", got.Coverage, sum.met/sum.weight, 1)
	c.same(code+" coverage high", got.CoverageHigh, sum.metHigh/sum.weight, 1)
	if got.Weakest != sum.weakest() || got.Present != present || got.Expected != expected {
		c.Fatalf("%s tier %d: %+v, want %d of %d, weakest %q", code, tier, got, present, expected, sum.weakest())
	}
	c.status(code, got.Status, sum.met/sum.weight, sum.metHigh/sum.weight)
	for g, cell := range c.r.Cube(place, tier) {
		c.same(code+" low", cell.Low, sum.low[g]/sum.weight, 1)
		c.same(code+" high", cell.High, sum.high[g]/sum.weight, 1)
		c.same(code+" assessed", cell.Assessed, sum.known[g]/sum.metWeight, 1)
		c.status(code, cell.Status, sum.low[g]/sum.weight, sum.high[g]/sum.weight)
	}
}

func (c *comparison) bands(what string, got coverage.Bands, want figure) {
	c.same(what+" demand", got.Demand, want.demand, 0)
	c.same(what+" unreached", got.Unreached, want.unreached, want.demand)
	c.same(what+" not eligible", got.NotEligible, want.notEligible, want.demand)
	c.same(what+" waiting", got.Waiting, want.waiting, want.demand)
	c.same(what+" met", got.Met, want.met, want.demand)
	c.same(what+" met high", got.MetHigh, want.metHigh, want.demand)
}

// status compares words where no figure stands on the edge of one.
func (c *comparison) status(what string, got coverage.Status, low, high float64) {
	word := func(x float64) coverage.Status {
		switch {
		case x < 0.25:
			return coverage.Gap
		case x < 0.8:
			return coverage.Partial
		}
		return coverage.Sufficient
	}
	want := coverage.NotKnown
	if !math.IsNaN(low) && !math.IsNaN(high) && word(low) == word(high) {
		want = word(low)
	}
	for _, edge := range []float64{0.25, 0.8} {
		if near(low, edge, 1) || near(high, edge, 1) {
			return
		}
	}
	if got != want {
		c.Fatalf("%s: %s, want %s for %v to %v", what, got, want, low, high)
	}
}

// tierSum is the weighted means of METHOD 6 before they are divided.
type tierSum struct {
	weight, metWeight float64
	met, metHigh      float64
	low, high, known  [8]float64
	coverage          map[string]float64 // of types with demand
}

func (s *tierSum) add(key string, v float64, f figure) {
	if f.demand == 0 {
		return
	}
	if s.coverage == nil {
		s.coverage = map[string]float64{}
	}
	s.coverage[key] = f.met / f.demand
	s.weight += v
	s.met += v * f.met / f.demand
	s.metHigh += v * f.metHigh / f.demand
	for g := range 8 {
		s.low[g] += v * f.low[g] / f.demand
		s.high[g] += v * f.high[g] / f.demand
		if f.met > 0 {
			s.known[g] += v * f.known[g] / f.met
		}
	}
	if f.met > 0 {
		s.metWeight += v
	}
}

// weakest is empty where there is no coverage to show it beside.
func (s *tierSum) weakest() string {
	if s.weight == 0 {
		return ""
	}
	lowest, first := math.Inf(1), ""
	for _, c := range s.coverage {
		lowest = min(lowest, c)
	}
	for key, c := range s.coverage {
		if c <= lowest+1e-9 && (first == "" || key < first) {
			first = key
		}
	}
	return first
}
