package coverage_test

import (
	"math"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Unreached, not eligible, waiting and met add up to demand; nothing is
// negative, and what might be met lies between what is and what could be.
func TestBandsAddUpToDemand(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		for run := range r.Bands {
			for row := range r.Bands[run] {
				for place, b := range r.Bands[run][row] {
					if sum := b.Unreached + b.NotEligible + b.Waiting + b.Met; !near(sum, b.Demand, b.Demand) {
						t.Fatalf("row %d place %d: %+v adds up to %v", row, place, b, sum)
					}
					if min(b.Unreached, b.NotEligible, b.Waiting, b.Met) < 0 {
						t.Fatalf("row %d place %d: %+v", row, place, b)
					}
					if b.MetHigh < b.Met || b.MetHigh > (b.Met+b.Waiting)*(1+1e-12) {
						t.Fatalf("row %d place %d: met high of %+v", row, place, b)
					}
				}
			}
		}
	})
}

// Each place is handed out once, or stranded where nobody pulls on it:
// Σ demand × supply = Σ capacity with demand in reach. Demand × supply of a
// cell group is read off Explain.
func TestPlacesAreHandedOutOnce(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		handedOut := map[string]float64{} // by service type
		for row, e := range r.Day.Expected {
			for _, base := range r.Day.Base {
				at, _ := r.Day.ReportedPlace(base)
				for _, g := range r.Explain(int(at), row).Groups {
					handedOut[r.Day.Types[e.Type].Key] += g.Demand * g.Supply
				}
			}
		}
		pulled := map[string]float64{}
		for _, s := range r.Supplies() {
			kind := &r.Day.Types[r.Day.Services[s.Service].Type]
			if math.IsNaN(s.Capacity) {
				continue
			}
			pulled[kind.Key] += s.Capacity - s.Stranded
			if s.Stranded != 0 && s.Pull != 0 {
				t.Fatalf("%+v is pulled, and stranded", s)
			}
			if !near(s.Ratio*s.Pull+s.Stranded, s.Capacity, s.Capacity) {
				t.Fatalf("%+v: ratio × pull + stranded is not the capacity", s)
			}
		}
		for _, kind := range r.Day.Types {
			if got := handedOut[kind.Key]; kind.Measure == model.Places && !near(got, pulled[kind.Key], got) {
				t.Fatalf("%s: %v places handed out of %v", kind.Key, got, pulled[kind.Key])
			}
		}
	})
}

// A parent's figures are the sums of its base areas', nothing else.
func TestParentsAreSumsOfBaseAreas(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		for place, members := range r.Day.Within {
			for row := range r.Day.Expected {
				var sum coverage.Bands
				var held coverage.Held
				for _, base := range members {
					at, _ := r.Day.ReportedPlace(r.Day.Base[base])
					b := r.Bands[need.Central][row][at]
					sum.Demand, sum.Unreached, sum.NotEligible = sum.Demand+b.Demand, sum.Unreached+b.Unreached, sum.NotEligible+b.NotEligible
					sum.Waiting, sum.Met, sum.MetHigh = sum.Waiting+b.Waiting, sum.Met+b.Met, sum.MetHigh+b.MetHigh
					for g := range held {
						held[g].Low += r.Held[row][at][g].Low
						held[g].High += r.Held[row][at][g].High
						held[g].Known += r.Held[row][at][g].Known
					}
				}
				if got := r.Bands[need.Central][row][place]; got != sum {
					t.Fatalf("%+v, want %+v", got, sum)
				}
				if got := r.Held[row][place]; got != held {
					t.Fatalf("%+v, want %+v", got, held)
				}
			}
		}
	})
}

// Unknown capacity is unknown: it gives nothing to met, and stating 0 instead
// leaves met as it is and takes the rest of met high away.
func TestUnknownCapacityNeverGivesMet(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		records := randomRecords(t)
		before := score(records, randomDay)
		stated := *records
		stated.Services = append([]model.Service(nil), records.Services...)
		for i := range stated.Services {
			key := stated.Services[i].Key
			for _, s := range before.Supplies() {
				if before.Day.Services[s.Service].Key == key && math.IsNaN(s.Capacity) {
					stated.Services[i].Capacity, stated.Services[i].CapacityUnit = new(0.0), ""
				}
			}
		}
		after := score(&stated, randomDay)
		for row := range before.Day.Expected {
			for place, b := range before.Bands[need.Central][row] {
				a := after.Bands[need.Central][row][place]
				if a.Met != b.Met {
					t.Fatalf("met %v with unknown capacities, %v with 0", b.Met, a.Met)
				}
				if a.MetHigh != a.Met {
					t.Fatalf("met high %v, met %v, with every capacity known", a.MetHigh, a.Met)
				}
			}
		}
	})
}

// One service more never makes met less anywhere.
func TestOneMoreServiceNeverLowersMet(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		records := randomRecords(t)
		before := score(records, randomDay)
		randomService(t, records, "z_new")
		after := score(records, randomDay)
		for row := range before.Day.Expected {
			for place, b := range before.Bands[need.Central][row] {
				a := after.Bands[need.Central][row][place]
				if a.Met < b.Met-1e-12*b.Demand || a.MetHigh < b.MetHigh-1e-12*b.Demand {
					t.Fatalf("%+v became %+v", b, a)
				}
			}
		}
	})
}

