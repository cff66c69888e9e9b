package server

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

// examples are, for each page, an address that exists, and one that does not
// where there can be one. A page that is not here fails TestPagesHaveExamples.
var examples = map[string]struct{ there, notThere string }{
	"/":                            {"/", ""},
	"/areas":                       {"/areas", ""},
	"/areas/:code":                 {"/areas/X06000001?tier=3", "/areas/Q1"},
	"/areas/:code/explain":         {"/areas/X06000001/explain?tier=3&type=refuge", "/areas/Q1/explain?tier=3"},
	"/areas/:code/profile":         {"/areas/X06000001/profile", "/areas/Q1/profile"},
	"/compare":                     {"/compare?kind=local_authority", ""},
	"/public/:code":                {"/public/X06000001", "/public/Q1"},
	"/gaps":                        {"/gaps?tier=3", ""},
	"/gaps/:id":                    {"/gaps/capacity.X06000001.3.refuge", "/gaps/capacity.Q1.3.refuge"},
	"/falls-through":               {"/falls-through", ""},
	"/providers":                   {"/providers", ""},
	"/new/provider":                {"/new/provider", ""},
	"/providers/:key":              {"/providers/ch-cerrig", "/providers/none"},
	"/providers/:key/edit":         {"/providers/ch-cerrig/edit", "/providers/none/edit"},
	"/providers/:key/end":          {"/providers/ch-cerrig/end", "/providers/none/end"},
	"/providers/:key/saved":        {"/providers/ch-cerrig/saved", "/providers/none/saved"},
	"/services":                    {"/services", ""},
	"/new/service":                 {"/new/service", ""},
	"/services/:key":               {"/services/coda-sarnwy", "/services/none"},
	"/services/:key/edit":          {"/services/coda-sarnwy/edit", "/services/none/edit"},
	"/services/:key/end":           {"/services/coda-sarnwy/end", "/services/none/end"},
	"/services/:key/saved":         {"/services/coda-sarnwy/saved", "/services/none/saved"},
	"/services/:service/sites/new": {"/services/coda-sarnwy/sites/new", "/services/none/sites/new"},
	"/sites/:key/edit":             {"/sites/able-elwig-1/edit", "/sites/none/edit"},
	"/sites/:key/end":              {"/sites/able-elwig-1/end", "/sites/none/end"},
	"/sites/:key/saved":            {"/sites/able-elwig-1/saved", "/sites/none/saved"},
	"/programmes":                  {"/programmes", ""},
	"/programmes/:key":             {"/programmes/coda", "/programmes/none"},
	"/method":                      {"/method", ""},
	"/sources":                     {"/sources", ""},
	"/indicators/:key":             {"/indicators/GP1", "/indicators/GP9"},
	"/help":                        {"/help", ""},
	"/connect":                     {"/connect", ""},
	"/glossary":                    {"/glossary", ""},
	"/accessibility":               {"/accessibility", ""},
	"/privacy":                     {"/privacy", ""},
	"/import":                      {"/import", ""},
	"/import/:id":                  {"", "/import/none"},
	"/import/:id/rejected":         {"", "/import/none/rejected"},
	"/import/revisions/:revision":  {"/import/revisions/2", "/import/revisions/99"},
	"/import/untagged":             {"/import/untagged", ""},
	"/import/undo/:revision":       {"/import/undo/2", "/import/undo/99"},
	"/plans":                       {"/plans", ""},
	"/new/plan":                    {"/new/plan?change=renew", ""},
	"/compare/plans":               {"/compare/plans?with=Keep+and+widen", "/compare/plans?with=none"},
	"/plans/:name/owner":           {"/plans/Keep%20and%20widen/owner", "/plans/none/owner"},
	"/plans/:name/comments":        {"", "/plans/none/comments"},
	"/plans/:name/comments/:comment/withdraw": {"", "/plans/Keep%20and%20widen/comments/1/withdraw"},
	"/plans/:name":                   {"/plans/Keep%20and%20widen", "/plans/none"},
	"/plans/:name/adopt":             {"/plans/Keep%20and%20widen/adopt", "/plans/none/adopt"},
	"/plans/:name/changes/new":       {"/plans/Keep%20and%20widen/changes/new?change=open", "/plans/none/changes/new"},
	"/plans/:name/changes/:place":    {"/plans/Keep%20and%20widen/changes/1", "/plans/Keep%20and%20widen/changes/9"},
	"/designer":                      {"/designer?programme=coda&places=6&groups=2&cohorts=2&parents=12&area=X06000001", "/designer?programme=none"},
	"/scarcity":                      {"/scarcity?type=outreach_and_group_work&area=X06000001", "/scarcity?type=none"},
	"/siting":                        {"/siting?type=refuge", ""},
	"/siting/:id":                    {"", "/siting/none"},
	"/siting/:id/scenario.csv":       {"", "/siting/none/scenario.csv"},
	"/timeline":                      {"/timeline?tier=3", "/timeline?area=Q1"},
	"/timeline.ics":                  {"", "/timeline.ics?area=Q1"},
	"/timeline.csv":                  {"", "/timeline.csv?area=Q1"},
	"/tiles/:version/:kind/:z/:x/:y": {"", "/tiles/000000000000/ward/0/0/0.mvt"},
	"/tiles/:version/index.json":     {"", "/tiles/000000000000/index.json"},
}

// pages lists the routes of a method that are pages or tiles.
func pages(e *echo.Echo, method string) []string {
	var out []string
	for _, route := range e.Routes() {
		if route.Method == method && pagesOf.MatchString(route.Path) {
			out = append(out, route.Path)
		}
	}
	slices.Sort(out)
	return out
}

