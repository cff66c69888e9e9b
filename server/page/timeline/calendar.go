package timeline

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// calendar answers with what ends over the horizon as a calendar (RFC 5545);
// of an area, with what leaves children there unmet.
func (d *door) calendar(c echo.Context) error {
	visit, ahead, err := d.open(c)
	if err != nil {
		return err
	}
	edges := ahead.Edges
	if code := visit.Query("area"); code != "" {
		if _, err := visit.View.Place(code); err != nil {
			return err
		}
		edges = slices.DeleteFunc(slices.Clone(edges), func(e disclosure.Edge) bool { return lostIn(&e, code) == [4]float64{} })
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="timeline.ics"`)
	return c.Blob(http.StatusOK, "text/calendar; charset=utf-8", calendarOf(visit, edges))
}

func calendarOf(visit *shell.Visit, edges []disclosure.Edge) []byte {
	w := &calendar{}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//Catchment//Timeline//" + strings.ToUpper(string(visit.Language())))
	w.line("CALSCALE:GREGORIAN")
	w.line("METHOD:PUBLISH")
	w.line("X-WR-CALNAME:" + escaped(visit.Say("timeline.title")))
	all := &choice{Visit: visit, tiers: []int{4, 3, 2, 1}}
	for i := range edges {
		w.event(all, &edges[i])
	}
	w.line("END:VCALENDAR")
	return []byte(w.text.String())
}

// calendar is a calendar file while it is written.
type calendar struct{ text strings.Builder }

// event is stamped with the time of the revision, so that the same records
// give the same file, and known by what ends, so that a calendar moves it when
// its day moves.
func (w *calendar) event(ch *choice, e *disclosure.Edge) {
	row := edgeOf(ch, e)
	w.line("BEGIN:VEVENT")
	w.line("UID:" + escaped(e.Key+"."+e.EndsBy+"@catchment"))
	w.line("DTSTAMP:" + ch.View.Revision().At.UTC().Format("20060102T150405Z"))
	w.line("DTSTART;VALUE=DATE:" + dayOf(e.LastDay))
	w.line("DTEND;VALUE=DATE:" + dayOf(e.LastDay.AddDays(1)))
	w.line("SUMMARY:" + escaped(ch.Say("timeline.summary", "Service", row.Service.Text, "What", row.What)))
	w.line("DESCRIPTION:" + escaped(ch.Say("timeline.description", "Children", ch.List(row.All))))
	w.line("TRANSP:TRANSPARENT")
	w.line("END:VEVENT")
}

func dayOf(d model.Date) string { return strings.ReplaceAll(string(d), "-", "") }

// escaped is a value of type TEXT; of control characters only the end of a
// line can stand in one.
func escaped(text string) string {
	text = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(text)
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, text)
}

// longest is how many octets a line has at most, its end not among them.
const longest = 75

// line writes a line, folded between characters.
func (w *calendar) line(text string) {
	for room := longest; len(text) > room; room = longest - 1 {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		w.text.WriteString(text[:cut] + "\r\n ")
		text = text[cut:]
	}
	w.text.WriteString(text + "\r\n")
}
