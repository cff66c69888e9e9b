package directory

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/planner"
	"catchment/server/page/trial"
)

// editing is the forms over a small database of their own, since they change
// it.
type editing struct {
	*testing.T
	*trial.Site
}

const (
	editAreas     = "code,name,kind\nA1,Aber,local_authority\nW1,Aber North,ward\n"
	editProviders = "provider,name,sector\nhh,Helping Hands,children\n"
	editServices  = "service,provider,name,service_type,mode,areas_served\ns1,hh,One,%s,group,A1\nr1,hh,Two,%s,residential,A1\n"
	editSites     = "site,service,name,disclosure,lon,lat,postcode\nx,s1,Hall,public,-3.5,52.0,LD1 5AA\nr,r1,Secret name,protected,,,\n"
)

func edits(t *testing.T) *editing {
	t.Helper()
	site := trial.Open(filepath.Join(t.TempDir(), "edit.db"), nil, Mount)
	t.Cleanup(func() { site.Planner.Close() })
	if err := site.Import(map[string][]byte{
		"areas.csv": []byte(editAreas), "providers.csv": []byte(editProviders), "sites.csv": []byte(editSites),
		"services.csv": fmt.Appendf(nil, editServices, openType(site.Planner), openType(site.Planner)),
	}); err != nil {
		t.Fatal(err)
	}
	return &editing{t, site}
}

// openType is the key of a service type that is not protected by default.
func openType(p *planner.Planner) string {
	types := p.Atlas().Records.ServiceTypes
	for i := range types {
		if !types[i].IsProtected() && types[i].Measure == model.Places {
			return types[i].Key
		}
	}
	return ""
}

func (s *editing) send(method, address string, form url.Values) *httptest.ResponseRecorder {
	s.Helper()
	r := httptest.NewRequest(method, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if strings.Contains(w.Body.String(), "⟦") {
		s.Errorf("%s says what is not in the catalogue: %s", address, regexp.MustCompile("⟦[^⟧]*⟧").FindString(w.Body.String()))
	}
	return w
}

func (s *editing) want(w *httptest.ResponseRecorder, status int, words ...string) {
	s.Helper()
	if w.Code != status {
		s.Fatalf("status %d (to %q), want %d\n%s", w.Code, w.Header().Get("Location"), status, w.Body)
	}
	for _, word := range words {
		if !strings.Contains(w.Body.String(), word) {
			s.Errorf("%q is missing in\n%s", word, w.Body)
		}
	}
}

// filledIn reads a form off its page as a browser would send it.
func (s *editing) filledIn(address string) url.Values {
	s.Helper()
	w := s.send(http.MethodGet, address, nil)
	s.want(w, 200)
	return s.fields(w.Body.String())
}

func (s *editing) fields(body string) url.Values {
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input[^>]*>`).FindAllString(body, -1) {
		name, value := attribute(m, "name"), attribute(m, "value")
		if kind := attribute(m, "type"); (kind == "checkbox" || kind == "radio") && !strings.Contains(m, " checked") {
			continue
		}
		form.Add(name, value)
	}
	for _, m := range regexp.MustCompile(`(?s)<select([^>]*)>(.*?)</select>`).FindAllStringSubmatch(body, -1) {
		chosen := regexp.MustCompile(`<option value="([^"]*)"[^>]* selected`).FindStringSubmatch(m[2])
		if chosen != nil {
			form.Set(attribute(m[1], "name"), chosen[1])
		}
	}
	for _, m := range regexp.MustCompile(`(?s)<textarea([^>]*)>(.*?)</textarea>`).FindAllStringSubmatch(body, -1) {
		form.Set(attribute(m[1], "name"), m[2])
	}
	return form
}

func attribute(tag, name string) string {
	m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return strings.NewReplacer("&#43;", "+", "&#39;", "'", "&amp;", "&").Replace(m[1])
}

// Every column of FILES is asked for, has a label in both languages, and a
// form sent back as it came changes nothing.
func TestFormsHoldEveryColumn(t *testing.T) {
	s := edits(t)
	for table, address := range map[string]string{"providers": "/providers/hh/edit", "services": "/services/s1/edit", "sites": "/sites/x/edit"} {
		form := s.filledIn(address)
		for i, name := range field.Names(planner.ColumnsOf(table)) {
			_, plain := form[name]
			_, dated := form[name+"_day"]
			page := s.send(http.MethodGet, address, nil).Body.String()
			if i > 0 && !plain && !dated && !strings.Contains(page, `name="`+name+`"`) {
				t.Errorf("%s: %s is not asked for", table, name)
			}
		}
		before := s.Planner.Revision()
		w := s.send(http.MethodPost, address, form)
		s.want(w, 303)
		s.want(s.send(http.MethodGet, w.Header().Get("Location"), nil), 200, "Nothing was changed")
		if s.Planner.Revision() != before {
			t.Errorf("%s: a form sent back as it came made a revision", table)
		}
	}
}

