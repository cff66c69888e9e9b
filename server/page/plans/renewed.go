package plans

import (
	"slices"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// renewals are how many services that the changes renew count on the day
// without them too, and the first day on which none of those would.
func renewals(visit *shell.Visit, changes []model.ScenarioChange) (count int, from model.Date) {
	renewed := map[string]bool{}
	for i := range changes {
		if changes[i].Change == "renew" {
			renewed[changes[i].Service] = true
		}
	}
	if len(renewed) == 0 {
		return 0, ""
	}
	endings := slices.DeleteFunc(visit.View.Endings(model.LastDate), func(e disclosure.Ending) bool { return !renewed[e.Service.Key] })
	if len(endings) == 0 {
		return 0, ""
	}
	return len(endings), endings[len(endings)-1].LastDay.AddDays(1)
}

// laterOf says of a scenario that renews services whose end is still to come
// that its difference shows after it, and leads there.
func laterOf(visit *shell.Visit, changes []model.ScenarioChange) *parts.Inset {
	count, from := renewals(visit, changes)
	if count == 0 {
		return nil
	}
	return &parts.Inset{Text: visit.Say("plans.renewed", "Count", count),
		Link: &parts.Link{Text: visit.Say("plans.renewed_see", "Count", count, "Date", from), URL: visit.Here("on", from, "saved", "", "merged", "", "noted", "")}}
}
