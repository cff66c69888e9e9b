package coverage_test

import (
	"math"
	"testing"
)

// Three areas of 50, 100 and 250 children with coverage 0.2, 0.4 and 1:
//
//	need      50 │   100   │          250
//	coverage 0.2 │   0.4   │          1
//	         └ worst 80 ┘             └ best 80 ┘
//
//	mean     (10 + 40 + 250) / 400 = 0.75
//	Gini     2 (50·100·0.2 + 50·250·0.8 + 100·250·0.6) / (2 · 400² · 0.75) = 52,000 / 240,000
//	worst    (50 · 0.2 + 30 · 0.4) / 80 = 0.275
func TestEquity(t *testing.T) {
	for _, order := range []strip{
		{{50, 10}, {100, 40}, {250, 250}},
		{{250, 250}, {50, 10}, {100, 40}},
	} {
		got := score(order.records(), workedDay).Equity()[1]
		if got.Kind != "lsoa" || got.Tier != 2 || !near(got.Gini, 52./240, 0) || !near(got.WorstFifth, 0.275, 0) || !near(got.BestFifth, 1, 0) {
			t.Errorf("%+v", got)
		}
	}
}

func TestEquityEdges(t *testing.T) {
	cases := []struct {
		name              string
		areas             strip
		gini, best, worst float64
	}{
		{"all the same", strip{{100, 50}, {40, 20}}, 0, 0.5, 0.5},
		{"one area", strip{{100, 50}}, 0, 0.5, 0.5},
		{"nobody is met", strip{{100, 0}, {40, 0}}, math.NaN(), 0, 0},
		{"one area has everything", strip{{100, 0}, {100, 100}}, 0.5, 1, 0},
		{"no need anywhere", strip{{0, 5}}, math.NaN(), math.NaN(), math.NaN()},
	}
	for _, c := range cases {
		got := score(c.areas.records(), workedDay).Equity()[1]
		if !near(got.Gini, c.gini, 1) || !near(got.BestFifth, c.best, 0) || !near(got.WorstFifth, c.worst, 0) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}
