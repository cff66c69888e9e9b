package directory

import (
	"catchment/model"
	"catchment/server/page/parts"
)

// dates is what begins and ends a service, drawn on one axis, and which of
// its dates counts.
type dates struct {
	Drawn parts.Dates
	Which string
}

func (p *servicePage) dates() dates {
	s := p.is
	spans := []parts.DateSpan{
		p.span("service", "pale", s.Start, s.End),
		p.span("contract", "solid", "", s.ContractEnd),
		p.span("licence", "white", s.LicenceStart, s.LicenceEnd),
	}
	if s.Service.LicenceEnd == "" && s.LicenceEnd != "" {
		spans[2].Note = p.Say("directory.licence_reckoned", "Date", p.Date(s.LicenceEnd), "Count", *s.Programme.LicenceYears)
	}
	if practice, ok := p.View.Practice(s); ok {
		from, to := evidenceDates(practice)
		spans = append(spans, p.span("evidence", "white", from, to))
	}
	which := p.Say("directory.no_date_limits")
	if s.LastDay != "" {
		which = p.Say("directory.limits_"+p.endedBy(), "Date", p.Date(s.LastDay))
	}
	return dates{parts.NewDates(p.Voice, p.Say("directory.dates"), p.View.Date(), s.LastDay, spans), which}
}

// span is one row: what it says stands beside the bar, so that nothing is
// read from the drawing alone.
func (p *servicePage) span(what, fill string, from, to model.Date) parts.DateSpan {
	out := parts.DateSpan{Label: p.Say("directory.dates_" + what), Fill: fill, From: from, To: to}
	switch {
	case from == "" && to == "":
		out.Text = p.Say("directory.dates_not_stated")
	case to == "":
		out.Text = p.Say("directory.dates_from", "Date", p.Date(from))
	case from == "":
		out.Note = p.Say("directory.dates_to_"+what, "Date", p.Date(to))
	default:
		out.Text = p.Say("directory.dates_from", "Date", p.Date(from))
		out.Note = p.Say("directory.dates_to_"+what, "Date", p.Date(to))
	}
	return out
}
