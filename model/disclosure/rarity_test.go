package disclosure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

// on gives the public's view of a published day, as it stands today.
func on(r *model.Records, day model.Date, audience Audience) *View {
	return Among(coverage.Score(atlas.Build(r, model.Revision{}).On(day)), audience, PublishedDays(today))
}

// open is when a refuge is open.
type open struct{ from, to model.Date }

var always, never = open{}, open{to: "2020-01-01"}

// refuges is the coast with the refuges r1, r2, … open at some times, and
// nothing observed. r1 serves the north and the others the south, but for
// everywhere, where all serve all.
func refuges(everywhere bool, times ...open) *model.Records {
	r := coast()
	r.Observed = nil
	r.Services, r.Sites = r.Services[:2+len(times)], r.Sites[:1+len(times)]
	for i, time := range times {
		s := &r.Services[2+i]
		s.Start, s.End, s.ContractEnd = time.from, time.to, ""
		if everywhere {
			s.AreasServed = []string{"R1"}
		}
	}
	return r
}

// histories are worlds of which the same may be told: the refuges are few on
// some day of the last three years.
func histories() map[string]*model.Records {
	return map[string]*model.Records{
		"one, always":                          refuges(true, always),
		"one that opens last quarter":          refuges(true, open{from: "2026-02-11"}),
		"one that opens two years ago":         refuges(true, open{from: "2024-03-30"}),
		"one that closes last quarter":         refuges(true, open{to: "2026-03-31"}),
		"one that closes two years ago":        refuges(true, open{to: "2024-04-01"}),
		"one that opens and closes":            refuges(true, open{"2024-12-01", "2025-07-01"}),
		"none":                                 refuges(true, never),
		"two in turn":                          refuges(true, open{to: "2025-01-31"}, open{from: "2025-02-01"}),
		"a second one opens":                   refuges(true, always, open{from: "2025-05-05"}),
		"four, of which three open a year ago": refuges(true, always, open{from: "2025-03-02"}, open{from: "2025-03-02"}, open{from: "2025-03-02"}),
		"four, until three close":              refuges(true, always, open{to: "2025-03-02"}, open{to: "2025-03-02"}, open{to: "2025-03-02"}),
		"four that open together":              refuges(true, open{from: "2025-08-08"}, open{from: "2025-08-08"}, open{from: "2025-08-08"}, open{from: "2025-08-08"}),
		"three, of one provider for a while":   refuges(true, always, always, always, open{from: "2024-08-08"}),
	}
}

// The observer has all that the public is told of all days, and finds the same
// in every world: it can tell neither whether there is a refuge, nor in which
// quarter one opens or closes, nor since when they are no longer few.
func TestNobodyCanTellWhenALoneTypeOpensOrCloses(t *testing.T) {
	worlds := histories()
	for _, day := range PublishedDays(today) {
		want := told(t, on(worlds["none"], day, Public))
		for name, records := range worlds {
			if diff := cmp.Diff(want, told(t, on(records, day, Public))); diff != "" {
				t.Errorf("%s, %s: %s", day, name, diff)
			}
		}
	}
}

// What the observer does not see is there: to a commissioner no two worlds are
// the same on all days.
func TestCommissionersSeeWhenALoneTypeOpensOrCloses(t *testing.T) {
	seen := map[string]string{}
	for name, records := range histories() {
		var all strings.Builder
		for _, day := range PublishedDays(today) {
			fmt.Fprintln(&all, told(t, on(records, day, Commissioner)))
		}
		if other := seen[all.String()]; other != "" {
			t.Errorf("%s is the same as %s", name, other)
		}
		seen[all.String()] = name
	}
}

// A house that opens or closes where few reach is not seen in the counts of an
// area either, however many there are elsewhere.
func TestCountsOfALoneTypeDoNotMoveWhereFewReach(t *testing.T) {
	three := []open{always, always, always}
	worlds := map[string]*model.Records{
		"one in the north":            refuges(false, append([]open{always}, three...)...),
		"one that opens in the north": refuges(false, append([]open{{from: "2025-03-01"}}, three...)...),
		"one that closes there":       refuges(false, append([]open{{to: "2025-03-01"}}, three...)...),
	}
	for _, day := range PublishedDays(today) {
		for name, records := range worlds {
			v := on(records, day, Public)
			for area, want := range map[string]string{"L1": "*", "A1": "*", "L2": "3", "B1": "*"} {
				if got := find(t, v, "coverage", "services", area, "refuge"); !cmp.Equal(got, []string{want}) {
					t.Errorf("%s, %s: services of %s: %v, want %s", name, day, area, got, want)
				}
			}
			if got := find(t, v, "coverage", "coverage", "L2", "refuge"); !cmp.Equal(got, []string{"*"}) {
				t.Errorf("%s, %s: %v", name, day, got)
			}
		}
	}
}

// Many that were never few are told of, on every day.
func TestTypesThatWereNeverFewAreShown(t *testing.T) {
	records := refuges(true, always, always, always, always)
	for _, day := range PublishedDays(today) {
		want := find(t, on(records, day, Commissioner), "coverage", "coverage", "L2", "refuge")
		if got := find(t, on(records, day, Public), "coverage", "coverage", "L2", "refuge"); !cmp.Equal(got, want) {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	few := refuges(true, always, open{from: "2022-05-05"}, open{from: "2022-05-05"}, open{from: "2022-05-05"})
	if got := find(t, on(few, "2026-04-01", Public), "coverage", "coverage", "L2", "refuge"); cmp.Equal(got, []string{"*"}) {
		t.Error("they were few before the three years alone, and are not told of")
	}
}

// Whatever the history, a type that is withheld on one day is on all.
func TestWhatIsWithheldDoesNotMoveWithTheDay(t *testing.T) {
	days := PublishedDays(today)
	rapid.Check(t, func(rt *rapid.T) {
		var times []open
		for range rapid.IntRange(1, 4).Draw(rt, "refuges") {
			time := open{}
			if rapid.Bool().Draw(rt, "opens") {
				time.from = days[11].AddDays(rapid.IntRange(-400, 1200).Draw(rt, "from"))
			}
			if rapid.Bool().Draw(rt, "closes") {
				time.to = days[11].AddDays(rapid.IntRange(-400, 1200).Draw(rt, "to"))
			}
			times = append(times, time)
		}
		records := refuges(rapid.Bool().Draw(rt, "everywhere"), times...)
		known := atlas.Build(records, model.Revision{})
		var first rarity
		for i, day := range days {
			v := Among(coverage.Score(known.On(day)), Public, days)
			if i == 0 {
				first = v.rare
			}
			if diff := cmp.Diff(first, v.rare, cmp.AllowUnexported(rarity{})); diff != "" {
				rt.Fatalf("%s: %s", day, diff)
			}
			if row, _ := v.result.Row(4, "refuge"); !v.isLone(v.result.Day.Expected[row].Type) && fewReach(v, row) {
				rt.Fatalf("few reach some area on %s, and it is told", day)
			}
		}
	})
}

// fewReach asks the arithmetic itself whether few services reach an area.
func fewReach(v *View, row int) bool { return slices.ContainsFunc(v.result.Reaching(row), v.few) }
