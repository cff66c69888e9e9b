package boundary

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestPlacesInSentences(t *testing.T) {
	for _, c := range []struct {
		p    orb.Point
		want string
	}{{orb.Point{-3.1234567, 51.5}, "-3.123457, 51.5"}, {orb.Point{-1e-9, 120}, "0, 120"}} {
		if got := at(c.p); got != c.want {
			t.Errorf("%v: %s", c.p, got)
		}
	}
}
