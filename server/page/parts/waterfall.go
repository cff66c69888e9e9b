package parts

import (
	"math"

	"catchment/frontend/words"
)

// Bands are the four fates of children who should be offered a service; they
// add up to demand. NaN is not known.
type Bands struct {
	Demand, Unreached, NotEligible, Waiting, Met float64
	Suppressed                                   bool
}

// Waterfall steps from demand down to the children met, on its own scale.
// Template "part-waterfall".
type Waterfall struct {
	Tier, Name  string // "Tier 3", "Complex"
	Type        Link   // the service type, URL "" for plain words
	Note        string // "weakest of 7 types"
	Steps       []Step
	Unavailable string // said instead of the steps
}

// Step is one bar: Kind is demand, unreached, ineligible, waiting or met.
type Step struct {
	Kind, Label     string
	Children, Share string
	Band            Band
	From            string // where the line that ties it to the bar above stands, "" for none
}

// NewWaterfall draws the bands of one service type, or says why it cannot.
func NewWaterfall(v *words.Voice, tier int, name string, serviceType Link, note string, b Bands) Waterfall {
	w := Waterfall{Tier: v.Say("parts.tier", "Tier", tier), Name: name, Type: serviceType, Note: note}
	switch {
	case b.Suppressed:
		w.Unavailable = v.Say("parts.suppressed_why")
	case math.IsNaN(b.Demand + b.Unreached + b.NotEligible + b.Waiting + b.Met):
		w.Unavailable = v.Say("parts.waterfall_unknown")
	case b.Demand <= 0:
		w.Unavailable = v.Say("parts.waterfall_none")
	default:
		w.Steps = steps(v, b)
	}
	return w
}

func steps(v *words.Voice, b Bands) []Step {
	kinds := []string{"demand", "unreached", "ineligible", "waiting", "met"}
	fills := []string{"pale", "white", "dots", "diagonal", "solid"}
	list := make([]Step, 0, len(kinds))
	end := 1.0 // where the bands not yet drawn end
	for i, amount := range []float64{b.Demand, b.Unreached, b.NotEligible, b.Waiting, b.Met} {
		width := amount / b.Demand
		s := Step{Kind: kinds[i], Label: v.Say("parts.step_" + kinds[i]), Children: v.Children(amount)}
		switch i {
		case 0:
			s.Band = Band{Fill: fills[i], X: at(0), Width: at(1)}
		default:
			s.Share, s.From = v.Percent(width), at(end)
			s.Band = Band{Fill: fills[i], X: at(end - width), Width: at(width)}
			end -= width
		}
		list = append(list, s)
	}
	return list
}
