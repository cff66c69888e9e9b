package scenario

import "math"

// CostLine is one part of the cost of a year; Amount is NaN where a factor is
// not known.
type CostLine struct {
	Line    string // staff, rooms, licence, training, places, coordination
	Factors []Factor
	Amount  float64
}

// cost adds up what is known, and says no sum where a line is not.
func (w *workshop) cost() {
	runs, sessions, atOnce, c := Factor{"", "cohorts", known(w.Runs)}, Factor{"×", "sessions", known(w.Sessions)}, Factor{"×", "at_once", w.out.GroupsAtOnce}, w.Costs
	staffed := []Factor{runs, sessions, atOnce, {"×", "facilitators", known(w.Facilitators)}, {"×", "staff_hours", known(w.SessionHours) + known(c.PreparationHours)}}
	roomed := []Factor{runs, sessions, atOnce, {"×", "hours", known(w.SessionHours)}}
	w.out.StaffHours, w.out.RoomHours = worth(staffed), worth(roomed)
	w.line("staff", append(staffed, Factor{"×", "facilitator_hour", known(c.FacilitatorHour)})...)
	w.line("rooms", append(roomed, Factor{"×", "room_hour", known(c.RoomHour)})...)
	if years := w.programme().LicenceYears; years != nil && *years > 0 {
		w.line("licence", Factor{"", "licence", known(c.Licence)}, Factor{"÷", "licence_years", float64(*years)})
	}
	w.line("training", Factor{"", "people", known(w.PeopleTrained)}, Factor{"×", "training_days", known(w.TrainingDays)}, Factor{"×", "training_day", known(c.TrainingDay)})
	w.line("places", Factor{"", "places_a_year", w.out.Places}, Factor{"×", "place", known(c.Place)})
	w.line("coordination", Factor{"", "coordination", known(c.Coordination)})
	w.out.PerPlace = math.NaN()
	if w.out.Places > 0 {
		w.out.PerPlace = w.out.Cost / w.out.Places
	}
}

func (w *workshop) line(name string, factors ...Factor) {
	amount := worth(factors)
	w.out.Lines = append(w.out.Lines, CostLine{name, factors, amount})
	w.out.Cost += amount
	if !math.IsNaN(amount) {
		w.out.Stated += amount
	}
}
