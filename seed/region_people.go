package seed

import (
	"math"
	"math/rand/v2"
)

// settle puts people on the cells of land: the towns' by distance from the
// middle, the others thinly, more in the lowlands and near the sea than on
// the moors.
func (c *country) settle() {
	c.persons = make([]float64, len(c.mesh.seeds))
	c.spread(ruralPersons, func(at spot) float64 {
		return (0.25 + noise(at, 22, 4)) * math.Pow(1-0.9*upland(at), 2)
	})
	for _, s := range settlements {
		c.spread(s.persons, func(at spot) float64 {
			d := at.distance(s.at) / s.spread
			return math.Exp(-d * d)
		})
	}
}

// spread shares persons out over the land by density.
func (c *country) spread(persons float64, density func(spot) float64) {
	shares, sum := make([]float64, len(c.land)), 0.0
	for i, at := range c.mesh.seeds {
		if c.land[i] {
			shares[i] = density(at) * c.mesh.size(i)
			sum += shares[i]
		}
	}
	for i := range shares {
		c.persons[i] += persons * shares[i] / sum
	}
}

// placeAreas gives each small area its cells, and says whether it belongs to
// a settlement: its middle lies within what the settlement covers.
func (c *country) placeAreas() {
	for cell, home := range c.home {
		if home >= 0 {
			a := c.areas[home]
			a.cells = append(a.cells, cell)
			a.persons += c.persons[cell]
			a.hilliness += upland(c.mesh.seeds[cell])
		}
	}
	for _, a := range c.areas {
		a.hilliness /= float64(len(a.cells))
		a.settlement = -1
		for i, s := range settlements {
			if a.at.distance(s.at) < 1.6*s.spread {
				a.settlement = i
				break
			}
		}
	}
}

// count gives each area its people by single year of age and its need index.
func (c *country) count(random *rand.Rand) {
	for _, a := range c.areas {
		a.needIndex = hardship(a) * (0.85 + 0.3*random.Float64())
		a.total = int(a.persons * (0.9 + 0.2*random.Float64()))
		young := 0.0094 + 0.0022*a.needIndex // of all persons, in one year of age
		for age := range a.people {
			share := young * (1 + 0.03*math.Sin(float64(age)*0.9)) * leaving(a, age)
			a.people[age] = max(0, int(float64(a.total)*share*(0.85+0.3*random.Float64())+0.5))
		}
	}
}

// leaving is how many of an age stay: the young leave the country for the
// towns, and Elwigmouth has a college.
func leaving(a *smallArea, age int) float64 {
	if age < 18 {
		return 1
	}
	switch a.settlement {
	case 0:
		return 1.35
	case -1:
		return 0.6
	}
	return 0.85
}

// hardship is the invented pattern of need: high at the cores of towns and
// in the old quarry valleys, low in suburbs and farmland.
func hardship(a *smallArea) float64 {
	if a.settlement < 0 {
		return 0.75 + 0.55*a.hilliness
	}
	s := settlements[a.settlement]
	d := a.at.distance(s.at) / s.spread
	return 0.62 + (s.hardship-0.62)*math.Exp(-0.9*d*d)
}
