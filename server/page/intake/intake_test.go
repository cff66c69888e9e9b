package intake

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model/planner/desk"
	"catchment/seed"
	"catchment/server/page/shell"
	"catchment/server/page/trial"
)

// site is the pages over a new database with the reference data.
type site struct {
	*testing.T
	*trial.Site
	desk *desk.Desk
}

func open(t *testing.T) *site {
	t.Helper()
	var d *desk.Desk
	s := trial.Open(filepath.Join(t.TempDir(), "test.db"), nil, func(e *echo.Echo, h *shell.House) {
		d = desk.New(h.Planner, time.Now)
		mount(e, h, d)
	})
	t.Cleanup(func() { d.Close(); s.Planner.Close() })
	return &site{t, s, d}
}

type answer struct {
	status   int
	location string
	body     string
	header   http.Header
}

func (s *site) send(r *http.Request) answer {
	s.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	a := answer{w.Code, w.Header().Get("Location"), w.Body.String(), w.Header()}
	if strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
		trial.WellFormed(s.T, r.URL.String(), a.body)
	}
	return a
}

func (s *site) get(url string) answer {
	s.Helper()
	return s.send(httptest.NewRequest(http.MethodGet, url, nil))
}

func (s *site) post(address string, form url.Values) answer {
	s.Helper()
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(r)
}

