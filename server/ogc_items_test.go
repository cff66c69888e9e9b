package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// itemRequirements are those of features, many and one.
var itemRequirements = []requirement{
	{"/req/core/fc-op", func(i *inspection) { i.eachCollection(func(_, path string, _ any) { i.must(path + "/items") }) },
		[]spoiled{gone("no features", "/ogc/collections/areas-local_authority/items")}},
	{"/req/core/fc-limit-definition", func(i *inspection) {
		eachItems(i, func(path string, parameters map[string]any) {
			p := parameters["limit"]
			least, most, otherwise := member(p, "schema", "minimum"), member(p, "schema", "maximum"), member(p, "schema", "default")
			if asForm(p) && member(p, "schema", "type") == "integer" && least == 1.0 && most == 10000.0 && otherwise == 100.0 {
				return
			}
			i.wrong("%s describes limit as %v", path, p)
		})
	}, []spoiled{redescribed("limit is text", "limit", func(p map[string]any) { p["schema"].(map[string]any)["type"] = "string" }),
		redescribed("limit must be given", "limit", func(p map[string]any) { p["required"] = true })}},
	{"/req/core/fc-limit-response-1", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			for query, most := range map[string]float64{"": 100, "?limit=1": 1, "?limit=3": 3, "?limit=10000": 10000, "?limit=10001": 10000, "?limit=99999999999999999999": 10000} {
				a := i.must(path + "/items" + query).json
				matched, _ := member(a, "numberMatched").(float64)
				if n := len(many(member(a, "features"))); float64(n) != min(most, matched) {
					i.wrong("%s/items%s answers with %d features of %v", path, query, n, matched)
				}
			}
		})
	}, []spoiled{blind("limit")}},
	{"/req/core/fc-bbox-definition", func(i *inspection) {
		eachItems(i, func(path string, parameters map[string]any) {
			p := parameters["bbox"]
			if !asForm(p) || fmt.Sprint(member(p, "schema")) != "map[items:map[type:number] maxItems:6 minItems:4 type:array]" {
				i.wrong("%s describes bbox as %v", path, p)
			}
		})
		i.eachCollection(func(_, path string, _ any) {
			n := strings.Split(i.half(), ",")
			high := strings.Join([]string{n[0], n[1], "-50", n[2], n[3], "9000"}, ",")
			flat, raised := i.must(path+"/items?limit=500&bbox="+i.half()).json, i.must(path+"/items?limit=500&bbox="+high).json
			i.sameIDs(path+" with heights", ids(many(member(raised, "features"))), ids(many(member(flat, "features"))))
		})
	}, []spoiled{
		redescribed("bbox is exploded", "bbox", func(p map[string]any) { p["explode"] = true }),
		redescribed("bbox has four numbers", "bbox", func(p map[string]any) { p["schema"].(map[string]any)["maxItems"] = 4 }),
		{name: "six numbers are no box", before: func(r *http.Request) {
			if query := r.URL.Query(); strings.Count(query.Get("bbox"), ",") == 5 {
				query.Del("bbox")
				r.URL.RawQuery = query.Encode()
			}
		}},
	}},
	{"/req/core/fc-bbox-response", checkBox, []spoiled{blind("bbox"), {name: "latitude first in bbox", before: func(r *http.Request) {
		query := r.URL.Query()
		if n := strings.Split(query.Get("bbox"), ","); len(n) == 4 {
			query.Set("bbox", n[1]+","+n[0]+","+n[3]+","+n[2])
			r.URL.RawQuery = query.Encode()
		}
	}}}},
	{"/req/core/fc-time-definition", func(i *inspection) {
		eachItems(i, func(path string, parameters map[string]any) {
			if p := parameters["datetime"]; !asForm(p) || member(p, "schema", "type") != "string" {
				i.wrong("%s describes datetime as %v", path, p)
			}
		})
	}, []spoiled{redescribed("datetime is a number", "datetime", func(p map[string]any) { p["schema"] = map[string]any{"type": "number"} }),
		changed("datetime is not described", "/api", func(d map[string]any, _ *http.Request) {
			delete(member(d, "components", "parameters").(map[string]any), "datetime")
		})}},
	{"/req/core/fc-time-response", checkTime, []spoiled{blind("datetime")}},
	{"/req/core/fc-response", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			features := i.all(path, "")
			if len(features) == 0 {
				return
			}
			box := "&bbox=" + url.QueryEscape(reachOf(features[0]).text())
			if reachOf(features[0]).none() {
				return
			}
			inBox, inTime := ids(i.all(path, box)), ids(i.all(path, "&datetime=2026-04-01/.."))
			both := slices.DeleteFunc(slices.Clone(inBox), func(id string) bool { return !slices.Contains(inTime, id) })
			i.sameIDs(path+" by box and time", ids(i.all(path, box+"&datetime=2026-04-01/..")), both)
			part := many(member(i.must(path+"/items?limit=2"+box+"&datetime=2026-04-01/..").json, "features"))
			i.sameIDs(path+" by box, time and limit", ids(part), both[:min(2, len(both))])
		})
	}, []spoiled{{name: "box or time, not both", before: func(r *http.Request) {
		if query := r.URL.Query(); query.Has("datetime") && query.Has("bbox") {
			query.Del("bbox")
			r.URL.RawQuery = query.Encode()
		}
	}}}},
	{"/req/core/fc-links", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			a := i.must(path + "/items?limit=1&bbox=" + i.half()).json
			for _, rel := range []string{"self", "alternate"} {
				for _, u := range linked(a, rel) {
					i.must(u)
				}
				if len(linked(a, rel)) == 0 {
					i.wrong("%s: no link of relation %s", path, rel)
				}
			}
			if self := linked(a, "self"); len(self) > 0 && !strings.Contains(self[0], "bbox=") {
				i.wrong("%s: self is %s", path, self[0])
			}
		})
	}, []spoiled{unlinked("/items", "self"), unlinked("/items", "alternate")}},
	{"/rec/core/fc-next-1", checkNext, []spoiled{unlinked("/items", "next"), relinked("next forgets bbox", "bbox"), relinked("next forgets the filter", "filter"),
		relinked("next forgets limit", "limit"), relinked("next goes nowhere", "after"),
		changed("next behind the last", "/items", func(d map[string]any, r *http.Request) {
			if len(linked(d, "next")) == 0 {
				d["links"] = append(many(d["links"]), map[string]any{"rel": "next", "type": "application/geo+json", "href": "http://" + r.Host + r.URL.Path + "?after=~"})
			}
		})}},
	{"/req/core/fc-rel-type", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) { checkLinks(i, i.must(path+"/items?limit=1").json, "self") })
	}, []spoiled{untyped("/items")}},
	{"/req/core/fc-timeStamp", func(i *inspection) {
		i.eachCollection(func(_, path string, _ any) {
			if stamp := member(i.must(path+"/items?limit=1").json, "timeStamp"); stamp != nil && !within(texts(stamp), time.Minute) {
				i.wrong("%s was answered at %v", path, stamp)
			}
		})
	}, []spoiled{changed("an old time stamp", "/items", func(d map[string]any, _ *http.Request) { d["timeStamp"] = "2020-01-01T00:00:00Z" })}},
	{"/req/core/fc-numberMatched", func(i *inspection) {
		i.eachCollection(func(id, path string, _ any) {
			for _, query := range []string{"", "&bbox=" + i.half(), "&datetime=2026-04-01"} {
				matched, stated := member(i.must(path+"/items?limit=1"+query).json, "numberMatched").(float64)
				if !stated {
					i.wrong("%s%s has no numberMatched", id, query)
					return
				}
				if matched > mostFeatures {
					continue
				}
				if n := len(i.walk(path + "/items?limit=700" + query)); float64(n) != matched {
					i.wrong("%s%s: numberMatched is %v, there are %d", id, query, matched, n)
				}
			}
		})
	}, []spoiled{without("/items", "numberMatched"), changed("one page counts", "/items", func(d map[string]any, _ *http.Request) { d["numberMatched"] = d["numberReturned"] })}},
	{"/req/core/fc-numberReturned", func(i *inspection) {
		i.eachCollection(func(id, path string, _ any) {
			for _, query := range []string{"?limit=7", "?limit=1", "?bbox=100,10,101,11", "?offset=999999"} {
				a := i.must(path + "/items" + query).json
				if n := member(a, "numberReturned"); n != float64(len(many(member(a, "features")))) {
					i.wrong("%s%s: numberReturned is %v, there are %d", id, query, n, len(many(member(a, "features"))))
				}
			}
		})
	}, []spoiled{changed("one too many", "/items", func(d map[string]any, _ *http.Request) { d["numberReturned"] = d["numberReturned"].(float64) + 1 })}},
	{"/req/core/f-op", func(i *inspection) { eachFeature(i, func(path string, _ any) { i.must(path) }) }, []spoiled{gone("no feature alone", "/ogc/collections/areas-local_authority/items/")}},
	{"/req/core/f-success", func(i *inspection) {
		eachFeature(i, func(path string, listed any) {
			alone := i.must(path).json
			for _, name := range []string{"type", "id", "properties", "geometry"} {
				one, _ := json.Marshal(member(alone, name))
				other, _ := json.Marshal(member(listed, name))
				if string(one) != string(other) {
					i.wrong("%s: %s is %.100s alone and %.100s in the list", path, name, one, other)
				}
			}
		})
		i.eachCollection(func(_, path string, _ any) {
			if a := i.get(path + "/items/there-is-none"); a.status != http.StatusNotFound || a.media() != "application/problem+json" {
				i.wrong("%s answers %d", a.url, a.status)
			}
		})
	}, []spoiled{changed("a list of one", "/items", func(d map[string]any, _ *http.Request) {
		for _, f := range many(d["features"]) {
			f.(map[string]any)["properties"] = nil
		}
	})}},
	{"/req/core/f-links", func(i *inspection) {
		eachFeature(i, func(path string, _ any) {
			alone := i.must(path).json
			checkLinks(i, alone, "self", "alternate", "collection")
			for _, u := range linked(alone, "collection") {
				i.must(u)
			}
		})
	}, []spoiled{changed("no link collection", "", func(d map[string]any, _ *http.Request) {
		if d["type"] == "Feature" {
			unlink(d, "collection")
		}
	})}},
}

