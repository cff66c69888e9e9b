package intake

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model/planner/desk"
	"catchment/server/page/shell"
	"catchment/server/page/trial"
)

// bring imports a file and says which revision that made.
func (s *site) bring(name, text string) {
	s.Helper()
	sent := s.upload("/import", nil, name, text)
	sent.want(s.T, 303)
	s.settle(sent.location).want(s.T, 200, "What the import would do")
	s.post(sent.location+"/commit", nil).want(s.T, 303)
	s.settle(sent.location).want(s.T, 200, "Imported as revision")
}

// The history offers an undo only where it works: what later rows stand on, and
// what was changed again, says so instead, until those are taken back.
func TestOnlyWhatWorksIsOffered(t *testing.T) {
	s := open(t)
	s.bring("areas.csv", "code,name,kind\nA1,Aber,local_authority\n")
	s.bring("providers.csv", providers)
	s.bring("services.csv", "service,provider,name,service_type,mode,areas_served\ns1,hh,One,peer_support,group,A1\n")
	offered := func(address string, revision string) bool {
		return strings.Contains(s.get(address).body, ">Undo <span class=\"hidden\">revision "+revision)
	}
	for range 2 { // the second time it is known
		home := s.get("/import")
		home.want(t, 200, "What came later stands on it", `<a href="/import/undo/3">See why`)
		if offered("/import", "2") || offered("/import", "3") || !offered("/import", "4") {
			t.Errorf("what is offered: %s", home.body)
		}
	}
	s.get("/import/revisions/3").want(t, 200, "What came later stands on it", "See why")
	s.get("/cy/import").want(t, 200, "Mae’r hyn a ddaeth wedyn yn dibynnu arno", "Gweld pam")
	s.get("/import/undo/3").want(t, 409, "It cannot be undone", "hh")
	s.post("/import/undo/4", nil).want(t, 303)
	if !offered("/import", "3") || !offered("/import", "2") {
		t.Errorf("nothing stands on them now: %s", s.get("/import").body)
	}
	s.post("/import/undo/3", nil).want(t, 303)
}

// However often it is asked for at once, an undo is made once and all are led
// to it.
func TestADoubleClickOnUndoLeadsToTheUndo(t *testing.T) {
	s := open(t)
	s.bring("providers.csv", providers)
	var clicks sync.WaitGroup
	answers := make([]answer, 6)
	for i := range answers {
		clicks.Go(func() { answers[i] = s.post("/cy/import/undo/2", nil) })
	}
	clicks.Wait()
	for _, a := range answers {
		if a.status != 303 || a.location != "/cy/import/revisions/3" {
			t.Errorf("status %d, leads to %s", a.status, a.location)
		}
	}
	if s.Planner.Revision().Revision != 3 {
		t.Errorf("revision %d", s.Planner.Revision().Revision)
	}
	s.post("/import/undo/1", nil).want(t, 409, "It cannot be undone")
}

// What waited when the program stopped is lost, and every step of it says so
// and leads back.
func TestARestartIsSaid(t *testing.T) {
	s := open(t)
	sent := s.upload("/import", nil, "providers.csv", providers)
	s.settle(sent.location)
	waiting := desk.New(s.Planner, time.Now)
	t.Cleanup(waiting.Close)
	s.Site = trial.Over(s.Planner, func(e *echo.Echo, h *shell.House) { mount(e, h, waiting) })
	for _, step := range []string{"/commit", "/again", "/cancel", "/map"} {
		s.post(sent.location+step, nil).want(t, 404, "no longer here", "when the program starts again", `<a href="/import">`)
		s.post("/cy"+sent.location+step, nil).want(t, 404, "yma mwyach", "ailgychwyn", `<a href="/cy/import">`)
	}
	for _, address := range []string{sent.location, sent.location + "?step=map", sent.location + "/rejected?file=providers.csv"} {
		s.get(address).want(t, 404, "Please upload the files again", `<a href="/import">`)
		s.get("/cy"+address).want(t, 404, "Lanlwythwch y ffeiliau eto", `<a href="/cy/import">`)
	}
	s.get("/import").want(t, 200, "Upload and check")
}
