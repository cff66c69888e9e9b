package parts

import (
	"bytes"
	"html/template"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"catchment/frontend"
	"catchment/frontend/words"
)

func render(t *testing.T, p piece) string {
	t.Helper()
	set := template.Must(template.ParseFS(frontend.Pages(), "parts/*.html"))
	var out bytes.Buffer
	if err := set.ExecuteTemplate(&out, p.template, p.value); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestEveryPartIsWellFormedInBothLanguages(t *testing.T) {
	for _, language := range words.Languages {
		for _, p := range specimen(words.In(language)) {
			html := render(t, p)
			if strings.TrimSpace(html) == "" {
				t.Errorf("%s in %s is empty", p.template, language)
			}
			for _, banned := range []string{"⟦", "ZgotmplZ", " style=", "<no value>", "NaN", `href=""`} {
				if strings.Contains(html, banned) {
					t.Errorf("%s in %s holds %q:\n%s", p.template, language, banned, html)
				}
			}
			if fault := unbalanced(html); fault != "" {
				t.Errorf("%s in %s: %s\n%s", p.template, language, fault, html)
			}
		}
	}
}

func TestEveryTemplateOfThePartsIsShown(t *testing.T) {
	set := template.Must(template.ParseFS(frontend.Pages(), "parts/*.html"))
	all := ""
	for _, p := range specimen(words.In(words.English)) {
		all += "|" + p.template + "|"
	}
	inner := []string{"part-patterns", "part-fill", "part-shape", "part-swatch", "part-link", "part-link-or-text",
		"part-key-number", "part-matrix-cell", "part-matrix-list", "part-matrix-legend", "part-level", "part-sort-head",
		"part-field-notes", "part-field-common", "part-field-control", "part-field-input", "part-field-date", "part-field-choices", "part-empty"}
	for _, found := range set.Templates() {
		name := found.Name()
		ofPlans := strings.HasPrefix(name, "part-plan-") // the pages of plans share them, and show them in tests of their own
		if strings.HasPrefix(name, "part-") && !ofPlans && !slices.Contains(inner, name) && !strings.Contains(all, "|"+name+"|") {
			t.Errorf("%s is in no specimen", name)
		}
	}
}

func TestEveryTableHeadHasScopeAndEveryIdIsUnique(t *testing.T) {
	heads := regexp.MustCompile(`<th[ >][^>]*`)
	ids := regexp.MustCompile(` id="([^"]*)"`)
	seen := map[string]bool{}
	for _, p := range specimen(words.In(words.English)) {
		html := render(t, p)
		for _, head := range heads.FindAllString(html, -1) {
			if !strings.Contains(head, `scope="`) {
				t.Errorf("%s: %s has no scope", p.template, head)
			}
		}
		for _, id := range ids.FindAllStringSubmatch(html, -1) {
			if seen[id[1]] {
				t.Errorf("%s: id %q comes twice", p.template, id[1])
			}
			seen[id[1]] = true
		}
	}
}

func TestDrawingsAreHiddenFromListeners(t *testing.T) {
	drawing := regexp.MustCompile(`<svg class[^>]*>`)
	for _, p := range specimen(words.In(words.English)) {
		for _, svg := range drawing.FindAllString(render(t, p), -1) {
			if !strings.Contains(svg, `aria-hidden="true"`) {
				t.Errorf("%s: %s is read out beside its figure", p.template, svg)
			}
		}
	}
}

func TestMatrixReadsInARow(t *testing.T) {
	html := render(t, piece{"part-matrix", specimenMatrix(words.In(words.English))})
	tags := regexp.MustCompile(`<[^>]*>`)
	hidden := regexp.MustCompile(`<span class="cell__range" aria-hidden="true">.*?</span>`)
	text := tags.ReplaceAllString(hidden.ReplaceAllString(html, ""), "")
	for _, want := range []string{
		"Tier 3, Screening: Gap, 7 to 21 per cent, 52% assessed3",
		"Tier 4, Safety measures: Partial, 45 per cent, all assessed",
		"Tier 4, Screening: Not known, 0 to 52 per cent, none assessed",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not heard in\n%s", want, text)
		}
	}
	if got := strings.Count(html, "<details"); got != 2 {
		t.Errorf("%d closed lists on a phone; tiers 2 and 1 are expected", got)
	}
}

