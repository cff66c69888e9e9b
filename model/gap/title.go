package gap

import "catchment/frontend/words"

// Title names the gap in a few words: "Counselling in Powys: does not accept
// ages 12 to 17".
func (g *Gap) Title(v *words.Voice) string {
	s := g.in(v)
	switch {
	case g.Kind == Access && g.Central-g.Facts.Weak <= least:
		return s.say("gaps.title_access_weak")
	case g.Kind == Continuity && len(g.Facts.Ends) == 0:
		return s.say("gaps.title_continuity_provider")
	case g.Kind == Eligibility:
		return s.say("gaps.title_eligibility", "Refused", s.firstRefusals())
	}
	return s.say("gaps.title_" + string(g.Kind))
}

// firstRefusals names two refusals at most.
func (s *spoken) firstRefusals() string {
	all := s.Facts.refusals(s.v)
	if len(all) <= 2 {
		return s.v.NounEither(all)
	}
	return s.v.List(append(all[:2:2], s.say("gaps.more", "Number", len(all)-2)))
}
