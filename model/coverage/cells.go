package coverage

import (
	"cmp"
	"slices"
	"sync"

	"catchment/model"
	"catchment/model/atlas"
)

// leastDemand is the demand, in children, below which a cell counts as 0.
const leastDemand = 1e-9

// cells groups the cells of one service type as a set of rules sees them:
// single years of age × profiles that every rule accepts or refuses alike form
// one group. The set is that of the services which reach an area, so that an
// area's figures depend, to the last bit, on nobody who does not reach it.
//
//	age        0 … 4 | 5 … 11 | 12 … 24      age classes
//	profile    with attribute x | without     profile classes
//	group      (class of age, class of profile) with the same services
//
// Demand of a group is a sum over classes, not over 25 × 2^attributes cells.
type cells struct {
	rules    []Rule   // in order of value
	place    []int32  // a market's number of a rule -> place in rules
	accepts  [][]bool // rule × group
	taken    []bool   // per group: some rule accepts it
	groups   int
	ageClass [model.AgeCount]uint8
	profiles []profileClass
	group    [][]int // age class × profile class -> group
	profile  *profiles
	listed   [4]sync.Once // per tier: atoms
	splits   [4][]split   // per tier
}

// split is the part of an age class's children who stand in a group.
type split struct {
	class, group int32
	part         float64
}

// profileClass is the profiles that the same rules refuse; part is their
// share of each tier's children.
type profileClass struct {
	refused bits // the rules that do
	part    [4]float64
	atoms   [4][]float64 // parts of single profiles, falling; listed when needed
}

// profiles is what all service types share: the method's attributes.
type profiles struct {
	*atlas.Profile
	rare [4]float64 // demand of an age at which the rarest single profile that occurs falls below leastDemand
}

func profilesOf(p *atlas.Profile) *profiles {
	out := &profiles{Profile: p}
	for t := range out.rare {
		smallest := 1.0
		for _, share := range p.Share[t] {
			if least := min(share, 1-share); least > 0 {
				smallest *= least
			}
		}
		out.rare[t] = leastDemand / smallest
	}
	return out
}

func cellsOf(rules []Rule, p *profiles) *cells {
	c := &cells{rules: rules, profile: p}
	classes := c.classifyAges()
	c.profiles = c.classifyProfiles()
	c.accepts = make([][]bool, len(rules))
	byRules := map[string]int{}
	c.group = make([][]int, len(classes))
	accepted := newBits(len(rules))
	for a, ages := range classes {
		c.group[a] = make([]int, len(c.profiles))
		for b := range c.profiles {
			accepted.without(ages, c.profiles[b].refused)
			g, known := byRules[string(accepted)]
			if !known {
				g = c.groups
				byRules[string(accepted)] = g
				c.groups++
				c.taken = append(c.taken, false)
				for r := range rules {
					c.taken[g] = c.taken[g] || accepted.has(r)
					c.accepts[r] = append(c.accepts[r], accepted.has(r))
				}
			}
			c.group[a][b] = g
		}
	}
	c.pack()
	c.splitAges()
	return c
}

// pack puts what every rule accepts side by side in memory.
func (c *cells) pack() {
	packed := slices.Concat(c.accepts...)
	for r := range c.accepts {
		c.accepts[r] = packed[r*c.groups : (r+1)*c.groups : (r+1)*c.groups]
	}
}

// splitAges adds up, for each age class and tier, the parts of the profiles
// that stand in one group.
func (c *cells) splitAges() {
	for t := range c.splits {
		parts := make([]float64, c.groups)
		for a, groups := range c.group {
			clear(parts)
			for b, g := range groups {
				parts[g] += c.profiles[b].part[t]
			}
			for g, part := range parts {
				if part > 0 {
					c.splits[t] = append(c.splits[t], split{int32(a), int32(g), part})
				}
			}
		}
	}
}

