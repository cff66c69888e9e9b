/*
Package openreferral writes and reads directories of services as Open Referral
UK has them: the profile HSDS-UK-3.0 of the Human Services Data Specification.

Written is what the public may see and nothing else. FeedOf takes a public view
of the figures, and puts what it shows into structs of its own: what is not
named in wire.go cannot leave. A protected service is in no public view, so
that no record, id, count or order depends on one. Only a public site with
coordinates becomes a location; one that is shown by its area alone adds that
area to those that the service serves. Scores, places and money are no part of
a directory.

	organization          provider
	service               service; its programme, type and tiers are attributes
	service_area          an area that it serves, with its boundary as GeoJSON
	location              a public site
	service_at_location   the service there
	taxonomy              tiers of need, service types, programmes
	taxonomy_term         one of these

Every record has an id that is made of what it is and our key for it (UUID
version 5), so that it stays the same as long as the key does.

Empty members are left out, and no date of change is given, because none is
kept for a single record.

Read are files of Open Referral UK 1.0 and 3.0 and of HSDS 3, as others publish
them: Read takes what can be made out of them, and tells each repair;
Directory.Batch lays it over what is known, as rows that are imported like any
other.

	organization   provider, of sector "other" until a person says more
	service        service, of the type that a rule gives or a person says
	location       site: area_only at its local authority, or public where asked

All files are read before any record is. What several of them say of one noun
is joined: each adds what those before it leave open. A record that does not
show by its members what it is is known by who names it, else by its page, its
file or its folder; what only has a name is a service that waits for a person.

Edge cases: where two pieces of a record differ, what stood first holds; an age
above 24 is no upper bound; a place at 0, 0 is none; an area is found by its
code, else by a name that one area, or one local authority, has; a service
that no rule fits is kept as a record; one without an organisation is that of
one "not named", by the id that is known of it, and one without a name is
called so; one that would be protected and names no local authority, or no
organisation, is left out. Of what is protected, and of what may turn out to be,
nothing is kept that tells of a place; nor is a place kept of another service
that is at the same one, or that speaks of what is protected.
*/
package openreferral