func TestPagesHaveExamples(t *testing.T) {
	for _, path := range pages(mustNew(t, Config{}, readOnly(t)), http.MethodGet) {
		if example, ok := examples[path]; !ok || example.there == "" && example.notThere == "" {
			t.Errorf("%s has no example", path)
		}
	}
}

// ask asks for a page as a browser does.
func browse(e *echo.Echo, url string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+url, nil)
	r.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w
}

// laws hold for every page.
var laws = []struct {
	name  string
	wrong *regexp.Regexp
}{
	{"a script in the page", regexp.MustCompile(`<script( type="(module|text/javascript)")?>`)},
	{"a style in the page", regexp.MustCompile(`<style|\sstyle="`)},
	{"a handler in the page", regexp.MustCompile(`<[^>]+\son[a-z]+="`)},
	{"something from another host", regexp.MustCompile(`(src|<link[^>]*\shref|action)="(https?:)?//`)},
	{"a word that is not in the catalogue", regexp.MustCompile(`⟦[^⟧]*⟧`)},
	{"a figure that is not a number", regexp.MustCompile(`NaN|\bInf\b|%!|&lt;nil&gt;`)},
}

// Every page is there in both languages, and keeps the laws; what is not there
// is refused in words.
func TestPages(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, path := range pages(e, http.MethodGet) {
		example := examples[path]
		for prefix, language := range map[string]string{"": "en", "/cy": "cy"} {
			if example.there != "" {
				w := browse(e, prefix+example.there)
				if body := w.Body.String(); w.Code != http.StatusOK && w.Code != http.StatusConflict || !strings.Contains(body, `<html lang="`+language+`"`) || strings.Count(body, "<h1") != 1 {
					t.Errorf("%s%s: status %d, %d headings: %.200s", prefix, example.there, w.Code, strings.Count(body, "<h1"), body)
				}
				for _, law := range laws {
					if found := law.wrong.FindString(w.Body.String()); found != "" {
						t.Errorf("%s%s: %s: %.200s", prefix, example.there, law.name, found)
					}
				}
			}
			if example.notThere == "" {
				continue
			}
			if w := browse(e, prefix+example.notThere); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), `<html lang="`+language+`"`) || w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s%s: status %d, %v: %.300s", prefix, example.notThere, w.Code, w.Header(), w.Body)
			}
		}
	}
}

// Nothing that a reader can put into an address brings a page down, or comes
// back as markup.
func TestPagesTakeAnyQuery(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	strange := []string{"tier=9", "tier=x", "kind=village", "type=none", "on=2026-02-30", "on=0001-01-01", "on=9999-12-31", "for=press", "sort=%27;drop", "page=-1", "page=99999999999999999999", "area=Q1", "show=%00", "q=%3Cscript%3Ealert(1)%3C/script%3E", "%zz", "a;b"}
	for _, path := range pages(e, http.MethodGet) {
		url := examples[path].there
		if url == "" {
			continue
		}
		for _, query := range strange {
			mark := map[bool]string{true: "&", false: "?"}[strings.Contains(url, "?")]
			w := browse(e, url+mark+query)
			if w.Code >= 500 || w.Code >= 300 && w.Code < 400 || strings.Contains(w.Body.String(), "<script>alert") {
				t.Errorf("%s%s%s: status %d: %.200s", url, mark, query, w.Code, w.Body)
			}
		}
	}
}

// Nothing of a protected place stands on a page for the public.
func TestNoCanaryStandsOnAPageForThePublic(t *testing.T) {
	e := mustNew(t, Config{}, withCanaries(t))
	there := []string{"/areas/X06000003?for=public", "/services/canary-refuge?for=public", "/providers/canary-provider?for=public", "/services/canary-refuge/edit?for=public", "/public/X06000003"}
	for _, path := range pages(e, http.MethodGet) {
		if url := examples[path].there; url != "" {
			there = append(there, url+map[bool]string{true: "&", false: "?"}[strings.Contains(url, "?")]+"for=public")
		}
	}
	for _, url := range there {
		w := browse(e, url)
		body := strings.ToLower(strings.ReplaceAll(w.Body.String(), strings.TrimSuffix(url, "?for=public"), ""))
		if w.Code == http.StatusOK && strings.Contains(body, "canary") || w.Code >= 500 {
			at := strings.Index(body, "canary")
			t.Errorf("%s: status %d: %s", url, w.Code, body[max(0, at-150):min(len(body), at+150)])
		}
	}
}

// A change that comes from another site, or with nothing in it, changes
// nothing, and is never an error of ours.
func TestChangesAreRefused(t *testing.T) {
	p := ownDemonstration(t)
	e := mustNew(t, Config{}, p)
	parameter := regexp.MustCompile(`:[a-z]+`)
	asked := 0
	for _, path := range pages(e, http.MethodPost) {
		for _, key := range []string{"none", "99"} {
			for _, site := range []string{"cross-site", "same-origin"} {
				asked++
				r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+parameter.ReplaceAllString(path, key), strings.NewReader(""))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("Sec-Fetch-Site", site)
				w := httptest.NewRecorder()
				e.ServeHTTP(w, r)
				if site == "cross-site" && w.Code != http.StatusForbidden || w.Code >= 500 || w.Code == http.StatusOK {
					t.Errorf("%s from %s: status %d: %.300s", r.URL.Path, site, w.Code, w.Body)
				}
			}
		}
	}
	if revision := p.Revision().Revision; revision != 2 || asked < 20 {
		t.Errorf("revision %d after %d requests; want 2 still", revision, asked)
	}
}