// The best achievable is at least what is met, and at most demand.
func TestBestAchievableLiesBetweenMetAndDemand(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		for _, f := range score(randomRecords(t), randomDay).Flows {
			if f.BestAchievable < f.Met || f.BestAchievable > f.Demand*(1+1e-9) {
				t.Fatalf("%+v", f)
			}
		}
	})
}

// The same inputs give the same bits on one core and on two.
func TestSameBitsOnOneCoreAndTwo(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	tries(t, 1000, func(t *rapid.T) {
		records := randomRecords(t)
		runtime.GOMAXPROCS(1)
		one := score(records, randomDay)
		oneRanks, oneSupplies := one.Ranks(), one.Supplies()
		runtime.GOMAXPROCS(2)
		two := score(records, randomDay)
		equal := func(what string, x, y any) {
			if diff := cmp.Diff(x, y, cmpopts.EquateNaNs()); diff != "" {
				t.Fatalf("%s: %s", what, diff)
			}
		}
		equal("bands", one.Bands, two.Bands)
		equal("held", one.Held, two.Held)
		equal("flows", one.Flows, two.Flows)
		equal("flags", one.Flags, two.Flags)
		equal("ranks", oneRanks, two.Ranks())
		equal("services", oneSupplies, two.Supplies())
	})
}

// The terms of an explanation add up to the number explained.
func TestExplanationAddsUp(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		for row, e := range r.Day.Expected {
			for place := range r.Day.Reported {
				x := r.Explain(place, row)
				b := r.Bands[need.Central][row][place]
				if x.Bands != b {
					t.Fatalf("%+v explained as %+v", b, x.Bands)
				}
				var demand, met, given float64
				for _, base := range x.Base {
					demand, met = demand+base.Bands.Demand, met+base.Bands.Met
				}
				for _, s := range x.Services {
					given += s.Given
				}
				if demand != b.Demand || met != b.Met || !near(given, b.Met, b.Demand) {
					t.Fatalf("base areas give %v of %v, services %v, of %+v", met, demand, given, b)
				}
				if len(x.Base) == 1 {
					explainedAlone(t, x, e.Tier)
				}
			}
		}
	})
}

// explainedAlone tries what only a base area's explanation has.
func explainedAlone(t *rapid.T, x *coverage.Explanation, tier int) {
	var demand, met, needed float64
	for _, g := range x.Groups {
		demand, met = demand+g.Demand, met+g.Met
	}
	if !near(demand, x.Bands.Demand, x.Bands.Demand) || !near(met, x.Bands.Met, x.Bands.Demand) {
		t.Fatalf("groups give %v of %v, not %+v", met, demand, x.Bands)
	}
	for _, age := range x.Ages {
		needed += age.Need
		if age.Estimate != age.Persons*age.Rate*age.Index {
			t.Fatalf("%+v", age)
		}
	}
	if tier >= 2 && !near(needed, x.Base[0].Need, 0) {
		t.Fatalf("ages need %v, the area %v", needed, x.Base[0].Need)
	}
}

// What services give adds up to what is met; without nobody, met stays.
func TestGivenByAddsUpToMet(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		for row := range r.Day.Expected {
			given := r.GivenBy(row)
			nobody := r.MetWithout(row, func(int32) bool { return false })
			everybody := r.MetWithout(row, func(int32) bool { return true })
			for place, b := range r.Bands[need.Central][row] {
				sum := 0.0
				for _, g := range given[place] {
					sum += g.Children
				}
				if !near(sum, b.Met, b.Demand) {
					t.Fatalf("given %v of %+v", sum, b)
				}
				if !near(nobody[place], b.Met, b.Demand) || everybody[place] != 0 {
					t.Fatalf("%v met without nobody, %v without everybody, of %+v", nobody[place], everybody[place], b)
				}
			}
		}
	})
}

// Who is refused stands under an age or an attribute, never as more children
// than are refused and reached.
func TestRefusedIsWithinNotEligible(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		for row := range r.Day.Expected {
			for place, f := range r.Refused(row) {
				byAge := 0.0
				for _, n := range f.ByAge {
					byAge += n
				}
				b := r.Bands[need.Central][row][place]
				if byAge > b.NotEligible+1e-6 { // cells below 1e-9 count 0 in the band
					t.Fatalf("%v refused by age of %+v", byAge, b)
				}
			}
		}
	})
}

// Taking a service away is what MetWithout says it is, where ratios stand.
func TestMetWithoutEqualsRecomputation(t *testing.T) {
	tries(t, 1000, func(t *rapid.T) {
		records := randomRecords(t)
		if len(records.Services) == 0 {
			t.Skip("no services")
		}
		gone := pick(t, "gone", records.Services...).Key
		before := score(records, randomDay)
		place, _ := before.Day.ServiceIndex(gone)
		fewer := *records
		fewer.Services = nil
		for _, s := range records.Services {
			if s.Key != gone {
				fewer.Services = append(fewer.Services, s)
			}
		}
		after := score(&fewer, randomDay)
		for row := range before.Day.Expected {
			without := before.MetWithout(row, func(k int32) bool { return k == place })
			for at, b := range after.Bands[need.Central][row] {
				if !near(without[at], b.Met, b.Demand) {
					t.Fatalf("%v, recomputed %v", without[at], b.Met)
				}
			}
		}
	})
}
