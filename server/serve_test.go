package server

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
)

// Only addresses that lead to this machine alone are taken.
func TestListen(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, c := range []struct{ address, code, says string }{
		{"127.0.0.1:0", "", ""},
		{"localhost:0", "", ""},
		{"127.8.9.10:0", "", ""},
		{"0.0.0.0:8080", model.Invalid, "this machine's own"},
		{":8080", model.Invalid, "this machine's own"},
		{"[::]:8080", model.Invalid, "this machine's own"},
		{"192.168.1.7:8080", model.Invalid, "this machine's own"},
		{"catchment.example:8080", model.Invalid, "this machine's own"},
		{"localhost.:8080", model.Invalid, "this machine's own"},
		{"127.0.0.1", model.Invalid, "an address with a port"},
		{"127.0.0.1:http", model.Invalid, "an address with a port"},
		{"127.0.0.1:65536", model.Invalid, "an address with a port"},
		{"127.0.0.1:-1", model.Invalid, "an address with a port"},
		{"", model.Invalid, "an address with a port"},
		{taken.Addr().String(), model.Unusable, "another program may be using the port"},
	} {
		listener, err := Listen("address", c.address)
		if model.CodeOf(err) != c.code || c.code != "" && (!strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.address)) {
			t.Errorf("%q: %v, code %q", c.address, err, model.CodeOf(err))
		}
		if listener != nil {
			listener.Close()
		}
	}
}

// A request that is under way when the server is told to stop is answered; a
// new one is not taken.
func TestServeStopsGracefully(t *testing.T) {
	listener, err := Listen("address", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	begun, finish := make(chan struct{}), make(chan struct{})
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-finish
		io.WriteString(w, "whole")
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, discard, Endpoint{listener, handler}) }()
	answered := make(chan string, 1)
	go func() {
		answer, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			answered <- err.Error()
			return
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		answered <- string(body)
	}()
	<-begun
	stop()
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		conn.Close()
		if time.Now().After(deadline) {
			t.Fatal("it goes on taking requests")
		}
	}
	close(finish)
	if got := <-answered; got != "whole" {
		t.Errorf("the request under way: %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}

// An answer that streams can move its deadline, through all that is around it.
func TestAnswersCanMoveTheirDeadline(t *testing.T) {
	e := mustNew(t, Config{}, readOnly(t))
	moved := make(chan error, 2)
	e.GET("/slow", func(c echo.Context) error {
		moved <- http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(time.Minute))
		return c.NoContent(http.StatusOK)
	})
	server := httptest.NewServer(e)
	defer server.Close()
	for _, packed := range []string{"identity", "gzip"} {
		(&scenario{url: "/slow", headers: map[string]string{"Accept-Encoding": packed}}).ask(t, server)
		if err := <-moved; err != nil {
			t.Errorf("%s: %v", packed, err)
		}
	}
}

// An endpoint that fails ends the others too.
func TestServeEndsWhenAnEndpointFails(t *testing.T) {
	one, err := Listen("address", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	two, err := Listen("address", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	one.Close()
	if err := Serve(t.Context(), discard, Endpoint{one, http.NotFoundHandler()}, Endpoint{two, http.NotFoundHandler()}); err == nil {
		t.Error("no error")
	}
	if conn, err := net.Dial("tcp", two.Addr().String()); err == nil {
		conn.Close()
		t.Error("the other goes on")
	}
}
