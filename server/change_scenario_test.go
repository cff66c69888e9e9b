package server

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// changeScenarios change a demonstration of their own, one after the other.
var changeScenarios = []scenario{
	{name: "no files", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", body: "", status: 400, has: []string{"application/problem+json", `"detail":"No file was sent. Send one or more in the field files."`}},
	{name: "no form", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", headers: map[string]string{"Content-Type": ""}, status: 400, has: []string{`"detail":"No files were sent.`}},
	{name: "no form, in Welsh", method: http.MethodPost, url: "/cy/api/v1/imports", route: "/api/v1/imports", headers: map[string]string{"Content-Type": ""}, status: 400, has: []string{`"detail":"Ni anfonwyd dim ffeiliau.`}},
	{name: "another kind of body", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", headers: map[string]string{"Content-Type": "application/json"}, body: "{}", status: 415, has: []string{"multipart/form-data"}},
	{name: "half a form", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", headers: map[string]string{"Content-Type": "multipart/form-data; boundary=b"}, body: "--b\r\nContent-Disp", status: 400, has: []string{"The form cannot be read"}},
	{name: "a form without a boundary", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", headers: map[string]string{"Content-Type": "multipart/form-data"}, body: "x", status: 400, has: []string{"The form cannot be read"}},
	{name: "perhaps a dry run", method: http.MethodPost, url: "/api/v1/imports?dry_run=maybe", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,other\n", status: 400, has: []string{`dry_run is \"maybe\"; one of yes, no is expected.`}},
	{name: "over a revision that there cannot be", method: http.MethodPost, url: "/api/v1/imports?base=-1", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,other\n", status: 400, has: []string{"a whole number of 0 or more"}},
	{name: "a file with faults", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,army\n,Nameless,other\n", status: 422,
		has: []string{"2 faults were found; nothing was imported.", `providers.csv row 2, \"sector\" is \"army\"`, `"field":"sector"`}},
	{name: "a file with faults, in Welsh", method: http.MethodPost, url: "/api/v1/imports?lang=cy", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,army\n,Nameless,other\n", status: 422,
		has: []string{"Nifer y gwallau a ganfuwyd: 2. Ni fewnforiwyd dim.", `providers.csv, rhes 2, \"sector\": \"army\"; disgwylir un o’r rhain`, `"field":"sector"`}},
	{name: "a file that is not read", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", body: "photo.png|x", status: 422, has: []string{"not a file that Catchment reads"}},
	{name: "a dry run", method: http.MethodPost, url: "/api/v1/imports?dry_run=yes", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,other\n", status: 200,
		has: []string{`"dry_run":true`, `"changed":true`, `"revision":2`, `"created":1`}},
	{name: "nothing of the dry run stays", url: "/api/v1/providers/new", route: "/api/v1/providers/:key", status: 404},
	{name: "over a revision that is not the latest", method: http.MethodPost, url: "/api/v1/imports?base=1", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,other\n", status: 409, has: []string{`"title":"Someone else was faster"`}},
	{name: "an import", method: http.MethodPost, url: "/api/v1/imports?base=2", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,other\n", status: 201,
		has: []string{`"revision":3`, `"changed":true`, `"created":1`}},
	{name: "it is there", url: "/api/v1/providers/new", route: "/api/v1/providers/:key", status: 200, has: []string{`"revision":3`}},
	{name: "the same again", method: http.MethodPost, url: "/api/v1/imports", route: "/api/v1/imports", body: "providers.csv|provider,name,sector\nnew,New,other\n", status: 201, has: []string{`"changed":false`, `"revision":3`}},
	{name: "undone", method: http.MethodPost, url: "/api/v1/imports/3/undo", route: "/api/v1/imports/:revision/undo", status: 201, has: []string{`"revision":4`, `"removed":1`}},
	{name: "it is gone", url: "/api/v1/providers/new", route: "/api/v1/providers/:key", status: 404},
	{name: "undone twice", method: http.MethodPost, url: "/api/v1/imports/3/undo", route: "/api/v1/imports/:revision/undo", status: 409, has: []string{"has been undone already", `"title":"This cannot be done as things stand"`}},
	{name: "the first revision", method: http.MethodPost, url: "/api/v1/imports/1/undo", route: "/api/v1/imports/:revision/undo", status: 409, hasNot: []string{"faster"}},
	{name: "no revision", method: http.MethodPost, url: "/api/v1/imports/99/undo", route: "/api/v1/imports/:revision/undo", status: 404},
	{name: "not a number", method: http.MethodPost, url: "/api/v1/imports/last/undo", route: "/api/v1/imports/:revision/undo", status: 400, has: []string{`revision is \"last\"; a whole number of 1 or more is expected.`}},
}

func TestChanges(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{}, ownDemonstration(t)))
	defer server.Close()
	for _, s := range changeScenarios {
		if s.method == http.MethodPost && strings.HasPrefix(s.url, "/api/v1/imports") && !strings.HasSuffix(s.url, "undo") && s.headers == nil {
			s.body, s.headers = form(t, s.body)
		}
		status, header, body := s.ask(t, server)
		if status != s.status {
			t.Fatalf("%s: status %d, want %d: %s", s.name, status, s.status, body)
		}
		for _, word := range s.has {
			if !strings.Contains(header+body, word) {
				t.Fatalf("%s: %q is missing: %s", s.name, word, body)
			}
		}
		for _, word := range s.hasNot {
			if strings.Contains(header+body, word) {
				t.Fatalf("%s: %q must not be there: %s", s.name, word, body)
			}
		}
	}
}

// form is a multipart form of one file, "NAME|CONTENT"; without a name it has
// none.
func form(t *testing.T, file string) (string, map[string]string) {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if name, content, ok := strings.Cut(file, "|"); ok {
		part, err := w.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body.String(), map[string]string{"Content-Type": w.FormDataContentType()}
}

// What is larger than its address takes is refused before it is read.
func TestBodiesAreLimited(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	for _, c := range []struct {
		name, url string
		length    int64
		status    int
	}{
		{"a form", "/api/v1/gaps", formLimit, http.StatusMethodNotAllowed},
		{"a form that is too large", "/api/v1/gaps", formLimit + 1, http.StatusRequestEntityTooLarge},
		{"an import that is too large", "/api/v1/imports", importLimit + 1, http.StatusRequestEntityTooLarge},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+c.url, strings.NewReader("x"))
		r.ContentLength = c.length
		w := httptest.NewRecorder()
		e.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: status %d, want %d", c.name, w.Code, c.status)
		}
	}
}
