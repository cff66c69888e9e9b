package coverage

import (
	"catchment/model/access"
	"catchment/model/need"
)

// Variant is a way of computing access: the method's own, or one that its
// sensitivity is tried with (METHOD 4).
type Variant int

// The method and its six sensitivity variants.
const (
	E2SFCA Variant = iota
	TwoSFCA
	GaussianDecay
	ThreeSFCA
	M2SFCA
	SmallerCatchment
	LargerCatchment
	Variants
)

// String names the variant.
func (v Variant) String() string {
	return [...]string{"E2SFCA", "2SFCA", "Gaussian", "3SFCA", "M2SFCA", "catchment × 0.75", "catchment × 1.25"}[v]
}

// catchment is the factor that the variant puts on every catchment.
func (v Variant) catchment() float64 {
	switch v {
	case SmallerCatchment:
		return 0.75
	case LargerCatchment:
		return farthest
	}
	return 1
}

// decay is the decay that the variant uses where the type's own is own.
func (v Variant) decay(own access.Decay) access.Decay {
	switch v {
	case TwoSFCA:
		return access.Binary
	case GaussianDecay:
		return access.Gaussian
	}
	return own
}

// movesReach says whether the variant has other weights W than the method.
func (v Variant) movesReach() bool { return v != E2SFCA && v != ThreeSFCA && v != M2SFCA }

// inPull is what becomes of W in the first step; total is Σ W by base area.
func (v Variant) inPull(w float64, total []float64, base int32) float64 {
	if v == ThreeSFCA {
		return w * w / total[base]
	}
	return w
}

// inPlaces is what becomes of W in the second step.
func (v Variant) inPlaces(w float64, total []float64, base int32) float64 {
	switch v {
	case ThreeSFCA:
		return w * w / total[base]
	case M2SFCA:
		return w * w
	}
	return w
}

// varied is the market by a variant: reach, pull and ratio of the central run.
func (m *market) varied(reached *reach, v Variant) *market {
	varied := *m
	if v.movesReach() {
		varied.reachBy(reached, v)
	}
	varied.handOut(v, need.Central)
	return &varied
}

// eachGround visits every base area with its central places by a variant.
func (m *market) eachGround(v Variant, visit func(*ground)) {
	g, total := m.ground(), m.totalWeight(v)
	for base := range m.day.Base {
		g.at(int32(base))
		clear(g.sums)
		for n, k := range g.services {
			strength := 1.0
			if !m.presence() {
				strength = v.inPlaces(g.weights[n], total, g.base) * m.ratio[k][need.Central]
			}
			g.sums[g.ruleOf(k)] += strength
		}
		g.addRules()
		visit(g)
	}
}

// weights gives W per service (rows, in the order of services, which are
// places in Day.Counting) and base area, W > 0 only: the largest over its
// legs.
func (r *reach) weights(services []int32, own access.Decay, v Variant) access.Links {
	links := access.Links{Start: make([]int, 1, len(services)+1)}
	for _, place := range services {
		weigh(&links, r.legs[place], v.decay(own), v.catchment())
	}
	return links
}

// weigh adds the row of a service to links: the largest weight over its legs.
func weigh(links *access.Links, legs []Leg, decay access.Decay, factor float64) {
	for i := 0; i < len(legs); {
		base, best := legs[i].Base, 0.0
		for ; i < len(legs) && legs[i].Base == base; i++ {
			best = max(best, decay.Weight(legs[i].Cost, legs[i].Catchment*factor))
		}
		if best > 0 {
			links.To = append(links.To, base)
			links.Value = append(links.Value, best)
		}
	}
	links.Start = append(links.Start, len(links.To))
}

func decayOf(name string) access.Decay {
	switch name {
	case "steps":
		return access.Steps
	case "gaussian":
		return access.Gaussian
	}
	return access.Binary
}

// MarshalText gives the variant's name.
func (v Variant) MarshalText() ([]byte, error) { return []byte(v.String()), nil }
