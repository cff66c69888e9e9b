package seed

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A protected site has no place in any file, and its service is reached by
// areas that are local authorities or larger.
func TestProtectedSitesHaveNoPlace(t *testing.T) {
	files, areas := shown(), readAreas(t)
	sheltered, sitesOf := map[string]bool{}, map[string]string{}
	for _, s := range rowsOf(t, files["sites.csv"]) {
		sitesOf[s["site"]] = s["disclosure"]
		if s["disclosure"] != "protected" {
			continue
		}
		sheltered[s["service"]] = true
		if s["lon"]+s["lat"]+s["postcode"]+s["area_code"]+s["name"] != "" {
			t.Errorf("protected site %s says where it is: %v", s["site"], s)
		}
	}
	if len(sheltered) < 8 {
		t.Errorf("only %d services are sheltered", len(sheltered))
	}
	for _, s := range rowsOf(t, files["services.csv"]) {
		served := listOf(s["areas_served"])
		if sheltered[s["service"]] && len(served) == 0 {
			t.Errorf("%s names no areas served", s["service"])
		}
		for _, code := range served {
			if areas[code].Kind == "small_area" {
				t.Errorf("%s serves the small area %s", s["service"], code)
			}
		}
		if slices.Contains([]string{"refuge", "alternative_housing"}, s["service_type"]) && s["mode"] == "residential" && !sheltered[s["service"]] {
			t.Errorf("%s shelters families and has no protected site", s["service"])
		}
	}
	for _, row := range rowsOf(t, files["travel.csv"]) {
		if sitesOf[row["site"]] == "protected" {
			t.Errorf("a journey to the protected site %s", row["site"])
		}
	}
}

func TestPublicSitesStandOnLandInTheirArea(t *testing.T) {
	areas := readAreas(t)
	for _, s := range rowsOf(t, shown()["sites.csv"]) {
		switch s["disclosure"] {
		case "public":
			lon, errLon := strconv.ParseFloat(s["lon"], 64)
			lat, errLat := strconv.ParseFloat(s["lat"], 64)
			at := position{units(lon), units(lat)}
			inside := slices.ContainsFunc(areas[s["area_code"]].Polygons, func(p polygon) bool { return holds(p[0], at) })
			if errLon != nil || errLat != nil || !inside {
				t.Errorf("%s does not stand in %s", s["site"], s["area_code"])
			}
		case "area_only":
			if s["lon"]+s["lat"] != "" || areas[s["area_code"]].Kind != "small_area" {
				t.Errorf("%s states %v", s["site"], s)
			}
		}
	}
}

// Each detail of an offer is a column of services.csv, stated once.
func TestOffersStateKnownColumns(t *testing.T) {
	for _, o := range offers() {
		seen := map[string]bool{}
		for _, d := range o.details {
			if !slices.Contains(serviceColumns, d.column) || seen[d.column] {
				t.Errorf("%s states %s twice, or there is no such column", o.key, d.column)
			}
			seen[d.column] = true
		}
		for _, cell := range []string{o.key, o.provider, o.name, o.nameCy, o.serviceType, o.mode} {
			if cell == "" {
				t.Errorf("%s leaves out a name, provider, type or mode", o.key)
			}
		}
	}
}

