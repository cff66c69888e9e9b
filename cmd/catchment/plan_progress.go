package main

import (
	"fmt"
	"math"

	"github.com/schollz/progressbar/v3"

	"catchment/model/siting"
)

// searching shows how far a search has come: on a terminal one line that
// moves and goes away, in a pipe a plain line now and then. JSON output stays
// silent.
type searching struct {
	*program
	bar   *progressbar.ProgressBar
	clock func() float64
	next  float64 // when to show again, in seconds
}

func (p *program) searching(clock func() float64) *searching {
	s := &searching{program: p, clock: clock}
	if p.terminal && !p.json {
		s.bar = progressbar.NewOptions(-1, progressbar.OptionSetWriter(p.err), progressbar.OptionSetDescription("Searching …"),
			progressbar.OptionSpinnerType(14), progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(true))
	}
	return s
}

// tell is called for every better plan and bound.
func (s *searching) tell(at siting.Progress) {
	if s.json || s.clock() < s.next {
		return
	}
	if s.bar != nil {
		s.bar.Describe(came(at))
		s.bar.Add(1)
		s.next = s.clock() + 0.1
		return
	}
	if s.next == 0 {
		fmt.Fprintln(s.err, "Searching …")
	} else {
		fmt.Fprintln(s.err, came(at))
	}
	s.next = s.clock() + 2
}

// routed is called for every candidate whose journeys the engine was asked for.
func (s *searching) routed(done, all int) {
	if s.json || s.clock() < s.next {
		return
	}
	text := fmt.Sprintf("Asking the routing engine: %d of %d candidates", done, all)
	if s.bar != nil {
		s.bar.Describe(text)
		s.next = s.clock() + 0.1
		return
	}
	fmt.Fprintln(s.err, text)
	s.next = s.clock() + 2
}

func (s *searching) end() {
	if s.bar != nil {
		s.bar.Finish()
	}
}

// came says how far a search has come.
func came(at siting.Progress) string {
	if at.Share {
		return fmt.Sprintf("a share of %s, at most %s", english.Percent(at.Value), english.Percent(at.Bound))
	}
	return fmt.Sprintf("%s children, at most %s", english.Children(math.Max(0, at.Value)), english.Children(at.Bound))
}
