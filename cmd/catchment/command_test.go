package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchment/model/gap"
)

// Every command has help with an example, which asks for no database.
func TestHelp(t *testing.T) {
	p := &program{}
	commands := []string{""}
	for _, c := range p.root().Commands() {
		commands = append(commands, c.Name())
	}
	if len(commands) < 8 {
		t.Fatalf("only %d commands", len(commands))
	}
	for _, name := range commands {
		e := mustCall(t, append(strings.Fields(name), "--help")...)
		if !strings.Contains(e.out, "Examples:\n  catchment") || !strings.Contains(e.out, "Usage:\n  catchment") {
			t.Errorf("%q has no help with an example:\n%s", name, e.out)
		}
		if strings.Contains(e.out, "(default )") {
			t.Errorf("%q names a default that is none:\n%s", name, e.out)
		}
		if e.err != "" {
			t.Errorf("%q --help complains: %s", name, e.err)
		}
	}
	if e := mustCall(t); !strings.Contains(e.out, "Available Commands:") {
		t.Errorf("the bare program shows no help: %s", e.out)
	}
}

// What is asked for is refused with a sentence and an exit code: 1 where it
// cannot be given, 2 where the command line is wrong.
func TestRefusals(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct {
		line string // DB stands for the database
		code int
		says string
	}{
		{"frob", misused, `unknown command "frob"`},
		{"expor", misused, "Did you mean this? | export"},
		{"score --database DB extra", misused, `catchment score takes no arguments, and "extra" is one | Try "catchment score --help".`},
		{"gaps --bogus", misused, `unknown flag: --bogus | Try "catchment gaps --help".`},
		{"gaps --tier x", misused, `--tier is "x"; a whole number is expected | Try "catchment gaps --help".`},
		{"version --json=perhaps", misused, `--json is "perhaps"; true or false is expected`},
		{"export --out", misused, "flag needs an argument: --out"},
		{"import", misused, "catchment import needs the files or folders to read"},
		{"demo", misused, "catchment demo needs the FILE to make"},
		{"demo a b", misused, `takes the FILE to make alone, and "b" is one more`},
		{"programmes a b", misused, `"b" is one more`},
		{"score --database none.db", refused, "There is no database none.db; | catchment demo none.db"},
		{"gaps --database none.db", refused, "There is no database none.db;"},
		{"export --database none.db", refused, "There is no database none.db;"},
		{"score --database DB --as-of 31.3.2026", refused, `--as-of is "31.3.2026"; a date like 2026-04-01 is expected.`},
		{"gaps --database DB --as-of 2026-02-30", refused, `--as-of is "2026-02-30"; a date`},
		{"export --database DB --as-of tomorrow", refused, `--as-of is "tomorrow"; a date`},
		{"score --database DB --kind village", refused, `--kind is "village"; one of nation, region`},
		{"gaps --database DB --kind ward,village", refused, `--kind is "village"; one of nation`},
		{"export --database DB --kind village", refused, `--kind is "village"; one of nation`},
		{"export --database DB --format pdf", refused, `--format is "pdf"; one of csv, xlsx, geojson`},
		{"export --database DB --audience press", refused, `--audience is "press"; one of commissioner, public`},
		{"export --database DB --what secrets", refused, `--what is "secrets"; one of coverage, tiers`},
		{"export --database DB --what=", refused, `--what is empty; at least one of coverage`},
		{"export --database DB --what coverage,inputs", refused, "--what inputs stands alone"},
		{"export --database DB --what inputs --audience public", refused, "for the audience commissioner"},
		{"export --database DB --out DB/below", refused, "cannot be made."},
		{"gaps --database DB --gap sadness", refused, `--gap is "sadness"; one of provision, access`},
		{"gaps --database DB --tier 5", refused, "--tier is 5; a number from 1 to 4"},
		{"gaps --database DB --most -1", refused, "--most is -1; a number of 0 or more"},
		{"score --database DB --why A1", refused, "--why needs --tier, a number from 1 to 4."},
		{"score --database DB --why A1 --tier 7", refused, "--why needs --tier, a number from 1 to 4."},
		{"score --database DB --tier 2", refused, "go with --why AREA."},
		{"score --database DB --service-type refuge", refused, "go with --why AREA."},
		{"score --database DB --why Q9 --tier 2", refused, `There is no area with the code "Q9".`},
		{"score --database DB --why A1 --tier 1", refused, "No service type is expected in tier 1."},
		{"score --database DB --why A1 --tier 3 --service-type play", refused, `No service type "play" is expected in tier 3; expected are | group_work | refuge`},
		{"programmes nonesuch --database DB", refused, `There is no programme "nonesuch"; "catchment programmes" lists them.`},
		{"import --database DB nowhere", refused, "There is no file or folder nowhere."},
		{"import --database DB --mapping none.json nowhere", refused, "The mapping none.json cannot be read."},
		{"import --database DB command_test.go", refused, "command_test.go: | not a file that Catchment reads"},
		{"import --database /nonexistent/x.db " + small, refused, "The folder /nonexistent for the database does not exist."},
		{"score --database command_test.go", refused, "command_test.go cannot be used."},
		{"demo DB", refused, "exists already; name a new file, nothing was changed."},
	} {
		t.Run(c.line, func(t *testing.T) {
			before := stateOf(t, database)
			e := call(t, strings.Fields(strings.ReplaceAll(c.line, "DB", database))...)
			if e.code != c.code {
				t.Errorf("exit code %d, want %d", e.code, c.code)
			}
			if !inOrder(e.err, strings.Split(c.says, " | ")) {
				t.Errorf("it says: %s\nwant: %s", e.err, c.says)
			}
			if e.out != "" {
				t.Errorf("it prints: %s", e.out)
			}
			if stateOf(t, database) != before {
				t.Error("the database is not as it was")
			}
			for _, name := range []string{"none.db", "catchment.db", "exports"} {
				if _, err := os.Stat(name); err == nil {
					t.Errorf("%s was made", name)
				}
			}
		})
	}
}

