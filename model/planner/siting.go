package planner

import (
	"context"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/coverage"
	"catchment/model/siting"
)

// Wish is what a siting is asked for: a service type, whom it is for, among
// which candidates, and how many of them or for how much.
type Wish struct {
	Day         model.Date
	ServiceType string
	Tier        int               // 0: all in which the type is expected
	Objective   *siting.Objective // nil: the one that what binds asks for
	Number      int
	Budget      float64
	Candidates  CandidatesFrom
	Places      *float64                      // children a year of a candidate that states none; nil: the median of the type's services
	Cost        *float64                      // pounds a year, likewise
	Sets        map[string]string             // columns of services.csv that hold for a candidate which states no other
	Journeys    map[string]map[string]float64 // minutes by candidate and area code, of those that have any
	Asked       func(done, all int)           // told how many candidates the routing engine was asked for; nil: nobody
	Lock        []string                      // candidates that must be chosen
	Close       []string                      // services of the type that may be closed
	Seed        uint64
	Limit       float64        // seconds; 0: until the search ends by itself
	Clock       func() float64 // seconds since any moment
	Progress    func(siting.Progress)
}

// Siting is the answer to a wish.
type Siting struct {
	Day        model.Date
	Type       model.ServiceType
	Tier       int
	Demand     float64 // children of the tiers asked for
	Today      siting.Today
	Advice     siting.Advice
	Objective  siting.Objective
	Advised    bool           // the objective is the one advised, because none was asked for
	Warning    model.Sentence // why another objective would fit better, else empty
	Candidates []SitedCandidate
	Assumed    Assumed
	Journeys   Journeys
	*siting.Result
}

// SitedCandidate is what a number of the result stands for.
type SitedCandidate struct {
	Key, Name, NameCy string
	Area, AreaName    string // the local authority in which it stands, or the area that it serves
	Cost, Places      float64
	Derived           bool // places are worked out from what it states
	Service           bool // it stands today and may be closed
	Terms             Terms
}

// Assumed is what was taken for candidates that do not state it, NaN where
// there was nothing to take or no need.
type Assumed struct{ Places, Cost float64 }

// Site chooses among candidates. The best so far is the answer where the
// context ends or the time is up.
func (p *Planner) Site(ctx context.Context, w Wish) (*Siting, error) {
	day := p.views.of(p.Atlas(), w.Day, p.readiness.tell)
	s := &sitingDay{Result: day.result(), wish: &w, router: p.router.Load(), ctx: ctx}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	answer := s.answer()
	options := siting.Options{Seed: w.Seed, Limit: w.Limit, Clock: w.Clock, Progress: w.Progress, Stop: func() bool { return ctx.Err() != nil }}
	result, err := siting.Solve(s.problem(answer.Objective), options)
	if err != nil {
		return nil, err
	}
	answer.Result = result
	return answer, nil
}

// sitingDay is a wish over the figures of its day.
type sitingDay struct {
	*coverage.Result
	wish     *Wish
	kind     *model.ServiceType
	rooms    []coverage.Room
	points   [][]int32 // per base place: its rooms
	assumed  Assumed
	offers   []offer
	byLat    []int32 // base places with a point, from south to north; nil until one is asked for
	demanded float64
	rules    []coverage.Rule  // of candidates that do not accept everyone
	terms    map[string]terms // by what is stated
	router   *router
	ctx      context.Context // of the whole, while candidates are made
	went     Journeys
}

// offer is a candidate with its reach: rooms, ascending, each with W.
type offer struct {
	SitedCandidate
	siting.Candidate
	rule   int // place among the rules; -1: it accepts everyone
	rooms  []int32
	weight []float64
}

// prepare finds type, rooms and candidates, or says what is wrong with the
// wish.
func (s *sitingDay) prepare() error {
	if err := s.findType(); err != nil {
		return err
	}
	leaving, err := s.leaving()
	if err != nil {
		return err
	}
	if err := s.readTerms(); err != nil {
		return err
	}
	for _, room := range s.Rooms(s.kind.Key, s.wish.Tier, s.rules, func(service int32) bool { return slices.Contains(leaving, service) }) {
		if room.Pulls > 0 {
			s.rooms = append(s.rooms, room)
			s.demanded += room.Children
		}
	}
	s.points = make([][]int32, len(s.Day.Base))
	for i, room := range s.rooms {
		s.points[room.Base] = append(s.points[room.Base], int32(i))
	}
	s.assume()
	if err := s.candidates(); err != nil {
		return err
	}
	if err := s.noJourneys(); err != nil {
		return err
	}
	s.closable(leaving)
	return s.lock()
}

