package server

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
)

const coreClass = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"

// rootRequirements are those of the landing page, the definition, the
// declaration of conformance, and of HTTP itself.
var rootRequirements = []requirement{
	{"/req/core/root-op", func(i *inspection) { i.must("/"); i.must("") }, []spoiled{gone("no landing page", "/ogc")}},
	{"/req/core/root-success", func(i *inspection) {
		landing := i.must("/").json
		for _, rels := range [][]string{{"service-desc", "service-doc"}, {"conformance"}, {"data"}} {
			if !slices.ContainsFunc(rels, func(rel string) bool { return len(linked(landing, rel)) > 0 }) {
				i.wrong("the landing page has no link of relation %s", strings.Join(rels, " or "))
			}
		}
	}, []spoiled{unlinked("/ogc", "data"), unlinked("/ogc", "conformance")}},
	{"/req/core/api-definition-op", func(i *inspection) {
		landing := i.must("/").json
		for _, u := range append(linked(landing, "service-desc"), linked(landing, "service-doc")...) {
			i.must(u)
		}
	}, []spoiled{gone("no definition", "/ogc/api")}},
	{"/req/core/api-definition-success", func(i *inspection) {
		for _, l := range many(member(i.must("/").json, "links")) {
			if rel := member(l, "rel"); rel != "service-desc" && rel != "service-doc" {
				continue
			}
			media, _, _ := strings.Cut(texts(member(l, "type")), ";")
			if a := i.must(texts(member(l, "href"))); a.media() != media {
				i.wrong("%s is %s, the link says %s", a.url, a.media(), media)
			}
		}
		if version := texts(member(i.definition(), "openapi")); !strings.HasPrefix(version, "3.0.") {
			i.wrong("openapi is %q", version)
		}
	}, []spoiled{labelled("/api", "text/plain"), without("/api", "openapi")}},
	{"/req/core/conformance-op", func(i *inspection) {
		i.must("/conformance")
		for _, u := range linked(i.must("/").json, "conformance") {
			i.must(u)
		}
	}, []spoiled{gone("no declaration", "/ogc/conformance")}},
	{"/req/core/conformance-success", func(i *inspection) {
		classes := many(member(i.must("/conformance").json, "conformsTo"))
		if !slices.Contains(classes, any(coreClass)) {
			i.wrong("core is not declared")
		}
		for _, c := range classes {
			if u, err := url.Parse(texts(c)); err != nil || u.Host == "" {
				i.wrong("%v is no URI of a class", c)
			}
		}
	}, []spoiled{without("/conformance", "conformsTo"), changed("core is not declared", "/conformance", func(d map[string]any, _ *http.Request) { d["conformsTo"] = many(d["conformsTo"])[:2] })}},
	{"/req/core/http", checkHTTP, []spoiled{
		{name: "HEAD is not allowed", after: func(r *http.Request, w *httptest.ResponseRecorder) {
			if r.Method == http.MethodHead {
				w.Code = http.StatusMethodNotAllowed
			}
		}},
		{name: "405 without Allow", after: func(_ *http.Request, w *httptest.ResponseRecorder) { w.Header().Del("Allow") }},
		{name: "never 304", before: func(r *http.Request) { r.Header.Del("If-None-Match") }},
		{name: "POST is GET", before: func(r *http.Request) { r.Method = strings.Replace(r.Method, "POST", "GET", 1) }},
	}},
	{"/req/core/query-param-unknown", func(i *inspection) {
		for _, address := range i.addresses() {
			for _, form := range []string{"", "&f=html", "&f=json"} {
				for _, unknown := range []string{"unknown-parameter=1", "unknown-parameter=", "unknown-parameter", "Limit=1"} {
					if a := i.get(address + "?" + unknown + form); a.status != http.StatusBadRequest || form != "&f=html" && a.media() != "application/problem+json" {
						i.wrong("%s answers %d, %s", a.url, a.status, a.media())
					}
				}
			}
		}
	}, []spoiled{blind("unknown-parameter"), labelledProblems("application/json")}},
	{"/req/core/query-param-invalid", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			for _, query := range []string{"limit=0", "limit=-1", "limit=ten", "limit=1.5", "limit=", "offset=-1", "offset=x", "limit=1&limit=2",
				"bbox=1,2,3", "bbox=1,2,3,4,5", "bbox=a,b,c,d", "bbox=1,2,3,NaN", "bbox=0,60,1,50", "bbox=,,,", "bbox=1;2;3;4",
				"datetime=yesterday", "datetime=2026-13-01", "datetime=2026-02-30", "datetime=2026-05-01/2026-04-01", "datetime=a/b/c", "datetime=..",
				"f=gml", "crs=EPSG:4326x", "filter=tier%3D", "filter-lang=sql", "on=never", "for=nobody"} {
				if a := i.get(path + "/items?" + query); a.status != http.StatusBadRequest || a.media() != "application/problem+json" {
					i.wrong("%s answers %d, %s", a.url, a.status, a.media())
				}
			}
		})
	}, []spoiled{blind("limit"), blind("bbox"), blind("datetime"), blind("filter")}},
	{"/req/core/crs84", func(i *inspection) {
		i.eachCollection(func(_, path string, described any) {
			box := many(member(described, "extent", "spatial", "bbox"))
			if len(box) == 0 {
				return
			}
			corner := func(n int) float64 { return many(box[0])[n].(float64) }
			for _, f := range many(member(i.must(path+"/items?limit=50").json, "features")) {
				positions(member(f, "geometry", "coordinates"), func(x, y float64) {
					const edge = 1e-6
					if x < corner(0)-edge || x > corner(2)+edge || y < corner(1)-edge || y > corner(3)+edge {
						i.wrong("%s: %v,%v lies outside the extent of %s", member(f, "id"), x, y, path)
					}
				})
			}
		})
	}, []spoiled{moved("latitude first", turned, always)}},
}

