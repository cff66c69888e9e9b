// Package desk keeps uploaded files while a person maps, checks and imports
// them: a draft is read in the background, says how far it has come, and can
// be stopped at any time before it is written.
//
//	desk := desk.New(planner, time.Now)
//	id, err := desk.Open(files, desk.Terms{Actor: "mari"})
//	draft, err := desk.Draft(id) // Stage: looking, mapping, reading, checking, refused, ready, …
//
// Files and what was read of them stay in memory and nowhere else, because
// they may hold places that must not be written down; a restart forgets them,
// and so does the end of their lifetime. The id of a draft is 128 random bits:
// who has the link has the draft.
//
// The stages, in order; a draft waits for a person in those marked:
//
//	looking -> mapping* -> reading -> checking -> refused* | ready* -> writing -> done* | overtaken* | failed*
package desk
