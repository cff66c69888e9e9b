// Package gap keeps the register of gaps: where children are not met, or not
// surely or not well met, why, and what would close it (METHOD 7). A gap is
// one row of kind, area, tier and service type. It holds its facts; Title,
// Why and ClosesWith put them into words, in English or Welsh.
//
// Gaps are ranked by children × tier weight. A child can stand in more than
// one gap, so kinds are never added up.
package gap
