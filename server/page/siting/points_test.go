package siting

import (
	"encoding/csv"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"catchment/model/disclosure"
	"catchment/server/page/trial"
)

// The guide of Ordnance Survey has Caister water tower at TG 51409 13177, which
// is 52°39′28.72″ N 1°42′57.79″ E.
func TestSpots(t *testing.T) {
	for _, c := range []struct {
		text     string
		lat, lon float64
		ok       bool
	}{
		{"52.65798, 1.71605", 52.65798, 1.71605, true},
		{"1.71605 52.65798", 52.65798, 1.71605, true},
		{"651409.9 313177.3", 52.65798, 1.71605, true},
		{"651409,313177", 52.65798, 1.71605, true},
		{"TG 51409 13177", 52.65798, 1.71605, true},
		{"tg5140913177", 52.65798, 1.71605, true},
		{"SV 0 0", 49.815, -7.493, true}, // Scilly, the middle of a square of 10 km
		{"HP 6 1", 60.813, -0.807, true}, // Unst
		{"51.1234567, -3.7654321", 51.12346, -3.76543, true},
		{"TG 5140 131", 0, 0, false},
		{"TI 51409 13177", 0, 0, false},
		{"CF10 1AA", 0, 0, false},
		{"9999999 313177", 0, 0, false},
		{"52", 0, 0, false},
		{"200, 300, 400", 0, 0, false},
		{"", 0, 0, false},
	} {
		got, ok := spot{}, false
		if parts := twoNumbers.FindStringSubmatch(c.text); parts != nil {
			got, ok = ofNumbers(parts[1], parts[2])
		} else {
			got, ok = ofGrid(c.text)
		}
		if ok != c.ok || ok && (math.Abs(got.at[1]-c.lat) > 0.02 || math.Abs(got.at[0]-c.lon) > 0.02) {
			t.Errorf("%q: %v, %v", c.text, got, ok)
		}
		if fine := strings.Contains(c.text, "51409") || strings.Contains(c.text, "."); ok && fine && (math.Abs(got.at[1]-c.lat) > 1e-4 || math.Abs(got.at[0]-c.lon) > 1e-4) {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

// middle is the place of a local authority's middle, as it is typed.
func (s *site) middle(n int) (typed string, code string) {
	s.Helper()
	shape := s.View(s.T, disclosure.Commissioner).Shapes("local_authority")[n]
	return fmt.Sprintf("%.5f, %.5f", shape.Point[1], shape.Point[0]), shape.Code
}

// Places of one's own are candidates with what each states: it counts in the
// figures and goes into the scenario, which meets what the plan says.
func TestPointsAreCandidates(t *testing.T) {
	s := open(t)
	first, _ := s.middle(0)
	second, code := s.middle(3)
	address := s.begin("/siting", "type", "outreach_and_group_work", "number", "3", "objective", "met", "from", "points", "places", "30", "cost", "40000", "excludes", "high_trauma",
		"point-1-at", first, "point-1-name", "Town hall", "point-1-age_min", "8", "point-1-age_max", "12", "point-1-places", "25",
		"point-3-at", second, "point-3-programme", s.View(t, disclosure.Commissioner).Reference().Programmes[0].Key,
		"point-4-at", code, "point-4-excludes", "parent_substance_misuse", "point-4-excludes", "living_with_perpetrator")
	body := s.settle(address)
	one := s.run(address)
	if len(one.result.Candidates) != 3 || one.result.Journeys.Straight != 2 {
		t.Fatalf("%+v, %+v", one.result.Candidates, one.result.Journeys)
	}
	trial.Contains(t, address, body, []string{"Town hall", "ages 8 to 12 · not children with high trauma", "go by the straight line", "How journeys were measured", "not children still living with the person who harms and children whose parent", "<circle"}, []string{"⟦", "NaN"})
	rows, err := csv.NewReader(s.get(address + "/scenario.csv").Body).ReadAll()
	must(t, err)
	cells := map[string]string{}
	for i, column := range rows[0] {
		for _, row := range rows[1:] {
			cells[column] += row[i] + "|"
		}
	}
	for column, has := range map[string]string{"age_min": "8|", "age_max": "12|", "excludes": "parent_substance_misuse;living_with_perpetrator|", "capacity": "25|", "areas_served": code + "|", "cost": "40000|40000|40000|"} {
		if !strings.Contains(cells[column], has) {
			t.Errorf("%s is %q; %q is expected in it", column, cells[column], has)
		}
	}
	s.scenarioMeets(address, one)
	again := s.get("/siting?type=outreach_and_group_work&from=" + one.id)
	trial.Contains(t, "again", again.Body.String(), []string{`value="Town hall"`, first, `data-at="`}, nil)
}

// Without script the buttons of the form add and remove places, and nothing
// that was filled in is lost.
func TestPointsWithoutScript(t *testing.T) {
	s := open(t)
	_, code := s.middle(2)
	w := s.post("/siting", "type", "camhs", "number", "4", "point-1-at", "51, -3", "add", "1")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d", w.Code)
	}
	trial.Contains(t, "added", w.Body.String(), []string{`name="point-1-at"`, `value="51, -3"`, `name="point-2-at"`, `value="4"`, `value="points" checked`}, []string{`name="point-3-at"`, "govuk-error-summary"})
	w = s.post("/siting", "type", "camhs", "point-1-at", "51, -3", "add", "1", "point_area", code)
	trial.Contains(t, "added", w.Body.String(), []string{`value="` + code + `"`, `name="point-2-at"`}, nil)
	w = s.post("/cy/siting", "type", "camhs", "point-1-at", "51, -3", "point-2-at", "52, -3", "remove", "1")
	trial.Contains(t, "removed", w.Body.String(), []string{`value="52, -3"`, `name="point-2-at"`}, []string{`value="51, -3"`, `name="point-1-at"`, "⟦"})
	refuge := s.get("/siting?type=refuge").Body.String()
	trial.Contains(t, "refuge", refuge, []string{"Area served", "each a local authority or larger"}, []string{"catchment-map", "Travel times"})
}

func TestPointRefusals(t *testing.T) {
	s := open(t)
	inside, code := s.middle(0)
	many := []string{"type", "camhs", "number", "1", "from", "points"}
	for n := range mostPoints + 1 {
		many = append(many, fmt.Sprintf("point-%d-at", n+1), inside)
	}
	small := string(s.View(t, disclosure.Commissioner).Places("small_area")[0].Code)
	for _, c := range []struct {
		name  string
		pairs []string
		field string
		says  string
	}{
		{"none", []string{"type", "camhs", "number", "1", "from", "points"}, "point-1-at", "Give at least one place"},
		{"no place", []string{"type", "camhs", "number", "1", "from", "points", "point-1-at", "over there"}, "point-1-at", "Give a latitude and longitude"},
		{"a name without a place", []string{"type", "camhs", "number", "1", "from", "points", "point-2-name", "Hall"}, "point-2-at", "Give a latitude and longitude"},
		{"outside", []string{"type", "camhs", "number", "1", "from", "points", "point-1-at", "48.85, 2.35"}, "point-1-at", "outside the region"},
		{"too many", many, "from", "100 places at most"},
		{"not chosen", []string{"type", "camhs", "number", "1", "point-1-at", inside}, "from", "Places of your own are given below"},
		{"a list that is not chosen", []string{"type", "camhs", "number", "1", "list", "candidate\na"}, "from", "A list is given below"},
		{"an age", []string{"type", "camhs", "number", "1", "from", "points", "point-1-at", inside, "point-1-age_min", "99"}, "point-1-age_min", "whole number from 0 to 24"},
		{"an age of all", []string{"type", "camhs", "number", "1", "age_max", "old"}, "age_max", "whole number from 0 to 24"},
		{"a size", []string{"type", "camhs", "number", "1", "from", "points", "point-1-at", inside, "point-1-places", "many"}, "point-1-places", "a number of 0 or more"},
		{"a point of what is protected", []string{"type", "refuge", "number", "1", "from", "points", "point-1-at", inside}, "point-1-at", "never a point"},
		{"a small area of what is protected", []string{"type", "refuge", "number", "1", "from", "points", "point-1-at", small}, "point-1-at", "never a point"},
		{"travel times with faults", []string{"type", "camhs", "number", "1", "journeys", "candidate,area_code,minutes\na,b,soon"}, "journeys", "The travel times row 2"},
		{"travel times to nobody", []string{"type", "camhs", "number", "1", "from", "points", "point-1-at", inside, "journeys", "candidate,area_code,minutes\nplace-9," + code + ",4"}, "journeys", "there is none of that key"},
		{"an unknown programme", []string{"type", "camhs", "number", "1", "programme", "none"}, "programme", "What is stated for all candidates"},
	} {
		for prefix, summary := range map[string]string{"": c.says, "/cy": "govuk-error-summary"} {
			w := s.post(prefix+"/siting", c.pairs...)
			if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `href="#`+c.field+`"`) {
				t.Errorf("%s: status %d, no error at %s", c.name, w.Code, c.field)
				continue
			}
			if strings.Contains(c.name, "of what is protected") && strings.Contains(w.Body.String(), inside) {
				t.Errorf("%s: the place is typed back", c.name)
			}
			trial.Contains(t, c.name, w.Body.String(), []string{summary}, []string{"⟦"})
		}
	}
}

// Minutes that are brought along count in place of the straight line.
func TestPointsByMinutes(t *testing.T) {
	s := open(t)
	inside, _ := s.middle(0)
	journeys := "candidate,area_code,minutes\n"
	for _, place := range s.View(t, disclosure.Commissioner).Places("small_area")[:4] {
		journeys += "place-1," + place.Code + ",10\n"
	}
	address := s.begin("/siting", "type", "camhs", "number", "1", "objective", "met", "places", "10", "from", "points", "point-1-at", inside, "journeys_file", journeys)
	body := s.settle(address)
	trial.Contains(t, address, body, []string{"1 candidate go by the travel times that you gave", "A scenario made of this plan measures journeys to the new places by the straight line"}, nil)
	trial.Contains(t, address, s.settle("/cy"+address), []string{"Sut y mesurwyd teithiau"}, []string{"⟦"})
}
