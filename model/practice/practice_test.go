package practice

import (
	"fmt"
	"math"
	"testing"

	"catchment/model"
)

const day model.Date = "2026-04-01"

// criteria is GP1 to GP8 with their 4, 5, 6, 4, 5, 5, 7, 6; GP7 is the
// partnership's. They come in no order.
func criteria() *Criteria {
	var rows []model.Criterion
	for g, count := range []int{4, 5, 6, 4, 5, 5, 7, 6} {
		for c := count; c > 0; c-- {
			rows = append(rows, model.Criterion{Key: fmt.Sprintf("GP%d.%d", g+1, c), Partnership: new(g == 6)})
		}
	}
	return CriteriaOf(rows)
}

func of(kind model.SubjectKind, subject, criterion string, self, moderated model.Level, on, reviewBy model.Date) model.Assessment {
	return model.Assessment{SubjectKind: kind, Subject: subject, Criterion: criterion, SelfLevel: self, ModeratedLevel: moderated, AssessedOn: on, ReviewBy: reviewBy}
}

// The assessments of the worked example.
var worked = []model.Assessment{
	of("service", "g1", "GP1.1", "3", "2", "2025-06-01", "2026-06-01"), // moderated 2: self 3 gives way
	of("service", "g1", "GP1.2", "3", "", "2025-06-01", "2026-04-01"),  // review by the day itself: holds
	of("service", "g1", "GP1.3", "na", "", "2025-06-01", "2026-06-01"), // leaves
	of("service", "g1", "GP1.4", "3", "", "2025-03-01", "2026-03-31"),  // lapsed the day before
	of("provider", "p1", "GP1.4", "3", "", "2025-06-01", "2026-06-01"), // does not step in for g1
	of("service", "r1", "GP4.1", "3", "", "2025-06-01", "2026-06-01"),
	of("service", "r1", "GP4.2", "3", "", "2025-06-01", "2026-06-01"),
	of("service", "r1", "GP4.3", "2", "", "2025-06-01", "2026-06-01"),
	of("service", "r1", "GP4.4", "1", "", "2025-06-01", "2026-06-01"),
	of("area", "L1", "GP7.1", "2", "3", "2025-06-01", "2026-06-01"),
}

func near(got, want Mark) bool {
	return math.Abs(got.Low-want.Low) < 1e-12 && math.Abs(got.High-want.High) < 1e-12 && math.Abs(got.Known-want.Known) < 1e-12
}

func TestWorked(t *testing.T) {
	r := RegisterOn(criteria(), worked, day)
	cases := []struct {
		service, provider string
		indicator         int
		areas             []string
		want              Mark
	}{
		{"g1", "p1", 1, nil, Mark{5. / 9, 8. / 9, 2. / 3}}, // (2/3 + 1 + 0)/3
		{"g1", "p1", 4, nil, Mark{0, 1, 0}},
		{"g2", "p1", 1, nil, Mark{1. / 4, 1, 1. / 4}}, // p1's GP1.4, three unknown
		{"r1", "p2", 4, nil, Mark{0.75, 0.75, 1}},
		{"r1", "p2", 1, nil, Mark{0, 1, 0}},
		{"g1", "p1", 7, []string{"L1"}, Mark{1. / 7, 1, 1. / 7}}, // in A1 and A2
		{"g1", "p1", 7, nil, Mark{0, 1, 0}},                      // in A3, whose partnership says nothing
		{"g1", "p1", 1, []string{"L1"}, Mark{5. / 9, 8. / 9, 2. / 3}},
	}
	for _, c := range cases {
		got := r.Marks(r.Of(c.service, c.provider).In(r.Partnership(c.areas)))[c.indicator-1]
		if !near(got, c.want) {
			t.Errorf("%s GP%d in %v: %+v, want %+v", c.service, c.indicator, c.areas, got, c.want)
		}
	}
}

