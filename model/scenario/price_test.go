package scenario

import (
	"math"
	"testing"

	"catchment/model"
)

// A cost that is not stated is not nothing: what is stated adds up, and no
// child has a price.
func TestACostThatIsNotStated(t *testing.T) {
	cost := 1000.0
	d := &Difference{Met: 10}
	d.price([]model.ScenarioChange{{Cost: &cost}, {}})
	if d.Cost != 1000 || !math.IsNaN(d.PerChild) {
		t.Errorf("%v a year, %v a child", d.Cost, d.PerChild)
	}
	d.price([]model.ScenarioChange{{Cost: &cost}, {Cost: &cost}})
	if d.Cost != 2000 || d.PerChild != 200 {
		t.Errorf("%v a year, %v a child", d.Cost, d.PerChild)
	}
}
