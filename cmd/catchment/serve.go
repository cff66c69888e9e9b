package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server"
	"catchment/server/auth"
	"catchment/server/page/shell"
)

// serving is what serve is told.
type serving struct {
	address, metrics, exitTo string
	demo                     bool
	keyRate                  int
	engineFlags
}

const (
	defaultAddress = "127.0.0.1:8080"
	noMetrics      = "off"
)

func (p *program) serveCommand() *cobra.Command {
	var s serving
	c := &cobra.Command{
		Use: "serve", Short: "Show the planner in the browser: pages, map and API",
		Long: `Serves pages in English and Welsh, the map, exports and a JSON API on an address
of this machine's own, until it is stopped with Ctrl+C or SIGTERM; requests under
way are then answered, for at most 10 seconds.

There are no accounts yet: whoever can open the address is a commissioner, sees
every figure and may change every record. So only an address of this machine
alone is taken, and any other is refused.

/healthz says that the process answers, /readyz that the database takes writes
and is whole and that the figures of today are there. Metrics for Prometheus are
on an address of their own. One line a request is logged, as JSON with --json,
and names no place.

Pages that the public may read have a quick exit, which leads to a page that
anyone may have open, in Welsh to its Welsh page where there is one; --exit-to
is one of: ` + strings.Join(shell.ExitNames(), ", ") + `.

A program that sends a key ("catchment key --help") sees what the key's audience
may see and changes nothing; it may ask as often as --key-rate says, and a fifth
of that at once.

With --engine, journeys to the candidates of a plan go by the minutes of a routing
engine that you run; without, by the straight line, and the plan says so. Nothing
of a protected service is ever sent.

Each flag can be set in the environment instead, as CATCHMENT_EXIT_TO for
--exit-to; a flag that is given goes first.`,
		Example: `  catchment serve --demo
  catchment serve --database wales.db
  catchment serve --database wales.db --address 127.0.0.1:9000 --metrics off --as-of 2026-04-01`,
		Args:    takes(0, 0, ""),
		PreRunE: func(c *cobra.Command, _ []string) error { return fromEnvironment(c) },
		RunE: func(c *cobra.Command, _ []string) error {
			if s.demo && c.Flags().Changed("database") {
				return &model.Error{Code: model.Invalid, Field: "demo", Sentence: model.Said("--demo serves a database of its own, so it does not go with --database.")}
			}
			return ran(p.serve(c.Context(), &s))
		},
	}
	c.Flags().StringVar(&s.address, "address", defaultAddress, "`ADDRESS` of this machine to serve on; port 0 takes a free one")
	c.Flags().StringVar(&s.metrics, "metrics", "127.0.0.1:0", "`ADDRESS` for the metrics, or "+noMetrics)
	c.Flags().StringVar(&s.exitTo, "exit-to", shell.Exits[0].Name, "`PAGE` to which the quick exit of public pages leads")
	c.Flags().IntVar(&s.keyRate, "key-rate", auth.Usual.Minute, "how many `REQUESTS` a minute each key may make")
	s.engineFlags.add(c.Flags())
	c.Flags().BoolVar(&s.demo, "demo", false, "serve the invented region from a database that is thrown away at the end")
	return c
}

func (p *program) serve(ctx context.Context, s *serving) error {
	if _, err := p.day(); err != nil {
		return err
	}
	if s.keyRate < 1 {
		return &model.Error{Code: model.Invalid, Field: "key-rate", Sentence: model.Said(fmt.Sprintf("--key-rate is %d; a number of 1 or more is expected.", s.keyRate))}
	}
	exit, err := shell.ExitNamed("exit-to", s.exitTo)
	if err != nil {
		return err
	}
	engine, err := s.routing()
	if err != nil {
		return err
	}
	pages, err := server.Listen("address", s.address)
	if err != nil {
		return err
	}
	defer pages.Close() // a second time where it was served on, which is no fault
	keep, tidy, err := p.openToServe(ctx, s)
	if err != nil {
		return err
	}
	defer tidy()
	if engine != nil {
		keep.RouteCandidates(*engine)
	}
	log := p.logger()
	config := server.Config{Product: product(), Build: build() + exit.Name, Exit: exit, KeyRate: auth.Rate{Minute: s.keyRate}, Log: log}
	var endpoints []server.Endpoint
	where := addresses{Pages: "http://" + pages.Addr().String() + "/"}
	if s.metrics != noMetrics {
		listener, err := server.Listen("metrics", s.metrics)
		if err != nil {
			return err
		}
		config.Metrics = server.NewMetrics(keep)
		endpoints = append(endpoints, server.Endpoint{Listener: listener, Handler: config.Metrics.Handler()})
		where.Metrics = "http://" + listener.Addr().String() + "/metrics"
	}
	site, err := server.New(config, keep)
	if err != nil {
		return err
	}
	endpoints = append(endpoints, server.Endpoint{Listener: pages, Handler: site})
	go keepWarm(ctx, log, keep)
	if err := p.announce(where, s); err != nil {
		return err
	}
	return server.Serve(ctx, log, endpoints...)
}

