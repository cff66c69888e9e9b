package siting

import (
	"fmt"
	"math"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// secondsBetween is how often the page of a search loads itself again.
const secondsBetween = 2

// runningPage is a search under way.
type runningPage struct {
	shell.Page
	Asked    []string
	Progress parts.Progress
	So       parts.SummaryList
	Again    parts.Link
	Cancel   string
}

func (d *door) show(c echo.Context) error {
	visit, one, elsewhere, err := d.find(c)
	switch {
	case err != nil:
		return err
	case elsewhere != "":
		return shell.Redirect(c, elsewhere)
	case one.stage == refused:
		return d.form(c, visit, one.asked, faultOf(visit, one.asked, one.err))
	case one.stage == found:
		return d.result(c, visit, one, nil)
	}
	return d.progress(c, visit, one)
}

func (d *door) progress(c echo.Context, visit *shell.Visit, one run) error {
	p := &runningPage{Asked: askedFor(visit, one), Cancel: visit.Link(shell.Path("siting", one.id, "cancel"))}
	var err error
	if p.Page, err = page(visit, visit.Say("siting.running_title"), ""); err != nil {
		return err
	}
	p.Again = parts.Link{Text: visit.Say("siting.look_again"), URL: visit.Link(shell.Path("siting", one.id))}
	p.Progress = parts.Progress{ID: "progress", Label: visit.Say("siting.searching"), Text: visit.Say("siting.waits")}
	if one.stage == searching {
		seconds := d.runs.now().Sub(one.begun).Seconds()
		p.Progress.Maximum = int(one.wish.Limit)
		p.Progress.Value = min(p.Progress.Maximum, int(seconds))
		p.Progress.Text = visit.Say("siting.seconds_of", "Seconds", visit.Number(math.Floor(seconds), 0), "Limit", visit.Number(one.wish.Limit, 0))
		p.So = soFar(visit, one)
		if done, all := one.routed[0], one.routed[1]; one.progress == nil && done < all {
			p.Progress.Text = visit.Say("siting.routing", "Done", done, "All", all)
		}
	}
	c.Response().Header().Set("Refresh", fmt.Sprint(secondsBetween))
	return d.house.Show(c, http.StatusOK, "siting/running", p)
}

// soFar is the best plan and the bound that the search has found.
func soFar(visit *shell.Visit, one run) parts.SummaryList {
	best, bound := visit.Say("siting.none_yet"), visit.Say("siting.none_yet")
	if at := one.progress; at != nil {
		best = amount(visit, math.Max(0, at.Value), at.Share)
		if !math.IsNaN(at.Bound) && !math.IsInf(at.Bound, 0) {
			bound = amount(visit, at.Bound, at.Share)
		}
	}
	return parts.SummaryList{Rows: []parts.SummaryRow{
		{Name: visit.Say("siting.best_so_far"), Lines: []string{best}}, {Name: visit.Say("siting.bound"), Lines: []string{bound}}}}
}

// cancel ends a search and leads to what it has found so far.
func (d *door) cancel(c echo.Context) error {
	visit, one, _, err := d.find(c)
	if err != nil {
		return err
	}
	if !d.runs.cancel(one.id) {
		return shell.Redirect(c, visit.Link("/siting", "type", one.wish.ServiceType))
	}
	for begun := time.Now(); time.Since(begun) < soon; time.Sleep(10 * time.Millisecond) {
		if now, kept := d.runs.get(one.id); !kept || now.stage.ended() {
			break
		}
	}
	return shell.Redirect(c, visit.Link(shell.Path("siting", one.id), "on", one.wish.Day))
}
