package coverage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/coverage"
)

func tier2(r *coverage.Result) []coverage.RankFigure {
	var out []coverage.RankFigure
	for _, tiers := range r.Ranks() {
		out = append(out, tiers[1])
	}
	return out
}

func TestRankTiesShareTheLowest(t *testing.T) {
	r := score(strip{{100, 50}, {100, 20}, {100, 20}, {100, 100}, {0, 5}}.records(), workedDay)
	want := []coverage.RankFigure{{3, 3, 3, 3, 3}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {4, 4, 4, 4, 4}, {}} // B4 has no demand
	if diff := cmp.Diff(want, tier2(r)); diff != "" {
		t.Error(diff)
	}
}

// In a quarter of the draws demand is half: B0 and B2 are then both met in
// full and share rank 2.
//
//	        B0    B1    B2
//	central 0.5   0.2   1      ranks 2 1 3
//	low     1     0.4   1      ranks 2 1 2
func TestRankDrawsTakeTheLowRun(t *testing.T) {
	records := strip{{100, 50}, {100, 20}, {100, 100}}.records()
	records.Rates[0].Low = new(5000.0)
	want := []coverage.RankFigure{{2, 2, 2, 2, 2}, {1, 1, 1, 1, 1}, {3, 2, 3, 3, 3}}
	if diff := cmp.Diff(want, tier2(score(records, workedDay))); diff != "" {
		t.Error(diff)
	}
}

// In half of the draws B1, of unknown capacity, is met in full: rank 1 or 2.
func TestRankDrawsTakeMetHigh(t *testing.T) {
	r := score(strip{{100, 50}, {100, -1}}.records(), workedDay)
	want := []coverage.RankFigure{{2, 1, 2, 2, 2}, {1, 1, 2, 1, 1}}
	if diff := cmp.Diff(want, tier2(r)); diff != "" {
		t.Error(diff)
	}
}

// One service with 50 places stands in B0; B1 is 7.228 km of road away.
//
//	B0 ●───────── 7.2 km ─────────○ B1
//	└──── d0 6 km ────┘
//	└───── d0 × 1.25 = 7.5 km ─────┘    B0 and B1 at 0.25 each: a tie
func TestRankMethodRangeTakesVariants(t *testing.T) {
	records := strip{{100, 0}, {100, 0}}.records()
	records.Areas[1].PointLat = new(52.05)
	records.ServiceTypes[0].CatchmentKm = new(6.0)
	records.Services = []model.Service{{Key: "s", ServiceType: "group_work", Mode: "group", Capacity: new(50.0)}}
	records.Sites = []model.Site{{Key: "x", Service: "s", Disclosure: model.Public, Lon: new(-3.9), Lat: new(52.0)}}
	want := []coverage.RankFigure{{2, 2, 2, 1, 2}, {1, 1, 1, 1, 1}}
	if diff := cmp.Diff(want, tier2(score(records, workedDay))); diff != "" {
		t.Error(diff)
	}
}

// Draws are the same for one seed, and others for another. (That they do not
// depend on cores, TestSameBitsOnOneCoreAndTwo says.)
func TestRankDrawsFollowTheSeed(t *testing.T) {
	ranks := func(seed float64) []coverage.RankFigure {
		records := strip{{100, 50}, {100, -1}, {100, 70}}.records()
		records.Settings = []model.Setting{{Key: "draws", Value: 2}, {Key: "seed", Value: seed}}
		return tier2(score(records, workedDay))
	}
	first, others := ranks(1), 0
	if diff := cmp.Diff(first, ranks(1)); diff != "" {
		t.Error(diff)
	}
	for seed := 2.0; seed <= 20; seed++ {
		if !cmp.Equal(first, ranks(seed)) {
			others++
		}
	}
	if others == 0 {
		t.Error("twenty seeds gave the same two draws")
	}
}

// Ranks are within a kind: each of two authorities with two areas.
func TestRankIsWithinAKind(t *testing.T) {
	records := strip{{100, 10}, {100, 20}, {100, 30}, {100, 40}}.records()
	for i, parent := range []string{"L2", "L2", "L1", "L1"} {
		records.Areas[i].Parents = []string{parent}
	}
	records.Areas = append(records.Areas, model.Area{Code: "L1", Kind: model.LocalAuthority}, model.Area{Code: "L2", Kind: model.LocalAuthority})
	var got []int
	for _, f := range tier2(score(records, workedDay)) {
		got = append(got, f.Rank)
	}
	if diff := cmp.Diff([]int{2, 1, 1, 2, 3, 4}, got); diff != "" { // L1, L2, B0 … B3
		t.Error(diff)
	}
}

// Coverages within 1e-9 are the same, on whichever side of a third they lie.
func TestRankTiesWithinABillionth(t *testing.T) {
	r := score(strip{{100, 100./3 - 2e-8}, {100, 100./3 + 2e-8}, {100, 90}}.records(), workedDay)
	want := []coverage.RankFigure{{1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {3, 3, 3, 3, 3}}
	if diff := cmp.Diff(want, tier2(r)); diff != "" {
		t.Error(diff)
	}
}
