// Package recipes holds mappings for open data that many deployments begin
// with, so that their files are imported without editing by hand.
//
// # Wales
//
// The recipe reads LSOAs and MSOAs of 2021, local authorities, health boards,
// police force areas and safeguarding regions of Wales from one GeoJSON file
// each, with their hierarchies (the parents of an LSOA are its MSOA, local
// authority, health board and police force area, and the safeguarding region
// of its local authority), names in English and, where the lookups hold them,
// Welsh, the population-weighted centroids of LSOAs as representative points,
// and the population by single year of age. The index of multiple deprivation
// is left out: its scores are no relative index of need. Safeguarding regions
// have no codes of their own, and go by their names; they are derived from
// health boards.
package recipes

import _ "embed"

// Wales is the recipe for Wales, as intake.ReadMapping reads it.
//
//go:embed wales.json
var Wales []byte
