package seed

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"
)

// rowsOf reads a CSV file into rows by column name.
func rowsOf(t *testing.T, file []byte) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func listOf(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return r == ';' })
}

func TestDemonstrationIsTheSameEachTime(t *testing.T) {
	first, second := Demonstration(someDay), Demonstration(someDay)
	later := Demonstration(someDay.AddDate(0, 2, 0))
	want := []string{"areas.geojson", "assessments.csv", "observed.csv", "population.csv", "providers.csv",
		"scenario.csv", "services.csv", "sites.csv", "travel.csv"}
	for _, name := range want {
		if len(first[name]) == 0 || !bytes.Equal(first[name], second[name]) {
			t.Errorf("%s is empty or differs from run to run", name)
		}
	}
	if len(first) != len(want) {
		t.Errorf("%d files, want %d", len(first), len(want))
	}
	if !bytes.Equal(first["areas.geojson"], later["areas.geojson"]) {
		t.Error("the country moves from day to day")
	}
	if bytes.Equal(first["services.csv"], later["services.csv"]) {
		t.Error("dates do not move from day to day")
	}
	if size := len(first["areas.geojson"]); size > 1_500_000 {
		t.Errorf("areas.geojson has %d bytes", size)
	}
}

// Whatever the day, some services have ended, some end within a year and
// some have yet to start; licences too.
func TestDemonstrationDatesFollowTheDay(t *testing.T) {
	for _, day := range []time.Time{someDay, time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2031, 12, 31, 23, 0, 0, 0, time.UTC)} {
		var ended, ending, later, licenceOver, licenceEnding int
		today, horizon := day.Format(time.DateOnly), day.AddDate(1, 0, 0).Format(time.DateOnly)
		over, soon := day.AddDate(-3, 0, 0).Format(time.DateOnly), day.AddDate(-2, 0, 0).Format(time.DateOnly)
		for _, s := range rowsOf(t, Demonstration(day)["services.csv"]) {
			for _, last := range []string{s["end"], s["contract_end"]} {
				switch {
				case last == "":
				case last < today:
					ended++
				case last < horizon:
					ending++
				}
			}
			if s["start"] > today {
				later++
			}
			switch licence := s["licence_start"]; {
			case licence == "":
			case licence <= over:
				licenceOver++
			case licence <= soon:
				licenceEnding++
			}
		}
		if ended < 2 || ending < 10 || later < 2 || licenceOver < 1 || licenceEnding < 2 {
			t.Errorf("on %s: %d ended, %d ending, %d later, licences %d over, %d ending",
				today, ended, ending, later, licenceOver, licenceEnding)
		}
	}
}

func TestMonthsFromKeepsToTheMonth(t *testing.T) {
	for _, c := range []struct {
		day    string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-02-29", -12, "2027-02-28"},
		{"2026-04-01", -4, "2025-12-01"}, {"2026-12-15", 0, "2026-12-15"},
	} {
		day, _ := time.Parse(time.DateOnly, c.day)
		if got := monthsFrom(day, c.months); got != c.want {
			t.Errorf("%s and %d months: %s, want %s", c.day, c.months, got, c.want)
		}
	}
}

// Every reference between the files, and to the reference data, resolves.
func TestDemonstrationReferencesResolve(t *testing.T) {
	files, reference := shown(), Reference()
	areas := readAreas(t)
	keys := func(file []byte, column string) map[string]bool {
		known := map[string]bool{"": true}
		for _, row := range rowsOf(t, file) {
			if known[row[column]] {
				t.Errorf("%s %q comes twice", column, row[column])
			}
			known[row[column]] = true
		}
		return known
	}
	known := map[string]map[string]bool{
		"provider": keys(files["providers.csv"], "provider"), "service": keys(files["services.csv"], "service"),
		"site": keys(files["sites.csv"], "site"), "programme": keys(reference["programmes.csv"], "programme"),
		"service_type": keys(reference["service_types.csv"], "service_type"),
		"criterion":    keys(reference["criteria.csv"], "criterion"), "area_code": {"": true},
	}
	known["parallel_service"] = known["service"]
	for code := range areas {
		known["area_code"][code] = true
	}
	for name, file := range files {
		if name == "areas.geojson" || name == "scenario.csv" { // a scenario may open a service
			continue
		}
		for _, row := range rowsOf(t, file) {
			for column, cell := range row {
				if values, ok := known[column]; ok && !values[cell] {
					t.Errorf("%s: %s %q is unknown", name, column, cell)
				}
			}
			for _, code := range listOf(row["areas_served"]) {
				if !known["area_code"][code] {
					t.Errorf("%s: area %q is unknown", name, code)
				}
			}
		}
	}
	subjects := map[string]map[string]bool{"provider": known["provider"], "service": known["service"], "area": known["area_code"]}
	for _, row := range rowsOf(t, files["assessments.csv"]) {
		if !subjects[row["subject_kind"]][row["subject"]] {
			t.Errorf("assessment of the unknown %s %q", row["subject_kind"], row["subject"])
		}
	}
}

// Each type with an uptake is offered somewhere, but for those left out on
// purpose: the country has no successor to Connexions.
func TestDemonstrationOffersExpectedTypes(t *testing.T) {
	offered := map[string]bool{}
	for _, row := range rowsOf(t, shown()["services.csv"]) {
		offered[row["service_type"]] = true
	}
	var absent []string
	for _, row := range rowsOf(t, Reference()["uptake.csv"]) {
		if !offered[row["service_type"]] && !slices.Contains(absent, row["service_type"]) {
			absent = append(absent, row["service_type"])
		}
	}
	if !slices.Equal(absent, []string{"connexions_advisers"}) {
		t.Errorf("not offered: %v", absent)
	}
}
