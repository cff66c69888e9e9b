package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

func TestScenario(t *testing.T) {
	hundred := 100.0
	cases := []struct {
		name, text string
		want       []model.ScenarioChange
		told       string
	}{
		{"places are counted by scenario", "scenario,change,service,capacity,cost\nplan,resize,g1,20,100\nother,close,g2,,\nplan,close,g3,,",
			[]model.ScenarioChange{
				{Scenario: "plan", Place: 1, Change: "resize", Service: "g1", Sets: map[string]string{"capacity": "20"}, Cost: &hundred},
				{Scenario: "other", Place: 1, Change: "close", Service: "g2", Sets: map[string]string{}},
				{Scenario: "plan", Place: 2, Change: "close", Service: "g3", Sets: map[string]string{}},
			}, ""},
		{"texts are kept as files hold them", "scenario,change,service,contract_end,areas_served,capacity\nplan,renew,g1,31/03/2027,A1; A2;,1e2",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "renew", Service: "g1",
				Sets: map[string]string{"contract_end": "2027-03-31", "areas_served": "A1;A2", "capacity": "100"}}}, ""},
		{"open", "scenario,change,service,provider,name,service_type,mode,site,disclosure,lon,lat\nplan,open,n1,p1,New,group_work,group,n1s,public,-3.9,52",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "open", Service: "n1", Sets: map[string]string{
				"provider": "p1", "name": "New", "service_type": "group_work", "mode": "group", "site": "n1s", "disclosure": "public", "lon": "-3.9", "lat": "52"}}}, ""},
		{"open without what a service needs", "scenario,change,service,provider,mode\nplan,open,n1,p1,bus",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "open", Service: "n1", Sets: map[string]string{"provider": "p1"}}},
			"scenario.csv row 2, \"mode\": one of group, one_to_one, virtual_group, virtual_one_to_one, outreach, residential, agency, or an empty cell, is expected" + "; what stands there is not repeated here" + ".\n" +
				"scenario.csv row 2, \"name\": a change that opens a service needs this column; a text is expected.\n" +
				"scenario.csv row 2, \"service_type\": a change that opens a service needs this column; a text is expected.\n"},
		{"a change that sets nothing", "scenario,change,service,capacity\nplan,resize,g1,",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "resize", Service: "g1", Sets: map[string]string{}}},
			"scenario.csv row 2, \"change\": a change other than close needs at least one further column that says what it sets.\n"},
		{"no such change, no scenario", "scenario,change,service\nplan,paint,g1\n,close,g1",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Service: "g1", Sets: map[string]string{}}},
			"scenario.csv row 2, \"change\": one of open, close, resize, move, serve, accept, renew is expected" + "; what stands there is not repeated here" + ".\n" +
				"scenario.csv row 3, \"scenario\" is empty; a text is expected.\n"},
		{"nobody is refused any more", "scenario,change,service,excludes,areas_served\nplan,accept,g1, ; ,",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "accept", Service: "g1", Sets: map[string]string{"excludes": ";"}}}, ""},
		{"a move of a site whose disclosure stays", "scenario,change,service,site,lon,lat\nplan,move,g1,s1,-3.9,52",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "move", Service: "g1", Sets: map[string]string{"site": "s1", "lon": "-3.9", "lat": "52"}}}, ""},
		{"a protected site has no place", "scenario,change,service,name,disclosure,lon,lat,postcode\nplan,move,g1,Refuge SA1 1AA,protected,-3.9,52,SA1 1AA",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "move", Service: "g1", Sets: map[string]string{"disclosure": "protected"}}},
			"scenario.csv row 2: " + noPlaceKept.String() + ".\nscenario.csv row 2, \"name\": " + noPlaceNamed.String() + ".\n"},
		{"an area_only site has none either", "scenario,change,service,disclosure,area_code,postcode\nplan,move,g1,area_only,A1,SA1 1AA",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Change: "move", Service: "g1", Sets: map[string]string{"disclosure": "area_only", "area_code": "A1"}}},
			"(scenario.csv row 2: " + placeUnused.String() + ".)\n"},
		{"a column is missing", "scenario,service\nplan,g1",
			[]model.ScenarioChange{{Scenario: "plan", Place: 1, Service: "g1", Sets: map[string]string{}}},
			"scenario.csv row 1, \"change\": this column is missing; one of open, close, resize, move, serve, accept, renew is expected.\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read(Scenario, c.text)
			var got []model.ScenarioChange
			for _, row := range batch.Rows[Scenario] {
				got = append(got, *row.Noun.(*model.ScenarioChange))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCanariesOfScenarios(t *testing.T) {
	headings := "scenario,change,service,name,site,disclosure,lon,lat,postcode,area_code,capacity"
	for _, canary := range []string{"-3.17654", "51.48123", "CF10 9ZZ"} {
		for column := range 11 {
			for _, disclosure := range []string{"protected", "protcted"} {
				row := []string{"plan", "move", "g1", "Refuge", "s1", disclosure, "", "", "", "A1", "5"}
				row[column] = canary
				batch := read(Scenario, headings+"\n"+strings.Join(row, ","))
				if strings.Contains(told(batch.Problems), canary) {
					t.Errorf("column %d, %q: %s", column, disclosure, told(batch.Problems))
				}
				if found := holds(t, batch, canary); column >= 6 && column <= 8 && len(found) > 0 {
					t.Errorf("column %d, %q: a noun holds %s", column, disclosure, found)
				}
			}
		}
	}
}
