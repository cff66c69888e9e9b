package directory_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/trial"
)

// Every service has a page in both languages whose figures are those of the
// view.
func TestServiceShowsTheFiguresOfTheView(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	for _, s := range v.Services() {
		offer, ok := v.Offer(&s)
		for language, prefix := range trial.Prefixes {
			url := prefix + "/services/" + s.Key
			text := trial.Said(region.Page(t, url))
			voice := words.In(language)
			name, _ := voice.Name(s.Name, s.NameCy)
			trial.Says(t, url, text, name, s.Key)
			if !ok {
				if reason := voice.Say("directory.no_figures"); s.Counts {
					trial.Lacks(t, url, text, reason)
				} else {
					trial.Says(t, url, text, reason)
				}
				continue
			}
			if len(offer.Areas) == 0 {
				trial.Says(t, url, text, voice.Say("directory.reaches_nobody"))
				continue
			}
			trial.Says(t, url, text, voice.Say("directory.all_in_reach")+" "+voice.Children(offer.Demand)+" "+voice.Children(offer.Accepted))
			if s.Presence || offer.Capacity.Known() {
				trial.Says(t, url, text, voice.Say("directory.met_on", "Date", voice.Date(trial.Today))+" "+voice.Children(offer.Given))
			} else {
				trial.Says(t, url, text, voice.Say("directory.met_unknown"))
			}
		}
	}
}

// Each file's columns are all on the page of what it holds.
func TestEveryColumnIsOnThePage(t *testing.T) {
	for _, language := range words.Languages {
		voice, prefix := words.In(language), trial.Prefixes[language]
		service, provider := trial.Said(region.Page(t, prefix+"/services/coda-elwig")), trial.Said(region.Page(t, prefix+"/providers/wa-elwig"))
		for _, column := range planner.ColumnsOf("services") {
			trial.Says(t, "the service, column "+column.Name, service, voice.Say("directory.column_"+column.Name))
		}
		for _, column := range planner.ColumnsOf("providers") {
			trial.Says(t, "the provider, column "+column.Name, provider, voice.Say("directory.provider_"+column.Name))
		}
	}
	for _, site := range region.View(t, disclosure.Commissioner).Sites() {
		url := "/services/" + site.Service
		text := trial.Said(region.Page(t, url))
		trial.Says(t, url, text, site.Key, site.Name, words.In(words.English).Term("disclosure", site.Disclosure), site.Postcode)
		for _, degrees := range []*float64{site.Lon, site.Lat} {
			if degrees != nil {
				trial.Says(t, url, text, fmt.Sprint(math.Abs(*degrees))+"°")
			}
		}
		if site.AreaCode != "" {
			place, err := region.View(t, disclosure.Commissioner).Place(site.AreaCode)
			if err != nil {
				t.Fatal(err)
			}
			trial.Says(t, url, text, place.Name)
		}
	}
}

// The ways to work out places stand in their order, and the one that was used
// is marked.
func TestWays(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	voice := words.In(words.English)
	seen := map[string]int{}
	for _, s := range v.Services() {
		if s.Presence || s.Type.Audience == model.Perpetrators {
			continue
		}
		seen[s.Capacity.Way]++
		url := "/services/" + s.Key
		body := region.Page(t, url)
		marked := strings.Count(body, `<tr class="used">`)
		switch s.Capacity.Way {
		case "none", "other_unit":
			if marked != 0 {
				t.Errorf("%s: a way is marked as used, and the capacity is not known", url)
			}
		default:
			used := trial.Said(body[strings.Index(body, `<tr class="used">`):])
			if marked != 1 || !strings.Contains(used[:200], voice.Term("way", s.Capacity.Way)) {
				t.Errorf("%s: %d ways are marked; %q is wanted", url, marked, s.Capacity.Way)
			}
		}
		trial.Says(t, url, trial.Said(body), "1 "+voice.Term("way", "stated"), "4 "+voice.Term("way", "beds"))
	}
	for _, way := range []string{"stated", "cohorts", "caseload", "beds", "none", "other_unit"} {
		if seen[way] == 0 {
			t.Errorf("the demonstration has no service of the way %s", way)
		}
	}
}

// What does not count says why.
func TestWhyItDoesNotCount(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	voice := words.In(words.English)
	ended, ahead := 0, 0
	for _, s := range v.Services() {
		url := "/services/" + s.Key
		text := trial.Said(region.Page(t, url))
		switch {
		case s.Counts:
			trial.Lacks(t, url, text, voice.Say("directory.not_counting", "Date", voice.Date(trial.Today)))
		case s.LastDay != "" && s.LastDay < trial.Today:
			ended++
			trial.Says(t, url, text, "It has ended", voice.Date(s.LastDay))
		default:
			ahead++
			trial.Says(t, url, text, voice.Say("directory.not_begun", "Date", voice.Date(s.Start)))
		}
	}
	if ended == 0 || ahead == 0 {
		t.Errorf("%d services have ended and %d are ahead; the demonstration should have both", ended, ahead)
	}
}

