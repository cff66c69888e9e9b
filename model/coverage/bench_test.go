package coverage_test

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/gap"
	"catchment/model/trial"
)

func wales() *model.Records { return trial.Wales() }

// A whole revision: score, ranks, the cube of every area, the gaps of
// authorities. Wanted: a second and 300 MB on two cores.
func BenchmarkScoreWales(b *testing.B) {
	day := atlas.Build(wales(), model.Revision{}).On(workedDay)
	report := watch(b)
	for b.Loop() {
		r := coverage.Score(day)
		r.Ranks()
		for place := range day.Reported {
			for tier := 1; tier <= 4; tier++ {
				r.Cube(place, tier)
			}
		}
		gap.Register(r, authority, func(int32) bool { return false })
	}
	report()
}

func authority(a *model.Area) bool { return a.Kind == model.LocalAuthority }

// The parts of it.
func BenchmarkWalesParts(b *testing.B) {
	records := wales()
	built := atlas.Build(records, model.Revision{})
	day := built.On(workedDay)
	r := coverage.Score(day)
	for _, part := range []struct {
		name string
		run  func()
	}{
		{"Check", func() { atlas.Check(records) }},
		{"Build", func() { atlas.Build(records, model.Revision{}) }},
		{"On", func() { built.On(workedDay) }},
		{"Score", func() { coverage.Score(day) }},
		{"Ranks", func() { r.Ranks() }},
		{"Equity", func() { r.Equity() }},
		{"Register", func() { gap.Register(r, authority, func(int32) bool { return false }) }},
	} {
		b.Run(part.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				part.run()
			}
		})
	}
}

// watch samples the memory that the program holds every millisecond; what it
// returns reports the peak of the heap, in MiB, and of what was added to it.
func watch(b *testing.B) func() {
	held := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 {
		metrics.Read(held)
		return held[0].Value.Uint64()
	}
	runtime.GC()
	debug.FreeOSMemory()
	peak, done, finished := read(), make(chan bool), make(chan bool)
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
		close(done)
		<-finished
		b.ReportMetric(float64(peak)/(1<<20), "peak-heap-MiB")
	}
}