// A mapping that is wrong is refused as a file is.
func TestMappingRefused(t *testing.T) {
	for _, c := range []struct{ name, mapping, says string }{
		{"not JSON", "{", "m.json: | not JSON"},
		{"of another kind", `{"files":7}`, `m.json: | "files" | wrong kind`},
		{"an unknown field", `{"file":[]}`, `m.json: | "file" | not one that a mapping has`},
		{"no files", `{"files":[]}`, "m.json: | at least one entry"},
		{"an unknown table", `{"files":[{"file":"p.csv","table":"people"}]}`, `m.json: | "people" is not one that Catchment reads`},
		{"an unknown column", `{"files":[{"file":"p.csv","table":"providers","columns":{"colour":"c"}}]}`, `m.json: | "colour" is not a column of providers`},
		{"a file elsewhere", `{"files":[{"file":"../p.csv","table":"providers"}]}`, "m.json: | without a folder"},
		{"a file that is not given", `{"files":[{"file":"q.csv","table":"providers"}]}`, "q.csv: | not among those given"},
		{"a column that the file lacks", `{"files":[{"file":"p.csv","table":"providers","columns":{"provider":"id","name":"title"},"constants":{"sector":"other"}}]}`, `p.csv, "title": | the file does not have it`},
		{"a constant that does not fit", `{"files":[{"file":"p.csv","table":"providers","columns":{"provider":"id","name":"id"},"constants":{"sector":"moon"}}]}`, `p.csv row 1, "sector" is "moon"; | constant that does not fit`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			database, folder := smallDatabase(t), folderWith(t, map[string]string{"m.json": c.mapping, "p.csv": "id\nx1\n"})
			before := stateOf(t, database)
			e := call(t, "import", "--database", database, "--mapping", filepath.Join(folder, "m.json"), folder)
			if e.code != refused || !inOrder(e.err, strings.Split("error: | "+c.says, " | ")) {
				t.Errorf("exit code %d\n%s\nwant: %s", e.code, e.err, c.says)
			}
			if stateOf(t, database) != before {
				t.Error("the database is not as it was")
			}
		})
	}
}

