package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"catchment/seed"
)

// An import that is killed leaves the database as it was before or as it is
// after: this is the true program, in a process of its own.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "catchment")
	if text, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	files := map[string]string{}
	for name, content := range seed.Demonstration(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)) {
		files[name] = string(content)
	}
	folder, database := folderWith(t, files), filepath.Join(t.TempDir(), "reference.db")
	mustCall(t, "import", "--database", database, folderWith(t, one("providers.csv", "provider,name,sector\nx1,X,other\n")))
	content, err := os.ReadFile(database)
	if err != nil {
		t.Fatal(err)
	}
	before := stateOf(t, database)
	began := time.Now()
	if text, err := exec.Command(program, "import", "--database", database, folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	} else if bytes.ContainsAny(text, "\x1b\r") {
		t.Errorf("escape codes in a pipe: %q", text)
	}
	whole, after := time.Since(began), stateOf(t, database)
	if before == after {
		t.Fatal("the import changes nothing")
	}
	was, is := 0, 0
	for range 12 {
		// Later moments more often: that is when it writes.
		moment := time.Duration(float64(whole) * (0.3 + 0.75*rand.Float64()))
		switch stateAfterKill(t, content, program, folder, moment) {
		case before:
			was++
		case after:
			is++
		default:
			t.Errorf("killed after %v: neither before nor after", moment)
		}
	}
	t.Logf("%d times as before, %d times as after", was, is)
}

// stateAfterKill kills an import after a while, and lets the program open the
// database again.
func stateAfterKill(t *testing.T, content []byte, program, folder string, moment time.Duration) string {
	t.Helper()
	database := filepath.Join(t.TempDir(), "killed.db")
	if err := os.WriteFile(database, content, 0o600); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "import", "--database", database, folder)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(moment)
	_ = c.Process.Kill() // it may have ended
	_ = c.Wait()
	mustCall(t, "programmes", "--database", database)
	return stateOf(t, database)
}
