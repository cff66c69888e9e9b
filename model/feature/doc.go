// Package feature gives what a view shows as collections of features: rows of
// typed columns, each with an identity that stays the same from revision to
// revision and, where one is known, a place on the map.
//
//	areas-<kind>   the areas of a kind, one feature each
//	coverage       areas × expected service types of a tier, as the table of that name
//	tiers          areas × four tiers
//	practice       areas × four tiers × eight indicators
//	gaps           the register
//	sites          the public sites of services that count, as points
//	areas-served   services × the areas that they serve
//
// The features of a collection stand in the order of their identities (byte
// by byte), so that a reader who knows the last one read goes on behind it
// whatever has been added or removed in between. A row of a table has the
// boundary of its area. What the audience may not see is no value, and its
// column is named in the column "suppressed".
package feature
