package server

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// scenario is one request and what its answer must be.
type scenario struct {
	name    string
	method  string // "" is GET
	url     string
	route   string // the pattern that must answer it; "" where none may
	headers map[string]string
	body    string
	status  int
	has     []string // in the headers or the body
	hasNot  []string
}

// scenarios of every route, each refusal beside each success.
func scenarios() []scenario {
	return slices.Concat(ownScenarios, figureScenarios, provisionScenarios, methodScenarios, exportScenarios, directoryScenarios, gisScenarios)
}

func TestScenarios(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{Product: "Catchment test", Build: "test"}, readOnly(t)))
	defer server.Close()
	for _, s := range scenarios() {
		t.Run(s.method+" "+s.url+" "+s.name, func(t *testing.T) {
			status, header, body := s.ask(t, server)
			if status != s.status {
				t.Errorf("status %d, want %d", status, s.status)
			}
			answer := header + "\n" + body
			for _, word := range s.has {
				if !strings.Contains(answer, word) {
					t.Errorf("%q is missing", word)
				}
			}
			for _, word := range s.hasNot {
				if strings.Contains(answer, word) {
					t.Errorf("%q must not be there", word)
				}
			}
			if t.Failed() {
				t.Logf("%.2000s", answer)
			}
		})
	}
}

// ask sends the request as a client does and gives the answer, with its headers
// as text.
func (s *scenario) ask(t *testing.T, server *httptest.Server) (status int, header, body string) {
	t.Helper()
	method := s.method
	if method == "" {
		method = http.MethodGet
	}
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+s.url, strings.NewReader(s.body))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range s.headers {
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var reader io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if reader, err = gzip.NewReader(answer.Body); err != nil {
			t.Fatal(err)
		}
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	_ = answer.Header.Write(&lines) // to memory
	return answer.StatusCode, lines.String(), string(content)
}

// pagesOf are the routes of pages, which package page tries itself.
var pagesOf = regexp.MustCompile(`^/($|new/|areas|compare|public|gaps|falls-through|services|providers|sites|programmes|method|sources|indicators|help|connect|glossary|accessibility|privacy|import|plans|siting|designer|scarcity|timeline|tiles|history|imports)`)

// A route that no scenario asks with success, and none is refused, fails.
func TestEveryRouteHasScenarios(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	answered, refused := map[string]bool{}, map[string]bool{}
	for _, s := range append(scenarios(), changeScenarios...) {
		method := s.method
		if method == "" {
			method = http.MethodGet
		}
		known := answered
		if s.status >= 400 {
			known = refused
		}
		known[method+" "+s.route] = true
	}
	routes := 0
	for _, route := range e.Routes() {
		if route.Method == http.MethodHead || pagesOf.MatchString(route.Path) || route.Path == "/static/*" { // TestStatic
			continue
		}
		routes++
		if name := route.Method + " " + route.Path; !answered[name] && !neverAnswered[name] {
			t.Errorf("no scenario asks %s with success", name)
		} else if !refused[name] && !neverRefused[name] && route.Method != http.MethodOptions {
			t.Errorf("no scenario shows what %s refuses", name)
		}
	}
	if routes < 30 {
		t.Errorf("only %d routes were looked at", routes)
	}
}

// neverRefused are routes that take nothing that could be wrong.
var neverRefused = map[string]bool{
	"GET /healthz": true, "GET /readyz": true, "GET /api/v1/docs": true,
	"GET /api/v1/openapi.json": true, "GET /api/v1/openapi.yaml": true, "GET /api/v1/openapi-3.0.json": true, "GET /api/v1/openapi-3.0.yaml": true,
}

// neverAnswered are routes where there is nothing, which refuse as their door does.
var neverAnswered = map[string]bool{"GET /oruk": true, "GET /oruk/*": true}

// Each scenario names the route that answers it.
func TestScenariosNameTheirRoute(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, s := range scenarios() {
		method, path := s.method, strings.TrimPrefix(s.url, "/cy/")
		if method == "" {
			method = http.MethodGet
		}
		path, _, _ = strings.Cut("/"+strings.TrimPrefix(path, "/"), "?")
		c := e.NewContext(nil, nil)
		e.Router().Find(method, path, c)
		if got := c.Path(); got != s.route && !(s.route == "" && s.status >= 400) {
			t.Errorf("%s %s is answered by %q, and the scenario says %q", method, s.url, got, s.route)
		}
	}
}
