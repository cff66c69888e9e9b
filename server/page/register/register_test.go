package register_test

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
	"catchment/model/gap"

	"catchment/server/page/trial"
)

func TestPages(t *testing.T) {
	worst := first(t, disclosure.Commissioner, func(g *disclosure.Gap) bool { return g.Kind == gap.Eligibility && g.Place.Kind == model.LocalAuthority })
	hidden := first(t, disclosure.Public, func(g *disclosure.Gap) bool { return g.Hidden })
	ending := first(t, disclosure.Commissioner, func(g *disclosure.Gap) bool { return g.Kind == gap.Continuity && len(g.Facts().Ends) > 0 })
	cases := []struct {
		name, url  string
		status     int
		must, none []string
	}{
		{"the register", "/gaps", 200, []string{"Gap register", "in local authorities", "Tier 1, all children, is left out", "kinds are not added up", `data-pin="1"`, "Link to this list", "/export/gaps.csv?desktop=yes&amp;kind=local_authority", "/export/gaps.gpkg?kind=local_authority", ">Shapefile</a>"}, []string{"Tier 1 ·", "No owner"}},
		{"in Welsh", "/cy/gaps", 200, []string{"Cofrestr bylchau", "mewn awdurdodau lleol", `lang="cy"`}, []string{"Gap register", "Worst first"}},
		{"for the public", "/gaps?for=public", 200, []string{"Gap register", "for=public"}, nil},
		{"one tier", "/gaps?tier=4", 200, []string{"tier 4"}, []string{"Tier 3 ·", "Tier 1, all children, is left out"}},
		{"one kind of gap", "/gaps?kind=capacity", 200, []string{`<span class="tag">Capacity`}, []string{`<span class="tag">Quality`}},
		{"all kinds of area", "/gaps?of=all&tier=all", 200, []string{"in areas of every kind", "/export/gaps.xlsx?desktop=yes\""}, nil},
		{"small areas", "/gaps?of=small_area&tier=3", 200, []string{"in small areas"}, nil},
		{"within an area", "/gaps?area=X06000002&of=small_area", 200, []string{"within"}, nil},
		{"nothing matches", "/gaps?kind=parallel&tier=4", 200, []string{"There are no gaps", "Clear filters", "Show all gaps"}, []string{"<tbody><tr data-code"}},
		{"a later page", "/gaps?page=3", 200, []string{"Showing 51 to 75", "Previous", "Next"}, nil},
		{"sorted by area", "/gaps?sort=area", 200, []string{`aria-sort="ascending"`}, nil},
		{"most children first", "/gaps?sort=-children", 200, []string{`aria-sort="descending"`}, nil},
		{"an unknown sort", "/gaps?sort=size", 400, []string{"size"}, nil},
		{"an unknown tier", "/gaps?tier=5", 400, []string{"5"}, nil},
		{"an unknown kind", "/gaps?kind=worst", 400, nil, nil},
		{"an unknown kind of area", "/gaps?of=county", 400, nil, nil},
		{"an unknown type", "/gaps?type=magic", 400, nil, nil},
		{"an unknown area", "/gaps?area=X99", 404, []string{"X99"}, nil},
		{"a page too far", "/gaps?page=9999", 400, nil, nil},
		{"a day that is none", "/gaps?on=soon", 400, nil, nil},

		{"one gap", "/gaps/" + worst.ID, 200, []string{"Whom no service that reaches them accepts", "their rules", "Takes ages", "Next gap", "/explain?tier="}, nil},
		{"one gap in Welsh", "/cy/gaps/" + worst.ID, 200, []string{"Y ffeithiau", "Sut y’i trefnir"}, []string{"The facts"}},
		{"one gap for the public", "/gaps/" + worst.ID + "?for=public", 200, []string{"Shown for the public"}, []string{"/services/", "/explain"}},
		{"what ends", "/gaps/" + ending.ID, 200, []string{"What ends", "Last day", "/services/"}, nil},
		{"one whose count is not shown", "/gaps/" + hidden.ID + "?for=public", 200, []string{"Suppressed"}, []string{"/services/"}},
		{"no such gap", "/gaps/capacity.X1.3.refuge", 404, []string{"There is no gap"}, nil},

		{"who falls through", "/falls-through", 200, []string{"accepted by no service", "Reached by no service", "Aged ", "Takes ages", "/services/"}, nil},
		{"by authority", "/falls-through?of=local_authority", 200, []string{"Reached, and accepted by no service"}, nil},
		{"in Welsh", "/cy/falls-through", 200, []string{"Heb eu cyrraedd gan yr un gwasanaeth"}, []string{"Reached by no service"}},
		{"for the public", "/falls-through?for=public", 200, []string{"single services and their rules are left out"}, []string{"/services/", "Takes ages", "/explain"}},
		{"a later page of it", "/falls-through?of=local_authority&tier=all&page=2", 200, []string{"Showing 26 to"}, nil},
		{"several kinds of area at once", "/falls-through?of=all", 400, nil, nil},
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
		})
	}
}

