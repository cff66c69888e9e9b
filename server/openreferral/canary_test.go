package openreferral

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"catchment/model/exchange"
	"catchment/model/planner"
)

// answers is every list, in each form, and every record.
func answers(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, prefix := range []string{"", "/cy"} {
		out[prefix+"/oruk/v3"] = site.Body(t, prefix+"/oruk/v3")
		for _, name := range collections {
			for _, form := range []string{"", "&full=true", "&full_service=true"} {
				base := prefix + "/oruk/v3/" + name + "?per_page=100" + form
				if form == "" || site.Get(base).Code == 200 {
					out[base] = site.Body(t, base)
				}
			}
			for _, record := range recordsOf(t, prefix+"/oruk/v3/"+name) {
				at := prefix + "/oruk/v3/" + name + "/" + record["id"].(string)
				out[at] = site.Body(t, at)
			}
		}
	}
	return out
}

// importing takes files for the time of a test.
func importing(t *testing.T, files map[string]string) {
	t.Helper()
	contents := map[string][]byte{}
	for name, text := range files {
		contents[name] = []byte(text)
	}
	batch, err := exchange.ReadFiles(contents, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	report, err := site.Planner.Import(t.Context(), batch, "canary actor")
	if err != nil {
		var refused *planner.Refused
		errors.As(err, &refused)
		t.Fatalf("%v %+v", err, refused.Problems)
	}
	t.Cleanup(func() {
		if _, err := site.Planner.Undo(context.Background(), report.Revision.Revision, "tests"); err != nil {
			t.Error(err)
		}
	})
}

// A protected service leaves no trace: with it and without it, every answer is
// the same to the byte.
func TestAProtectedServiceChangesNoAnswer(t *testing.T) {
	before := answers(t)
	importing(t, map[string]string{
		"providers.csv": "provider,name,name_cy,sector,website,charity_number\ncanary-provider,Canary provider,Canary darparwr,womens_aid,https://canary.example/,canary1\n",
		"services.csv": "service,provider,name,name_cy,service_type,mode,areas_served,bed_spaces,average_stay_days,start,contract_end,funder,annual_cost,languages\n" +
			"canary-refuge,canary-provider,Canary house,Canary tŷ,refuge,residential,X06000003,7,90,2024-01-01,2026-08-31,Canary funder 01234 567890,424242,canary\n" +
			"able-canary,ot-gallu,Canary at able,,refuge,residential,X06000003,7,90,2024-01-01,,Canary funder,1,canary\n",
		"sites.csv": "site,service,name,disclosure,area_code\ncanary-site,canary-refuge,Canary lane,protected,X06000003\ncanary-able,able-canary,Canary row,protected,\n",
	})
	after := answers(t)
	for _, url := range slices.Sorted(maps.Keys(after)) {
		if after[url] != before[url] {
			t.Errorf("%s differs", url)
		}
		if strings.Contains(strings.ToLower(after[url]), "canary") {
			t.Errorf("%s: a canary", url)
		}
	}
	if len(before) != len(after) || len(after) < 100 {
		t.Errorf("%d answers became %d", len(before), len(after))
	}
	for _, url := range []string{"/oruk/v3/services?search=canary", "/oruk/v3/organizations?search=canary"} {
		if found := recordsOf(t, url); len(found) > 0 {
			t.Errorf("%s finds %v", url, found)
		}
	}
}

// The same, not protected, is found: what looks for canaries sees them.
func TestACanaryIsSeenWhereItMayBe(t *testing.T) {
	before := answers(t)
	importing(t, map[string]string{
		"providers.csv": "provider,name,sector\ncanary-provider,Canary provider,womens_aid\n",
		"services.csv":  "service,provider,name,service_type,mode,areas_served\ncanary-open,canary-provider,Canary group,peer_support,group,X06000003\n",
	})
	changed, seen := 0, 0
	for url, body := range answers(t) {
		if was, known := before[url]; known && was != body {
			changed++
		}
		if strings.Contains(strings.ToLower(body), "canary") {
			seen++
		}
	}
	if changed < 4 || seen < 6 || len(recordsOf(t, "/oruk/v3/services?search=canary")) != 1 {
		t.Errorf("%d answers changed, a canary in %d", changed, seen)
	}
}

// A site that is shown by its area alone gives its area and nothing else.
func TestAnAreaOnlySiteGivesItsAreaAlone(t *testing.T) {
	importing(t, map[string]string{
		"services.csv": "service,provider,name,service_type,mode,funder,annual_cost\nplain-service,ot-gallu,A plain service,peer_support,group,Canary funder,424242\n",
		"sites.csv":    "site,service,name,disclosure,area_code\nplain-site,plain-service,Canary lane,area_only,X06000003\n",
	})
	var found anyRecord
	for _, s := range recordsOf(t, "/oruk/v3/services?full=true&search=plain") {
		found = s
	}
	if found == nil || found["service_at_locations"] != nil {
		t.Fatalf("%v", found)
	}
	areas := found["service_areas"].([]any)
	if len(areas) != 1 || areas[0].(anyRecord)["name"] == "X06000003" || areas[0].(anyRecord)["extent"] == nil {
		t.Errorf("%v", areas)
	}
	for url, body := range answers(t) {
		if strings.Contains(strings.ToLower(body), "canary") || strings.Contains(body, "424242") {
			t.Errorf("%s has a canary", url)
		}
	}
}
