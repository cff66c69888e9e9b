package directory

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/shell"
)

// A code with any character leads from the form to its pages.
func TestKeysOfAnyCharacterReachTheirPages(t *testing.T) {
	s := edits(t)
	for _, key := range []string{"a/b", "fa: b", "a;b", "50% off", "ŵ ŷ", "a+b&c=d", "a?b#c", "%2F", `a\b"c`, "new provider"} {
		w := s.send(http.MethodPost, "/cy/new/provider", url.Values{"provider": {key}, "name": {"Named " + key}, "sector": {"other"}})
		s.want(w, 303)
		s.want(s.send(http.MethodGet, w.Header().Get("Location"), nil), 200, "Wedi’i gadw fel diwygiad")
		for _, page := range []string{"", "/edit", "/end"} {
			s.want(s.send(http.MethodGet, shell.Path("providers", key)+page, nil), 200)
		}
		s.want(s.send(http.MethodGet, "/providers", nil), 200, `href="`+strings.NewReplacer("&", "&amp;", "+", "&#43;").Replace(shell.Path("providers", key))+`"`)
		form := s.filledIn(shell.Path("providers", key) + "/edit")
		form.Set("website", "https://a.example")
		s.want(s.send(http.MethodPost, shell.Path("providers", key)+"/edit", form), 303)
		if made, err := s.Planner.Form("providers", key); err != nil || made.Columns["website"] != "https://a.example" {
			t.Errorf("%q: %+v, %v", key, made, err)
		}
	}
	// Encoded more than is needed, it is the same address.
	s.want(s.send(http.MethodGet, "/providers/a%3Bb/edit", nil), 200)
	s.want(s.send(http.MethodGet, "/providers/a;b/edit", nil), 200)
}

// Dots are refused as a new code, and reached where a file brought them.
func TestKeysThatAreStepsOfAPath(t *testing.T) {
	s := edits(t)
	for _, key := range []string{".", ".."} {
		s.want(s.send(http.MethodPost, "/new/provider", url.Values{"provider": {key}, "name": {"N"}, "sector": {"other"}}), 422, `href="#provider"`, "choose another")
	}
	if err := s.Import(map[string][]byte{"providers.csv": []byte("provider,name,sector\n.,Dot,other\n..,Dots,other\n")}); err != nil {
		t.Fatal(err)
	}
	s.want(s.send(http.MethodGet, "/providers", nil), 200, `href="/providers/%252E"`, `href="/providers/%252E%252E"`)
	s.want(s.send(http.MethodGet, "/providers/%252E%252E", nil), 200, "Dots")
	s.want(s.send(http.MethodGet, "/providers/%252E/edit", nil), 200, "Dot")
}

// A code like a word of an address is a code all the same.
func TestKeysThatAreWordsOfAPath(t *testing.T) {
	s := edits(t)
	for _, key := range []string{"new", "-", "edit", "sites"} {
		s.want(s.send(http.MethodPost, "/new/provider", url.Values{"provider": {key}, "name": {"Provider " + key}, "sector": {"other"}}), 303)
		if err := s.Import(map[string][]byte{
			"services.csv": fmt.Appendf(nil, "service,provider,name,service_type,mode,areas_served\n%s,%[1]s,Service %[1]s,%s,group,A1\n", key, openType(s.Planner)),
			"sites.csv":    fmt.Appendf(nil, "site,service,name,disclosure,area_code\n%s,%[1]s,Site %[1]s,area_only,A1\n", key),
		}); err != nil {
			t.Fatal(err)
		}
		for path, name := range map[string]string{"/providers/": "Provider ", "/services/": "Service "} {
			s.want(s.send(http.MethodGet, path+key, nil), 200, "<h1>"+name+key+"</h1>")
			s.want(s.send(http.MethodGet, path+key+"/edit", nil), 200, `value="`+name+key+`"`)
			s.want(s.send(http.MethodGet, path+key+"/end", nil), 200, name+key)
		}
		s.want(s.send(http.MethodGet, "/sites/"+key+"/edit", nil), 200, `value="Site `+key+`"`)
		s.want(s.send(http.MethodGet, "/services/"+key+"/sites/new", nil), 200, "New site")
	}
	s.want(s.send(http.MethodGet, "/services", nil), 200, `href="/new/service"`, `href="/services/new"`)
}

// What nobody touched stays byte for byte, in the order of its lists.
func TestAFormSentBackChangesNothing(t *testing.T) {
	s := edits(t)
	if _, err := s.Planner.Put(t.Context(), planner.Edit{Table: "services", Key: "s1", Base: 2, Columns: map[string]string{
		"languages": "cy;en", "excludes": "substance_misuse;disability", "areas_served": "W1;A1", "by_and_for": "b; a"}, Actor: "file"}); err != nil {
		t.Fatal(err)
	}
	before, _ := s.Planner.Form("services", "s1")
	revision := s.Planner.Revision().Revision
	w := s.send(http.MethodPost, "/services/s1/edit", s.filledIn("/services/s1/edit"))
	s.want(w, 303)
	if now := s.Planner.Revision().Revision; now != revision {
		after, _ := s.Planner.Form("services", "s1")
		t.Fatalf("revision %d was made:\n%v\n%v", now, before.Columns, after.Columns)
	}
	form := s.filledIn("/services/s1/edit")
	form["languages"] = append(form["languages"], "ar")
	s.want(s.send(http.MethodPost, "/services/s1/edit", form), 303)
	after, _ := s.Planner.Form("services", "s1")
	if after.Columns["languages"] != "cy;en;ar" || after.Columns["areas_served"] != "W1;A1" || after.Columns["excludes"] != before.Columns["excludes"] {
		t.Errorf("%v", after.Columns)
	}
}

