package atlas

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

func TestLicenceEnd(t *testing.T) {
	three := &model.Programme{LicenceYears: new(3)}
	cases := []struct {
		name       string
		start, end model.Date
		programme  *model.Programme
		want       model.Date
	}{
		{"stated", "2024-04-01", "2025-01-01", three, "2025-01-01"},
		{"the day before", "2024-04-01", "", three, "2027-03-31"},
		{"from 29 February: 1 March, less a day", "2024-02-29", "", three, "2027-02-28"},
		{"no licence start", "", "", three, ""},
		{"no licence years", "2024-04-01", "", &model.Programme{}, ""},
		{"no programme", "2024-04-01", "", nil, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := &Service{Service: &model.Service{LicenceStart: c.start, LicenceEnd: c.end}, Programme: c.programme}
			if got := LicenceEnd(s); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestLastDayIsTheEarliestEnd(t *testing.T) {
	cases := []struct {
		name string
		s    model.Service
		want model.Date
	}{
		{"no end", model.Service{}, ""},
		{"end", model.Service{End: "2027-01-01"}, "2027-01-01"},
		{"contract first", model.Service{End: "2027-01-01", ContractEnd: "2026-01-01", LicenceEnd: "2028-01-01"}, "2026-01-01"},
		{"licence first", model.Service{End: "2027-01-01", ContractEnd: "2026-01-01", LicenceEnd: "2025-01-01"}, "2025-01-01"},
	}
	for _, c := range cases {
		if got := LastDay(&Service{Service: &c.s}); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A service counts from its start to its last day, both included.
func TestCounting(t *testing.T) {
	cases := []struct {
		name    string
		service model.Service
		counts  bool
	}{
		{"no dates", model.Service{}, true},
		{"starts today", model.Service{Start: today}, true},
		{"starts tomorrow", model.Service{Start: "2026-04-02"}, false},
		{"ends today", model.Service{End: today}, true},
		{"ended yesterday", model.Service{End: "2026-03-31"}, false},
		{"contract ended yesterday", model.Service{End: "2027-01-01", ContractEnd: "2026-03-31"}, false},
		{"licence ends today", model.Service{LicenceEnd: today}, true},
		{"licence of two years ended yesterday", model.Service{LicenceStart: "2024-04-01", Programme: "p"}, false},
		{"licence of two years ends today", model.Service{LicenceStart: "2024-04-02", Programme: "p"}, true},
		{"licence start itself does not limit", model.Service{LicenceStart: "2026-05-01"}, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.service.Key, c.service.ServiceType = "s", "refuge"
			d := on(&model.Records{ServiceTypes: []model.ServiceType{{Key: "refuge"}}, Programmes: []model.Programme{{Key: "p", LicenceYears: new(2)}}, Services: []model.Service{c.service}})
			if got := len(d.Counting) == 1; got != c.counts {
				t.Errorf("counts: %v", got)
			}
		})
	}
}

func TestFlagsSorted(t *testing.T) {
	var f Flags
	f.Add("service", "s1", "b", "x")
	f.Add("area", "a2", "a", "x")
	f.Add("service", "s1", "b", "x")
	f.Add("area", "a1", "z", "x")
	want := Flags{{"area", "a1", "z", "x"}, {"area", "a2", "a", "x"}, {"service", "s1", "b", "x"}}
	if diff := cmp.Diff(want, f.Sorted()); diff != "" {
		t.Error(diff)
	}
}
