// Package boundary gives areas the boundaries that a file states for them,
// whatever its format: polygons in degrees of WGS 84 whose rings are closed,
// do not cross or touch themselves, and whose holes lie inside; parts may
// touch in single points and not overlap. What is wrong is said in words, with
// the place where.
//
//	boundary.Take(sheet, area, polygons, false)
//
// Edge cases: rings that run the other way round are turned, with a warning;
// a boundary of so many long edges that checking it would take too long is
// refused; a ring of fewer than three positions of its own is too.
package boundary
