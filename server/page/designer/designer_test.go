package designer

import (
	"context"
	"html"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/plans"
	"catchment/server/page/trial"
)

var region *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &region, Mount, plans.Mount)) }

// coda is a design of two children's groups of 6 and a parents' group of 12,
// twice a year, all stated.
const coda = "/designer?programme=coda&places=6&groups=2&cohorts=2&parents=12&rooms=3&facilitators=2&licence=yes&coordinators=1&partners=3&people=4" +
	"&facilitator_hour=20&preparation=1&room_hour=15&licence_cost=1500&training_day=100&place_cost=30&coordination=2000"

// A year of CODA, as worked out by hand: 2 × min(2 × 6, 12) = 24 families;
// staff 2 × 12 × 3 × 2 × 3 hours × £20, rooms 2 × 12 × 3 × 2 × £15, licence
// £1,500 ÷ 3, training 4 × 3 × £100, places 24 × £30, coordination £2,000.
func TestAWholeDesign(t *testing.T) {
	body := region.Page(t, coda)
	text := trial.Said(body)
	for _, says := range []string{"24 places a year for £15,220: £634 a place.", "£8,640", "£2,160", "licence £1,500 ÷ years 3", "£500", "people 4 × days 3 × a day £100", "£1,200", "£720", "£2,000",
		"cohorts 2 × sessions 12 × groups at once 3 × facilitators 2 × hours with preparation 3 × an hour £20", "3 groups meet at the same time", "licensed to the main organisation of an area for 3 years", "S1"} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q", says)
		}
	}
	if strings.Contains(text, "Refused") || strings.Contains(text, "Still to do") {
		t.Errorf("a design that keeps every rule is found wanting")
	}
}

// The figures that a source states of the programme stand in the form; one that
// was emptied stays so.
func TestTheProgrammeFillsTheForm(t *testing.T) {
	for _, c := range []struct{ url, name, value string }{
		{"/designer?programme=coda", "weeks", "12"}, {"/designer?programme=coda", "sessions", "12"}, {"/designer?programme=coda", "hours", "2"},
		{"/designer?programme=coda", "training_days", "3"}, {"/designer?programme=coda", "usable", "52"}, {"/designer?programme=coda", "places", ""},
		{"/designer?programme=freedom", "hours", "1.5"}, {"/designer?programme=freedom", "weeks", ""}, {"/designer?programme=coda&usable=", "usable", ""},
		{"/designer?programme=respect_minimum", "weeks", "30"},
	} {
		body := region.Page(t, c.url)
		if found := regexp.MustCompile(`value="([^"]*)" id="` + c.name + `"`).FindStringSubmatch(body); found == nil || found[1] != c.value {
			t.Errorf("%s: %s is %v, want %q", c.url, c.name, found, c.value)
		}
	}
	for url, absent := range map[string]string{"/designer?programme=freedom": `id="parents"`, "/designer?programme=coda": `id="attended"`, "/designer?programme=womens_support_group": `id="licence"`, "/designer?programme=coda&x": `id="parallel"`} {
		if strings.Contains(region.Page(t, url), absent) {
			t.Errorf("%s asks for %s", url, absent)
		}
	}
	if !strings.Contains(region.Page(t, "/designer?programme=respect_minimum"), `id="parallel"`) {
		t.Error("a programme for those who harm is not asked for a women's service")
	}
}

