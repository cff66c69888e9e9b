// Package ogc is the door for GIS programs: OGC API – Features (parts 1, 2, 3
// and 5) and the description of the vector tiles by OGC API – Tiles, all below
// /ogc. What it declares to conform to is in conformance.go, clause by clause.
//
// Every resource is found once and answered as JSON or as a page. It takes the
// parameters that its entry in the API definition lists, and refuses others
// with 400. Answers carry a strong ETag made of all that they depend on:
// revision, day, audience, address, form and packing.
//
// Features come from model/feature, which has them from a disclosure.View; so
// what the audience may not see is not here either.
//
// Nothing is encoded or packed twice while there is room. A boundary is kept for
// each version of the boundaries and reference system, what stands before it for
// each revision, day and audience (32 MiB, about 60,000 features), as they are
// and as deflate blocks that can be strung together in any order; a whole answer
// from the second time on that it is asked for (32 of at most 1 MiB). A page of
// 1,000 features of Wales that was not asked for before takes, against packing
// what stands before boundaries anew each time, about: coverage a sixth,
// tiers a fifth, gaps, whose sentences are made besides, a quarter packed and a
// seventh plain. BenchmarkOGCItems shows what it takes against a kept answer.
package ogc
