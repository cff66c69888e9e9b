package gap

import (
	"math"
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
	name   func(service int32) string
	gaps   []Gap
}

func newBuilder(r *coverage.Result, chosen func(*model.Area) bool, name func(service int32) string) *builder {
	b := &builder{r: r, day: r.Day, ending: map[int32]Ending{}, name: name}
	for place, area := range r.Day.Reported {
		if chosen(&r.Day.Areas[area]) {
			b.chosen = append(b.chosen, place)
		}
	}
	b.endsBy = r.Day.Date.AddMonths(r.Day.Settings.HorizonMonths)
	for _, service := range r.Day.Counting {
		if e := endingOf(&r.Day.Services[service], name(service)); e.LastDay != "" && e.LastDay < b.endsBy {
			b.ending[service] = e
		}
	}
	return b
}

func endingOf(s *atlas.Service, name string) Ending {
	last := atlas.LastDay(s)
	e := Ending{Service: name, What: "service", LastDay: last}
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
}

func (b *builder) row(row int) {
	e := b.day.Expected[row]
	s := &scope{row: row, e: e, kind: &b.day.Types[e.Type],
		reaching: b.r.Reaching(row), given: b.r.GivenBy(row), refused: b.r.Refused(row),
		weak:  b.r.WeaklyReached(row, b.day.Settings.WeakReach),
		after: b.r.MetWithout(row, func(service int32) bool { return b.ending[service].LastDay != "" })}
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

// raise adds a gap with the children of the three runs.
func (b *builder) raise(kind Kind, s *scope, place int, children func(need.Run) float64, facts Facts) *Gap {
	central := b.bands(need.Central, s, place)
	facts.Demand, facts.Met = central.Demand, central.Met
	low, mid, high := children(need.Low), children(need.Central), children(need.High)
	b.gaps = append(b.gaps, Gap{
		Kind: kind, Area: b.day.Areas[b.day.Reported[place]], Tier: s.e.Tier, Type: *s.kind,
		Low: min(low, mid), Central: mid, High: max(mid, high),
		Weight: b.day.Settings.TierWeight[s.e.Tier-1], Facts: facts,
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

func (b *builder) names(services []int32) []string {
	var out []string
	for _, service := range services {
		out = append(out, b.name(service))
	}
	return out
}

func (b *builder) provision(s *scope, place int) {
	if b.r.Services[s.row][place] > 0 {
		return
	}
	g := b.raise(Provision, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.Demand }),
		Facts{Places: b.bands(need.Central, s, place).Demand})
	g.Since = b.goneSince(s, place)
}

// goneSince is the day after the last service of the type that named this
// area, one in it or one above it, stopped counting; "" where none did.
func (b *builder) goneSince(s *scope, place int) model.Date {
	area := b.day.Reported[place]
	var last model.Date
	for i := range b.day.Services {
		service := &b.day.Services[i]
		end := atlas.LastDay(service)
		if service.Type != s.e.Type || end == "" || end >= b.day.Date || end <= last {
			continue
		}
		for _, code := range service.AreasServed {
			served, ok := b.day.Area(code)
			if ok && (served == area || slices.Contains(b.day.Ancestors[area], served) || slices.Contains(b.day.Ancestors[served], area)) {
				last = end
				break
			}
		}
	}
	if last == "" {
		return ""
	}
	return last.AddDays(1)
}

// access: someone is unreached although the type exists here or in an area
// above, or is reached only weakly.
func (b *builder) access(s *scope, place int) {
	present := b.presentIn(s, place)
	unreached := b.bands(need.Central, s, place).Unreached
	if len(present) == 0 || unreached < least {
		unreached = 0
	}
	weak := s.weak[need.Central][place]
	if unreached < least && weak < least {
		return
	}
	b.raise(Access, s, place, func(run need.Run) float64 {
		children := s.weak[run][place]
		if unreached > 0 {
			children += b.bands(run, s, place).Unreached
		}
		return children
	}, Facts{InParents: present, Weak: weak, Bound: b.day.Settings.WeakReach, Services: b.names(s.reaching[place])})
}

// presentIn names the area itself, or its ancestors, in which the type is.
func (b *builder) presentIn(s *scope, place int) []string {
	area := b.day.Reported[place]
	var out []string
	for _, above := range append([]int32{area}, b.day.Ancestors[area]...) {
		if p, ok := b.day.ReportedPlace(above); ok && b.r.Services[s.row][p] > 0 {
			out = append(out, b.day.Areas[above].Name)
		}
	}
	return out
}

func (b *builder) eligibility(s *scope, place int) {
	if b.bands(need.Central, s, place).NotEligible < least {
		return
	}
	b.raise(Eligibility, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.NotEligible }),
		Facts{Refusal: s.refused[place], Attributes: b.day.Profile.Attributes, Services: b.names(s.reaching[place])})
}

func (b *builder) capacity(s *scope, place int) {
	waiting := b.bands(need.Central, s, place).Waiting
	if waiting < least {
		return
	}
	facts := Facts{Places: waiting, Services: b.names(s.reaching[place])}
	for _, service := range s.reaching[place] {
		if !coverage.CapacityOf(&b.day.Services[service], s.kind).Known() {
			facts.Unknown++
		}
	}
	b.raise(Capacity, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.Waiting }), facts)
}

// criteria is the number of criteria of each indicator.
var criteria = [8]float64{4, 5, 6, 4, 5, 5, 7, 6}

