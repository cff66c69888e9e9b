// Package scenario says what a list of changes to services would make of the
// figures of a day (METHOD 8): who would be met, where and in which tier, how
// evenly, and at what cost for each further child.
//
//	baseline ──── changes ────> what-if      for the areas that the changed
//	  (dated)     open, close,    │          services reach, before or after,
//	              resize, move,   │          and the types concerned
//	              serve, accept,  └─ difference of every figure
//	              renew
//
// ratio[k], the places per child that a service hands out, rests on its own
// catchment alone. So a change moves figures only where the changed service
// reaches, and there nothing but sums over the services of that one area. What
// is not recomputed is the baseline's, and all of it equals the full
// recomputation to the last bit.
//
// A service that takes 20 children from a catchment of 25 in demand meets 20;
// resized to 25 it meets 25. At a cost of 10,000 a year that is 2,000 for each
// additional child met. Example_resize runs these figures.
//
// Nothing here touches the baseline, and a change can give a protected service
// no place.
package scenario
