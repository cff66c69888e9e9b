package siting_test

import (
	"fmt"

	"catchment/model/access"
	"catchment/model/siting"
)

// Four areas in a row, with a candidate in each that reaches its neighbours.
func ExampleSolve() {
	problem := &siting.Problem{
		Objective:  siting.Reach,
		Candidates: []siting.Candidate{{Key: "A"}, {Key: "B"}, {Key: "C"}, {Key: "D"}},
		Reach: access.Links{Start: []int{0, 2, 5, 8, 10}, To: []int32{0, 1, 0, 1, 2, 1, 2, 3, 2, 3},
			Value: []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
		Children: []float64{40, 30, 50, 20},
		Number:   1,
	}
	for problem.Number = 1; problem.Number <= 2; problem.Number++ {
		result, err := siting.Solve(problem, siting.Options{Seed: 1})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(problem.Number, "of 4:", result.Value, "children, bound", result.Bound, result.Ending)
	}
	problem.Number = 5
	_, err := siting.Solve(problem, siting.Options{})
	fmt.Println(err)
	// Output:
	// 1 of 4: 120 children, bound 120 proven
	// 2 of 4: 140 children, bound 140 proven
	// 5 places are asked for, and there are candidates for 4; ask for 4 at most, or add candidates.
}
