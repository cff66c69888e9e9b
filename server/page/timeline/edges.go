package timeline

import (
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/exchange/calendar"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// group is what ends in one month, under one letter of the chart: its effect
// stands from the first of the next.
type group struct {
	Letter string
	at     int // among the days of the chart
	Rows   []edgeRow
}

// edgeRow is a cliff edge.
type edgeRow struct {
	Key           string
	LastDay       string
	What          []string // contract, licence, service: those on the last day, then the others within the horizon
	Service       parts.Link
	Type          string
	Provider      parts.Link
	Here, All     []lost // children by tier in the chosen area, and over all
	Decide, Until string
	Passed        bool
	Funder        string
	ID, Choose    string // of its box
	Chosen        bool

	decide model.Date
}

// lost is children of a tier who are met no longer.
type lost struct{ Text, Range string }

// groupsOf letters the cliff edges that reach the chosen area and tier, month by
// month, and counts those that do not.
func groupsOf(ch *choice, ahead *disclosure.Timeline, days []model.Date) (groups []group, elsewhere int, err error) {
	reaching, err := ch.View.Reaching(ch.place.Code)
	if err != nil {
		return nil, 0, err
	}
	for i := range ahead.Edges {
		e := &ahead.Edges[i]
		if !ch.whole && !reaching[e.Service.Key] || ch.tier != "" && !slices.Contains(e.Service.Tiers, ch.tiers[0]) {
			elsewhere++
			continue
		}
		at := 1
		for at < len(days)-1 && days[at] <= e.LastDay {
			at++
		}
		if n := len(groups); n == 0 || groups[n-1].at != at {
			groups = append(groups, group{Letter: letter(n), at: at})
		}
		last := &groups[len(groups)-1]
		row := edgeOf(ch, e, days[len(days)-1])
		row.ID = "choose-" + strconv.Itoa(i+1)
		last.Rows = append(last.Rows, row)
	}
	return groups, elsewhere, nil
}

// letter is A to Z, then AA, AB and on.
func letter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letter(n/26-1) + letter(n%26)
}

func edgeOf(ch *choice, e *disclosure.Edge, until model.Date) edgeRow {
	s := &e.Service
	row := edgeRow{Key: s.Key, LastDay: ch.Date(e.LastDay), What: whatOf(ch, e, until), Type: ch.TypeName(s.Type), Funder: s.Funder,
		Service: parts.Link{Text: ch.Text(s.Name, s.NameCy), Lang: ch.Lang(s.Name, s.NameCy), URL: ch.Link(shell.Path("services", s.Key))},
		Here:    lostOf(ch, e.LostIn(ch.place.Code)), decide: calendar.DecideBy(e.LastDay, ch.lead)}
	if p := s.Provider; p != nil {
		row.Provider = parts.Link{Text: ch.Text(p.Name, p.NameCy), Lang: ch.Lang(p.Name, p.NameCy), URL: ch.Link(shell.Path("providers", p.Key))}
	}
	if !ch.whole {
		row.All = lostOf(ch, e.ByTier)
	}
	row.Decide, row.Choose = ch.Date(row.decide), ch.Say("timeline.choose_one")
	row.Until, row.Passed = untilOf(ch, row.decide)
	return row
}

// untilOf says how far off a day is, and whether it has passed.
func untilOf(ch *choice, day model.Date) (said string, passed bool) {
	switch days := int(day.Time().Sub(ch.View.Date().Time()).Hours() / 24); {
	case days < 0:
		return ch.Say("timeline.passed"), true
	case days == 0:
		return ch.Say("timeline.same_day"), false
	default:
		return ch.Say("timeline.in_days", "Count", days), false
	}
}

// whatOf names what ends on the last day, and what else would end by then.
func whatOf(ch *choice, e *disclosure.Edge, until model.Date) (out []string) {
	var later []string
	for _, date := range []struct {
		what string
		end  model.Date
	}{{"contract", e.Service.ContractEnd}, {"licence", e.Service.LicenceEnd}, {"service", e.Service.End}} {
		switch {
		case date.end == e.LastDay:
			out = append(out, ch.Term("ending", date.what))
		case date.end != "" && date.end < until:
			later = append(later, ch.Say("timeline.ends_later", "What", ch.Term("ending", date.what), "Date", date.end))
		}
	}
	return append([]string{strings.Join(out, ", ")}, later...)
}

// lostOf says the children of each chosen tier, with their range.
func lostOf(ch *choice, by [4]disclosure.Range) (out []lost) {
	for _, tier := range ch.tiers {
		r := by[tier-1]
		if text := calendar.LostIn(ch.Voice, by, tier); text != "" {
			l := lost{Text: text}
			if low, high := ch.Children(r.Low.Value), ch.Children(r.High.Value); low != high && r.Low.Value >= 0 {
				l.Range = ch.Range(r.Low.Value, r.High.Value)
			}
			out = append(out, l)
		}
	}
	if out == nil {
		out = []lost{{Text: ch.Say("timeline.nobody")}}
	}
	return out
}