func (b *builder) quality(s *scope, place int) {
	met, held := b.bands(need.Central, s, place).Met, &b.r.Held[s.row][place]
	if met < least {
		return
	}
	var below []Indicator
	for g := range held {
		if high := held[g].High / met; high < b.day.Settings.Standard-least {
			below = append(below, Indicator{g + 1, high, held[g].Known / met})
		}
	}
	if below == nil {
		return
	}
	b.raise(Quality, s, place, b.band(s, place, func(b *coverage.Bands) float64 { return b.Met }),
		Facts{Indicators: below, Bound: b.day.Settings.Standard, Services: b.givers(s, place)})
}

// assurance counts the children met on the strength of criteria that are not
// known: met × the part of the 42 criteria unknown or lapsed.
func (b *builder) assurance(s *scope, place int) {
	met, held := b.bands(need.Central, s, place).Met, &b.r.Held[s.row][place]
	if met < least {
		return
	}
	unknown, all := 0.0, 0.0
	var indicators []Indicator
	for g := range held {
		known := min(1, held[g].Known/met)
		all += criteria[g]
		unknown += criteria[g] * (1 - known)
		if known < 1-least {
			indicators = append(indicators, Indicator{g + 1, held[g].High / met, known})
		}
	}
	children := met * unknown / all
	if children < least*100 {
		return
	}
	b.raise(Assurance, s, place, b.scaled(s, place, children), Facts{Indicators: indicators, Services: b.givers(s, place)})
}

func (b *builder) givers(s *scope, place int) []string {
	var out []string
	for _, g := range s.given[place] {
		out = append(out, b.name(g.Service))
	}
	return out
}

// continuity: met falls when contracts, licences or services end within the
// horizon, or rests by more than half on one provider.
func (b *builder) continuity(s *scope, place int) {
	met := b.bands(need.Central, s, place).Met
	if met < least {
		return
	}
	facts := Facts{After: s.after[place], Services: b.givers(s, place)}
	falls := met - s.after[place]
	if falls > met*least {
		for _, service := range s.reaching[place] {
			if ending, ok := b.ending[service]; ok {
				facts.Ends = append(facts.Ends, ending)
			}
		}
	} else {
		falls = 0
	}
	facts.Provider, facts.ByProvider = b.mainProvider(s, place)
	if facts.ByProvider <= met/2*(1+least) {
		facts.Provider, facts.ByProvider = "", 0
	}
	if len(facts.Ends) == 0 && facts.Provider == "" {
		return
	}
	g := b.raise(Continuity, s, place, b.scaled(s, place, max(falls, facts.ByProvider)), facts)
	for _, ending := range facts.Ends {
		if day := ending.LastDay.AddDays(1); g.Since == "" || day < g.Since {
			g.Since = day
		}
	}
}

// mainProvider is the provider that gives most of what is met, and how much.
func (b *builder) mainProvider(s *scope, place int) (name string, children float64) {
	sum := map[string]float64{}
	for _, g := range s.given[place] {
		provider := b.day.Services[g.Service].Service.Provider
		sum[provider] += g.Children
		if sum[provider] > children {
			name, children = provider, sum[provider]
		}
	}
	if p := b.day.Records.Providers; name != "" {
		if i := slices.IndexFunc(p, func(p model.Provider) bool { return p.Key == name }); i >= 0 {
			name = p[i].Name
		}
	}
	return name, children
}

// listedGroups are the groups that equity is asked for.
var listedGroups = []struct {
	key string
	is  func(*atlas.Service) bool
}{
	{"welsh_medium", func(s *atlas.Service) bool { return s.InWelsh() }},
	{"by_and_for", func(s *atlas.Service) bool { return len(s.ByAndFor) > 0 }},
	{"disabled_children", func(s *atlas.Service) bool { return slices.Contains(s.ByAndFor, "disabled_children") }},
}

// equity: a listed group has nothing of a type that is here, or less than the
// area's own coverage. How many children that is, no source tells.
func (b *builder) equity(s *scope, place int) {
	bands := b.bands(need.Central, s, place)
	if b.r.Services[s.row][place] == 0 {
		return
	}
	var groups []Group
	for _, group := range listedGroups {
		there := slices.ContainsFunc(s.reaching[place], func(k int32) bool { return group.is(&b.day.Services[k]) })
		children := 0.0
		for _, g := range s.given[place] {
			if group.is(&b.day.Services[g.Service]) {
				children += g.Children
			}
		}
		switch coverage := children / bands.Demand; {
		case !there:
			groups = append(groups, Group{group.key, math.NaN()})
		case coverage < bands.Met/bands.Demand-least:
			groups = append(groups, Group{group.key, coverage})
		}
	}
	if groups != nil {
		b.raise(Equity, s, place, func(need.Run) float64 { return math.NaN() }, Facts{Groups: groups})
	}
}

// parallel: a perpetrator programme without a linked women's service, in the
// areas that it reaches.
func (b *builder) parallel() {
	for place, service := range b.day.Counting {
		s := &b.day.Services[service]
		kind := &b.day.Types[s.Type]
		if kind.Audience != model.Perpetrators || b.linked(s) {
			continue
		}
		reached := b.r.Reached(place)
		for _, reported := range b.chosen {
			if !slices.ContainsFunc(b.day.Within[reported], func(base int32) bool { return reached[base] }) {
				continue
			}
			nan := math.NaN()
			b.gaps = append(b.gaps, Gap{Kind: Parallel, Area: b.day.Areas[b.day.Reported[reported]], Type: *kind,
				Low: nan, Central: nan, High: nan, Weight: nan, Since: s.Start, Facts: Facts{Services: []string{b.name(service)}}})
		}
	}
}

// linked says whether the parallel service that is named counts on the day.
func (b *builder) linked(s *atlas.Service) bool {
	parallel, ok := b.day.ServiceIndex(s.ParallelService)
	return ok && slices.Contains(b.day.Counting, parallel)
}