// A protected service has no place on its page, its map shades authorities
// whole, and the public finds neither it nor its name.
func TestProtectedServices(t *testing.T) {
	protected := 0
	public := trial.Said(region.Page(t, "/services?for=public"))
	for _, s := range region.View(t, disclosure.Commissioner).Services() {
		if !s.Protected {
			continue
		}
		protected++
		url := "/services/" + s.Key
		body := region.Page(t, url)
		trial.Lacks(t, url, trial.Said(body), "° north", "postcode")
		if strings.Contains(body, "data-module=\"catchment-map\"") && !strings.Contains(body, `data-kind="local_authority"`) {
			t.Errorf("%s: the map shows areas below an authority", url)
		}
		if status, text := region.Ask(url + "?by=small_area"); status == 200 && strings.Contains(text, `data-kind="small_area"`) {
			t.Errorf("%s: the address makes it show areas below an authority", url)
		}
		if status, text := region.Ask(url + "?for=public"); status != 404 || strings.Contains(text, s.Name) {
			t.Errorf("%s: the public is answered %d", url, status)
		}
		trial.Lacks(t, "/services?for=public", public, s.Name)
		if status, text := region.Ask("/providers/" + s.Provider.Key + "?for=public"); status == 200 {
			trial.Lacks(t, "/providers/"+s.Provider.Key+"?for=public", trial.Said(text), s.Name)
		}
	}
	if protected == 0 {
		t.Error("the demonstration has no protected service")
	}
}

// The public sees what is offered, and none of the terms.
func TestServiceForThePublic(t *testing.T) {
	v := region.View(t, disclosure.Public)
	for _, s := range v.Services() {
		for language, prefix := range trial.Prefixes {
			voice := words.In(language)
			url := prefix + "/services/" + s.Key + "?for=public"
			text := trial.Said(region.Page(t, url))
			trial.Says(t, url, text, voice.Say("directory.rules_public"), voice.Say("directory.falls_public"), voice.Say("directory.practice_public"), voice.Say("directory.reach_public"))
			trial.Lacks(t, url, text, voice.Say("directory.column_annual_cost"), voice.Say("directory.column_funder"), voice.Say("edit")+" ")
		}
	}
}

// Of those whom a service turns away, those whom nobody takes are listed with
// the children that the view has.
func TestWhoFallsThrough(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	voice := words.In(words.English)
	some := 0
	for _, s := range v.Services() {
		offer, ok := v.Offer(&s)
		if !ok {
			continue
		}
		url := "/services/" + s.Key
		text := trial.Said(region.Page(t, url))
		if ages := total(&offer.FallThrough); ages == 0 {
			trial.Says(t, url, text, voice.Say("directory.falls_nobody"))
			continue
		}
		some++
		trial.Lacks(t, url, text, voice.Say("directory.falls_nobody"))
		for x, children := range offer.FallThrough.ByAttribute {
			if children > 0 {
				trial.Says(t, url, text, voice.Children(children)+" children "+voice.Term("attribute_short", v.Attributes()[x]))
			}
		}
	}
	if some == 0 {
		t.Error("in the demonstration nobody falls through")
	}
}

func total(r *coverage.Refusal) (sum float64) {
	for _, children := range r.ByAge {
		sum += children
	}
	for _, children := range r.ByAttribute {
		sum += children
	}
	return sum
}

func TestServiceRefusals(t *testing.T) {
	for _, tt := range []struct {
		name, url string
		status    int
		says      string
	}{
		{"unknown", "/services/nowhere", 404, "nowhere"},
		{"unknown, in Welsh", "/cy/services/nowhere", 404, "nowhere"},
		{"a day that is none", "/services/coda-elwig?on=2026-02-31", 400, "2026-02-31"},
		{"an audience that is none", "/services/coda-elwig?for=board", 400, "board"},
		{"a kind of area that it is not shown by", "/services/coda-elwig?by=nation", 400, "nation"},
		{"rows that are neither few nor all", "/services/coda-elwig?rows=some", 400, "some"},
		{"a provider that is not there", "/providers/nobody", 404, "nobody"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, body := region.Ask(tt.url)
			if status != tt.status {
				t.Errorf("status %d, want %d", status, tt.status)
			}
			trial.WellFormed(t, tt.url, body)
			trial.Says(t, tt.url, trial.Said(body), tt.says)
		})
	}
}
