package coverage_test

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"catchment/model/coverage"
	"catchment/model/need"
)

// The figures of WORKED.md, by hand.
func TestWorkedBands(t *testing.T) {
	r := score(worked(), workedDay)
	cases := []struct {
		area     string
		tier     int
		kind     string
		want     coverage.Bands // demand, unreached, not eligible, waiting, met, met high
		low      float64        // demand
		high     float64
		services int
	}{
		{"A1", 2, "group_work", coverage.Bands{16, 0, 1.6, 4.28, 10.12, 10.12}, 8, 24, 2},
		{"A1", 3, "group_work", coverage.Bands{6.4, 0, 1.6, 1.52, 3.28, 3.28}, 3.2, 12.8, 2},
		{"A1", 3, "refuge", coverage.Bands{1.6, 0, 0, 0, 1.6, 1.6}, 0.8, 3.2, 1},
		{"A1", 4, "refuge", coverage.Bands{4.8, 0, 0, 0, 4.8, 4.8}, 2.4, 9.6, 1},
		{"A2", 2, "group_work", coverage.Bands{25, 0, 5, 9.12, 10.88, 10.88}, 12.5, 37.5, 2},
		{"A2", 3, "group_work", coverage.Bands{10, 0, 5, 2.28, 2.72, 2.72}, 5, 20, 2},
		{"A2", 3, "refuge", coverage.Bands{2.5, 0, 0, 0, 2.5, 2.5}, 1.25, 5, 1},
		{"A2", 4, "refuge", coverage.Bands{7.5, 0, 0, 0, 7.5, 7.5}, 3.75, 15, 1},
		{"A3", 2, "group_work", coverage.Bands{8.5, 0, 0, 8.5, 0, 8.5}, 4.25, 12.75, 1},
		{"A3", 3, "group_work", coverage.Bands{3.4, 0, 0, 3.4, 0, 3.4}, 1.7, 6.8, 1},
		{"A3", 3, "refuge", coverage.Bands{0.85, 0.85, 0, 0, 0, 0}, 0.425, 1.7, 0},
		{"A3", 4, "refuge", coverage.Bands{3.6, 3.6, 0, 0, 0, 0}, 3.6, 3.6, 0},
		{"L1", 2, "group_work", coverage.Bands{41, 0, 6.6, 13.4, 21, 21}, 20.5, 61.5, 2},
		{"L1", 3, "group_work", coverage.Bands{16.4, 0, 6.6, 3.8, 6, 6}, 8.2, 32.8, 2},
		{"L1", 3, "refuge", coverage.Bands{4.1, 0, 0, 0, 4.1, 4.1}, 2.05, 8.2, 1},
		{"L1", 4, "refuge", coverage.Bands{12.3, 0, 0, 0, 12.3, 12.3}, 6.15, 24.6, 1},
		{"L2", 2, "group_work", coverage.Bands{8.5, 0, 0, 8.5, 0, 8.5}, 4.25, 12.75, 1},
		{"L2", 4, "refuge", coverage.Bands{3.6, 3.6, 0, 0, 0, 0}, 3.6, 3.6, 0},
	}
	for _, c := range cases {
		t.Run(fmt.Sprint(c.area, " tier ", c.tier, " ", c.kind), func(t *testing.T) {
			if got := bandsAt(t, r, c.area, c.tier, c.kind); !nearBands(got, c.want) {
				t.Errorf("bands %+v, want %+v", got, c.want)
			}
			row, _ := r.Row(c.tier, c.kind)
			at := place(t, r, c.area)
			low, high := r.Bands[need.Low][row][at].Demand, r.Bands[need.High][row][at].Demand
			if !near(low, c.low, 0) || !near(high, c.high, 0) {
				t.Errorf("demand from %v to %v, want %v to %v", low, high, c.low, c.high)
			}
			if got := r.Services[row][at]; got != c.services {
				t.Errorf("%d services, want %d", got, c.services)
			}
		})
	}
}

