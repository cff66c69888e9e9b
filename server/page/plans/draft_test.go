package plans_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/page/trial"
)

// whole is the code of the largest area.
func whole(view *disclosure.View) string { return view.Places(view.Kinds()[0])[0].Code }

// metIn is how many children are met in a tier of the nation, over all types.
func metIn(t *testing.T, s *trial.Site, tier int) (sum float64) {
	t.Helper()
	view := s.View(t, disclosure.Commissioner)
	all, err := view.Waterfalls(whole(view), tier)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		if met := all[i].Met; met.IsShown() {
			sum += met.Value
		}
	}
	return sum
}

// What a form says of a change before it is saved is what the records say, all
// computed anew, after it was saved and adopted; and asking writes nothing.
func TestTheDraftIsWhatComesOfIt(t *testing.T) {
	s, voice := own(t), words.In(words.English)
	change := []string{"change", "resize", "scenario", "Mine", "service", "outreach-bay", "capacity", "300", "cost", "25000"}
	part := send(t, s, "/new/plan", append(change, "do", "draft", "part", "1")...)
	if part.Code != 200 || strings.Contains(part.Body.String(), "<html") || s.Planner.Revision().Revision != 2 {
		t.Fatalf("%d %s", part.Code, part.Body)
	}
	said := trial.Said(part.Body.String())
	var before [5]float64
	for tier := range before[1:] {
		before[tier+1] = metIn(t, s, tier+1)
	}
	if w := send(t, s, "/new/plan", change...); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := send(t, s, "/plans/Mine/adopt", "by", "Mari"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	total := 0.0
	for tier := 1; tier <= 4; tier++ {
		more := metIn(t, s, tier) - before[tier]
		total += more
		want := "no change"
		switch {
		case more >= 2.5:
			want = "+" + voice.Children(more)
		case more >= 0.05:
			want = "under 5 more"
		}
		trial.Says(t, "the draft", said, "tier "+strconv.Itoa(tier)+" "+want)
	}
	if total < 2.5 {
		t.Fatalf("%g more children are met: the test shows nothing", total)
	}
	trial.Says(t, "the draft", said, voice.Children(total)+" more children met", "Cost a year: £25,000", voice.Money(math.Round(25000/total))+" for each additional child met", "As the service is now", "small areas")
	trial.Says(t, "/plans/Mine", trial.Said(s.Body(t, "/plans/Mine")), "Adopted in revision 4", "Mari Adoption of a scenario")
}

// A change of a scenario is set beside the scenario as it was saved; what is
// missing and what is wrong is told apart; nothing is written, and the public
// sees none of it.
func TestDrafts(t *testing.T) {
	for _, c := range []struct {
		name, url  string
		status     int
		pairs      []string
		must, none []string
	}{
		{"of a line", east + "/changes/2", 200, []string{"service", "counsel-elwig", "capacity", "90", "part", "1"}, []string{"As saved", "The change adds", "all tiers"}, []string{"<html"}},
		{"in Welsh", "/cy" + east + "/changes/2", 200, []string{"service", "counsel-elwig", "capacity", "90", "part", "1"}, []string{"Fel y’i cadwyd", "haen 3"}, []string{"As saved"}},
		{"on the whole page", east + "/changes/2", 200, []string{"service", "counsel-elwig", "capacity", "90"}, []string{"<html", "As saved", `value="90"`}, []string{"There is a problem"}},
		{"of one more", east + "/changes/new?change=close", 200, []string{"change", "close", "service", "coda-isles", "part", "1"}, []string{"With this change"}, nil},
		{"of a new scenario without a name", "/new/plan", 200, []string{"change", "close", "service", "coda-isles", "part", "1"}, []string{"With this change"}, []string{"As saved"}},
		{"of a move", east + "/changes/new?change=move", 200, []string{"change", "move", "service", "supervised-bay", "part", "1"}, []string{"As the service is now", "Site: "}, nil},
		{"of no service", east + "/changes/new?change=close", 200, []string{"change", "close", "part", "1"}, []string{"Still to fill in", `href="#service"`}, []string{"<table", "data-field"}},
		{"of a wrong number", east + "/changes/2", 200, []string{"service", "counsel-elwig", "capacity", "<many>", "part", "1"}, []string{`data-field="capacity"`, "1 field is wrong"}, []string{"<many>", "<table"}},
		{"of a wrong number, on the whole page", east + "/changes/2", 422, []string{"service", "counsel-elwig", "capacity", "many"}, []string{"There is a problem", `id="capacity-error"`, `value="many"`}, []string{"As saved"}},
		{"that gives a refuge a place", east + "/changes/new?change=move", 200, []string{"change", "move", "service", "refuge-elwig", "lon", "-3.91234", "lat", "52.12345", "part", "1"}, []string{"protected"}, []string{"3.91234", "52.12345", "<table"}},
		{"for the public", east + "/changes/2?for=public", 403, []string{"service", "counsel-elwig", "capacity", "90", "part", "1"}, nil, []string{"counsel", "As saved"}},
		{"of a scenario that is none", "/plans/none/changes/new?change=close", 404, []string{"part", "1"}, nil, nil},
		{"without a base", east + "/changes/2", 400, []string{"base", "x", "part", "1"}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := send(t, region, c.url, append([]string{"do", "draft"}, c.pairs...)...)
			if w.Code != c.status {
				t.Fatalf("status %d, want %d: %s", w.Code, c.status, w.Body)
			}
			trial.Contains(t, c.url, w.Body.String(), c.must, c.none)
		})
	}
	if region.Planner.Revision().Revision != 2 {
		t.Error("something was written")
	}
}

// An area may be called by its name, in either language.
func TestAreasMayBeNamed(t *testing.T) {
	s := own(t)
	w := send(t, s, east+"/changes/new?change=serve", "change", "serve", "service", "outreach-bay", "areas_served_other", "East Arvelin\nX06000002")
	if w.Code != 303 {
		t.Fatalf("%d %s", w.Code, trial.Said(w.Body.String()))
	}
	changes, err := s.Planner.Scenario("Counselling for the east")
	if err != nil {
		t.Fatal(err)
	}
	if got := changes[len(changes)-1].Sets["areas_served"]; strings.Contains(got, "East") || strings.Count(got, "X0600000") != 2 {
		t.Errorf("it serves %q", got)
	}
	if w := send(t, s, east+"/changes/new?change=serve", "change", "serve", "service", "outreach-bay", "areas_served_other", "Nowhere"); w.Code != 422 {
		t.Errorf("Nowhere is taken: %d", w.Code)
	}
}
