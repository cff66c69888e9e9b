package siting

import (
	"math"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/access"
)

// town has three areas in a row, and candidates at both ends that reach the
// middle too:
//
//	children   10 ──── 20 ──── 40
//	candidate  west            east
//	cost       £1,000          £3,000
func town() *Problem {
	return &Problem{
		Candidates: []Candidate{{Key: "west", Cost: 1000, Places: 15}, {Key: "east", Cost: 3000, Places: 30}},
		Reach:      access.Links{Start: []int{0, 2, 4}, To: []int32{0, 1, 1, 2}, Value: []float64{1, 1, 1, 1}},
		Children:   []float64{10, 20, 40},
		Number:     1,
	}
}

func TestWishes(t *testing.T) {
	cases := []struct {
		name   string
		change func(p *Problem)
		says   string // "" is granted
	}{
		{"one place", func(p *Problem) {}, ""},
		{"a budget for one", func(p *Problem) { p.Number, p.Budget = 0, 1000 }, ""},
		{"no number and no budget", func(p *Problem) { p.Number = 0 }, "Neither a number"},
		{"both", func(p *Problem) { p.Budget = 1 }, "are both given"},
		{"a negative number", func(p *Problem) { p.Number = -1 }, "is -1; a number of 1"},
		{"a budget that is no amount", func(p *Problem) { p.Number, p.Budget = 0, math.NaN() }, "not an amount"},
		{"more than there are candidates", func(p *Problem) { p.Number = 3 }, "3 places are asked for, and there are candidates for 2"},
		{"two sizes at one site", func(p *Problem) { p.Number, p.Candidates[0].Choice, p.Candidates[1].Choice = 2, "site", "site" }, "candidates for 1"},
		{"a budget below the cheapest", func(p *Problem) { p.Number, p.Budget = 0, 999 }, "£999 a year is below the cost of the cheapest candidate, west at £1,000"},
		{"a cost that is not stated", func(p *Problem) { p.Number, p.Budget, p.Candidates[1].Cost = 0, 5000, math.NaN() }, "east states no cost"},
		{"a cost that is not needed", func(p *Problem) { p.Candidates[1].Cost = math.NaN() }, ""},
		{"locked beyond the number", func(p *Problem) { p.Candidates[0].Standing, p.Candidates[1].Standing = Locked, Locked }, "2 candidates are locked"},
		{"locked beyond the budget", func(p *Problem) { p.Number, p.Budget, p.Candidates[1].Standing = 0, 1500, Locked }, "£3,000 a year together, £1,500 more than the budget of £1,500"},
		{"two locked that exclude each other", func(p *Problem) {
			p.Number = 2
			for k := range p.Candidates {
				p.Candidates[k].Standing, p.Candidates[k].Choice = Locked, "site"
			}
		}, "west and east are both locked"},
		{"nothing in reach", func(p *Problem) { p.Children = []float64{0, 0, 0} }, "No candidate has a child"},
		{"all in reach already", func(p *Problem) { p.Supplied = []float64{1, 0.1, 2} }, "within reach of a service already"},
		{"no places", func(p *Problem) { p.Objective, p.Candidates[0].Places, p.Candidates[1].Places = Met, 0, 0 }, "No candidate can meet"},
		{"no candidate", func(p *Problem) { p.Candidates, p.Reach = nil, access.Links{Start: []int{0}} }, "no candidate to choose"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := town()
			c.change(p)
			_, err := Solve(p, Options{})
			switch {
			case c.says == "" && err != nil:
				t.Error(err)
			case c.says != "" && (model.CodeOf(err) != model.Invalid || !strings.Contains(err.Error(), c.says)):
				t.Errorf("%v; %q is expected", err, c.says)
			}
		})
	}
}

// What is locked is in the plan, and what may be closed gives way to better.
func TestStanding(t *testing.T) {
	cases := []struct {
		name   string
		change func(p *Problem)
		chosen []int
		value  float64
		closed int
	}{
		{"the better one", func(p *Problem) {}, []int{1}, 60, 0},
		{"the other one locked", func(p *Problem) { p.Candidates[0].Standing = Locked }, []int{0}, 30, 0},
		{"for a budget", func(p *Problem) { p.Number, p.Budget = 0, 2999 }, []int{0}, 30, 0},
		{"the middle reached already", func(p *Problem) { p.Supplied = []float64{0, 0.5, 0} }, []int{1}, 40, 0},
		{"one more beside one that may be closed", func(p *Problem) { p.Candidates[0].Standing = Closable }, []int{0, 1}, 40, 0},
		{"closed for its money", func(p *Problem) { p.Number, p.Budget, p.Candidates[0].Standing = 0, 2000, Closable }, []int{1}, 30, 1},
		{"most met", func(p *Problem) { p.Objective = Met }, []int{1}, 30, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := town()
			c.change(p)
			r, err := Solve(p, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := r.chosen(); len(got) != len(c.chosen) || got[0] != c.chosen[0] || got[len(got)-1] != c.chosen[len(got)-1] {
				t.Errorf("%v chosen; %v is expected", got, c.chosen)
			}
			if !nearly(r.Value, c.value) || !r.Proven || len(r.Closed) != c.closed {
				t.Errorf("%+v; a value of %v is expected", r, c.value)
			}
		})
	}
}

// Two candidates in reach of different children: with one place for each of
// two children in need everywhere, half is the greatest least share.
func TestShare(t *testing.T) {
	p := &Problem{
		Objective:  WorstOff,
		Candidates: []Candidate{{Key: "a", Places: 5}, {Key: "b", Places: 10}, {Key: "c", Places: 20}},
		Reach:      access.Links{Start: []int{0, 1, 2, 3}, To: []int32{0, 1, 1}, Value: []float64{1, 1, 1}},
		Children:   []float64{10, 40, 7},
		Number:     2,
	}
	r, err := Solve(p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Share || math.Abs(r.Value-0.5) > 1e-9 || r.Bound < 0.5 || r.Bound > 0.501 || !r.Proven || r.OutOfReach != 7 {
		t.Errorf("%+v; a share of 0.5 by a and c, and 7 out of reach, are expected", r)
	}
	p.Number = 1
	if r, err = Solve(p, Options{}); err != nil {
		t.Fatal(err)
	}
	if r.Share || r.Value != 40 || !r.Proven {
		t.Errorf("%+v; 40 children lifted from nothing are expected", r)
	}
}

// Plans that give those who have least nearly as much are alternatives, too.
func TestShareHasAlternatives(t *testing.T) {
	p := &Problem{
		Objective:  WorstOff,
		Candidates: []Candidate{{Key: "a", Places: 5}, {Key: "b", Places: 10}, {Key: "c", Places: 20}, {Key: "d", Places: 20}},
		Reach:      access.Links{Start: []int{0, 1, 2, 3, 4}, To: []int32{0, 1, 1, 1}, Value: []float64{1, 1, 1, 1}},
		Children:   []float64{10, 40},
		Number:     2,
	}
	r, err := Solve(p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Share || r.Compared != 2 || len(r.Alternatives) != 1 || r.Alternatives[0].Differs != 1 || math.Abs(r.Alternatives[0].Value-0.5) > 1e-9 {
		t.Errorf("%+v; c and d can each stand for the other", r)
	}
	if len(r.Recurrence) != 3 || r.Recurrence[0] != (Recurrence{0, 2}) {
		t.Errorf("%+v; a is in both", r.Recurrence)
	}
}
