// Command catchment plans services for children, young people and parents who
// experience domestic abuse: it maps what is offered onto areas and tiers of
// need, computes who is met and how well, and says where the gaps are and why.
//
// The package wires everything; nothing else reads flags, the environment or
// the clock.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p := &program{out: os.Stdout, err: os.Stderr, now: time.Now, terminal: isTerminal(os.Stderr)}
	os.Exit(p.run(ctx, os.Args[1:]))
}
