package seed

import (
	"strconv"
	"time"
)

// sighting is a count of children known to be in need in a small area, given
// by its place in the order of codes. Years are counted from the day's.
type sighting struct {
	area, tier, count, yearsBefore int
	source                         string
}

// sightings has counts that differ from the estimate, an older count that a
// newer one replaces, one of an area without population and one of more
// children than live there, so that both are flagged.
var sightings = []sighting{
	{3, 3, 9, 1, "Invented count: Elwigmouth social services"},
	{3, 4, 4, 1, "Invented count: Elwigmouth risk management panel"},
	{12, 2, 31, 2, "Invented count: Elwigmouth schools"},
	{12, 2, 22, 1, "Invented count: Elwigmouth schools"},
	{70, 4, 0, 1, "Invented count: Port Erfin risk management panel"},
	{95, 3, 6, 1, "Invented count: Port Erfin social services"},
	{152, 3, 12, 1, "Invented count: valleys outreach"},
	{153, 2, 27, 1, "Invented count: valleys outreach"},
	{155, 2, 480, 1, "Invented count: a return with a slip of the pen"},
	{214, 3, 3, 1, "Invented count: a new estate that the census has not reached"},
	{270, 4, 2, 3, "Invented count: peninsula outreach"},
}

// observed writes observed.csv.
func (c *country) observed(day time.Time) []byte {
	rows := [][]string{{"area_code", "tier", "count", "year", "source"}}
	areas := c.inOrder()
	for _, s := range sightings {
		rows = append(rows, []string{areas[s.area].code, strconv.Itoa(s.tier), strconv.Itoa(s.count),
			strconv.Itoa(day.Year() - s.yearsBefore), s.source})
	}
	return csvOf(rows)
}
