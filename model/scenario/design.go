package scenario

import (
	"math"

	"catchment/model"
)

// Design is a programme as somebody means to run it for a year. What is not
// known is nil, and never taken for 0: a group of unknown size gives an unknown
// capacity. Weeks, sessions and hours that it does not state are the
// programme's.
type Design struct {
	Programme     *model.Programme
	Perpetrators  bool     // its groups are for those who harm: its places are never children's
	Weeks         *float64 // of one run
	Sessions      *float64 // of one run
	SessionHours  *float64
	Runs          float64  // a year
	UsableWeeks   float64  // of the year, 52 where 0
	Groups        float64  // children's groups in one run, by age; 1 where 0
	Places        *float64 // in each
	ParentPlaces  *float64 // in the parents' group that runs beside
	Attended      *float64 // of a rolling group: sessions that a member attends on average
	Facilitators  float64  // to each group
	Coordinators  float64  // trained
	Partners      float64  // partner agencies committed
	Rooms         float64  // at hand at the same time
	LicenceHeld   bool
	TrainingDays  float64 // for each person trained in the year
	PeopleTrained float64
	Costs         UnitCosts
}

// UnitCosts are in pounds.
type UnitCosts struct {
	FacilitatorHour  float64
	PreparationHours float64 // of each facilitator for each session
	RoomHour         float64
	Licence          float64 // for its whole term
	TrainingDay      float64 // for each person
	Place            float64 // materials, travel, food for each child
	Coordination     float64 // a year
}

// Designed is what a design comes to in a year.
type Designed struct {
	Places       float64 // children, families of a concurrent programme, or adults; NaN where unknown
	Unit         model.Unit
	RunsAtMost   float64 // in one venue; NaN where the programme's weeks are unknown
	GroupsAtOnce float64
	ContactHours float64 // of one run for a member; NaN where unknown
	StaffHours   float64 // NaN where unknown
	RoomHours    float64 // NaN where unknown
	Lines        []CostLine
	Cost         float64 // a year; NaN where a line is unknown
	PerPlace     float64 // NaN where there are none
	Findings     []Finding
}

// CostLine is one part of the cost of a year.
type CostLine struct {
	Line   string // staff, rooms, licence, training, places, coordination
	Amount float64
}

// Finding is a rule of the programme that the design keeps or breaks.
type Finding struct {
	Rule     string // size, least, most, parents, rooms, runs, licence, training, partners, respect, rolling
	Broken   bool
	Sentence model.Sentence
}

// Design works out a year: capacity as for any service (METHOD 4), hours and
// cost, and what the programme's own rules say of it.
//
//	places   = runs × min(groups × places, parents' places)   a closed group
//	         = places × sessions × runs ÷ sessions attended    a rolling one
//	staff    = runs × sessions × groups at once × facilitators × (hours + preparation)
//	rooms    = runs × sessions × groups at once × hours
//	licence  = its cost ÷ its years
//
// Two children's groups and a parents' group of 6 places each, twice a year:
// 2 × min(12, 6) = 12 families, not 24.
func (d Design) Design() Designed {
	w := &workshop{Design: d, perGroup: math.NaN()}
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
	perGroup float64 // children's places that count in each group
	out      Designed
}

