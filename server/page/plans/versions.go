package plans

import (
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// moment is a time in words, as the reader's clock has it.
func moment(visit *shell.Visit, at time.Time) string {
	at = at.Local()
	return visit.Say("shell.moment", "Date", model.DateOf(at), "Time", at.Format("15:04"))
}

// versionRow is a revision that made the scenario what it was, or a moment
// since when it is somebody else's.
type versionRow struct {
	Revision, Version  parts.Link
	On, By, Did, Owner string
	Current            bool // it is the version that the page shows
	at                 time.Time
}

// asked is the version that the address names, nil where it names none.
func (d *door) versionAsked(c echo.Context, visit *shell.Visit, name string) (*planner.PlanVersion, error) {
	text := visit.Query("version")
	if text == "" {
		return nil, nil
	}
	if _, err := visit.WholeNumber("version", 1, 1<<31-1); err != nil {
		return nil, err
	}
	revision, _ := strconv.Atoi(text) // it is a number
	return d.house.Planner.PlanAt(c.Request().Context(), name, revision)
}

// versions lists what was done with a scenario, the latest first, and who
// owned it.
func (d *door) versions(c echo.Context, visit *shell.Visit, name string, owners []planner.PlanOwner, shown int) ([]versionRow, error) {
	revisions, err := d.house.Planner.PlanRevisions(c.Request().Context(), name)
	if err != nil {
		return nil, err
	}
	var out []versionRow
	for _, r := range revisions {
		row := versionRow{Revision: parts.Link{Text: number(r.Revision), URL: visit.Link(shell.Path("import", "revisions", number(r.Revision)))},
			On: moment(visit, r.At), By: visit.Sentence(model.ActorOf(r.Actor)), Did: didOf(visit, r), Owner: ownerAt(owners, r), Current: r.Revision == shown, at: r.At}
		if r.Action != "adopt" {
			row.Version = parts.Link{Text: visit.Say("plans.this_version"), Hidden: number(r.Revision), URL: visit.Link(shell.Path("plans", name), "version", r.Revision)}
		}
		out = append(out, row)
	}
	for i, o := range owners {
		if slices.ContainsFunc(revisions, func(r model.Revision) bool { return r.Revision == o.Revision && r.At.Equal(o.At) && r.Actor == o.Actor }) || i == 0 && o.Owner == "" {
			continue // said when the version was made
		}
		out = append(out, versionRow{On: moment(visit, o.At), By: o.Actor, Did: visit.Say("plans.owner_given"), Owner: o.Owner, at: o.At})
	}
	slices.SortStableFunc(out, func(x, y versionRow) int { return y.at.Compare(x.at) })
	return out, nil
}

func didOf(visit *shell.Visit, r model.Revision) string {
	if r.Undoes > 0 {
		return visit.Say("intake.did_undo_of", "Revision", number(r.Undoes))
	}
	if key := "intake.did_" + r.Action; visit.Has(key) {
		return visit.Say(key)
	}
	return r.Action
}

// ownerAt is whose a version was when it was made.
func ownerAt(owners []planner.PlanOwner, r model.Revision) (owner string) {
	for _, o := range owners {
		if o.Revision < r.Revision || o.Revision == r.Revision && !o.At.After(r.At) {
			owner = o.Owner
		}
	}
	return owner
}

// versionNotice says which version the page shows.
func versionNotice(visit *shell.Visit, v *planner.PlanVersion, made string) parts.Notice {
	n := parts.Notice{Kind: "important", Title: visit.Say("plans.version_title", "Version", number(v.Revision)), Text: visit.Say("plans.version_latest", "When", made)}
	if !v.Latest {
		n.Text = visit.Say("plans.version_earlier", "When", made)
		n.Link = &parts.Link{Text: visit.Say("plans.as_it_stands"), URL: visit.Link(shell.Path("plans", v.Name))}
	}
	return n
}
