// Package store keeps the nouns in a database, SQLite in one file or
// PostgreSQL, and is the only package that knows one.
//
// All data stand in one revision at a time. Apply takes a Change, made against
// the latest revision, and writes its rows, its audit trail and the next
// revision in one transaction, or nothing; Load reads a whole revision from
// one snapshot:
//
//	keep, err := store.Open(ctx, "catchment.db") // or postgres://…
//	records, revision, err := keep.Load(ctx)
//	made, err := keep.Apply(ctx, store.Change{Base: revision.Revision, Upserts: rows, …})
//
// A change whose Base is no longer the latest revision is refused with
// model.Conflict. The five method tables are never changed in place: a change
// of any writes all five under the next method version, and the old stay.
//
// A change may also remove rows, after its upserts; a row that another still
// refers to stays, and the change is refused. Beside the audit trail, which is
// only ever added to and holds no places, last_changes has for each row the
// revisions that touched it last and the row before each: what undoing needs.
// It is a short stack, from which the oldest go; the planner decides what may
// be kept there at all, and what must be forgotten.
//
// Whose a scenario is, and what people say of it, stands beside the revisions:
// it changes no figure. Both are only ever added to, but that the words of a
// comment go when it is withdrawn.
//
// After a change that conceals or forgets a place, the log of SQLite is emptied
// into the file, where deleted content is overwritten: no byte of it stays. A
// reader that is at work meanwhile delays that; the next change, probe or start
// tries again.
//
// # How nouns become rows
//
// The gorm tags on the nouns say it; the serializers that they name are here.
// Text not stated is empty, a number or a yes/no not stated is NULL. The key of
// another noun that need not be stated (a service's programme and parallel
// service, a site's area) is "" in the noun and NULL in the table, so that a
// real foreign key holds it; its tag is serializer:reference. A list is one
// text with semicolons, and an empty list is read as nil. A boundary is
// well-known binary, and one without polygons is none. Times are UTC, to the
// microsecond. Text that is not UTF-8 or holds a zero byte, and numbers that
// are not finite, are refused, since not both databases could hold them.
//
// # What the database holds to by itself
//
// Foreign keys between unversioned tables (not from lists, not to the method
// tables); ranges and choices, as the struct tags have them; no place for a
// protected site; revisions, audit, owners and comments only ever added to. All foreign keys
// are checked at once but services.parallel_service, which is checked at the
// end, because two services of one change may name each other.
//
// # What is read back
//
// Each new connection to SQLite is asked for its settings (write-ahead log,
// a sync for every commit, foreign keys, busy timeout, deleted content
// overwritten) and each one to PostgreSQL for its own (commits waited for,
// fsync, UTF-8); a connection without them is refused. SQLite has one
// connection that writes, so that writers queue here and never find the file
// locked, and several that can only read.
package store