// asForm says whether a parameter is a query parameter that may be left out,
// whose parts stand in one text.
func asForm(p any) bool {
	return member(p, "in") == "query" && member(p, "required") != true && member(p, "style") == "form" && member(p, "explode") == false
}

// eachItems visits the described parameters of every collection's features.
func eachItems(i *inspection, visit func(path string, parameters map[string]any)) {
	for path, operation := range i.operations() {
		if strings.HasSuffix(path, "/items") {
			visit(path, i.parameters(operation))
		}
	}
}

// eachFeature visits the first features of every collection.
func eachFeature(i *inspection, visit func(path string, listed any)) {
	i.eachCollection(func(_, path string, _ any) {
		for _, f := range many(member(i.must(path+"/items?limit=3").json, "features")) {
			visit(path+"/items/"+url.PathEscape(fmt.Sprint(member(f, "id"))), f)
		}
	})
}

// relinked leaves a parameter out of the links named next.
func relinked(name, parameter string) spoiled {
	return changed(name, "/items", func(d map[string]any, _ *http.Request) {
		for _, l := range many(d["links"]) {
			if l := l.(map[string]any); l["rel"] == "next" {
				u, _ := url.Parse(texts(l["href"]))
				query := u.Query()
				query.Del(parameter)
				u.RawQuery = query.Encode()
				l["href"] = u.String()
			}
		}
	})
}