func first(t *testing.T, audience disclosure.Audience, is func(*disclosure.Gap) bool) *disclosure.Gap {
	t.Helper()
	for _, g := range region.View(t, audience).Register().All() {
		if is(g) {
			return g
		}
	}
	t.Fatal("the demonstration has no such gap")
	return nil
}

// inScope is what the register lists unless asked otherwise.
func inScope(g *disclosure.Gap) bool { return g.Place.Kind == model.LocalAuthority && g.Tier != 1 }

var tableRow = regexp.MustCompile(`(?s)<tr data-code="([^"]*)".*?</tr>`)

// The rows of the register are those of the view, in its order, with its
// figures, in both languages and for both audiences.
func TestRowsAreThoseOfTheView(t *testing.T) {
	for _, language := range words.Languages {
		for _, audience := range disclosure.Audiences {
			voice := words.In(language)
			url := map[words.Language]string{words.Welsh: "/cy"}[language] + "/gaps?for=" + string(audience)
			rows := tableRow.FindAllStringSubmatch(region.Body(t, url), -1)
			listed := filtered(t, audience, inScope)
			if len(rows) != min(25, len(listed)) {
				t.Fatalf("%s: %d rows", url, len(rows))
			}
			for i, row := range rows {
				g := listed[i]
				if row[1] != g.Place.Code {
					t.Fatalf("%s: row %d is of %s, the view has %s", url, i+1, row[1], g.ID)
				}
				text := html.UnescapeString(row[0])
				for _, want := range []string{g.Why(voice), g.ClosesWith(voice), voice.Term("gap_kind", g.Kind), ">" + voice.Children(g.Central.Value) + "<", "/gaps/" + g.ID} {
					if !strings.Contains(text, want) {
						t.Errorf("%s: row %d lacks %q", url, i+1, want)
					}
				}
			}
		}
	}
}

func filtered(t *testing.T, audience disclosure.Audience, is func(*disclosure.Gap) bool) []*disclosure.Gap {
	var out []*disclosure.Gap
	for _, g := range region.View(t, audience).Register().All() {
		if is(g) {
			out = append(out, g)
		}
	}
	return out
}

// Each kind is counted, with its children, and no kind with another.
func TestKinds(t *testing.T) {
	body := region.Body(t, "/gaps")
	voice := words.In(words.English)
	for _, kind := range gap.Kinds {
		listed := filtered(t, disclosure.Commissioner, func(g *disclosure.Gap) bool { return inScope(g) && g.Kind == kind })
		children := 0.0
		for _, g := range listed {
			children += g.Central.Value
		}
		row := regexp.MustCompile(`(?s)<tr>?<th scope="row"><a href="/gaps\?kind=` + string(kind) + `">.*?</tr>`).FindString(body)
		if want := fmt.Sprintf(`<td class="num">%s</td>`, voice.Number(float64(len(listed)), 0)); !strings.Contains(row, want) {
			t.Errorf("%s: %d gaps are not in %q", kind, len(listed), row)
		}
		want := voice.Children(children)
		if kind == gap.Equity || kind == gap.Parallel {
			want = "–"
		}
		if !strings.Contains(row, `<td class="num">`+want+"</td>") {
			t.Errorf("%s: %s children are not in %q", kind, want, row)
		}
	}
}

