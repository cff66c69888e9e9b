package server

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

// How long a reader may take. Answers that stream for longer move their own
// deadline (package api).
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 2 * time.Minute // a folder of boundaries is large
	writeTimeout  = 2 * time.Minute
	idleTimeout   = 2 * time.Minute
	drainTimeout  = 10 * time.Second
	maxHeader     = 64 << 10
)

// memoryLimit is what the garbage collector keeps the program to, unless
// GOMEMLIMIT says otherwise: figures of a whole country and files on their way
// in leave much behind. The rest of 512 MiB is for what it does not count.
const memoryLimit = 400 << 20

func limitMemory() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(memoryLimit)
	}
}

// Endpoint is a listener and what answers on it.
type Endpoint struct {
	Listener net.Listener
	Handler  http.Handler
}

// Serve answers on the endpoints until the context ends, then takes no more
// requests and waits for those under way, at most 10 seconds. Its error is nil
// where it was the context that ended it.
func Serve(ctx context.Context, log *slog.Logger, endpoints ...Endpoint) error {
	limitMemory()
	ended := make(chan error, len(endpoints))
	var servers []*http.Server
	for _, e := range endpoints {
		server := &http.Server{
			Handler: e.Handler, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout,
			WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader,
			ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		}
		servers = append(servers, server)
		go func() { ended <- server.Serve(e.Listener) }()
	}
	var fault error
	select {
	case fault = <-ended:
	case <-ctx.Done():
	}
	return errors.Join(fault, drain(context.WithoutCancel(ctx), log, servers))
}

func drain(ctx context.Context, log *slog.Logger, servers []*http.Server) error {
	ctx, cancel := context.WithTimeout(ctx, drainTimeout)
	defer cancel()
	var faults []error
	for _, server := range servers {
		if err := server.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
			log.Warn("requests that were still under way were cut off", "after", drainTimeout)
			faults = append(faults, server.Close())
		} else if err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}
