package server

import (
	escape "html"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"catchment/model/disclosure"
)

var (
	snippetIn = regexp.MustCompile(`(?s)id="(snippet-[a-z0-9_]+)".*?<code data-language="([a-zA-Z]+)">(.*?)</code>`)
	addressIn = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+[^\s"<>]*`)
)

// What the page on connecting offers to copy works: what can be run here is
// run, with and without a key, and every other address answers.
func TestSnippets(t *testing.T) {
	p := ownDemonstration(t)
	server := httptest.NewServer(mustNew(t, Config{Product: "Catchment test"}, p))
	defer server.Close()
	key, _ := mustIssue(t, p, disclosure.Public, "")
	page := scenario{url: "/connect", headers: map[string]string{"Accept": "text/html"}}
	status, _, body := page.ask(t, server)
	found := snippetIn.FindAllStringSubmatch(body, -1)
	if status != 200 || len(found) != 13 {
		t.Fatalf("status %d, %d snippets", status, len(found))
	}
	for _, one := range found {
		t.Run(strings.TrimPrefix(one[1], "snippet-"), func(t *testing.T) {
			text := escape.UnescapeString(one[3])
			reachable(t, text)
			switch {
			case one[2] == "sh":
				if _, err := exec.LookPath("ogr2ogr"); err != nil {
					t.Skip("ogr2ogr (gdal-bin) is not installed: its snippets are not run")
				}
				says := run(t, key, text, "sh", "-e")
				if !strings.Contains(says, "gaps") || strings.Contains(says, "ERROR") {
					t.Errorf("it says: %s", says)
				}
			case one[2] == "py" && !strings.Contains(text, "geopandas"):
				if _, err := exec.LookPath("python3"); err != nil {
					t.Skip("python3 is not installed: its snippets are not run")
				}
				if says := run(t, key, text, "python3", "-W", "error"); !regexp.MustCompile(`^[1-9][0-9]* (rows; X0600|gaps)`).MatchString(says) {
					t.Errorf("it says: %s", says)
				}
			}
		})
	}
}

// reachable asks for each address of a snippet.
func reachable(t *testing.T, text string) {
	t.Helper()
	addresses := addressIn.FindAllString(text, -1)
	if len(addresses) == 0 {
		t.Errorf("no address in %s", text)
	}
	for _, address := range addresses {
		address = strings.NewReplacer("{z}", "6", "{x}", "30", "{y}", "21").Replace(address)
		answer, err := http.Get(address)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != 200 {
			t.Errorf("%s: status %d", address, answer.StatusCode)
		}
	}
}

// run gives a snippet to a program that reads it, in a folder of its own.
func run(t *testing.T, key, text string, program ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), program[0], program[1:]...)
	command.Dir, command.Stdin = t.TempDir(), strings.NewReader(text)
	command.Env = append(os.Environ(), "CATCHMENT_KEY="+key)
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}
