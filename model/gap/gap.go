package gap

import (
	"catchment/model"
	"catchment/model/coverage"
)

// Kind is what is wrong.
type Kind string

// The nine kinds, in the order in which ties are listed.
const (
	Provision   Kind = "provision"
	Access      Kind = "access"
	Eligibility Kind = "eligibility"
	Capacity    Kind = "capacity"
	Quality     Kind = "quality"
	Assurance   Kind = "assurance"
	Continuity  Kind = "continuity"
	Equity      Kind = "equity"
	Parallel    Kind = "parallel"
)

// Kinds lists the kinds.
var Kinds = []Kind{Provision, Access, Eligibility, Capacity, Quality, Assurance, Continuity, Equity, Parallel}

// Gap is one row of the register. Children are those affected in the low,
// central and high run; all are NaN where they are not counted (equity,
// parallel). Tier is 0 and Weight NaN for a parallel gap.
type Gap struct {
	Rank               int
	Kind               Kind
	On                 model.Date // the day that the register is for
	Area               *model.Area
	Tier               int
	Type               *model.ServiceType
	Low, Central, High float64
	Weight             float64 // of the tier, in the rank
	Since              model.Date
	Discreet           bool // its sentences neither name nor count services and providers
	Facts              Facts
}

// Facts are the figures behind a gap; which are set depends on its kind.
type Facts struct {
	Demand, Met float64
	Services    []Name            // names of the services that it rests on
	InParents   []Name            // areas where the type is present: this one, then those above, smallest first
	Weak        float64           // children reached only weakly
	Bound       float64           // the setting that was crossed
	Refusal     *coverage.Refusal // of an eligibility gap, else nil
	Attributes  []string          // of the method, for Refusal
	Unknown     int               // services with unknown capacity
	Places      float64           // best estimate of places a year that would close it
	Indicators  []Indicator
	Ends        []Ending
	After       float64 // met when the endings have come
	Provider    Name    // that gives more than half
	ByProvider  float64
	Groups      []Group
}

// conceal takes out what names, counts or dates services and providers.
func (f *Facts) conceal() {
	f.Services, f.Ends, f.Unknown, f.Provider, f.ByProvider = nil, nil, 0, Name{}, 0
}

// Indicator is one indicator in a quality or assurance gap, as parts of met.
type Indicator struct {
	Number      int // 1 to 8
	Name        Name
	High, Known float64
}

// Ending is a service that stops counting.
type Ending struct {
	Service Name
	What    string // contract, licence or service
	LastDay model.Date
}

// Group is a listed group in an equity gap; Coverage is NaN where nothing for
// it reaches the area.
type Group struct {
	Key      string // welsh_medium, by_and_for, disabled_children
	Coverage float64
}

// Register lists the gaps of the reported areas that are chosen, worst first,
// all at once; NewList says what is secret.
func Register(r *coverage.Result, chosen func(*model.Area) bool, secret func(service int32) bool) []Gap {
	l := NewList(r, chosen, secret)
	gaps := make([]Gap, l.Len())
	for i := range gaps {
		gaps[i] = l.At(i)
	}
	return gaps
}
