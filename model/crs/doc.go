// Package crs gives positions in the reference systems that maps and GIS
// programs of Great Britain use, and takes them back:
//
//	CRS84        longitude, latitude in degrees (what Catchment holds)
//	EPSG:4326    the same degrees, latitude first
//	EPSG:3857    Web Mercator, metres
//	EPSG:27700   British National Grid, easting and northing in metres
//
//	grid, _ := crs.NationalGrid.Forward(orb.Point{-3.1791, 51.4816}) // about 318 215, 176 511
//	back, _ := crs.NationalGrid.Inverse(grid)
//
// # The National Grid
//
// Degrees of WGS 84 become positions of the Airy 1830 ellipsoid through seven
// parameters (Helmert), and these a transverse Mercator projection. Parameters
// and series are those of Ordnance Survey, "A Guide to Coordinate Systems in
// Great Britain" (version 3.6, sections 6.6 and annexes B and C), which states
// that the seven parameters are right to about 5 metres throughout Great
// Britain: OSGB36 was triangulated by hand, and is bent. Where centimetres
// count, use the OSTN15 grid, which this package does not have.
//
// Heights are not asked for: every position is taken to lie on the ellipsoid
// of WGS 84. Inverse undoes Forward to less than a tenth of a millimetre.
//
// # Edge cases
//
// A position outside the system's Extent, or of NaN or infinite parts, is
// refused with a model.Error of code Invalid: series and parameters mean
// nothing there. EPSG:27700 ends at 11° W, 5° E, 48° N and 63° N, EPSG:3857 at
// 85.051129° N and S. An empty or nil geometry stays what it is. No input is
// ever changed. A Bound becomes the bound of its outline, walked in steps,
// since straight edges bend.
package crs