// The tables hold what a demonstration has to show.
func TestProvisionShowsEveryWay(t *testing.T) {
	all := offers()
	count := func(holds func(offer, map[string]string) bool) int {
		n := 0
		for _, o := range all {
			values := map[string]string{}
			for i, cell := range o.row(serviceColumns, someDay) {
				values[serviceColumns[i]] = cell
			}
			if holds(o, values) {
				n++
			}
		}
		return n
	}
	has := func(columns ...string) func(offer, map[string]string) bool {
		return func(_ offer, v map[string]string) bool {
			return !slices.ContainsFunc(columns, func(c string) bool { return v[c] == "" })
		}
	}
	for name, shown := range map[string]func(offer, map[string]string) bool{
		"stated capacity": has("capacity"), "cohorts": has("cohorts_per_year", "places_per_cohort"),
		"caseload": has("caseload", "weeks_per_case"), "beds": has("bed_spaces", "average_stay_days"),
		"weeks of the programme": func(_ offer, v map[string]string) bool {
			return v["caseload"] != "" && v["weeks_per_case"] == "" && v["programme"] == "coda"
		},
		"two ways at once": has("caseload", "cohorts_per_year"),
		"another unit":     func(_ offer, v map[string]string) bool { return v["capacity_unit"] == "fte" },
		"parents' places":  has("parent_places_per_cohort"),
		"below the minimum": func(_ offer, v map[string]string) bool {
			return v["programme"] == "womens_support_group" && v["places_per_cohort"] == "4"
		},
		"above the maximum": func(_ offer, v map[string]string) bool {
			return v["programme"] == "freedom" && v["places_per_cohort"] == "30"
		},
		"school year": has("school_year_min"), "exclusions": has("excludes"), "by and for": has("by_and_for"),
		"two sites": func(o offer, _ map[string]string) bool { return len(o.sites) > 1 },
		"no reach": func(o offer, v map[string]string) bool {
			return len(o.sites) == 0 && v["areas_served"] == "" && v["mode"] == "one_to_one"
		},
		"everywhere": func(_ offer, v map[string]string) bool {
			return strings.HasPrefix(v["mode"], "virtual") && v["areas_served"] == ""
		},
		"linked service": has("parallel_service"),
		"no link": func(o offer, v map[string]string) bool {
			return o.serviceType == "perpetrator_programme" && v["parallel_service"] == ""
		},
		"Welsh only": func(_ offer, v map[string]string) bool { return v["languages"] == "cy" },
	} {
		if count(shown) == 0 {
			t.Errorf("no service shows %s", name)
		}
	}
	for _, mode := range []string{"group", "one_to_one", "virtual_group", "virtual_one_to_one", "outreach", "residential", "agency"} {
		if count(func(o offer, _ map[string]string) bool { return o.mode == mode }) == 0 {
			t.Errorf("no service has the mode %s", mode)
		}
	}
	if len(providers) != 40 || len(all) < 140 || len(all) > 180 {
		t.Errorf("%d providers, %d services", len(providers), len(all))
	}
}

// Assessments hold every level, moderated and not, lapsed and not, and say
// that their evidence is invented.
func TestAssessmentsShowEveryLevel(t *testing.T) {
	seen, keys := map[string]int{}, map[string]bool{}
	for _, a := range rowsOf(t, shown()["assessments.csv"]) {
		key := a["subject_kind"] + a["subject"] + a["criterion"] + a["assessed_on"]
		if keys[key] {
			t.Errorf("two assessments of %s", key)
		}
		keys[key] = true
		seen["self "+a["self_level"]]++
		seen["moderated "+a["moderated_level"]]++
		if a["review_by"] < someDay.Format("2006-01-02") {
			seen["lapsed"]++
		}
		if a["self_level"]+a["moderated_level"] == "" {
			seen["no level"]++
		}
		if a["subject_kind"] == "area" && !strings.HasPrefix(a["criterion"], "GP7") {
			t.Errorf("a partnership assessed on %s", a["criterion"])
		}
		if e := a["evidence"]; !strings.HasPrefix(e, "Invented:") && !strings.HasPrefix(e, "Dyfeisiedig:") {
			t.Errorf("evidence %q does not say that it is invented", e)
		}
	}
	for _, want := range []string{"self 0", "self 1", "self 2", "self 3", "self na", "moderated ", "moderated 0",
		"moderated 1", "moderated 2", "moderated 3", "moderated na", "lapsed", "no level"} {
		if seen[want] == 0 {
			t.Errorf("no assessment is %q", want)
		}
	}
}

func TestTravelHasTwoModesAndMissingPairs(t *testing.T) {
	pairs, modes := map[string]int{}, map[string]int{}
	for _, row := range rowsOf(t, shown()["travel.csv"]) {
		modes[row["mode"]]++
		if row["mode"] == "car" {
			pairs[row["site"]]++
		}
	}
	if modes["car"] == 0 || modes["bus"] == 0 || len(modes) != 2 {
		t.Errorf("modes: %v", modes)
	}
	for _, site := range timed {
		if n := pairs[site]; n == 0 || n >= smallAreas {
			t.Errorf("%s has journeys from %d areas", site, n)
		}
	}
}
