package areas_test

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/page/sketch"
	"catchment/server/page/trial"
)

// What the overview shows is what the view says, in both languages and for
// both audiences.
func TestFiguresAreThoseOfTheView(t *testing.T) {
	for _, language := range words.Languages {
		for _, audience := range disclosure.Audiences {
			view, voice := region.View(t, audience), words.In(language)
			for _, code := range []string{"X92000001", "X06000004", "X06000007", "X01000004", "X01000176"} {
				url := address(language, audience, code)
				body := region.Body(t, url)
				for tier := 1; tier <= 4; tier++ {
					same(t, url, body, view, voice, code, tier)
				}
			}
		}
	}
}

func address(language words.Language, audience disclosure.Audience, code string) string {
	prefix := map[words.Language]string{words.Welsh: "/cy"}[language]
	return prefix + "/areas/" + code + "?for=" + string(audience)
}

func same(t *testing.T, url, body string, view *disclosure.View, voice *words.Voice, code string, tier int) {
	t.Helper()
	figures, err := view.Tier(code, tier)
	if err != nil {
		t.Fatal(err)
	}
	cube, _ := view.Cube(code, tier)
	row := cells(body, tier)
	need := voice.Children(figures.Need.Value)
	if figures.Need.State == disclosure.Suppressed {
		need = "*"
	}
	if want := voice.Say("parts.in_need", "Children", need); !strings.Contains(row, want) {
		t.Errorf("%s: tier %d lacks %q", url, tier, want)
	}
	shown := regexp.MustCompile(`cell__range" aria-hidden="true">([^<]*)`).FindAllStringSubmatch(row, -1)
	if len(shown) != len(cube) {
		t.Fatalf("%s: tier %d has %d cells", url, tier, len(shown))
	}
	for i, cell := range cube {
		want := strings.TrimSuffix(voice.PercentRange(cell.Low.Value, cell.High.Value), "%")
		if cell.Status == "" {
			want = "*"
		}
		if shown[i][1] != want {
			t.Errorf("%s: tier %d GP%d shows %q, the view has %q", url, tier, i+1, shown[i][1], want)
		}
	}
}

// cells is the row of a tier in the matrix.
func cells(body string, tier int) string {
	table := between(body, `<table class="matrix__table"`, "</table>")
	return strings.Split(table, "<tr>")[6-tier]
}

// row is a row of the ranked table.
type row struct{ pin, value string }

func rows(t *testing.T, body string) map[string]row {
	out := map[string]row{}
	for _, tr := range elements(t, body, "tr") {
		if tr["data-code"] != "" {
			out[tr["data-code"]] = row{tr["data-pin"], tr["data-value"]}
		}
	}
	return out
}

// data is what the live map is given.
type data struct {
	Classes map[string]sketch.Class `json:"classes"`
	Pins    [][]any                 `json:"pins"` // code, number and where it stands
}

// pins are the numbers by code.
func (d data) pins() map[string]string {
	out := map[string]string{}
	for _, pin := range d.Pins {
		out[fmt.Sprint(pin[0])] = fmt.Sprint(pin[1])
	}
	return out
}