// openToServe opens the database, or makes one of the invented region; tidy
// ends its use.
func (p *program) openToServe(ctx context.Context, s *serving) (keep *planner.Planner, tidy func(), err error) {
	remove := func() {}
	if s.demo {
		folder, err := os.MkdirTemp("", "catchment-demo-")
		if err != nil {
			return nil, nil, &model.Error{Code: model.Unusable, Sentence: model.Said("There is no folder to make the demonstration in."), Cause: err}
		}
		p.database, remove = filepath.Join(folder, "demo.db"), func() { os.RemoveAll(folder) }
	}
	keep, err = p.open(ctx, !s.demo)
	if err == nil && s.demo {
		err = p.step("Making the invented region …", func() error { return p.demonstrate(ctx, keep) })
	}
	if err == nil && p.asOf != "" {
		day, _ := p.day() // was read before
		keep.ShowAsOf(day)
	}
	if err != nil {
		if keep != nil {
			keep.Close()
		}
		remove()
		return nil, nil, err
	}
	return keep, func() { keep.Close(); remove() }, nil
}

func (p *program) demonstrate(ctx context.Context, keep *planner.Planner) error {
	day, err := p.day()
	if err != nil {
		return err
	}
	batch, err := demonstration(day)
	if err != nil {
		return err
	}
	_, err = keep.Import(ctx, batch, actor())
	return err
}

// keepWarm computes the figures of today at once, and again when a change, of
// this program or another, or midnight makes new ones, so that nobody waits
// for them.
func keepWarm(ctx context.Context, log *slog.Logger, keep *planner.Planner) {
	var day model.Date
	var revision int
	for tick := time.NewTicker(2 * time.Second); ; {
		if err := keep.Refresh(ctx); err != nil && ctx.Err() == nil {
			log.Warn("what other programs wrote cannot be read", "cause", err)
		}
		if today, latest := keep.Today(), keep.Revision().Revision; today != day || latest != revision {
			if err := keep.Warm(ctx); err != nil && ctx.Err() == nil {
				log.Error("the figures of today cannot be computed", "cause", err)
			}
			day, revision = today, latest
		}
		select {
		case <-ctx.Done():
			tick.Stop()
			return
		case <-tick.C:
		}
	}
}

func (p *program) logger() *slog.Logger {
	if p.json {
		return slog.New(slog.NewJSONHandler(p.err, nil))
	}
	return slog.New(slog.NewTextHandler(p.err, nil))
}

// addresses is where to open what is served.
type addresses struct {
	Pages   string
	Metrics string `json:",omitempty"`
}

func (p *program) announce(where addresses, s *serving) error {
	return p.show(where, func(w io.Writer) {
		fmt.Fprintf(w, "%s serves %s.\n\n", product(), p.served(s))
		fmt.Fprintf(w, "  pages     %s\n  Cymraeg   %scy\n  API       %sapi/v1/docs\n", where.Pages, where.Pages, where.Pages)
		if where.Metrics != "" {
			fmt.Fprintf(w, "  metrics   %s\n", where.Metrics)
		}
		fmt.Fprint(w, "\nThere are no accounts yet and nothing to sign in to: whoever opens this address\non this machine is a commissioner and may change everything. Ctrl+C stops it.\n")
	})
}

// served names what is served; the address of a database may hold a password.
func (p *program) served(s *serving) string {
	switch {
	case s.demo:
		return "an invented region, which is thrown away at the end"
	case remote(p.database):
		return "the database on its server"
	}
	return "the database " + p.database
}

// build differs from one build of the program to the next.
func build() string {
	mark := version
	if path, err := os.Executable(); err == nil {
		if info, err := os.Stat(path); err == nil {
			mark += fmt.Sprint(info.Size(), info.ModTime().UnixNano())
		}
	}
	sum := sha256.Sum256([]byte(mark))
	return hex.EncodeToString(sum[:6])
}
