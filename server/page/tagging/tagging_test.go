package tagging

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"catchment/model/disclosure"
	"catchment/model/exchange/openreferral"
	"catchment/server/page/trial"
)

var site *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &site, Mount)) }

const directory = `[
 {"id": "w1", "name": "Drumming for calm", "description": "<b>Drums</b> & rest", "status": "active", "minimum_age": 6, "organization": {"id": "o1", "name": "Noise Example"}, "service_areas": [{"uri": "X06000003"}], "attributes": [{"taxonomy_term": {"name": "Music"}}]},
 {"id": "w2", "name": "Safe house north", "description": "", "status": "active", "organization": {"id": "o2", "name": "Shelter Example"}},
 {"id": "w3", "name": "Zebra club <script>", "description": "Stripes", "status": "active", "organization": {"id": "o1", "name": "Noise Example"},
  "service_at_locations": [{"id": "a", "location": {"id": "b", "name": "9 Canary Street", "latitude": 1.5, "longitude": 2.5}}]}]`

func key(id string) string { return openreferral.Key("test", "service", id) }

// waiting brings in the directory, for the time of a test.
func waiting(t *testing.T) {
	t.Helper()
	d := openreferral.Read([]openreferral.Source{{Name: "services.json", Data: []byte(directory)}})
	if _, err := site.Planner.ImportDirectory(t.Context(), d, openreferral.Options{Feed: "test"}, nil, "tests"); err != nil {
		t.Fatal(err)
	}
}

func post(t *testing.T, address string, pairs ...string) *httptest.ResponseRecorder {
	t.Helper()
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site.ServeHTTP(w, r)
	return w
}

func TestWithoutADirectoryNothingWaits(t *testing.T) {
	body := site.Body(t, "/import/untagged")
	trial.WellFormed(t, "/import/untagged", body)
	trial.Contains(t, "/import/untagged", body, []string{"No service waits"}, []string{"<select", `role="search"`})
}

// What waits is listed in both languages, found by its words, tagged, seen
// among the services, and waits again when that is undone.
func TestTagging(t *testing.T) {
	waiting(t)
	for path, words := range map[string][]string{
		"/import/untagged":                  {"3 services wait.", "Drumming for calm", "By Noise Example", "under Music.", "directory “test”", "Zebra club &lt;script&gt;", "Leave it waiting"},
		"/cy/import/untagged":               {"Mae 3 o wasanaethau yn aros.", "Gan Noise Example", "cyfeiriadur “test”", "Gadael iddo aros"},
		"/import/untagged?q=noise+drumming": {"1 service waits.", "Drumming"},
		"/import/untagged?q=nowhere":        {"No service has these words", "Show all that wait"},
	} {
		body := site.Body(t, path)
		trial.WellFormed(t, path, body)
		trial.Contains(t, path, body, words, []string{"<b>", "Canary", "1.5", "Drums"})
	}
	saved := post(t, "/import/untagged", field+key("w1"), "camhs", field+key("w2"), "")
	if saved.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", saved.Code, saved.Body)
	}
	body := site.Body(t, saved.Header().Get("Location"))
	trial.Contains(t, "saved", body, []string{"Saved", "/import/revisions/", "2 services wait."}, []string{"Drumming"})
	service, err := site.View(t, disclosure.Commissioner).Service(key("w1"))
	if err != nil || service.ServiceType != "camhs" || service.Provider.Name != "Noise Example" || *service.AgeMin != 6 {
		t.Fatalf("%+v %v", service, err)
	}
	if again := post(t, "/import/untagged", field+key("w1"), "refuge"); again.Code != http.StatusConflict || !strings.Contains(again.Body.String(), "Someone else was faster") {
		t.Errorf("tagged twice: %d", again.Code)
	}
	if _, err := site.Planner.Undo(t.Context(), site.Planner.Revision().Revision, "tests"); err != nil {
		t.Fatal(err)
	}
	trial.Contains(t, "undone", site.Body(t, "/import/untagged"), []string{"3 services wait.", "Drumming"}, nil)
}

func TestRefusals(t *testing.T) {
	waiting(t)
	for _, r := range []struct {
		name, url string
		pairs     []string
		status    int
		words     string
	}{
		{"protected without areas", "/import/untagged", []string{field + key("w2"), "refuge"}, http.StatusUnprocessableEntity, "It cannot be saved as this type."},
		{"in Welsh", "/cy/import/untagged", []string{field + key("w2"), "refuge"}, http.StatusUnprocessableEntity, "Ni ellir ei gadw fel y math hwn."},
		{"no such type", "/import/untagged", []string{field + key("w2"), "castle"}, http.StatusUnprocessableEntity, "It cannot be saved"},
		{"not waiting", "/import/untagged", []string{field + "nobody", "camhs"}, http.StatusConflict, "Someone else was faster"},
		{"nothing chosen", "/import/untagged", []string{field + key("w2"), ""}, http.StatusSeeOther, ""},
		{"for the public", "/import/untagged?for=public", []string{field + key("w2"), "camhs"}, http.StatusForbidden, ""},
	} {
		before := site.Planner.Revision().Revision
		answer := post(t, r.url, r.pairs...)
		if answer.Code != r.status || !strings.Contains(answer.Body.String(), r.words) {
			t.Errorf("%s: %d %.3000s", r.name, answer.Code, answer.Body)
		}
		if answer.Code < 500 && answer.Code != http.StatusForbidden && answer.Code != http.StatusSeeOther {
			trial.WellFormed(t, r.name, answer.Body.String())
		}
		if site.Planner.Revision().Revision != before {
			t.Errorf("%s: something was written", r.name)
		}
	}
	for address, status := range map[string]int{"/import/untagged?for=public": 403, "/import/untagged?page=9": 400, "/import/untagged?page=x": 400} {
		if answer := site.Get(address); answer.Code != status && answer.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, answer.Code)
		}
	}
}

// A service that is tagged as one that is protected leaves no record behind.
func TestAProtectedTypeLeavesNoRecord(t *testing.T) {
	waiting(t)
	if saved := post(t, "/import/untagged", field+key("w1"), "refuge"); saved.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", saved.Code, saved.Body)
	}
	service, err := site.View(t, disclosure.Commissioner).Service(key("w1"))
	if err != nil || !service.Protected || len(service.Sites) > 0 {
		t.Errorf("%+v %v", service, err)
	}
	if _, err := site.Planner.Undo(t.Context(), site.Planner.Revision().Revision, "tests"); err != nil {
		t.Fatal(err)
	}
	trial.Contains(t, "undone", site.Body(t, "/import/untagged"), []string{"2 services wait."}, []string{"Drumming"})
}
