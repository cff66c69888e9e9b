package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"catchment/model/planner"
	"catchment/server"
)

// site serves a database in this process, and gives its address.
func site(t *testing.T, database string) string {
	t.Helper()
	keep, err := planner.Open(t.Context(), database, reference, func() time.Time { return time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	handler, err := server.New(server.Config{Product: product()}, keep)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- server.Serve(ctx, slog.New(slog.DiscardHandler), server.Endpoint{Listener: listener, Handler: handler})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		keep.Close()
	})
	return "http://" + listener.Addr().String()
}

// chosen are filters as the command line and as the address has them.
var chosen = []struct{ flags, query string }{
	{"--what coverage --area X06000001 --within --tier 3,4", "area=X06000001&within=yes&tier=3,4"},
	{"--what coverage --type refuge --kind local_authority", "type=refuge&kind=local_authority"},
	{"--what tiers --area X06000001", "area=X06000001"},
	{"--what practice --indicator GP3 --kind local_authority,health_board", "indicator=GP3&kind=local_authority,health_board"},
	{"--what gaps --gap capacity --tier 3 --kind local_authority", "gap=capacity&tier=3&kind=local_authority"},
	{"--what gaps --tier none", "tier=none"},
	{"--what need --area X06000001 --within --kind small_area", "area=X06000001&within=yes&kind=small_area"},
	{"--what flow --type refuge", "type=refuge"},
}

// What the command line chooses is what the address chooses, byte by byte in
// formats that do not name the moment of computing.
func TestExportChoosesAsTheAddressDoes(t *testing.T) {
	database := demoDatabase(t)
	at := site(t, database)
	for _, c := range chosen {
		for _, format := range []string{"csv", "desktop", "geojsonl"} {
			flags := strings.Fields(c.flags)
			table, file, query := flags[1], flags[1]+"."+format, c.query+"&for=public"
			switch {
			case format == "desktop":
				file, query = table+".csv", query+"&desktop=yes"
				flags = append(flags, "--desktop")
			case format == "geojsonl" && table == "flow":
				continue
			default:
				flags = append(flags, "--format", format)
			}
			mine := exported(t, database, append(flags, "--audience", "public", "--as-of", "2026-04-01")...)[file]
			_, theirs, _ := strings.Cut(ask(t, at+"/export/"+file+"?"+query), "\r\n\r\n")
			if mine != theirs || !strings.Contains(mine, "\n") {
				t.Errorf("%s as %s: the command line has\n%.600s\nthe address has\n%.600s", c.flags, format, mine, theirs)
			}
		}
	}
}

// A GeoPackage of the command line holds what that of the address does, and
// both the rows of the CSV file.
func TestGeoPackageChoosesAsTheAddressDoes(t *testing.T) {
	ogr2ogr := gdal(t, "ogr2ogr")
	database := demoDatabase(t)
	at := site(t, database)
	for _, c := range chosen {
		flags := append(strings.Fields(c.flags), "--audience", "public", "--as-of", "2026-04-01")
		table, folder := flags[1], t.TempDir()
		want := exported(t, database, flags...)[table+".csv"]
		mustCall(t, append([]string{"export", "--database", database, "--format", "gpkg", "--out", folder}, flags...)...)
		_, body, _ := strings.Cut(ask(t, at+"/export/"+table+".gpkg?for=public&"+c.query), "\r\n\r\n")
		keepFile(t, filepath.Join(folder, "web.gpkg"), body)
		for _, name := range []string{"catchment.gpkg", "web.gpkg"} {
			out := filepath.Join(t.TempDir(), "x.csv")
			ogr2ogr("-f", "CSV", out, filepath.Join(folder, name), table)
			compareTables(t, name+" "+c.flags, want, filesIn(t, filepath.Dir(out))["x.csv"])
		}
	}
}

func keepFile(t *testing.T, path, content string) {
	t.Helper()
	if err := whole(path, func(w io.Writer) error { _, err := io.WriteString(w, content); return err }); err != nil {
		t.Fatal(err)
	}
}

// A filter that there is nothing for is refused, and no table of several is
// left behind.
func TestExportFilterRefuses(t *testing.T) {
	database := smallDatabase(t)
	for args, want := range map[string]string{
		"--tier 5":                        `tier is "5"; one or more of 1, 2, 3, 4 and none are expected`,
		"--area nowhere":                  `There is no area with the code "nowhere".`,
		"--within":                        "within goes with an area",
		"--type magic":                    `There is no service type "magic".`,
		"--what practice --indicator GP9": "one of GP1",
		"--what gaps --gap sadness":       `gap is "sadness"; one of`,
		"--gap capacity":                  "The table coverage cannot be chosen from by gap",
		"--what tiers,flow --tier 3":      "The table flow cannot be chosen from by tier",
		"--what need,practice --format shp --type x":         "There is no service type",
		"--what tiers,need --format gpkg --type refuge":      "cannot be chosen from by type",
		"--what tiers,gaps --format geojsonl --gap capacity": "The table tiers cannot be chosen from by gap",
		"--what inputs --area L1":                            "--what inputs is written whole",
		"--what inputs --kind ward":                          "--what inputs is written whole",
	} {
		out := t.TempDir()
		e := call(t, append([]string{"export", "--database", database, "--out", out}, strings.Fields(args)...)...)
		if e.code != refused || !strings.Contains(e.err, want) || len(filesIn(t, out)) > 0 {
			t.Errorf("%s: exit code %d, %s", args, e.code, e.err)
		}
	}
}
