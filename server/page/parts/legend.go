package parts

import (
	"strconv"

	"catchment/frontend/words"
)

// Key is one entry of a legend: a swatch or a shape, and what it means.
type Key struct {
	Fill   string // of a bar: solid, hatch, pale or white
	Status *Status
	Text   string
}

// MatrixLegend explains a cell of the matrix. Template "part-matrix-legend".
type MatrixLegend struct {
	Reading, Statuses string // titles
	Sample            Bar
	Bands             []Key
	Mark              string // what the upright means
	States            []Key
	Choose            string // that a cell is a link
}

// NewMatrixLegend takes the thresholds of the method.
func NewMatrixLegend(v *words.Voice, gap, sufficient float64) MatrixLegend {
	share := []any{"Gap", v.Percent(gap), "Sufficient", v.Percent(sufficient)}
	l := MatrixLegend{
		Reading: v.Say("parts.legend_reading"), Statuses: v.Say("parts.legend_status"),
		Sample: CoverageBar(0.3, 0.55, 0.75, sufficient), Mark: v.Say("parts.legend_mark", share...),
		Choose: v.Say("parts.legend_choose"),
	}
	for _, fill := range []string{"solid", "hatch", "pale", "white"} {
		l.Bands = append(l.Bands, Key{Fill: fill, Text: v.Say("parts.legend_" + fill)})
	}
	for _, state := range []State{Gap, Partial, Sufficient, NotKnown} {
		status := NewStatus(v, state)
		l.States = append(l.States, Key{Status: &status, Text: v.Say("parts.legend_"+status.Shape, share...)})
	}
	return l
}

// MapLegend is the key of a map. Template "part-map-legend".
type MapLegend struct {
	Title   string
	Ramp    string // coverage (Viridis) or difference (PuOr)
	Classes []MapClass
	Extras  []MapClass // not known and suppressed, also where they hold no area
	Method  string     // how the classes were made, in words
}

// MapClass is one class with its bounds and how many areas it holds. Number
// runs from 1, the end that needs attention first, to 5.
type MapClass struct {
	Number int
	Fill   string // of an extra: unknown or suppressed
	Text   string
	Count  string
}

// NewMapLegend counts areas in five classes at most. Bounds are the texts of
// the classes in order, counts run beside them.
func NewMapLegend(v *words.Voice, ramp, method string, bounds []string, counts []int, unknown, suppressed int) MapLegend {
	l := MapLegend{Title: v.Say("parts.map_legend"), Ramp: ramp, Method: method}
	for i, text := range bounds {
		l.Classes = append(l.Classes, MapClass{Number: i + 1, Text: text, Count: areas(v, counts[i])})
	}
	l.Extras = []MapClass{
		{Fill: "unknown", Text: v.Say("parts.status_unknown"), Count: areas(v, unknown)},
		{Fill: "suppressed", Text: v.Say("parts.status_suppressed"), Count: areas(v, suppressed)},
	}
	return l
}

func areas(v *words.Voice, n int) string {
	return v.Say("parts.areas", "Count", n, "Number", strconv.Itoa(n))
}
