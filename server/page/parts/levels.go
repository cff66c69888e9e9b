package parts

import (
	"strconv"

	"catchment/frontend/words"
)

// Levels are the criteria of an indicator, a box each. Template "part-levels".
type Levels struct {
	Boxes []LevelBox
}

// LevelBox is one criterion: the level that counts above, the self level
// below, struck through where the board decided otherwise.
type LevelBox struct {
	Name     string // the criterion and both levels in words
	Shade    string // 0 to 3, unknown or none
	Counts   string
	Self     string
	Struck   bool
	SelfOnly bool
}

// LevelFigure is what is held of a criterion: nil is not given. Applies is
// false where the criterion does not apply; Lapsed where the evidence no
// longer counts, so that the level is not known.
type LevelFigure struct {
	Criterion       string
	Self, Moderated *int
	Lapsed          bool
	Applies         bool
}

// NewLevelBox draws a criterion.
func NewLevelBox(v *words.Voice, f LevelFigure) LevelBox {
	b := LevelBox{Self: digit(f.Self), SelfOnly: f.Moderated == nil}
	counts := f.Moderated
	if counts == nil {
		counts = f.Self
	}
	switch {
	case !f.Applies:
		b.Shade, b.Counts, b.Self = "none", v.Say("parts.level_na"), ""
		b.Name = v.Say("parts.level_name_na", "Criterion", f.Criterion)
	case counts == nil || f.Lapsed:
		b.Shade, b.Counts = "unknown", "◇"
		b.Name = v.Say("parts.level_name_unknown", "Criterion", f.Criterion)
	default:
		b.Shade, b.Counts = strconv.Itoa(*counts), strconv.Itoa(*counts)
		b.Struck = f.Moderated != nil && f.Self != nil && *f.Moderated != *f.Self
		b.Name = v.Say("parts.level_name", "Criterion", f.Criterion, "Level", b.Counts)
		if b.Struck {
			b.Name = v.Say("parts.level_name_moderated", "Criterion", f.Criterion, "Level", b.Counts, "Self", b.Self)
		}
	}
	return b
}

func digit(level *int) string {
	if level == nil {
		return "–"
	}
	return strconv.Itoa(*level)
}

// LevelKey is an entry of the legend of levels.
type LevelKey struct {
	Box  LevelBox
	Text string
}

// LevelsLegend explains the boxes. Template "part-levels-legend".
type LevelsLegend struct {
	Title string
	Keys  []LevelKey
}

// NewLevelsLegend draws one box of each sort.
func NewLevelsLegend(v *words.Voice) LevelsLegend {
	l := LevelsLegend{Title: v.Say("parts.levels_legend")}
	add := func(key string, f LevelFigure) {
		l.Keys = append(l.Keys, LevelKey{Box: NewLevelBox(v, f), Text: v.Say("parts.levels_" + key)})
	}
	for level := 3; level >= 0; level-- {
		add(strconv.Itoa(level), LevelFigure{Self: &level, Moderated: &level, Applies: true})
	}
	two, three := 2, 3
	add("moderated", LevelFigure{Self: &three, Moderated: &two, Applies: true})
	add("unknown", LevelFigure{Applies: true})
	add("na", LevelFigure{})
	return l
}
