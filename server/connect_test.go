package server

import (
	"encoding/json"
	escape "html"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"catchment/model/disclosure"
)

var (
	snippetIn = regexp.MustCompile(`(?s)id="(snippet-[a-z0-9_]+)".*?<code data-language="([a-zA-Z]+)">(.*?)</code>`)
	addressIn = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+[^\s"<>]*`)
)

// runs is how a snippet is run: by the first of its programs that can, and what
// it must say.
type runs struct {
	programs [][]string
	able     string // what the program must be able to run, to be one that can
	behind   string // what is run behind the snippet, to see what came of it
	says     string
	lacks    string // why it is not run, where no program can
}

var (
	inShell  = [][]string{{"sh", "-e"}}
	inPython = [][]string{{"python3", "-W", "error"}, {"/usr/bin/python3", "-W", "error"}}
	inR      = [][]string{{"Rscript", "-"}}
)

// running says it for each snippet that a program other than QGIS, Excel and
// Power BI runs.
var running = map[string]runs{
	"gdal":             {inShell, "ogr2ogr --version", "ogrinfo -ro -so gaps.gpkg gaps", `(?s)Feature Count: [1-9].*Feature Count: [1-9]`, "ogr2ogr (gdal-bin) is not installed: its snippets are not run"},
	"gdal_key":         {inShell, "ogr2ogr --version", "ogrinfo -ro -so areas.gpkg areas-local_authority", `(?s)areas-served.*Feature Count: 8`, "ogr2ogr (gdal-bin) is not installed: its snippets are not run"},
	"python":           {inPython, "import csv", "", `^240 rows; X0600`, "python3 is not installed: its snippets are not run"},
	"python_key":       {inPython, "import csv", "", `^[1-9][0-9]+ gaps`, "python3 is not installed: its snippets are not run"},
	"python_geopandas": {inPython, "import geopandas, requests", "print(gaps.crs, gaps.geometry.notna().all(), set(gaps.tier))", `^[1-9][0-9]{3,} gaps\nOGC:CRS84 True \{3\}`, "geopandas and requests (python3-geopandas) are not installed: their snippet is not run"},
	"r_sf":             {inR, "library(sf)", "\ncat(sum(!st_is_empty(gaps)), 'of', nrow(gaps), class(gaps$children), '\\n')\n", `\n([0-9]{5}) of ([0-9]{5}) (?:integer|numeric)`, "R with sf (r-cran-sf) is not installed: its snippet is not run"},
	"r_httr2":          {inR, "library(httr2)", "\nstopifnot(names(coverage)[1] == 'area_code', is.numeric(coverage$coverage), anyNA(coverage$coverage))\n", `240 obs\. of +15 variables`, "R with httr2 (r-cran-httr2) is not installed: its snippet is not run"},
}

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
	names := map[string]bool{}
	for _, one := range found {
		name := strings.TrimPrefix(one[1], "snippet-")
		names[name] = true
		t.Run(name, func(t *testing.T) {
			text := escape.UnescapeString(one[3])
			reachable(t, text)
			switch how, known := running[name]; {
			case known:
				ranAs(t, key, text, how)
			case one[2] == "m":
				powerQuery(t, text)
			case name == "qgis_features":
				inQGIS(t, server, key, text)
			case name != "qgis_tiles": // TestOGCInQGIS draws those
				t.Error("nothing tries it")
			}
		})
	}
	for name := range running {
		if !names[name] {
			t.Errorf("there is no snippet %s", name)
		}
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

// ranAs gives a snippet to the program that reads it, in a folder of its own.
func ranAs(t *testing.T, key, text string, how runs) {
	t.Helper()
	able := slices.IndexFunc(how.programs, func(program []string) bool {
		try := exec.CommandContext(t.Context(), program[0], program[1:]...)
		try.Stdin = strings.NewReader(how.able + "\n")
		return try.Run() == nil
	})
	if able < 0 {
		t.Skip(how.lacks)
	}
	program := how.programs[able]
	command := exec.CommandContext(t.Context(), program[0], program[1:]...)
	command.Dir, command.Stdin = t.TempDir(), strings.NewReader(text+how.behind)
	command.Env = append(os.Environ(), "CATCHMENT_KEY="+key)
	out, err := command.CombinedOutput()
	says := regexp.MustCompile(how.says).FindSubmatch(out)
	if err != nil || says == nil || regexp.MustCompile(`ERROR|Warning`).Match(out) {
		t.Fatalf("%v: %s", err, out)
	}
	if len(says) == 3 && string(says[1]) != string(says[2]) {
		t.Errorf("it reads %s features of %s", says[1], says[2])
	}
}

var (
	stepOf    = regexp.MustCompile(`(?m)^    ([A-Z][a-z]+) = `)
	nameIn    = regexp.MustCompile(`\b(?:Source|Rows|Shown|Result|Key|Headed)\b`)
	textIn    = regexp.MustCompile(`"[^"]*"`)
	typedIn   = regexp.MustCompile(`\{"([a-z_]+)", (type text|type number|Int64\.Type)\}`)
	fieldIn   = regexp.MustCompile(`Source\[([a-z]+)\]`)
	functions = []string{"Json.Document", "Web.Contents", "Table.FromRows", "Table.ReplaceValue", "Table.TransformColumnTypes", "Replacer.ReplaceValue"}
)

// powerQuery checks what of a query can be without Excel and Power BI: that its
// brackets close, its steps are there before they are used and are joined by
// commas, its functions are known ones, and what it reads of the answer is there
// and can be made what it is said to be.
func powerQuery(t *testing.T, text string) {
	t.Helper()
	bare := textIn.ReplaceAllString(text, `""`)
	for _, pair := range []string{"()", "[]", "{}"} {
		if strings.Count(bare, pair[:1]) != strings.Count(bare, pair[1:]) {
			t.Errorf("%s are not closed: %s", pair, text)
		}
	}
	body, end, ok := strings.Cut(strings.TrimPrefix(bare, "let\n"), "\nin\n")
	steps := stepOf.FindAllStringSubmatchIndex(body, -1)
	if !strings.HasPrefix(bare, "let\n") || !ok || strings.TrimSpace(end) != "Result" || len(steps) < 4 {
		t.Fatalf("no let … in Result: %s", text)
	}
	known := map[string]bool{}
	for i, step := range steps {
		from, to := step[1], len(body)
		if i+1 < len(steps) {
			to = steps[i+1][0]
		}
		part := strings.TrimSpace(body[from:to])
		if last := i+1 == len(steps); strings.HasSuffix(part, ",") == last {
			t.Errorf("a comma too much or too few behind %s", part)
		}
		for _, name := range nameIn.FindAllString(part, -1) {
			if !known[name] {
				t.Errorf("%s is used before it is there", name)
			}
		}
		for _, name := range regexp.MustCompile(`\b[A-Z][a-z]+\.[A-Z][A-Za-z]+\b`).FindAllString(part, -1) {
			if !slices.Contains(functions, name) && name != "Int64.Type" {
				t.Errorf("%s is not known", name)
			}
		}
		known[body[step[2]:step[3]]] = true
	}
	readByQuery(t, text)
}

// readByQuery is what the steps of a query do, on the true answer for the
// public, in which figures are suppressed.
func readByQuery(t *testing.T, text string) {
	t.Helper()
	answer, err := http.Get(addressIn.FindString(text) + "&for=public")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var fields map[string]json.RawMessage
	content, err := io.ReadAll(answer.Body)
	if err != nil || json.Unmarshal(content, &fields) != nil {
		t.Fatalf("%v: no record", err)
	}
	for _, field := range fieldIn.FindAllStringSubmatch(text, -1) {
		if len(fields[field[1]]) == 0 {
			t.Errorf("there is no field %s", field[1])
		}
	}
	var columns []string
	var rows [][]any
	if json.Unmarshal(fields["columns"], &columns) != nil || json.Unmarshal(fields["rows"], &rows) != nil || len(rows) == 0 {
		t.Fatal("no rows")
	}
	typed := typedIn.FindAllStringSubmatch(text, -1)
	if len(typed) < 4 {
		t.Errorf("columns with a type: %v", typed)
	}
	for _, column := range typed {
		at := slices.Index(columns, column[1])
		if at < 0 {
			t.Errorf("there is no column %s", column[1])
			continue
		}
		for _, row := range rows {
			if len(row) != len(columns) || !isOf(row[at], column[2]) {
				t.Fatalf("%s is %v, not %s", column[1], row[at], column[2])
			}
		}
	}
}

func isOf(cell any, is string) bool {
	if cell == nil || cell == "*" {
		return true
	}
	number, isNumber := cell.(float64)
	switch is {
	case "type number":
		return isNumber
	case "Int64.Type":
		return isNumber && number == math.Trunc(number)
	}
	_, isText := cell.(string)
	return isText
}

const walkWithKey = `
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QGIS_AUTH_DB_DIR_PATH"] = os.getcwd()
from qgis.core import *
app = QgsApplication([], True)
app.initQgis()
def count(source):
    layer = QgsVectorLayer("url='%s' typename='areas-local_authority' version='OGC_API_FEATURES'%s" % (sys.argv[1], source), "areas", "OAPIF")
    return sum(1 for _ in layer.getFeatures()) if layer.isValid() else "none"
print("without a key", count(""), flush=True)
manager = QgsApplication.authManager()
manager.setMasterPassword("a password of the test", True)
for name, secret in (("known", os.environ["CATCHMENT_KEY"]), ("unknown", "catchment_x")):
    one = QgsAuthMethodConfig()
    one.setName(name)
    one.setMethod("Basic")
    one.setConfigMap({"username": "key", "password": secret})
    manager.storeAuthenticationConfig(one)
    print(name, "key", count(" authcfg='%s'" % one.id()), flush=True)
os._exit(0)
`

// inQGIS opens the address as its menus do, with a key too.
func inQGIS(t *testing.T, server *httptest.Server, key, text string) {
	t.Helper()
	const python = "/usr/bin/python3" // for which python3-qgis is installed
	if exec.Command(python, "-c", "import qgis.core").Run() != nil {
		t.Skip("python3-qgis is not installed: what QGIS reads is not tried")
	}
	if at, err := url.Parse(strings.TrimSpace(text)); err != nil || "http://"+at.Host != server.URL {
		t.Fatalf("%v: %s", err, text)
	}
	command := exec.CommandContext(t.Context(), python, "-c", walkWithKey, strings.TrimSpace(text))
	command.Dir = t.TempDir()
	command.Env = append(os.Environ(), "CATCHMENT_KEY="+key, "HOME="+command.Dir, "XDG_RUNTIME_DIR="+filepath.Join(command.Dir, "run"))
	out, err := command.CombinedOutput()
	says := string(out)
	if err != nil || !strings.Contains(says, "without a key 8") {
		t.Fatalf("%v: %s", err, says)
	}
	if !strings.Contains(says, "\nknown key 8") || !regexp.MustCompile(`\nunknown key (none|0)\n`).MatchString(says) {
		t.Errorf("with a key: %s", says)
	}
}