// classifyAges numbers the ages that the same rules accept, and gives the
// rules that accept each class.
func (c *cells) classifyAges() (classes []bits) {
	byRules := map[string]int{}
	accepted := newBits(len(c.rules))
	for age := range c.ageClass {
		clear(accepted)
		for r, rule := range c.rules {
			if rule.AcceptsAge(age) {
				accepted.set(r)
			}
		}
		class, known := byRules[string(accepted)]
		if !known {
			class = len(classes)
			byRules[string(accepted)] = class
			classes = append(classes, slices.Clone(accepted))
		}
		c.ageClass[age] = uint8(class)
	}
	return classes
}

// classifyProfiles splits all profiles by one attribute after the other and
// joins those that the same rules refuse.
func (c *cells) classifyProfiles() []profileClass {
	classes := []profileClass{{refused: newBits(len(c.rules)), part: [4]float64{1, 1, 1, 1}}}
	for x, refusing := range c.refusing() {
		if refusing == nil {
			continue
		}
		var next []profileClass
		place := map[string]int{}
		for _, class := range classes {
			for _, has := range []bool{false, true} {
				part := c.halve(class, x, has, refusing)
				if i, known := place[string(part.refused)]; known {
					for t := range part.part {
						next[i].part[t] += part.part[t]
					}
					continue
				}
				place[string(part.refused)] = len(next)
				next = append(next, part)
			}
		}
		classes = next
	}
	return classes
}

// refusing gives for each attribute the rules that refuse it; nil where none
// does.
func (c *cells) refusing() []bits {
	out := make([]bits, len(c.profile.Attributes))
	for r, rule := range c.rules {
		for _, x := range rule.Refuses {
			if out[x] == nil {
				out[x] = newBits(len(c.rules))
			}
			out[x].set(r)
		}
	}
	return out
}

func (c *cells) halve(class profileClass, attribute int, has bool, refusing bits) profileClass {
	out := profileClass{refused: slices.Clone(class.refused)}
	for t := range out.part {
		share := c.profile.Share[t][attribute]
		if !has {
			share = 1 - share
		}
		out.part[t] = class.part[t] * share
	}
	if has {
		out.refused.add(refusing)
	}
	return out
}

// demand adds to each group the demand of one tier (1 to 4) in one area: need
// by age × uptake × part of the profile, cells below leastDemand as 0.
func (c *cells) demand(out []float64, need *model.Ages, uptake float64, tier int) {
	var byClass model.Ages
	rare := c.profile.rare[tier-1]
	for age, children := range need {
		switch wanted := children * uptake; {
		case wanted >= rare:
			byClass[c.ageClass[age]] += wanted
		case wanted >= leastDemand:
			c.demandOfAge(out, wanted, int(c.ageClass[age]), tier)
		}
	}
	for _, s := range c.splits[tier-1] {
		out[s.group] += byClass[s.class] * s.part
	}
}

// demandOfAge does so for one age at which some single profile falls below
// leastDemand.
func (c *cells) demandOfAge(out []float64, wanted float64, ageClass, tier int) {
	c.listed[tier-1].Do(func() { c.listAtoms(tier - 1) })
	for b, g := range c.group[ageClass] {
		sum := 0.0
		for _, part := range c.profiles[b].atoms[tier-1] {
			if wanted*part < leastDemand {
				break
			}
			sum += part
		}
		out[g] += wanted * sum
	}
}

// listAtoms lists the parts of all single profiles of a tier by class,
// falling.
func (c *cells) listAtoms(t int) {
	place := map[string]int{}
	for b := range c.profiles {
		place[string(c.profiles[b].refused)] = b
	}
	refusing := c.refusing()
	refused := newBits(len(c.rules))
	for profile := range 1 << len(c.profile.Attributes) {
		part := 1.0
		clear(refused)
		for x, share := range c.profile.Share[t] {
			if profile&(1<<x) == 0 {
				part *= 1 - share
				continue
			}
			part *= share
			if refusing[x] != nil {
				refused.add(refusing[x])
			}
		}
		if part > 0 {
			b := place[string(refused)]
			c.profiles[b].atoms[t] = append(c.profiles[b].atoms[t], part)
		}
	}
	for b := range c.profiles {
		slices.SortFunc(c.profiles[b].atoms[t], func(x, y float64) int { return cmp.Compare(y, x) })
	}
}
