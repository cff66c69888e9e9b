package need

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
)

// The four tiers are never more than the people of an age, are all of the
// children, and hold what was observed where nothing was scaled down.
func TestTiersPartitionTheChildren(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var population model.Ages
		var rates Rates
		for age := range population {
			population[age] = rapid.SampledFrom([]float64{0, 0, 1, 7.5, 120, 4000}).Draw(t, "persons")
			for tier := range rates {
				rates[tier][age] = rapid.SampledFrom([]float64{0, 0.001, 0.05, 0.7}).Draw(t, "rate")
			}
		}
		observed := none
		for tier := range observed {
			observed[tier] = rapid.SampledFrom([]float64{-1, -1, 0, 3, 250}).Draw(t, "observed")
		}
		index := rapid.SampledFrom([]float64{0, 0.3, 1, 5}).Draw(t, "index")
		tiers, notes := In(&population, index, &rates, observed)
		for age, persons := range population {
			sum := 0.0
			for tier := range tiers {
				if tiers[tier][age] < 0 {
					t.Fatalf("tier %d, age %d: %v", tier+1, age, tiers[tier][age])
				}
				sum += tiers[tier][age]
			}
			if sum > persons*(1+1e-9) {
				t.Fatalf("age %d: %v in need of %v", age, sum, persons)
			}
			if age <= model.LastChildAge && math.Abs(sum-persons) > 1e-9*persons {
				t.Fatalf("age %d: tiers add up to %v of %v", age, sum, persons)
			}
			if age > model.LastChildAge && tiers[0][age] != 0 {
				t.Fatalf("age %d: %v in tier 1", age, tiers[0][age])
			}
		}
		for tier, count := range observed {
			if count >= 0 && !notes.Scaled && !notes.NobodyForAge && math.Abs(tiers.Sum(tier+2)-count) > 1e-9*count {
				t.Fatalf("tier %d: %v, observed %v", tier+2, tiers.Sum(tier+2), count)
			}
		}
	})
}
