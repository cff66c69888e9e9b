// Package coverage computes the cube: for each area, tier of need and
// good-practice indicator, how many children are met, and met well, by
// provision that reaches them, accepts them and has a place for them
// (METHOD 3 to 6). It joins packages need, access and practice.
//
// For each service type expected in a tier, the demand of an area falls into
// four bands that add up to it:
//
//	unreached      no service of the type reaches the area
//	not eligible   reached, but no service that reaches accepts such a child
//	waiting        accepted somewhere, and there is no place
//	met            demand × min(1, supply)
//
// where supply = Σ W × capacity / pull over the services that reach and
// accept, and pull is the demand that a service draws from its whole
// catchment. With 25 children drawn to 20 places the ratio is 0.8: an area at
// W = 1 with 8 children has 6.4 of them met and 1.6 waiting.
//
// A figure of an area is a function of the services that reach it, in one order
// of sums, and of nothing else: cells are grouped by the rules that meet there,
// and the pull of a service by its own rule. So a what-if, which recomputes only
// the areas that changed services reach, gives the same bits as Score does for
// the day with the services changed.
//
// Everything is computed for base areas and added up for their ancestors;
// coverage = met / demand is divided last. The same inputs give the same
// bits, on one core and on many.
package coverage