// Every command prints text, and with --json one JSON value and nothing else;
// neither stream has escape codes in a pipe.
func TestPrints(t *testing.T) {
	database := smallDatabase(t)
	for _, line := range []string{
		"version", "programmes", "programmes coda", "score", "score --kind small_area", "score --kind nation", "score --sensitivity",
		"score --why L1 --tier 3", "score --why A1 --tier 4 --service-type refuge", "score --why A3 --tier 3 --service-type group_work",
		"score --as-of 1990-01-01", "score --as-of 2090-12-31", "gaps", "gaps --most 0 --kind small_area", "gaps --kind nation", "gaps --gap parallel",
		"export --what coverage --out OUT", "export --what inputs --out OUT", "import " + small,
	} {
		t.Run(line, func(t *testing.T) {
			args := strings.Fields(strings.ReplaceAll(line, "OUT", t.TempDir()))
			args = append(args, "--database", database)
			text, plain := mustCall(t, args...), mustCall(t, append(args, "--json")...)
			if strings.TrimSpace(text.out) == "" || json.Valid([]byte(text.out)) {
				t.Errorf("this is not text: %s", text.out)
			}
			var value any
			if err := json.Unmarshal([]byte(plain.out), &value); err != nil || value == nil {
				t.Errorf("this is not JSON (%v): %s", err, plain.out)
			}
			if plain.err != "" {
				t.Errorf("with --json it also says: %s", plain.err)
			}
			for _, stream := range []string{text.out, text.err, plain.out} {
				if strings.ContainsAny(stream, "\x1b\r\b") || strings.Contains(stream, "NaN") || strings.Contains(stream, "%!") {
					t.Errorf("escape codes, NaN or a slip of formatting: %q", stream)
				}
			}
		})
	}
}

// bandsOf is the waterfall as score --why --json prints it.
type bandsOf struct{ Demand, Unreached, NotEligible, Waiting, Met, MetHigh float64 }

func (b bandsOf) sum() float64 { return b.Unreached + b.NotEligible + b.Waiting + b.Met }

// termsOf is one number explained.
type termsOf struct {
	Area, ServiceType string
	Tier              int
	Uptake            float64
	Bands             bandsOf
	Coverage          *float64
	Base              []struct {
		Area  string
		Need  float64
		Bands bandsOf
	}
	Ages     []struct{ Need float64 }
	Groups   []struct{ Demand, Supply, Met float64 }
	Services []struct {
		Service            string
		Capacity           *float64
		Pull, Ratio, Given float64
	}
}

// The printed terms of a number add up to it, for base areas and parents.
func TestWhyAddsUp(t *testing.T) {
	database := smallDatabase(t)
	seen := 0
	for _, area := range []string{"A1", "A2", "A3", "L1", "L2"} {
		for _, tier := range []int{2, 3, 4} {
			e := mustCall(t, "score", "--database", database, "--why", area, "--tier", fmt.Sprint(tier), "--json")
			var terms []termsOf
			if err := json.Unmarshal([]byte(e.out), &terms); err != nil {
				t.Fatal(err)
			}
			for _, x := range terms {
				seen++
				t.Run(fmt.Sprintf("%s tier %d %s", x.Area, x.Tier, x.ServiceType), func(t *testing.T) { x.addUp(t) })
			}
		}
	}
	if seen != 25 {
		t.Errorf("%d numbers were explained, want 5 areas × 5 expected types", seen)
	}
}

