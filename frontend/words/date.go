package words

import (
	"strconv"

	"catchment/model"
)

// monthKeys are the catalogue's keys of the months, January first.
var monthKeys = [...]string{"month.1", "month.2", "month.3", "month.4", "month.5", "month.6",
	"month.7", "month.8", "month.9", "month.10", "month.11", "month.12"}

// Date writes a day: "1 April 2026". A day not stated is empty.
func (v *Voice) Date(d model.Date) string {
	t := d.Time()
	if t.IsZero() {
		return string(d)
	}
	return strconv.Itoa(t.Day()) + " " + v.Say(monthKeys[t.Month()-1]) + " " + strconv.Itoa(t.Year())
}