// upload sends files, and other fields by name=text.
func (s *site) upload(address string, fields map[string]string, namesAndTexts ...string) answer {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, text := range fields {
		w.WriteField(name, text)
	}
	for i := 0; i < len(namesAndTexts); i += 2 {
		part, err := w.CreateFormFile("files", namesAndTexts[i])
		if err != nil {
			s.Fatal(err)
		}
		io.WriteString(part, namesAndTexts[i+1])
	}
	w.Close()
	r := httptest.NewRequest(http.MethodPost, address, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return s.send(r)
}

// settle loads the page of an upload until it waits for a person.
func (s *site) settle(address string) answer {
	s.Helper()
	for range 1000 {
		a := s.get(address)
		if a.header.Get("Refresh") == "" {
			return a
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.Fatal("the upload does not come to rest")
	return answer{}
}

func (a answer) want(t *testing.T, status int, words ...string) {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d (to %q), want %d\n%s", a.status, a.location, status, a.body)
	}
	for _, w := range words {
		if !strings.Contains(a.body, w) {
			t.Errorf("%q is missing in\n%s", w, a.body)
		}
	}
}

const providers = "provider,name,sector\nhh,Helping Hands,children\n"

func TestUploadPreviewCommitUndo(t *testing.T) {
	s := open(t)
	s.get("/import").want(t, 200, "Upload and check", `enctype="multipart/form-data"`, "The beginning of the data")
	sent := s.upload("/import", map[string]string{"source": "Returns, March 2026"}, "providers.csv", providers)
	sent.want(t, 303)
	s.settle(sent.location).want(t, 200, "What the import would do", "Helping Hands", "<strong>sector</strong>: children", `action="`+sent.location+`/commit"`)
	if s.Planner.Revision().Revision != 1 {
		t.Fatal("a preview has written")
	}
	s.get("/import").want(t, 200, "Ready to import")
	committed := s.post(sent.location+"/commit", nil)
	committed.want(t, 303)
	s.settle(committed.location).want(t, 200, "Imported as revision 2", "/import/undo/2")
	s.get("/import").want(t, 200, "providers.csv", "Providers: 1 new")
	s.get("/import/revisions/2").want(t, 200, "Helping Hands", "Browser on this machine")
	s.get("/import/undo/2").want(t, 200, "Undo revision 2?", "Removed", `action="/import/undo/2"`)
	undone := s.post("/import/undo/2", nil)
	undone.want(t, 303)
	s.get(undone.location).want(t, 200, "Undo of revision 2")
	s.get("/import").want(t, 200, "Undone by revision 3")
	s.get("/import/undo/2").want(t, 409, "It cannot be undone", "undone already")
	if n := len(s.Planner.Choices("providers")); n != 0 {
		t.Errorf("%d providers are left", n)
	}
	if twice := s.post("/import/undo/2", nil); twice.status != 303 || twice.location != undone.location {
		t.Errorf("undone twice: %d, %s", twice.status, twice.location)
	}
	if twice := s.post(committed.location+"/commit", nil); twice.status != 303 || twice.location != committed.location {
		t.Errorf("committed twice: %d, %s", twice.status, twice.location)
	}
}

func TestFaultsAreListedAndMended(t *testing.T) {
	s := open(t)
	sent := s.upload("/import", nil, "providers.csv", "provider,name,sector\nhh,,children\nkk,K,abc\n", "sites.csv", "site,service,disclosure,postcode\nx,s,protected,CF10 9ZZ\n")
	sent.want(t, 303)
	page := s.settle(sent.location)
	page.want(t, 200, "faults to mend", "providers.csv", "&#34;abc&#34;", "rejected?file=providers.csv")
	if strings.Contains(page.body, "9ZZ") {
		t.Error("the postcode of a protected site is repeated")
	}
	mend := s.get(sent.location + "/rejected?file=providers.csv")
	mend.want(t, 200, "provider,name,sector,problem\nhh,,children,")
	if got := mend.header.Get("Content-Disposition"); got != `attachment; filename="providers-to-mend.csv"` {
		t.Errorf("disposition %s", got)
	}
	if sites := s.get(sent.location + "/rejected?file=sites.csv"); sites.status != 200 || strings.Contains(sites.body, "9ZZ") {
		t.Errorf("sites: %d %s", sites.status, sites.body)
	}
	s.get(sent.location+"/rejected?file=..%2Fsecret").want(t, 404)
	s.post(sent.location+"/commit", nil).want(t, 409)
	s.post(sent.location+"/cancel", nil).want(t, 303)
	s.get(sent.location).want(t, 404, "no longer here", `href="/import"`)
}

func TestColumnsAreMapped(t *testing.T) {
	s := open(t)
	sent := s.upload("/import", nil, "darparwyr.csv", "Cod,Enw,Ffôn\nhh,Help,1\n", "notes.csv", "a,b\n1,2\n")
	sent.want(t, 303)
	page := s.settle(sent.location)
	page.want(t, 200, "Which columns are which?", `name="c0_1"`, `<option value="name" selected>`, `name="k0_sector"`, "This one is left out.")
	s.get(sent.location+"?step=map&t0=services").want(t, 200, `name="k0_service_type"`)
	form := url.Values{"t0": {"providers"}, "c0_0": {"provider"}, "c0_1": {"name"}, "c0_2": {"name"}, "t1": {"-"}}
	s.post(sent.location+"/map", form).want(t, 422, "A column is chosen for two headings")
	s.post(sent.location+"/map", url.Values{"t0": {"-"}, "t1": {"-"}}).want(t, 422, "Every file is left out")
	form.Set("c0_2", "")
	form.Set("k0_sector", "other")
	form.Set("save", "Ffurflenni")
	s.post(sent.location+"/map", form).want(t, 303)
	s.settle(sent.location).want(t, 200, "What the import would do", "Help", "other")
	s.get("/import").want(t, 200, "Ffurflenni", "Saved mapping: Ffurflenni")
	again := s.upload("/import", map[string]string{"layout": "saved:Ffurflenni"}, "darparwyr 2027.csv", "Cod,Enw,Ffôn\nkk,Kin,1\n")
	again.want(t, 303)
	s.settle(again.location).want(t, 200, "Kin")
	s.post("/import/mappings/drop", url.Values{"name": {"Ffurflenni"}}).want(t, 303)
	if s.post("/import/mappings/drop", url.Values{"name": {"Ffurflenni"}}).status != 404 {
		t.Error("a mapping is dropped twice")
	}
	s.upload("/import", map[string]string{"layout": "saved:Ffurflenni"}, "darparwyr.csv", "Cod\n1\n").want(t, 422, "no saved mapping")
}

// A first row that is no headings is not repeated where it may be a place.
func TestHeadingsThatArePlacesAreNotShown(t *testing.T) {
	s := open(t)
	sent := s.upload("/import", nil, "homes.csv", "house-1,CF10 9ZZ,-3.98765,51.1\n")
	sent.want(t, 303)
	s.settle(sent.location)
	page := s.get(sent.location + "?t0=providers")
	page.want(t, 200, "Column 2", "Column 3")
	for _, canary := range []string{"9ZZ", "3.98765"} {
		if strings.Contains(page.body, canary) {
			t.Errorf("%s is shown", canary)
		}
	}
}

func TestOvertakenSaysWho(t *testing.T) {
	s := open(t)
	first := s.upload("/import", nil, "providers.csv", providers)
	s.settle(first.location)
	second := s.upload("/import", nil, "providers.csv", strings.Replace(providers, "Helping", "Other", 1))
	s.settle(second.location)
	s.post(second.location+"/commit", nil)
	s.settle(second.location)
	s.post(first.location+"/commit", nil)
	s.settle(first.location).want(t, 409, "Browser on this machine changed Other Hands (Providers: New)", "revision 2", "Check again")
	s.post(first.location+"/again", nil).want(t, 303)
	s.settle(first.location).want(t, 200, "Other Hands → Helping Hands")
}

func TestRefusals(t *testing.T) {
	s := open(t)
	many := make([]string, 0, 2*(desk.MaxFiles+2))
	for i := range desk.MaxFiles + 1 {
		many = append(many, strings.Repeat("x", i+1)+".csv", "a\n")
	}
	s.upload("/import", nil).want(t, 422, "Choose at least one file", "There is a problem")
	s.upload("/import", nil, "a.csv", "x", "a.csv", "y").want(t, 422, "same name")
	s.upload("/import", nil, many...).want(t, 422, "At most 100 files")
	s.post("/import", url.Values{"files": {"x"}}).want(t, 422, "did not arrive whole")
	s.upload("/import?for=public", nil, "providers.csv", providers).want(t, 403)
	for _, address := range []string{"/import?for=public", "/import/undo/1?for=public", "/import/revisions/1?for=public", "/import/abc?for=public"} {
		s.get(address).want(t, 403)
	}
	for _, address := range []string{"/import/nothere", "/import/revisions/99", "/import/undo/99", "/import/undo/x", "/import/revisions/0"} {
		s.get(address).want(t, 404)
	}
	s.get("/import?page=2").want(t, 400)
	s.get("/import/undo/1").want(t, 409, "first revision")
	s.post("/import/undo/1", nil).want(t, 409)
	s.post("/import/nothere/cancel", nil).want(t, 404)
	s.post("/import/nothere/map", nil).want(t, 404)
	if s.Planner.Revision().Revision != 1 {
		t.Error("a refusal made a revision")
	}
}

func TestWelsh(t *testing.T) {
	s := open(t)
	s.get("/cy/import").want(t, 200, `<html lang="cy">`, "Lanlwytho a gwirio", `action="/cy/import"`)
	sent := s.upload("/cy/import", nil, "providers.csv", "provider,name,sector\nhh,,children\n")
	sent.want(t, 303)
	if !strings.HasPrefix(sent.location, "/cy/import/") {
		t.Fatalf("leads to %s", sent.location)
	}
	s.settle(sent.location).want(t, 200, "1 gwall i’w gywiro", "<td>disgwylir testun</td><td>yn wag</td>")
	s.get(sent.location+"/rejected?file=providers.csv").want(t, 200, "provider,name,sector,problem\nhh,,children,name: disgwylir testun (canfuwyd: yn wag)\n")
	s.get("/cy/import/undo/1").want(t, 409, "Ni ellir ei ddadwneud", "Y diwygiad cyntaf a ddaeth â’r data cyfeirio, ac ni ellir ei ddadwneud.")
	s.upload("/cy/import", nil).want(t, 422, "Dewiswch o leiaf un ffeil")
	s.get("/cy/import/nothere").want(t, 404, "Lanlwythwch y ffeiliau eto", `href="/cy/import"`)
}

func TestNobodyKeepsThesePages(t *testing.T) {
	s := open(t)
	for _, address := range []string{"/import", "/import/revisions/1", "/import/undo/1"} {
		if got := s.get(address).header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", address, got)
		}
	}
}

func TestADemonstrationComesInThroughTheBrowser(t *testing.T) {
	s := open(t)
	var files []string
	for name, data := range seed.Demonstration(trial.Today.Time()) {
		files = append(files, name, string(data))
	}
	sent := s.upload("/import", nil, files...)
	sent.want(t, 303)
	s.settle(sent.location).want(t, 200, "What the import would do", "Showing 1 to 50 of")
	s.get(sent.location+"?page=2").want(t, 200, "Showing 51 to 100")
	s.post(sent.location+"/commit", nil).want(t, 303)
	s.settle(sent.location).want(t, 200, "Imported as revision 2")
	s.post("/import/undo/2", nil).want(t, 303)
	if n := len(s.Planner.Choices("areas")); n != 0 {
		t.Errorf("%d areas are left", n)
	}
}
