package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"catchment/model"
)

// step runs one part of a long command and says so: on a terminal by a
// spinner that goes away, in a pipe by one plain line. JSON output stays
// silent.
func (p *program) step(name string, part func() error) error {
	if p.json {
		return part()
	}
	if !p.terminal {
		fmt.Fprintln(p.err, name)
		return part()
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(p.err), progressbar.OptionSetDescription(name),
		progressbar.OptionSpinnerType(14), progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(true))
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(100 * time.Millisecond):
				bar.Add(1)
			}
		}
	}()
	err := part()
	close(stop)
	<-stopped
	bar.Finish()
	return err
}

// problems prints warnings and errors, a sentence each.
func (p *program) problems(problems model.Problems) {
	for _, problem := range problems {
		word := "error"
		if problem.Warning {
			word = "warning"
		}
		fmt.Fprintf(p.err, "%s: %s\n", word, problem.Sentence())
	}
}
