package disclosure

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
)

// cellOf writes a Figure as a cell of a table is written by table.
func cellOf(f Figure) string {
	switch f.State {
	case Suppressed:
		return Standard.Symbol
	case Empty:
		return ""
	}
	return fmt.Sprint(f.Value)
}

// What a page shows is what the tables hold, for every audience, area and
// tier.
func TestFiguresEqualTheTables(t *testing.T) {
	for _, audience := range Audiences {
		v := view(coast(), audience)
		for _, place := range v.Places("") {
			for tier := 1; tier <= 4; tier++ {
				f, err := v.Tier(place.Code, tier)
				if err != nil {
					t.Fatal(err)
				}
				at := strconv.Itoa(tier)
				same(t, audience, place.Code, "need", cellOf(f.Need), find(t, v, "need", "need", place.Code, at))
				same(t, audience, place.Code, "coverage", cellOf(f.Coverage), find(t, v, "tiers", "coverage", place.Code, at))
				rank, _ := v.Rank(place.Code, tier)
				if rank.State == Shown {
					same(t, audience, place.Code, "rank", fmt.Sprint(rank.Rank), find(t, v, "ranks", "rank", place.Code, at))
				}
				cube, _ := v.Cube(place.Code, tier)
				lows := find(t, v, "practice", "quality_low", place.Code, at)
				for g, cell := range cube {
					same(t, audience, place.Code, "low", cellOf(cell.Low), lows[g:g+1])
				}
				falls, _ := v.Waterfalls(place.Code, tier)
				mets := find(t, v, "coverage", "met", place.Code, at)
				for i, w := range falls {
					same(t, audience, place.Code, "met", cellOf(w.Met), mets[i:i+1])
				}
			}
		}
	}
}

func same(t *testing.T, audience Audience, area, what, got string, want []string) {
	t.Helper()
	if len(want) != 1 || got != want[0] {
		t.Errorf("%s sees %s of %s as %q, the table has %q", audience, what, area, got, want)
	}
}

func TestSuppressedFiguresHaveNoWord(t *testing.T) {
	v := view(coast(), Public)
	tier, err := v.Tier("A1", 4)
	if err != nil {
		t.Fatal(err)
	}
	if tier.Need.State != Suppressed || tier.Status != "" || tier.Weakest != nil {
		t.Errorf("a suppressed tier tells %+v", tier)
	}
	for _, g := range v.Register().All() {
		if !g.Hidden {
			continue
		}
		for _, text := range []string{g.Title(words.In(words.English)), g.Why(words.In(words.Welsh)), g.ClosesWith(words.In(words.English))} {
			if text != Standard.Symbol {
				t.Errorf("hidden gap %s says %q", g.ID, text)
			}
		}
	}
}

// Typed answers keep from the public what the tables keep: no canary, no
// place, no terms.
func TestThePublicDirectoryIsDiscreet(t *testing.T) {
	v := view(coast(), Public)
	told := fmt.Sprintf("%+v %+v %+v %+v %+v %+v", v.Providers(), v.Services(), v.Sites(), v.Endings("2030-01-01"), v.Flags(), v.WithoutWelsh())
	for _, g := range v.Register().All() {
		told += g.ID + g.Title(words.In(words.English)) + g.Why(words.In(words.English)) + g.ClosesWith(words.In(words.Welsh))
		if g.Facts() != nil {
			t.Errorf("gap %s shows its facts to the public", g.ID)
		}
	}
	if strings.Contains(told, canary) {
		t.Errorf("a canary in %s", told)
	}
	if strings.Contains(told, "Funder of") || strings.Contains(told, "987654") {
		t.Error("the public sees who pays, or what")
	}
	if _, err := v.Service(secret("r1")); model.CodeOf(err) != model.NotFound {
		t.Errorf("a protected service is answered with %v", err)
	}
	if _, err := v.Provider("p3"); model.CodeOf(err) != model.NotFound {
		t.Errorf("a provider of protected services alone is answered with %v", err)
	}
	if _, err := v.Terms("L1", 4, "refuge"); model.CodeOf(err) != model.Forbidden {
		t.Errorf("terms are answered with %v", err)
	}
	g, err := v.Service("g")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := v.Offer(&g); ok {
		t.Error("the public sees the terms of a service")
	}
}

func TestCommissionersSeeTheDirectory(t *testing.T) {
	v := view(coast(), Commissioner)
	s, err := v.Service(secret("r1"))
	if err != nil || !s.Protected || !s.Counts || s.LastDay != "2026-09-30" {
		t.Fatalf("%+v, %v", s, err)
	}
	if ends := v.Endings("2026-10-01"); len(v.Providers()) != 3 || len(v.Sites()) != 5 || len(ends) != 0 { // all that end are protected
		t.Errorf("%d providers, %d sites, endings %+v", len(v.Providers()), len(v.Sites()), ends)
	}
	if _, err := v.Terms("L1", 4, "refuge"); err != nil {
		t.Error(err)
	}
}

