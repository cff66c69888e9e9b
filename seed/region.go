package seed

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// smallAreas is how many base areas the country has.
const smallAreas = 300

// country is the invented region on its mesh. It is the same on every day:
// only dates of provision move.
type country struct {
	mesh    *mesh
	land    []bool    // of each cell
	persons []float64 // of each cell
	home    []int     // the small area of each cell, -1 at sea
	areas   []*smallArea
}

// smallArea is a base area of the country. Settlement and authority are
// indexes, settlement -1 in open country.
type smallArea struct {
	code, name, nameCy string
	cells              []int
	at                 spot // the representative point: a cell's seed
	persons            float64
	hilliness          float64
	settlement         int
	authority          int
	people             [25]int
	total              int
	needIndex          float64
}

func newCountry() *country {
	random := rand.New(rand.NewPCG(1911, 2006))
	c := &country{mesh: newMesh(random)}
	c.raise()
	c.settle()
	c.divide(random)
	c.placeAreas()
	c.drawAuthorities()
	c.nameAreas(random)
	c.count(random)
	return c
}

// raise parts land from sea. Water that no way leads to from the rim of the
// sheet is filled in; rocks of less than half a square kilometre are dropped.
func (c *country) raise() {
	c.land = make([]bool, len(c.mesh.seeds))
	for i, at := range c.mesh.seeds {
		c.land[i] = isLand(at)
	}
	rim := nearest(c.mesh.seeds, spot{}, func(int) bool { return true })
	open := c.connected(rim)
	for i := range c.land {
		c.land[i] = !open[i]
	}
	seen := make([]bool, len(c.land))
	for i := range c.land {
		if !c.land[i] || seen[i] {
			continue
		}
		size, island := 0.0, c.connected(i)
		for k, in := range island {
			if in {
				seen[k] = true
				size += c.mesh.size(k)
			}
		}
		for k, in := range island {
			c.land[k] = c.land[k] && (!in || size > 0.5)
		}
	}
}

// connected marks the cells that a way leads to from start, all on land or
// all at sea.
func (c *country) connected(start int) []bool {
	reached := make([]bool, len(c.land))
	reached[start] = true
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		for _, b := range c.mesh.around[queue[0]] {
			if next := c.mesh.across(b, queue[0]); !reached[next] && c.land[next] == c.land[start] {
				reached[next] = true
				queue = append(queue, next)
			}
		}
	}
	return reached
}

// divide cuts the land into small areas of about equal numbers of people:
// starts are drawn by population, moved to the middle of their people a few
// times, and grow over the land from there.
func (c *country) divide(random *rand.Rand) {
	middles := c.drawStarts(random)
	for round := range 18 {
		middles = c.moveToPeople(middles, round < 12)
	}
	starts := make([]int, 0, smallAreas)
	for _, middle := range middles {
		cell := nearest(c.mesh.seeds, middle, func(i int) bool { return c.land[i] && !slices.Contains(starts, i) })
		starts = append(starts, cell)
	}
	c.home = grow(c.landLinks(), starts, make([]float64, len(starts)))
	settled := slices.Clone(c.home)
	for i := range c.home {
		if c.land[i] && c.home[i] < 0 {
			c.home[i] = settled[nearest(c.mesh.seeds, c.mesh.seeds[i], func(k int) bool { return settled[k] >= 0 })]
		}
	}
	for _, cell := range starts {
		c.areas = append(c.areas, &smallArea{at: c.mesh.seeds[cell]})
	}
}

// drawStarts throws darts at the population, a stride of people apart.
func (c *country) drawStarts(random *rand.Rand) []spot {
	total := 0.0
	for _, p := range c.persons {
		total += p
	}
	var starts []spot
	stride := total / smallAreas
	for i, sum := 0, random.Float64()*stride; i < len(c.persons); i++ {
		for sum += c.persons[i]; sum >= stride && len(starts) < smallAreas; sum -= stride {
			starts = append(starts, c.mesh.seeds[i].plus(spot{random.Float64() - 0.5, random.Float64() - 0.5}.times(0.1)))
		}
	}
	return starts
}

// moveToPeople gives each middle the mean place of the people nearest to it.
// If even is set, the middles with the fewest people then go to help those
// with the most, so that areas come to have about as many people each.
func (c *country) moveToPeople(middles []spot, even bool) []spot {
	sums, weights := make([]spot, len(middles)), make([]float64, len(middles))
	for i, at := range c.mesh.seeds {
		if !c.land[i] {
			continue
		}
		k := nearest(middles, at, func(int) bool { return true })
		weight := c.persons[i] + 0.1
		sums[k] = sums[k].plus(at.times(weight))
		weights[k] += weight
	}
	for k := range middles {
		if weights[k] > 0 {
			middles[k] = sums[k].times(1 / weights[k])
		}
	}
	if even {
		order := byWeight(weights)
		for n := range 6 {
			few, many := order[n], order[len(order)-1-n]
			if weights[few] < 0.5*weights[many] {
				middles[few] = middles[many].plus(spot{0.2, 0.1})
			}
		}
	}
	return middles
}

// byWeight gives indexes, lightest first.
func byWeight(weights []float64) []int {
	order := make([]int, len(weights))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, k int) int { return cmp.Compare(weights[i], weights[k]) })
	return order
}

// landLinks joins neighbouring cells of land.
func (c *country) landLinks() [][]link {
	links := make([][]link, len(c.land))
	for _, b := range c.mesh.borders {
		if c.land[b.left] && c.land[b.right] {
			way := c.mesh.seeds[b.left].distance(c.mesh.seeds[b.right])
			links[b.left] = append(links[b.left], link{b.right, way})
			links[b.right] = append(links[b.right], link{b.left, way})
		}
	}
	return links
}
