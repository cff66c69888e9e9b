package scenario

import (
	"math"
	"slices"

	"catchment/model"
)

// Design is a programme as somebody means to run it for a year. What is not
// known is nil, and never taken for 0: a group of unknown size gives an unknown
// capacity. Weeks, sessions and hours that it does not state are the
// programme's.
type Design struct {
	Programme     *model.Programme
	Claims        []model.Claim // what sources say of programmes: each rule names its own
	Unit          model.Unit    // of the places; a child where empty, a family where a parents' group runs beside
	Perpetrators  bool          // its groups are for those who harm: its places are never children's
	Weeks         *float64      // of one run
	Sessions      *float64      // of one run
	SessionHours  *float64
	Runs          *float64 // cohorts a year
	UsableWeeks   *float64 // of the year; 52 where nil
	Groups        *float64 // children's groups in one run, by age; 1 where nil
	Places        *float64 // in each
	ParentPlaces  *float64 // in the parents' group that runs beside
	Attended      *float64 // of a rolling group: sessions that a member attends on average
	Facilitators  *float64 // to each group
	Coordinators  *float64 // trained
	Partners      *float64 // partner agencies committed
	Rooms         *float64 // at hand at the same time
	LicenceHeld   bool
	Parallel      bool     // a women's service runs beside one for those who harm
	TrainingDays  *float64 // for each person trained in the year
	PeopleTrained *float64
	Costs         UnitCosts
}

// UnitCosts are in pounds.
type UnitCosts struct {
	FacilitatorHour  *float64
	PreparationHours *float64 // of each facilitator for each session
	RoomHour         *float64
	Licence          *float64 // for its whole term
	TrainingDay      *float64 // for each person
	Place            *float64 // materials, travel, food for each child
	Coordination     *float64 // a year
}

// Designed is what a design comes to in a year. Figures that rest on something
// unknown are NaN.
type Designed struct {
	Places       float64 // children, families of a concurrent programme, or adults
	Unit         model.Unit
	Capacity     []Factor // that make the places
	PerGroup     float64  // places that count in each group
	RunsAtMost   float64  // in the rooms at hand; unknown where these are
	GroupsAtOnce float64
	ContactHours float64 // of one run for a member
	StaffHours   float64
	RoomHours    float64
	Lines        []CostLine
	Stated       float64 // a year, of the lines that are known
	Cost         float64 // a year
	PerPlace     float64 // NaN also where there are no places
	Findings     []Finding
}

// Refused says whether a rule of the programme refuses the design.
func (d Designed) Refused() bool {
	for _, f := range d.Findings {
		if f.Verdict == Refused {
			return true
		}
	}
	return false
}

// Factor is one term of a figure. Operator stands before it: × ÷ or ≤, the
// lesser of the two; of the first it is empty.
type Factor struct {
	Operator string
	Name     string // cohorts, groups, places, …
	Value    float64
}

// worth takes the factors together, in their order. Nothing times what is not
// known is nothing.
func worth(factors []Factor) float64 {
	out := 1.0
	for _, f := range factors {
		switch {
		case out == 0, f.Operator == "×" && f.Value == 0:
			out = 0
		case f.Operator == "÷":
			out /= f.Value
		case f.Operator == "≤":
			out = min(out, f.Value)
		default:
			out *= f.Value
		}
	}
	return out
}

// Design works out a year: capacity as for any service (METHOD 4), hours and
// cost, and what the programme's own rules say of it.
//
//	places   = runs × groups × places ≤ runs × parents' places   a closed group
//	         = places × groups × sessions × runs ÷ sessions attended   a rolling one
//	staff    = runs × sessions × groups at once × facilitators × (hours + preparation)
//	rooms    = runs × sessions × groups at once × hours
//	licence  = its cost ÷ its years
//
// Two children's groups and a parents' group of 6 places each, twice a year:
// 2 × min(12, 6) = 12 families, not 24.
func (d Design) Design() Designed {
	w := &workshop{Design: d, out: Designed{PerGroup: math.NaN()}}
	w.unset()
	w.groups()
	w.time()
	w.capacity()
	w.readiness()
	w.cost()
	return w.out
}

// workshop is a design on its way.
type workshop struct {
	Design
	out Designed
}

// unset puts the programme's own in place of what is not stated.
func (w *workshop) unset() {
	p := w.programme()
	if w.Weeks == nil {
		w.Weeks = p.Weeks
	}
	if w.Sessions == nil {
		w.Sessions = p.Sessions
	}
	if w.SessionHours == nil {
		w.SessionHours = p.SessionHours
	}
	if w.UsableWeeks == nil {
		w.UsableWeeks = new(52.0)
	}
	if w.Groups == nil || *w.Groups < 1 {
		w.Groups = new(1.0)
	}
	w.out.GroupsAtOnce, w.out.Unit = *w.Groups, w.Unit
	switch {
	case w.Perpetrators, w.Unit == "" && w.ofAdults():
		w.out.Unit = "adult"
	case w.concurrent():
		w.out.Unit = "family"
	case w.Unit == "":
		w.out.Unit = model.Child
	}
	if w.concurrent() {
		w.out.GroupsAtOnce++
	}
}

func (w *workshop) programme() *model.Programme {
	if w.Programme == nil {
		return &model.Programme{}
	}
	return w.Programme
}

func (w *workshop) concurrent() bool {
	return w.programme().ConcurrentParentGroup != nil && *w.programme().ConcurrentParentGroup
}

func (w *workshop) rolling() bool {
	return w.programme().RollingEntry != nil && *w.programme().RollingEntry
}

func known(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

// capacity multiplies. Where a parents' group runs beside, a family needs a
// place in both.
func (w *workshop) capacity() {
	groups := Factor{"×", "groups", *w.Groups}
	places := Factor{"×", "places", w.out.PerGroup}
	runs := Factor{"", "cohorts", known(w.Runs)}
	switch {
	case w.rolling():
		w.out.Capacity = []Factor{runs, groups, places, {"×", "sessions", known(w.Sessions)}, {"÷", "attended", known(w.Attended)}}
	case w.concurrent():
		w.out.Capacity = []Factor{runs, groups, places, {"≤", "parents", known(w.Runs) * known(w.ParentPlaces)}}
	default:
		w.out.Capacity = []Factor{runs, groups, places}
	}
	w.out.Places = worth(w.out.Capacity)
	if slices.ContainsFunc(w.out.Capacity, func(f Factor) bool { return math.IsNaN(f.Value) }) {
		w.out.Places = math.NaN() // also of a group that does not run: how often is not known
	}
}

// Wanted is how many children a year every group of the design needs, so that
// all are held, and how many each needs: the programme's own least, or where no
// source states one as many as are planned. It is not ok where neither is known,
// or nothing is held.
func (d Design) Wanted() (children, least float64, ok bool) {
	least = known(d.Places)
	if d.Programme != nil && d.Programme.MinGroup != nil {
		least = *d.Programme.MinGroup
	}
	groups := known(d.Runs)
	if d.Groups != nil {
		groups *= max(1, *d.Groups)
	}
	children = least * groups
	return children, least, children > 0
}
