// Package respond turns an error into the answer that its reader can act on:
// a status, and a sentence as problem+json (RFC 9457) for programs or as a
// page for people. Every door returns its errors; they are answered and
// logged here, once.
//
//	model.Invalid   400    model.NotFound  404    model.Conflict  409
//	model.Forbidden 403    model.Unusable  503    a full disk     507
//
// Anything else is 500 and says nothing of its cause, which may hold values
// of rows; the log has it under the request's id.
//
// It also keeps the language of a request, which the server takes off the
// path, so that every door asks for it in one place.
package respond