func (x *termsOf) addUp(t *testing.T) {
	equal := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	equal("bands and demand", x.Bands.sum(), x.Bands.Demand)
	if x.Bands.Demand > 0 {
		equal("coverage", *x.Coverage, x.Bands.Met/x.Bands.Demand)
	}
	given := 0.0
	for _, s := range x.Services {
		given += s.Given
		if s.Capacity != nil && s.Pull > 0 && x.ServiceType != "police" {
			equal("ratio of "+s.Service, s.Ratio, *s.Capacity/s.Pull)
		}
	}
	equal("what services give and met", given, x.Bands.Met)
	if strings.HasPrefix(x.Area, "L") {
		demand, met := 0.0, 0.0
		for _, b := range x.Base {
			demand, met = demand+b.Bands.Demand, met+b.Bands.Met
			equal("bands of "+b.Area, b.Bands.sum(), b.Bands.Demand)
			equal("need × uptake of "+b.Area, b.Need*x.Uptake, b.Bands.Demand)
		}
		equal("demand of base areas", demand, x.Bands.Demand)
		equal("met of base areas", met, x.Bands.Met)
		return
	}
	need, demand, met := 0.0, 0.0, 0.0
	for _, a := range x.Ages {
		need += a.Need
	}
	equal("need by age × uptake", need*x.Uptake, x.Bands.Demand)
	for _, g := range x.Groups {
		demand, met = demand+g.Demand, met+g.Met
		equal("met of a group", g.Met, g.Demand*math.Min(1, g.Supply))
	}
	equal("demand of groups", demand, x.Bands.Demand)
	equal("met of groups", met, x.Bands.Met)
}

// The gap register is filtered by kind of gap, tier and kind of area, and cut
// to so many; ranks stay those of the kinds of area asked for.
func TestGapFilters(t *testing.T) {
	database := smallDatabase(t)
	type line struct {
		Rank, Tier int
		Kind, Area string
	}
	gaps := func(args ...string) []line {
		var lines []line
		e := mustCall(t, append([]string{"gaps", "--database", database, "--json"}, args...)...)
		if err := json.Unmarshal([]byte(e.out), &lines); err != nil {
			t.Fatal(err)
		}
		return lines
	}
	all := gaps("--most", "0")
	if len(all) < 10 || len(gaps()) != min(20, len(all)) {
		t.Errorf("%d gaps by default, of %d", len(gaps()), len(all))
	}
	for _, g := range all {
		if !strings.HasPrefix(g.Area, "L") {
			t.Errorf("by default only local authorities are meant, not %s", g.Area)
		}
	}
	count := 0
	for _, kind := range []string{"provision", "access", "eligibility", "capacity", "quality", "assurance", "continuity", "equity", "parallel"} {
		for _, g := range gaps("--most", "0", "--gap", kind) {
			if count++; g.Kind != kind {
				t.Errorf("--gap %s gives %s", kind, g.Kind)
			}
			if all[g.Rank-1] != g {
				t.Errorf("the filter changes rank %d", g.Rank)
			}
		}
	}
	if count != len(all) {
		t.Errorf("the kinds of gap have %d in all, not %d", count, len(all))
	}
	for _, g := range gaps("--most", "0", "--tier", "3") {
		if g.Tier != 3 {
			t.Errorf("--tier 3 gives tier %d", g.Tier)
		}
	}
	if n := len(gaps("--most", "3")); n != 3 {
		t.Errorf("--most 3 gives %d", n)
	}
	for _, g := range gaps("--most", "0", "--kind", "small_area") {
		if !strings.HasPrefix(g.Area, "A") {
			t.Errorf("--kind small_area gives %s", g.Area)
		}
	}
}

// Programmes are listed, shown one by one, and known before there is a
// database.
func TestProgrammes(t *testing.T) {
	database := smallDatabase(t)
	for name, args := range map[string][]string{"with": {"--database", database}, "without": {"--database", filepath.Join(t.TempDir(), "none.db")}} {
		list := mustCall(t, append([]string{"programmes"}, args...)...)
		if !strings.Contains(list.out, "coda ") || strings.Contains(list.out, "steps12") != (name == "with") {
			t.Errorf("%s a database:\n%s", name, list.out)
		}
		one := mustCall(t, append([]string{"programmes", "coda"}, args...)...)
		if !inOrder(one.out, []string{"CODA (Children Overcoming Domestic Abuse)", "licence years", "3", "Variant", "What sources say"}) {
			t.Errorf("%s a database:\n%s", name, one.out)
		}
	}
}

