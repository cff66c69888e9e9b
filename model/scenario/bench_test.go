package scenario_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/scenario"
	"catchment/model/trial"
)

var walesBox = [4]float64{-5.3, 51.4, -2.7, 53.4}

// 300 times one change, of any kind, and the difference of every figure that it
// makes. Wanted: 5 ms for 95 in 100 of them. Every second service has a
// site, and types without a catchment reach all 1,917 areas from it.
func BenchmarkWhatIfWales(b *testing.B) { benchmarkWhatIf(b, trial.Wales(), walesBox) }

// The same where each service serves one authority and has no site, as in the
// benchmark of pages.
func BenchmarkWhatIfWalesByAuthority(b *testing.B) {
	r := trial.Wales()
	r.Sites = nil
	random := rand.New(rand.NewPCG(3, 4))
	for i := range r.Services {
		r.Services[i].Mode, r.Services[i].AreasServed = "group", []string{r.Areas[1+random.IntN(22)].Code}
	}
	benchmarkWhatIf(b, r, walesBox)
}

// The same at the size of Great Britain, 35,672 areas × 20,000 services.
// Wanted: 20 ms.
func BenchmarkWhatIfNational(b *testing.B) {
	benchmarkWhatIf(b, national(b), [4]float64{-5.7, 50, 1.75, 58.6})
}

func benchmarkWhatIf(b *testing.B, records *model.Records, box [4]float64) {
	begun := time.Now()
	result := coverage.Score(atlas.Build(records, model.Revision{}).On(trial.Day))
	scored := time.Since(begun)
	base := scenario.On(result)
	base.Evenly()
	base.TierAt(0, 1)
	base.CubeAt(0, 1)
	random := rand.New(rand.NewPCG(1, 2))
	var took, computed []time.Duration
	for b.Loop() {
		for range 300 {
			changes := oneChange(random, records, box)
			begun, processor := time.Now(), processorTime()
			outcome, faults := base.Try(changes)
			if outcome == nil {
				b.Fatalf("%+v: %+v", changes, faults)
			}
			took, computed = append(took, time.Since(begun)), append(computed, processorTime()-processor)
		}
	}
	slices.Sort(took)
	slices.Sort(computed)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "most-ms")
	b.ReportMetric(float64(computed[len(took)*95/100].Microseconds())/1000, "p95-processor-ms")
	b.ReportMetric(float64(scored.Milliseconds()), "full-ms")
}

// processorTime is what this program has used of all cores, which a loaded
// machine does not lengthen as it does the clock's.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// oneChange is a change of any kind to any service that is not protected.
func oneChange(random *rand.Rand, r *model.Records, box [4]float64) []model.ScenarioChange {
	chosen := r.Services[random.IntN(len(r.Services))].Key
	if len(r.Sites) > 0 {
		chosen = r.Sites[random.IntN(len(r.Sites))].Service
	}
	kinds := model.ChangeKind("").Values()
	c := model.ScenarioChange{Scenario: "bench", Place: 1, Change: model.ChangeKind(kinds[random.IntN(len(kinds))]), Service: chosen, Cost: new(1000.0)}
	at := func() map[string]string {
		return map[string]string{"disclosure": "public", "lon": fmt.Sprint(box[0] + random.Float64()*(box[2]-box[0])), "lat": fmt.Sprint(box[1] + random.Float64()*(box[3]-box[1]))}
	}
	switch c.Change {
	case "open":
		if c.Service, c.Sets = "new", at(); len(r.Sites) == 0 {
			c.Sets = map[string]string{"areas_served": r.Areas[1+random.IntN(22)].Code}
		}
		c.Sets["provider"], c.Sets["name"], c.Sets["mode"], c.Sets["capacity"] = r.Providers[0].Key, "New", "group", "40"
		c.Sets["service_type"] = r.ServiceTypes[random.IntN(len(r.ServiceTypes))].Key
	case "move":
		if c.Sets = at(); len(r.Sites) == 0 {
			c.Change, c.Sets = "serve", map[string]string{"areas_served": r.Areas[1+random.IntN(22)].Code}
		}
	case "resize":
		c.Sets = map[string]string{"capacity": strconv.Itoa(10 + random.IntN(90))}
	case "accept":
		c.Sets = map[string]string{"age_min": strconv.Itoa(random.IntN(7)), "age_max": strconv.Itoa(8 + random.IntN(16))}
	case "serve":
		c.Sets = map[string]string{"areas_served": r.Areas[1+random.IntN(9)].Code}
	case "renew":
		c.Sets = map[string]string{"contract_end": "2030-03-31"}
	}
	return []model.ScenarioChange{c}
}

