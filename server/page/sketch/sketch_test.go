package sketch

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"html/template"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner/trial"
)

// plan opens a planner with a batch in it.
func plan(t testing.TB, batch *model.Batch, err error) *disclosure.View {
	t.Helper()
	p := trial.Open(t, batch, err)
	view, err := p.View(context.Background(), p.Today(), disclosure.Public)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// shown is the demonstration region, computed once for all tests. A view is in
// memory, so that it outlives its database.
var shown *disclosure.View

func demonstration(t testing.TB) *disclosure.View {
	if shown == nil {
		batch, err := trial.Demonstration()
		shown = plan(t, batch, err)
	}
	return shown
}

// whole is a map of all areas of a kind, in every class and state.
func whole(view *disclosure.View, kind model.AreaKind) Map {
	m := Map{ID: "map", Kind: kind, Outline: model.LocalAuthority, Label: "Coverage & need", Classes: map[string]Class{}}
	for i, shape := range view.Shapes(kind) {
		m.Classes[shape.Code] = Class(i % 8)
	}
	return m
}

// wellFormed parses SVG and gives how often each element occurs.
func wellFormed(t *testing.T, svg template.HTML) map[string]int {
	t.Helper()
	read := xml.NewDecoder(strings.NewReader(string(svg)))
	count := map[string]int{}
	for {
		token, err := read.Token()
		if err == io.EOF {
			return count
		}
		if err != nil {
			t.Fatalf("%v at %d", err, read.InputOffset())
		}
		if start, is := token.(xml.StartElement); is {
			count[start.Name.Local]++
			for _, a := range start.Attr {
				if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("<%s %s=%q>: the content security policy refuses it", start.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
	}
}

func TestDraw(t *testing.T) {
	view, en := demonstration(t), words.In(words.English)
	m := whole(view, "small_area")
	codes := view.Shapes("small_area")
	m.Pins = []Pin{{Code: codes[3].Code, Number: 1}, {Code: codes[4].Code, Number: 2}, {Code: "nowhere", Number: 3}}
	m.Selected, m.Description = codes[3].Code, "Lowest: <nothing>"
	plain := m.Draw(view, en)
	count := wellFormed(t, plain)
	if count["circle"] != 2+1 || count["a"] != 0 { // two pins, and the dots
		t.Errorf("%v", count)
	}
	for _, part := range []string{
		`role="img" aria-labelledby="map-title" aria-describedby="map-text"`, `<title id="map-title">Coverage &amp; need</title>`,
		`<desc id="map-text">Lowest: &lt;nothing&gt;</desc>`, `class="map-amounts-0" fill="#440154"`, `class="map-amounts-4" fill="#fde725"`,
		`class="map-amounts-5" fill="url(#map-hatch)"`, `class="map-amounts-6" fill="url(#map-dots)"`, `class="map-selected"`, `class="map-outline"`,
	} {
		if !strings.Contains(string(plain), part) {
			t.Errorf("%s is missing", part)
		}
	}
	m.URL = func(code string) string { return "/areas/" + code + "?on=2026-04-01&for=public" }
	linked := m.Draw(view, en)
	if got := wellFormed(t, linked)["a"]; got < len(codes)*95/100 { // some are a point at this size
		t.Errorf("%d links to %d areas", got, len(codes))
	}
	for _, part := range []string{`role="group"`, `<a href="/areas/` + codes[0].Code + `?on=2026-04-01&amp;for=public" tabindex="-1"><title>`} {
		if !strings.Contains(string(linked), part) {
			t.Errorf("%s is missing", part)
		}
	}
}

func TestDrawNothing(t *testing.T) {
	view, en := demonstration(t), words.In(words.English)
	if svg := (Map{ID: "map", Kind: "parish"}).Draw(view, en); svg != "" {
		t.Errorf("a kind without boundaries is drawn: %.80s", svg)
	}
	if island := (Map{ID: "map", Kind: "parish"}).Island(view, en, Live{}); island != "" {
		t.Errorf("a kind without boundaries has an island: %.80s", island)
	}
	empty := (Map{ID: "map", Kind: "small_area", Classes: map[string]Class{"nowhere": 1}}).Draw(view, en)
	if count := wellFormed(t, empty); count["path"] == 0 {
		t.Errorf("no neighbours: %v", count)
	}
}

// One area fills the drawing, and its neighbours are grey.
func TestDrawIsFittedToTheSubject(t *testing.T) {
	view, en := demonstration(t), words.In(words.English)
	for _, shape := range view.Shapes("small_area")[:20] {
		m := Map{ID: "m", Kind: "small_area", Outline: model.LocalAuthority, Classes: map[string]Class{shape.Code: 0}}
		svg := string(m.Draw(view, en))
		path := regexp.MustCompile(`<g id="m-c0"><path d="([^"]*)"`).FindStringSubmatch(svg)
		if path == nil || !strings.Contains(svg, `class="map-land"`) {
			t.Fatalf("%s: %.200s", shape.Code, svg)
		}
		left, right := across(path[1])
		wide, high := right[0]-left[0], right[1]-left[1]
		if math.Abs(wide-(5280-280)) > 60 && math.Abs(high-(5700-280)) > 60 {
			t.Errorf("%s is drawn %g by %g tenths", shape.Code, wide, high)
		}
	}
}

// across reads relative path data.
func across(data string) (low, high [2]float64) {
	low, high = [2]float64{1e9, 1e9}, [2]float64{-1e9, -1e9}
	at, start := [2]float64{}, [2]float64{}
	for _, ring := range strings.Split(strings.TrimSuffix(data, "z"), "z") {
		numbers := regexp.MustCompile(`-?\d+`).FindAllString(ring, -1)
		at = start
		for i, n := range numbers {
			var step float64
			_ = json.Unmarshal([]byte(n), &step)
			at[i%2] += step
			if i == 1 {
				start = at
			}
			if i%2 == 1 {
				for k := range at {
					low[k], high[k] = min(low[k], at[k]), max(high[k], at[k])
				}
			}
		}
	}
	return low, high
}

// Names are in the language of the page first, and none covers another or a
// pin.
func TestNames(t *testing.T) {
	view := demonstration(t)
	m := whole(view, "small_area")
	m.Pins = []Pin{{Code: view.Shapes("small_area")[100].Code, Number: 1}}
	for _, l := range words.Languages {
		s := m.scene(view, words.In(l))
		pins := s.pinned()
		svg := string(s.svg())
		found := 0
		for _, shape := range view.Shapes(model.LocalAuthority) {
			text, _ := words.In(l).Name(shape.Name, shape.NameCy)
			if strings.Contains(svg, ">"+template.HTMLEscapeString(text)+"<") {
				found++
			}
		}
		if found < 5 {
			t.Errorf("%s: %d names of authorities", l, found)
		}
		if len(pins) != 1 || !strings.Contains(svg, `class="map-pins"`) {
			t.Errorf("%s: pins %v", l, pins)
		}
	}
}

func TestPinsMakeRoom(t *testing.T) {
	view := demonstration(t)
	m := whole(view, "small_area")
	for i, shape := range view.Shapes("small_area")[:20] {
		m.Pins = append(m.Pins, Pin{Code: shape.Code, Number: i + 1})
	}
	pins := m.scene(view, words.In(words.English)).pinned()
	for i, a := range pins {
		for _, b := range pins[:i] {
			if d := math.Hypot(a.at[0]-b.at[0], a.at[1]-b.at[1]); d < 2*radius {
				t.Errorf("pins %d and %d are %g apart", a.Number, b.Number, d)
			}
		}
	}
	if len(pins) != 20 {
		t.Errorf("%d pins", len(pins))
	}
}

// A difference map says + and − in print.
func TestSigns(t *testing.T) {
	view, en := demonstration(t), words.In(words.English)
	m := whole(view, "small_area")
	m.Palette = Differences
	if n := wellFormed(t, m.Draw(view, en))["use"]; n != 4 {
		t.Errorf("%d classes have a sign, want 4", n)
	}
	m.Palette = Amounts
	if n := wellFormed(t, m.Draw(view, en))["use"]; n != 0 {
		t.Errorf("%d classes of amounts have a sign", n)
	}
}

func TestIsland(t *testing.T) {
	view := demonstration(t)
	m := whole(view, "small_area")
	m.Pins = []Pin{{Code: view.Shapes("small_area")[0].Code, Number: 1}}
	html := string(m.Island(view, words.In(words.Welsh), Live{Table: "ranked", What: `</script><b>`, Figures: "/api/v1/columns?a=1&b=2", On: "2026-04-01"}))
	for _, part := range []string{
		`data-tiles="/tiles/` + view.BoundaryVersion() + `"`, `data-kind="small_area"`, `data-context-kind="local_authority"`, `data-lang="cy"`,
		`data-table="#ranked"`, `data-figures="/api/v1/columns?a=1&amp;b=2"`, `data-on="2026-04-01"`, `<svg class="map-still"`, `role="status"`,
	} {
		if !strings.Contains(html, part) {
			t.Errorf("%s is missing", part)
		}
	}
	data := regexp.MustCompile(`(?s)<script type="application/json" class="map-data">(.*?)</script>`).FindStringSubmatch(html)
	var read struct {
		Classes map[string]int
		Pins    [][]any
		Words   map[string]string
	}
	if err := json.Unmarshal([]byte(data[1]), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Classes) != len(m.Classes) || len(read.Pins) != 1 || read.Words["known"] != "{name}, </script><b> {share} y cant" {
		t.Errorf("%d classes, pins %v, %q", len(read.Classes), read.Pins, read.Words["known"])
	}
	for name, text := range read.Words {
		if text == "" || strings.Contains(text, "⟦") {
			t.Errorf("the word %s is %q", name, text)
		}
	}
}

// The second drawing of the same boundaries is the same, from what was kept.
func TestDrawIsTheSameEachTime(t *testing.T) {
	view, en := demonstration(t), words.In(words.English)
	m := whole(view, "small_area")
	if first, second := m.Draw(view, en), m.Draw(view, en); first != second {
		t.Error("two drawings differ")
	}
}

const wales = "../../../../shared/data/wales"

func readWales(t testing.TB) *disclosure.View {
	t.Helper()
	batch, err := trial.Wales(t, wales)
	return plan(t, batch, err)
}

func TestWalesIsLight(t *testing.T) {
	view := readWales(t)
	m := whole(view, "lsoa")
	svg := m.Draw(view, words.In(words.English))
	if len(m.Classes) != 1917 || len(svg) > 250_000 || len(svg) < 50_000 {
		t.Errorf("%d areas in %d bytes; at most 250,000 are allowed", len(m.Classes), len(svg))
	}
	wellFormed(t, svg)
}

// A pin with a place of its own stands there, whatever its area.
func TestPinAtItsPlace(t *testing.T) {
	view := demonstration(t)
	m := whole(view, "small_area")
	at := view.Shapes("small_area")[7].Point
	m.Pins = []Pin{{Number: 1, Point: &at}, {Code: view.Shapes("small_area")[7].Code, Number: 2}}
	pins := m.scene(view, words.In(words.English)).pinned()
	if len(pins) != 2 || math.Abs(pins[0].lonLat[0]-at[0]) > 1e-6 || math.Abs(pins[0].lonLat[1]-at[1]) > 1e-6 || pins[0].point != pins[1].point || pins[0].at == pins[1].at {
		t.Errorf("%+v; both stand at %v, side by side", pins, at)
	}
}