// mostPages is how many pages a walk goes on for at most.
const mostPages = 200

// walk gives the identities of all features by the links named next.
func (i *inspection) walk(first string) (all []string) {
	for u, page := first, 0; u != ""; page++ {
		if page == mostPages {
			i.wrong("%s: the links named next do not end", first)
			return all
		}
		a := i.must(u).json
		all = append(all, ids(many(member(a, "features")))...)
		next := linked(a, "next")
		if u = ""; len(next) > 0 {
			u = next[0]
		}
	}
	return all
}

// checkNext walks from page to page: the pages together are one large page.
func checkNext(i *inspection) {
	i.eachCollection(func(_, path string, _ any) {
		for _, query := range []string{"", "&bbox=" + i.half(), "&filter=" + url.QueryEscape("S_INTERSECTS(geometry,BBOX("+i.half()+"))")} {
			if i.isLarge(path, query) {
				continue
			}
			whole := i.must(path + "/items?limit=10000" + query).json
			want := ids(many(member(whole, "features")))
			i.sameIDs(path+query, i.walk(fmt.Sprintf("%s/items?limit=%d%s", path, max(1, len(want)/3), query)), want)
			first := i.must(fmt.Sprintf("%s/items?limit=%d%s", path, max(1, len(want)/3), query))
			if next := linked(first.json, "next"); len(next) > 0 {
				if n := len(many(member(i.must(next[0]).json, "features"))); n > max(1, len(want)/3) {
					i.wrong("%s: the next page has %d features", path, n)
				}
				if !strings.Contains(first.header.Get("Link"), "<"+next[0]+`>; rel="next"`) {
					i.wrong("%s: the header Link has no next", path)
				}
			}
		}
	})
}

