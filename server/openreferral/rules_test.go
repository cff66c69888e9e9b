package openreferral

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	oruk "catchment/model/exchange/openreferral"
)

// everything is each record of each list, in full and alone.
func everything(t *testing.T, prefix string) map[string]anyRecord {
	t.Helper()
	out := map[string]anyRecord{}
	for _, name := range collections {
		for _, record := range recordsOf(t, prefix+"/oruk/v3/"+name+"?per_page=100") {
			at := prefix + "/oruk/v3/" + name + "/" + record["id"].(string)
			out[at] = read[anyRecord](t, at)
		}
	}
	return out
}

// visit calls f for each value of a record, with the path to it.
func visit(at string, value any, f func(at string, value any)) {
	f(at, value)
	switch v := value.(type) {
	case anyRecord:
		for name, member := range v {
			visit(at+"."+name, member, f)
		}
	case []any:
		for _, member := range v {
			visit(at+"[]", member, f)
		}
	}
}

// What the schemas do not say: ids are UUIDs and lead to a record, what is
// linked is there, nothing is empty, addresses are addresses.
func TestRecordsHoldTogether(t *testing.T) {
	for _, prefix := range []string{"", "/cy"} {
		records := everything(t, prefix)
		there := func(collection string, id any) bool {
			_, ok := records[fmt.Sprintf("%s/oruk/v3/%s/%v", prefix, collection, id)]
			return ok
		}
		leads := map[string]string{"organization_id": "organizations", "service_id": "services", "taxonomy_id": "taxonomies", "taxonomy_term_id": "taxonomy_terms", "link_id": "services"}
		seen := map[string]int{}
		for at, record := range records {
			visit(at, record, func(at string, value any) {
				name := at[strings.LastIndex(at, ".")+1:]
				text, isText := value.(string)
				list, isList := value.([]any)
				if value == nil || isText && strings.TrimSpace(text) == "" || isList && len(list) == 0 {
					t.Errorf("%s is empty", at)
				}
				if name == "id" || strings.HasSuffix(name, "_id") {
					seen[name]++
					if !oruk.IsID(text) {
						t.Errorf("%s is %v", at, value)
					}
				}
				if collection := leads[name]; collection != "" && !there(collection, value) {
					t.Errorf("%s leads nowhere: %v", at, value)
				}
				if name == "website" || name == "uri" {
					if u, err := url.Parse(text); err != nil || !u.IsAbs() || u.Host == "" {
						t.Errorf("%s is %v", at, value)
					}
				}
			})
		}
		for name := range leads {
			if seen[name] == 0 {
				t.Errorf("no record has %s", name)
			}
		}
	}
}

// Services, their places and their organisations name one another.
func TestServicesAreLinked(t *testing.T) {
	at := map[string]bool{}
	for _, place := range recordsOf(t, "/oruk/v3/service_at_locations") {
		at[place["id"].(string)] = true
	}
	found := 0
	for _, s := range recordsOf(t, "/oruk/v3/services?full=true") {
		if s["organization"].(anyRecord)["id"] != s["organization_id"] || s["attributes"] == nil {
			t.Errorf("%v: organisation %v", s["id"], s["organization"])
		}
		places, _ := s["service_at_locations"].([]any)
		for _, place := range places {
			found++
			p := place.(anyRecord)
			if !at[p["id"].(string)] || p["service_id"] != s["id"] || p["location"].(anyRecord)["id"] != p["location_id"] {
				t.Errorf("%v: place %v", s["id"], p["id"])
			}
		}
	}
	if found == 0 || found != len(at) {
		t.Errorf("%d places in services, %d listed", found, len(at))
	}
	held := 0
	for _, o := range recordsOf(t, "/oruk/v3/organizations?full_service=true") {
		for _, s := range o["services"].([]any) {
			held++
			if s.(anyRecord)["organization_id"] != o["id"] || s.(anyRecord)["attributes"] == nil {
				t.Errorf("%v: service %v", o["id"], s)
			}
		}
	}
	if all := len(recordsOf(t, "/oruk/v3/services")); held != all {
		t.Errorf("%d services of organisations, %d listed", held, all)
	}
}

// A service area has the boundary as text of GeoJSON, and statistical areas of
// the United Kingdom their address.
func TestServiceAreas(t *testing.T) {
	extents := 0
	for _, s := range recordsOf(t, "/oruk/v3/services?full=true") {
		areas, _ := s["service_areas"].([]any)
		for _, one := range areas {
			a := one.(anyRecord)
			extent, _ := a["extent"].(string)
			var shape struct {
				Type        string
				Coordinates []any
			}
			if extent == "" {
				continue
			}
			extents++
			if err := json.Unmarshal([]byte(extent), &shape); err != nil || a["extent_type"] != "geojson" || !strings.HasSuffix(shape.Type, "Polygon") || len(shape.Coordinates) == 0 {
				t.Errorf("%v: %v %.80s", a["id"], err, extent)
			}
		}
	}
	if extents == 0 {
		t.Error("no service area has an extent")
	}
}

// What is listed is what the public view has, and only public sites have a
// place.
func TestOnlyWhatThePublicSees(t *testing.T) {
	day, _ := site.Planner.DayFor(disclosure.Public, "")
	view, err := site.Planner.View(t.Context(), day, disclosure.Public)
	if err != nil {
		t.Fatal(err)
	}
	var want, places []string
	hidden := map[string]bool{}
	for _, s := range view.Services() {
		want = append(want, oruk.ID("service", s.Key))
		for _, at := range s.Sites {
			if at.Disclosure == model.Public && at.Placed() {
				places = append(places, oruk.ID("service_at_location", s.Key, at.Key))
			} else {
				hidden[oruk.ID("location", at.Key)] = true
			}
		}
	}
	ids := func(name string) []string {
		var out []string
		for _, r := range recordsOf(t, "/oruk/v3/"+name) {
			out = append(out, r["id"].(string))
		}
		return out
	}
	if got := ids("services"); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("%d services, want %d", len(got), len(want))
	}
	if got := ids("service_at_locations"); !slices.Equal(got, places) || len(places) == 0 || len(hidden) == 0 {
		t.Errorf("%d places, want %d; %d hidden", len(got), len(places), len(hidden))
	}
	for _, at := range recordsOf(t, "/oruk/v3/service_at_locations") {
		if hidden[at["location_id"].(string)] {
			t.Errorf("%v is shown", at["location_id"])
		}
	}
}

// A directory is made for the public alone.
func TestNoDirectoryForOthers(t *testing.T) {
	if _, err := oruk.FeedOf(site.View(t, disclosure.Commissioner), words.In(words.English)); model.CodeOf(err) != model.Forbidden {
		t.Errorf("%v", err)
	}
}
