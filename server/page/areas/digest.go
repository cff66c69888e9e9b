package areas

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"

	"catchment/model/disclosure"
)

// digest is the SHA-256 of the figures that a profile shows, before they are
// put into words: whoever makes the profile again from the same revision, for
// the same day and audience, in either language, gets the same.
func digest(view *disclosure.View, s *standing, w *disclosure.Waterfall, ranked []rankedArea, gaps []*disclosure.Gap) string {
	h := sha256.New()
	revision := view.Revision()
	fmt.Fprintf(h, "%s %s %s revision %d method %d\n", s.Code, view.Date(), view.Audience(), revision.Revision, revision.Method)
	line(h, "children", s.Children)
	for i, t := range s.Tiers {
		fmt.Fprintf(h, "tier %d %s %d %d\n", t.Tier, t.Status, t.Present, t.Expected)
		line(h, "need", t.Need, t.NeedLow, t.NeedHigh, t.Coverage, t.CoverageHigh)
		for _, c := range s.Cubes[i] {
			line(h, fmt.Sprint("GP", c.Indicator, " ", c.Status), c.Low, c.High, c.Assessed)
		}
	}
	if w != nil {
		line(h, w.Type.Key, w.Demand, w.Unreached, w.NotEligible, w.Waiting, w.Met)
	}
	for _, a := range ranked {
		line(h, fmt.Sprint(a.Code, " ", a.class), a.tier.Coverage)
	}
	for _, g := range gaps {
		line(h, g.ID, g.Low, g.Central, g.High)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// line writes figures so that each differs from every other: a number to its
// last digit, or the state that stands in its place.
func line(h hash.Hash, name string, figures ...disclosure.Figure) {
	fmt.Fprint(h, name)
	for _, f := range figures {
		text := string(f.State)
		if f.IsShown() {
			text = strconv.FormatFloat(f.Value, 'g', -1, 64)
		}
		fmt.Fprint(h, " ", text)
	}
	fmt.Fprintln(h)
}
