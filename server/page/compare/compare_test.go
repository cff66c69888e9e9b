package compare_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"

	"catchment/server/page/trial"
)

func TestPages(t *testing.T) {
	cases := []struct {
		name, url  string
		status     int
		must, none []string
	}{
		{"all authorities", "/compare", 200, []string{"Compare areas", "City of Elwigmouth", "Dinas Aberelwig", "Tier 4", "GP8", "/explain?tier=3&amp;indicator=GP3", "/export/practice.csv?desktop=yes&amp;kind=local_authority", "/export/tiers.gpkg?kind=local_authority", "/export/practice.shp.zip?kind=local_authority"}, nil},
		{"in Welsh", "/cy/compare", 200, []string{"Cymharu ardaloedd", "Dinas Aberelwig", "Haen 4", `aria-label="Bwlch"`}, []string{"Compare areas", `aria-label="Gap"`}},
		{"for the public", "/compare?for=public", 200, []string{"for=public"}, []string{"/explain"}},
		{"one tier", "/compare?tier=3", 200, []string{"sort by this column", "sort=t3.gp5"}, []string{`class="compare__tier"`}},
		{"small areas, a later page", "/compare?kind=small_area&page=2", 200, []string{"Showing 26 to 50 of 300"}, nil},
		{"small areas of an authority", "/compare?kind=small_area&area=X06000001", 200, []string{"City of Elwigmouth"}, nil},
		{"lowest first", "/compare?tier=3&sort=t3", 200, []string{`aria-sort="ascending"`}, nil},
		{"highest first", "/compare?tier=3&sort=-t3.gp5", 200, []string{`aria-sort="descending"`}, nil},
		{"an unknown kind", "/compare?kind=county", 400, []string{"county"}, nil},
		{"a kind that is not below", "/compare?area=X06000001&kind=nation", 400, nil, nil},
		{"an unknown tier", "/compare?tier=9", 400, nil, nil},
		{"an unknown order", "/compare?sort=t3.gp9", 400, nil, nil},
		{"an unknown area", "/compare?area=X99", 404, []string{"X99"}, nil},
		{"a page too far", "/compare?page=2", 400, nil, nil},
	}
	for _, c := range cases {
		t.Run(c.name+" "+c.url, func(t *testing.T) {
			answer := region.Get(c.url)
			if answer.Code != c.status {
				t.Fatalf("status %d, want %d: %s", answer.Code, c.status, answer.Body)
			}
			body := answer.Body.String()
			trial.Contains(t, c.url, body, c.must, c.none)
			if c.status == 200 {
				trial.WellFormed(t, c.url, body)
			}
			if len(body) > 400_000 {
				t.Errorf("%d bytes", len(body))
			}
		})
	}
}

var (
	bodies = regexp.MustCompile(`(?s)<tbody>.*?</tbody>`)
	lines  = regexp.MustCompile(`(?s)<tr>.*?</tr>`)
	coded  = regexp.MustCompile(`/areas/([^"/?]*)[?"]`)
	cells  = regexp.MustCompile(`(?s)<td class="c c--([a-z]*)".*?</svg>([^<]*)<`)
)

// Every cell of the sheet is the view's, for both audiences and languages.
func TestCellsAreThoseOfTheView(t *testing.T) {
	for _, language := range words.Languages {
		for _, audience := range disclosure.Audiences {
			view, voice := region.View(t, audience), words.In(language)
			url := map[words.Language]string{words.Welsh: "/cy"}[language] + "/compare?kind=small_area&for=" + string(audience)
			areas := bodies.FindAllString(region.Body(t, url), -1)
			if len(areas) != 25 {
				t.Fatalf("%s: %d areas", url, len(areas))
			}
			for _, area := range areas {
				place := coded.FindStringSubmatch(area)[1]
				for i, line := range lines.FindAllString(area, -1) {
					same(t, view, voice, place, 4-i, cells.FindAllStringSubmatch(line, -1))
				}
			}
		}
	}
}

func same(t *testing.T, view *disclosure.View, voice *words.Voice, place string, tier int, got [][]string) {
	t.Helper()
	f, err := view.Tier(place, tier)
	if err != nil {
		t.Fatal(err)
	}
	cube, _ := view.Cube(place, tier)
	want := []string{string(f.Status) + " " + voice.PercentRange(f.Coverage.Value, f.CoverageHigh.Value)}
	for _, c := range cube {
		want = append(want, string(c.Status)+" "+voice.PercentRange(c.Low.Value, c.High.Value))
	}
	for i := range want {
		shape := map[string]string{"unknown": "not known", "suppressed": ""}
		word, other := shape[got[i][1]]
		if !other {
			word = got[i][1]
		}
		if strings.HasPrefix(want[i], " ") {
			want[i] = " *"
		}
		if found := word + " " + html.UnescapeString(got[i][2]); found != want[i] {
			t.Errorf("%s, tier %d, column %d: %q, the view has %q", place, tier, i, found, want[i])
		}
	}
}

// Sorted by a tier, areas rise or fall in its coverage, and those without
// stand last.
func TestSorted(t *testing.T) {
	view := region.View(t, disclosure.Commissioner)
	for _, sort := range []string{"t2", "-t2", "t3.gp5", "-t3.gp5"} {
		tier := int(strings.TrimPrefix(sort, "-")[1] - '0')
		var got []float64
		for page := 1; page <= 6; page++ {
			body := region.Body(t, fmt.Sprintf("/compare?kind=small_area&tier=%d&sort=%s&page=%d", tier, sort, page))
			for _, area := range bodies.FindAllString(body, -1) {
				place := coded.FindStringSubmatch(area)[1]
				f, _ := view.Tier(place, tier)
				figure := f.Coverage
				if strings.Contains(sort, "gp") {
					cube, _ := view.Cube(place, tier)
					figure = cube[4].Low
				}
				if figure.IsShown() {
					got = append(got, figure.Value)
				} else {
					got = append(got, 2*float64(1-2*strings.Count(sort, "-")))
				}
			}
		}
		if strings.HasPrefix(sort, "-") {
			slices.Reverse(got)
		}
		if len(got) != 300 || !slices.IsSorted(got) {
			t.Errorf("sorted by %s: %d areas, in order %v", sort, len(got), slices.IsSorted(got))
		}
	}
}

// The kinds that can be chosen are those of the view, and every one has a
// sheet.
func TestEveryKind(t *testing.T) {
	for _, kind := range region.View(t, disclosure.Commissioner).Kinds() {
		body := region.Body(t, "/compare?kind="+string(kind))
		trial.Contains(t, string(kind), body, []string{`<option value="` + string(kind) + `" selected>`}, nil)
	}
	if kinds := region.View(t, disclosure.Commissioner).Kinds(); !slices.Contains(kinds, model.LocalAuthority) {
		t.Errorf("kinds: %v", kinds)
	}
}

// The sheet leads to terms and to other orders of itself, and they are there.
func TestLinksLead(t *testing.T) {
	for _, from := range []string{"/compare?tier=2", "/cy/compare"} {
		for _, url := range trial.Links(region.Body(t, from), regexp.MustCompile(`^(/cy)?/compare`)) {
			trial.Contains(t, url, region.Body(t, url), nil, nil)
		}
	}
}