func nearBands(got, want coverage.Bands) bool {
	scale := want.Demand
	return near(got.Demand, want.Demand, scale) && near(got.Unreached, want.Unreached, scale) &&
		near(got.NotEligible, want.NotEligible, scale) && near(got.Waiting, want.Waiting, scale) &&
		near(got.Met, want.Met, scale) && near(got.MetHigh, want.MetHigh, scale)
}

func TestWorkedTiers(t *testing.T) {
	r := score(worked(), workedDay)
	nan := math.NaN()
	cases := []struct {
		area              string
		tier              int
		coverage          float64
		weakest           string
		present, expected int
		status            coverage.Status
	}{
		{"A1", 1, nan, "", 0, 0, "not known"},
		{"A1", 2, 0.6325, "group_work", 1, 1, "partial"},
		{"A1", 3, 0.878125, "group_work", 2, 2, "sufficient"}, // (1 × 0.5125 + 3 × 1) / 4
		{"A1", 4, 1, "refuge", 1, 1, "sufficient"},
		{"A2", 3, 0.818, "group_work", 2, 2, "sufficient"}, // (0.272 + 3) / 4
		{"A3", 2, 0, "group_work", 1, 1, "not known"},      // g3 might meet all or none
		{"A3", 3, 0, "group_work", 1, 2, "not known"},      // both are 0: the first by key
		{"A3", 4, 0, "refuge", 0, 1, "gap"},
		{"L1", 2, 21.0 / 41, "group_work", 1, 1, "partial"},
		{"L1", 3, (6/16.4 + 3) / 4, "group_work", 2, 2, "sufficient"}, // not a mean of 0.878 and 0.818
	}
	for _, c := range cases {
		got := r.Tier(place(t, r, c.area), c.tier)
		if !near(got.Coverage, c.coverage, 0) || got.Weakest != c.weakest || got.Present != c.present || got.Expected != c.expected || got.Status != c.status {
			t.Errorf("%s tier %d: %+v, want %+v", c.area, c.tier, got, c)
		}
	}
}

func TestWorkedPractice(t *testing.T) {
	r := score(worked(), workedDay)
	cases := []struct {
		area                string
		tier, indicator     int
		low, high, assessed float64
	}{
		{"A1", 2, 1, (5.12*5/9 + 5*1./4) / 16, (5.12*8/9 + 5) / 16, (5.12*2/3 + 5*1./4) / 10.12},
		{"A1", 2, 7, 10.12 / 7 / 16, 0.6325, 1. / 7},
		{"A1", 2, 2, 0, 0.6325, 0},
		{"A1", 3, 1, (1.28*5/9 + 2*1./4) / 6.4 / 4, ((1.28*8/9+2)/6.4 + 3) / 4, (1.28*2/3 + 2*1./4) / 3.28 / 4},
		{"A1", 3, 4, 0.75 * 3 / 4, (0.5125 + 3*0.75) / 4, 0.75},
		{"A1", 4, 4, 0.75, 0.75, 1},
		{"A2", 2, 1, 10.88 * 5 / 9 / 25, 10.88 * 8 / 9 / 25, 2. / 3},
		{"L1", 2, 1, 10.138888888888889 / 41, (5.12*8/9 + 5 + 10.88*8/9) / 41, (5.12*2/3 + 5*1./4 + 10.88*2/3) / 21},
		{"A3", 2, 1, 0, 0, math.NaN()}, // nobody is met
		{"A1", 1, 1, math.NaN(), math.NaN(), math.NaN()},
	}
	for _, c := range cases {
		got := r.Cube(place(t, r, c.area), c.tier)[c.indicator-1]
		if !near(got.Low, c.low, 0) || !near(got.High, c.high, 0) || !near(got.Assessed, c.assessed, 0) {
			t.Errorf("%s tier %d GP%d: %+v, want %v to %v, assessed %v", c.area, c.tier, c.indicator, got, c.low, c.high, c.assessed)
		}
	}
}

