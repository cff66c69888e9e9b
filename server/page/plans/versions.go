package plans

import (
	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// versionRow is a revision that made the scenario what it was.
type versionRow struct {
	Revision    parts.Link
	On, By, Did string
}

// versions lists what was done with a scenario, the latest first.
func (d *door) versions(c echo.Context, visit *shell.Visit, name string) ([]versionRow, error) {
	revisions, err := d.house.Planner.PlanRevisions(c.Request().Context(), name)
	var out []versionRow
	for _, r := range revisions {
		did := r.Action
		if r.Undoes > 0 {
			did = visit.Say("intake.did_undo_of", "Revision", number(r.Undoes))
		} else if key := "intake.did_" + r.Action; visit.Has(key) {
			did = visit.Say(key)
		}
		out = append(out, versionRow{Revision: parts.Link{Text: number(r.Revision), URL: visit.Link(shell.Path("import", "revisions", number(r.Revision)))},
			On: visit.Date(model.DateOf(r.At)), By: visit.Sentence(model.ActorOf(r.Actor)), Did: did})
	}
	return out, err
}
