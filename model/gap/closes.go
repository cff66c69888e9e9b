package gap

import (
	"catchment/frontend/words"
	"catchment/model"
)

// ClosesWith says what would close the gap.
func (g *Gap) ClosesWith(v *words.Voice) string {
	s, f := g.in(v), &g.Facts
	switch g.Kind {
	case Provision:
		if g.Type.Measure == model.Presence {
			return s.say("gaps.closes_provision_presence")
		}
		return s.say("gaps.closes_provision", "Places", s.places())
	case Access:
		return s.say("gaps.closes_access")
	case Eligibility:
		return s.say("gaps.closes_eligibility", "Refused", v.NounList(f.refusals(v)))
	case Capacity:
		return s.closesCapacity()
	case Quality:
		return s.say(s.plainOr("gaps.closes_quality", "gaps.closes_quality_discreet"), "Indicators", s.indicators(f.Indicators), "Services", s.services(f.Services))
	case Assurance:
		return s.say(s.plainOr("gaps.closes_assurance", "gaps.closes_assurance_discreet"), "Services", s.services(f.Services))
	case Continuity:
		return s.closesContinuity()
	case Equity:
		return s.say("gaps.closes_equity", "Groups", v.NounList(s.groups(func(Group) bool { return true })))
	case Parallel:
		return s.say("gaps.closes_parallel")
	}
	return ""
}

// plainOr chooses between the key of a message and that of its discreet form.
func (s *spoken) plainOr(plain, discreet string) string {
	if s.Discreet {
		return discreet
	}
	return plain
}

func (s *spoken) closesCapacity() string {
	switch {
	case s.Discreet:
		return s.say("gaps.closes_capacity_discreet", "Places", s.places())
	case s.Facts.Unknown > 0:
		return s.say("gaps.closes_capacity_unknown", "Places", s.places())
	}
	return s.say("gaps.closes_capacity", "Places", s.places())
}

func (s *spoken) closesContinuity() string {
	var ending []Name
	for _, e := range s.Facts.Ends {
		ending = append(ending, e.Service)
	}
	if ending == nil {
		return s.say("gaps.closes_provider", "Provider", s.Facts.Provider.In(s.v))
	}
	return s.say("gaps.closes_ends", "Services", s.services(ending))
}
