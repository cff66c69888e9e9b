package server

import "net/http"

var html = map[string]string{"Accept": "text/html"}

// ownScenarios are about the server itself: what every route has in common.
var ownScenarios = []scenario{
	{name: "the process answers", url: "/healthz", route: "/healthz", status: 200, has: []string{`"status":"ok"`, "Catchment test", "Cache-Control: no-store"}},
	{name: "ready", url: "/readyz", route: "/readyz", status: 200, has: []string{`"ready":true`, `"revision":2`, "Cache-Control: no-store"}},
	{name: "policies", url: "/healthz", route: "/healthz", status: 200, has: []string{
		"Content-Security-Policy: default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'",
		"X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin", "Permissions-Policy: ", "X-Request-Id: "},
		hasNot: []string{"unsafe-inline", "unsafe-eval", "Strict-Transport-Security", "Server:", "Set-Cookie"}},
	{name: "HEAD", method: http.MethodHead, url: "/healthz", route: "/healthz", status: 200, has: []string{"Content-Length: "}, hasNot: []string{"ok"}},
	{name: "OPTIONS", method: http.MethodOptions, url: "/healthz", route: "/healthz", status: 204, has: []string{"Allow: OPTIONS, GET, HEAD"}},

	{name: "not there", url: "/nothing", headers: html, status: 404, has: []string{"text/html", `<html lang="en">`, "There is no such page", `href="/"`}},
	{name: "not there, in Welsh", url: "/cy/nothing", headers: html, status: 404, has: []string{`<html lang="cy">`, "Nid oes tudalen o’r fath", `href="/cy"`}, hasNot: []string{"There is no such page"}},
	{name: "the language is taken off once", url: "/cy/cy/healthz", headers: html, status: 404},
	{name: "in Welsh", url: "/cy/healthz", route: "/healthz", status: 200},
	{name: "not the language", url: "/cymru", headers: html, status: 404, has: []string{`<html lang="en">`}},
	{name: "not there, for a program", url: "/nothing", headers: map[string]string{"Accept": "application/json"}, status: 404, has: []string{"application/problem+json", `"status":404`, `"request":"`}},
	{name: "not there, below the API", url: "/api/v1/nothing", status: 404, has: []string{"application/problem+json"}},
	{name: "not there, below the API, for a reader", url: "/api/v1/nothing", headers: html, status: 404, has: []string{"text/html"}},
	{name: "another method", method: http.MethodPut, url: "/healthz", route: "/healthz", headers: html, status: 405, has: []string{"Allow: OPTIONS, GET, HEAD", "This cannot be done here"}},
	{name: "a method of the API", method: http.MethodDelete, url: "/api/v1/gaps", route: "/api/v1/gaps", status: 405, has: []string{"Allow: OPTIONS, GET, HEAD", "application/problem+json"}},

	{name: "another host", url: "/healthz", route: "", headers: map[string]string{"Host": "attacker.example"}, status: 421, has: []string{"127.0.0.1 or localhost"}, hasNot: []string{`"ok"`}},
	{name: "another host with a port", url: "/api/v1/gaps", route: "", headers: map[string]string{"Host": "attacker.example:8080"}, status: 421},
	{name: "a host that looks alike", url: "/healthz", route: "", headers: map[string]string{"Host": "localhost.attacker.example"}, status: 421},
	{name: "an address elsewhere", url: "/healthz", route: "", headers: map[string]string{"Host": "192.168.1.7:8080"}, status: 421},
	{name: "any address", url: "/healthz", route: "", headers: map[string]string{"Host": "0.0.0.0:8080"}, status: 421},
	{name: "localhost", url: "/healthz", route: "/healthz", headers: map[string]string{"Host": "localhost:8080"}, status: 200},
	{name: "localhost in capitals", url: "/healthz", route: "/healthz", headers: map[string]string{"Host": "LOCALHOST:8080"}, status: 200},
	{name: "localhost with the dot of the root", url: "/healthz", route: "/healthz", headers: map[string]string{"Host": "localhost."}, status: 200},
	{name: "localhost with two", url: "/healthz", route: "", headers: map[string]string{"Host": "localhost.."}, status: 421},
	{name: "the sixth version", url: "/healthz", route: "/healthz", headers: map[string]string{"Host": "[::1]:8080"}, status: 200},

	{name: "another site changes something", method: http.MethodPost, url: "/api/v1/imports/2/undo", route: "", headers: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 403, has: []string{"page of another site"}},
	{name: "another origin changes something", method: http.MethodPost, url: "/api/v1/imports/2/undo", route: "", headers: map[string]string{"Origin": "http://attacker.example"}, status: 403},
	{name: "another site reads", url: "/healthz", route: "/healthz", headers: map[string]string{"Sec-Fetch-Site": "cross-site"}, status: 200, has: []string{"Cross-Origin-Resource-Policy: same-origin"}, hasNot: []string{"Access-Control-Allow"}},

	{name: "no way out of the folder", url: "/static/..%2f..%2fgo.mod", route: "/static/*", status: 404},
	{name: "nothing hidden", url: "/static/.vite/manifest.json", route: "/static/*", status: 404},
	{name: "no list of files", url: "/static/assets", route: "/static/*", status: 404},
	{name: "no list of files, again", url: "/static/", route: "/static/*", status: 404},
	{name: "no such file", url: "/static/assets/none.js", route: "/static/*", status: 404},

	{name: "no redirect to elsewhere", url: "//attacker.example/", headers: html, status: 404, hasNot: []string{"Location:"}},
	{name: "no redirect of a slash", url: "/healthz/", headers: html, status: 404, hasNot: []string{"Location:"}},
	{name: "packed", url: "/api/v1/method", route: "/api/v1/method", headers: map[string]string{"Accept-Encoding": "gzip"}, status: 200, has: []string{"Content-Encoding: gzip", "Vary: Accept-Encoding", `"detour_factor"`}},
	{name: "known, whichever it is", url: "/api/v1/method", route: "/api/v1/method", headers: map[string]string{"If-None-Match": "*"}, status: 304, has: []string{`Etag: W/"`}, hasNot: []string{"detour", "application/json"}},
	{name: "known, and packed", url: "/api/v1/method", route: "/api/v1/method", headers: map[string]string{"If-None-Match": "*", "Accept-Encoding": "gzip"}, status: 304},
	{name: "nothing can be known of what is not there", url: "/api/v1/areas/Q1", route: "/api/v1/areas/:code", headers: map[string]string{"If-None-Match": "*"}, status: 404, has: []string{"There is no area"}},
	{name: "packing refused in capitals", url: "/api/v1/method", route: "/api/v1/method", headers: map[string]string{"Accept-Encoding": "GZIP;Q=0"}, status: 200, hasNot: []string{"Content-Encoding"}},
	{name: "not packed", url: "/api/v1/method", route: "/api/v1/method", headers: map[string]string{"Accept-Encoding": "identity"}, status: 200, has: []string{"Vary: Accept-Encoding", `"detour_factor"`}, hasNot: []string{"Content-Encoding"}},
	{name: "a refusal is packed too", url: "/api/v1/coverage?nonsense=" + long, route: "/api/v1/coverage", headers: map[string]string{"Accept-Encoding": "gzip"}, status: 400, has: []string{"There is no parameter"}},
}

// long makes an answer long enough to be packed, were it repeated.
const long = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
