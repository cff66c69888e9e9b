package server

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/model/exchange"
	"catchment/model/planner"
)

// ogcPage is what a page of features says of itself.
type ogcPage struct {
	NumberMatched, NumberReturned int
	Features                      []struct {
		ID         string
		Properties map[string]any
		Geometry   *struct{ Type string }
	}
	Links []struct{ Rel, Href string }
}

func (p *ogcPage) next() string {
	for _, l := range p.Links {
		if l.Rel == "next" {
			return l.Href
		}
	}
	return ""
}

func (p *ogcPage) ids() []string {
	out := []string{}
	for _, f := range p.Features {
		out = append(out, f.ID)
	}
	return out
}

// pageOf asks for a page, by an address or a path.
func pageOf(t testing.TB, e *echo.Echo, address string) *ogcPage {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	w := get(t, e, u.RequestURI(), "")
	p := &ogcPage{}
	if w.Code != http.StatusOK || json.Unmarshal(w.Body.Bytes(), p) != nil {
		t.Fatalf("%s answers %d: %.300s", address, w.Code, w.Body)
	}
	return p
}

// question is a collection and what of it is asked for, at random.
func question(random *rand.Rand) (collection string, query url.Values) {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	collection, query = pick("areas-small_area", "tiers", "sites", "areas-served", "coverage"), url.Values{}
	if random.IntN(2) == 0 {
		west, south := -8.5+2*random.Float64(), 50.2+random.Float64()
		query.Set("bbox", fmt.Sprintf("%v,%v,%v,%v", west, south, west+random.Float64(), south+random.Float64()))
	}
	if random.IntN(3) == 0 {
		query.Set("datetime", pick("2026-04-01", "../2026-04-01", "2026-04-01T00:00:00Z/..", "2024-01-01/2025-01-01"))
	}
	switch code := map[bool]string{true: "code", false: "area_code"}[collection == "areas-small_area"]; random.IntN(3) {
	case 0:
		query.Set("filter", code+pick(" > ", " <= ")+"'X010000"+strconv.Itoa(10+random.IntN(80))+"'")
	case 1:
		query.Set("filter", code+pick(" LIKE '%", " NOT LIKE '%")+strconv.Itoa(random.IntN(10))+"'")
	}
	if random.IntN(3) == 0 {
		query.Set("for", "public")
	}
	return collection, query
}

// Whatever is asked for, in pages of whatever size: the pages together are the
// one large page, every feature once, and as many as numberMatched says.
func TestOGCPagesAreTheWhole(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	random, some := rand.New(rand.NewPCG(4, 2)), 0
	for range 60 {
		collection, query := question(random)
		at := func(more ...string) string {
			asked := url.Values{}
			for name, values := range query {
				asked[name] = values
			}
			for i := 0; i+1 < len(more); i += 2 {
				asked.Set(more[i], more[i+1])
			}
			return "/ogc/collections/" + collection + "/items?" + asked.Encode()
		}
		whole := pageOf(t, e, at("limit", "10000"))
		if some += min(1, len(whole.Features)); whole.next() != "" || whole.NumberMatched != len(whole.Features) || !slices.IsSorted(whole.ids()) {
			t.Fatalf("%s: %d of %d, not one page in order", at(), len(whole.Features), whole.NumberMatched)
		}
		limit := max(1, len(whole.Features)/(1+random.IntN(12)))
		walked, passed := []string{}, []string{}
		for u := at("limit", strconv.Itoa(limit)); u != ""; {
			p := pageOf(t, e, u)
			if u = p.next(); p.NumberMatched != whole.NumberMatched || p.NumberReturned != len(p.Features) || len(p.Features) > limit || u != "" && len(p.Features) < limit {
				t.Fatalf("%s: a page of %d of %d", at(), len(p.Features), p.NumberMatched)
			}
			walked = append(walked, p.ids()...)
		}
		for offset := 0; offset <= whole.NumberMatched; offset += limit {
			passed = append(passed, pageOf(t, e, at("limit", strconv.Itoa(limit), "offset", strconv.Itoa(offset))).ids()...)
		}
		if !slices.Equal(walked, whole.ids()) || !slices.Equal(passed, whole.ids()) {
			t.Errorf("%s in pages of %d: %d by next and %d by offset, not %d", at(), limit, len(walked), len(passed), len(whole.Features))
		}
	}
	if some < 20 {
		t.Errorf("only %d questions had an answer", some)
	}
}

// Features come and go between the pages: those that stay are met once each,
// and none twice.
func TestOGCPagesWhileFeaturesComeAndGo(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{}, p)
	const path = "/ogc/collections/areas-served/items"
	before := pageOf(t, e, path+"?limit=10000").ids()
	met := map[string]int{}
	u, page := path+"?limit="+strconv.Itoa(len(before)/5), 0
	for ; u != ""; page++ {
		answer := pageOf(t, e, u)
		for _, id := range answer.ids() {
			met[id]++
		}
		u = answer.next()
		comeOrGo(t, p, page)
	}
	after := pageOf(t, e, path+"?limit=10000").ids()
	for _, id := range before {
		if n := met[id]; slices.Contains(after, id) && n != 1 {
			t.Errorf("%s was there all the time and is met %d times", id, n)
		}
	}
	for id, n := range met {
		if n > 1 {
			t.Errorf("%s is met %d times", id, n)
		}
	}
	if page < 5 || len(after) <= len(before) {
		t.Errorf("%d pages; %d features before and %d behind", page, len(before), len(after))
	}
}

// comeOrGo adds a service in front of all others and one behind them, or takes
// what was added away again.
func comeOrGo(t *testing.T, p *planner.Planner, page int) {
	t.Helper()
	if page%3 == 2 {
		if _, err := p.Undo(t.Context(), p.Revision().Revision, "test"); err != nil {
			t.Fatal(err)
		}
		return
	}
	text := "service,provider,name,service_type,mode,areas_served,start\n"
	for _, key := range []string{"a0-", "m-", "zz-"} {
		text += fmt.Sprintf("%s%d,ch-cerrig,Comes %d,refuge,group,X06000001;X06000002,2024-01-01\n", key, page, page)
	}
	batch, err := exchange.ReadFiles(map[string][]byte{"services.csv": []byte(text)}, exchange.Options{})
	if err == nil {
		_, err = p.Import(t.Context(), batch, "test")
	}
	if err != nil {
		t.Fatal(err)
	}
}
