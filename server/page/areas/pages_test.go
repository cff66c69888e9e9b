package areas_test

import (
	"catchment/server/page/trial"
	"strings"
	"testing"
)

// Every page in every state that it names, beside every refusal.
func TestPages(t *testing.T) {
	const nation, authority, ward, nobody, few = "/areas/X92000001", "/areas/X06000004", "/areas/X01000176", "/areas/X01000215", "/areas/X01000004"
	cases := []struct {
		name          string
		site          *trial.Site
		url           string
		status        int
		must, mustNot []string
	}{
		{"home", region, "/", 200, []string{"<h1>What needs attention</h1>", "How much is met, by tier", "The worst gaps", "Worst served local authorities", "What ends soon", "Capacity not stated", "Worth a look", "What changed last", `href="/gaps/quality.`, "Import: "}, []string{"Shown for the public."}},
		{"home in Welsh", region, "/cy", 200, []string{`<html lang="cy">`, "Y bylchau gwaethaf", "Cwmpas isaf: awdurdodau lleol", `href="/cy/gaps/quality.`}, []string{"The worst gaps", "What ends soon"}},
		{"home for the public", region, "/?for=public", 200, []string{"Shown for the public.", "Worst served local authorities"}, []string{"What ends soon", "Capacity not stated", "What changed last", "Worth a look", `href="/services/`}},
		{"home of an empty database", void, "/", 200, []string{"This database holds no areas with population", `href="/import"`, "catchment demo demo.db"}, []string{"The worst gaps"}},
		{"home on another day", region, "/?on=2027-01-01", 200, []string{"1 January 2027", "on=2027-01-01"}, nil},
		{"home on no day", region, "/?on=yesterday", 400, []string{"yesterday"}, nil},
		{"home for nobody", region, "/?for=press", 400, []string{"press"}, nil},

		{"list", region, "/areas", 200, []string{"316 areas", "Showing 1 to 50 of 316", "City of Elwigmouth", "Dinas Aberelwig", "Sufficient"}, nil},
		{"list, second page", region, "/areas?page=2", 200, []string{"Showing 51 to 100 of 316"}, []string{"X92000001"}},
		{"list of a kind", region, "/areas?kind=local_authority", 200, []string{"8 areas", "Orlan Valleys"}, []string{"Oswynton"}},
		{"list, by a name with accents in the other language", region, "/areas?q=CYMOEDD", 200, []string{"Orlan Valleys"}, []string{"Sarnwy Vale"}},
		{"list, by code", region, "/areas?q=x06000004", 200, []string{"Orlan Valleys", "1 area"}, []string{"Wennol Bay"}},
		{"list without a match", region, "/areas?q=zzz", 200, []string{"No area matches", `href="/areas"`}, []string{"Showing"}},
		{"list in Welsh", region, "/cy/areas?kind=local_authority", 200, []string{"Dwyrain Arfelyn", `lang="en">East Arvelin`, "awdurdod lleol"}, nil},
		{"list of an empty database", void, "/areas", 200, []string{"This database holds no areas with population"}, nil},
		{"list of no kind", region, "/areas?kind=galaxy", 400, []string{"galaxy"}, nil},
		{"list, a page too far", region, "/areas?page=9", 400, []string{"9"}, nil},

		{"nation", region, nation, 200, []string{"<h1>Arvelin</h1>", "Arfelyn", "How was this worked out?", "Coverage at the standard", "Where children fall away", "What better referral could meet", "coverage by local authority", "How fresh and complete", "See what lapses", `data-module="catchment-map"`, `href="#ranked"`}, nil},
		{"nation by small area", region, nation + "?kind=small_area&tier=3", 200, []string{"Tier 3 coverage by small area", "Local authority", "Show all 300 areas", "Lowest 10 of"}, nil},
		{"nation by small area, all", region, nation + "?kind=small_area&tier=3&show=all", 200, []string{"Showing 1 to 100 of 300"}, []string{`data-chart="distribution"`}},
		{"authority, all", region, authority + "?show=all", 200, []string{"All 15 areas", `data-chart="distribution"`, "Rank of all"}, nil},
		{"authority in Welsh", region, "/cy" + authority + "?tier=3", 200, []string{"Cymoedd Orlan", `lang="en">Orlan Valleys`, "Cwmpas haen 3 yn ôl ardal fach", "Sut y cyfrifwyd hyn?"}, []string{"Coverage at the standard"}},
		{"a type", region, authority + "?tier=3&type=counselling", 200, []string{"Tier 3 (Complex): every service type expected", "The service type chosen", "Drawn above", "type=counselling"}, nil},
		{"ward among its neighbours", region, ward, 200, []string{"among its neighbours in East Arvelin", `aria-current="true"`}, nil},
		{"nobody lives here", region, nobody, 200, []string{"No children are known to live here", "Import population", "nobody is in need of it"}, nil},
		{"small counts for the public", region, few + "?for=public", 200, []string{"Suppressed, because it could tell", "Shown for the public.", `href="/method?for=public"`}, []string{"See what lapses", "Evidence in date", "/explain"}},
		{"small counts for commissioners", region, few, 200, []string{"Evidence in date"}, []string{"Suppressed, because"}},
		{"no boundaries", bare, "/areas/N1?kind=ward", 200, []string{"There is no map: no boundaries of wards", "3 areas", "no service reaches this area"}, []string{"catchment-map"}},
		{"no boundaries, ward", bare, "/areas/W1", 200, []string{"There is no map", "among its neighbours in Alder"}, nil},
		{"nothing known of a ward", bare, "/areas/W3", 200, []string{"No children are known to live here"}, nil},
		{"no tier", region, nation + "?tier=5", 400, []string{"5"}, nil},
		{"no type", region, nation + "?type=magic", 400, []string{"magic"}, nil},
		{"no kind below", region, authority + "?kind=nation", 400, []string{"nation"}, nil},
		{"no such show", region, nation + "?show=some", 400, []string{"some"}, nil},
		{"no such page", region, nation + "?page=0", 400, nil, nil},
		{"unknown area", region, "/areas/nowhere", 404, []string{"nowhere"}, nil},

		{"profile", region, authority + "/profile", 200, []string{"Area profile", `lang="cy">Proffil ardal`, "SHA-256", "draft, not signed off", "The worst gaps", "<svg", "page--print"}, []string{"catchment-map", `class="disc cell__disc"`}},
		{"profile in Welsh", region, "/cy" + authority + "/profile", 200, []string{"Proffil ardal", `lang="en">Area profile`, "Cymoedd Orlan"}, nil},
		{"profile without boundaries", bare, "/areas/L1/profile", 200, []string{"There is no map"}, nil},
		{"profile for the public", region, few + "/profile?for=public", 200, []string{"*", "SHA-256"}, []string{"Evidence in date"}},
		{"profile of nowhere", region, "/areas/nowhere/profile", 404, nil, nil},

		{"public summary", region, "/public/X06000004", 200, []string{"Exit this page", "Orlan Valleys", "If you are in danger, call 999.", "Public summary", "for=public"}, []string{"Choose another area", `href="/gaps`, `href="/services`}},
		{"public summary in Welsh", region, "/cy/public/X06000004", 200, []string{"Gadael y dudalen hon", "Cymoedd Orlan", "ffoniwch 999", "o blant, rhwng"}, nil},
		{"public summary asked for as a commissioner", region, "/public/X01000004?for=commissioner", 200, []string{"Suppressed"}, nil},
		{"public summary of nowhere", region, "/public/nowhere", 404, nil, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			answer := c.site.Get(c.url)
			if answer.Code != c.status {
				t.Fatalf("%s: status %d, expected %d: %s", c.url, answer.Code, c.status, answer.Body)
			}
			body := answer.Body.String()
			trial.Contains(t, c.url, body, c.must, append(c.mustNot, "⟦", "NaN", "%!"))
			if c.status == 200 {
				trial.WellFormed(t, c.url, body)
			}
		})
	}
}