func TestWorkedServices(t *testing.T) {
	r := score(worked(), workedDay)
	nan := math.NaN()
	want := []struct{ capacity, pull, ratio, stranded float64 }{
		{20, 25, 0.8, 0},         // g1: 4 cohorts × 5 places, pulled by 8 × 1 + 25 × 0.68
		{7, 11.2, 0.625, 0},      // g2
		{nan, 11.9, nan, nan},    // g3: nothing stated
		{20, 16.4, 20 / 16.4, 0}, // r1: 4 × 365 / 73
	}
	for i, s := range r.Supplies() {
		if w := want[i]; !near(s.Capacity, w.capacity, 0) || !near(s.Pull, w.pull, 0) || !near(s.Ratio, w.ratio, 0) || !near(s.Stranded, w.stranded, 0) {
			t.Errorf("%s: %+v, want %+v", r.Day.Services[s.Service].Key, s, w)
		}
	}
}

func TestWorkedFlow(t *testing.T) {
	want := []coverage.Flow{
		{ServiceType: "group_work", Capacity: 27, Demand: 69.3, Met: 27, BestAchievable: 27, Binding: "capacity"}, // min(20, 33) + min(7, 11.2)
		{ServiceType: "refuge", Capacity: 20, Demand: 20.85, Met: 16.4, BestAchievable: 16.4, Binding: "reach"},
	}
	for i, got := range score(worked(), workedDay).Flows {
		w := want[i]
		if got.ServiceType != w.ServiceType || !near(got.Capacity, w.Capacity, 0) || !near(got.Demand, w.Demand, 0) ||
			!near(got.Met, w.Met, 0) || !near(got.BestAchievable, w.BestAchievable, 0) || got.Binding != w.Binding {
			t.Errorf("%+v, want %+v", got, w)
		}
	}
}

func TestWorkedFlags(t *testing.T) {
	for _, flag := range score(worked(), workedDay).Flags {
		t.Errorf("flagged: %+v", flag)
	}
}

// The same figures, all of them, as the design's own files hold them.
const expected = "../../../shared/design/worked/expected"

