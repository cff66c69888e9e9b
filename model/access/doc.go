// Package access answers who can reach which service, and how many places
// there are for each child in need: great-circle distance, decay with
// distance, floating catchment areas, and the best that any allocation of
// the same places could achieve.
//
// # Floating catchment areas
//
// A service k of a type reaches base area i with weight W[i,k] in [0, 1] and
// accepts some of the children there. Two steps hand out every place once:
//
//	pull[k]   = sum over areas i and cells c of W[i,k] · accepts[k,c] · demand[i,c]     children a year
//	ratio[k]  = capacity[k] / pull[k]                                                   places per child
//	supply[i,c] = sum over services k of W[i,k] · accepts[k,c] · ratio[k]               places per child
//
// so that the sum of demand × supply is the sum of the capacities that have
// any demand in reach. The variants differ in W alone:
//
//	2SFCA     W is 1 within the catchment (Luo and Wang 2003, doi:10.1068/b29120)
//	E2SFCA    W falls in steps with distance (Luo and Qi 2009, doi:10.1016/j.healthplace.2009.06.002)
//	Gaussian  W falls smoothly with distance (Dai 2010, doi:10.1016/j.healthplace.2010.06.012)
//	3SFCA     W × the share of W among the services that reach the area
//	          (after Wan, Zou and Sternberg 2012, doi:10.1080/13658816.2011.624987)
//	M2SFCA    W once in pull and twice in supply, so that places out of
//	          everyone's convenient reach are not used (Delamater 2013,
//	          doi:10.1016/j.healthplace.2013.07.012)
//
// # Worked example
//
// Two areas, two services; both services take every child, W is 1 or 0:
//
//	A: 10 children ----- K1: 15 places
//	                    /
//	B: 20 children ----+
//	                    \
//	                      K2: 20 places
//
// K1 is pulled by 30 children and has 0.5 places for each; K2 by 20 and has
// 1. A is supplied with 0.5 places per child, B with 1.5: 5 and 20 children
// are met. Sending A's children to K1 and B's to K2 would meet all 30: that
// is what Best gives. ExampleMarket runs these figures.
//
// # Numbers
//
// Every sum has one order, so that results are the same to the last bit
// whatever the number of processors. Nothing here reads a clock, a database
// or a log; slices that are given are never changed.
package access
