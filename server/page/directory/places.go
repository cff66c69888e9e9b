package directory

import (
	"math"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// places is how many children a year a service can take, how that was worked
// out, and what the places come to for each child whom it draws on.
type places struct {
	Sentence string            // instead of a derivation, where there are no places
	Beside   *parts.Link       // of a programme for people who harm: what runs beside it
	Missing  string            // said where nothing does
	Sum      *parts.Derivation // places a year
	Others   string            // that further ways were passed over
	Lead     string
	Draw     *parts.Derivation // places for each child in need
	Stranded string
}

func (p *servicePage) places() places {
	switch {
	case p.adults():
		return p.beside()
	case p.is.Presence:
		out := places{Sentence: p.Say("directory.presence")}
		if p.is.Service.Capacity != nil {
			out.Others = p.Say("directory.capacity_disregarded", "Places", amount(p.Voice, *p.is.Service.Capacity))
		}
		return out
	}
	sum := p.sum()
	sum.Ways = parts.NewWays(p.Voice, p.ways()...)
	out := places{Sum: &sum}
	if n := p.is.Capacity.Others; n > 0 {
		out.Others = p.Say("directory.others", "Count", n)
	}
	if p.offer != nil {
		p.draw(&out)
	}
	return out
}

// beside is what stands in the place of places for a perpetrator programme.
func (p *servicePage) beside() places {
	out := places{Sentence: p.Say("directory.adults")}
	if key := p.is.ParallelService; key != "" {
		if other, err := p.View.Service(key); err == nil {
			out.Beside = &parts.Link{Text: p.Text(other.Name, other.NameCy), Lang: p.Lang(other.Name, other.NameCy), URL: p.Link(shell.Path("services", key))}
			return out
		}
	}
	out.Missing = p.Say("directory.no_parallel")
	return out
}

// sum is the way that was used, term by term.
func (p *servicePage) sum() parts.Derivation {
	var terms []parts.Term
	switch s := p.is; s.Capacity.Way {
	case "stated", "other_unit":
		terms = []parts.Term{{Label: p.Say("directory.term_stated"), Value: amount(p.Voice, *s.Service.Capacity), Note: p.Term("unit", p.statedUnit())}}
	case "cohorts":
		terms = p.cohortTerms()
	case "caseload":
		weeks, note := s.WeeksPerCase, p.Say("directory.recorded_here")
		if weeks == nil {
			weeks, note = s.Programme.Weeks, p.Say("directory.from_programme")
		}
		terms = []parts.Term{
			{Label: p.Say("directory.term_caseload"), Value: amount(p.Voice, *s.Caseload), Note: p.Say("directory.recorded_here")},
			{Operator: "×", Label: p.Say("directory.term_weeks_a_year"), Value: "52"},
			{Operator: "÷", Label: p.Say("directory.term_weeks_a_case"), Value: amount(p.Voice, *weeks), Note: note},
		}
	case "beds":
		terms = []parts.Term{
			{Label: p.Say("directory.term_beds"), Value: amount(p.Voice, *s.BedSpaces), Note: p.Say("directory.recorded_here")},
			{Operator: "×", Label: p.Say("directory.term_days_a_year"), Value: "365"},
			{Operator: "÷", Label: p.Say("directory.term_stay"), Value: amount(p.Voice, *s.AverageStayDays), Note: p.Say("directory.recorded_here")},
		}
	}
	return parts.NewDerivation(p.Voice, p.Say("directory.places_a_year"), append(terms, p.total(len(terms) > 0))...)
}

func (p *servicePage) total(follows bool) parts.Term {
	out := parts.Term{Label: p.Say("directory.places_a_year"), Note: p.Term("unit", p.is.Type.CapacityUnit()), Result: true}
	if follows {
		out.Operator = "="
	}
	if p.is.Capacity.Known() {
		out.Value = amount(p.Voice, p.is.Capacity.Places)
		return out
	}
	unknown := parts.Unknown(p.Voice, "")
	out.Figure = &unknown
	return out
}

// cohortTerms are groups a year, places in each, the parents' places that hold
// them down, and the limits of the programme.
func (p *servicePage) cohortTerms() []parts.Term {
	s := p.is
	terms := []parts.Term{
		{Label: p.Say("directory.term_cohorts"), Value: amount(p.Voice, *s.CohortsPerYear), Note: p.Say("directory.recorded_here")},
		{Operator: "×", Label: p.Say("directory.term_places"), Value: amount(p.Voice, *s.PlacesPerCohort), Note: p.Say("directory.recorded_here")},
	}
	if s.ParentPlacesPerCohort != nil {
		terms = append(terms, parts.Term{Operator: "≤", Label: p.Say("directory.term_parents"), Value: amount(p.Voice, *s.ParentPlacesPerCohort), Note: p.Say("directory.smaller_counts")})
	}
	if s.Programme == nil || s.Programme.MinGroup == nil && s.Programme.MaxGroup == nil {
		return terms
	}
	n := *s.PlacesPerCohort
	if s.ParentPlacesPerCohort != nil {
		n = math.Min(n, *s.ParentPlacesPerCohort)
	}
	return append(terms, parts.Term{Operator: "✓", Label: p.Say("directory.term_limits"), Value: p.limits(s.Programme), Note: p.withinLimits(s.Programme, n)})
}

// limits is the group size of a programme: "5 to 10", "5 or more", "24 at
// most".
func (p *servicePage) limits(programme *model.Programme) string {
	least, most := programme.MinGroup, programme.MaxGroup
	switch {
	case least != nil && most != nil:
		return p.Say("range", "Low", amount(p.Voice, *least), "High", amount(p.Voice, *most))
	case least != nil:
		return p.Say("directory.or_more", "Number", amount(p.Voice, *least))
	case most != nil:
		return p.Say("directory.at_most", "Number", amount(p.Voice, *most))
	}
	return ""
}

func (p *servicePage) withinLimits(programme *model.Programme, n float64) string {
	key := "directory.limits_within"
	switch {
	case programme.MinGroup != nil && n < *programme.MinGroup:
		key = "directory.limits_below"
	case programme.MaxGroup != nil && n > *programme.MaxGroup:
		key = "directory.limits_above"
	}
	return p.Say(key, "Number", amount(p.Voice, n))
}

func (p *servicePage) statedUnit() model.Unit {
	if p.is.CapacityUnit != "" {
		return p.is.CapacityUnit
	}
	return p.is.Type.CapacityUnit()
}

// draw is how places are handed out: alike to every child whom the service
// reaches and accepts, weighed by its reach.
func (p *servicePage) draw(out *places) {
	o := p.offer
	out.Lead = p.Say("directory.draw_lead")
	terms := []parts.Term{p.total(false),
		{Operator: "÷", Label: p.Say("directory.term_pull"), Value: amount(p.Voice, o.Pull), Note: p.Say("directory.term_pull_note"), URL: "#reach"},
		{Operator: "=", Label: p.Say("directory.term_ratio"), Value: amount(p.Voice, o.Ratio), Note: p.Say("directory.term_ratio_note"), Result: true}}
	terms[0].Result = false
	if !o.Capacity.Known() {
		unknown := parts.Unknown(p.Voice, "")
		terms[2].Value, terms[2].Figure = "", &unknown
	}
	if o.Capacity.Known() && o.Pull <= 0 {
		out.Stranded = p.Say("directory.stranded", "Places", amount(p.Voice, o.Capacity.Places))
	}
	draw := parts.NewDerivation(p.Voice, p.Say("directory.term_ratio"), terms...)
	out.Draw = &draw
}