func TestWorkedFiles(t *testing.T) {
	if _, err := os.Stat(expected); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("no %s: the worked example is held against the figures above only", expected)
	}
	r := score(worked(), workedDay)
	t.Run("coverage", func(t *testing.T) {
		for _, row := range file(t, "coverage") {
			at, tier := place(t, r, row.text("area_code")), row.whole("tier")
			i, _ := r.Row(tier, row.text("service_type"))
			b := r.Bands[need.Central][i][at]
			row.same(b.Demand, "demand", b.Unreached, "unreached", b.NotEligible, "not_eligible", b.Waiting, "waiting", b.Met, "met",
				b.MetHigh, "met_high", b.Met/b.Demand, "coverage", r.Bands[need.Low][i][at].Demand, "demand_low",
				r.Bands[need.High][i][at].Demand, "demand_high", float64(r.Services[i][at]), "services")
		}
	})
	t.Run("tiers", func(t *testing.T) {
		for _, row := range file(t, "tiers") {
			f := r.Tier(place(t, r, row.text("area_code")), row.whole("tier"))
			row.same(f.Coverage, "coverage", float64(f.Present), "types_present", float64(f.Expected), "types_expected")
			if f.Weakest != row.text("weakest_service_type") || string(f.Status) != row.text("status") {
				t.Errorf("%v: weakest %q, status %q", row.cells, f.Weakest, f.Status)
			}
		}
	})
	t.Run("practice", func(t *testing.T) {
		for _, row := range file(t, "practice") {
			g, _ := strconv.Atoi(row.text("indicator")[2:])
			f := r.Cube(place(t, r, row.text("area_code")), row.whole("tier"))[g-1]
			row.same(f.Low, "quality_low", f.High, "quality_high", f.Assessed, "assessed")
		}
	})
	t.Run("need", func(t *testing.T) {
		for _, row := range file(t, "need") {
			at, tier := place(t, r, row.text("area_code")), row.whole("tier")
			area, _ := r.Day.Area(row.text("area_code"))
			base, _ := r.Day.BasePlace(area)
			row.same(r.NeedOf(need.Low, at, tier), "need_low", r.NeedOf(need.Central, at, tier), "need",
				r.NeedOf(need.High, at, tier), "need_high", r.Day.Index[base], "index")
		}
	})
	t.Run("services", func(t *testing.T) {
		supplies := r.Supplies()
		for i, row := range file(t, "services") {
			s := supplies[i]
			row.same(s.Capacity, "capacity", s.Pull, "pull", s.Ratio, "ratio", s.Stranded, "stranded")
		}
	})
	t.Run("reach", func(t *testing.T) {
		var want []string
		for _, row := range file(t, "reach") {
			want = append(want, fmt.Sprint(row.text("service"), " ", row.text("area_code"), " ", row.text("w")))
		}
		var got []string
		for row, e := range r.Day.Expected {
			if e.Tier != 3 {
				continue // each type stands in tier 3 once
			}
			for _, area := range r.Day.Base {
				at, _ := r.Day.ReportedPlace(area)
				for _, s := range r.Explain(int(at), row).Services {
					got = append(got, fmt.Sprint(s.Key, " ", r.Day.Areas[area].Code, " ", strconv.FormatFloat(s.Strongest, 'f', -1, 64)))
				}
			}
		}
		if len(got) != len(want) {
			t.Errorf("%d links, want %d: %v", len(got), len(want), got)
		}
		for _, line := range want {
			if !containsReach(got, line) {
				t.Errorf("no %s in %v", line, got)
			}
		}
	})
	t.Run("maxflow", func(t *testing.T) {
		for i, row := range file(t, "maxflow") {
			row.same(r.Flows[i].BestAchievable, "best_achievable")
		}
	})
}

// containsReach compares weights as numbers: 1 and 1.0 are the same.
func containsReach(lines []string, want string) bool {
	for _, line := range lines {
		var k, area, wantK, wantArea string
		var w, wantW float64
		fmt.Sscan(line, &k, &area, &w)
		fmt.Sscan(want, &wantK, &wantArea, &wantW)
		if k == wantK && area == wantArea && near(w, wantW, 0) {
			return true
		}
	}
	return false
}

type line struct {
	t     *testing.T
	cells map[string]string
}

func file(t *testing.T, name string) []line {
	f, err := os.Open(filepath.Join(expected, name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []line
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, cell := range row {
			cells[rows[0][i]] = cell
		}
		out = append(out, line{t, cells})
	}
	return out
}

func (l line) text(column string) string { return l.cells[column] }

func (l line) whole(column string) int { n, _ := strconv.Atoi(l.cells[column]); return n }

// same compares figures with the columns named behind each; empty is NaN.
func (l line) same(pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		got, column := pairs[i].(float64), pairs[i+1].(string)
		want := math.NaN()
		if text := l.cells[column]; text != "" {
			want, _ = strconv.ParseFloat(text, 64)
		}
		if !near(got, want, 1) {
			l.t.Errorf("%v: %s is %v, want %v", l.cells, column, got, want)
		}
	}
}

// Whom nobody accepts: those aged 6 and living with the perpetrator, 1.6 of
// A1 and 5 of A2. Those aged 12 have g2 in A1, and nobody of that age is in A2.
func TestWorkedRefusals(t *testing.T) {
	r := score(worked(), workedDay)
	row, _ := r.Row(2, "group_work")
	for code, want := range map[string]float64{"A1": 1.6, "A2": 5, "A3": 0, "L1": 6.6, "L2": 0} {
		f := r.Refused(row)[place(t, r, code)]
		if !near(f.ByAttribute[0], want, 0) || f.ByAge != [25]float64{} {
			t.Errorf("%s: %+v, want %v by attribute", code, f, want)
		}
	}
}