// The demonstration works from one end to the other, and never writes over a
// file.
func TestDemo(t *testing.T) {
	database := filepath.Join(t.TempDir(), "demo.db")
	mustCall(t, "demo", database)
	before := stateOf(t, database)
	if e := call(t, "demo", database); e.code != refused || stateOf(t, database) != before {
		t.Errorf("exit code %d: %s", e.code, e.err)
	}
	if e := mustCall(t, "gaps", "--database", database, "--most", "5"); strings.Count(e.out, "Closes with") != 5 {
		t.Errorf("not five gaps:\n%s", e.out)
	}
	each := mustCall(t, "gaps", "--database", database, "--each").out
	for _, kind := range gap.Kinds {
		if !strings.Contains(each, " · "+string(kind)+"\n") {
			t.Errorf("the demonstration has no gap of kind %s", kind)
		}
	}
	scores := mustCall(t, "score", "--database", database, "--kind", "local_authority").out
	for _, status := range []string{"■ gap", "▲ partial", "● sufficient", "◇ not known", "Invented data"} {
		if !strings.Contains(scores, status) {
			t.Errorf("the demonstration's figures lack %q", status)
		}
	}
}

// The same files again change nothing, and it is said.
func TestReimport(t *testing.T) {
	database := smallDatabase(t)
	before := stateOf(t, database)
	e := mustCall(t, "import", "--database", database, small)
	if !strings.Contains(e.out, "Everything was known already: revision 2 stays.") {
		t.Errorf("it says: %s", e.out)
	}
	if stateOf(t, database) != before {
		t.Error("the database is not as it was")
	}
}

// An interrupt is told in words, and leaves the database as it was.
func TestInterrupted(t *testing.T) {
	database := smallDatabase(t)
	before := stateOf(t, database)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, err bytes.Buffer
	p := &program{out: &out, err: &err, now: today}
	code := p.run(ctx, []string{"import", "--database", database, folderWith(t, one("providers.csv", "provider,name,sector\nx1,X,other\n"))})
	if code != refused || !strings.HasSuffix(err.String(), "Interrupted; what was not finished has changed nothing.\n") {
		t.Errorf("exit code %d: %s", code, err.String())
	}
	if stateOf(t, database) != before {
		t.Error("the database is not as it was")
	}
}

// A method table replaces the one there is, whole, and makes a new version of
// the method; headings alone empty it. Other tables are updated by key.
func TestMethodTables(t *testing.T) {
	database := smallDatabase(t)
	shares := func() string {
		out := t.TempDir()
		mustCall(t, "export", "--database", database, "--what", "inputs", "--out", out)
		return filesIn(t, out)["shares.csv"]
	}
	const head = "tier,attribute,share,source\n"
	for _, step := range []struct{ files, says, shares string }{
		{"shares.csv\n" + head + "2,high_trauma,0.1,x\n", "Revision 3, method version 3.", head + "2,high_trauma,0.1,x\n"},
		{"shares.csv\n" + head + "2,high_trauma,0.1,x\n", "Everything was known already: revision 3 stays.", head + "2,high_trauma,0.1,x\n"},
		{"shares.csv\n" + head, "Revision 4, method version 4.", head},
		{"shares.csv\n" + head, "Everything was known already: revision 4 stays.", head},
		{"providers.csv\nprovider,name,sector\np1,Renamed,children\n", "Revision 5, method version 4.", head},
	} {
		name, content, _ := strings.Cut(step.files, "\n")
		e := mustCall(t, "import", "--database", database, folderWith(t, one(name, content)))
		if !strings.Contains(e.out, step.says) {
			t.Errorf("it says: %s\nwant: %s", e.out, step.says)
		}
		if got := shares(); got != step.shares {
			t.Errorf("shares: %q, want %q", got, step.shares)
		}
	}
	e := mustCall(t, "score", "--database", database)
	if !strings.Contains(e.out, "Method version 4, revision 5.") {
		t.Errorf("the figures do not name their method: %s", e.out)
	}
}
