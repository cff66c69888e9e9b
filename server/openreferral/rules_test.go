package openreferral

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

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

// faultsOf holds records, by their addresses, to what the schemas do not say:
// ids are UUIDs, lead to a record and belong to one thing, nothing is empty,
// addresses are addresses, ages and places can be, and boundaries are closed.
func faultsOf(prefix string, records map[string]anyRecord) []string {
	var out []string
	fault := func(at string, value any) { out = append(out, fmt.Sprintf("%s: %.80v", at, value)) }
	leads := map[string]string{"organization_id": "organizations", "service_id": "services", "taxonomy_id": "taxonomies", "taxonomy_term_id": "taxonomy_terms", "link_id": "services"}
	of := map[string]string{} // what an id belongs to
	for at, record := range records {
		visit(at, record, func(at string, value any) {
			name := at[strings.LastIndex(at, ".")+1:]
			text, isText := value.(string)
			list, isList := value.([]any)
			held, isRecord := value.(anyRecord)
			if value == nil || isText && strings.TrimSpace(text) == "" || isList && len(list) == 0 || isRecord && len(held) == 0 {
				fault(at+" is empty", value)
			}
			if (name == "id" || strings.HasSuffix(name, "_id")) && !oruk.IsID(text) {
				fault(at+" is no UUID", value)
			}
			if collection := leads[name]; collection != "" && records[fmt.Sprintf("%s/oruk/v3/%s/%v", prefix, collection, value)] == nil {
				fault(at+" leads nowhere", value)
			}
			if name == "website" || name == "uri" {
				if u, err := url.Parse(text); err != nil || !u.IsAbs() || u.Host == "" {
					fault(at+" is no address", value)
				}
			}
			if isText && strings.ContainsAny(text, "<>") {
				fault(at+" has marks", value)
			}
			if isRecord {
				out = append(out, faultsIn(at, held)...)
				id, _ := held["id"].(string)
				kind := strings.TrimSuffix(name, "[]")
				if i := strings.LastIndex(kind, "/"); i >= 0 { // the record itself: its list is behind the last slash but one
					kind = kind[:i][strings.LastIndex(kind[:i], "/")+1:]
				}
				kind = strings.TrimSuffix(strings.Replace(kind, "taxonomies", "taxonomy", 1), "s")
				if was := of[id]; was != "" && was != kind {
					fault(at+" has the id of "+was, id)
				}
				of[id] = kind
			}
		})
	}
	return out
}

// faultsIn are those of members that belong together.
func faultsIn(at string, r anyRecord) []string {
	var out []string
	number := func(name string, otherwise float64) float64 {
		if n, ok := r[name].(float64); ok {
			return n
		}
		return otherwise
	}
	if number("minimum_age", 0) > number("maximum_age", 99) || number("minimum_age", 0) < 0 {
		out = append(out, at+" is for no age")
	}
	_, lat := r["latitude"]
	_, lon := r["longitude"]
	if lat != lon || math.Abs(number("latitude", 51)) > 90 || math.Abs(number("longitude", -3)) > 180 {
		out = append(out, at+" is nowhere")
	}
	if extent, ok := r["extent"].(string); ok && (r["extent_type"] != "geojson" || !closed(extent)) {
		out = append(out, at+" has no boundary")
	}
	return out
}

// closed says whether a text is a polygon of GeoJSON, or several, each ring of
// which ends where it begins.
func closed(extent string) bool {
	shape, err := geojson.UnmarshalGeometry([]byte(extent))
	if err != nil {
		return false
	}
	polygons, _ := shape.Geometry().(orb.MultiPolygon)
	if one, ok := shape.Geometry().(orb.Polygon); ok {
		polygons = orb.MultiPolygon{one}
	}
	for _, polygon := range polygons {
		for _, ring := range polygon {
			if len(ring) < 4 || !ring.Closed() {
				return false
			}
		}
	}
	return len(polygons) > 0
}

func TestRecordsHoldTogether(t *testing.T) {
	ids := map[string][]string{}
	for _, prefix := range []string{"", "/cy"} {
		records := everything(t, prefix)
		for _, fault := range faultsOf(prefix, records) {
			t.Error(fault)
		}
		if len(records) < 50 {
			t.Errorf("%d records", len(records))
		}
		for at, record := range records {
			visit("", record, func(name string, value any) {
				if name == ".id" || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "].id") {
					ids[prefix] = append(ids[prefix], strings.TrimPrefix(at, prefix)+name+fmt.Sprint(value))
				}
			})
		}
		slices.Sort(ids[prefix])
	}
	if !slices.Equal(ids[""], ids["/cy"]) {
		t.Error("records have other ids in Welsh")
	}
}

// The rules find faults: each of these makes one, in records that have none.
func TestTheRulesFindFaults(t *testing.T) {
	records := everything(t, "")
	var at string
	for address, r := range records {
		if areas, _ := r["service_areas"].([]any); strings.Contains(address, "/services/") && len(areas) > 0 && areas[0].(anyRecord)["extent"] != nil && r["attributes"] != nil {
			at = address
		}
	}
	whole, err := json.Marshal(records[at])
	if err != nil || at == "" {
		t.Fatal(err, at)
	}
	area := func(r anyRecord) anyRecord { return r["service_areas"].([]any)[0].(anyRecord) }
	for want, spoil := range map[string]func(anyRecord){
		"is empty":         func(r anyRecord) { r["fees"] = "" },
		".email is empty":  func(r anyRecord) { r["email"] = nil },
		"schedules is":     func(r anyRecord) { r["schedules"] = []any{} },
		"is no UUID":       func(r anyRecord) { r["id"] = "17" },
		"leads nowhere":    func(r anyRecord) { r["organization_id"] = r["id"] },
		"is no address":    func(r anyRecord) { area(r)["uri"] = "W06000001" },
		"has marks":        func(r anyRecord) { r["description"] = "<p>x" },
		"is for no age":    func(r anyRecord) { r["minimum_age"], r["maximum_age"] = 12.0, 5.0 },
		"is nowhere":       func(r anyRecord) { r["latitude"] = 51.0 },
		"has no boundary":  func(r anyRecord) { area(r)["extent"] = `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}` },
		"] has no bound":   func(r anyRecord) { area(r)["extent"] = "POLYGON((0 0))" },
		"has the id of":    func(r anyRecord) { area(r)["id"] = r["id"] },
		".link_id is no U": func(r anyRecord) { r["attributes"].([]any)[0].(anyRecord)["link_id"] = 1.0 },
	} {
		var spoiled anyRecord
		if err := json.Unmarshal(whole, &spoiled); err != nil {
			t.Fatal(err)
		}
		spoil(spoiled)
		with := maps.Clone(records)
		with[at] = spoiled
		if found := strings.Join(faultsOf("", with), "\n"); !strings.Contains(found, want) {
			t.Errorf("%q is not found: %q", want, found)
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
