package sketch

import (
	"maps"
	"math"
	"slices"

	"catchment/frontend/words"
)

func sorted(set map[string]bool) []string {
	out := slices.Sorted(maps.Keys(set))
	if out == nil {
		out = []string{}
	}
	return out
}

// Say is what is announced when an area is chosen: "Gwynedd, tier 3, coverage
// 31 per cent, 4th lowest of 22". Rank 0 leaves the rank out; a share of NaN
// is not known.
func Say(v *words.Voice, name, what string, share float64, rank, of int) string {
	if math.IsNaN(share) {
		return v.Say("map.say_unknown", "Name", name, "What", what)
	}
	said := v.Say("map.say", "Name", name, "What", what, "Share", v.Number(math.Round(share*100), 0))
	if rank <= 0 {
		return said
	}
	if rank == 1 {
		return v.Say("map.say_lowest", "Said", said, "Of", of)
	}
	return v.Say("map.say_rank", "Said", said, "Rank", ordinal(v, rank), "Of", of)
}

// ordinal writes 1st, 2nd, 3rd, 4th in English; in Welsh the sentence takes
// the plain number.
func ordinal(v *words.Voice, n int) string {
	figure := v.Number(float64(n), 0)
	if v.Language() != words.English {
		return figure
	}
	ending := "th"
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return figure + ending
}
