package openreferral

import (
	"encoding/json"
	"strings"
	"testing"
)

// Of a service that waits nothing is kept that anybody may have written
// anything into: it may turn out to be protected.
func TestWhatWaitsIsKeptWithoutFreeTexts(t *testing.T) {
	for _, text := range []string{"Come to 12 Zebra Street. Ask for Mrs Qzperson.", "held at Zebra Lane", "The Old Zebra Rectory, Zebra Road, Cardiff", "Opposite the Zebra Arms pub, next to the refuge",
		"Heol y Zebra, Caerdydd", "phone 029 2098 7654 zebra", "email qz@zebra.example", "www.zebra.example/find-us"} {
		record := object{"id": "s1", "name": "Talking", "status": "active", "organization": object{"id": "o", "name": "Org", "description": text}, "taxonomy_terms": []any{object{"name": "Music", "description": text}, object{"name": text}},
			"minimum_age": 5, "service_areas": []any{object{"uri": "W06000099", "name": text}, object{"uri": "http://zebra.example/W06000098"}}, "attributes": []any{text, object{"value": text}, object{"taxonomy_term": object{"name": text}}},
			"eligibility": text, "eligibilitys": []any{object{"eligibility": text, "minimum_age": 4}}, "status_": text}
		for _, name := range strings.Fields("description alternate_name url email fees application_process interpretation_services wait_time accreditations licenses alert additional_information") {
			record[name] = text
		}
		for _, name := range strings.Fields("phones contacts locations service_at_locations schedules cost_options required_documents languages") {
			record[name] = []any{object{"id": "x", "name": text, "description": text, "number": text}}
		}
		for _, public := range []bool{false, true} {
			batch := laid(files("services.json", textOfRaw(record)), Options{Public: public, Rules: Rules{{Type: "camhs", words: [][]string{{"nothing"}}}}})
			if len(batch.Feed.Keep) != 1 {
				t.Fatalf("%d records", len(batch.Feed.Keep))
			}
			kept, _ := json.Marshal(batch)
			if raw := strings.ToLower(string(kept)); strings.Contains(raw, "zebra") || strings.Contains(raw, "qzperson") || strings.Contains(raw, "2098") {
				t.Errorf("%q is kept: %s", text, kept)
			}
			card, ok := CardOf(batch.Feed.Keep[0])
			if !ok || card.Name != "Talking" || card.Organization != "Org" || strings.Join(card.Terms, " ") != "Music" {
				t.Errorf("%q: %+v", text, card)
			}
		}
	}
}

// A name that tells of a place beside what is protected is neither kept nor
// shown, and says in both languages that it is withheld.
func TestNamesThatLeadAreWithheld(t *testing.T) {
	rules := Rules{{Type: "camhs", words: [][]string{{"nothing"}}}}
	for name, hidden := range map[string]bool{"Advice at the QZREF refuge, held at QZHidden Lane": true, "Lloches, Heol y QZHidden": true, "Safe house in QZHidden Road": true, "Castle Street Nursery": false, "Street Games project": false, "North Refuge": false} {
		text := `{"id": "s1", "name": "` + name + `", "status": "active", "organization": {"id": "o", "name": "Org"}}`
		batch := laid(files("services.json", text), Options{Rules: rules})
		if len(batch.Feed.Keep) != 1 || strings.Contains(batch.Feed.Keep[0].Raw, name) == hidden {
			t.Fatalf("%s: %+v", name, batch)
		}
		old := batch.Feed.Keep[0]
		old.Raw = text // as it was kept once
		for _, kept := range []string{batch.Feed.Keep[0].Raw, old.Raw} {
			old.Raw = kept
			if card, ok := CardOf(old); !ok || (card.Name == nameWithheld+" (s1)" && card.NameCy == nameWithheldCy+" (s1)") != hidden || (card.Name == name) == hidden {
				t.Errorf("%s: %+v", name, card)
			}
		}
	}
}

// So is the name of one that is where a protected service is.
func TestANameAtASecretPlaceIsWithheld(t *testing.T) {
	at := `"service_at_locations": [{"id": "x", "location": {"id": "l", "latitude": 51.5, "longitude": -3.5}}]`
	text := `[{"id": "r", "name": "Refuge", "status": "active", "service_areas": [{"uri": "W06000099"}], "organization": {"id": "o", "name": "Org"}, ` + at + `},
		{"id": "s1", "name": "Advice, held at QZHidden Lane", "status": "active", "organization": {"id": "p", "name": "Other"}, ` + at + `}]`
	batch := laid(files("services.json", text), Options{Public: true})
	if kept, _ := json.Marshal(batch); strings.Contains(string(kept), "QZHidden") || !strings.Contains(string(kept), nameWithheld) {
		t.Errorf("%s", kept)
	}
}

// A record is kept whole only where a place of its service is public: else what
// it says in passing could tell where it is.
func TestOnlyRecordsOfPublicPlacesAreKeptWhole(t *testing.T) {
	for place, whole := range map[string]bool{
		"": false,
		`, "service_at_locations": [{"id": "x", "location": {"id": "l", "latitude": 51.5, "longitude": -3.5}}]`: true,
	} {
		batch := laid(files("services.json", `[{"id": "s", "name": "Domestic abuse: children", "status": "active", "description": "Opposite the QZArms",
			"service_areas": [{"uri": "W06000099"}], "organization": {"id": "o", "name": "Org"}`+place+`}]`), Options{Public: true})
		kept := ""
		for _, k := range batch.Feed.Keep {
			kept += k.Raw
		}
		if kept == "" || strings.Contains(kept, "QZArms") != whole {
			t.Errorf("with %q: %s", place, kept)
		}
	}
}
