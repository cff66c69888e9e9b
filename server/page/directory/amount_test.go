package directory

import (
	"math"
	"testing"

	"catchment/frontend/words"
)

func TestAmount(t *testing.T) {
	for _, tt := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {48, "48"}, {91.00000000000001, "91"}, {86.6666667, "86.67"}, {1.5, "1.5"}, {130.94, "130.9"}, {0.55012, "0.5501"},
		{1234.56, "1,235"}, {0.00004, "0"}, {math.NaN(), "–"}, {math.Inf(1), "–"},
	} {
		if got := amount(words.In(words.English), tt.x); got != tt.want {
			t.Errorf("amount(%v) = %s, want %s", tt.x, got, tt.want)
		}
	}
}
