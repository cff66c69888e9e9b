// Package api is the door for programs: figures, provision and reference data
// as JSON below /api/v1, described by OpenAPI 3.1 at /api/v1/openapi.json and
// by a page at /api/v1/docs, and whole tables as files below /export.
//
// Every answer comes from a disclosure.View, so that a program sees what a
// page shows, and carries the method version, data revision, day, audience,
// rounding and attribution that its figures need. A list comes in pages of 1
// to 1,000; the member next, and the Link header, lead on.
//
// A figure is a number or null. It is null where there is nothing to compute
// it from, and where it must not be shown; then its name stands in the row's
// member suppressed. Nothing else tells of a figure that is withheld: not the
// order of rows, not their number.
//
// Parameters are those that the description names. Any other, one given
// twice, and a value outside its list are refused with 400 and a sentence
// that says what is allowed.
package api
