/*
Package openreferral is the door for directories: the services that the public
may see, as Open Referral UK 3.0 has them (model/exchange/openreferral).

	GET /oruk/v3                              about, also with / behind it
	GET /oruk/v3/services                     /{id}
	GET /oruk/v3/organizations                /{id}
	GET /oruk/v3/service_at_locations         /{id}
	GET /oruk/v3/taxonomies                   /{id}
	GET /oruk/v3/taxonomy_terms               /{id}
	GET /oruk/v3/openapi.json                 the description of this

Lists come in pages and take page, per_page (1 to 100), search and the filters
of the specification that can be answered truly; what several of them say must
all hold. Not taken, and refused like every name that is not known: postcode
and proximity, because a place is looked up nowhere; modified_after and minimal,
because no date of change is kept for a single record.

Everyone may read, and pages of other sites may too (CORS), also why they are
refused and that there is nothing below /oruk: nothing here depends on who asks.
*/
package openreferral
