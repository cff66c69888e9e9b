package plans_test

import (
	"strconv"
	"strings"
	"testing"

	"catchment/server/page/trial"
)

// Whose a scenario is stands on its page, in the list, beside others and with
// each version.
func TestOwner(t *testing.T) {
	s := own(t)
	trial.Says(t, "/plans", trial.Said(s.Body(t, "/plans")), "No owner")
	if w := send(t, s, "/new/plan", "change", "close", "scenario", "Mine", "service", "coda-isles", "owner", "Mari <b>Hughes</b>", "by", "Siân"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := send(t, s, east+"/owner", "owner", "Ŵyn", "by", "Siân"); w.Code != 303 || w.Header().Get("Location") != east+"?noted=owner" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	for url, must := range map[string][]string{
		"/plans/Mine":         {"Owner: Mari &lt;b&gt;Hughes&lt;/b&gt;", "by Siân"},
		"/plans":              {"Mari &lt;b&gt;Hughes&lt;/b&gt;", "Ŵyn"},
		east + "?noted=owner": {"Owner: Ŵyn", "The owner is saved", "Owner changed"},
		"/cy" + east:          {"Perchennog: Ŵyn", "Newid perchennog"},
		east + "/owner":       {`value="Ŵyn"`, `autocomplete="name"`},
		"/compare/plans?with=Counselling+for+the+east": {"Owner: Ŵyn"},
	} {
		body := s.Body(t, url)
		trial.Contains(t, url, body, must, []string{"<b>Hughes"})
		trial.WellFormed(t, url, body)
	}
	for name, c := range map[string]struct {
		url    string
		status int
		pairs  []string
	}{
		"by nobody":        {east + "/owner", 422, []string{"owner", "Mari"}},
		"who is a place":   {east + "/owner", 422, []string{"owner", "CF10 3NQ", "by", "Mari"}},
		"of nothing":       {"/plans/none/owner", 404, []string{"owner", "Mari", "by", "Mari"}},
		"for the public":   {east + "/owner?for=public", 403, []string{"owner", "Mari", "by", "Mari"}},
		"of a new one":     {"/new/plan", 422, []string{"change", "close", "scenario", "Third", "service", "coda-isles", "owner", "CF10 3NQ"}},
		"signed as nobody": {"/new/plan", 422, []string{"change", "close", "scenario", "Third", "service", "coda-isles", "by", strings.Repeat("x", 81)}},
	} {
		if w := send(t, s, c.url, c.pairs...); w.Code != c.status {
			t.Errorf("an owner %s: status %d", name, w.Code)
		}
	}
}

// Comments are shown as they were typed, never as markup, on the whole or on a
// change; withdrawn, their words are gone and the rest stays.
func TestComments(t *testing.T) {
	s := own(t)
	const evil = "<script>alert(1)</script>"
	for _, pairs := range [][]string{{"place", "0", "text", evil + "\r\nand more", "by", "Mari"}, {"place", "2", "text", "Too few places", "by", evil}} {
		if w := send(t, s, east+"/comments", pairs...); w.Code != 303 || w.Header().Get("Location") != east+"?noted=comment#comments" {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	body := s.Body(t, east)
	trial.WellFormed(t, east, body)
	trial.Contains(t, east, body, []string{"&lt;script&gt;alert(1)&lt;/script&gt;<br>and more", "Too few places", "2. Change the size: Ffynnon children&#39;s counselling"}, []string{evil, "Nobody has commented"})
	trial.Contains(t, "in Welsh", s.Body(t, "/cy"+east), []string{"Sylwadau", "Too few places", "Tynnu’n ôl"}, []string{evil})
	if w := send(t, s, east+"/changes/2", "service", "coda-isles", "capacity", "9"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	trial.Says(t, east, trial.Said(s.Body(t, east)), "as in version 2")
	ask := s.Body(t, east+"/comments/2/withdraw")
	trial.WellFormed(t, "withdraw", ask)
	trial.Says(t, "withdraw", trial.Said(ask), "Too few places")
	if w := send(t, s, east+"/comments/2/withdraw", "by", ""); w.Code != 422 {
		t.Errorf("withdrawn by nobody: %d", w.Code)
	}
	if w := send(t, s, east+"/comments/2/withdraw", "by", "Siân"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	trial.Contains(t, east, s.Body(t, east), []string{"Withdrawn by Siân", "and more"}, []string{"Too few places", evil})
	for name, c := range map[string]struct {
		url    string
		status int
		pairs  []string
		must   string
	}{
		"without words":       {east + "/comments", 422, []string{"place", "0", "by", "Mari"}, "There is a problem"},
		"by nobody":           {east + "/comments", 422, []string{"place", "0", "text", "What I typed"}, "What I typed"},
		"that tells a place":  {east + "/comments", 422, []string{"place", "0", "text", "It is at 51.12345, -3.12345", "by", "Mari"}, "not repeated"},
		"on no change":        {east + "/comments", 422, []string{"place", "77", "text", "Why?", "by", "Mari"}, "no change 77"},
		"on nothing":          {"/plans/none/comments", 404, []string{"place", "0", "text", "Why?", "by", "Mari"}, ""},
		"for the public":      {east + "/comments?for=public", 403, []string{"place", "0", "text", "Why?", "by", "Mari"}, ""},
		"that is none":        {east + "/comments/99/withdraw", 404, []string{"by", "Mari"}, ""},
		"of no number":        {east + "/comments/x/withdraw", 404, []string{"by", "Mari"}, ""},
		"of another scenario": {keep + "/comments/1/withdraw", 404, []string{"by", "Mari"}, ""},
		"of the public":       {east + "/comments/1/withdraw?for=public", 403, []string{"by", "Mari"}, ""},
	} {
		w := send(t, s, c.url, c.pairs...)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.must) {
			t.Errorf("a comment %s: status %d", name, w.Code)
		}
		if c.status == 403 || strings.Contains(name, "place") {
			withoutField(t, w.Body.String())
		}
	}
}

// withoutField holds a refusal to not telling a place, but in the field where
// it was typed.
func withoutField(t *testing.T, body string) {
	t.Helper()
	before, after, _ := strings.Cut(body, "<textarea")
	_, after, _ = strings.Cut(after, "</textarea>")
	trial.Lacks(t, "a refusal", before+after, "51.12345")
}

// A link to a version shows the same changes after later edits; and the page
// as it stands shows those.
func TestVersionsStay(t *testing.T) {
	s := own(t)
	first := s.Body(t, east+"?version=2")
	trial.WellFormed(t, "version 2", first)
	trial.Contains(t, "version 2", first, []string{"This is version 2", "is the latest", "Capacity stated: 70"}, []string{east + "/adopt", "/remove"})
	if w := send(t, s, east+"/changes/2", "service", "counsel-elwig", "capacity", "75", "by", "Siân"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	second := s.Body(t, east+"?version=2")
	trial.Contains(t, "version 2", second, []string{"The scenario has changed since", "Capacity stated: 70", "£85,000"}, []string{"Capacity stated: 75", "/remove"})
	if figures(first) != figures(second) {
		t.Errorf("version 2 said\n%s\nand says\n%s", figures(first), figures(second))
	}
	trial.Contains(t, east, s.Body(t, east), []string{"Capacity stated: 75", east + "?version=3", "Version 3", "by Siân"}, []string{"Capacity stated: 70"})
	trial.Contains(t, "version 7 is version 3", s.Body(t, east+"?version=7"), []string{"This is version 3"}, nil)
	for url, status := range map[string]int{east + "?version=1": 404, east + "?version=x": 400, east + "?version=0": 400, east + "?version=2&for=public": 403, "/plans/none?version=2": 404} {
		if got, _ := s.Ask(url); got != status {
			t.Errorf("%s: status %d", url, got)
		}
	}
}

// figures is what a page says of the figures of a scenario.
func figures(body string) string {
	said := trial.Said(svg.ReplaceAllString(body, ""))
	_, said, _ = strings.Cut(said, "Children met more or fewer")
	said, _, _ = strings.Cut(said, "Comments")
	return said
}

// A scenario may have any name, be it that of a page.
func TestAnyName(t *testing.T) {
	s := own(t)
	for _, name := range []string{"compare", "new", "changes", "adopt", "a/b", "..", "100% & more", "Cwnsela’r ŵyl"} {
		w := send(t, s, "/new/plan", "change", "close", "scenario", name, "service", "coda-isles")
		if w.Code != 303 {
			t.Fatalf("%s: %d %s", name, w.Code, trial.Said(w.Body.String()))
		}
		at, _, _ := strings.Cut(w.Header().Get("Location"), "?")
		for _, url := range []string{at, at + "/changes/1", at + "/changes/new?change=close", at + "/adopt", at + "/owner", "/cy" + at} {
			if status, body := s.Ask(url); status != 200 || !strings.Contains(trial.Said(body), name) && !strings.Contains(url, "changes") {
				t.Errorf("%s at %s: status %d", name, url, status)
			}
		}
	}
	trial.Contains(t, "beside others", s.Body(t, "/compare/plans?with=compare&with=new&with=a%2Fb"), []string{">compare<", ">new<", ">a/b<"}, nil)
}

// Of two who change different lines both are kept, and it is said; of two who
// change the same one the second is shown both, and saves over it knowingly.
func TestTwoPeople(t *testing.T) {
	s := own(t)
	old := strconv.Itoa(s.Planner.Revision().Revision)
	if w := send(t, s, east+"/changes/2", "base", old, "service", "counsel-elwig", "capacity", "75", "by", "Siân"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	w := send(t, s, east+"/changes/new?change=close", "base", old, "change", "close", "service", "coda-isles", "by", "Mari")
	if w.Code != 303 || w.Header().Get("Location") != east+"?merged=1&saved=4" {
		t.Fatalf("%d to %s: %s", w.Code, w.Header().Get("Location"), trial.Said(w.Body.String()))
	}
	body := s.Body(t, east+"?merged=1&saved=4")
	trial.Says(t, east, trial.Said(body), "somebody else changed it meanwhile", "Capacity stated: 75", "4. Close")

	w = send(t, s, east+"/changes/2", "base", old, "service", "counsel-elwig", "capacity", "80", "by", "Mari")
	if w.Code != 409 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	trial.Says(t, "the clash", trial.Said(w.Body.String()), "Someone else changed this meanwhile", "Mari changed", "1 April 2026", "You typed As it stands now", "Capacity stated 80 75", "saving it replaces")
	if draft := send(t, s, east+"/changes/2", "base", old, "service", "counsel-elwig", "capacity", "80", "do", "draft", "part", "1"); draft.Code != 200 || !strings.Contains(draft.Body.String(), "Somebody else has changed this line") {
		t.Errorf("%d %s", draft.Code, draft.Body)
	}
	if w := send(t, s, east+"/changes/2", "base", "4", "service", "counsel-elwig", "capacity", "80", "by", "Mari"); w.Code != 303 {
		t.Errorf("%d %s", w.Code, w.Body)
	}

	// The line that somebody took away is offered as a new one.
	if w := send(t, s, east+"/changes/4/remove"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	w = send(t, s, east+"/changes/3", "base", "3", "service", "counsel-east", "end_day", "1", "end_month", "6", "end_year", "2026")
	if w.Code != 303 { // it is another line
		t.Errorf("%d %s", w.Code, trial.Said(w.Body.String()))
	}
	if w := send(t, s, east+"/changes/3/remove"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	w = send(t, s, east+"/changes/2", "base", "4", "service", "coda-isles", "capacity", "80")
	if w.Code != 409 || !strings.Contains(w.Body.String(), "saving it adds it again") || !strings.Contains(w.Body.String(), `action="`+east+`/changes/new?change=resize"`) {
		t.Errorf("%d %s", w.Code, trial.Said(w.Body.String()))
	}
}
