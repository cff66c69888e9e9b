package directory

import (
	"slices"

	"catchment/frontend/words"
	"catchment/server/page/parts"
)

// rules is whom a service takes, rule by rule, and how many children in its
// reach each rule turns away.
type rules struct {
	Rows []rule
	Note string
}

type rule struct {
	Name, Words, Below string
	Figure             *parts.Figure // instead of Words where nothing is stated
	Turned             string
	TurnedBelow        []string
}

func (p *servicePage) rules() rules {
	rows := []rule{p.ageRule(), p.yearRule()}
	known := p.View.Attributes()
	for x, attribute := range known {
		rows = append(rows, p.attributeRule(attribute, x))
	}
	for _, attribute := range p.is.Excludes {
		if !slices.Contains(known, attribute) {
			rows = append(rows, rule{Name: p.Say("directory.not_taken"), Words: p.Term("attribute_short", attribute), Below: p.Say("directory.no_share"), Turned: "–"})
		}
	}
	note := p.Say("directory.rules_note")
	switch {
	case !p.full():
		note = p.Say("directory.rules_public")
	case p.offer == nil:
		note = p.noFigures()
	}
	return rules{rows, note}
}

func (p *servicePage) ageRule() rule {
	s := p.is
	out := rule{Name: p.Say("directory.age"), Turned: "–"}
	if s.AgeFrom == nil && s.AgeTo == nil {
		return p.unstated(out)
	}
	out.Words = ages(p.Voice, s.AgeFrom, s.AgeTo)
	own := s.AgeMin != nil || s.AgeMax != nil
	switch programme := s.Programme; {
	case own && programme != nil && (programme.AgeMin != nil || programme.AgeMax != nil):
		out.Below = p.Say("directory.own_and_programme", "Ages", ages(p.Voice, programme.AgeMin, programme.AgeMax))
	case own:
		out.Below = p.Say("directory.own_rule")
	default:
		out.Below = p.Say("directory.programme_rule")
	}
	if o := p.offer; o != nil {
		out.Turned = p.Children(o.TooYoung + o.TooOld)
		if o.TooYoung > 0 && o.TooOld > 0 {
			out.TurnedBelow = []string{p.Say("directory.too_young", "Children", p.Children(o.TooYoung)), p.Say("directory.too_old", "Children", p.Children(o.TooOld))}
		}
	}
	return out
}

// ages says an inclusive range of ages with either end open.
func ages(v *words.Voice, from, to *int) string {
	switch {
	case from != nil && to != nil && *from == *to:
		return v.Say("directory.children_one", "Age", *from)
	case from != nil && to != nil:
		return v.Say("directory.children_ages", "From", *from, "To", *to)
	case from != nil:
		return v.Say("directory.children_from", "From", *from)
	case to != nil:
		return v.Say("directory.children_to", "To", *to)
	}
	return v.Say("directory.children_any")
}

func (p *servicePage) yearRule() rule {
	out := rule{Name: p.Say("directory.school_year"), Turned: "–"}
	year := p.is.SchoolYearMin
	if year == nil {
		return p.unstated(out)
	}
	out.Words = p.Say("directory.year_from", "Year", *year)
	if *year == 0 {
		out.Words = p.Say("directory.reception_from")
	}
	out.Below = p.Say("directory.year_read", "Age", *year+4)
	if p.offer != nil {
		out.Turned = p.Children(p.offer.ByYear)
	}
	return out
}

func (p *servicePage) attributeRule(attribute string, x int) rule {
	out := rule{Name: p.Term("attribute_short", attribute), Turned: "–"}
	if !slices.Contains(p.is.Excludes, attribute) {
		return p.unstated(out)
	}
	out.Words = p.Say("directory.not_taken")
	var shares []string
	for _, share := range p.View.Reference().Shares {
		if share.Attribute == attribute && slices.Contains(p.is.Tiers, share.Tier) {
			shares = append(shares, p.Say("directory.share_in_tier", "Share", p.Percent(share.Share), "Tier", share.Tier))
		}
	}
	if len(shares) > 0 {
		out.Below = p.Say("directory.shares", "List", p.List(shares))
	}
	if p.offer != nil {
		out.Turned = p.Children(p.offer.ByAttribute[x])
	}
	return out
}

func (p *servicePage) unstated(out rule) rule {
	none := parts.NotStated(p.Voice, p.Say("directory.refuses_nobody"))
	out.Figure = &none
	return out
}
