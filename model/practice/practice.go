// Package practice turns assessments into the eight good-practice indicators
// (METHOD 5). Over the criteria of an indicator that apply:
//
//	low   = mean(level / 3, unknown as 0)
//	high  = mean(level / 3, unknown as 1)
//	known = share of criteria that are known
//
// With levels 2 and 3, one criterion unknown and one not applicable,
// low = (2/3 + 1 + 0)/3 = 5/9, high = 8/9, known = 2/3. What is not assessed,
// or past its review-by date, is unknown and never 0.
package practice

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
)

// Indicators is the number of good-practice indicators.
const Indicators = 8

// Standing is what is known of one criterion for one subject.
type Standing struct {
	Assessment *model.Assessment // nil where none counts
	Lapsed     bool              // past its review-by date
}

// Applies says whether the criterion stands in the mean: it does unless it is
// known not to apply.
func (s Standing) Applies() bool { return !s.Known() || s.Assessment.Level() != model.NotApplicable }

// Known says whether a level holds.
func (s Standing) Known() bool { return s.Assessment != nil && !s.Lapsed }

// Standings is a subject's criteria in the order of Criteria.List.
type Standings []Standing

// Mark is one indicator of one service: shares from 0 to 1.
type Mark struct{ Low, High, Known float64 }

// Marks is the eight indicators.
type Marks [Indicators]Mark

// Criteria is the 42 criteria in order, with the indicator (0 to 7) of each.
type Criteria struct {
	List      []model.Criterion
	Indicator []int
	placeOf   map[string]int
}

// CriteriaOf orders criteria: GP1.1, GP1.2, …, GP8.6.
func CriteriaOf(rows []model.Criterion) *Criteria {
	c := &Criteria{List: slices.Clone(rows), placeOf: map[string]int{}}
	slices.SortFunc(c.List, func(x, y model.Criterion) int {
		return cmp.Or(cmp.Compare(indicatorOf(x.Key), indicatorOf(y.Key)), cmp.Compare(len(x.Key), len(y.Key)), cmp.Compare(x.Key, y.Key))
	})
	for i, row := range c.List {
		c.placeOf[row.Key] = i
		c.Indicator = append(c.Indicator, indicatorOf(row.Key))
	}
	return c
}

// indicatorOf reads the indicator, 0 to 7, from a code such as GP3.2.
func indicatorOf(code string) int {
	digits, _, _ := strings.Cut(strings.TrimPrefix(code, "GP"), ".")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > Indicators {
		return 0
	}
	return n - 1
}

// Register holds what counts on one day for every subject.
type Register struct {
	*Criteria
	subjects map[subject]Standings
}

type subject struct {
	kind model.SubjectKind
	key  string
}

// RegisterOn reads assessments: of several of one criterion the latest not
// after the day counts; one without any level is none.
func RegisterOn(criteria *Criteria, rows []model.Assessment, day model.Date) *Register {
	r := &Register{Criteria: criteria, subjects: map[subject]Standings{}}
	for i := range rows {
		row := &rows[i]
		place, ok := criteria.placeOf[row.Criterion]
		if !ok || row.Level() == "" || row.AssessedOn > day {
			continue
		}
		key := subject{row.SubjectKind, row.Subject}
		if r.subjects[key] == nil {
			r.subjects[key] = make(Standings, len(criteria.List))
		}
		if best := r.subjects[key][place].Assessment; best == nil || row.AssessedOn > best.AssessedOn {
			r.subjects[key][place] = Standing{Assessment: row, Lapsed: row.ReviewBy != "" && day > row.ReviewBy}
		}
	}
	return r
}

// Of gives a service's standings: its own, even lapsed, else its provider's.
func (r *Register) Of(service, provider string) Standings {
	out := make(Standings, len(r.List))
	copy(out, r.subjects[subject{model.OfProvider, provider}])
	for i, own := range r.subjects[subject{model.OfService, service}] {
		if own.Assessment != nil {
			out[i] = own
		}
	}
	return out
}

// Partnership gives what the partnerships of areas say of the criteria that
// are theirs, criterion by criterion; areas are named nearest first. It is
// nil where they say nothing.
func (r *Register) Partnership(areas []string) Standings {
	var out Standings
	for _, code := range areas {
		for i, standing := range r.subjects[subject{model.OfArea, code}] {
			if standing.Assessment == nil || !r.theirs(i) {
				continue
			}
			if out == nil {
				out = make(Standings, len(r.List))
			}
			if out[i].Assessment == nil {
				out[i] = standing
			}
		}
	}
	return out
}

func (r *Register) theirs(criterion int) bool {
	p := r.List[criterion].Partnership
	return p != nil && *p
}

// In replaces standings by those of a partnership where it has any.
func (s Standings) In(partnership Standings) Standings {
	if partnership == nil {
		return s
	}
	out := slices.Clone(s)
	for i, standing := range partnership {
		if standing.Assessment != nil {
			out[i] = standing
		}
	}
	return out
}

// Marks computes the eight indicators. One with no criterion that applies is
// unknown: low 0, high 1, known 0.
func (c *Criteria) Marks(standings Standings) Marks {
	var low, known, applies [Indicators]float64
	for i, standing := range standings {
		g := c.Indicator[i]
		if !standing.Applies() {
			continue
		}
		applies[g]++
		if standing.Known() {
			known[g]++
			low[g] += standing.Assessment.Level().Share()
		}
	}
	var marks Marks
	for g := range marks {
		marks[g] = Mark{High: 1}
		if n := applies[g]; n > 0 {
			marks[g] = Mark{Low: low[g] / n, High: (low[g] + n - known[g]) / n, Known: known[g] / n}
		}
	}
	return marks
}

// AssessedArea says whether anything is known of an area's partnership.
func (r *Register) AssessedArea(code string) bool {
	return r.subjects[subject{model.OfArea, code}] != nil
}
