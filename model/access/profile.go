package access

import "math"

// profile is a decay over the square of the chord, so that most weights need
// no distance: a staircase of narrow steps, each with the one weight that
// holds throughout it, or NaN where an edge of a band falls in the step (and
// throughout a decay without bands), so that the haversine must decide.
//
//	weight 1.00 ┌────────┐
//	       0.68 │        ?──────────────────┐
//	       0.22 │        ?                  ?────────────────────────────┐
//	            └────────┴──────────────────┴────────────────────────────?
//	chord²      0        (d0/3)²            (2·d0/3)²                    d0²
type profile struct {
	radius    // of the catchment in a straight line, and a little more
	decay     Decay
	catchment float64 // kilometres of travel
	detour    float64 // kilometres of travel per kilometre of straight line
	scale     float64 // steps per unit of chord²
	step      []float64
}

const profileSteps = 2048

// newProfile is the profile of a decay over a catchment in kilometres of
// travel. Nothing has a weight for a catchment that is negative or NaN.
func newProfile(decay Decay, catchment, detour float64) *profile {
	p := &profile{decay: decay, catchment: catchment, detour: detour}
	p.radius = newRadius(catchment / detour * (1 + slack))
	if p.outside < 0 {
		return p
	}
	p.scale = profileSteps / min(p.outside, 4+slack)
	p.step = make([]float64, profileSteps+1)
	for s := range p.step {
		near := p.weightAt(arc(innerRim(float64(s) / p.scale / 4)))
		far := p.weightAt(arc(rim(float64(s+1) / p.scale / 4)))
		p.step[s] = near
		if near != far || decay == Gaussian {
			p.step[s] = math.NaN()
		}
	}
	return p
}

// innerRim moves the haversine a of a distance inwards as rim does outwards.
func innerRim(a float64) float64 { return max(0, a*(1-slack)-1e-14*math.Sqrt(a)-1e-28) }

// weightAt is the weight at a distance in a straight line.
func (p *profile) weightAt(km float64) float64 {
	return p.decay.Weight(km*p.detour, p.catchment)
}

// weight is the weight at the square of a chord, if that tells it.
func (p *profile) weight(chord2 float64) (w float64, known bool) {
	if chord2 > p.outside {
		return 0, true
	}
	w = p.step[int(chord2*p.scale)]
	return w, !math.IsNaN(w)
}
