// Package disclosure decides what an audience may see, and is the only way
// out: pages, exports and the command line take figures from a View and from
// nowhere else (METHOD 9).
//
// Modelled need is not personal: it is rounded to the nearest 5 for everyone
// but those with the right to full precision. Counts of people pass a Policy:
// 1 to 4 become *, others are rounded, and a cell from which a suppressed one
// could be worked out is suppressed too. Percentages follow their base.
// Protected services are counted by region, or by local authority where there
// are at least three of at least two providers. Internal arithmetic is never
// rounded.
package disclosure
