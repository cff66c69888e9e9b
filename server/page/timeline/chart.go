package timeline

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"catchment/model"
)

// chart is the coverage of the tiers as steps, with what ends lettered above.
// The tables below it say the same, so that it is not heard.
type chart struct {
	Class, ViewBox         string
	Width, Height          string
	Left, Right, Top, Foot string // of the plot
	Grid                   []tick
	Months                 []tick
	Standard               *tick // from which coverage is sufficient
	Marks                  []mark
	Lines                  []drawn
}

// tick is a place on an axis and what it is called.
type tick struct{ At, Text, X, Y string }

// mark is a lettered disc and its upright.
type mark struct{ X, Y, TextY, Letter string }

// drawn is the line of a tier.
type drawn struct {
	Class, Path string
	Falls       []fall
	X, Y, Below string // its name at the right end
	Name, Label string
	Text        string // what becomes of it
}

// fall is where a line falls, and by how many points.
type fall struct{ X, Y, TextX, TextY, Text string }

// frame is how large a chart is drawn; each width of the window has its own, so
// that words keep their size.
type frame struct {
	class       string
	width, plot float64 // plot is its height
	left, right float64 // margins
	named       bool    // lines have their names and what becomes of them
	between     float64 // least room of two names
}

var frames = []frame{
	{"ahead ahead--wide", 1200, 350, 44, 196, true, 36},
	{"ahead ahead--medium", 704, 300, 44, 168, true, 36},
	{"ahead ahead--narrow", 343, 240, 36, 56, false, 17},
}

const (
	disc    = 11.0 // radius
	apart   = 26.0 // least distance of two discs on a level
	letters = 15.0 // height of the first level's middle
)

// chartsOf draws the lines in each frame.
func chartsOf(ch *choice, days []model.Date, lines []line, groups []group) (out []chart) {
	for i := range frames {
		out = append(out, (&sheet{choice: ch, frame: &frames[i], days: days}).draw(lines, groups))
	}
	return out
}

// sheet is a chart while it is drawn.
type sheet struct {
	*choice
	*frame
	days   []model.Date
	top    float64
	placed [][2]float64 // where figures stand beside falls
}

func (s *sheet) x(at int) float64 {
	return s.left + (s.width-s.left-s.right)*float64(at)/float64(max(1, len(s.days)-1))
}

func (s *sheet) y(share float64) float64 { return s.top + s.plot*(1-share) }

func (s *sheet) draw(lines []line, groups []group) chart {
	c := chart{Class: s.class, Width: px(s.width)}
	levels := s.marks(&c, groups)
	s.top = letters + apart*float64(levels) + 6
	foot, height := s.top+s.plot, s.top+s.plot+28
	c.Height, c.ViewBox = px(height), "0 0 "+px(s.width)+" "+px(height)
	c.Left, c.Right, c.Top, c.Foot = px(s.left), px(s.width-s.right), px(s.top), px(foot)
	for share := 0; share <= 100; share += 20 {
		y := s.y(float64(share) / 100)
		c.Grid = append(c.Grid, tick{At: px(y), Text: s.Percent(float64(share) / 100), X: px(s.left - 6), Y: px(y + 4)})
	}
	s.axis(&c, foot)
	sufficient := s.View.Settings().Sufficient
	c.Standard = &tick{At: px(s.y(sufficient)), Text: s.Say("timeline.sufficient", "Share", s.Percent(sufficient)), X: px(s.left + 5), Y: px(s.y(sufficient) + 15)}
	for i := range lines {
		c.Lines = append(c.Lines, s.line(&lines[i]))
	}
	s.names(&c, lines)
	return c
}

// marks puts each letter on the lowest level where it has room, and gives how
// many levels there are.
func (s *sheet) marks(c *chart, groups []group) int {
	var taken []float64 // per level, where its last disc stands
	for _, g := range groups {
		x := s.x(g.at)
		level := slices.IndexFunc(taken, func(last float64) bool { return x-last >= apart })
		if level < 0 {
			level = len(taken)
			taken = append(taken, 0)
		}
		taken[level] = x
		y := letters + apart*float64(level)
		c.Marks = append(c.Marks, mark{px(x), px(y), px(y + 5), g.Letter})
	}
	return max(1, len(taken))
}

// axis names as many months as have room, Januaries and the first with their
// years.
func (s *sheet) axis(c *chart, foot float64) {
	each := 1
	for _, each = range []int{1, 2, 3, 6, 12, 24} {
		if s.x(each)-s.x(0) >= 58 {
			break
		}
	}
	for i, day := range s.days {
		if i%each != 0 {
			continue
		}
		text := s.Term("month_short", int(day.Time().Month()))
		if i == 0 || day.Year() != s.days[i-each].Year() {
			text += fmt.Sprintf(" %04d", day.Year())
		}
		c.Months = append(c.Months, tick{At: px(s.x(i)), Text: text, X: px(s.x(i)), Y: px(foot + 20)})
	}
}

// line draws a tier as steps.
func (s *sheet) line(l *line) drawn {
	d := drawn{Class: fmt.Sprintf("ahead__line ahead__line--%d", l.tier)}
	var path strings.Builder
	before := math.NaN()
	for i, value := range l.values {
		x, y := s.x(i), s.y(value)
		switch {
		case math.IsNaN(value):
		case math.IsNaN(before):
			fmt.Fprintf(&path, "M%s %s", px(x), px(y))
		default:
			fmt.Fprintf(&path, "H%sV%s", px(x), px(y))
		}
		if points := pointsOf(before, value); points < 0 {
			f := fall{X: px(x), Y: px(y)}
			if i < len(l.values)-1 && s.room(x, y) {
				f.TextX, f.TextY, f.Text = px(x+6), px(y-8), fmt.Sprintf("−%.0f", -points)
			}
			d.Falls = append(d.Falls, f)
		}
		before = value
	}
	d.Path = path.String()
	return d
}

// room says whether the figure of a fall covers no other, and keeps its place.
// The table has those that have none.
func (s *sheet) room(x, y float64) bool {
	if slices.ContainsFunc(s.placed, func(p [2]float64) bool { return math.Abs(p[0]-x) < apart && math.Abs(p[1]-y) < 16 }) {
		return false
	}
	s.placed = append(s.placed, [2]float64{x, y})
	return true
}

// names writes each line's name at its right end, clear of the others'.
func (s *sheet) names(c *chart, lines []line) {
	var order []int
	for i := range lines {
		if last := lines[i].values[len(lines[i].values)-1]; !math.IsNaN(last) {
			order = append(order, i)
		}
	}
	end := func(i int) float64 { return s.y(lines[i].values[len(lines[i].values)-1]) }
	slices.SortStableFunc(order, func(a, b int) int { return int(math.Copysign(1, end(a)-end(b))) })
	at := make([]float64, len(order))
	for i, l := range order {
		if at[i] = end(l); i > 0 {
			at[i] = max(at[i], at[i-1]+s.between)
		}
	}
	limit := s.top + s.plot + 4
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = min(at[i], limit)
		limit = at[i] - s.between
	}
	for i, l := range order {
		d := &c.Lines[l]
		d.X, d.Y, d.Below = px(s.width-s.right+10), px(at[i]+4), px(at[i]+21)
		d.Name = s.Say("tier", "Tier", lines[l].tier)
		if s.named {
			d.Label, d.Text = s.TierName(lines[l].tier), fromTo(s.choice, lines[l].values)
		}
	}
}

// px writes a length with one decimal at most.
func px(x float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") }