func labelledProblems(media string) spoiled {
	return spoiled{name: "problems as " + media, after: func(_ *http.Request, w *httptest.ResponseRecorder) {
		if w.Code >= 400 {
			w.Header().Set("Content-Type", media)
		}
	}}
}

// checkHTTP asks every resource for what RFC 9110 says of all.
func checkHTTP(i *inspection) {
	for _, address := range i.addresses() {
		plain := i.must(address)
		head := i.ask(http.MethodHead, address)
		if head.status != http.StatusOK || len(head.body) > 0 || head.header.Get("Content-Type") != plain.header.Get("Content-Type") || head.header.Get("ETag") != plain.header.Get("ETag") {
			i.wrong("HEAD %s answers %d with other headers than GET", address, head.status)
		}
		tag := plain.header.Get("ETag")
		if tag == "" || strings.HasPrefix(tag, "W/") {
			i.wrong("%s has no strong ETag: %q", address, tag)
		}
		for _, known := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
			if again := i.get(address, "If-None-Match", known); again.status != http.StatusNotModified || len(again.body) > 0 || again.header.Get("ETag") != tag {
				i.wrong("%s with If-None-Match %s answers %d", address, known, again.status)
			}
		}
		if other := i.get(address, "If-None-Match", `"other"`); other.status != http.StatusOK {
			i.wrong("%s with another tag answers %d", address, other.status)
		}
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
			if a := i.ask(method, address); a.status != http.StatusMethodNotAllowed || !strings.Contains(a.header.Get("Allow"), "GET") {
				i.wrong("%s %s answers %d, Allow %q", method, address, a.status, a.header.Get("Allow"))
			}
		}
	}
}

