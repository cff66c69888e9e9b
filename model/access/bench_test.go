package access

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// watch samples the memory that the program holds, live and not yet
// collected, every millisecond; what it returns reports the peak above the
// start, in MiB.
func watch(b *testing.B) func() {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	read := func() uint64 {
		metrics.Read(held)
		return held[0].Value.Uint64() - held[1].Value.Uint64()
	}
	runtime.GC()
	debug.FreeOSMemory()
	start := read()
	peak, done, finished := start, make(chan bool), make(chan bool)
	go func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				peak = max(peak, read())
			case <-done:
				close(finished)
				return
			}
		}
	}()
	return func() {
		peak = max(peak, start)
		close(done)
		<-finished
		b.ReportMetric(float64(peak-start)/(1<<20), "peak-MiB")
	}
}

func benchmarkFloat(b *testing.B, decay Decay) {
	c := generate(b, "national")
	km := make([]float64, len(c.sites))
	for k := range km {
		km[k] = 30
	}
	pairs := len(NewIndex(c.areas).Distances(c.sites, km).To)
	report := watch(b)
	for b.Loop() {
		Float(c.need, c.areas, c.capacity, c.sites, 30, decay)
	}
	report()
	b.ReportMetric(float64(pairs), "pairs")
}

// The national case: 35,672 areas × 20,000 sites within 30 km, from points
// to supply, distances included.
func BenchmarkNationalFloatSteps(b *testing.B)    { benchmarkFloat(b, Steps) }
func BenchmarkNationalFloatBinary(b *testing.B)   { benchmarkFloat(b, Binary) }
func BenchmarkNationalFloatGaussian(b *testing.B) { benchmarkFloat(b, Gaussian) }

// The same by way of a market, which keeps every link in both directions.
func BenchmarkNationalMarket(b *testing.B) {
	c := generate(b, "national")
	report := watch(b)
	pairs := 0
	for b.Loop() {
		m := c.market(c.reach(Steps))
		m.E2SFCA()
		pairs = len(m.Reach.To)
		b.StopTimer()
		m = nil
		debug.FreeOSMemory()
		b.StartTimer()
	}
	report()
	b.ReportMetric(float64(pairs), "pairs")
}

func BenchmarkNationalDistances(b *testing.B) {
	c := generate(b, "national")
	km := make([]float64, len(c.sites))
	for k := range km {
		km[k] = 30
	}
	report := watch(b)
	pairs := 0
	for b.Loop() {
		pairs = len(NewIndex(c.areas).Distances(c.sites, km).To)
		b.StopTimer()
		debug.FreeOSMemory()
		b.StartTimer()
	}
	report()
	b.ReportMetric(float64(pairs), "pairs")
}

// The steps of a market whose links are there already.
func BenchmarkNationalSupply(b *testing.B) {
	c := generate(b, "national")
	m := c.market(c.reach(Steps))
	for b.Loop() {
		m.E2SFCA()
	}
}

// 500 services × 1,917 areas × 60 groups, 100 areas each, about as many
// places as children: the hardest fill.
func BenchmarkBestRegional(b *testing.B) {
	m := regionalMarket(500, 1917, 60, 30, 100, 1)
	report := watch(b)
	for b.Loop() {
		m.Best()
	}
	report()
}

// 20 services that reach everywhere.
func BenchmarkBestEverywhere(b *testing.B) {
	m := regionalMarket(20, 1917, 60, 10, 1917, 1)
	for b.Loop() {
		m.Best()
	}
}

func BenchmarkSupplyRegional(b *testing.B) {
	m := regionalMarket(500, 1917, 60, 30, 100, 1)
	for b.Loop() {
		m.E2SFCA()
	}
}
