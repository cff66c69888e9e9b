// Package columns finds out what the columns of a sheet or layer are, for
// formats whose columns have types: GeoPackage and Shapefile.
//
//	sheet -> "demand" REAL, "tier" INTEGER, "status" TEXT, "since" DATE
//
// A column is what its cells are: whole numbers, numbers, days, truth values
// or texts; unlike cells in one column make it text. A figure that the
// disclosure policy suppresses is the text "*" among numbers or days: the
// column keeps their type, is marked Suppressed, and Value gives such a cell as
// nothing with the state "suppressed". In a column of texts "*" is a text.
//
// Edge case: a column without any value has the type that figures of its name
// have (demand, t3_refuge_demand), so that the same export has the same
// types whatever the data; else it is text.
package columns
