package server

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled reads a schema by its address.
func compiled(address string, body string) (*jsonschema.Schema, error) {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(address, document); err != nil {
		return nil, err
	}
	return c.Compile(address)
}

// flat is a feature as its schema describes it: identity, properties and
// geometry side by side.
func flat(feature any) map[string]any {
	out := map[string]any{"id": member(feature, "id"), "geometry": member(feature, "geometry")}
	properties, _ := member(feature, "properties").(map[string]any)
	for name, value := range properties {
		out[name] = value
	}
	return out
}

// Every feature of every collection is as its schema says, for whomever it is:
// also where figures are suppressed or not known.
func TestOGCFeaturesAreAsTheirSchemasSay(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	without := 0
	for _, audience := range []string{"commissioner", "public"} {
		for _, collection := range collectionsOf(t, e, audience) {
			path := "/ogc/collections/" + collection
			schema, err := compiled("http://127.0.0.1"+path, get(t, e, path+"/schema?for="+audience, "").Body.String())
			if err != nil {
				t.Fatalf("%s for %s: %v", path, audience, err)
			}
			for u := path + "/items?limit=10000&for=" + audience; u != ""; {
				page, err := jsonschema.UnmarshalJSON(get(t, e, u, "").Body)
				if err != nil {
					t.Fatal(u, err)
				}
				for _, f := range many(member(page, "features")) {
					if err := schema.Validate(flat(f)); err != nil {
						t.Fatalf("%s for %s: %v is not as its schema says: %v", path, audience, member(f, "id"), err)
					}
					if value, has := member(f, "properties").(map[string]any)["children"]; has && value == nil {
						without++
					}
				}
				u = afterHost(t, linked(page, "next"))
			}
		}
	}
	if without == 0 {
		t.Error("no figure is suppressed, so that nothing was tried")
	}
}

// Numbers that no feature lacks are said to be numbers and nothing else: QGIS
// takes a property of two types for text. What is asked by is never null.
func TestOGCSchemasKeepNumbersPlain(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, c := range []struct{ path, property string }{
		{"tiers/schema", "tier"}, {"coverage/schema", "demand"}, {"coverage/queryables", "coverage"}, {"gaps/queryables?for=public", "children"}, {"gaps/queryables", "why"},
	} {
		document, err := jsonschema.UnmarshalJSON(get(t, e, "/ogc/collections/"+c.path, "").Body)
		if kind, plain := member(document, "properties", c.property, "type").(string); err != nil || !plain {
			t.Errorf("%s: %s is of type %q", c.path, c.property, kind)
		}
	}
}

// Every property has a title and what it means, in both languages.
func TestOGCPropertiesAreNamedInBothLanguages(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, collection := range collectionsOf(t, e, "commissioner") {
		for _, what := range []string{"schema", "queryables"} {
			path := "/ogc/collections/" + collection + "/" + what
			english, err := jsonschema.UnmarshalJSON(get(t, e, path, "").Body)
			if err != nil {
				t.Fatal(path, err)
			}
			welsh, err := jsonschema.UnmarshalJSON(get(t, e, "/cy"+path, "").Body)
			if err != nil {
				t.Fatal(path, err)
			}
			for name := range member(english, "properties").(map[string]any) {
				for _, part := range []string{"title", "description"} {
					en, cy := texts(member(english, "properties", name, part)), texts(member(welsh, "properties", name, part))
					if en == cy && (name != "geometry" || part == "title") || strings.Contains(en+cy, "⟦") || part == "title" && strings.ContainsAny(en+cy, "_.") {
						t.Errorf("%s: the %s of %s is %q and %q", path, part, name, en, cy)
					}
				}
			}
		}
	}
}

// collectionsOf lists the collections that an audience has.
func collectionsOf(t *testing.T, e *echo.Echo, audience string) (names []string) {
	t.Helper()
	w := get(t, e, "/ogc/collections?for="+audience, "")
	list, err := jsonschema.UnmarshalJSON(w.Body)
	if w.Code != http.StatusOK || err != nil {
		t.Fatal(w.Code, err)
	}
	for _, c := range many(member(list, "collections")) {
		names = append(names, texts(member(c, "id")))
	}
	return names
}

// afterHost is the path and query of the first of some addresses, "" of none.
func afterHost(t *testing.T, addresses []string) string {
	t.Helper()
	if len(addresses) == 0 {
		return ""
	}
	u, err := url.Parse(addresses[0])
	if err != nil {
		t.Fatal(err)
	}
	return u.RequestURI()
}
