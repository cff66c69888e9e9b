package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// requirement is one requirement of a standard, how a server is asked about
// it, and servers that do not meet it: each must be found out.
type requirement struct {
	id     string
	check  func(*inspection)
	broken []spoiled
}

// spoiled is a server that does one thing wrong.
type spoiled struct {
	name   string
	before func(*http.Request)                             // nil: the request is passed on as it is
	after  func(*http.Request, *httptest.ResponseRecorder) // nil: so is the answer
}

// requirements are those of OGC API – Features parts 1 (17-069r4) and 2
// (18-058r1) and those of parts 3 and 5 and of Tiles that are checked here.
func requirements() []requirement {
	return slices.Concat(rootRequirements, collectionRequirements, itemRequirements, formRequirements, definitionRequirements, crsRequirements, furtherRequirements)
}

// The demonstration meets every requirement.
func TestOGCConformance(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{Product: "Catchment test", Build: "test"}, readOnly(t)))
	defer server.Close()
	known := map[string]*ogcAnswer{}
	for _, r := range requirements() {
		t.Run(strings.TrimPrefix(r.id, "/"), func(t *testing.T) {
			for _, fault := range inspect(server.URL+"/ogc", known, r.check) {
				t.Errorf("%.600s", fault)
			}
		})
	}
}

// A server that breaks a requirement fails it: no check passes whatever the
// server does.
func TestOGCConformanceFindsFaults(t *testing.T) {
	whole := mustNew(t, Config{Product: "Catchment test", Build: "test"}, readOnly(t))
	for _, r := range requirements() {
		if len(r.broken) == 0 {
			t.Errorf("no broken server shows that %s can fail", r.id)
		}
		for _, s := range r.broken {
			t.Run(strings.TrimPrefix(r.id, "/")+" "+s.name, func(t *testing.T) {
				server := httptest.NewServer(s.around(whole))
				defer server.Close()
				if faults := inspect(server.URL+"/ogc", map[string]*ogcAnswer{}, r.check); len(faults) == 0 {
					t.Error("the broken server passes")
				}
			})
		}
	}
}

// around puts the fault between the client and a server.
func (s spoiled) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		if s.before != nil {
			s.before(r)
		}
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		if s.after != nil {
			s.after(r, answer)
		}
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.Header().Del("Content-Length")
		w.WriteHeader(answer.Code)
		if r.Method != http.MethodHead && answer.Code != http.StatusNotModified {
			_, _ = w.Write(answer.Body.Bytes())
		}
	})
}

// The faults below each make a broken server.

// gone answers 404 below a path.
func gone(name, path string) spoiled {
	return spoiled{name: name, after: func(r *http.Request, w *httptest.ResponseRecorder) {
		if strings.TrimSuffix(r.URL.Path, "/") == path || path != "/ogc" && strings.HasPrefix(r.URL.Path, path) {
			w.Code = http.StatusNotFound
		}
	}}
}

// changed edits JSON answers, of 200, whose path ends so.
func changed(name, end string, edit func(document map[string]any, r *http.Request)) spoiled {
	return spoiled{name: name, after: func(r *http.Request, w *httptest.ResponseRecorder) {
		var document map[string]any
		if !strings.HasSuffix(strings.TrimSuffix(r.URL.Path, "/"), end) || w.Code != http.StatusOK || json.Unmarshal(w.Body.Bytes(), &document) != nil {
			return
		}
		edit(document, r)
		encoded, _ := json.Marshal(document) // it came from JSON
		w.Body = bytes.NewBuffer(encoded)
	}}
}

// without leaves a member out of a document.
func without(end, name string) spoiled {
	return changed("without "+name, end, func(document map[string]any, _ *http.Request) { delete(document, name) })
}

// unlinked leaves links of a relation out.
func unlinked(end, rel string) spoiled {
	return changed("no link "+rel, end, func(document map[string]any, _ *http.Request) { unlink(document, rel) })
}

func unlink(document map[string]any, rel string) {
	document["links"] = slices.DeleteFunc(many(document["links"]), func(l any) bool { return member(l, "rel") == rel })
}

// blind does not see some parameters.
func blind(names ...string) spoiled {
	return spoiled{name: "takes no notice of " + strings.Join(names, ", "), before: func(r *http.Request) {
		query := r.URL.Query()
		for _, name := range names {
			query.Del(name)
		}
		r.URL.RawQuery = query.Encode()
	}}
}

// labelled says another media type.
func labelled(end, media string) spoiled {
	return spoiled{name: "says " + media, after: func(r *http.Request, w *httptest.ResponseRecorder) {
		if strings.HasSuffix(strings.TrimSuffix(r.URL.Path, "/"), end) && w.Code == http.StatusOK {
			w.Header().Set("Content-Type", media)
		}
	}}
}

// redescribed edits the parameter of that name wherever the definition has it.
func redescribed(name, param string, edit func(p map[string]any)) spoiled {
	return changed(name, "/api", func(document map[string]any, _ *http.Request) {
		eachObject(document, func(object map[string]any) {
			if object["name"] == param && object["in"] == "query" {
				edit(object)
			}
		})
	})
}

func eachObject(v any, visit func(map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(v)
		for _, inner := range v {
			eachObject(inner, visit)
		}
	case []any:
		for _, inner := range v {
			eachObject(inner, visit)
		}
	}
}

// eachListed edits what the list says of each collection.
func eachListed(name string, edit func(c map[string]any)) spoiled {
	return changed(name, "/collections", func(document map[string]any, _ *http.Request) {
		for _, c := range many(document["collections"]) {
			edit(c.(map[string]any))
		}
	})
}

// moved changes every position of the answer's features.
func moved(name string, to func(x, y float64) (float64, float64), when func(r *http.Request) bool) spoiled {
	return changed(name, "", func(document map[string]any, r *http.Request) {
		if !when(r) {
			return
		}
		eachObject(document, func(object map[string]any) { move(object["coordinates"], to) })
	})
}

func move(coordinates any, to func(x, y float64) (float64, float64)) {
	list := many(coordinates)
	if len(list) == 2 {
		x, isX := list[0].(float64)
		y, isY := list[1].(float64)
		if isX && isY {
			list[0], list[1] = to(x, y)
			return
		}
	}
	for _, part := range list {
		move(part, to)
	}
}

func turned(x, y float64) (float64, float64) { return y, x }

func always(*http.Request) bool { return true }
