package terms_test

import (
	"fmt"
	"html"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"

	"catchment/server/page/trial"
)

const (
	city  = "X06000001" // a local authority
	small = "X01000001" // a base area of it
)

func TestPages(t *testing.T) {
	base := "/areas/" + city + "/explain"
	cases := []struct {
		name, url  string
		status     int
		must, none []string
	}{
		{"what can be explained", base, 200, []string{"How were these figures worked out?", "Best achievable", "of=need&amp;tier=3"}, nil},
		{"in Welsh", "/cy" + base, 200, []string{"Sut y cyfrifwyd y ffigurau hyn?", "Gorau posibl"}, []string{"Best achievable"}},
		{"population", base + "?of=population", 200, []string{"live in City of Elwigmouth", "base areas", "Sources and years"}, nil},
		{"need", base + "?of=need&tier=3", 200, []string{"in need of tier 3", "Rates of tier 3, per 10,000 people", "People × index", "/method#rates"}, nil},
		{"need of tier 1, the rest", base + "?of=need&tier=1", 200, []string{"Tier 1 has no rate", "In tiers 2 to 4"}, []string{"Rate per 10,000"}},
		{"coverage of a tier", base + "?tier=3", 200, []string{"of need in tier 3 is met", "Sum of weights", "of 7 service types expected", "Where children fall away", "/method#uptake"}, nil},
		{"the waterfall is with it", base + "?tier=3&of=waterfall", 200, []string{"Where children fall away"}, nil},
		{"coverage of a type", base + "?tier=3&type=counselling", 200, []string{"of need for Counselling in tier 3", "Uptake", "Pull", "/services/", "base areas"}, []string{"Σ W × ratio</th>"}},
		{"down to journeys", "/areas/" + small + "/explain?tier=3&type=counselling", 200, []string{"km by the straight line, with the detour, of a catchment of", "Σ W × ratio</th>", "Accepted by"}, nil},
		{"presence", base + "?tier=1&type=universal_services", 200, []string{"This type has no places to count"}, []string{"Pull"}},
		{"the indicators of a tier", base + "?of=practice&tier=2", 200, []string{"GP1", "GP8", "indicator=GP8"}, nil},
		{"an indicator", base + "?tier=3&indicator=GP3", 200, []string{"GP3", "Sum of v × low", "What the indicator asks", "GP3.1"}, nil},
		{"an indicator of a type", base + "?tier=3&indicator=GP3&type=counselling", 200, []string{"Service by service", "#practice"}, nil},
		{"rank", base + "?of=rank&tier=3", 200, []string{"1 being the lowest coverage", "1,000 times", "nine in ten draws"}, nil},
		{"evidence", base + "?of=evidence", 200, []string{"is assessed and in date", "Criteria that apply"}, nil},
		{"best achievable", base + "?of=best", 200, []string{"without one more place", "More by referral"}, nil},
		{"best of one type", base + "?of=best&type=counselling", 200, []string{"Counselling"}, []string{"CAMHS"}},
		{"of a nation", "/areas/X92000001/explain?tier=2", 200, []string{"Arvelin"}, nil},
		{"a later page of areas", "/areas/X92000001/explain?of=population&page=3", 200, []string{"Showing 101 to 150 of 300"}, nil},
		{"on another day", base + "?tier=3&on=2027-04-01", 200, []string{"1 April 2027", "on=2027-04-01"}, nil},

		{"no such area", "/areas/X99/explain?tier=3", 404, []string{"X99"}, nil},
		{"no such tier", base + "?tier=5", 400, []string{"5"}, nil},
		{"no such figure", base + "?of=luck", 400, []string{"luck"}, nil},
		{"no such indicator", base + "?tier=3&indicator=GP9", 400, []string{"GP9"}, nil},
		{"no such type", base + "?tier=3&type=magic", 400, []string{"magic"}, nil},
		{"a type not expected in the tier", base + "?tier=1&type=refuge", 400, []string{"refuge"}, nil},
		{"no tier", base + "?of=need", 400, []string{"add tier=1, 2, 3 or 4"}, nil},
		{"an indicator without a tier", base + "?indicator=GP3", 400, []string{"add tier="}, nil},
		{"the public", base + "?tier=3&for=public", 403, []string{"shown to commissioners only"}, []string{"/services/", "Counselling"}},
		{"the public in Welsh", "/cy" + base + "?tier=3&for=public", 403, []string{"fe’i dangosir i gomisiynwyr yn unig"}, []string{"Counselling"}},
	}
	for _, c := range cases {
		t.Run(c.name+" "+c.url, func(t *testing.T) {
			answer := region.Get(c.url)
			body := html.UnescapeString(answer.Body.String())
			if answer.Code != c.status {
				t.Fatalf("status %d, want %d: %s", answer.Code, c.status, body)
			}
			for i := range c.must {
				c.must[i] = html.UnescapeString(c.must[i])
			}
			trial.Contains(t, c.url, body, c.must, c.none)
			if c.status == 200 {
				trial.WellFormed(t, c.url, answer.Body.String())
			}
		})
	}
}

// Every "how was this worked out?" that can be reached from an area, down to
// one small area, in both languages, is there; and its boxes multiply out.
func TestEveryTermLeadsOn(t *testing.T) {
	own := regexp.MustCompile(`^(/cy)?/areas/(` + city + `|` + small + `)/explain`)
	for _, prefix := range []string{"", "/cy"} {
		seen, todo := map[string]bool{}, []string{prefix + "/areas/" + city + "/explain"}
		boxes := 0
		for len(todo) > 0 {
			url := todo[0]
			todo = todo[1:]
			if seen[url] || strings.Contains(url, "page=") || strings.HasPrefix(url, "/cy") != (prefix != "") {
				continue
			}
			seen[url] = true
			body := region.Body(t, url)
			trial.Contains(t, url, body, nil, nil)
			trial.WellFormed(t, url, body)
			boxes += multiplies(t, url, body)
			todo = append(todo, trial.Links(body, own)...)
		}
		// 2 areas × 4 tiers of 5 to 12 types, each alone and by eight indicators
		if len(seen) < 400 || boxes < 800 {
			t.Errorf("%d pages with %d sums were reached", len(seen), boxes)
		}
	}
}

