package guide_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/trial"
)

// Every page is there in both languages, for both audiences.
func TestPages(t *testing.T) {
	for _, tt := range []struct{ path, says string }{
		{"/programmes", "guide.programmes_title"}, {"/method", "guide.method_title"}, {"/sources", "guide.sources_title"}, {"/help", "guide.help_title"}, {"/connect", "guide.connect_title"},
		{"/glossary", "guide.glossary_title"}, {"/accessibility", "guide.accessibility_title"}, {"/privacy", "guide.privacy_title"},
	} {
		for language, prefix := range trial.Prefixes {
			for _, audience := range []string{"", "?for=public"} {
				url := prefix + tt.path + audience
				trial.Says(t, url, trial.Said(region.Page(t, url)), words.In(language).Say(tt.says))
			}
		}
	}
}

// The method page has every setting with its value and default, every service
// type, uptake, rate, share, tier row and criterion, in both languages.
func TestMethodHasEverything(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	r := v.Reference()
	for language, prefix := range trial.Prefixes {
		voice, url := words.In(language), prefix+"/method"
		body := region.Page(t, url)
		text := trial.Said(body)
		name := func(en, cy string) string { text, _ := voice.Name(en, cy); return text }
		for _, setting := range model.SettingNames {
			trial.Says(t, url, text, voice.Say("setting."+setting)+" "+setting, voice.Say("setting_what."+setting))
		}
		trial.Says(t, url, text, "detour_factor 1.3 1.3", "horizon_months 12 12", "standard 0.6667 (67%)")
		for i := range r.ServiceTypes {
			trial.Says(t, url, text, name(r.ServiceTypes[i].Label(), r.ServiceTypes[i].NameCy))
			trial.Says(t, url, body, `id="type-`+r.ServiceTypes[i].Key+`"`)
		}
		for _, u := range r.Uptake {
			trial.Says(t, url, text, u.Source, voice.Term("confidence", u.Confidence))
		}
		for _, rate := range r.Rates {
			trial.Says(t, url, text, rate.Source)
		}
		for _, share := range r.Shares {
			trial.Says(t, url, text, voice.Term("attribute_short", share.Attribute)+" "+voice.Say("tier", "Tier", share.Tier)+" "+voice.Percent(share.Share))
		}
		for _, row := range r.TierRows {
			trial.Says(t, url, text, row.Key+" "+name(row.Label, row.LabelCy), row.Note)
		}
		for _, criterion := range r.Criteria {
			trial.Says(t, url, text, criterion.Key+" "+name(criterion.Text, criterion.TextCy))
		}
		for _, item := range r.FrameworkItems {
			trial.Says(t, url, text, name(item.Text, item.TextCy))
		}
	}
	if len(r.ServiceTypes) == 0 || len(r.Criteria) != 42 || len(r.TierRows) != 31 {
		t.Errorf("%d service types, %d criteria, %d tier rows", len(r.ServiceTypes), len(r.Criteria), len(r.TierRows))
	}
}

// The anchors that pages of figures lead to are there.
func TestAnchors(t *testing.T) {
	body := region.Page(t, "/method")
	for _, anchor := range []string{"need", "dates", "reach", "supply", "practice", "coverage", "gaps", "disclosure", "rank", "settings", "types", "uptake", "rates", "shares", "tiers", "indicators", "versions"} {
		if strings.Count(body, `id="`+anchor+`"`) != 1 {
			t.Errorf("/method has no anchor %s", anchor)
		}
	}
}

// What a setting was set to stands beside its default.
func TestMethodVersions(t *testing.T) {
	text := trial.Said(region.Page(t, "/method"))
	trial.Says(t, "/method", text, "by version 1 of the method", "Version Since Revision Made by Source", "In force")
	trial.Lacks(t, "/method?for=public", trial.Said(region.Page(t, "/method?for=public")), "Made by")
}

