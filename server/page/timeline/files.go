package timeline

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/model/exchange/calendar"
	"catchment/model/exchange/table"
	"catchment/server/respond"
)

// file sends a file that a reader who has it already is not sent again: what
// gives answers their ETag sees to that where nothing is said of keeping.
func file(c echo.Context, name, kind string, content string) error {
	header := c.Response().Header()
	header.Del(echo.HeaderCacheControl)
	header.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	return c.Blob(http.StatusOK, kind+"; charset=utf-8", []byte(content))
}

// calendar answers with what ends over the horizon as a calendar; of an area,
// with what leaves children there unmet.
func (d *door) calendar(c echo.Context) error {
	ch, ahead, err := d.asked(c)
	if err != nil {
		return err
	}
	var out strings.Builder
	area := ""
	if ch.Query("area") != "" {
		area = ch.place.Code
	}
	if err := calendar.OfTimeline(ch.Voice, ch.View.Revision(), ahead.Edges, area, ch.lead).Write(&out); err != nil {
		return err
	}
	return file(c, "what-ends.ics", "text/calendar", out.String())
}

// sheet answers with every figure of every month of the chosen area, by tier
// and service type.
func (d *door) sheet(c echo.Context) error {
	ch, ahead, err := d.asked(c)
	if err != nil {
		return err
	}
	if ch.place.Code == "" {
		return respond.New(http.StatusNotFound, ch.Voice) // there are no figures
	}
	figures, err := ahead.Sheet(ch.View, ch.place.Code, ch.tiers...)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := table.WriteCSV(&out, figures); err != nil {
		return err
	}
	return file(c, "what-ends.csv", "text/csv", out.String())
}

func (d *door) asked(c echo.Context) (*choice, *disclosure.Timeline, error) {
	visit, err := d.open(c)
	if err != nil {
		return nil, nil, err
	}
	ch, err := choiceOf(visit)
	if err != nil {
		return nil, nil, err
	}
	ahead, err := d.ahead(c, ch)
	return ch, ahead, err
}
