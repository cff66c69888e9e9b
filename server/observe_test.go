package server

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"catchment/model"
)

var discard = slog.New(slog.DiscardHandler)

// The log and the metrics know the pattern of a path, and never what was asked
// of it.
func TestNothingOfARequestIsLogged(t *testing.T) {
	var log bytes.Buffer
	metrics := NewMetrics(readOnly(t))
	e := mustNew(t, Config{Log: slog.New(slog.NewJSONHandler(&log, nil)), Metrics: metrics}, readOnly(t))
	for _, url := range []string{"/api/v1/areas/canary-code", "/api/v1/coverage?area=canary-area&type=canary-type", "/api/v1/gaps?canary-name=1", "/canary-path", "/export/canary.csv", "/api/v1/areas?search=canary-search"} {
		get(t, e, url, "")
	}
	w := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:9090/metrics", nil))
	for name, text := range map[string]string{"the log": log.String(), "the metrics": w.Body.String()} {
		if strings.Contains(text, "canary") {
			t.Errorf("%s has it: %.3000s", name, text)
		}
		if !strings.Contains(text, "/api/v1/areas/:code") {
			t.Errorf("%s lacks the pattern: %.1000s", name, text)
		}
	}
	for _, word := range []string{"catchment_http_request_seconds_bucket", "catchment_revision 2", "catchment_method_version 1", "catchment_http_requests_in_flight 0", "catchment_view_compute_seconds", "go_goroutines"} {
		if !strings.Contains(w.Body.String(), word) {
			t.Errorf("the metrics lack %s", word)
		}
	}
	if !strings.Contains(log.String(), `"route":"unmatched","status":404`) || !strings.Contains(log.String(), `"language":"en"`) {
		t.Errorf("the log: %.2000s", log.String())
	}
}

// The metrics too answer this machine alone.
func TestMetricsRefuseOtherHosts(t *testing.T) {
	w := httptest.NewRecorder()
	NewMetrics(readOnly(t)).Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://attacker.example/metrics", nil))
	if w.Code != http.StatusMisdirectedRequest || strings.Contains(w.Body.String(), "catchment_") {
		t.Errorf("status %d: %.200s", w.Code, w.Body)
	}
}

// What went wrong inside is logged with its cause, and told without it; a
// panic takes nobody else down.
func TestErrorsAreToldWithoutTheirCause(t *testing.T) {
	var log bytes.Buffer
	e := mustNew(t, Config{Log: slog.New(slog.NewTextHandler(&log, nil))}, readOnly(t))
	fails := map[string]struct {
		err    error
		status int
		says   string
	}{
		"/plain":    {errors.New("canary cause"), 500, "Something went wrong"},
		"/unusable": {&model.Error{Code: model.Unusable, Sentence: model.Said("The disk could not be read."), Cause: errors.New("canary cause")}, 503, "The disk could not be read."},
		"/full":     {&model.Error{Code: model.Unusable, Sentence: model.Said("The disk is full."), Cause: errors.Join(model.ErrFull, errors.New("canary cause"))}, 507, "The disk is full."},
		"/conflict": {&model.Error{Code: model.Conflict, Sentence: model.Said("Someone was faster.")}, 409, "Someone was faster."},
		"/may-not":  {&model.Error{Code: model.Forbidden, Sentence: model.Said("You may not.")}, 403, "You may not."},
		"/panic":    {nil, 500, "Something went wrong"},
	}
	for path, f := range fails {
		e.GET(path, func(echo.Context) error {
			if f.err == nil {
				panic("canary panic")
			}
			return f.err
		})
		log.Reset()
		w := get(t, e, path, "")
		if w.Code != f.status || !strings.Contains(w.Body.String(), f.says) || strings.Contains(w.Body.String(), "canary") {
			t.Errorf("%s: status %d: %s", path, w.Code, w.Body)
		}
		if logged := strings.Contains(log.String(), "level=ERROR"); logged != (f.status >= 500) {
			t.Errorf("%s: logged as an error: %v: %s", path, logged, log.String())
		}
		if id := w.Header().Get("X-Request-Id"); f.status >= 500 && (id == "" || !strings.Contains(log.String(), id) || !strings.Contains(log.String(), "canary")) {
			t.Errorf("%s: request %s is not in the log with its cause: %s", path, id, log.String())
		}
	}
}

// An answer that fails half way breaks off, packed or not: half of it is never
// taken for the whole.
func TestAnswersThatFailHalfWayBreakOff(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	e.GET("/half", func(c echo.Context) error {
		if _, err := c.Response().Write(bytes.Repeat([]byte("half an answer "), 10_000)); err != nil {
			return err
		}
		return errors.New("and no more")
	})
	server := httptest.NewServer(e)
	defer server.Close()
	for _, packed := range []string{"identity", "gzip"} {
		r, _ := http.NewRequest(http.MethodGet, server.URL+"/half", nil)
		r.Header.Set("Accept-Encoding", packed)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			continue // broken off before its first byte was sent
		}
		if _, err = io.ReadAll(answer.Body); err == nil {
			t.Errorf("%s: the answer seems whole", packed)
		}
		answer.Body.Close()
	}
}