// Every indicator has a page with each level of each criterion in both
// languages, and its counts add up to the services that count.
func TestIndicators(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	counting := 0
	for _, s := range v.Services() {
		if s.Counts {
			counting++
		}
	}
	r := v.Reference()
	for _, indicator := range r.Indicators {
		for language, prefix := range trial.Prefixes {
			voice, url := words.In(language), prefix+"/indicators/"+indicator.Key
			body := region.Page(t, url)
			text := trial.Said(body)
			name := func(en, cy string) string { text, _ := voice.Name(en, cy); return text }
			trial.Says(t, url, text, name(indicator.Name, indicator.NameCy), name(indicator.Statement, indicator.StatementCy))
			for _, criterion := range r.Criteria {
				if criterion.Indicator == indicator.Key {
					trial.Says(t, url, text, criterion.Key+" "+name(criterion.Text, criterion.TextCy))
				}
			}
			for _, level := range r.Levels {
				if strings.HasPrefix(level.Criterion, indicator.Key+".") {
					trial.Says(t, url, text, level.Text, level.TextCy)
				}
			}
			for _, row := range countRows.FindAllStringSubmatch(body, -1) {
				if sum := added(row[0]); sum != counting {
					t.Errorf("%s: %s: the levels add up to %d services of %d", url, row[1], sum, counting)
				}
			}
			if len(countRows.FindAllString(body, -1)) < 4 {
				t.Errorf("%s has no counts", url)
			}
		}
		url := "/indicators/" + indicator.Key + "?for=public"
		trial.Says(t, url, trial.Said(region.Page(t, url)), words.In(words.English).Say("guide.standing_public"))
	}
}

var countRows = regexp.MustCompile(`<tr><th scope="row">(GP\d\.\d)[^\n]*`)
var countCells = regexp.MustCompile(`<td class="num"[^>]*>(\d+)</td>`)

func added(row string) (sum int) {
	for _, cell := range countCells.FindAllStringSubmatch(row, -1) {
		n, _ := strconv.Atoi(cell[1])
		sum += n
	}
	return sum
}

// Every programme has a page with every column, every variant and every
// statement of a source.
func TestProgrammes(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	r := v.Reference()
	for i := range r.Programmes {
		is := &r.Programmes[i]
		for language, prefix := range trial.Prefixes {
			voice, url := words.In(language), prefix+"/programmes/"+is.Key
			text := trial.Said(region.Page(t, url))
			name := func(en, cy string) string { text, _ := voice.Name(en, cy); return text }
			trial.Says(t, prefix+"/programmes", trial.Said(region.Page(t, prefix+"/programmes")), name(is.Name, is.NameCy))
			for _, column := range planner.ColumnsOf("programmes") {
				label, value := voice.Say("guide.column_"+column.Name), column.Text(is)
				switch value {
				case "":
					value = voice.Say("parts.not_stated")
				case "yes", "no":
					value = voice.Say(value)
				}
				trial.Says(t, url, text, label+" "+value)
			}
			for _, variant := range r.Variants {
				if variant.Programme == is.Key {
					trial.Says(t, url, text, name(variant.Name, variant.NameCy), variant.Printed)
				}
			}
			for _, claim := range r.Claims {
				if claim.SubjectKind == "programme" && claim.Subject == is.Key {
					trial.Says(t, url, text, name(claim.Value, claim.ValueCy), claim.Note)
					if !voice.Has("guide.claim." + claim.Attribute) {
						t.Errorf("the catalogue has no word for the matter %s", claim.Attribute)
					}
				}
			}
			for _, s := range v.Services() {
				if s.Service.Programme == is.Key {
					trial.Says(t, url, text, name(s.Name, s.NameCy))
				}
			}
		}
	}
}

// The public finds no protected service beside a programme.
func TestProgrammesForThePublic(t *testing.T) {
	for _, s := range region.View(t, disclosure.Commissioner).Services() {
		if s.Protected && s.Programme != nil {
			url := "/programmes/" + s.Programme.Key + "?for=public"
			trial.Lacks(t, url, trial.Said(region.Page(t, url)), s.Name)
		}
	}
}

