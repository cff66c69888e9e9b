// Package routing asks a routing engine that the operator runs how long
// journeys take. It speaks the table service of OSRM, version 1:
//
//	GET {url}/table/v1/{profile}/{lon,lat;…}?sources=0;1&destinations=2;3&annotations=duration
//
// whose answer holds seconds, a row for each source, null where there is no
// way. Other engines that answer like it will do.
//
// Coordinates are sent in batches, to the host that was named and no other: no
// proxy of the environment is used, and a redirect to another host is refused.
// An answer that is not whole, not finite or not of the right size counts as
// none. What passes (an engine that is busy, restarting or slow) is tried again
// a few times, waiting longer each time. An engine that refuses connections, or
// is silent, so many times in a row is given up: for a minute every further
// question gets the same refusal at once, then one is tried. One that answers, if only that it is busy, is asked
// again, but each further question once only until it answers one.
//
// The package was tried against servers of its tests that speak the protocol,
// as its documentation has it, and never against a real OSRM: none was to be
// had where it was written.
package routing
