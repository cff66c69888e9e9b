package plans_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/trial"
)

// A scenario that renews what still counts says when it shows, and leads to the
// day after the last of it would have ended; there it says so no more.
func TestRenewalsShowLater(t *testing.T) {
	s := own(t)
	endings := s.View(t, disclosure.Commissioner).Endings(model.LastDate)
	first, last := endings[0], endings[len(endings)-1]
	if first.LastDay == last.LastDay {
		t.Fatal("all end on one day")
	}
	from := last.LastDay.AddDays(1)
	until := strings.Split(string(from.AddYears(2)), "-")
	renew := func(address, service string) {
		t.Helper()
		pairs := []string{"scenario", "Longer", "change", "renew", "service", service, "cost", "£60,000"}
		for _, date := range []string{"end", "contract_end", "licence_end"} {
			pairs = append(pairs, date+"_year", until[0], date+"_month", until[1], date+"_day", until[2])
		}
		if w := send(t, s, address, pairs...); w.Code != 303 {
			t.Fatalf("%d %s", w.Code, trial.Said(w.Body.String()))
		}
	}
	link := fmt.Sprintf(`href="/plans/Longer?on=%s"`, from)
	renew("/new/plan", last.Service.Key)
	body := s.Body(t, "/plans/Longer?saved=3")
	trial.Contains(t, "/plans/Longer", body, []string{"The service that it renews counts on this day in any case.", link, "£60,000"}, nil)
	renew("/plans/Longer/changes/new?change=renew", first.Service.Key)
	for prefix, language := range map[string]words.Language{"": words.English, "/cy": words.Welsh} {
		voice := words.In(language)
		body = s.Body(t, prefix+"/plans/Longer")
		trial.WellFormed(t, prefix+"/plans/Longer", body)
		trial.Says(t, prefix+"/plans/Longer", trial.Said(body), voice.Say("plans.renewed", "Count", 2), voice.Say("plans.renewed_see", "Count", 2, "Date", from))
		trial.Says(t, prefix+"/plans", trial.Said(s.Body(t, prefix+"/plans")), voice.Say("plans.renewed_note", "Count", 2, "Date", from))
		trial.Lacks(t, prefix, trial.Said(s.Body(t, prefix+"/plans/Longer?on="+string(from))), voice.Say("plans.renewed", "Count", 1), voice.Say("plans.renewed", "Count", 2))
	}
}

// A scenario that was adopted is part of the baseline: it is offered for no
// comparison, and left out of one with that reason.
func TestAdoptedScenariosAreNotCompared(t *testing.T) {
	s := own(t)
	const pair = "/compare/plans?with=Keep+and+widen&with=Counselling+for+the+east"
	if w := send(t, s, "/new/plan", "change", "resize", "scenario", "Mine", "service", "counsel-elwig", "capacity", "90"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := send(t, s, keep+"/adopt"); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	body := s.Body(t, "/plans")
	trial.WellFormed(t, "/plans", body)
	trial.Contains(t, "/plans", body, []string{`name="with" value="Mine"`, "Keep and widen"}, []string{`name="with" value="Keep and widen"`})
	trial.Contains(t, pair, trial.Said(s.Body(t, pair)), []string{"“Keep and widen” was adopted in revision 4: it is part of the baseline", "Counselling for the east"}, []string{"does not fit the records"})
	trial.Contains(t, pair, trial.Said(s.Body(t, "/cy"+pair)), []string{"Mabwysiadwyd “Keep and widen” yn niwygiad 4"}, nil)
}

// A cost may be typed as people write it; what is no number comes back as it
// was typed.
func TestCostsAsTyped(t *testing.T) {
	s := own(t)
	for i, c := range []struct {
		typed string
		cost  float64
	}{{"£60,000", 60000}, {"60,000", 60000}, {" £ 1,250.50 ", 1250.5}, {"−£5,000", -5000}, {"-5000", -5000}} {
		name := fmt.Sprint("Typed ", i)
		if w := send(t, s, "/new/plan", "change", "resize", "scenario", name, "service", "counsel-elwig", "capacity", "90", "cost", c.typed); w.Code != 303 {
			t.Fatalf("%q: %d %s", c.typed, w.Code, trial.Said(w.Body.String()))
		}
		changes, err := s.Planner.Scenario(name)
		if err != nil || len(changes) != 1 || changes[0].Cost == nil || *changes[0].Cost != c.cost {
			t.Errorf("%q: %+v, %v", c.typed, changes, err)
		}
	}
	w := send(t, s, "/new/plan", "change", "resize", "scenario", "Dear", "service", "counsel-elwig", "capacity", "90", "cost", "£60,000 or so")
	if trial.Contains(t, "the form", w.Body.String(), []string{`value="£60,000 or so"`}, nil); w.Code != 422 || slices.Contains(s.Planner.Scenarios(), "Dear") {
		t.Errorf("%d", w.Code)
	}
}