// national is the case of that name, made by the script that other programs
// are measured on too.
func national(b *testing.B) *model.Records {
	areas, sites := trial.Bench(b, "national")
	r := &model.Records{Criteria: trial.Criteria(), Settings: []model.Setting{{Key: "detour_factor", Value: 1}},
		Providers: []model.Provider{{Key: "p", Name: "P"}}, Areas: []model.Area{{Code: "N", Name: "Nation", Kind: "nation"}}}
	for i := range 9 {
		r.Areas = append(r.Areas, model.Area{Code: fmt.Sprintf("R%d", i), Name: "Region", Kind: "region", Parents: []string{"N"}})
	}
	for tier := range 4 {
		r.ServiceTypes = append(r.ServiceTypes, model.ServiceType{Key: fmt.Sprintf("type_%d", tier+1), Measure: model.Places, CatchmentKm: new(30.0), Decay: "steps", ProtectedByDefault: new(false)})
		r.Uptake = append(r.Uptake, model.Uptake{ServiceType: fmt.Sprintf("type_%d", tier+1), Tier: tier + 1, Uptake: 1})
	}
	nationalAreas(r, areas)
	nationalServices(r, sites)
	return r
}

func nationalAreas(r *model.Records, areas map[string][]float64) {
	for i, id := range areas["area_id"] {
		code := fmt.Sprintf("A%05.0f", id)
		region := fmt.Sprintf("R%d", min(8, int((areas["lat"][i]-50)/(8.6/9))))
		r.Areas = append(r.Areas, model.Area{Code: code, Name: code, Kind: "lsoa", Parents: []string{region}, PointLon: &areas["lon"][i], PointLat: &areas["lat"][i]})
		p := model.Population{AreaCode: code, Year: 2025}
		for age := range 18 {
			p.Ages[age] = areas["children"][i] / 18
		}
		r.Population = append(r.Population, p)
		for tier := 2; tier <= 4; tier++ {
			r.Observed = append(r.Observed, model.Observed{AreaCode: code, Tier: tier, Count: areas[fmt.Sprintf("need_t%d", tier)][i] / 4, Year: 2025})
		}
	}
}

func nationalServices(r *model.Records, sites map[string][]float64) {
	for i, id := range sites["site_id"] {
		key := fmt.Sprintf("s%05.0f", id)
		r.Services = append(r.Services, model.Service{Key: key, Name: key, Provider: "p", ServiceType: fmt.Sprintf("type_%.0f", sites["tier"][i]), Mode: "group", Capacity: &sites["capacity"][i]})
		r.Sites = append(r.Sites, model.Site{Key: key, Service: key, Disclosure: model.Public, Lon: &sites["lon"][i], Lat: &sites["lat"][i]})
	}
}

// Twelve months, and what some 160 services that end leave behind.
func BenchmarkTimelineWales(b *testing.B) {
	base := scenario.On(coverage.Score(atlas.Build(trial.Wales(), model.Revision{}).On(trial.Day)))
	for b.Loop() {
		base.Timeline(12)
		edges := 0
		for _, service := range base.Day.Counting {
			if last := atlas.LastDay(&base.Day.Services[service]); last != "" && last < "2027-04-01" {
				base.Without(service)
				edges++
			}
		}
		b.ReportMetric(float64(edges), "edges")
	}
}

// Every relaxation of one type with places.
func BenchmarkAdviseWales(b *testing.B) {
	base := scenario.On(coverage.Score(atlas.Build(trial.Wales(), model.Revision{}).On(trial.Day)))
	kind, _ := base.Day.Type("places_03")
	for b.Loop() {
		b.ReportMetric(float64(adviceCount(base, kind)), "advices")
	}
}
