// Package model holds the nouns of Catchment, one file each. They are plain
// values: they refer to each other by key, know no database, no clock and no
// wire format. The struct tag "file" names the column of the file that FILES
// describes, "bounds" the values it may hold, "most" the greatest that a real
// figure could be; package field reads them.
//
// # Glossary
//
//   - area, area code, kind: a piece of geography; kinds run from nation to
//     small area. Base areas are those that figures are computed for; their
//     ancestors are reported by adding up.
//   - tier 1 to 4: all children, vulnerable, complex, acute/restorative. Each
//     child of an area stands in one tier.
//   - need: children in a tier (low, central, high); demand: those of them
//     who should be offered a service type in a year.
//   - provider, service, service type, programme, site, area served: who
//     offers what, how, where and to whom.
//   - capacity: children a year that a service can take; supply: places a
//     year for each child in need; reach: the weight W from 0 to 1 with which
//     a service reaches an area.
//   - met, waiting, not eligible, unreached: the four bands of demand.
//   - indicator GP1 to GP8, criterion, assessment, level (self, moderated),
//     evidence: good practice and what is known of it.
//   - coverage, quality (low, high), assessed: parts of demand that are met,
//     met well, and met on evidence.
//   - gap: a shortfall with its why; term: a part of the sum that a figure is.
//   - baseline, scenario, change, candidate site: plans.
//   - protected, suppressed, audience, view: what may be shown to whom.
//   - source, licence, method, revision, problem: where figures come from,
//     by which rules, in which state, and what is wrong with a file.
package model
