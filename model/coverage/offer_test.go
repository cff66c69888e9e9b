package coverage_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Offers are the same sums read from the services' side: all that they give
// is all that is met, a pull is Σ W × accepted, and nobody is met who was not
// accepted.
func TestOffersAddUp(t *testing.T) {
	tries(t, 300, func(t *rapid.T) {
		r := score(randomRecords(t), randomDay)
		given := 0.0
		for _, service := range r.Day.Counting {
			o, ok := r.Offer(service)
			if !ok {
				continue
			}
			given += o.Given
			pull, accepted := 0.0, 0.0
			for _, a := range o.Areas {
				pull += a.Weight * a.Accepted
				accepted += a.Accepted
				if a.Given > a.Accepted*(1+1e-9)+1e-9 || a.Accepted > a.Demand*(1+1e-9) || a.Weight <= 0 {
					t.Fatalf("%s: %+v", r.Day.Services[service].Key, a)
				}
			}
			if !math.IsNaN(o.Pull) && !near(pull, o.Pull, o.Pull) {
				t.Fatalf("%s: Σ W × accepted is %v, its pull %v", r.Day.Services[service].Key, pull, o.Pull)
			}
			if !near(accepted, o.Accepted, o.Accepted) {
				t.Fatalf("%s: %v accepted by area, %v in all", r.Day.Services[service].Key, accepted, o.Accepted)
			}
		}
		met := 0.0
		for row := range r.Bands[need.Central] {
			for _, base := range r.Day.Base {
				at, _ := r.Day.ReportedPlace(base)
				met += r.Bands[need.Central][row][at].Met
			}
		}
		if !near(given, met, met) {
			t.Fatalf("services give %v, met are %v", given, met)
		}
	})
}

// Where every age that a service refuses is counted once and no attribute is
// refused, accepted and turned away are all of its demand.
func TestTurnedAwayByAge(t *testing.T) {
	r := score(worked(), "2026-04-01")
	tried := 0
	for _, service := range r.Day.Counting {
		o, ok := r.Offer(service)
		if !ok || len(o.Rule.Refuses) > 0 {
			continue
		}
		tried++
		if away := o.TooYoung + o.TooOld + o.ByYear; !near(o.Accepted+away, o.Demand, o.Demand) {
			t.Errorf("%s: accepts %v and turns away %v of %v", r.Day.Services[service].Key, o.Accepted, away, o.Demand)
		}
	}
	if tried == 0 {
		t.Fatal("no service without exclusions was tried")
	}
}

func TestOnlyServicesThatCountHaveAnOffer(t *testing.T) {
	records := worked()
	records.Services[0].End = "2026-03-31"
	r := score(records, "2026-04-01")
	with := 0
	for service := range r.Day.Services {
		_, ok := r.Offer(int32(service))
		if ended := r.Day.Services[service].Key == records.Services[0].Key; ended && ok {
			t.Errorf("%s has an offer after its end", records.Services[0].Key)
		}
		if ok {
			with++
		}
	}
	if with == 0 {
		t.Error("no service has an offer")
	}
}

// Of the 42 criteria of each service four levels are stated: one does not
// apply, one lapsed yesterday, one lapses on the last day asked for (it
// counts), one a day later.
func TestEvidence(t *testing.T) {
	records := worked()
	records.Assessments = nil
	for i, by := range []model.Date{"", "2026-03-31", "2026-06-30", "2026-07-01"} {
		level := model.Level("2")
		if i == 0 {
			level = model.NotApplicable
		}
		records.Assessments = append(records.Assessments, model.Assessment{SubjectKind: model.OfService, Subject: records.Services[0].Key,
			Criterion: records.Criteria[i].Key, SelfLevel: level, AssessedOn: "2026-01-01", ReviewBy: by})
	}
	r := score(records, "2026-04-01")
	largest := 0 // reported areas are in order of kind
	got := r.Evidence(largest, "2026-06-30")
	want := coverage.Evidence{Services: got.Services, Criteria: got.Services*len(records.Criteria) - 1, InDate: 2, Lapsing: 1, FirstLapse: "2026-06-30"}
	if got != want || got.Services == 0 {
		t.Errorf("evidence is %+v, want %+v", got, want)
	}
}
