/*
Package topology simplifies areas together, so that neighbours keep exactly
the same border however little of it is left.

# Arcs

The rings of all areas are one planar graph. A vertex with other than two
neighbours is a node; a chain of segments from node to node is an arc, held
once, however many areas run along it:

	A----N----B      arcs: N-A-C-M (left alone), N-B-D-M (right alone),
	|    |    |            N-M (both)
	|    |    |      nodes: N, M
	C----M----D

Areas of several layers (wards, their authorities) that nest share arcs too, so
the outline of an authority lies on the borders of its wards at every size.
Layers that do not nest do not disturb one another. Vertices are equal when
they agree to 1e-7 degrees (about a centimetre); a vertex that lies on a
neighbour's segment without being one of the neighbour's own vertices is not
mended.

# Simplifying

Visvalingam and Whyatt (1993, doi:10.1179/000870493786962263): the vertex whose
triangle with its two neighbours is smallest goes first, over all arcs at once.
A vertex stays while its triangle holds any other vertex of the same layers,
until that one goes, so no two borders ever cross or touch that did not before,
and no ring falls into a line. Nodes stay. An island goes when it is smaller
than the smallest triangle left, unless it is in the largest part of some area:
every area keeps a ring. The order is found once; any tolerance is then a
filter.

# Plane

Results are in Web Mercator, the whole world from 0 to 1, x to the east and y
to the south: times 256 × 2^z they are pixels at zoom z. A tolerance is the side of a
square, in the same unit; triangles smaller than the square are gone. A
tolerance of 0 takes nothing away.

Not held: that what lies inside a small lake goes with the lake, and that the
largest of two islands of one area, both near the tolerance, stays the largest.
*/
package topology
