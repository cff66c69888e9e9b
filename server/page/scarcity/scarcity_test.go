package scarcity

import (
	"context"
	"html"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/directory"
	"catchment/server/page/plans"
	"catchment/server/page/trial"
)

var region *trial.Site

func TestMain(m *testing.M) { os.Exit(trial.Run(m, &region, Mount, plans.Mount, directory.Mount)) }

var places = []string{"outreach_and_group_work", "camhs", "counselling", "refuge", "supported_contact"}

func advice(t *testing.T, wish planner.AdviceWish) *disclosure.AdviceList {
	t.Helper()
	if wish.Areas == "" {
		wish.Areas = model.LocalAuthority
	}
	wish.Most = most
	list, err := region.Planner.Advise(context.Background(), trial.Today, disclosure.Commissioner, wish)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Every line of the first page is there, in the planner's order, in both
// languages; ties share their rank and say so.
func TestAdviceOnThePage(t *testing.T) {
	ties := 0
	for _, kind := range places {
		list := advice(t, planner.AdviceWish{ServiceType: kind})
		for _, prefix := range trial.Prefixes {
			body := region.Page(t, prefix+"/scarcity?type="+kind)
			rows := regexp.MustCompile(`(?s)<tbody>.*?</tbody>`).FindString(body)
			if n := strings.Count(rows, "<tr>"); n != min(onPage, len(list.Advice)) {
				t.Errorf("%s%s: %d rows of %d", prefix, kind, n, len(list.Advice))
			}
			ties += strings.Count(rows, " =</td>")
			if len(list.Advice) == 0 && !strings.Contains(body, `class="empty"`) {
				t.Errorf("%s%s: nothing is said of there being nothing", prefix, kind)
			}
		}
		for i := range list.Advice {
			x := &list.Advice[i]
			if i > 0 && (x.Best.Value > list.Advice[i-1].Best.Value+1e-6 || x.Rank < list.Advice[i-1].Rank) {
				t.Errorf("%s: %d is out of order", kind, i)
			}
			if x.Tied != (i > 0 && list.Advice[i-1].Rank == x.Rank || i+1 < len(list.Advice) && list.Advice[i+1].Rank == x.Rank) {
				t.Errorf("%s: %d ties %v with rank %d", kind, i, x.Tied, x.Rank)
			}
		}
	}
	if ties == 0 {
		t.Error("no tie was met with")
	}
}

// Each line leads to a form that is filled in, and what the plan makes of it is
// what the line says.
func TestEachLineCanBeTried(t *testing.T) {
	tried := map[model.ChangeKind]int{}
	for _, kind := range places {
		list := advice(t, planner.AdviceWish{ServiceType: kind})
		var links []string // trial.Links would end at the "+" of a name, which is written with a number sign
		for _, m := range regexp.MustCompile(`<td class="no-print nowrap"[^>]*><a href="([^"]*)"`).FindAllStringSubmatch(region.Page(t, "/scarcity?type="+kind+"&into=Keep+and+widen"), -1) {
			links = append(links, html.UnescapeString(m[1]))
		}
		if len(links) != min(onPage, len(list.Advice)) {
			t.Fatalf("%s: %d lines can be tried, of %d", kind, len(links), len(list.Advice))
		}
		for i, link := range links {
			x := &list.Advice[i]
			form := region.Body(t, link)
			if x.Change == "" {
				continue
			}
			if !strings.Contains(link, "/plans/Keep%20and%20widen/changes/new?") || !strings.Contains(form, `name="change" value="`+string(x.Change)+`"`) {
				t.Errorf("%s leads to %s", x.Constraint, link)
			}
			if capacity := x.Sets["capacity"]; capacity != "" && !strings.Contains(form, `value="`+capacity+`" id="capacity"`) {
				t.Errorf("%s: the form does not begin with %s places", link, capacity)
			}
			if tried[x.Change]++; x.Change == "open" || tried[x.Change] > 12 {
				continue // a service of its own has places of its own
			}
			c, err := region.Planner.WhatIf(context.Background(), trial.Today, disclosure.Commissioner, []model.ScenarioChange{{Scenario: "try", Place: 1, Change: x.Change, Service: x.Key, Sets: x.Sets}})
			if err != nil {
				t.Errorf("%s: %v", link, err)
				continue
			}
			if got := c.Headline().Met.Value; math.Abs(got-x.Met.Value) > 1e-6 {
				t.Errorf("%s: the plan meets %v more, the line says %v", link, got, x.Met.Value)
			}
		}
	}
	t.Log(tried)
	if tried["resize"] == 0 || tried["open"]+tried["serve"] == 0 {
		t.Errorf("tried were %v", tried)
	}
}

// For an area only what reaches it is told, with what its own children gain.
func TestAdviceForAnArea(t *testing.T) {
	list := advice(t, planner.AdviceWish{ServiceType: "outreach_and_group_work", Area: "X06000003", Tier: 3})
	all := advice(t, planner.AdviceWish{ServiceType: "outreach_and_group_work"})
	if len(list.Advice) == 0 || len(list.Advice) >= len(all.Advice) {
		t.Errorf("%d lines for the area, %d in all", len(list.Advice), len(all.Advice))
	}
	body := region.Page(t, "/scarcity?type=outreach_and_group_work&area=X06000003&tier=3")
	place, _ := region.View(t, disclosure.Commissioner).Place("X06000003")
	if !strings.Contains(trial.Said(body), "As places are handed out, in "+place.Name+", Tier 3") {
		t.Error("the column of the area is not there")
	}
}

func TestRefusals(t *testing.T) {
	for url, wanted := range map[string]int{
		"/scarcity": 200, "/scarcity?type=police": 200, "/scarcity?type=perpetrator_programme": 200, "/scarcity?type=camhs&page=9": 200,
		"/scarcity?type=none": 404, "/scarcity?type=camhs&area=none": 404, "/scarcity?type=camhs&tier=5": 400, "/scarcity?type=camhs&kind=village": 400, "/scarcity?type=camhs&into=none": 400,
		"/scarcity?for=public": 403, "/scarcity?type=camhs&for=public": 403,
	} {
		for _, prefix := range trial.Prefixes {
			if status, body := region.Ask(prefix + url); status != wanted {
				t.Errorf("%s%s: status %d, want %d", prefix, url, status, wanted)
			} else if wanted == 403 && strings.Contains(body, "<table") {
				t.Errorf("%s%s: the public is shown a table", prefix, url)
			}
		}
	}
}

// The end of a protected service is nowhere, and no place of one.
func TestProtectedServices(t *testing.T) {
	body := region.Page(t, "/scarcity?type=refuge")
	if strings.Contains(body, "renew") || strings.Contains(body, "change=open") || strings.Contains(body, "lon=") {
		t.Error("a refuge's dates or place can be read off")
	}
}
