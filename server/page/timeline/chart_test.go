package timeline

import (
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

func plain(t *testing.T) *choice {
	return &choice{Visit: &shell.Visit{Voice: words.In(words.English), View: demonstration.View(t, disclosure.Commissioner)}, tiers: []int{3}}
}

// Coverage is drawn as steps: it holds until the first of the month, and falls
// there.
//
//	50% ───────┐
//	25%        o───
func TestLineIsDrawnAsSteps(t *testing.T) {
	s := &sheet{choice: plain(t), frame: &frame{width: 300, plot: 100, left: 40, right: 60}, days: []model.Date{"2026-04-01", "2026-05-01", "2026-06-01"}, top: 10}
	d := s.line(&line{3, []float64{.5, .25, .25}})
	if d.Path != "M40 60H140V85H240V85" || len(d.Falls) != 1 || d.Falls[0] != (fall{X: "140", Y: "85", TextX: "146", TextY: "77", Text: "−25"}) {
		t.Errorf("%+v", d)
	}
}

// A figure that would cover another is left to the table.
func TestFiguresDoNotCover(t *testing.T) {
	s := &sheet{}
	for i, c := range []struct {
		x, y float64
		want bool
	}{{100, 50, true}, {110, 55, false}, {110, 80, true}, {130, 50, true}, {131, 51, false}} {
		if got := s.room(c.x, c.y); got != c.want {
			t.Errorf("figure %d: room is %t", i, got)
		}
	}
}

// Letters that stand close go on levels of their own.
func TestLettersDoNotCover(t *testing.T) {
	days := make([]model.Date, 61)
	s := &sheet{choice: plain(t), frame: &frame{width: 300}, days: days}
	c := chart{}
	levels := s.marks(&c, []group{{Letter: "A", at: 1}, {Letter: "B", at: 2}, {Letter: "C", at: 3}, {Letter: "D", at: 8}, {Letter: "E", at: 60}})
	for i, want := range []mark{{"5", "15", "20", "A"}, {"10", "41", "46", "B"}, {"15", "67", "72", "C"}, {"40", "15", "20", "D"}, {"300", "15", "20", "E"}} {
		if c.Marks[i] != want {
			t.Errorf("%+v, want %+v", c.Marks[i], want)
		}
	}
	if levels != 3 {
		t.Errorf("%d levels", levels)
	}
}

// Names that would cover one another make way, and stay in the drawing.
func TestNamesDoNotCover(t *testing.T) {
	s := &sheet{choice: plain(t), frame: &frame{width: 300, plot: 100, between: 20}, days: []model.Date{"2026-04-01"}, top: 0}
	lines := []line{{4, []float64{.02}}, {3, []float64{.03}}, {2, []float64{0}}, {1, []float64{.9}}}
	c := chart{Lines: make([]drawn, 4)}
	s.names(&c, lines)
	for i, want := range []string{"88", "68", "108", "14"} {
		if c.Lines[i].Y != want {
			t.Errorf("tier %d is named at %s, want %s", lines[i].tier, c.Lines[i].Y, want)
		}
	}
}

func TestLetters(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 51: "AZ", 52: "BA"} {
		if got := letter(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