// A site loses its place on the way out, whatever the records hold.
func TestNoSiteButAPublicOneHasAPlace(t *testing.T) {
	r := coast()
	for i := range r.Sites {
		r.Sites[i].Lon, r.Sites[i].Lat, r.Sites[i].Postcode = new(-3.987), new(52.123), "ZZ9 9ZZ"
	}
	told := ""
	for _, audience := range Audiences {
		v := view(r, audience)
		told += fmt.Sprintf("%+v", v.Sites())
		for _, s := range v.Services() {
			for _, site := range s.Sites {
				if site.Lon != nil || site.Lat != nil || site.Postcode != "" {
					t.Errorf("%s sees a place of %s", audience, site.Key)
				}
			}
		}
	}
	if strings.Contains(told, "ZZ9") {
		t.Error("a postcode is told")
	}
}

func TestPlaces(t *testing.T) {
	v := view(coast(), Commissioner)
	if got := fmt.Sprint(v.Above("A1")); got != "[{R1 Coast  region} {L1 North  local_authority}]" {
		t.Errorf("above A1 are %s", got)
	}
	if got := fmt.Sprint(v.Below("R1", model.LocalAuthority)); got != "[{L1 North  local_authority} {L2 South  local_authority}]" {
		t.Errorf("below R1 are %s", got)
	}
	if len(v.Below("A1", "")) != 0 || len(v.Below("nowhere", "")) != 0 {
		t.Error("a base area and an unknown one have nothing below them")
	}
	if _, err := v.Place("nowhere"); model.CodeOf(err) != model.NotFound {
		t.Errorf("an unknown area is answered with %v", err)
	}
}

// The version of the boundaries follows the boundaries, not the figures.
func TestBoundaryVersion(t *testing.T) {
	of := func(change func(r *model.Records)) string {
		r := coast()
		change(r)
		return view(r, Commissioner).BoundaryVersion()
	}
	still := of(func(*model.Records) {})
	if figures := of(func(r *model.Records) { r.Rates[0].Central = 1 }); figures != still {
		t.Error("another rate made another version")
	}
	if name := of(func(r *model.Records) { r.Areas[0].NameCy = "Arfordir" }); name == still {
		t.Error("another name did not make another version")
	}
	if gone := of(func(r *model.Records) { r.Areas[2].ValidTo = "2026-03-31" }); gone == still {
		t.Error("an area that ended did not make another version")
	}
}

// A public site is a point; one shown by its area stands at the area's point,
// whatever coordinates it came with; a protected one is not there, for whomever.
func TestSitesOnTheMap(t *testing.T) {
	r := coast()
	r.Sites = append(r.Sites, model.Site{Key: "open", Service: "g", Name: "Open door", Disclosure: model.Public})
	for i := range r.Sites {
		r.Sites[i].Lon, r.Sites[i].Lat = new(-1.5), new(50.5)
	}
	for _, audience := range Audiences {
		layer, err := view(r, audience).Layer("sites", nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for f := range layer.Features {
			got = append(got, fmt.Sprint(f.ID, " ", f.Geometry))
		}
		if told := strings.Join(got, "; "); told != "hall [-3.9 52]; open [-1.5 50.5]" {
			t.Errorf("%s sees %s", audience, told)
		}
	}
}

// In an area whose need is suppressed nothing is empty: an empty coverage or
// rank would say that nobody is in need.
func TestNothingIsEmptyWhereNeedIsSuppressed(t *testing.T) {
	r := coast()
	r.Observed = append(r.Observed, model.Observed{AreaCode: "A3", Tier: 4, Count: 0, Year: 2025})
	v := view(r, Public)
	tried := 0
	for _, place := range v.Places("") {
		tier, _ := v.Tier(place.Code, 4)
		if tier.Need.State != Suppressed {
			continue
		}
		tried++
		rank, _ := v.Rank(place.Code, 4)
		if tier.Coverage.State != Suppressed || rank.State != Suppressed {
			t.Errorf("%s: coverage is %s, rank is %s", place.Code, tier.Coverage.State, rank.State)
		}
		for _, name := range []string{"coverage", "rank"} {
			table := map[string]string{"coverage": "tiers", "rank": "ranks"}[name]
			if got := find(t, v, table, name, place.Code, "4"); len(got) != 1 || got[0] != Standard.Symbol {
				t.Errorf("%s: the table has %v as its %s", place.Code, got, name)
			}
		}
	}
	if tried < 2 {
		t.Errorf("%d areas are suppressed", tried)
	}
}

// A public site of a service with a protected one shows no coordinates: it
// could lead to the other.
func TestNeighboursOfAProtectedSiteHaveNoPlace(t *testing.T) {
	r := coast()
	r.Sites = append(r.Sites, model.Site{Key: "shop", Service: secret("r1"), Disclosure: model.Public, Lon: new(-3.9), Lat: new(52.0), Postcode: "ZZ9 9ZZ"})
	for _, site := range view(r, Commissioner).Sites() {
		if site.Lon != nil || site.Lat != nil || site.Postcode != "" {
			t.Errorf("%s has a place", site.Key)
		}
	}
}
