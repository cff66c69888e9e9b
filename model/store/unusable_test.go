package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"catchment/model"
)

// unusables are paths that no store can be opened at, with a word that the
// sentence says.
func unusables(t *testing.T) map[string]string {
	t.Helper()
	folder := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	whole, err := os.ReadFile(filledFile(t))
	if err != nil {
		t.Fatal(err)
	}
	garbled := append([]byte{}, whole...)
	for i := 5000; i < len(garbled); i += 97 {
		garbled[i] ^= 0x5a
	}
	write("lost.db-wal", []byte("something"))
	return map[string]string{
		filepath.Join(folder, "none", "a.db"): "does not exist",
		folder:                                "is a folder",
		write("text.db", []byte(strings.Repeat("text ", 999))): "not a database",
		write("garbled.db", garbled):                           "damaged",
		write("cut.db", whole[:len(whole)/2]):                  "damaged",
		filepath.Join(folder, "lost.db"):                       "damaged",
		foreign(t):                                             "another program",
		newer(t):                                               "newer version",
		"/dev/null":                                            "not a file",
	}
}

// filledFile is a database with rows in it, closed.
func filledFile(t *testing.T) string {
	t.Helper()
	path := newFile(t)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	mustApply(t, s, Change{Upserts: large(100, 100, 100)})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func foreign(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "photos.db")
	execute(t, path, "CREATE TABLE photos (name TEXT)")
	return path
}

func newer(t *testing.T) string {
	t.Helper()
	path := filledFile(t)
	execute(t, path, "INSERT INTO "+versionTable+" (version_id, is_applied) VALUES (4711, 1)")
	return path
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db := sql.OpenDB(connector{dsn: address(path, "")})
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

func TestUnusableFiles(t *testing.T) {
	for path, word := range unusables(t) {
		before, _ := os.ReadFile(path)
		s, err := Open(t.Context(), path)
		if s != nil {
			t.Errorf("%s is opened", path)
		}
		if coded, ok := err.(*model.Error); !ok || coded.Code != model.Unusable {
			t.Errorf("%s: error is %#v, want it unusable", path, err)
			continue
		}
		if !strings.Contains(err.Error(), word) || !strings.Contains(err.Error(), filepath.Base(filepath.Dir(path))) {
			t.Errorf("%q does not name the file and say %q", err, word)
		}
		t.Log(err)
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Errorf("%s is changed by looking at it", path)
		}
	}
}

// Any one page overwritten with noise is found, or harms nothing.
func TestDamagedPages(t *testing.T) {
	path := filledFile(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	found := 0
	for at := 0; at+page <= len(whole); at += page {
		broken := append([]byte{}, whole...)
		for i := range page {
			broken[at+i] = byte(i*7 + at/page)
		}
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), path)
		if err != nil {
			wantCode(t, err, model.Unusable)
			found++
			continue
		}
		s.Close()
	}
	if pages := len(whole) / page; found < pages-2 {
		t.Errorf("%d of %d damaged pages found", found, pages)
	}
}

// A file or folder that may only be read, seen by an account that is not
// root: root may write to anything.
func TestReadOnlyPlaces(t *testing.T) {
	folder := filepath.Join(os.TempDir(), "catchment-"+filepath.Base(t.TempDir())+time.Now().Format("150405.000"))
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(folder, 0o755); os.RemoveAll(folder) })
	file := filepath.Join(folder, "there.db")
	content, err := os.ReadFile(filledFile(t))
	if err == nil {
		err = errors.Join(os.WriteFile(file, content, 0o444), os.Chmod(folder, 0o555))
	}
	if err != nil {
		t.Fatal(err)
	}
	for path, word := range map[string]string{file: "cannot be written to", filepath.Join(folder, "new.db"): "cannot be created"} {
		if sentence := openAsOther(t, path); !strings.Contains(sentence, word) || !strings.Contains(sentence, path) {
			t.Errorf("%q does not name the file and say %q", sentence, word)
		} else {
			t.Log(sentence)
		}
	}
}

const openEnv = "CATCHMENT_TEST_OPEN"

// openAsOther opens a path in a process of an account without rights and
// gives the sentence.
func openAsOther(t *testing.T, path string) string {
	t.Helper()
	program := copyOfTest(t)
	command := exec.Command(program, "-test.run=^TestOpenChild$", "-test.v")
	command.Env = append(os.Environ(), openEnv+"="+path)
	command.Dir = "/"
	if os.Getuid() == 0 {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, sentence, _ := strings.Cut(string(out), "SENTENCE ")
	sentence, _, _ = strings.Cut(sentence, "\n")
	return sentence
}

// copyOfTest puts the test program where any account can run it.
func copyOfTest(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.CreateTemp("", "store*.test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(file.Name()) })
	_, err = file.Write(content)
	if err = errors.Join(err, file.Chmod(0o755), file.Close()); err != nil {
		t.Fatal(err)
	}
	return file.Name()
}

func TestOpenChild(t *testing.T) {
	path := os.Getenv(openEnv)
	if path == "" {
		t.Skip("the child of TestReadOnlyPlaces")
	}
	_, err := Open(context.Background(), path)
	wantCode(t, err, model.Unusable)
	os.Stdout.WriteString("SENTENCE " + err.Error() + "\n")
}
