package directory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model/disclosure"
	"catchment/server/page/trial"
)

// Each filter leaves those services, and no others, that the view says.
func TestFilters(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	reaching, err := v.Reaching("X06000002")
	if err != nil {
		t.Fatal(err)
	}
	hasPlaces := func(s *disclosure.Service) bool { return !s.Presence && s.Type.Audience != "perpetrators" }
	for _, tt := range []struct {
		query string
		keeps func(s *disclosure.Service) bool
	}{
		{"", func(*disclosure.Service) bool { return true }},
		{"tier=4", func(s *disclosure.Service) bool { return slices.Contains(s.Tiers, 4) }},
		{"type=refuge", func(s *disclosure.Service) bool { return s.Type.Key == "refuge" }},
		{"provider=wa-elwig", func(s *disclosure.Service) bool { return s.Provider.Key == "wa-elwig" }},
		{"language=cy", func(s *disclosure.Service) bool { return s.InWelsh() }},
		{"counts=yes", func(s *disclosure.Service) bool { return s.Counts }},
		{"counts=no", func(s *disclosure.Service) bool { return !s.Counts }},
		{"capacity=unknown", func(s *disclosure.Service) bool { return hasPlaces(s) && !s.Capacity.Known() }},
		{"capacity=known", func(s *disclosure.Service) bool { return !hasPlaces(s) || s.Capacity.Known() }},
		{"area=X06000002", func(s *disclosure.Service) bool {
			return reaching[s.Key] || slices.Contains(s.AreasServed, "X06000002")
		}},
		{"q=LANTERN", func(s *disclosure.Service) bool { return strings.Contains(s.Name, "Lantern") }},
		{"q=Seren+Wlan", func(s *disclosure.Service) bool { return strings.Contains(s.NameCy, "Seren Wlân") }},
		{"tier=3&counts=yes&language=cy", func(s *disclosure.Service) bool {
			return slices.Contains(s.Tiers, 3) && s.Counts && s.InWelsh()
		}},
	} {
		t.Run(tt.query, func(t *testing.T) {
			var wanted, found []string
			for _, s := range v.Services() {
				if tt.keeps(&s) {
					wanted = append(wanted, s.Key)
				}
			}
			if len(wanted) == 0 {
				t.Fatal("nothing of the demonstration is kept")
			}
			for n := 1; (n-1)*50 < len(wanted); n++ {
				found = append(found, rows(region.Page(t, fmt.Sprintf("/services?page=%d&%s", n, tt.query)), "/services/")...)
			}
			slices.Sort(found)
			if !slices.Equal(found, wanted) {
				t.Errorf("%d are listed, %d are wanted:\n%v\n%v", len(found), len(wanted), found, wanted)
			}
		})
	}
}

// rows lists the keys that the rows of a list lead to, in their order.
func rows(body, path string) []string {
	var out []string
	for _, part := range strings.Split(body, `<tr><th scope="row"><a href="`+path)[1:] {
		out = append(out, part[:strings.IndexAny(part, `"?`)])
	}
	return out
}

// Sorting orders by the column, falling with a minus, and what has no value
// stands last both ways.
func TestSorting(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	places := func(key string) (float64, bool) {
		s, err := v.Service(key)
		if err != nil {
			t.Fatal(err)
		}
		return s.Capacity.Places, !s.Presence && s.Type.Audience != "perpetrators" && s.Capacity.Known()
	}
	for _, sort := range []string{"places", "-places"} {
		keys := rows(region.Page(t, "/services?tier=3&sort="+sort), "/services/")
		for i := 1; i < len(keys); i++ {
			before, known := places(keys[i-1])
			after, also := places(keys[i])
			if also && (!known || before > after && sort == "places" || before < after && sort == "-places") {
				t.Errorf("%s: %s (%v) stands before %s (%v)", sort, keys[i-1], before, keys[i], after)
			}
		}
	}
	for language, prefix := range trial.Prefixes {
		keys, voice := rows(region.Page(t, prefix+"/services?tier=3"), prefix+"/services/"), words.In(language)
		for i := 1; i < len(keys); i++ {
			x, _ := v.Service(keys[i-1])
			y, _ := v.Service(keys[i])
			before, _ := voice.Name(x.Name, x.NameCy)
			after, _ := voice.Name(y.Name, y.NameCy)
			if voice.Compare(before, after) > 0 {
				t.Errorf("%s: %s stands before %s", language, before, after)
			}
		}
	}
}

