package coverage

import (
	"cmp"
	"slices"

	"catchment/model"
	"catchment/model/atlas"
)

// leastDemand is the demand, in children, below which a cell counts as 0.
const leastDemand = 1e-9

// cells groups the cells of one service type: single years of age × profiles
// that every service of the type accepts or refuses alike form one group.
//
//	age        0 … 4 | 5 … 11 | 12 … 24      age classes
//	profile    with attribute x | without     profile classes
//	group      (class of age, class of profile) with the same services
//
// Demand of a group is a sum over classes, not over 25 × 2^attributes cells.
type cells struct {
	rules    []Rule
	accepts  [][]bool // rule × group
	groups   int
	ageClass [model.AgeCount]int
	profiles []profileClass
	group    [][]int // age class × profile class -> group
	profile  *profiles
}

// profileClass is the profiles that the same rules refuse; part is their
// share of each tier's children.
type profileClass struct {
	refused []bool // per rule
	part    [4]float64
	atoms   [4][]float64 // parts of single profiles, falling; made when needed
}

// profiles is what all service types share: the method's attributes.
type profiles struct {
	*atlas.Profile
	smallest [4]float64 // part of the rarest single profile that occurs
}

func profilesOf(p *atlas.Profile) *profiles {
	out := &profiles{Profile: p}
	for t := range out.smallest {
		out.smallest[t] = 1
		for _, share := range p.Share[t] {
			least := min(share, 1-share)
			if least == 0 {
				least = 1
			}
			out.smallest[t] *= least
		}
	}
	return out
}

func cellsOf(rules []Rule, p *profiles) *cells {
	c := &cells{rules: rules, profile: p}
	classes := c.classifyAges()
	c.profiles = c.classifyProfiles()
	byRules := map[string]int{}
	c.group = make([][]int, len(classes))
	for a, age := range classes {
		c.group[a] = make([]int, len(c.profiles))
		for b := range c.profiles {
			accepted := make([]bool, len(rules))
			for r, rule := range rules {
				accepted[r] = rule.AcceptsAge(age) && !c.profiles[b].refused[r]
			}
			g, known := byRules[bits(accepted)]
			if !known {
				g = c.groups
				byRules[bits(accepted)] = g
				c.groups++
				for r := range rules {
					if g == 0 {
						c.accepts = append(c.accepts, nil)
					}
					c.accepts[r] = append(c.accepts[r], accepted[r])
				}
			}
			c.group[a][b] = g
		}
	}
	return c
}

// classifyAges numbers the ages that the same rules accept, and gives one age
// of each class.
func (c *cells) classifyAges() (sample []int) {
	byRules := map[string]int{}
	for age := range c.ageClass {
		accepted := make([]bool, len(c.rules))
		for r, rule := range c.rules {
			accepted[r] = rule.AcceptsAge(age)
		}
		class, known := byRules[bits(accepted)]
		if !known {
			class = len(sample)
			byRules[bits(accepted)] = class
			sample = append(sample, age)
		}
		c.ageClass[age] = class
	}
	return sample
}

// classifyProfiles splits all profiles by one attribute after the other and
// joins those that the same rules refuse.
func (c *cells) classifyProfiles() []profileClass {
	classes := []profileClass{{refused: make([]bool, len(c.rules)), part: [4]float64{1, 1, 1, 1}}}
	for x := range c.profile.Attributes {
		if !slices.ContainsFunc(c.rules, func(r Rule) bool { return r.refuses(x) }) {
			continue
		}
		var next []profileClass
		place := map[string]int{}
		for _, class := range classes {
			for _, has := range []bool{false, true} {
				part := c.split(class, x, has)
				if i, known := place[bits(part.refused)]; known {
					for t := range part.part {
						next[i].part[t] += part.part[t]
					}
					continue
				}
				place[bits(part.refused)] = len(next)
				next = append(next, part)
			}
		}
		classes = next
	}
	return classes
}

func (c *cells) split(class profileClass, attribute int, has bool) profileClass {
	out := profileClass{refused: slices.Clone(class.refused)}
	for t := range out.part {
		share := c.profile.Share[t][attribute]
		if !has {
			share = 1 - share
		}
		out.part[t] = class.part[t] * share
	}
	for r, rule := range c.rules {
		out.refused[r] = out.refused[r] || has && rule.refuses(attribute)
	}
	return out
}

// demand adds to each group the demand of one tier (1 to 4) in one area: need
// by age × uptake × part of the profile, cells below leastDemand as 0.
func (c *cells) demand(out []float64, need *model.Ages, uptake float64, tier int) {
	var byClass model.Ages
	rare := leastDemand / c.profile.smallest[tier-1]
	for age, children := range need {
		switch wanted := children * uptake; {
		case wanted >= rare:
			byClass[c.ageClass[age]] += wanted
		case wanted >= leastDemand:
			c.demandOfAge(out, wanted, c.ageClass[age], tier)
		}
	}
	for a, groups := range c.group {
		if byClass[a] == 0 {
			continue
		}
		for b, g := range groups {
			out[g] += byClass[a] * c.profiles[b].part[tier-1]
		}
	}
}

// demandOfAge does so for one age at which some single profile falls below
// leastDemand.
func (c *cells) demandOfAge(out []float64, wanted float64, ageClass, tier int) {
	if c.profiles[0].atoms[tier-1] == nil {
		c.listAtoms(tier - 1)
	}
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
		place[bits(c.profiles[b].refused)] = b
		c.profiles[b].atoms[t] = []float64{}
	}
	attributes := len(c.profile.Attributes)
	refused := make([]bool, len(c.rules))
	for profile := range 1 << attributes {
		part := 1.0
		clear(refused)
		for x, share := range c.profile.Share[t] {
			if profile&(1<<x) == 0 {
				part *= 1 - share
				continue
			}
			part *= share
			for r, rule := range c.rules {
				refused[r] = refused[r] || rule.refuses(x)
			}
		}
		if part > 0 {
			b := place[bits(refused)]
			c.profiles[b].atoms[t] = append(c.profiles[b].atoms[t], part)
		}
	}
	for b := range c.profiles {
		slices.SortFunc(c.profiles[b].atoms[t], func(x, y float64) int { return cmp.Compare(y, x) })
	}
}

func bits(flags []bool) string {
	out := make([]byte, len(flags))
	for i, flag := range flags {
		if flag {
			out[i] = 1
		}
	}
	return string(out)
}
