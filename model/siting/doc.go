// Package siting chooses where the next services should be: which candidates,
// of a list, give most to children for a number of places or a budget, and how
// much better any other choice could be (METHOD 8).
//
// # Three objectives, one form
//
// With places[i] = supplied[i] + Σ_k x[k] · amount[k,i] places per child at
// point i (children of one area who are accepted alike),
//
//	Reach      Σ_i children[i] · [places[i] > 0]             maximal covering (Church and ReVelle 1974, doi:10.1007/BF01942293)
//	Met        Σ_i children[i] · min(1, places[i])           submodular: each further service adds less
//	WorstOff   min_i min(1, places[i])                       over all points that anyone reaches or could
//
// For Met and WorstOff a candidate hands out each of its places once, as the
// method does: amount[k,i] = W[k,i] · places[k] / Σ_i W[k,i] · pulls[i]. Each
// depends on the candidate's own catchment alone, so that services that stay
// keep theirs.
//
// # How
//
// Lazy greedy by children and by children per pound, and the best single
// candidate, give a first plan; exchange of one for one betters it; Lagrangian
// relaxation bounds what any plan could reach, and its prices suggest further
// plans and tell which candidates no better plan can have; branch and bound
// closes what is left. Better plans and bounds are told of as they come, and
// the best so far stands whenever the search is stopped.
//
// # Worked example
//
// Four areas in a row, a candidate in each that reaches its neighbours too:
//
//	children   40 ─── 30 ─── 50 ─── 20
//	candidate  A      B      C      D
//
//	A 70, B 120, C 100, D 70; two of them: A and C reach all 140, and so do B and C or B and D
//
// ExampleSolve runs these figures.
//
// # Numbers
//
// The same problem and seed give the same plan, on one processor and on many,
// unless time ends the search. Nothing here reads a clock: one is given.
package siting