func TestCreateEditEnd(t *testing.T) {
	s := edits(t)
	w := s.send(http.MethodPost, "/new/provider", url.Values{"name": {"Tŷ Gobaith"}, "sector": {"womens_aid"}, "reason": {"new"}})
	s.want(w, 303)
	if got := w.Header().Get("Location"); got != "/providers/ty-gobaith/saved?revision=3" {
		t.Fatalf("leads to %s", got)
	}
	s.want(s.send(http.MethodGet, w.Header().Get("Location"), nil), 200, "Saved as revision 3", "/import/undo/3", "New: Tŷ Gobaith")
	form := s.filledIn("/new/service?provider=ty-gobaith")
	form.Set("name", "Grŵp")
	form.Set("service_type", openType(s.Planner))
	form.Set("mode", "group")
	form.Set("areas_served", "A1")
	form.Set("areas_served_other", "W1\r\n")
	form.Set("start_day", "1")
	form.Set("start_month", "4")
	form.Set("start_year", "2026")
	form["languages"] = []string{"en", "cy"}
	s.want(s.send(http.MethodPost, "/new/service", form), 303)
	made, err := s.Planner.Form("services", "grwp")
	if err != nil || made.Columns["provider"] != "ty-gobaith" || made.Columns["areas_served"] != "A1;W1" || made.Columns["start"] != "2026-04-01" || made.Columns["languages"] != "en;cy" {
		t.Fatalf("%+v, %v", made, err)
	}
	site := s.filledIn("/services/grwp/sites/new")
	if site.Get("disclosure") != "area_only" || site.Get("service") != "grwp" {
		t.Errorf("a new site begins as %v", site)
	}
	site.Set("area_code", "W1")
	s.want(s.send(http.MethodPost, "/services/grwp/sites/new", site), 303)
	s.want(s.send(http.MethodGet, "/services/grwp/edit", nil), 200, "/sites/grwp-site/edit", "/sites/grwp-site/end", "Area only")
	last := url.Values{"end_day": {"30"}, "end_month": {"6"}, "end_year": {"2026"}, "base": {"5"}}
	asked := s.send(http.MethodPost, "/services/grwp/end", last)
	s.want(asked, 200, "What this would do", "Last day: from “not stated” to “30 June 2026”", `name="seen" value="yes"`)
	s.want(s.send(http.MethodPost, "/services/grwp/end", url.Values{"last": {"2026-06-30"}, "seen": {"yes"}, "base": {"5"}}), 303)
	if made, _ = s.Planner.Form("services", "grwp"); made.Columns["end"] != "2026-06-30" {
		t.Errorf("the service ends %q", made.Columns["end"])
	}
	s.want(s.send(http.MethodGet, "/sites/grwp-site/end", nil), 200, "Removed: grwp-site", "Remove the site")
	w = s.send(http.MethodPost, "/sites/grwp-site/end", url.Values{"seen": {"yes"}, "base": {"6"}})
	s.want(w, 303)
	s.want(s.send(http.MethodGet, w.Header().Get("Location"), nil), 200, "Removed: grwp-site")
}

