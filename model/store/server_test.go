package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// A private PostgreSQL cluster on a socket of its own, for as long as the
// tests run. CATCHMENT_TEST_POSTGRES names another server instead.
var cluster struct {
	once    sync.Once
	address string
	stdin   io.Closer
	process *exec.Cmd
	folder  string
	schemas atomic.Int64
}

// server gives the address of a server, "" where there is none.
func server() string {
	cluster.once.Do(func() {
		if cluster.address = os.Getenv("CATCHMENT_TEST_POSTGRES"); cluster.address != "" {
			return
		}
		found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
		if len(found) == 0 {
			return
		}
		address, err := startServer(filepath.Dir(found[len(found)-1]))
		if err != nil {
			panic(fmt.Sprintf("the PostgreSQL server that is installed does not start: %v", err))
		}
		cluster.address = address
	})
	return cluster.address
}

// untilParentEnds runs a server that ends with its input, so that it never
// outlives the test, however that ends.
const untilParentEnds = `"$0" "$@" </dev/null & read _; kill -INT $!; wait`

func startServer(binaries string) (string, error) {
	folder, err := os.MkdirTemp("", "pg")
	if err != nil {
		return "", err
	}
	cluster.folder = folder
	as, err := serverAccount(folder)
	if err != nil {
		return "", err
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(binaries, "initdb"), "-D", data, "-U", "catchment", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
	initdb.SysProcAttr, initdb.Dir = as, folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", fmt.Errorf("initdb: %w: %s", err, out)
	}
	run := exec.Command("sh", "-c", untilParentEnds, filepath.Join(binaries, "postgres"),
		"-D", data, "-c", "listen_addresses=", "-c", "unix_socket_directories="+folder, "-c", "log_min_messages=panic")
	run.SysProcAttr, run.Dir = as, folder
	if cluster.stdin, err = run.StdinPipe(); err != nil {
		return "", err
	}
	if err := run.Start(); err != nil {
		return "", err
	}
	cluster.process = run
	address := "postgres://catchment@/postgres?host=" + url.QueryEscape(folder)
	return address, awaitServer(address)
}

// serverAccount lends the folder to an account that may run a server: root
// may not.
func serverAccount(folder string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	account, err := user.Lookup("postgres")
	if err != nil {
		if account, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, _ := strconv.Atoi(account.Uid)
	gid, _ := strconv.Atoi(account.Gid)
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, os.Chown(folder, uid, gid)
}

func awaitServer(address string) error {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer db.Close()
	for range 100 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

func stopServer() {
	if cluster.process != nil {
		_ = cluster.stdin.Close()
		_ = cluster.process.Wait()
	}
	if cluster.folder != "" {
		_ = os.RemoveAll(cluster.folder)
	}
}

// newSchema makes an empty schema and gives the address that leads there.
func newSchema(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("t%d_%d", os.Getpid(), cluster.schemas.Add(1))
	inServer(t, "CREATE SCHEMA "+name)
	t.Cleanup(func() { inServer(t, "DROP SCHEMA "+name+" CASCADE") })
	address, err := url.Parse(server())
	if err != nil {
		t.Fatal(err)
	}
	query := address.Query()
	query.Set("search_path", name)
	address.RawQuery = query.Encode()
	return address.String()
}

func inServer(t testing.TB, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", server())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
}