func mapOf(t *testing.T, body string) data {
	t.Helper()
	var d data
	if err := json.Unmarshal([]byte(between(body, `class="map-data">`, "</script>")), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// The map fills the very areas that the table ranks, by the very shares, and
// numbers them alike.
func TestTheMapEqualsTheTable(t *testing.T) {
	for _, url := range []string{
		"/areas/X92000001?kind=local_authority&show=all", "/areas/X06000004?show=all&tier=2", "/areas/X06000007?show=all&tier=3&for=public",
		"/areas/X01000215?show=all", "/areas/X06000001?show=all&tier=4&for=public", "/cy/areas/X92000001?kind=health_board&show=all",
	} {
		body := region.Body(t, url)
		table, drawn := rows(t, body), mapOf(t, body)
		if len(table) == 0 || len(table) != len(drawn.Classes) {
			t.Errorf("%s: %d rows, %d areas on the map", url, len(table), len(drawn.Classes))
		}
		for code, r := range table {
			want := sketch.ByShare(math.NaN())
			if share, err := strconv.ParseFloat(r.value, 64); err == nil {
				want = sketch.ByShare(share)
			}
			if got, ok := drawn.Classes[code]; !ok || got != want && got != sketch.Suppressed || got == sketch.Suppressed && r.value != "" {
				t.Errorf("%s: %s stands in class %d, its row says %q", url, code, got, r.value)
			}
			if number := drawn.pins()[code]; number != r.pin {
				t.Errorf("%s: %s has the pin %q, its row %q", url, code, number, r.pin)
			}
		}
		if len(drawn.Pins) > 5 {
			t.Errorf("%s: %d pins", url, len(drawn.Pins))
		}
	}
}

// Rows stand lowest first; ranks start at 1, never fall, and skip what is
// shared.
func TestRanksFollowCoverage(t *testing.T) {
	body := region.Body(t, "/areas/X06000007?show=all&tier=2")
	rank := regexp.MustCompile(`(?s)<tr data-code="[^"]+"[^>]* data-value="([^"]+)".*?rank-table__rank">(?:<span class="disc disc--ring">)?(\d+)`)
	last, before, at := 0.0, 0, 0
	for _, found := range rank.FindAllStringSubmatch(body, -1) {
		at++
		share, _ := strconv.ParseFloat(found[1], 64)
		number, _ := strconv.Atoi(found[2])
		if share < last-1e-6 || number != before && number != at {
			t.Errorf("row %d: share %v after %v, rank %d after %d", at, share, last, number, before)
		}
		last, before = share, number
	}
	if at < 10 {
		t.Errorf("%d rows", at)
	}
}

// A protected service is not named to the public on any page of areas.
func TestNoPageNamesAProtectedServiceToThePublic(t *testing.T) {
	var secret []string
	for _, s := range region.View(t, disclosure.Commissioner).Services() {
		if s.Protected {
			secret = append(secret, s.Name, s.Key)
		}
	}
	if len(secret) < 10 {
		t.Fatalf("%d names to look for", len(secret))
	}
	for _, url := range []string{"/?for=public", "/areas/X92000001?for=public", "/areas/X06000004?for=public&tier=4&type=refuge", "/areas/X06000004/profile?for=public", "/public/X06000004", "/cy/public/X06000001"} {
		trial.Contains(t, url, region.Body(t, url), nil, secret)
	}
}

// The hash on paper is that of the figures: the same in both languages,
// another for another day, audience or area.
func TestTheDigestIsOfTheFigures(t *testing.T) {
	of := func(url string) string { return between(region.Body(t, url), `class="digest">`, "</code>") }
	first := of("/areas/X06000004/profile")
	if len(strings.ReplaceAll(first, " ", "")) != 64 || of("/cy/areas/X06000004/profile") != first || of("/areas/X06000004/profile?on=2026-04-01") != first {
		t.Errorf("the digest %q is not the same in Welsh, or is no SHA-256", first)
	}
	seen := []string{first}
	for _, other := range []string{"/areas/X06000004/profile?for=public", "/areas/X06000004/profile?on=2026-06-01", "/areas/X06000005/profile"} {
		if digest := of(other); slices.Contains(seen, digest) {
			t.Errorf("%s has the digest of another page", other)
		} else {
			seen = append(seen, digest)
		}
	}
}

// Names are in the order of the reader's alphabet: in Welsh, Ff follows F.
func TestTheListIsInTheReadersAlphabet(t *testing.T) {
	voice := words.In(words.Welsh)
	body := region.Body(t, "/cy/areas?kind=small_area&page=2")
	var names []string
	for _, found := range regexp.MustCompile(`<th scope="row"><a href="[^"]*"[^>]*>([^<]*)</a>`).FindAllStringSubmatch(body, -1) {
		names = append(names, found[1])
	}
	if len(names) != 50 || !slices.IsSortedFunc(names, voice.Compare) {
		t.Errorf("%d names: %v", len(names), names)
	}
}

// Home names the worst gap of each kind, by its rank in the register.
func TestHomeNamesTheWorstGaps(t *testing.T) {
	view, body := region.View(t, disclosure.Commissioner), region.Body(t, "/")
	named := 0
	seen := map[string]bool{}
	for _, g := range view.Register().All() {
		if seen[string(g.Kind)] || !g.Place.Kind.AuthorityOrLarger() || g.Tier == 1 || named == 5 {
			continue
		}
		seen[string(g.Kind)] = true
		named++
		trial.Contains(t, "/", body, []string{`href="/gaps/` + g.ID + `"`}, nil)
	}
	ending := view.Endings(view.Horizon(view.Settings().HorizonMonths))
	if named != 5 || len(ending) == 0 {
		t.Fatalf("%d gaps, %d endings", named, len(ending))
	}
	trial.Contains(t, "/", body, []string{words.In(words.English).Date(ending[0].LastDay), `href="/services/` + ending[0].Service.Key + `"`}, nil)
}