// Rules of programmes refuse or ask for more, each with its source, in both
// languages; a design that is refused leads into no plan.
func TestRulesOnThePage(t *testing.T) {
	for _, c := range []struct{ query, says, source string }{
		{"programme=womens_support_group&places=4&cohorts=3", "The programme asks for a group of at least 5; one of 4 does not run.", "S4"},
		{"programme=womens_support_group&type=counselling&places=6&cohorts=3", "The programme's groups are of adults", "S4"},
		{"programme=freedom&places=25&cohorts=4&attended=12", "The programme asks for a group of at most 24; the further places do not count.", "S3§7.1"},
		{"programme=coda&places=6&cohorts=2&parents=6&rooms=1", "2 groups meet at the same time, each with its room and facilitators; 1 rooms are at hand.", "S0"},
		{"programme=coda&places=6&cohorts=5&parents=6&rooms=2", "In 52 weeks of the year the rooms hold 4 runs of 12 weeks at most; 5 are planned.", "S0"},
		{"programme=respect_minimum&places=8&cohorts=1&sessions=30&hours=2", "this one has 60 hours over 30 weeks.", "S3§7.3"},
	} {
		for prefix, word := range map[string]string{"": "Refused", "/cy": "Gwrthodwyd"} {
			body := region.Page(t, prefix+"/designer?"+c.query)
			text := trial.Said(body)
			if prefix == "" && !strings.Contains(text, c.says) {
				t.Errorf("%s: no %q", c.query, c.says)
			}
			if !strings.Contains(text, word) || !strings.Contains(body, `">`+c.source+`</td>`) {
				t.Errorf("%s%s: no %s by %s", prefix, c.query, word, c.source)
			}
			if strings.Contains(body, "change=open") {
				t.Errorf("%s%s: leads into a plan", prefix, c.query)
			}
		}
	}
	// What is not known is still to do, and refuses nothing that more rooms would hold.
	const twice = "/designer?programme=respect_minimum&places=10&cohorts=2&weeks=30&sessions=30&hours=2.5&parallel=yes"
	trial.Contains(t, twice, trial.Said(region.Page(t, twice)), []string{"Planned: 2, some of them at the same time; how many rooms are at hand is not stated."}, []string{"Refused"})
	trial.Contains(t, twice, trial.Said(region.Page(t, "/cy"+twice+"&usable=29")), []string{"Gwrthodwyd", "faint bynnag o ystafelloedd sydd"}, nil)
	text := trial.Said(region.Page(t, "/designer?programme=coda&places=6&cohorts=2&parents=6"))
	for _, says := range []string{"Still to do", "how many rooms is not stated", "At least one trained coordinator is needed; how many there are is not stated.", "How many partner agencies have committed themselves is not stated."} {
		if says = strings.Replace(says, "how many rooms is", "how many rooms are at hand is", 1); !strings.Contains(text, says) {
			t.Errorf("no %q", says)
		}
	}
}

// What is not stated is nowhere 0.
func TestWhatIsNotStatedIsNotKnown(t *testing.T) {
	text := trial.Said(region.Page(t, "/designer?programme=coda"))
	for _, says := range []string{"The number of places is not known yet", "How many a group takes is not stated", "It is not taken for 0."} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q", says)
		}
	}
	text = trial.Said(region.Page(t, "/designer?programme=coda&places=6&cohorts=2&parents=6&coordination=500"))
	for _, says := range []string{"12 places a year. What is stated of the cost comes to £500 a year", "Not in it, because a term is not stated: Facilitators, Rooms, Licence, Training and Each place"} {
		if !strings.Contains(text, says) {
			t.Errorf("no %q", says)
		}
	}
}

// Enough children, or the neighbours that make them enough: as the planner has
// it, to the nearest 5.
func TestDemandOnThePage(t *testing.T) {
	view := region.View(t, disclosure.Commissioner)
	for _, place := range view.Places(model.LocalAuthority) {
		url := "/designer?programme=coda&type=counselling&places=60&cohorts=2&parents=60&area=" + place.Code
		text := trial.Said(region.Page(t, url))
		j, err := region.Planner.Join(context.Background(), trial.Today, disclosure.Commissioner, planner.JointWish{Area: place.Code, Wanted: 120, Service: model.Service{ServiceType: "counselling", Programme: "coda", Mode: "group"}})
		if err != nil {
			t.Fatal(err)
		}
		enough, never := strings.Contains(text, "has enough children for every group"), strings.Contains(text, "there would be too few")
		if enough != (j.Viable && len(j.Partners) == 0) || never == j.Viable {
			t.Errorf("%s: enough is %v, never %v, of %+v", place.Code, enough, never, j)
		}
		for _, p := range j.Partners {
			if !strings.Contains(text, p.Name) {
				t.Errorf("%s: %s is not named", place.Code, p.Name)
			}
		}
	}
	for query, says := range map[string]string{
		"programme=coda&places=6&cohorts=2&parents=6":                           "Choose an area above",
		"programme=coda&cohorts=2&parents=6&area=X06000001":                     "State the size of a group",
		"programme=freedom&type=womens_group&places=6&cohorts=2&area=X06000001": "in no tier of need",
	} {
		if text := trial.Said(region.Page(t, "/designer?"+query)); !strings.Contains(text, says) {
			t.Errorf("%s: no %q", query, says)
		}
	}
}