func (s *sitingDay) findType() error {
	at, known := s.Day.Type(s.wish.ServiceType)
	if !known {
		return &model.Error{Code: model.Invalid, Field: "type", Sentence: model.Say("There is no service type %s.", model.Quoted(s.wish.ServiceType))}
	}
	s.kind = &s.Day.Types[at]
	expected := false
	for _, e := range s.Day.Expected {
		expected = expected || e.Type == at && (s.wish.Tier == 0 || s.wish.Tier == e.Tier)
	}
	switch {
	case !expected && s.wish.Tier == 0:
		return &model.Error{Code: model.Invalid, Field: "type", Sentence: model.Say("The service type %s is expected in no tier, so that no child is counted for it.", model.Quoted(s.kind.Key))}
	case !expected:
		return &model.Error{Code: model.Invalid, Field: "tier", Sentence: model.Say("The service type %s is not expected in tier %d, so that no child there is counted for it.", model.Quoted(s.kind.Key), s.wish.Tier)}
	}
	return nil
}

// assume takes the medians of the type's services for what candidates do not
// state.
func (s *sitingDay) assume() {
	var places, costs []float64
	for _, service := range s.Day.Counting {
		offered := &s.Day.Services[service]
		if s.Day.Types[offered.Type].Key != s.kind.Key {
			continue
		}
		if capacity := coverage.CapacityOf(offered, s.kind); capacity.Known() {
			places = append(places, capacity.Places)
		}
		if offered.AnnualCost != nil {
			costs = append(costs, *offered.AnnualCost)
		}
	}
	s.assumed = Assumed{Places: orElse(s.wish.Places, median(places)), Cost: orElse(s.wish.Cost, median(costs))}
	if s.presence() {
		s.assumed.Places = math.Inf(1)
	}
}

func (s *sitingDay) presence() bool { return s.kind.Measure == model.Presence }

// orElse is what is stated, or else another value.
func orElse(x *float64, otherwise float64) float64 {
	if x != nil {
		return *x
	}
	return otherwise
}

// median is the middle of values, NaN of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}

// problem puts the wish as a problem of siting.
func (s *sitingDay) problem(objective siting.Objective) *siting.Problem {
	p := &siting.Problem{Objective: objective, Number: s.wish.Number, Budget: s.wish.Budget, Reach: access.Links{Start: []int{0}}}
	for _, room := range s.rooms {
		places := room.Places
		if objective == siting.Reach {
			places = 0
			if room.Accepted {
				places = 1
			}
		}
		p.Children = append(p.Children, room.Children)
		p.Pulls = append(p.Pulls, room.Pulls)
		p.Supplied = append(p.Supplied, places)
	}
	for _, o := range s.offers {
		c := o.Candidate
		c.Key, c.Cost, c.Places = o.SitedCandidate.Key, o.SitedCandidate.Cost, o.SitedCandidate.Places
		p.Candidates = append(p.Candidates, c)
		p.Reach.To = append(p.Reach.To, o.rooms...)
		p.Reach.Value = append(p.Reach.Value, o.weight...)
		p.Reach.Start = append(p.Reach.Start, len(p.Reach.To))
	}
	return p
}

// answer says what binds, and which objective is taken.
func (s *sitingDay) answer() *Siting {
	a := &Siting{Day: s.Day.Date, Type: *s.kind, Tier: s.wish.Tier, Demand: s.demanded, Today: s.today(), Assumed: s.assumed, Journeys: s.went}
	a.Advice = siting.Advise(s.problem(siting.Met), a.Today)
	if s.presence() {
		a.Advice.Objective = siting.Reach
	}
	a.Objective, a.Advised = a.Advice.Objective, s.wish.Objective == nil
	if !a.Advised {
		a.Objective = *s.wish.Objective
		a.Warning = a.Advice.Warning(a.Objective)
	}
	for _, o := range s.offers {
		a.Candidates = append(a.Candidates, o.SitedCandidate)
	}
	return a
}