func TestFormsRefuse(t *testing.T) {
	s := edits(t)
	base := s.Planner.Revision().Revision
	for name, c := range map[string]struct {
		address string
		set     url.Values
		status  int
		words   []string // English, then Welsh
		absent  string
	}{
		"nothing typed":       {"/new/provider", url.Values{"name": {""}}, 422, []string{`href="#name"`, "Name in English: this must be stated", "Sector: "}, ""},
		"a code in use":       {"/new/provider", url.Values{"provider": {"hh"}, "name": {"H"}, "sector": {"other"}}, 422, []string{`href="#provider"`, "in use already"}, ""},
		"no number":           {"/services/s1/edit", url.Values{"age_min": {"ten"}}, 422, []string{`href="#age_min"`, `value="ten"`, "from 0 to 24"}, ""},
		"no date":             {"/services/s1/edit", url.Values{"start_day": {"31"}, "start_month": {"2"}, "start_year": {"2026"}}, 422, []string{`href="#start_day"`, `value="31"`, "a day, a month and a year"}, ""},
		"ages upside down":    {"/services/s1/edit", url.Values{"age_min": {"9"}, "age_max": {"5"}}, 422, []string{"must not be above the highest"}, ""},
		"an end before":       {"/services/s1/edit", url.Values{"start_day": {"2"}, "start_month": {"4"}, "start_year": {"2026"}, "end_day": {"1"}, "end_month": {"4"}, "end_year": {"2026"}}, 422, []string{"must not be before the first day"}, ""},
		"an unknown area":     {"/services/s1/edit", url.Values{"areas_served_other": {"nowhere"}}, 422, []string{"not in the database", "nowhere"}, ""},
		"no area protected":   {"/services/r1/edit", url.Values{"areas_served": {}}, 422, []string{"must name the areas it serves"}, ""},
		"a ward protected":    {"/services/r1/edit", url.Values{"areas_served_other": {"W1"}}, 422, []string{"only local authorities or larger"}, ""},
		"half a place":        {"/sites/x/edit", url.Values{"lat": {""}}, 422, []string{"both longitude and latitude"}, ""},
		"no area":             {"/sites/x/edit", url.Values{"disclosure": {"area_only"}, "lon": {""}, "lat": {""}, "postcode": {""}}, 422, []string{"needs the code of its area"}, ""},
		"a place to hide":     {"/services/s1/sites/new", url.Values{"disclosure": {"protected"}, "lon": {"-3.98765"}, "postcode": {"CF10 9ZZ"}}, 422, []string{`href="#lon"`, "no coordinates and no postcode"}, "3.98765"},
		"a protected place":   {"/sites/r/edit", url.Values{"postcode": {"CF10 9ZZ"}}, 422, []string{"no coordinates and no postcode"}, "9ZZ"},
		"a place as a name":   {"/sites/r/edit", url.Values{"name": {"CF10 9ZZ"}}, 422, []string{"must have no postcode"}, "9ZZ"},
		"a place as a reason": {"/sites/r/edit", url.Values{"name": {"B"}, "reason": {"to CF10 9ZZ"}}, 422, []string{`href="#reason"`, "leave out postcodes"}, "9ZZ"},
		"a refuge made known": {"/sites/r/edit", url.Values{"disclosure": {"public"}}, 403, []string{"Only the custodian"}, ""},
		"control characters":  {"/providers/hh/edit", url.Values{"website": {"a\x01b"}}, 422, []string{"cannot be kept"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := &editing{t, s.Site}
			for _, language := range []string{"", "/cy"} {
				form := s.filledIn(c.address)
				for column, values := range c.set {
					form[column] = values
				}
				w := s.send(http.MethodPost, language+c.address, form)
				words := c.words
				if language == "/cy" { // the same fields are at fault
					words = regexp.MustCompile(`href="#[a-z_]+"`).FindAllString(strings.Join(c.words, " "), -1)
				}
				s.want(w, c.status, words...)
				if c.absent != "" && strings.Contains(w.Body.String(), c.absent) {
					t.Errorf("%s is repeated", c.absent)
				}
				if language == "/cy" && (strings.Contains(w.Body.String(), "expected") || strings.Contains(w.Body.String(), "nid yw hyn yn gweddu")) {
					t.Errorf("the fault has no Welsh of its own:\n%s", w.Body)
				}
			}
		})
	}
	if s.Planner.Revision().Revision != base {
		t.Error("a refusal made a revision")
	}
}

func TestWhoWasFasterIsNotOverwritten(t *testing.T) {
	s := edits(t)
	form := s.filledIn("/providers/hh/edit")
	if _, err := s.Planner.Put(t.Context(), planner.Edit{Table: "providers", Key: "hh", Base: 2, Columns: map[string]string{"name": "Other Hands"}, Actor: "Gwen"}); err != nil {
		t.Fatal(err)
	}
	form.Set("website", "https://mine.example")
	w := s.send(http.MethodPost, "/providers/hh/edit", form)
	s.want(w, 409, "Someone else changed this", "Gwen, ", "Name in English: from “Helping Hands” to “Other Hands”", `value="https://mine.example"`, `name="base" value="3"`)
	form.Set("base", "3")
	s.want(s.send(http.MethodPost, "/providers/hh/edit", form), 303)
	s.want(s.send(http.MethodPost, "/providers/hh/end", url.Values{"end_day": {"1"}, "end_month": {"5"}, "end_year": {"2026"}, "base": {"2"}}), 409, "Gwen, ")
}

func TestFormsKeepToWhatMayBeShown(t *testing.T) {
	s := edits(t)
	for _, column := range placeColumns {
		if page := s.send(http.MethodGet, "/sites/r/edit", nil).Body.String(); strings.Contains(page, `name="`+column+`"`) {
			t.Errorf("a protected site is asked for %s", column)
		}
	}
	for _, address := range []string{"/new/provider", "/services/s1/edit", "/sites/r/edit", "/sites/x/end", "/services/s1/sites/new", "/services/s1/saved"} {
		s.want(s.send(http.MethodGet, address+"?for=public", nil), 403)
		if w := s.send(http.MethodGet, address, nil); w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept", address)
		}
	}
	s.want(s.send(http.MethodPost, "/sites/x/edit?for=public", nil), 403)
	for _, address := range []string{"/providers/none/edit", "/services/none/end", "/sites/none/edit", "/services/none/sites/new", "/services/s1/saved?revision=99"} {
		s.want(s.send(http.MethodGet, address, nil), 404)
	}
	s.want(s.send(http.MethodGet, "/sites/r/end", nil), 403, "its service would stand without its protection")
	s.want(s.send(http.MethodPost, "/sites/r/end", url.Values{"seen": {"yes"}, "base": {"2"}}), 403)
	s.want(s.send(http.MethodPost, "/services/s1/end", url.Values{"end_day": {"x"}, "base": {"2"}}), 422, `href="#end_day"`)
	s.want(s.send(http.MethodGet, "/cy/services/s1/edit", nil), 200, "Golygu gwasanaeth", "Awdurdodau lleol a wasanaethir", `lang="cy"`)
}
