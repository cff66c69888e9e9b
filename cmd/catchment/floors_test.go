package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// floors is the house: a package imports only packages of lower floors. The
// longest prefix counts. Tests may look anywhere below their own package.
var floors = map[string]int{
	"model":                       0,
	"model/access":                0,
	"frontend":                    0,
	"seed":                        0,
	"model/field":                 5, // reads the tags of the nouns
	"frontend/words":              5, // names the kinds and dates of model
	"model/topology":              10,
	"model/cql2":                  10,
	"model/crs":                   10,
	"model/need":                  10,
	"model/practice":              10,
	"model/atlas":                 11, // checks records with field, places areas with access
	"model/siting":                10,
	"server/respond":              10,
	"server/routing":              10, // asks a routing engine
	"model/coverage":              20,
	"model/store":                 20,
	"model/gap":                   30,
	"model/scenario":              30,
	"model/trial":                 5, // random cases for tests
	"model/disclosure":            40,
	"model/feature":               45, // what a view shows, as features
	"model/exchange/intake":       49, // what all formats share
	"model/exchange/provenance":   50,
	"model/exchange/recipes":      50,
	"model/exchange/boundary":     50,
	"model/exchange/columns":      50,
	"model/exchange/calendar":     50,
	"model/exchange/table":        51,
	"model/exchange/geojson":      51,
	"model/exchange/geopackage":   51,
	"model/exchange/shapefile":    51,
	"model/exchange/openreferral": 51,
	"model/exchange":              52, // chooses the format
	"model/planner":               52,
	"model/planner/trial":         53, // planners for tests
	"model/planner/desk":          53, // reads uploads and asks the planner
	"server/auth":                 54,
	"server/page/parts":           54, // what the shared parts of pages show
	"server/page/sketch":          54, // maps drawn by the server
	"server/page/shell":           55, // what every page has
	"server/page/trial":           56, // what the tests of pages stand on
	"server/page/areas":           60,
	"server/page/compare":         60,
	"server/page/terms":           60, // how was this worked out?
	"server/page/register":        60,
	"server/page/directory":       60,
	"server/page/guide":           60,
	"server/page/intake":          60,
	"server/page/tagging":         60,
	"server/page/siting":          60,
	"server/page/designer":        60, // a programme for a year
	"server/page/scarcity":        60, // which constraint to relax first
	"server/page/plans":           60, // scenarios
	"server/page/timeline":        60, // what ends, month by month
	"server/page":                 61,
	"server/api":                  60,
	"server/ogc":                  60,
	"server/openreferral":         60,
	"server/tile":                 60,
	"server":                      70,
	"cmd/catchment":               80,
}

// bans are imports that only some packages may have, each with its reason.
var bans = []struct {
	imported string
	allowed  []string
	reason   string
}{
	{"gorm.io/", []string{"model/store"}, "only the store knows a database"},
	{"database/sql", []string{"model/store", "model/exchange/geopackage"}, "only the store knows a database; a GeoPackage is an SQLite file"},
	{"github.com/labstack/echo", []string{"server"}, "only the server speaks HTTP"},
	{"net/http", []string{"server"}, "only the server speaks HTTP"},
	{"github.com/mattn/go-sqlite3", []string{"model/store", "model/exchange/geopackage"}, "only the store knows a database; a GeoPackage is an SQLite file"},
	{"github.com/jackc/pgx", []string{"model/store"}, "only the store knows a database"},
	{"github.com/pressly/goose", []string{"model/store"}, "only the store knows a database"},
	{"catchment/model/store", []string{"model/planner"}, "everyone else asks the planner"},
	{"catchment/model/atlas", []string{"model/coverage", "model/gap", "model/scenario", "model/disclosure", "model/planner"}, "what leaves the atlas passes disclosure"},
	{"github.com/spf13", []string{"cmd"}, "flags are read in cmd and handed down"},
}

// pure packages are given values and give values: no clock, log, context or
// database inside.
var pure = []string{"model/field", "model/need", "model/access", "model/practice", "model/atlas", "model/coverage", "model/gap", "model/scenario", "model/siting", "model/topology", "model/crs", "model/cql2", "model/crs"}

var impure = []string{"context", "log", "log/slog", "os", "database/sql", "net"}

func TestFloors(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		seen++
		home := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), root+string(filepath.Separator)))
		checkFile(t, path, home)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Fatalf("only %d Go files were found below %s", seen, root)
	}
}

func checkFile(t *testing.T, path, home string) {
	t.Helper()
	floor, known := floors[home]
	if !known {
		t.Errorf("%s: package %s has no floor; give it one in floors_test.go", path, home)
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if own, ok := strings.CutPrefix(imported, "catchment/"); ok {
			if other, known := floors[own]; !known || other >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d): a package imports only lower floors", path, floor, own, other)
			}
		}
		checkBans(t, path, home, imported)
	}
	if isPure(home) && strings.Contains(string(source), "time.Now") {
		t.Errorf("%s: a pure package has no clock", path)
	}
}

func checkBans(t *testing.T, path, home, imported string) {
	t.Helper()
	for _, ban := range bans {
		if strings.HasPrefix(imported, ban.imported) && !below(home, ban.allowed) {
			t.Errorf("%s imports %s: %s", path, imported, ban.reason)
		}
	}
	for _, banned := range impure {
		if isPure(home) && imported == banned {
			t.Errorf("%s imports %s: a pure package gets values and gives values", path, imported)
		}
	}
}

func isPure(home string) bool {
	for _, p := range pure {
		if home == p {
			return true
		}
	}
	return false
}

func below(home string, allowed []string) bool {
	for _, a := range allowed {
		if home == a || strings.HasPrefix(home, a+"/") {
			return true
		}
	}
	return false
}
