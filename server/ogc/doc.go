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
// what the audience may not see is not here either. A boundary is encoded and
// packed once for each version of the boundaries and reference system; an
// answer of a thousand features is put together of packed pieces.
package ogc