func TestAFormMustSayWhatItWasMadeFrom(t *testing.T) {
	s := edits(t)
	for _, base := range []string{"", "abc", "-1", "0", "99999", "3", "2.5"} {
		form := s.filledIn("/providers/hh/edit")
		form.Set("base", base)
		form.Set("name", "Changed")
		s.want(s.send(http.MethodPost, "/providers/hh/edit", form), 400)
		s.want(s.send(http.MethodPost, "/providers/hh/end", url.Values{"last": {"2026-06-30"}, "seen": {"yes"}, "base": {base}}), 400)
	}
	if s.Planner.Revision().Revision != 2 {
		t.Error("a form without a base was saved")
	}
}

// The second of two people sees what the first made, keeps what they typed
// themselves, and reverts nothing by saving again.
func TestWhatNobodyTouchedIsNotReverted(t *testing.T) {
	s := edits(t)
	form := s.filledIn("/services/s1/edit")
	if _, err := s.Planner.Put(t.Context(), planner.Edit{Table: "services", Key: "s1", Base: 2, Columns: map[string]string{
		"age_min": "7", "capacity": "24", "languages": "cy;en"}, Actor: "Gwen"}); err != nil {
		t.Fatal(err)
	}
	form.Set("age_max", "16") // mine alone
	form.Set("capacity", "30")
	w := s.send(http.MethodPost, "/services/s1/edit", form)
	s.want(w, 409, "Gwen, ", `name="base" value="3"`, `href="#capacity"`, "Capacity stated: you changed “not stated” to “30”; meanwhile it was changed to “24”")
	again := s.fields(w.Body.String())
	for column, want := range map[string]string{"age_min": "7", "age_max": "16", "capacity": "30"} {
		if again.Get(column) != want {
			t.Errorf("%s is %q, want %q", column, again.Get(column), want)
		}
	}
	s.want(s.send(http.MethodPost, "/services/s1/edit", again), 303)
	after, _ := s.Planner.Form("services", "s1")
	for column, want := range map[string]string{"age_min": "7", "age_max": "16", "capacity": "30", "languages": "cy;en"} {
		if after.Columns[column] != want {
			t.Errorf("%s became %q, want %q", column, after.Columns[column], want)
		}
	}
}

// Ending a provider before one of its services began says which, and where.
func TestAProviderThatEndsTooSoonNamesTheService(t *testing.T) {
	s := edits(t)
	if _, err := s.Planner.Put(t.Context(), planner.Edit{Table: "services", Key: "s1", Base: 2, Columns: map[string]string{"start": "2026-04-01"}, Actor: "t"}); err != nil {
		t.Fatal(err)
	}
	form := url.Values{"end_day": {"1"}, "end_month": {"1"}, "end_year": {"2026"}, "base": {"3"}}
	s.want(s.send(http.MethodPost, "/providers/hh/end", form), 422, `<a href="#end_day">Service One: Last day: it must not be before the first day`)
	s.want(s.send(http.MethodPost, "/cy/providers/hh/end", form), 422, `<a href="#end_day">Gwasanaeth One: Diwrnod olaf: ni chaiff fod cyn y diwrnod cyntaf`)
}

func TestADoubleClickMakesOne(t *testing.T) {
	s := edits(t)
	for address, table := range map[string]string{"/new/provider": "providers", "/services/s1/sites/new": "sites"} {
		form := s.filledIn(address)
		form.Set("name", "Twice made")
		if table == "providers" {
			form.Set("sector", "other")
		} else {
			form.Set("area_code", "W1")
		}
		before := s.count(table)
		var clicks sync.WaitGroup
		to := make([]string, 4)
		for i := range to {
			clicks.Go(func() { to[i] = s.send(http.MethodPost, address, form).Header().Get("Location") })
		}
		clicks.Wait()
		if s.count(table) != before+1 || to[0] == "" || to[0] != to[3] {
			t.Errorf("%s: %d became %d, leading to %v", table, before, s.count(table), to)
		}
		form.Set("name", "Another")
		s.want(s.send(http.MethodPost, address, form), 303)
		if s.count(table) != before+2 {
			t.Errorf("%s: a form with other content was taken for the same", table)
		}
	}
}

func (s *editing) count(table string) int {
	switch r := s.Planner.Atlas().Records; table {
	case "sites":
		return len(r.Sites)
	default:
		return len(r.Providers)
	}
}

// A fault at another noun names that noun.
func TestFaultsElsewhereAreNamed(t *testing.T) {
	s := edits(t)
	form := s.filledIn("/services/s1/sites/new")
	form.Set("disclosure", string(model.Protected))
	form.Set("area_code", "")
	if _, err := s.Planner.Put(t.Context(), planner.Edit{Table: "services", Key: "s1", Base: 2, Columns: map[string]string{"areas_served": ""}, Actor: "t"}); err != nil {
		t.Fatal(err)
	}
	s.want(s.send(http.MethodPost, "/services/s1/sites/new", form), 422, "Service One: Local authorities served: a protected service must name the areas it serves")
}