func (w *workshop) find(rule string, broken bool, sentence model.Sentence) {
	w.out.Findings = append(w.out.Findings, Finding{rule, broken, sentence})
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
	if w.UsableWeeks == 0 {
		w.UsableWeeks = 52
	}
	w.Groups = max(1, w.Groups)
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

// groups holds the size of a group to the programme's bounds.
func (w *workshop) groups() {
	w.out.GroupsAtOnce, w.out.Unit = w.Groups, model.Child
	if w.Perpetrators {
		w.out.Unit = "adult"
	}
	if w.concurrent() {
		w.out.GroupsAtOnce, w.out.Unit = w.Groups+1, "family"
	}
	if w.Places == nil {
		w.find("size", true, model.Say("How many a group takes is not stated: the capacity is not known."))
		return
	}
	w.perGroup = *w.Places
	p := w.programme()
	if p.MinGroup != nil && w.perGroup < *p.MinGroup {
		w.perGroup = 0
		w.find("least", true, model.Say("The programme asks for a group of at least %v; one of %v does not run.", *p.MinGroup, *w.Places))
	}
	if p.MaxGroup != nil && w.perGroup > *p.MaxGroup {
		w.perGroup = *p.MaxGroup
		w.find("most", true, model.Say("The programme asks for a group of at most %v; the further places do not count.", *p.MaxGroup))
	}
}

// time works out hours, and how many runs a year holds.
func (w *workshop) time() {
	weeks, sessions, hours := known(w.Weeks), known(w.Sessions), known(w.SessionHours)
	w.out.ContactHours, w.out.RunsAtMost = sessions*hours, math.Floor(w.UsableWeeks/weeks)
	if w.Runs > w.out.RunsAtMost {
		w.find("runs", true, model.Say("In %v weeks of the year a venue holds %v runs of %v weeks at most.", w.UsableWeeks, w.out.RunsAtMost, weeks))
	}
	w.out.RoomHours = w.Runs * sessions * w.out.GroupsAtOnce * hours
	w.out.StaffHours = w.Runs * sessions * w.out.GroupsAtOnce * w.Facilitators * (hours + w.Costs.PreparationHours)
	if w.Perpetrators {
		broken := !(w.out.ContactHours >= leastHours && weeks >= leastWeeks)
		w.find("respect", broken, model.Say("Respect asks of a programme for those who harm at least %d hours of group work over at least %d weeks, both.", leastHours, leastWeeks))
	}
}

// What Respect asks of programmes for those who harm.
const (
	leastHours = 75
	leastWeeks = 30
)

func known(x *float64) float64 {
	if x == nil {
		return math.NaN()
	}
	return *x
}

func (w *workshop) capacity() {
	switch {
	case w.rolling() && w.Attended == nil:
		w.out.Places = math.NaN()
		w.find("rolling", true, model.Say("People join a rolling group at any time: its capacity is not known without the sessions that one attends on average."))
	case w.rolling():
		w.out.Places = w.perGroup * w.Groups * w.Runs * known(w.Sessions) / *w.Attended
	case w.concurrent() && w.ParentPlaces == nil:
		w.out.Places = math.NaN()
		w.find("parents", true, model.Say("The programme runs a parents' group at the same time, and how many that takes is not stated: a family is served only if both have a place."))
	case w.concurrent():
		w.out.Places = w.Runs * min(w.perGroup*w.Groups, *w.ParentPlaces)
		if *w.ParentPlaces < w.perGroup*w.Groups {
			w.find("parents", false, model.Say("The parents' group holds the families to %v in a run: a family is served only if both have a place.", *w.ParentPlaces))
		}
	default:
		w.out.Places = w.Runs * w.perGroup * w.Groups
	}
	if w.out.GroupsAtOnce > w.Rooms {
		w.find("rooms", true, model.Say("%v groups meet at the same time, each with its room and facilitators; %v rooms are at hand.", w.out.GroupsAtOnce, w.Rooms))
	}
}

// readiness says what of licence, training and partners is in place.
func (w *workshop) readiness() {
	if years := w.programme().LicenceYears; years != nil {
		w.find("licence", !w.LicenceHeld, model.Say("The programme is licensed to the main organisation of an area for %d years.", *years))
		w.find("training", w.Coordinators < 1, model.Say("At least one trained coordinator is needed; there are %v.", w.Coordinators))
		w.find("partners", false, model.Say("Partner agencies committed: %v. No source gives a least number.", w.Partners))
	}
}

func (w *workshop) cost() {
	licence := 0.0
	if years := w.programme().LicenceYears; years != nil && *years > 0 {
		licence = w.Costs.Licence / float64(*years)
	}
	w.out.Lines = []CostLine{
		{"staff", w.out.StaffHours * w.Costs.FacilitatorHour}, {"rooms", w.out.RoomHours * w.Costs.RoomHour}, {"licence", licence},
		{"training", w.TrainingDays * w.PeopleTrained * w.Costs.TrainingDay}, {"places", w.out.Places * w.Costs.Place}, {"coordination", w.Costs.Coordination},
	}
	for _, line := range w.out.Lines {
		w.out.Cost += line.Amount
	}
	w.out.PerPlace = math.NaN()
	if w.out.Places > 0 {
		w.out.PerPlace = w.out.Cost / w.out.Places
	}
}
