package gap

import (
	"slices"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// least is the number of children from which a gap is one.
const least = 1e-9

type builder struct {
	r      *coverage.Result
	day    *atlas.Day
	chosen []int // reported places
	endsBy model.Date
	ending map[int32]Ending
	secret func(service int32) bool
	gaps   []Gap
}

func newBuilder(r *coverage.Result, chosen func(*model.Area) bool, secret func(service int32) bool) *builder {
	b := &builder{r: r, day: r.Day, ending: map[int32]Ending{}, secret: secret}
	for place, area := range r.Day.Reported {
		if chosen(&r.Day.Areas[area]) {
			b.chosen = append(b.chosen, place)
		}
	}
	b.endsBy = r.Day.Date.AddMonths(r.Day.Settings.HorizonMonths)
	for _, service := range r.Day.Counting {
		if e := endingOf(&r.Day.Services[service]); e.LastDay != "" && e.LastDay < b.endsBy {
			b.ending[service] = e
		}
	}
	return b
}

func endingOf(s *atlas.Service) Ending {
	last := atlas.LastDay(s)
	e := Ending{Service: serviceName(s), What: "service", LastDay: last}
	switch last {
	case s.ContractEnd:
		e.What = "contract"
	case atlas.LicenceEnd(s):
		e.What = "licence"
	}
	return e
}

// scope is one row (type and tier) while its gaps are found.
type scope struct {
	row      int
	e        atlas.Expectation
	kind     *model.ServiceType
	reaching [][]int32
	given    [][]coverage.Given
	refused  []coverage.Refusal
	weak     [need.Runs][]float64
	after    []float64
	groups   []listedGroup // whose coverage may be told in some area
}

func (b *builder) row(row int) {
	e := b.day.Expected[row]
	s := &scope{row: row, e: e, kind: &b.day.Types[e.Type],
		reaching: b.r.Reaching(row), given: b.r.GivenBy(row), refused: b.r.Refused(row),
		weak:  b.r.WeaklyReached(row, b.day.Settings.WeakReach),
		after: b.r.MetWithout(row, func(service int32) bool { return b.ending[service].LastDay != "" })}
	s.groups = b.tells(listedGroups, b.counting(e.Type))
	for _, place := range b.chosen {
		if b.bands(need.Central, s, place).Demand < least {
			continue
		}
		b.provision(s, place)
		b.access(s, place)
		b.eligibility(s, place)
		b.capacity(s, place)
		b.quality(s, place)
		b.assurance(s, place)
		b.continuity(s, place)
		b.equity(s, place)
	}
}

func (b *builder) bands(run need.Run, s *scope, place int) *coverage.Bands {
	return &b.r.Bands[run][s.row][place]
}

// raise adds a gap with the children of the three runs. In tier 1, the rest,
// the low run is the larger.
func (b *builder) raise(kind Kind, s *scope, place int, children func(need.Run) float64, facts Facts) *Gap {
	central := b.bands(need.Central, s, place)
	facts.Demand, facts.Met = central.Demand, central.Met
	discreet := slices.ContainsFunc(s.reaching[place], b.secret)
	if discreet {
		facts.conceal()
	}
	low, mid, high := children(need.Low), children(need.Central), children(need.High)
	b.gaps = append(b.gaps, Gap{
		Kind: kind, On: b.day.Date, Area: &b.day.Areas[b.day.Reported[place]], Tier: s.e.Tier, Type: s.kind,
		Low: min(low, mid, high), Central: mid, High: max(low, mid, high),
		Weight: b.day.Settings.TierWeight[s.e.Tier-1], Discreet: discreet, Facts: facts,
	})
	return &b.gaps[len(b.gaps)-1]
}

func (b *builder) band(s *scope, place int, pick func(*coverage.Bands) float64) func(need.Run) float64 {
	return func(run need.Run) float64 { return pick(b.bands(run, s, place)) }
}

// scaled takes the central figure and moves it with demand in the other runs,
// for figures that are computed in the central run alone.
func (b *builder) scaled(s *scope, place int, central float64) func(need.Run) float64 {
	demand := b.bands(need.Central, s, place).Demand
	return func(run need.Run) float64 { return central * b.bands(run, s, place).Demand / demand }
}

func (b *builder) names(services []int32) []Name {
	var out []Name
	for _, service := range services {
		out = append(out, serviceName(&b.day.Services[service]))
	}
	return out
}

func serviceName(s *atlas.Service) Name { return Name{s.Name, s.NameCy, s.Key} }