func TestListRefusals(t *testing.T) {
	for _, tt := range []struct {
		url    string
		status int
	}{
		{"/services?tier=5", 400}, {"/services?type=castle", 400}, {"/services?provider=nobody", 400}, {"/services?language=xx", 400},
		{"/services?counts=maybe", 400}, {"/services?capacity=large", 400}, {"/services?sort=cost", 400}, {"/services?page=0", 400},
		{"/services?page=1.5", 400}, {"/services?area=nowhere", 404}, {"/providers?sector=army", 400}, {"/providers?sort=-tier", 400},
		{"/services?provider=wa-nowhere&for=public", 400},
	} {
		for _, prefix := range trial.Prefixes {
			status, body := region.Ask(prefix + tt.url)
			if status != tt.status {
				t.Errorf("%s%s: status %d, want %d", prefix, tt.url, status, tt.status)
			}
			trial.WellFormed(t, prefix+tt.url, body)
		}
	}
}

// A list without rows says why and how to go on.
func TestEmptyLists(t *testing.T) {
	for _, url := range []string{"/services?q=zzzz", "/providers?q=zzzz", "/cy/services?q=zzzz", "/services?for=public&q=zzzz"} {
		body := region.Page(t, url)
		if !strings.Contains(body, `class="empty"`) || strings.Contains(body, "<tbody>") {
			t.Errorf("%s has rows, or does not say why it has none", url)
		}
	}
}

// Every provider has a page in both languages, with its services and what
// rests on it.
func TestProviders(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	for _, p := range v.Providers() {
		for language, prefix := range trial.Prefixes {
			voice, url := words.In(language), prefix+"/providers/"+p.Key
			body := region.Page(t, url)
			text := trial.Said(body)
			name, _ := voice.Name(p.Name, p.NameCy)
			trial.Says(t, url, text, name, voice.Term("sector", p.Sector), p.CharityNumber)
			for _, key := range p.Services {
				if !strings.Contains(body, `href="`+prefix+"/services/"+key+`"`) {
					t.Errorf("%s does not lead to %s", url, key)
				}
			}
			for _, held := range v.HeldBy(p.Key) {
				trial.Says(t, url, text, voice.Children(held.Own)+" "+voice.Children(held.All))
			}
			if p.Website != "" && !strings.Contains(body, `rel="noreferrer">`+p.Website) {
				t.Errorf("%s: the website is no link without referrer", url)
			}
		}
	}
}

// What a provider holds of a tier and type adds up to all that is met of it.
func TestHeldAddsUp(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	own, all := map[string]float64{}, map[string]float64{}
	for _, p := range v.Providers() {
		for _, held := range v.HeldBy(p.Key) {
			key := fmt.Sprint(held.Tier, " ", held.Type.Key)
			own[key] += held.Own
			all[key] = held.All
		}
	}
	for key, met := range all {
		if diff := own[key] - met; diff > 1e-6 || diff < -1e-6 {
			t.Errorf("tier and type %s: providers hold %v of %v", key, own[key], met)
		}
	}
	if len(all) == 0 {
		t.Error("nothing is met")
	}
}

// The public sees providers with a service that is not protected, and no
// figure of one provider.
func TestProvidersForThePublic(t *testing.T) {
	full, public := region.View(t, disclosure.Commissioner).Providers(), region.View(t, disclosure.Public).Providers()
	shown := rows(region.Page(t, "/providers?for=public"), "/providers/")
	if len(public) == 0 || len(shown) != min(50, len(public)) || len(public) > len(full) {
		t.Errorf("%d are shown; the view has %d of %d", len(shown), len(public), len(full))
	}
	for _, p := range public {
		url := "/providers/" + p.Key + "?for=public"
		trial.Says(t, url, trial.Said(region.Page(t, url)), words.In(words.English).Say("directory.held_public"))
	}
}
