package calendar

import (
	"math"
	"slices"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
)

// OfTimeline gives the cliff edges of a timeline as a calendar: of an area
// those that leave children there unmet ("": all), each with the day by which
// to decide, so many months before its last.
func OfTimeline(v *words.Voice, revision model.Revision, edges []disclosure.Edge, area string, lead int) *Calendar {
	c := &Calendar{Name: v.Say("timeline.title"), Language: string(v.Language()), At: revision.At, Revision: revision.Revision}
	for i := range edges {
		e := &edges[i]
		lost := e.ByTier
		if area != "" {
			if lost = e.LostIn(area); nobody(lost) {
				continue
			}
		}
		name, _ := v.Name(e.Service.Name, e.Service.NameCy)
		c.Events = append(c.Events, Event{ID: e.Service.Key + "." + e.What, Day: e.LastDay,
			Summary:     v.Say("timeline.summary", "Service", name, "What", v.Term("ending", e.What)),
			Description: v.Say("timeline.description", "Children", v.List(Lost(v, lost)), "Date", DecideBy(e.LastDay, lead))})
	}
	return c
}

// DecideBy is the day by which to decide on something, so many months before
// its last day.
func DecideBy(last model.Date, lead int) model.Date { return last.AddDays(1).AddMonths(-lead) }

// little is a difference that no figure shows.
const little = 0.05

func nobody(by [4]disclosure.Range) bool {
	return !slices.ContainsFunc(by[:], func(r disclosure.Range) bool { return math.Abs(r.Central.Value) >= little })
}

// Lost says who is met no longer, tier 4 first, or that nobody is.
func Lost(v *words.Voice, by [4]disclosure.Range) (out []string) {
	for tier := 4; tier > 0; tier-- {
		if text := LostIn(v, by, tier); text != "" {
			out = append(out, text)
		}
	}
	if out == nil {
		out = []string{v.Say("timeline.nobody")}
	}
	return out
}

// LostIn says how many of a tier are met no longer, "" where none are.
func LostIn(v *words.Voice, by [4]disclosure.Range, tier int) string {
	children := by[tier-1].Central.Value
	if math.IsNaN(children) || math.Abs(children) < little {
		return ""
	}
	text := v.Children(math.Abs(children))
	if children < 0 {
		text = "−" + text
	}
	return v.Say("timeline.of_tier", "Tier", tier, "Children", text)
}
