package need

import (
	"math"
	"testing"

	"catchment/model"
)

var none = [3]float64{-1, -1, -1}

// 400, 200 and 100 per 10,000 aged 0 to 17; half and double as low and high.
var workedRates = []model.Rate{
	{Tier: 2, AgeTo: 17, Low: new(200.0), Central: 400, High: new(600.0)},
	{Tier: 3, AgeTo: 17, Low: new(100.0), Central: 200, High: new(400.0)},
	{Tier: 4, AgeTo: 17, Low: new(50.0), Central: 100, High: new(200.0)},
}

func TestIn(t *testing.T) {
	cases := []struct {
		name       string
		population model.Ages
		index      float64
		rates      []model.Rate
		observed   [3]float64
		run        Run
		want       [4]float64 // children in tiers 1 to 4
		notes      Notes
	}{
		{"A1", model.Ages{6: 500, 12: 500}, 0.8, workedRates, none, Central, [4]float64{944, 32, 16, 8}, Notes{}},
		{"A1, low: tier 1 is the larger", model.Ages{6: 500, 12: 500}, 0.8, workedRates, none, Low, [4]float64{972, 16, 8, 4}, Notes{}},
		{"A1, high", model.Ages{6: 500, 12: 500}, 0.8, workedRates, none, High, [4]float64{904, 48, 32, 16}, Notes{}},
		{"A2", model.Ages{6: 625}, 2, workedRates, none, Central, [4]float64{537.5, 50, 25, 12.5}, Notes{}},
		{"A3: 6 observed in tier 4", model.Ages{6: 425, 12: 425}, 0.5, workedRates, [3]float64{-1, -1, 6}, Central, [4]float64{818.5, 17, 8.5, 6}, Notes{}},
		{"A3, low: the same 6", model.Ages{6: 425, 12: 425}, 0.5, workedRates, [3]float64{-1, -1, 6}, Low, [4]float64{831.25, 8.5, 4.25, 6}, Notes{}},
		{"0 observed is 0", model.Ages{6: 100}, 1, workedRates, [3]float64{0, -1, -1}, Central, [4]float64{97, 0, 2, 1}, Notes{}},
		{"observed where the estimate is 0", model.Ages{6: 30, 12: 70}, 0, workedRates, [3]float64{10, -1, -1}, Central, [4]float64{90, 10, 0, 0}, Notes{}},
		{"observed where no child lives", model.Ages{18: 100}, 1, workedRates, [3]float64{10, -1, -1}, Central, [4]float64{}, Notes{NobodyForAge: true}},
		{"0 observed where no child lives", model.Ages{18: 100}, 1, workedRates, [3]float64{0, -1, -1}, Central, [4]float64{}, Notes{}},
		{"more than there are people", model.Ages{6: 100}, 20, workedRates, none, Central, [4]float64{0, 400. / 7, 200. / 7, 100. / 7}, Notes{Scaled: true}},
		{"as many as there are people", model.Ages{6: 8}, 1, []model.Rate{{Tier: 2, AgeTo: 17, Central: 10_000}}, none, Central, [4]float64{0, 8, 0, 0}, Notes{}},
		{"observed more than there are people", model.Ages{6: 10}, 1, workedRates, [3]float64{-1, -1, 50}, Central,
			[4]float64{0, 10 * 0.4 / 50.6, 10 * 0.2 / 50.6, 500 / 50.6}, Notes{Scaled: true}},
		{"nobody", model.Ages{}, 1, workedRates, none, Central, [4]float64{}, Notes{}},
		{"young adults no rate names", model.Ages{18: 100}, 1, workedRates, none, Central, [4]float64{}, Notes{}},
		{"young adults named stand in no tier 1", model.Ages{20: 100}, 1, []model.Rate{{Tier: 3, AgeFrom: 16, AgeTo: 24, Central: 500}}, none, Central, [4]float64{0, 0, 5, 0}, Notes{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			rates := RatesOf(c.rates, c.run)
			got, notes := In(&c.population, c.index, &rates, c.observed)
			for tier, want := range c.want {
				if sum := got.Sum(tier + 1); math.Abs(sum-want) > 1e-9*want {
					t.Errorf("tier %d: %v, want %v", tier+1, sum, want)
				}
			}
			if notes != c.notes {
				t.Errorf("notes %+v, want %+v", notes, c.notes)
			}
		})
	}
}

// Within A1 each age holds half of every tier.
func TestInSpreadsOverAges(t *testing.T) {
	rates := RatesOf(workedRates, Central)
	got, _ := In(&model.Ages{6: 500, 12: 500}, 0.8, &rates, none)
	for tier, want := range []float64{472, 16, 8, 4} {
		if got[tier][6] != want || got[tier][12] != want {
			t.Errorf("tier %d: %v at 6, %v at 12, want %v", tier+1, got[tier][6], got[tier][12], want)
		}
	}
}

// An observed count where the estimate is 0 is spread over children alone, by
// population: 30 aged 6 and 70 aged 12, not the 900 aged 20.
func TestInSpreadsObservedOverChildren(t *testing.T) {
	rates := RatesOf(nil, Central)
	got, _ := In(&model.Ages{6: 30, 12: 70, 20: 900}, 1, &rates, [3]float64{-1, 10, -1})
	if got[2] != (model.Ages{6: 3, 12: 7}) {
		t.Error(got[2])
	}
}

func TestRatesOf(t *testing.T) {
	rows := []model.Rate{
		{Tier: 2, AgeFrom: 0, AgeTo: 4, Central: 100},
		{Tier: 2, AgeFrom: 5, AgeTo: 24, Low: new(200.0), Central: 300, High: new(400.0)},
		{Tier: 4, AgeFrom: 16, AgeTo: 17, Central: 50, High: new(60.0)},
	}
	cases := []struct {
		run       Run
		tier, age int
		want      float64
	}{
		{Central, 2, 4, 0.01}, {Central, 2, 5, 0.03}, {Central, 2, 24, 0.03},
		{Low, 2, 4, 0.01}, {Low, 2, 5, 0.02}, {High, 2, 5, 0.04}, // a missing low or high is the central
		{Low, 4, 16, 0.005}, {High, 4, 17, 0.006},
		{Central, 4, 15, 0}, {Central, 4, 18, 0}, {Central, 3, 6, 0}, // ages that no row names
	}
	for _, c := range cases {
		if got := RatesOf(rows, c.run)[c.tier-2][c.age]; got != c.want {
			t.Errorf("run %d, tier %d, age %d: %v, want %v", c.run, c.tier, c.age, got, c.want)
		}
	}
}