// checkBox asks with boxes around features, of all the world and of nowhere.
func checkBox(i *inspection) {
	i.eachCollection(func(id, path string, _ any) {
		features := i.all(path, "")
		if features == nil {
			return
		}
		i.sameIDs(id+" in the whole world", ids(i.all(path, "&bbox=-180,-90,180,90")), ids(features))
		var nowhere []any
		for _, f := range features {
			if member(f, "geometry") == nil {
				nowhere = append(nowhere, f)
			}
		}
		i.sameIDs(id+" in the Pacific", ids(i.all(path, "&bbox=-150,10,-140,20")), ids(nowhere))
		for n := 0; n < len(features); n += max(1, len(features)/4) {
			box := reachOf(features[n])
			if box.none() {
				continue
			}
			found := i.all(path, "&bbox="+url.QueryEscape(box.text()))
			if !slices.Contains(ids(found), ids(features)[n]) {
				i.wrong("%s: %v is not found in its own box", id, member(features[n], "id"))
			}
			for _, f := range found {
				if around := reachOf(f); !around.none() && !around.meets(box) {
					i.wrong("%s: %v lies outside of the box", id, member(f, "id"))
				}
			}
			checkNobodyIsMissing(i, id, features, ids(found), box)
		}
	})
}

// checkNobodyIsMissing wants every feature that has a position in a box.
func checkNobodyIsMissing(i *inspection, id string, features []any, found []string, box reach) {
	for _, f := range features {
		inside := false
		positions(member(f, "geometry", "coordinates"), func(x, y float64) { inside = inside || reach{x, y, x, y}.meets(box) })
		if inside && !slices.Contains(found, fmt.Sprint(member(f, "id"))) {
			i.wrong("%s: %v lies in the box and is not found", id, member(f, "id"))
		}
	}
}

// checkTime asks with moments and intervals, of which ends are open.
func checkTime(i *inspection) {
	i.eachCollection(func(id, path string, c any) {
		interval := many(member(c, "extent", "temporal", "interval"))
		ends := many(interval[0])
		first, last := texts(ends[0]), texts(ends[1])
		all := ids(i.all(path, ""))
		if len(all) == 0 {
			return
		}
		whole := []string{"../..", "/", "../", "/.."}
		if first != "" {
			whole = append(whole, first+"/..")
			i.sameIDs(id+" before the first", ids(i.all(path, "&datetime=../1066-10-14")), nil)
			i.sameIDs(id+" long ago", ids(i.all(path, "&datetime=1066-10-14T09:00:00Z")), nil)
		}
		if last != "" {
			whole = append(whole, "../"+last)
			i.sameIDs(id+" after the last", ids(i.all(path, "&datetime=3000-01-01T00:00:00.5%2B01:00/..")), nil)
		}
		for _, d := range whole {
			i.sameIDs(id+" in "+d, ids(i.all(path, "&datetime="+url.QueryEscape(d))), all)
		}
	})
}
