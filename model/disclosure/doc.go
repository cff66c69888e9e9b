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
//
// A service type is lone where the protected services of it that count, in all
// or among those that reach any one area, are fewer than three, or of one
// provider: figures of it are those of one house, or nearly. The public sees of
// it
//
//   - what is modelled from people and the method alone: demand, in every area;
//   - how many services reach an authority or larger area that few of them
//     never reach; where there are few in all, not even that.
//
// The rest is withheld in every area: who is unreached, not eligible, waiting
// or met, coverage, and the totals of flow. The nation is among them, for its
// figure is the sum of all areas, and where little is met it bounds each of
// them. Figures of tiers (coverage, status, weakest type, types present, the
// cube, ranks, equity) are computed without lone types for the public: all
// other types are published, so that a figure with them would give theirs
// back by subtraction, and where it is 0 or 1 no second suppression helps.
// Their gaps are left out. So the public's figures are the same whatever the
// capacity, reach and practice of a lone type are, and no solver can tell.
//
// Nor can anyone tell by setting quarters side by side. The public gets figures
// of the first days of quarters alone, and of the last twelve. A type that is
// lone on any of them is withheld on all: what is withheld is the same whatever
// day is asked for, and does not move when a house opens or closes, or when its
// type ceases to be lone. A type that is protected by default and of which
// nothing counts on one of these days is lone too, for its first house would
// else be seen as its figures vanish. A perpetrators' programme that is linked
// to a protected service is taken to stand beside it on every day.
//
// What remains: who keeps the answers of earlier quarters sees a type vanish in
// the quarter in which it becomes lone, unless it was none before; and come back
// three years after it has ceased to be. And where there are never few, a house
// more or less can be seen in the figures of all, as one of at least three.
package disclosure