// Sources name every document, every flag in words, every file for
// commissioners, and what has no Welsh name.
func TestSources(t *testing.T) {
	v := region.View(t, disclosure.Commissioner)
	for language, prefix := range trial.Prefixes {
		voice, url := words.In(language), prefix+"/sources"
		text := trial.Said(region.Page(t, url))
		trial.Says(t, url, text, v.BoundaryVersion(), seedSource, "None: invented", "services.csv", "areas.geojson")
		for _, source := range v.Reference().Sources {
			trial.Says(t, url, text, source.Key+" "+source.Title)
		}
		for _, flag := range v.Flags() {
			if !voice.Has("flag."+flag.Flag) || !voice.Has("flag_what."+flag.Flag) {
				t.Errorf("the catalogue has no words for the flag %s", flag.Flag)
			}
			trial.Says(t, url, text, voice.Say("flag."+flag.Flag), voice.Say("flag_what."+flag.Flag))
		}
		for _, kind := range v.Kinds() {
			shapes := v.Shapes(kind)
			trial.Says(t, url, strings.ToLower(text), strings.ToLower(voice.Kind(kind, 2))+" "+voice.Number(float64(len(shapes)), 0))
		}
	}
	if len(v.Flags()) == 0 {
		t.Error("the demonstration has no flags")
	}
	public := trial.Said(region.Page(t, "/sources?for=public"))
	trial.Says(t, "/sources?for=public", public, seedSource)
	trial.Lacks(t, "/sources?for=public", public, "services.csv", "areas.geojson")
}

const seedSource = "Catchment demonstration region"

// The glossary stands in the order of the reader's alphabet, with each word in
// both languages.
func TestGlossary(t *testing.T) {
	cells := regexp.MustCompile(`<tr id="term-[^"]+"><th scope="row">([^<]+)</th>`)
	for language, prefix := range trial.Prefixes {
		voice := words.In(language)
		var found []string
		for _, m := range cells.FindAllStringSubmatch(region.Page(t, prefix+"/glossary"), -1) {
			found = append(found, html.UnescapeString(m[1]))
		}
		if len(found) < 50 || !slices.IsSortedFunc(found, voice.Compare) {
			t.Errorf("%s: %d words, sorted: %v", language, len(found), slices.IsSortedFunc(found, voice.Compare))
		}
	}
	welsh := trial.Said(region.Page(t, "/cy/glossary"))
	trial.Says(t, "/cy/glossary", welsh, "haen tier", "bwlch gap", "dalgylch catchment", "darpariaeth supply")
}

// What is not there, or was asked for wrongly, is answered with the sentence,
// what to do, and a way home.
func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		url    string
		status int
		says   []string
	}{
		{"/indicators/GP9", 404, []string{"GP9", "Go to the first page"}},
		{"/cy/indicators/GP9", 404, []string{"GP9", "dudalen gyntaf"}},
		{"/programmes/none", 404, []string{"none"}},
		{"/nowhere", 404, []string{"There is no such page"}},
		{"/method?on=never", 400, []string{"never", "Nothing was changed"}},
		{"/cy/method?for=all", 400, []string{"Ni newidiwyd dim"}},
	} {
		status, body := region.Ask(tt.url)
		if status != tt.status {
			t.Errorf("%s: status %d, want %d", tt.url, status, tt.status)
		}
		trial.WellFormed(t, tt.url, body)
		trial.Says(t, tt.url, trial.Said(body), tt.says...)
		if !strings.Contains(body, `class="header"`) {
			t.Errorf("%s: it is the plain page of last resort", tt.url)
		}
	}
}

// A link to a place on a page of the guide finds it.
func TestLinksWithin(t *testing.T) {
	links := regexp.MustCompile(`href="(/(?:method|sources|indicators/GP\d|programmes/\w+))?#([^"]+)"`)
	for _, url := range []string{"/method", "/sources", "/help", "/programmes/coda", "/indicators/GP1"} {
		for _, m := range links.FindAllStringSubmatch(region.Page(t, url), -1) {
			to := m[1]
			if to == "" {
				to = url
			}
			if !strings.Contains(region.Page(t, to), fmt.Sprintf(`id="%s"`, m[2])) {
				t.Errorf("%s leads to %s#%s, which is not there", url, to, m[2])
			}
		}
	}
}