// One indicator of four criteria, of service s with provider p.
func TestWhichAssessmentCounts(t *testing.T) {
	const before, later, after = "2025-01-01", "2025-06-01", "2026-04-02"
	three := Mark{1. / 4, 1, 1. / 4} // GP1.1 at level 3, the rest unknown
	one := Mark{1. / 12, (1./3 + 3) / 4, 1. / 4}
	unknown := Mark{0, 1, 0}
	cases := []struct {
		name string
		rows []model.Assessment
		want Mark
	}{
		{"none", nil, unknown},
		{"level 0 is known", []model.Assessment{of("service", "s", "GP1.1", "0", "", before, "")}, Mark{0, 3. / 4, 1. / 4}},
		{"no review-by date", []model.Assessment{of("service", "s", "GP1.1", "3", "", before, "")}, three},
		{"lapsed", []model.Assessment{of("service", "s", "GP1.1", "3", "", before, "2026-03-31")}, unknown},
		{"review by the day itself", []model.Assessment{of("service", "s", "GP1.1", "3", "", before, "2026-04-01")}, three},
		{"assessed on the day itself", []model.Assessment{of("service", "s", "GP1.1", "3", "", day, "")}, three},
		{"assessed tomorrow", []model.Assessment{of("service", "s", "GP1.1", "3", "", after, "")}, unknown},
		{"the latest counts", []model.Assessment{of("service", "s", "GP1.1", "3", "", later, ""), of("service", "s", "GP1.1", "1", "", before, "")}, three},
		{"the latest counts, though an earlier one was moderated", []model.Assessment{of("service", "s", "GP1.1", "", "1", before, ""), of("service", "s", "GP1.1", "3", "", later, "")}, three},
		{"the latest counts, even lapsed", []model.Assessment{of("service", "s", "GP1.1", "3", "", before, ""), of("service", "s", "GP1.1", "3", "", later, "2026-01-01")}, unknown},
		{"one of tomorrow does not hide today's", []model.Assessment{of("service", "s", "GP1.1", "3", "", later, ""), of("service", "s", "GP1.1", "1", "", after, "")}, three},
		{"one without any level is none", []model.Assessment{of("service", "s", "GP1.1", "3", "", before, ""), of("service", "s", "GP1.1", "", "", later, "")}, three},
		{"moderated not applicable counts", []model.Assessment{of("service", "s", "GP1.1", "3", "na", before, "")}, unknown},
		{"a lapsed not applicable is unknown", []model.Assessment{of("service", "s", "GP1.1", "na", "", before, "2026-01-01"), of("service", "s", "GP1.2", "3", "", before, "")}, three},
		{"not applicable leaves the mean", []model.Assessment{of("service", "s", "GP1.1", "na", "", before, ""), of("service", "s", "GP1.2", "3", "", before, "")}, Mark{1. / 3, 1, 1. / 3}},
		{"the provider's holds", []model.Assessment{of("provider", "p", "GP1.1", "3", "", before, "")}, three},
		{"another provider's does not", []model.Assessment{of("provider", "q", "GP1.1", "3", "", before, "")}, unknown},
		{"its own comes before the provider's, though older", []model.Assessment{of("service", "s", "GP1.1", "1", "", before, ""), of("provider", "p", "GP1.1", "3", "", later, "")}, one},
		{"even lapsed", []model.Assessment{of("service", "s", "GP1.1", "1", "", before, "2025-02-01"), of("provider", "p", "GP1.1", "3", "", later, "")}, unknown},
		{"its own without a level does not", []model.Assessment{of("service", "s", "GP1.1", "", "", later, ""), of("provider", "p", "GP1.1", "3", "", before, "")}, three},
		{"another criterion is left out", []model.Assessment{of("service", "s", "GP9.1", "3", "", before, "")}, unknown},
		{"none applies: unknown", []model.Assessment{
			of("service", "s", "GP1.1", "na", "", before, ""), of("service", "s", "GP1.2", "na", "", before, ""),
			of("service", "s", "GP1.3", "na", "", before, ""), of("service", "s", "GP1.4", "", "na", before, "")}, unknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := RegisterOn(criteria(), c.rows, day)
			if got := r.Marks(r.Of("s", "p"))[0]; !near(got, c.want) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// The base area's own partnership first, then its ancestors', criterion by
// criterion:
//
//	L1 GP7.1 = 0, GP7.2 = 3
//	 │
//	A1 GP7.1 = 3                     service GP7.3 = 3
func TestPartnershipNearestFirst(t *testing.T) {
	r := RegisterOn(criteria(), []model.Assessment{
		of("area", "A1", "GP7.1", "3", "", "2025-01-01", ""),
		of("area", "L1", "GP7.1", "0", "", "2025-06-01", ""),
		of("area", "L1", "GP7.2", "3", "", "2025-06-01", ""),
		of("area", "L1", "GP1.1", "3", "", "2025-06-01", ""), // not the partnership's: no effect
		of("service", "s", "GP7.3", "3", "", "2025-06-01", ""),
		of("service", "s", "GP7.1", "1", "", "2025-06-01", ""), // gives way
	}, day)
	marks := r.Marks(r.Of("s", "p").In(r.Partnership([]string{"A1", "L1"})))
	if want := (Mark{3. / 7, 1, 3. / 7}); !near(marks[6], want) {
		t.Errorf("GP7 %+v, want %+v", marks[6], want)
	}
	if want := (Mark{0, 1, 0}); !near(marks[0], want) {
		t.Errorf("GP1 %+v, want %+v", marks[0], want)
	}
}

// What a partnership has let lapse is unknown, in place of the service's.
func TestLapsedPartnership(t *testing.T) {
	r := RegisterOn(criteria(), []model.Assessment{
		of("area", "L1", "GP7.1", "3", "", "2025-01-01", "2026-01-01"),
		of("service", "s", "GP7.1", "3", "", "2025-06-01", ""),
	}, day)
	if got := r.Marks(r.Of("s", "p").In(r.Partnership([]string{"L1"})))[6]; !near(got, Mark{0, 1, 0}) {
		t.Errorf("%+v", got)
	}
}

func TestPartnershipThatSaysNothing(t *testing.T) {
	r := RegisterOn(criteria(), []model.Assessment{of("area", "L1", "GP1.1", "3", "", "2025-01-01", "")}, day)
	if got := r.Partnership([]string{"L1", "A1"}); got != nil {
		t.Errorf("%+v", got)
	}
}

func TestCriteriaOrder(t *testing.T) {
	c := criteria()
	if len(c.List) != 42 {
		t.Fatalf("%d criteria, want 42", len(c.List))
	}
	for place, want := range map[int]string{0: "GP1.1", 3: "GP1.4", 4: "GP2.1", 35: "GP7.7", 41: "GP8.6"} {
		if got := c.List[place].Key; got != want {
			t.Errorf("%d: %s, want %s", place, got, want)
		}
	}
}