// The form of a plan opens with the design in it.
func TestADesignOpensInAPlan(t *testing.T) {
	body := region.Page(t, coda+"&area=X06000001&variant="+variant(t))
	var links []string // trial.Links would end at the "+" of a name, which is written with a number sign
	for _, m := range regexp.MustCompile(`href="([^"]*change=open[^"]*)"`).FindAllStringSubmatch(body, -1) {
		links = append(links, html.UnescapeString(m[1]))
	}
	if len(links) < 2 {
		t.Fatalf("%d ways into a plan", len(links))
	}
	for _, link := range links {
		form := region.Body(t, link)
		for name, value := range map[string]string{"cohorts_per_year": "4", "places_per_cohort": "6", "parent_places_per_cohort": "6", "cost": "15220", "age_min": "4", "age_max": "11"} {
			if found := regexp.MustCompile(`value="([^"]*)" id="` + name + `"`).FindStringSubmatch(form); found == nil || found[1] != value {
				t.Errorf("%s: %s is %v, want %s", link, name, found, value)
			}
		}
		for _, selected := range []string{`value="coda" selected`, `value="outreach_and_group_work" selected`, `value="X06000001" checked`} {
			if !strings.Contains(form, selected) {
				t.Errorf("%s: no %s", link, selected)
			}
		}
	}
}

// variant is the one of CODA that is a group face to face.
func variant(t *testing.T) string {
	for _, v := range region.View(t, disclosure.Commissioner).Reference().Variants {
		if v.Programme == "coda" && slices.Contains(v.Modes, "group") && v.AgeMax != nil {
			return v.Key
		}
	}
	t.Fatal("CODA has no group")
	return ""
}

// What is wrong is said at its field, in both languages, and what was typed
// stays; the public is refused.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		url, field string
		status     int
	}{
		{"/designer?programme=coda&places=many", "places", 422},
		{"/designer?programme=coda&places=2.5", "places", 422},
		{"/designer?programme=coda&hours=-1", "hours", 422},
		{"/designer?programme=coda&usable=53", "usable", 422},
		{"/designer?programme=coda&cohorts=NaN", "cohorts", 422},
		{"/designer?programme=coda&type=none", "type", 422},
		{"/designer?programme=coda&area=none", "area", 422},
		{"/designer?programme=none", "", 404},
		{"/designer?for=public", "", 403},
		{"/designer?programme=coda&for=public", "", 403},
	} {
		for _, prefix := range trial.Prefixes {
			status, body := region.Ask(prefix + c.url)
			if status != c.status || c.field != "" && !strings.Contains(body, `href="#`+c.field+`"`) {
				t.Errorf("%s%s: status %d", prefix, c.url, status)
			}
		}
	}
	if _, body := region.Ask("/designer?programme=coda&places=many"); !strings.Contains(body, `value="many"`) {
		t.Error("what was typed is gone")
	}
	if answer := region.Get("/designer"); answer.Header().Get("Cache-Control") != "no-store" || answer.Code != http.StatusOK {
		t.Errorf("status %d, %v", answer.Code, answer.Header())
	}
}
