package access

import (
	"math"
	"math/rand"
	"testing"

	"catchment/model/trial"
)

// The figures of two independent implementations, to 1e-9. Their Gaussian
// has its standard deviation at a third of the catchment, exp(−½(3d/d0)²),
// and not the edge at 0 of Decay.Weight: it is tried with its own weights.
func TestKnownAnswers(t *testing.T) {
	c := generate(t, "mid")
	want := trial.BenchTable(t, "mid_expected_30km.csv")
	binary, steps := c.market(c.reach(Binary)), c.market(c.reach(Steps))
	checkClose(t, "2SFCA", binary.E2SFCA().Places, want["2sfca"])
	checkClose(t, "E2SFCA", steps.E2SFCA().Places, want["e2sfca"])
	checkClose(t, "3SFCA", steps.ThreeSFCA().Places, want["3sfca"])
	checkClose(t, "M2SFCA", steps.M2SFCA().Places, want["m2sfca"])
	checkClose(t, "Gaussian", c.market(c.narrowBell()).E2SFCA().Places, want["gauss"])
	for area, sites := range want["sites_in_reach"] {
		if to, _ := binary.ByArea.Row(area); len(to) != int(sites) {
			t.Errorf("area %d: %d sites in reach, want %v", area, len(to), sites)
		}
	}
	float, _ := Float(c.need, c.areas, c.capacity, c.sites, 30, Binary)
	checkClose(t, "2SFCA by Float", float, want["2sfca"])
	float, _ = Float(c.need, c.areas, c.capacity, c.sites, 30, Steps)
	checkClose(t, "E2SFCA by Float", float, want["e2sfca"])
}

func (c benchCase) narrowBell() Links {
	km := make([]float64, len(c.sites))
	for k := range km {
		km[k] = 30
	}
	l := NewIndex(c.areas).Distances(c.sites, km)
	for i, d := range l.Value {
		l.Value[i] = math.Exp(-d * d / 200)
	}
	return l
}

// Float is E2SFCA of a market with one group, for any decay.
func TestFloatIsTheMarket(t *testing.T) {
	r := rand.New(rand.NewSource(13))
	for range 40 {
		var c benchCase
		c.areas, c.sites = scatteredPoints(r, 1+r.Intn(300)), scatteredPoints(r, r.Intn(200))
		for range c.areas {
			c.need = append(c.need, float64(r.Intn(3))*r.ExpFloat64())
		}
		for range c.sites {
			c.capacity = append(c.capacity, []float64{r.ExpFloat64(), 0, math.NaN()}[r.Intn(3)])
		}
		km := math.Pow(10, 4*r.Float64())
		if len(c.sites) > 0 && r.Intn(2) == 0 {
			km = max(0, 3*Kilometres(c.areas[0], c.sites[0])) // an edge of a band
		}
		for _, decay := range []Decay{Binary, Steps, Gaussian} {
			want := c.market(NewIndex(c.areas).Reach(c.sites, decay, km, 1)).E2SFCA()
			supply, ratio := Float(c.need, c.areas, c.capacity, c.sites, km, decay)
			checkClose(t, "supply", supply, want.Places)
			checkClose(t, "ratio", ratio, want.Ratio)
		}
	}
}

// north pole: a site, and an area 11 m from it on each of four meridians
func TestFloatAtThePole(t *testing.T) {
	pole := Point{0, 90}
	areas := []Point{{0, 89.9999}, {90, 89.9999}, {180, 89.9999}, {-90, 89.9999}}
	for _, c := range []struct{ km, supply float64 }{{0.012, 0.5}, {0.011, 0}, {0, 0}, {1e-9, 0}} {
		supply, _ := Float([]float64{1, 1, 1, 1}, areas, []float64{2}, []Point{pole}, c.km, Binary)
		checkClose(t, "supply at the pole", supply, []float64{c.supply, c.supply, c.supply, c.supply})
	}
}

func TestFloatEdges(t *testing.T) {
	here, there, nowhere := Point{0, 52}, Point{0, 53}, Point{math.NaN(), 52}
	for _, c := range []struct {
		name          string
		need          float64
		area          Point
		capacity      float64
		site          Point
		km            float64
		supply, ratio float64
	}{
		{"in reach", 10, here, 5, here, 30, 0.5, 0.5},
		{"at the door, no catchment to speak of", 10, here, 5, here, 0, 0.5, 0.5},
		{"out of reach", 10, here, 5, there, 30, 0, 0},
		{"any distance", 10, here, 5, there, math.Inf(1), 0.5, 0.5},
		{"no need", 0, here, 5, here, 30, 0, 0},
		{"need unknown", math.NaN(), here, 5, here, 30, 0, 0},
		{"capacity unknown", 10, here, math.NaN(), here, 30, 0, 0},
		{"area nowhere", 10, nowhere, 5, here, 30, 0, 0},
		{"site nowhere", 10, here, 5, nowhere, 30, 0, 0},
		{"catchment unknown", 10, here, 5, here, math.NaN(), 0, 0},
	} {
		for _, decay := range []Decay{Binary, Steps, Gaussian} {
			supply, ratio := Float([]float64{c.need}, []Point{c.area}, []float64{c.capacity}, []Point{c.site}, c.km, decay)
			checkClose(t, c.name, []float64{supply[0], ratio[0]}, []float64{c.supply, c.ratio})
		}
	}
	if supply, ratio := Float(nil, nil, nil, nil, 30, Steps); len(supply)+len(ratio) != 0 {
		t.Error("supply of nothing")
	}
}

func TestFloatSameBits(t *testing.T) {
	r := rand.New(rand.NewSource(14))
	areas, sites := scatteredPoints(r, 2000), scatteredPoints(r, 1500)
	need, capacity := make([]float64, len(areas)), make([]float64, len(sites))
	for i := range need {
		need[i] = r.ExpFloat64()
	}
	for k := range capacity {
		capacity[k] = r.ExpFloat64()
	}
	for _, decay := range []Decay{Binary, Steps, Gaussian} {
		sameBits(t, "Float", func() []float64 {
			supply, _ := Float(need, areas, capacity, sites, 80, decay)
			return supply
		})
	}
}