var (
	derivations = regexp.MustCompile(`(?s)<ul class="terms".*?</ul>`)
	boxes       = regexp.MustCompile(`(?s)<li>(?:<span class="terms__operator" aria-hidden="true">([^<]*)</span>)?.*?<(?:span|a) class="term__value"[^>]*>([^<]*)<`)
)

// multiplies works out the boxes of a page from the left, as they are printed,
// and holds each result to what it says.
func multiplies(t *testing.T, url, body string) int {
	t.Helper()
	results := 0
	for _, list := range derivations.FindAllString(body, -1) {
		value, error := 0.0, 0.0
		for _, box := range boxes.FindAllStringSubmatch(list, -1) {
			text := strings.ReplaceAll(strings.ReplaceAll(html.UnescapeString(box[2]), ",", ""), "−", "-")
			n, err := strconv.ParseFloat(text, 64)
			if err != nil {
				if text == words.In(words.English).Say("terms.tiny") || text == words.In(words.Welsh).Say("terms.tiny") {
					break
				}
				t.Fatalf("%s: %q is no number", url, text)
			}
			off := math.Abs(n) * 1e-3 // four digits
			switch html.UnescapeString(box[1]) {
			case "":
				value, error = n, off
			case "×":
				value, error = value*n, error*n+off*value
			case "÷":
				value, error = value/n, error/n+off*value/(n*n)
			case "+":
				value, error = value+n, error+off
			case "−":
				value, error = value-n, error+off
			case "=":
				results++
				if math.Abs(value-n) > error+off+1e-4 {
					t.Errorf("%s: the boxes give %g, the page says %g", url, value, n)
				}
				value, error = n, off
			}
		}
	}
	return results
}

// The figures explained are those of the view.
func TestFiguresAreThoseOfTheView(t *testing.T) {
	view, voice := region.View(t, disclosure.Commissioner), words.In(words.English)
	for tier := 1; tier <= 4; tier++ {
		for _, code := range []string{city, small, "X92000001"} {
			url := fmt.Sprintf("/areas/%s/explain?tier=%d", code, tier)
			f, err := view.Tier(code, tier)
			if err != nil {
				t.Fatal(err)
			}
			if !f.Coverage.IsShown() {
				trial.Contains(t, url, region.Body(t, url), []string{"There is no coverage"}, nil)
				continue
			}
			trial.Contains(t, url, region.Body(t, url), []string{voice.Percent(f.Coverage.Value) + " of need in tier"}, nil)
			falls, _ := view.Waterfalls(code, tier)
			for _, w := range falls {
				if w.Demand.Value <= 0 {
					continue
				}
				of := url + "&type=" + w.Type.Key
				trial.Contains(t, of, region.Body(t, of), []string{voice.Percent(w.Coverage.Value) + " of need for"}, nil)
			}
		}
	}
}

// The need of base areas adds up, and the ages multiply out.
func TestNeedTerms(t *testing.T) {
	view := region.View(t, disclosure.Commissioner)
	for tier := 1; tier <= 4; tier++ {
		terms, err := view.NeedTerms(city, tier)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := view.Tier(city, tier)
		areas, ages := 0.0, 0.0
		for _, b := range terms.Bases {
			areas += b.Need
		}
		for _, a := range terms.Ages {
			ages += a.Need
			if tier > 1 && math.Abs(a.Estimate-a.Weighted*a.Rate) > 1e-9 {
				t.Errorf("tier %d, age %d: %g × %g is not %g", tier, a.Age, a.Weighted, a.Rate, a.Estimate)
			}
		}
		if want := f.Need.Value; math.Abs(areas-want) > 1e-6 || math.Abs(ages-want) > 1e-6 {
			t.Errorf("tier %d: areas %g, ages %g, need %g", tier, areas, ages, want)
		}
	}
	if _, err := region.View(t, disclosure.Public).NeedTerms(city, 3); model.CodeOf(err) != model.Forbidden {
		t.Errorf("the public gets %v", err)
	}
}

// Every "how was this worked out?" on the pages of figures leads to terms.
func TestPagesLeadToTerms(t *testing.T) {
	view := region.View(t, disclosure.Commissioner)
	pages := []string{"/", "/cy/", "/compare", "/cy/compare?kind=small_area&tier=2", "/falls-through?of=local_authority", "/services", "/providers"}
	for _, code := range []string{"X92000001", city, small} {
		pages = append(pages, "/areas/"+code, "/cy/areas/"+code+"?tier=2", "/areas/"+code+"/profile")
	}
	all := view.Register()
	for i := 0; i < all.Len(); i += all.Len() / 40 {
		pages = append(pages, "/gaps/"+all.At(i).ID)
	}
	for _, s := range view.Services()[:20] {
		pages = append(pages, "/services/"+s.Key)
	}
	terms := map[string]bool{}
	for _, page := range pages {
		for _, url := range trial.Links(region.Body(t, page), regexp.MustCompile("/explain")) {
			terms[url] = true
		}
	}
	for url := range terms {
		trial.Contains(t, url, region.Body(t, url), nil, nil)
	}
	if len(terms) < 500 {
		t.Errorf("%d terms are linked to", len(terms))
	}
}
