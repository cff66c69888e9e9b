package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What cannot be served is refused with a sentence, before anything is served.
func TestServeRefusals(t *testing.T) {
	database := smallDatabase(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct {
		line string // DB stands for the database, TAKEN for an address in use
		code int
		says string
	}{
		{"serve --database DB extra", misused, "catchment serve takes no arguments"},
		{"serve --database DB --port 80", misused, "unknown flag: --port"},
		{"serve --database none.db --address 127.0.0.1:0", refused, "There is no database none.db;"},
		{"serve --database DB --address 0.0.0.0:8080", refused, `--address is "0.0.0.0:8080"; only an address of this machine's own is allowed`},
		{"serve --database DB --address :8080", refused, `--address is ":8080"; only an address of this machine's own`},
		{"serve --database DB --address 10.0.0.5:80", refused, `--address is "10.0.0.5:80"; only`},
		{"serve --database DB --address catchment.example:80", refused, "this machine's own"},
		{"serve --database DB --address 127.0.0.1", refused, "an address with a port, like 127.0.0.1:8080"},
		{"serve --database DB --address TAKEN", refused, "another program may be using the port"},
		{"serve --database DB --address 127.0.0.1:0 --metrics 0.0.0.0:0", refused, `--metrics is "0.0.0.0:0"; only`},
		{"serve --database DB --address 127.0.0.1:0 --metrics TAKEN", refused, "name another port with --metrics"},
		{"serve --database DB --address 127.0.0.1:0 --as-of 31.3.2026", refused, "--as-of is"},
		{"serve --database DB --demo", refused, "--demo serves a database of its own"},
		{"serve --database DB --exit-to https://example.org/", refused, `--exit-to is "https://example.org/"; one of these is expected: bbc-weather, google,`},
		{"serve --database serve_test.go --address 127.0.0.1:0", refused, "serve_test.go cannot be used."},
	} {
		line := strings.NewReplacer("DB", database, "TAKEN", taken.Addr().String()).Replace(c.line)
		e := call(t, strings.Fields(line)...)
		if e.code != c.code || !strings.Contains(e.err, c.says) || e.out != "" {
			t.Errorf("%s: exit code %d, want %d; it prints %q and says: %s", c.line, e.code, c.code, e.out, e.err)
		}
	}
}

// served is the true program, serving in a process of its own.
type served struct {
	command *exec.Cmd
	where   addresses
	log     *os.File
}

// start serves and reads from the program itself where it can be reached.
func start(t *testing.T, program string, args ...string) *served {
	t.Helper()
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	s := &served{command: exec.Command(program, append([]string{"serve", "--json", "--address", "127.0.0.1:0"}, args...)...), log: log}
	s.command.Stderr = log
	out, err := s.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = s.command.Process.Kill() // it has ended in a test that passes
		log.Close()
	})
	if err := json.NewDecoder(bufio.NewReader(out)).Decode(&s.where); err != nil {
		t.Fatalf("%v: %s", err, s.logged(t))
	}
	return s
}

func (s *served) logged(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(s.log.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// ask asks over a connection of its own; only the server's packages speak more
// of HTTP than this.
func ask(t *testing.T, address string) string {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := net.DialTimeout("tcp", at.Host, 5*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second)) // a connection that is open takes it
	fmt.Fprintf(conn, "GET %s HTTP/1.0\r\nHost: %s\r\nAccept: text/html, application/json\r\n\r\n", at.RequestURI(), at.Host)
	answer, err := io.ReadAll(conn)
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

// stop sends a signal and gives the exit code and how long it took.
func (s *served) stop(t *testing.T, signal syscall.Signal) (code int, took time.Duration) {
	t.Helper()
	begun := time.Now()
	if err := s.command.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
	_ = s.command.Wait() // its exit code says it
	return s.command.ProcessState.ExitCode(), time.Since(begun)
}

// TestServe starts the true program, asks it, and stops it as a service
// manager and as a person does.
func TestServe(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "catchment")
	if text, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	database := filepath.Join(t.TempDir(), "demo.db")
	mustCall(t, "demo", database, "--as-of", "2026-04-01")

	t.Run("a database, SIGTERM", func(t *testing.T) {
		begun := time.Now()
		s := start(t, program, "--database", database, "--as-of", "2026-04-01")
		for !strings.Contains(ask(t, s.where.Pages+"readyz"), `"ready":true`) {
			if time.Since(begun) > 20*time.Second {
				t.Fatalf("it is never ready: %s", s.logged(t))
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Logf("ready %v after the start", time.Since(begun).Round(time.Millisecond))
		if answer := ask(t, s.where.Pages+"api/v1/areas?limit=1"); !strings.Contains(answer, `"as_of":"2026-04-01"`) {
			t.Errorf("areas: %s", answer)
		}
		if answer := ask(t, s.where.Metrics); !strings.Contains(answer, `catchment_http_request_seconds_count{method="GET",route="/api/v1/areas",status="200"} 1`) {
			t.Errorf("metrics: %.500s", answer)
		}
		code, took := s.stop(t, syscall.SIGTERM)
		if log := s.logged(t); code != done || took > 5*time.Second || !strings.Contains(log, `"route":"/api/v1/areas"`) || strings.Contains(log, `"level":"ERROR"`) {
			t.Errorf("exit code %d after %v: %s", code, took, log)
		}
	})
	t.Run("the demonstration, Ctrl+C", func(t *testing.T) {
		temp := t.TempDir()
		t.Setenv("TMPDIR", temp)
		s := start(t, program, "--demo", "--metrics", "off")
		if s.where.Metrics != "" {
			t.Errorf("metrics at %s", s.where.Metrics)
		}
		if answer := ask(t, s.where.Pages+"api/v1/areas?limit=1"); !strings.Contains(answer, "Arvelin") {
			t.Errorf("areas: %s", answer)
		}
		if code, took := s.stop(t, syscall.SIGINT); code != done || took > 5*time.Second {
			t.Errorf("exit code %d after %v: %s", code, took, s.logged(t))
		}
		if left, _ := filepath.Glob(filepath.Join(temp, "catchment-demo-*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}
