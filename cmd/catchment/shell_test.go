package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3" // tests look into the file beside the program
)

// The tests of this package run the whole program, but for the process: its
// command line, its two streams and its exit code. They begin from a small
// database, made once from testdata/small and copied for each test:
//
//	+----+----+
//	|   A1    |          L1 North = A1 + A2, L2 South = A3. Site s1 in A1;
//	+---------+ L1       canary-key is a refuge for L1, its site protected.
//	|   A2    |          What is named Canary must never be published.
//	+---------+
//	|   A3    | L2
//	+---------+
const small = "testdata/small"

// ended is one run of the program when it has ended.
type ended struct {
	code     int
	out, err string
}

// call runs the program on 1 April 2026.
func call(t testing.TB, args ...string) ended {
	t.Helper()
	return callWithin(context.Background(), args...)
}

// callWithin runs it for as long as a context holds.
func callWithin(ctx context.Context, args ...string) ended {
	return callOn(ctx, time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC), args...)
}

// callOn runs it on another day.
func callOn(ctx context.Context, now time.Time, args ...string) ended {
	var out, err bytes.Buffer
	p := &program{out: &out, err: &err, now: func() time.Time { return now }}
	code := p.run(ctx, args)
	return ended{code, out.String(), err.String()}
}

// mustCall runs the program, which must not refuse.
func mustCall(t testing.TB, args ...string) ended {
	t.Helper()
	e := call(t, args...)
	if e.code != done {
		t.Fatalf("catchment %s: exit code %d\n%s", strings.Join(args, " "), e.code, e.err)
	}
	return e
}

var smallBytes = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "catchment-small-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	database := filepath.Join(folder, "small.db")
	var told bytes.Buffer
	p := &program{out: &told, err: &told, now: func() time.Time { return time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC) }}
	if code := p.run(context.Background(), []string{"import", "--database", database, small}); code != done {
		return nil, fmt.Errorf("the small set is refused:\n%s", told.String())
	}
	if log, err := os.Stat(database + "-wal"); err == nil && log.Size() > 0 {
		return nil, fmt.Errorf("the database leaves its log behind when it is closed")
	}
	return os.ReadFile(database)
})

// smallDatabase gives a copy of the small database of the test's own.
func smallDatabase(t testing.TB) string {
	t.Helper()
	content, err := smallBytes()
	if err != nil {
		t.Fatal(err)
	}
	database := filepath.Join(t.TempDir(), "small.db")
	if err := os.WriteFile(database, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return database
}

// stateOf is a digest of every row of every table, but for moments in time.
func stateOf(t testing.TB, database string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+database+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	sum := sha256.New()
	for _, table := range column(t, db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name") {
		columns := column(t, db, fmt.Sprintf("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('%s') WHERE name NOT IN ('at', 'tstamp')", table))
		rows := column(t, db, fmt.Sprintf(`SELECT %s FROM %q ORDER BY 1`, strings.Join(columns, " || ',' || "), table))
		fmt.Fprintln(sum, table, len(rows), strings.Join(rows, "\n"))
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func column(t testing.TB, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		out = append(out, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// folderWith writes files into a folder of the test's own.
func folderWith(t testing.TB, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// filesIn reads every file below a folder, by its path there.
func filesIn(t testing.TB, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		out[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// inOrder says whether a text holds the parts one after the other.
func inOrder(text string, parts []string) bool {
	for _, part := range parts {
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return true
}

// linesWith gives the lines of a text that begin in a way.
func linesWith(text, prefix string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return !strings.HasPrefix(line, prefix) })
}
