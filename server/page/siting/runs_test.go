package siting

import (
	"net/http"
	"testing"
	"time"

	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/trial"
)

// hold takes the places of searches that run, so that others wait.
func (s *site) hold(n int) (release func()) {
	for range n {
		s.runs.free <- struct{}{}
	}
	return func() {
		for range n {
			<-s.runs.free
		}
	}
}

// long is a wish whose search takes longer than a test waits.
var long = []string{"type", "outreach_and_group_work", "number", "12", "objective", "worst-off", "places", "7", "limit", "300"}

// A search shows how far it has come, again after a reload, and where it is
// ended gives the best so far.
func TestProgressAndCancel(t *testing.T) {
	s := open(t)
	address := s.begin("/siting", long...)
	for prefix, says := range map[string]string{"": "Best plan so far", "/cy": "Y cynllun gorau hyd yma"} {
		w := s.get(prefix + address)
		if s.run(address).stage == found {
			t.Fatal("the search is over before it can be looked at")
		}
		if w.Header().Get("Refresh") == "" {
			t.Errorf("%s does not look again", prefix+address)
		}
		trial.Contains(t, prefix+address, w.Body.String(), []string{says, "<progress", address + "/cancel", "300"}, []string{"⟦", "NaN"})
	}
	if w := s.get(address + "/scenario.csv"); w.Code != http.StatusConflict {
		t.Errorf("a plan before there is one: status %d", w.Code)
	}
	if w := s.post(address + "/cancel"); w.Code != http.StatusSeeOther {
		t.Fatalf("cancel: status %d: %s", w.Code, w.Body)
	}
	body := s.settle(address)
	trial.Contains(t, address, body, []string{"The search was ended early", "somebody ended it", "No plan gives more than"}, nil)
	if one := s.run(address); len(one.result.Chosen) != 12 {
		t.Errorf("%d chosen; the best so far is expected", len(one.result.Chosen))
	}
}

// Two searches run at once; others wait, and can be dropped.
func TestOthersWait(t *testing.T) {
	s := open(t)
	release := s.hold(atOnce)
	one, ok := s.runs.begin(fresh("refuge"), wishFor(t, s))
	if !ok {
		t.Fatal("there is no room for one")
	}
	address := "/siting/" + one.id
	trial.Contains(t, address, s.get(address).Body.String(), []string{"Two other searches are under way"}, nil)
	trial.Contains(t, "/siting", s.get("/siting").Body.String(), []string{"Searches kept", address, "waiting"}, nil)
	dropped, _ := s.runs.begin(fresh("refuge"), wishFor(t, s))
	if w := s.post("/siting/" + dropped.id + "/cancel"); w.Code != http.StatusSeeOther || s.get("/siting/"+dropped.id).Code != http.StatusNotFound {
		t.Errorf("a search that waits is not dropped: status %d", w.Code)
	}
	for len(s.runs.latest()) < mostKept {
		s.runs.begin(fresh("refuge"), wishFor(t, s))
	}
	w := s.post("/siting", "type", "refuge", "number", "1")
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("one too many: status %d", w.Code)
	}
	trial.Contains(t, "/siting", w.Body.String(), []string{"there is no room for another"}, nil)
	release()
	s.settle(address)
	for _, kept := range s.runs.latest() {
		s.settle("/siting/" + kept.id)
	}
	if w := s.post("/siting", "type", "refuge", "number", "1"); w.Code != http.StatusSeeOther {
		t.Errorf("the oldest does not make room: status %d", w.Code)
	}
}

// What nobody has looked at for two hours is forgotten.
func TestRunsAreForgotten(t *testing.T) {
	s := open(t)
	address := s.begin("/siting", "type", "refuge", "number", "1")
	s.settle(address)
	s.runs.now = func() time.Time { return time.Now().Add(lifetime + time.Minute) }
	if w := s.get(address); w.Code != http.StatusNotFound {
		t.Errorf("status %d", w.Code)
	}
}

func wishFor(t *testing.T, s *site) planner.Wish {
	t.Helper()
	return planner.Wish{Day: s.View(t, disclosure.Commissioner).Date(), ServiceType: "refuge", Number: 1, Seed: 1, Limit: 10}
}

// A wish that is found late to be one that cannot be met comes back as a form.
func TestRefusedLate(t *testing.T) {
	s := open(t)
	wish, asked := wishFor(t, s), fresh("refuge")
	wish.Number, asked.texts["number"] = 9, "9"
	one, _ := s.runs.begin(asked, wish)
	<-one.news
	w := s.get("/siting/" + one.id)
	if w.Code != http.StatusUnprocessableEntity {
		t.Errorf("status %d", w.Code)
	}
	trial.Contains(t, one.id, w.Body.String(), []string{`href="#number"`, `value="9"`, "there are candidates for 8"}, nil)
	if w := s.get("/siting/" + one.id + "/scenario.csv"); w.Code != http.StatusConflict {
		t.Errorf("a plan of what was refused: status %d", w.Code)
	}
}
