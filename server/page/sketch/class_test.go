package sketch

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/frontend/words"
)

// The class follows the per cent that is written beside it.
func TestByShare(t *testing.T) {
	for _, test := range []struct {
		share float64
		want  Class
	}{
		{0, 0}, {0.001, 0}, {0.194, 0}, {0.196, 1}, {0.2, 1}, {0.394, 1}, {0.395, 2}, {0.5949, 2}, {0.6, 3}, {0.7949, 3}, {0.795, 4}, {1, 4}, {1.2, 4}, {-0.1, 0}, {math.NaN(), NotKnown},
	} {
		if got := ByShare(test.share); got != test.want {
			t.Errorf("%g is in class %d, want %d", test.share, got, test.want)
		}
	}
}

func TestByBounds(t *testing.T) {
	bounds := [4]float64{5, 10, 20, 30}
	for amount, want := range map[float64]Class{0: 0, 4.9: 0, 5: 1, 19.9: 2, 20: 3, 30: 4, 1000: 4} {
		if got := ByBounds(amount, bounds); got != want {
			t.Errorf("%g is in class %d, want %d", amount, got, want)
		}
	}
	if got := ByBounds(math.NaN(), bounds).Reversed(); got != NotKnown {
		t.Errorf("an unknown amount is in class %d", got)
	}
	if got := ByBounds(30, bounds).Reversed(); got != 0 {
		t.Errorf("the most is in class %d of a reversed palette", got)
	}
}

func TestCount(t *testing.T) {
	got := Count(map[string]Class{"a": 0, "b": 0, "c": 4, "d": NotKnown, "e": Suppressed, "f": None})
	want := Counts{Classes: []int{2, 0, 0, 0, 1}, NotKnown: 1, Suppressed: 1, Nothing: 1}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSay(t *testing.T) {
	en, cy := words.In(words.English), words.In(words.Welsh)
	for _, test := range []struct{ got, want string }{
		{Say(en, "Gwynedd", "tier 3, coverage", 0.312, 4, 22), "Gwynedd, tier 3, coverage 31 per cent, 4th lowest of 22"},
		{Say(en, "Gwynedd", "tier 3, coverage", 0.312, 1, 22), "Gwynedd, tier 3, coverage 31 per cent, lowest of 22"},
		{Say(en, "Gwynedd", "tier 3, coverage", 0.312, 11, 22), "Gwynedd, tier 3, coverage 31 per cent, 11th lowest of 22"},
		{Say(en, "Gwynedd", "tier 3, coverage", 0.312, 22, 22), "Gwynedd, tier 3, coverage 31 per cent, 22nd lowest of 22"},
		{Say(en, "Gwynedd", "tier 3, coverage", 0.312, 0, 22), "Gwynedd, tier 3, coverage 31 per cent"},
		{Say(en, "Gwynedd", "tier 3, coverage", math.NaN(), 4, 22), "Gwynedd, tier 3, coverage not known"},
		{Say(cy, "Gwynedd", "haen 3, cwmpas", 0.312, 4, 22), "Gwynedd, haen 3, cwmpas 31 y cant, safle 4 o 22, gan ddechrau gyda’r isaf"},
		{Say(cy, "Gwynedd", "haen 3, cwmpas", math.NaN(), 4, 22), "Gwynedd, haen 3, cwmpas ddim yn hysbys"},
	} {
		if test.got != test.want {
			t.Errorf("%q, want %q", test.got, test.want)
		}
	}
}

func TestShareTexts(t *testing.T) {
	for _, l := range words.Languages {
		texts := ShareTexts(words.In(l))
		if len(texts) != 5 || slices.Contains(texts, "") || texts[0] != "0–19%" {
			t.Errorf("%s: %q", l, texts)
		}
	}
}