// The numbers on the map are the ranks of rows of the same area.
func TestMapNumbersRows(t *testing.T) {
	body := region.Body(t, "/gaps")
	pins := regexp.MustCompile(`<tr data-code="([^"]*)" data-pin="(\d+)"`).FindAllStringSubmatch(body, -1)
	if len(pins) < 2 {
		t.Fatalf("%d rows are numbered", len(pins))
	}
	for _, pin := range pins {
		if want := fmt.Sprintf("[%q,%s,", pin[1], pin[2]); !strings.Contains(body, want) {
			t.Errorf("the map lacks the pin %s", want)
		}
	}
}

// The pages go through all gaps once, in every order.
func TestPagesHoldAll(t *testing.T) {
	want := len(filtered(t, disclosure.Commissioner, func(g *disclosure.Gap) bool { return g.Place.Kind == model.LocalAuthority && g.Tier == 4 }))
	for _, sort := range []string{"rank", "-rank", "children", "-children", "area", "-area", "since", "-since"} {
		seen := map[string]bool{}
		for page := 1; page <= (want+24)/25; page++ {
			url := fmt.Sprintf("/gaps?tier=4&sort=%s&page=%d", sort, page)
			for _, link := range trial.Links(region.Body(t, url), regexp.MustCompile(`^/gaps/`)) {
				seen[link] = true
			}
		}
		if len(seen) != want {
			t.Errorf("sorted by %s: %d of %d gaps", sort, len(seen), want)
		}
	}
}

// Previous and next walk the list that the reader came from.
func TestWalk(t *testing.T) {
	listed := filtered(t, disclosure.Commissioner, func(g *disclosure.Gap) bool { return inScope(g) && g.Kind == gap.Capacity })
	for i := 1; i < 4; i++ {
		body := region.Body(t, "/gaps/"+listed[i].ID+"?kind=capacity")
		for _, other := range []*disclosure.Gap{listed[i-1], listed[i+1]} {
			if !slices.Contains(trial.Links(body, regexp.MustCompile("^/gaps/")), "/gaps/"+other.ID+"?kind=capacity") {
				t.Errorf("%s does not lead to %s", listed[i].ID, other.ID)
			}
		}
		trial.Contains(t, listed[i].ID, body, []string{fmt.Sprintf("Number %d of", i+1)}, nil)
	}
}

// Those who fall through are the bands of the view.
func TestFallen(t *testing.T) {
	view, voice := region.View(t, disclosure.Commissioner), words.In(words.English)
	body := region.Body(t, "/falls-through")
	nation := view.Places(view.Kinds()[0])[0]
	for tier := 2; tier <= 4; tier++ {
		falls, err := view.Waterfalls(nation.Code, tier)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range falls {
			id := fmt.Sprintf("/gaps/eligibility.%s.%d.%s", nation.Code, tier, w.Type.Key)
			_, row, found := strings.Cut(body, id)
			if found != (w.NotEligible.Value > 1e-9) {
				t.Errorf("%s: listed %v, %g are not eligible", id, found, w.NotEligible.Value)
			}
			if row, _, _ = strings.Cut(row, "</tr>"); found && !strings.Contains(row, "<strong>"+voice.Children(w.NotEligible.Value)+"</strong>") {
				t.Errorf("%s: %g children are not in %q", id, w.NotEligible.Value, row)
			}
		}
	}
}

// Every page that these pages lead to within the register is there.
func TestLinksLead(t *testing.T) {
	own := regexp.MustCompile(`^(/cy)?/(gaps|falls-through)`)
	for _, from := range []string{"/gaps", "/cy/gaps?for=public", "/falls-through?of=local_authority", "/cy/falls-through?for=public"} {
		for _, url := range trial.Links(region.Body(t, from), own) {
			body := region.Body(t, url)
			trial.Contains(t, url, body, nil, nil)
			trial.WellFormed(t, url, body)
		}
	}
}