func TestCellOfTheMatrix(t *testing.T) {
	v := words.In(words.English)
	nan := math.NaN()
	for _, c := range []struct {
		name                    string
		figure                  CellFigure
		word, text, unit, known string
		bands                   int
	}{
		{"a range", CellFigure{Partial, 0.3, 0.35, 0.52, 0.9}, "Partial", "30–35", "%", "90% assessed", 3},
		{"both ends equal", CellFigure{Sufficient, 0.83, 0.83, 0.83, 1}, "Sufficient", "83", "%", "all assessed", 1},
		{"nearly all assessed is not all", CellFigure{Partial, 0.3, 0.3, 0.3, 0.999}, "Partial", "30", "%", "99% assessed", 1},
		{"no demand", CellFigure{NotKnown, nan, nan, nan, nan}, "Not known", "–", "", "", 0},
		{"suppressed tells nothing", CellFigure{Suppressed, 0.3, 0.4, 0.5, 0.6}, "Suppressed", "*", "", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := NewMatrixCell(v, 3, "Screening", "/x", c.figure, 0.8)
			if got.Status.Word != c.word || got.Range != c.text || got.Unit != c.unit || got.Assessed != c.known || len(got.Bar.Bands) != c.bands {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestCoverageBarIsTheFormula(t *testing.T) {
	got := CoverageBar(0.25, 0.39, 0.52, 0.8)
	want := []Band{{"solid", "0%", "25%"}, {"hatch", "25%", "14%"}, {"pale", "39%", "13%"}}
	if !slices.Equal(got.Bands, want) || got.Mark != "80%" || !slices.Equal(got.Ends, []string{"52%"}) {
		t.Errorf("%+v", got)
	}
}

func TestWaterfallStepsAddUpOrSayWhyNot(t *testing.T) {
	v := words.In(words.English)
	w := NewWaterfall(v, 3, "Complex", Link{}, "", Bands{Demand: 100, Unreached: 30, NotEligible: 20, Waiting: 40, Met: 10})
	for i, want := range []Band{{"pale", "0%", "100%"}, {"white", "70%", "30%"}, {"dots", "50%", "20%"}, {"diagonal", "10%", "40%"}, {"solid", "0%", "10%"}} {
		if w.Steps[i].Band != want {
			t.Errorf("step %d is %+v, want %+v", i, w.Steps[i].Band, want)
		}
	}
	for name, b := range map[string]Bands{"suppressed": {Demand: 3, Suppressed: true}, "not known": {Demand: 10, Met: math.NaN()}, "no demand": {}} {
		if w := NewWaterfall(v, 3, "Complex", Link{}, "", b); len(w.Steps) != 0 || w.Unavailable == "" {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

func TestStatesOfAFigureLookDifferent(t *testing.T) {
	v := words.In(words.Welsh)
	seen := map[string]bool{}
	for _, f := range []Figure{Known("0", ""), NotStated(v, ""), Unknown(v, ""), Hidden(v), NotApplicable(v)} {
		html := render(t, piece{"part-figure", f})
		if seen[html] || seen[f.Kind] {
			t.Errorf("%s looks like another", f.Kind)
		}
		seen[html], seen[f.Kind] = true, true
	}
}

func TestDatesComeBackFromTheirBoxes(t *testing.T) {
	for _, c := range []struct{ day, month, year, want string }{
		{"1", "4", "2026", "2026-04-01"}, {" 27", "11 ", "2026", "2026-11-27"}, {"", "", "", ""},
		{"31", "2", "2026", "2026-02-31"}, {"x", "4", "2026", "2026-04-0x"}, {"", "4", "2026", "2026-04-"},
	} {
		boxes := map[string]string{"until_day": c.day, "until_month": c.month, "until_year": c.year}
		if got := JoinDate(func(name string) string { return boxes[name] }, "until"); got != c.want {
			t.Errorf("%+v gives %q", c, got)
		}
	}
	f := NewDateField(words.In(words.English), "until", "Last day", "2026-04-01")
	if f.Boxes[0].Value != "1" || f.Boxes[1].Value != "4" || f.Boxes[2].Value != "2026" {
		t.Errorf("%+v", f.Boxes)
	}
}

func TestErrorsLeadToTheirFields(t *testing.T) {
	v := words.In(words.English)
	date := NewDateField(v, "until", "Last day", "").Wrong(v, "Give the last day")
	radios := NewRadiosField("kind", "Kind", "", Option{Value: "a"}, Option{Value: "b"}).Wrong(v, "Choose a kind")
	summary := NewErrorSummary(v, date, NewTextField("name", "Name", ""), radios)
	if len(summary.Errors) != 2 {
		t.Fatalf("%+v", summary)
	}
	for i, f := range []Field{date, radios} {
		id := strings.TrimPrefix(summary.Errors[i].URL, "#")
		if html := render(t, piece{"part-field", f}); !strings.Contains(html, `id="`+id+`"`) {
			t.Errorf("no field has the id %q:\n%s", id, html)
		}
	}
	if NewErrorSummary(v, NewTextField("name", "Name", "")) != nil {
		t.Error("a summary of no errors")
	}
}

func TestPaginationStopsAtBothEnds(t *testing.T) {
	v := words.In(words.English)
	url := func(page int) string { return "?page" }
	for _, c := range []struct {
		page, total int
		showing     string
		prev, next  bool
	}{
		{1, 48, "Showing 1 to 20 of 48", false, true}, {3, 48, "Showing 41 to 48 of 48", true, false}, {1, 0, "Showing 0 to 0 of 0", false, false},
	} {
		p := NewPagination(v, c.page, 20, c.total, url)
		if p.Showing != c.showing || (p.Prev != nil) != c.prev || (p.Next != nil) != c.next {
			t.Errorf("%+v gives %+v", c, p)
		}
	}
}

var void = []string{"input", "rect", "line", "path", "circle", "br", "link", "meta"}

// unbalanced names the first tag that is closed out of turn or never.
func unbalanced(html string) string {
	var open []string
	for _, tag := range regexp.MustCompile(`<(/?)([a-z0-9]+)[^>]*?(/?)>`).FindAllStringSubmatch(html, -1) {
		switch name := tag[2]; {
		case tag[3] == "/" || tag[1] == "" && slices.Contains(void, name):
		case tag[1] == "":
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return "</" + name + "> closes what is not open"
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return "<" + open[len(open)-1] + "> is never closed"
	}
	return ""
}
