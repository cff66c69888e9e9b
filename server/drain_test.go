package server

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"catchment/frontend/words"
)

// A body that is too large is refused with a page that arrives: a browser that
// is still sending shows no other.
func TestTooLargeABodyGetsItsAnswer(t *testing.T) {
	server := httptest.NewServer(mustNew(t, Config{}, readOnly(t)))
	defer server.Close()
	large := bytes.Repeat([]byte("x"), 64<<20)
	for name, body := range map[string]io.Reader{"said before": bytes.NewReader(large), "in chunks": io.MultiReader(bytes.NewReader(large))} {
		request, err := http.NewRequest(http.MethodPost, server.URL+"/cy/new/provider", body)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Accept", "text/html")
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(string(text), words.In(words.Welsh).Say("server.detail_413")) {
			t.Errorf("%s: %d, %v\n%.400s", name, answer.StatusCode, err, text)
		}
	}
}
