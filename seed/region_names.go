package seed

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// naming is a way to name a place, English and Welsh: %s stands for the town
// or river. No stem begins with a letter that Welsh would mutate after these.
type naming struct{ en, cy string }

// nameAreas names towns' areas after quarters of the town, the others after
// the nearest river, so that neighbours share a stem; then it gives codes in
// order of authority, settlement and name.
func (c *country) nameAreas(random *rand.Rand) {
	taken := map[string]bool{}
	for i, s := range settlements {
		taken[s.name], taken[s.nameCy] = true, true
		c.keepWithin(i)
		c.nameQuarters(i, taken, random)
	}
	c.nameCountryside(taken, random)
	ordered := slices.Clone(c.areas)
	slices.SortFunc(ordered, func(a, b *smallArea) int {
		return cmp.Or(cmp.Compare(a.authority, b.authority),
			cmp.Compare(uint(a.settlement), uint(b.settlement)), cmp.Compare(a.name, b.name))
	})
	for i, a := range ordered {
		a.code = fmt.Sprintf("X01%06d", i+1)
	}
}

// keepWithin takes the areas out of a town that another authority has: those
// over the water keep to themselves.
func (c *country) keepWithin(town int) {
	hall := nearest(c.mesh.seeds, settlements[town].at, func(i int) bool { return c.land[i] })
	for _, a := range c.areas {
		if a.settlement == town && a.authority != c.areas[c.home[hall]].authority {
			a.settlement = -1
		}
	}
}

// nameQuarters begins at the middle of the town. A village that is one area
// keeps its name.
func (c *country) nameQuarters(town int, taken map[string]bool, random *rand.Rand) {
	var members []int
	for i, a := range c.areas {
		if a.settlement == town {
			members = append(members, i)
		}
	}
	s := settlements[town]
	slices.SortFunc(members, func(i, k int) int {
		return cmp.Compare(c.areas[i].at.distance(s.at), c.areas[k].at.distance(s.at))
	})
	known := quarters
	if len(members) < 12 {
		known = quarters[:24]
	}
	ashore, afloat := shuffled(known, random), shuffled(shoreQuarters, random)
	for n, i := range members {
		way := naming{"%s Centre", "Canol %s"}
		switch {
		case len(members) == 1:
			way = naming{"%s", "%s"}
		case n > 0 && len(afloat) > 0 && c.coastal(i):
			way, afloat = afloat[0], afloat[1:]
		case n > 0:
			way, ashore = ashore[0], ashore[1:]
		}
		c.areas[i].name, c.areas[i].nameCy = way.of(s.name, s.nameCy)
		taken[c.areas[i].name], taken[c.areas[i].nameCy] = true, true
	}
}

// nameCountryside names areas after churches, farms and the nearest river, in ways that suit the shore, the moors or the lowlands.
func (c *country) nameCountryside(taken map[string]bool, random *rand.Rand) {
	springs := make([]spot, len(rivers))
	for i := range springs {
		springs[i] = rivers[i].source
	}
	churches, farms := shuffled(saints, random), shuffled(founders, random)
	for i, a := range c.areas {
		if a.settlement >= 0 {
			continue
		}
		if a.hilliness < 0.3 && len(churches) > 0 && random.IntN(5) == 0 {
			a.name, a.nameCy, churches = churches[0], churches[0], churches[1:]
			continue
		}
		if a.hilliness < 0.3 && len(farms) > 0 && random.IntN(6) == 0 {
			a.name, a.nameCy, farms = farms[0]+"ton", "Tref"+strings.ToLower(farms[0]), farms[1:]
			continue
		}
		c.nameByRiver(i, springs, taken, random)
	}
}

func (c *country) nameByRiver(i int, springs []spot, taken map[string]bool, random *rand.Rand) {
	a := c.areas[i]
	ways := shuffled(lowlandNames, random)
	if a.hilliness > 0.3 {
		ways = append(shuffled(uplandNames, random), ways...)
	}
	if c.coastal(i) {
		ways = append(shuffled(coastNames, random), ways...)
	}
	dry := map[int]bool{}
	for {
		river := nearest(springs, a.at, func(k int) bool { return !dry[k] })
		for _, way := range ways {
			a.name, a.nameCy = way.of(rivers[river].name, rivers[river].name)
			if !taken[a.name] && !taken[a.nameCy] {
				taken[a.name], taken[a.nameCy] = true, true
				return
			}
		}
		dry[river] = true
	}
}

// of fills the name in; a stem that stands inside a word is not capitalised.
func (n naming) of(name, nameCy string) (string, string) {
	fill := func(pattern, stem string) string {
		if at := strings.Index(pattern, "%s"); at > 0 && pattern[at-1] != ' ' {
			stem = strings.ToLower(stem)
		}
		return strings.Replace(pattern, "%s", stem, 1)
	}
	return fill(n.en, name), fill(n.cy, nameCy)
}

// coastal says whether an area has a shore.
func (c *country) coastal(area int) bool {
	for _, b := range c.mesh.borders {
		left, right := c.home[b.left], c.home[b.right]
		if (left == area && right < 0) || (right == area && left < 0) {
			return true
		}
	}
	return false
}

func shuffled[T any](values []T, random *rand.Rand) []T {
	out := slices.Clone(values)
	random.Shuffle(len(out), func(i, k int) { out[i], out[k] = out[k], out[i] })
	return out
}