// The public summary leaves no copy behind, and has no way into the rest but
// its own terms.
func TestThePublicSummaryLeavesNoTrace(t *testing.T) {
	answer := region.Get("/public/X06000004")
	if got := answer.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control is %q", got)
	}
	if title := between(answer.Body.String(), "<title>", "</title>"); strings.Contains(strings.ToLower(title), "abuse") || strings.Contains(strings.ToLower(title), "refuge") {
		t.Errorf("the title %q is not neutral", title)
	}
}

// State is carried by every link: the day, the audience and the language.
func TestLinksCarryTheState(t *testing.T) {
	body := region.Body(t, "/cy/areas/X06000004?on=2026-01-01&for=public")
	links := 0
	for _, href := range attributes(t, body, "a", "href") {
		if !strings.HasPrefix(href, "/") || strings.HasPrefix(href, "/areas/X06000004") || strings.HasPrefix(href, "/public/") {
			continue // elsewhere on this page, or this page in English
		}
		links++
		public := strings.Contains(href, "for=public") || strings.Contains(href, "/public/") || href == "/cy/areas/X06000004?on=2026-01-01"
		if !strings.HasPrefix(href, "/cy") || !strings.Contains(href, "on=2026-01-01") || !public {
			t.Errorf("%s loses the language, the day or the audience", href)
		}
	}
	if links < 60 {
		t.Errorf("%d links", links)
	}
}

// The public is shown the first days of quarters, and whoever switches to it on
// another day is led to the one before.
func TestThePublicIsShownPublishedDays(t *testing.T) {
	for _, c := range []struct {
		url    string
		status int
		has    []string
	}{
		{"/areas/X06000004?for=public&on=2026-03-31", 400, []string{"31 March 2026", "1 January 2026", "on=2026-01-01"}},
		{"/cy/areas/X06000004?for=public&on=2026-07-01", 400, []string{"1 Gorffennaf 2026", "1 Ebrill 2026"}},
		{"/public/X06000004?on=2026-04-02", 400, []string{"2 April 2026", "1 April 2026"}},
		{"/public/X06000004?on=2026-01-01", 200, []string{"As of 1 January 2026"}},
		{"/areas/X06000004?for=public", 200, []string{`<select class="govuk-select" id="context-on" name="on"><option value="2026-04-01" selected>1 April 2026</option><option value="2026-01-01">`}},
		{"/areas/X06000004?on=2026-05-20&tier=3", 200, []string{`type="date"`, `/areas/X06000004?for=public&amp;on=2026-04-01&amp;tier=3`, `/public/X06000004?on=2026-04-01`}},
		{"/areas/X06000004?on=2025-12-31", 200, []string{`/areas/X06000004?for=public&amp;on=2025-10-01`}},
	} {
		answer := region.Get(c.url)
		for _, part := range c.has {
			if !strings.Contains(answer.Body.String(), part) {
				t.Errorf("%s lacks %s", c.url, part)
			}
		}
		if answer.Code != c.status {
			t.Errorf("%s: status %d", c.url, answer.Code)
		}
	}
}