// collectionRequirements are those of the collections and what is said of each.
var collectionRequirements = []requirement{
	{"/req/core/fc-md-op", func(i *inspection) {
		i.must("/collections")
		for _, u := range linked(i.must("/").json, "data") {
			i.must(u)
		}
	}, []spoiled{gone("no collections", "/ogc/collections")}},
	{"/req/core/fc-md-success", func(i *inspection) {
		list := i.must("/collections").json
		if _, ok := member(list, "links").([]any); !ok {
			i.wrong("there are no links")
		}
		for _, c := range i.collections() {
			if texts(member(c, "id")) == "" || len(many(member(c, "links"))) == 0 || texts(member(c, "itemType")) != "feature" {
				i.wrong("a collection has no id, no links or another itemType: %v", member(c, "id"))
			}
		}
	}, []spoiled{without("/collections", "links"), without("/collections", "collections"), eachListed("no id", func(c map[string]any) { delete(c, "id") })}},
	{"/req/core/fc-md-links", func(i *inspection) { checkLinks(i, i.must("/collections").json, "self", "alternate") },
		[]spoiled{unlinked("/collections", "self"), unlinked("/collections", "alternate"), untyped("/collections")}},
	{"/req/core/fc-md-items", func(i *inspection) {
		listed := map[string]bool{}
		for _, c := range i.collections() {
			listed[texts(member(c, "id"))] = true
		}
		for path := range i.operations() {
			if id, items := strings.CutSuffix(strings.TrimPrefix(path, "/collections/"), "/items"); items && !listed[id] {
				i.wrong("%s is in the definition and not in the list", id)
			}
		}
	}, []spoiled{changed("one is left out", "/collections", func(d map[string]any, _ *http.Request) { d["collections"] = many(d["collections"])[1:] })}},
	{"/req/core/fc-md-items-links", func(i *inspection) {
		i.eachCollection(func(id, _ string, c any) {
			var media []string
			for _, l := range many(member(c, "links")) {
				if member(l, "rel") == "items" {
					media = append(media, texts(member(l, "type")))
					i.must(texts(member(l, "href")))
				}
			}
			if !slices.Contains(media, "application/geo+json") || !slices.Contains(media, "text/html") {
				i.wrong("%s has links to its features as %v", id, media)
			}
		})
	}, []spoiled{eachListed("no link items", func(c map[string]any) { unlink(c, "items") })}},
	{"/req/core/fc-md-extent", checkExtent, []spoiled{
		eachListed("an extent that is too small", func(c map[string]any) {
			if box := many(member(c, "extent", "spatial", "bbox")); len(box) > 0 {
				box[0] = []any{-3.5, 51.5, -3.4999, 51.5001}
			}
		}),
		eachListed("no extent", func(c map[string]any) { delete(c, "extent") }),
	}},
	{"/req/core/sfc-md-op", func(i *inspection) {
		i.eachCollection(func(_, path string, c any) {
			i.must(path)
			for _, u := range linked(c, "self") {
				i.must(u)
			}
		})
	}, []spoiled{gone("none alone", "/ogc/collections/")}},
	{"/req/core/sfc-md-success", func(i *inspection) {
		i.eachCollection(func(id, path string, listed any) {
			alone := i.must(path).json
			for _, name := range []string{"id", "title", "description", "extent", "itemType", "crs", "storageCrs"} {
				if one, other := fmt.Sprint(member(alone, name)), fmt.Sprint(member(listed, name)); one != other {
					i.wrong("%s of %s is %s alone and %s in the list", name, id, one, other)
				}
			}
			if len(many(member(alone, "links"))) == 0 {
				i.wrong("%s has no links", id)
			}
		})
	}, []spoiled{eachListed("another extent in the list", func(c map[string]any) { member(c, "extent").(map[string]any)["temporal"] = nil }),
		eachListed("another title in the list", func(c map[string]any) { c["title"] = "Other" })}},
}

// checkLinks wants links of some relations, all with a type.
func checkLinks(i *inspection, document any, rels ...string) {
	for _, rel := range rels {
		if len(linked(document, rel)) == 0 {
			i.wrong("there is no link of relation %s", rel)
		}
	}
	for _, l := range many(member(document, "links")) {
		if texts(member(l, "rel")) == "" || texts(member(l, "type")) == "" || texts(member(l, "href")) == "" {
			i.wrong("a link has no relation, type or address: %v", l)
		}
	}
}

// untyped leaves the types out of links.
func untyped(end string) spoiled {
	return changed("links without type", end, func(d map[string]any, _ *http.Request) {
		for _, l := range many(d["links"]) {
			delete(l.(map[string]any), "type")
		}
	})
}

// checkExtent looks whether extents hold every feature, in place and time.
func checkExtent(i *inspection) {
	i.eachCollection(func(id, path string, c any) {
		features := i.all(path, "")
		around := reachOf(features...)
		boxes := many(member(c, "extent", "spatial", "bbox"))
		if around.none() != (len(boxes) == 0) && features != nil {
			i.wrong("%s: an extent of %d boxes for features around %v", id, len(boxes), around)
			return
		}
		if len(boxes) > 0 && features != nil {
			b := many(boxes[0])
			stated := reach{b[0].(float64), b[1].(float64), b[2].(float64), b[3].(float64)}
			if math.Abs(stated.west-around.west)+math.Abs(stated.south-around.south)+math.Abs(stated.east-around.east)+math.Abs(stated.north-around.north) > 1e-9 {
				i.wrong("%s: the extent is %v, the features lie in %v", id, stated, around)
			}
		}
		if interval := many(member(c, "extent", "temporal", "interval")); len(interval) == 0 || len(many(interval[0])) != 2 {
			i.wrong("%s has no temporal extent", id)
		}
	})
}
