package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/model/exchange"
)

// listPage is one page of a list, its rows as they are.
type listPage struct {
	Total int
	Next  string
	Items []json.RawMessage
}

// pageAt asks for a page; the header Link must lead where the body does.
func pageAt(t *testing.T, e *echo.Echo, address string) listPage {
	t.Helper()
	w := get(t, e, address, "")
	var p listPage
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d, %v: %.300s", address, w.Code, err, w.Body)
	}
	if want := "<" + p.Next + `>; rel="next"`; p.Next != "" && w.Header().Get("Link") != want {
		t.Fatalf("%s: Link is %q, want %q", address, w.Header().Get("Link"), want)
	}
	return p
}

// walk follows next to the end, and does something between pages.
func walk(t *testing.T, e *echo.Echo, address string, between func(page int)) []string {
	t.Helper()
	var rows []string
	for number := 1; ; number++ {
		p := pageAt(t, e, address)
		for _, item := range p.Items {
			rows = append(rows, string(item))
		}
		if p.Next == "" {
			return rows
		}
		between(number)
		address = p.Next
	}
}

// Every list, walked by next, is the same as in one piece.
func TestNextWalksWholeLists(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, list := range []string{
		"areas", "areas?kind=small_area", "providers", "services", "sites", "programmes", "service-types", "indicators", "revisions", "imports",
		"coverage?area=X06000001", "coverage?kind=local_authority&sort=-coverage", "coverage?kind=local_authority&tier=3&sort=met&for=public",
		"tiers", "tiers?sort=status&kind=small_area", "tiers?sort=-coverage&for=public&kind=small_area&tier=4", "practice?kind=local_authority", "need?kind=small_area&sort=index",
		"ranks?kind=small_area&sort=-rank&tier=3", "flow", "flow?sort=-met", "equity", "flags", "flags?for=public",
		"gaps?kind=local_authority", "gaps?kind=small_area&for=public&tier=4", "gaps?gap=parallel", "gaps?kind=local_authority&sort=-since", "gaps?kind=health_board&sort=-children", "gaps?area=X06000001&sort=children&for=public",
	} {
		t.Run(list, func(t *testing.T) {
			address, _ := url.Parse("/api/v1/" + list)
			query := address.Query()
			query.Set("limit", "1000")
			address.RawQuery = query.Encode()
			whole := pageAt(t, e, address.String())
			query.Set("limit", fmt.Sprint(max(1, len(whole.Items)/9)))
			address.RawQuery = query.Encode()
			rows := walk(t, e, address.String(), func(int) {})
			if whole.Total > 1000 {
				rows = rows[:min(1000, len(rows))]
			}
			if len(whole.Items) == 0 || len(rows) != len(whole.Items) {
				t.Fatalf("%d rows by next, %d at once", len(rows), len(whole.Items))
			}
			for i, item := range whole.Items {
				if rows[i] != string(item) {
					t.Fatalf("row %d is %s by next, %s at once", i+1, rows[i], item)
				}
			}
		})
	}
}

// A cursor is of one list, order and audience, and tells nothing.
func TestCursorsAreOfOneList(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	next := pageAt(t, e, "/api/v1/gaps?kind=local_authority&for=public&limit=3").Next
	address, _ := url.Parse(next)
	cursor := address.Query().Get("after")
	if strings.Contains(cursor, "X06") || len(cursor) < 40 {
		t.Errorf("the cursor is %s", cursor)
	}
	for _, other := range []string{"/api/v1/gaps?kind=local_authority&limit=3", "/api/v1/gaps?for=public&sort=-children", "/api/v1/areas?for=public"} {
		if w := get(t, e, other+"&after="+cursor, ""); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "is no place in this list") {
			t.Errorf("%s takes the cursor of another list: %d", other, w.Code)
		}
	}
	if again := pageAt(t, e, "/api/v1/gaps?kind=local_authority&for=public&limit=3").Next; again != next {
		t.Errorf("the same page leads to %s and to %s", next, again)
	}
}

// Rows that come and go between pages neither repeat nor lose the others.
func TestPagesAreStableUnderEdits(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{}, p)
	edits := 0
	edit := func(number int) {
		if number%3 != 0 || edits == 6 {
			return
		}
		edits++
		rows := "provider,name,sector\n"
		for i := range edits * 2 { // the beginning, the middle and the end of the alphabet; every second edit has fewer
			rows += fmt.Sprintf("%c-new-%d,New %d,children\n", "amz"[i%3], edits*10+i, i)
		}
		batch, err := exchange.ReadFiles(map[string][]byte{"providers.csv": []byte(rows)}, exchange.Options{})
		if err == nil {
			_, err = p.Import(t.Context(), batch, "test")
		}
		if err != nil {
			t.Fatal(err)
		}
		if edits%2 == 0 {
			if _, err := p.Undo(t.Context(), p.Revision().Revision, "test"); err != nil {
				t.Fatal(err)
			}
		}
	}
	key := func(row string) string {
		var noun struct{ Provider string }
		if err := json.Unmarshal([]byte(row), &noun); err != nil {
			t.Fatal(err)
		}
		return noun.Provider
	}
	var before, walked []string
	for _, row := range walk(t, e, "/api/v1/providers?limit=1000", func(int) {}) {
		before = append(before, key(row))
	}
	for _, row := range walk(t, e, "/api/v1/providers?limit=2", edit) {
		if name := key(row); !strings.Contains(name, "-new-") {
			walked = append(walked, name)
		}
	}
	if edits < 3 || len(before) < 20 || !slices.Equal(before, walked) {
		t.Errorf("%d edits; before %v, walked %v", edits, before, walked)
	}
}
