// Package shell is what every page has: how a request becomes a Visit (its
// language, its day, its audience and with them a view of the figures), what
// stands around the content (Page), and how a template becomes an answer.
//
// The state of a page is its address. English has no prefix, Welsh is the same
// path behind /cy; on=2026-04-01 is the day (absent: today), for=public the
// audience (absent: commissioner). Link carries them all on:
//
//	visit.Link("/gaps", "tier", 3)  ->  /cy/gaps?on=2026-04-01&tier=3
package shell
