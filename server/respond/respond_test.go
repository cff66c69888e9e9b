package respond

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/frontend/words"
	"catchment/model"
)

func TestTakeLanguage(t *testing.T) {
	for _, c := range []struct {
		path, raw, want, wantRaw string
		language                 words.Language
	}{
		{"/", "", "/", "", words.English},
		{"/gaps", "", "/gaps", "", words.English},
		{"/cy", "", "/", "", words.Welsh},
		{"/cy/", "", "/", "", words.Welsh},
		{"/cy/gaps", "", "/gaps", "", words.Welsh},
		{"/cy/cy/gaps", "", "/cy/gaps", "", words.Welsh},
		{"/cymru", "", "/cymru", "", words.English},
		{"/areas/cy", "", "/areas/cy", "", words.English},
		{"/cy/areas/a/b", "/cy/areas/a%2Fb", "/areas/a/b", "/areas/a%2Fb", words.Welsh},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.Path, r.URL.RawPath = c.path, c.raw
		context := echo.New().NewContext(r, httptest.NewRecorder())
		_ = TakeLanguage(func(echo.Context) error { return nil })(context) // cannot fail
		if r.URL.Path != c.want || r.URL.RawPath != c.wantRaw || Language(context) != c.language {
			t.Errorf("%s: path %s (%s), language %s", c.path, r.URL.Path, r.URL.RawPath, Language(context))
		}
	}
}

func TestProblemOf(t *testing.T) {
	voice := words.In(words.Welsh)
	coded := func(code string) error {
		return &model.Error{Code: code, Field: "f", Sentence: model.Said("A sentence.")}
	}
	for _, c := range []struct {
		name   string
		err    error
		status int
		detail string
	}{
		{"invalid", coded(model.Invalid), 400, "A sentence."},
		{"not found", coded(model.NotFound), 404, "A sentence."},
		{"conflict", coded(model.Conflict), 409, "A sentence."},
		{"forbidden", coded(model.Forbidden), 403, "A sentence."},
		{"unusable", coded(model.Unusable), 503, "A sentence."},
		{"wrapped", fmt.Errorf("while reading: %w", coded(model.NotFound)), 404, "A sentence."},
		{"a full disk", &model.Error{Code: model.Unusable, Sentence: model.Said("Full."), Cause: model.ErrFull}, 507, "Full."},
		{"an unknown code", coded("strange"), 500, "A sentence."},
		{"anything else", errors.New("secret"), 500, voice.Say("server.detail_500")},
		{"a route", echo.ErrNotFound, 404, voice.Say("server.detail_404")},
		{"a method", echo.ErrMethodNotAllowed, 405, voice.Say("server.detail_405")},
		{"too large", &http.MaxBytesError{Limit: 1}, 413, voice.Say("server.detail_413")},
		{"a status without words", echo.NewHTTPError(418), 418, voice.Say("server.detail_400")},
		{"a problem", New(421, voice), 421, voice.Say("server.detail_421")},
	} {
		p := ProblemOf(c.err, voice)
		if p.Status != c.status || p.Detail != c.detail || p.Title == "" || strings.Contains(p.Title, "⟦") {
			t.Errorf("%s: %+v", c.name, p)
		}
	}
}

func TestWantsJSON(t *testing.T) {
	for _, c := range []struct {
		path, accept string
		want         bool
	}{
		{"/gaps", "", false},
		{"/gaps", "text/html,application/xhtml+xml,*/*;q=0.8", false},
		{"/gaps", "application/json", true},
		{"/gaps", "application/problem+json", true},
		{"/gaps", "*/*", false},
		{"/api/v1/gaps", "", true},
		{"/api/v1/gaps", "*/*", true},
		{"/api/v1/gaps", "text/html", false},
		{"/export/gaps.csv", "", true},
		{"/export/gaps.csv", "text/html", false},
		{"/tiles/v/ward/1/2/3.mvt", "*/*", true},
		{"/apiary", "", false},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+c.path, nil)
		r.Header.Set("Accept", c.accept)
		if got := WantsJSON(r); got != c.want {
			t.Errorf("%s, %q: %v", c.path, c.accept, got)
		}
	}
}

// Only a change that others made in the meantime is told as one.
func TestTitlesOfConflicts(t *testing.T) {
	voice := words.In(words.English)
	for cause, title := range map[error]string{model.ErrOvertaken: "server.title_overtaken", nil: "server.title_409"} {
		if p := ProblemOf(&model.Error{Code: model.Conflict, Sentence: model.Said("A sentence."), Cause: cause}, voice); p.Status != 409 || p.Title != voice.Say(title) {
			t.Errorf("%v: %q", cause, p.Title)
		}
	}
}

// A sentence of the model is told in the reader's language, under a title in it.
func TestProblemsAreWelsh(t *testing.T) {
	err := fmt.Errorf("undoing: %w", &model.Error{Code: model.NotFound, Field: "revision", Sentence: model.Say("There is no revision %d.", 7)})
	for language, detail := range map[words.Language]string{words.English: "There is no revision 7.", words.Welsh: "Nid oes diwygiad 7."} {
		voice := words.In(language)
		if p := ProblemOf(err, voice); p.Detail != detail || p.Title != voice.Say("server.title_404") || p.Field != "revision" {
			t.Errorf("%s: %+v", language, p)
		}
	}
}

// Where the page that should tell of an error fails too, a plain one does, and
// nothing in it is taken for markup.
func TestThePlainPage(t *testing.T) {
	for name, page := range map[string]Page{
		"no page":           nil,
		"a page that fails": func(echo.Context, *Problem) error { return errors.New("broken") },
	} {
		e := echo.New()
		e.HTTPErrorHandler = Handler(slog.New(slog.DiscardHandler), page)
		e.GET("/", func(echo.Context) error {
			return &model.Error{Code: model.NotFound, Sentence: model.Said(`There is no "<script>alert(1)</script>".`)}
		})
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		if w.Code != 404 || !strings.Contains(w.Body.String(), "&lt;script&gt;") || strings.Contains(w.Body.String(), "<script>") {
			t.Errorf("%s: status %d: %s", name, w.Code, w.Body)
		}
	}
}
