package planner

import (
	"maps"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
)

// Of the dates of a service, those move that would end it before its new last
// day, and no others.
func TestWhatARenewalSets(t *testing.T) {
	type row = map[string]string
	licensed := &model.Programme{LicenceYears: new(3)}
	short := &model.Programme{LicenceYears: new(1)}
	for _, c := range []struct {
		name    string
		service disclosure.Service
		last    model.Date
		months  int
		want    row
	}{
		{"a contract", disclosure.Service{Service: model.Service{ContractEnd: "2026-06-30"}}, "2026-06-30", 12, row{"contract_end": "2027-06-30"}},
		{"to the end of a month", disclosure.Service{Service: model.Service{ContractEnd: "2026-09-30"}}, "2026-09-30", 6, row{"contract_end": "2027-03-31"}},
		{"from a leap day", disclosure.Service{Service: model.Service{ContractEnd: "2028-02-29"}}, "2028-02-29", 12, row{"contract_end": "2029-02-28"}},
		{"a contract, and a licence that would end soon after", disclosure.Service{Service: model.Service{ContractEnd: "2026-06-30", LicenceEnd: "2026-12-31"}, LicenceEnd: "2026-12-31"}, "2026-06-30", 12,
			row{"contract_end": "2027-06-30", "licence_end": "2027-06-30"}},
		{"a contract, and an end far away", disclosure.Service{Service: model.Service{ContractEnd: "2026-06-30", End: "2030-01-01"}}, "2026-06-30", 12, row{"contract_end": "2027-06-30"}},
		{"the service itself, and its cost", disclosure.Service{Service: model.Service{End: "2026-06-30", AnnualCost: new(1200.5)}}, "2026-06-30", 24, row{"end": "2028-06-30", "cost": "1200.5"}},
		{"a licence that lasts as its programme says", disclosure.Service{Service: model.Service{LicenceStart: "2023-07-01"}, Programme: licensed, LicenceEnd: "2026-06-30"}, "2026-06-30", 12, row{"licence_start": "2026-07-01"}},
		{"one that lasts too short a time", disclosure.Service{Service: model.Service{LicenceStart: "2025-07-01"}, Programme: short, LicenceEnd: "2026-06-30"}, "2026-06-30", 24, row{"licence_start": "2026-07-01", "licence_end": "2028-06-30"}},
		{"at the end of the calendar", disclosure.Service{Service: model.Service{End: "9999-06-30"}}, "9999-06-30", 12, row{"end": "9999-12-30"}},
	} {
		c.service.Key = "s"
		c.want["change"], c.want["service"] = "renew", "s"
		if got := renewed(&disclosure.Ending{Service: c.service, LastDay: c.last}, c.months); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// What is renewed counts on the day from which the difference shows.
func TestRenewedServicesCount(t *testing.T) {
	p := open(t)
	ends := func(key string, contract model.Date) tableRow {
		return row("services", &model.Service{Key: key, Provider: "p1", Name: key, ServiceType: p.Atlas().Types[0].Key, Mode: "outreach", ContractEnd: contract, Capacity: new(10.0)},
			"service", "provider", "name", "service_type", "mode", "contract_end", "capacity")
	}
	take(t, p, batch(provider("One"), ends("a", "2026-06-30"), ends("b", "2026-09-30"), ends("c", "")))
	report, from, err := p.Renew(t.Context(), Renewal{Plan: "More", Fresh: true, Services: []string{"a", "b"}, Months: 12, On: "2026-04-01", Actor: "tester"})
	if err != nil || from != "2026-10-01" || report.Revision.Revision != p.Revision().Revision {
		t.Fatalf("%+v, %s, %v", report, from, err)
	}
	changes, _ := p.Scenario("More")
	compared, err := p.WhatIf(t.Context(), from, disclosure.Commissioner, changes)
	if err != nil || len(compared.Services()) != 2 {
		t.Fatalf("%v", err)
	}
	for _, s := range compared.Services() {
		if s.Before != nil || s.After == nil {
			t.Errorf("%s: %+v becomes %+v", s.Key, s.Before, s.After)
		}
	}
	if _, _, err := p.Renew(t.Context(), Renewal{Plan: "More", Services: []string{"c"}, Months: 12, On: "2026-04-01"}); model.CodeOf(err) != model.NotFound {
		t.Errorf("a service without an end: %v", err)
	}
}
