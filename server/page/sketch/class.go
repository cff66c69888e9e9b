package sketch

import (
	"math"

	"catchment/frontend/words"
)

// Class is what an area is filled with: a place in the palette from 0, the end
// that needs attention first, to 4; or one of the states below.
type Class int

// The states beside the classes. None is an area of the subject of which
// nothing is said.
const (
	NotKnown   Class = 5
	Suppressed Class = 6
	None       Class = 7
)

// Palette is a row of five colours.
type Palette string

// Amounts is Viridis-5, darkest first; Differences is PuOr-5, from what fell
// to what rose, its middle exactly no change; Reach is spruce, from full reach
// to white, out of reach.
const (
	Amounts     Palette = "amounts"
	Differences Palette = "differences"
	Reach       Palette = "reach"
)

var colours = map[Palette][5]string{
	Amounts:     {"#440154", "#3b528b", "#21918c", "#5ec962", "#fde725"},
	Differences: {"#b35806", "#f1a340", "#f7f7f7", "#998ec3", "#542788"},
	Reach:       {"#15464d", "#5a878b", "#8eb0b3", "#bdd1d2", "#ffffff"},
}

// ByShare is the fixed class of a share: 0–19, 20–39, 40–59, 60–79, and 80 per
// cent or more, of the share as it is written, in whole per cent. NaN is not
// known.
func ByShare(share float64) Class {
	if math.IsNaN(share) {
		return NotKnown
	}
	return Class(min(max(math.Round(share*100), 0)/20, 4))
}

// ByBounds is the class of an amount by the lower bounds of classes 1 to 4,
// rising: below the first is class 0. NaN is not known.
func ByBounds(amount float64, bounds [4]float64) Class {
	if math.IsNaN(amount) {
		return NotKnown
	}
	class := Class(0)
	for class < 4 && amount >= bounds[class] {
		class++
	}
	return class
}

// Reversed turns a class round, where much is what needs attention.
func (c Class) Reversed() Class {
	if c >= 0 && c <= 4 {
		return 4 - c
	}
	return c
}

// Counts is how many areas a map has in each class and state.
type Counts struct {
	Classes                       []int // five
	NotKnown, Suppressed, Nothing int
}

// Count counts the areas of a map for its legend.
func Count(classes map[string]Class) Counts {
	out := Counts{Classes: make([]int, 5)}
	for _, class := range classes {
		switch {
		case class == NotKnown:
			out.NotKnown++
		case class == Suppressed:
			out.Suppressed++
		case class >= 0 && class <= 4:
			out.Classes[class]++
		default:
			out.Nothing++
		}
	}
	return out
}

// ShareTexts are the bounds of the classes of ByShare, in words.
func ShareTexts(v *words.Voice) []string {
	return []string{v.Say("map.class_0"), v.Say("map.class_20"), v.Say("map.class_40"), v.Say("map.class_60"), v.Say("map.class_80")}
}
