// Package need computes how many children of each area stand in each tier of
// need, by single year of age (METHOD 2). For each run, low, central or high:
//
//  1. estimate[i,t,a] = population[i,a] × rate[t,a] × index[i]  for t = 2, 3, 4
//  2. an observed count replaces the sum over ages of the estimate
//  3. where the three tiers exceed the people of an age, they are scaled down
//  4. tier 1 is the rest of the children: population − Σ tiers 2 to 4, a ≤ 17
//
// With 500 children aged 6, rates of 400, 200 and 100 per 10,000 and an index
// of 0.8, tiers 2 to 4 hold 16, 8 and 4 children, and tier 1 the other 472.
package need

import "catchment/model"

// Tiers is children by tier (0 is tier 1) and single year of age.
type Tiers [4]model.Ages

// Sum is the children of a tier, 1 to 4, over all ages.
func (t *Tiers) Sum(tier int) float64 {
	sum := 0.0
	for _, n := range t[tier-1] {
		sum += n
	}
	return sum
}

// Run is one set of rates: low, central or high.
type Run int

// The three runs.
const (
	Low Run = iota
	Central
	High
	Runs
)

// Rates is children in need per person, by tier 2 to 4 (0 is tier 2) and age.
type Rates [3]model.Ages

// RatesOf spreads rate rows over single years of age for one run. A missing
// low or high is the central; ages that no row names have rate 0.
func RatesOf(rows []model.Rate, run Run) Rates {
	var out Rates
	for _, row := range rows {
		rate := row.Central
		switch {
		case run == Low && row.Low != nil:
			rate = *row.Low
		case run == High && row.High != nil:
			rate = *row.High
		}
		for age := row.AgeFrom; age <= row.AgeTo && age < model.AgeCount; age++ {
			out[row.Tier-2][age] = rate / 10_000
		}
	}
	return out
}

// Notes says what was done to an area's estimate besides multiplying.
type Notes struct {
	Scaled       bool // at some age the tiers exceeded the people
	NobodyForAge bool // an observed count found nobody to spread over
}

// In computes one area. Observed counts of tiers 2 to 4 are -1 where there is
// none.
func In(population *model.Ages, index float64, rates *Rates, observed [3]float64) (Tiers, Notes) {
	var tiers Tiers
	var notes Notes
	for t := range rates {
		for age, persons := range population {
			tiers[t+1][age] = persons * rates[t][age] * index
		}
		if observed[t] >= 0 && !replace(&tiers[t+1], observed[t], population) {
			notes.NobodyForAge = true
		}
	}
	for age, persons := range population {
		sum := tiers[1][age] + tiers[2][age] + tiers[3][age]
		rest := persons - sum
		if sum > persons*(1+1e-12) {
			notes.Scaled, rest = true, 0
			for t := 1; t < 4; t++ {
				tiers[t][age] *= persons / sum
			}
		}
		if age <= model.LastChildAge {
			tiers[0][age] = max(0, rest)
		}
	}
	return tiers, notes
}

// replace scales an estimate to a count; where the estimate is 0 the count is
// spread over the children by population. It says false, and leaves 0, where
// there is nobody to spread it over.
func replace(estimate *model.Ages, count float64, population *model.Ages) bool {
	sum := 0.0
	for _, n := range estimate {
		sum += n
	}
	if sum > 0 {
		for age := range estimate {
			estimate[age] *= count / sum
		}
		return true
	}
	children := population.Children()
	if children <= 0 {
		return count == 0
	}
	for age := 0; age <= model.LastChildAge; age++ {
		estimate[age] = population[age] * count / children
	}
	return true
}
