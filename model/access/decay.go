package access

import "math"

// Decay says how the weight of a service falls with the cost of reaching it.
type Decay uint8

const (
	Binary   Decay = iota // 1 throughout the catchment
	Steps                 // 1.00, 0.68, 0.22 in the three thirds (Luo and Qi 2009, slow decay)
	Gaussian              // from 1 at the door to 0 at the edge (Dai 2010)
)

// The weights of the three bands of Steps.
const (
	nearBand   = 1.00
	middleBand = 0.68
	farBand    = 0.22
)

// edgeOfBell is exp(−½): the height of the bell curve at the catchment's edge.
const edgeOfBell = 0.6065306597126334236037995349911804534419

// Weight is the weight in [0, 1] of a service at a cost, for a catchment in
// the same unit (kilometres or minutes):
//
//	Binary     1                                        for cost ≤ catchment
//	Steps      1.00 / 0.68 / 0.22                       for cost ≤ ⅓, ≤ ⅔, ≤ the whole catchment
//	Gaussian   (exp(−½(cost/catchment)²) − exp(−½)) / (1 − exp(−½))   for cost ≤ catchment
//
// A cost on the edge of a band belongs to the nearer band. Beyond the
// catchment the weight is 0, and so it is for a cost of NaN or +Inf (no way
// there) and for a catchment of NaN. Gaussian is 0 on the very edge, and 1 at
// cost 0 even of a catchment of 0. A catchment of +Inf (none stated) has
// weight 1 at every finite cost.
func (d Decay) Weight(cost, catchment float64) float64 {
	if !(cost <= catchment) || cost > math.MaxFloat64 {
		return 0
	}
	switch d {
	case Steps:
		if cost <= catchment/3 {
			return nearBand
		}
		if cost <= 2*catchment/3 {
			return middleBand
		}
		return farBand
	case Gaussian:
		if cost <= 0 {
			return 1
		}
		share := cost / catchment
		return bell(share * share)
	}
	return 1
}

// bell is the Gaussian weight for the square of cost/catchment; exactly 0
// from the edge on, whatever the rounding of exp.
func bell(square float64) float64 {
	if square >= 1 {
		return 0
	}
	return max(0, (math.Exp(-square/2)-edgeOfBell)/(1-edgeOfBell))
}
