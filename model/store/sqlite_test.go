package store

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-sqlite3"

	"catchment/model"
)

// Several connections of both pools, held at once, have the settings.
func TestSettingsOnEveryConnection(t *testing.T) {
	path := newFile(t)
	mustOpen(t, path)
	for name, c := range map[string]connector{"writing": writing(path), "reading": reading(path)} {
		pool := sql.OpenDB(c)
		defer pool.Close()
		for range 4 {
			conn, err := pool.Conn(t.Context()) // held to the end, so that the next is another
			if err != nil {
				t.Fatal(err)
			}
			for setting, want := range c.expected {
				var is string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+setting).Scan(&is); err != nil || is != want {
					t.Errorf("%s: %s is %q (%v), want %q", name, setting, is, err, want)
				}
			}
		}
	}
}

// A connection that lacks any one of the settings is refused.
func TestConnectionWithoutSettingsIsRefused(t *testing.T) {
	path := newFile(t)
	mustOpen(t, path)
	for _, lacking := range []string{"_synchronous=FULL", "_foreign_keys=on", "_busy_timeout=5000", "_secure_delete=on"} {
		settings := strings.Replace(durable, lacking, "_none=1", 1)
		if lacking == "_busy_timeout=5000" { // the driver's default is the same
			settings = strings.Replace(durable, lacking, "_busy_timeout=1", 1)
		}
		conn, err := connector{dsn: address(path, settings), expected: durableAnswers}.Connect(t.Context())
		wantCode(t, err, model.Unusable)
		if conn != nil {
			t.Errorf("without %s there is a connection", lacking)
		}
	}
	other := filepath.Join(t.TempDir(), "other.db")
	file, _ := os.Create(other)
	file.Close()
	settings := strings.Replace(durable, "_journal_mode=WAL", "_journal_mode=DELETE", 1)
	_, err := connector{dsn: address(other, settings), expected: durableAnswers}.Connect(t.Context())
	wantCode(t, err, model.Unusable)
	if !strings.Contains(err.Error(), "journal_mode is delete") {
		t.Errorf("%q does not name the setting", err)
	}
}

// A reader cannot write, and a writer takes the lock at once.
func TestReaderCannotWrite(t *testing.T) {
	path := newFile(t)
	s := mustOpen(t, path)
	err := s.read.Exec("DELETE FROM areas").Error
	wantCode(t, fault(err, "areas"), model.Unusable)

	conn, err := writing(path).Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	tx, err := conn.(driver.ConnBeginTx).BeginTx(t.Context(), driver.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	impatient, err := (&sqlite3.SQLiteDriver{}).Open(address(path, "_busy_timeout=1&_txlock=immediate"))
	if err != nil {
		t.Fatal(err)
	}
	defer impatient.Close()
	_, err = impatient.(driver.ConnBeginTx).BeginTx(t.Context(), driver.TxOptions{})
	wantCode(t, fault(err, ""), model.Unusable)
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
}

// No character of a path is read as anything else.
func TestOddPaths(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{
		"a b.db", "what?.db", "a?_journal_mode=OFF&mode=memory", "#1.db", "100%.db", "%41.db", "ŷ Wyddfa.db", "a&b=c;d.db",
		"file:x", ":memory:", "'quoted\".db", "no ending", "new\nline.db",
	} {
		path := filepath.Join(folder, name)
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		mustApply(t, s, Change{Actor: name})
		if err := s.Close(); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Size() == 0 || info.Mode().Perm() != 0o600 {
			t.Errorf("%q: the file is not there, empty or open to others (%v)", name, err)
		}
		again := mustOpen(t, path)
		if latest, err := again.Latest(t.Context()); err != nil || latest.Revision != 1 {
			t.Errorf("%q: revision is %d after a second opening (%v)", name, latest.Revision, err)
		}
	}
	t.Chdir(folder)
	mustOpen(t, "relative.db")
	if _, err := os.Stat(filepath.Join(folder, "relative.db")); err != nil {
		t.Error(err)
	}
}

// What a site held before it became protected is not left in the file.
func TestDeletedPlaceIsOverwritten(t *testing.T) {
	path := newFile(t)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	records := world(t, fixed(true))
	records.Sites[0].Postcode = secretPostcode
	mustApply(t, s, Change{Upserts: records})
	site := records.Sites[0]
	site.Disclosure, site.Postcode, site.Lon, site.Lat = model.Protected, "", nil, nil
	mustApply(t, s, Change{Upserts: &model.Records{Sites: []model.Site{site}}})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil || strings.Contains(string(content), secretPostcode) {
		t.Errorf("the postcode is still in the file (%v)", err)
	}
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		t.Error("the log is still there")
	}
}

// A disk that fills up fails the change with a sentence and nothing else;
// when there is space again the next change is made.
func TestFullDisk(t *testing.T) {
	s := mustOpen(t, newFile(t))
	mustApply(t, s, Change{Upserts: large(10, 10, 10)})
	before := hash(t, s)
	limit := func(pages int) {
		if err := s.write.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages)).Error; err != nil {
			t.Fatal(err)
		}
	}
	limit(1) // no less than there are
	_, err := applyLatest(s, Change{Upserts: large(500, 500, 500)})
	wantCode(t, err, model.Unusable)
	if err.Error() != isFull.String() || hash(t, s) != before {
		t.Errorf("%q, or something is left behind", err)
	}
	limit(1 << 30)
	mustApply(t, s, Change{Upserts: large(500, 500, 500)})
}
