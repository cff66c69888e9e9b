package seed

import (
	"strconv"
	"time"
)

// sighting is a count of children known to be in need in a small area. Years
// are counted back from the day's.
type sighting struct {
	area                     string
	tier, count, yearsBefore int
	source                   string
}

// sightings has counts that differ from the estimate, an older count that a
// newer one replaces, one of an area without population and one of more
// children than live there, so that both are flagged.
var sightings = []sighting{
	{"Elwigmouth Beach", 3, 9, 1, "Invented count: Elwigmouth social services"},
	{"Elwigmouth Beach", 4, 4, 1, "Invented count: Elwigmouth risk management panel"},
	{"Elwigmouth Dairy", 2, 31, 2, "Invented count: Elwigmouth schools"},
	{"Elwigmouth Dairy", 2, 22, 1, "Invented count: Elwigmouth schools"},
	{"Port Erfin Castle", 4, 0, 1, "Invented count: Port Erfin risk management panel"},
	{"Port Erfin Meadows", 3, 6, 1, "Invented count: Port Erfin social services"},
	{"Nerfyn Bridge Foundry", 3, 12, 1, "Invented count: valleys outreach"},
	{"Orlan Vale Centre", 2, 27, 1, "Invented count: valleys outreach"},
	{"Nerfyn Bridge Old Town", 2, 880, 1, "Invented count: a return with a slip of the pen"},
	{"Oswynton", 3, 3, 1, "Invented count: a new estate that the census has not reached"},
	{"Hendwyn Centre", 4, 2, 3, "Invented count: peninsula outreach"},
}

// observed writes observed.csv.
func (c *country) observed(day time.Time) []byte {
	rows := [][]string{{"area_code", "tier", "count", "year", "source"}}
	for _, s := range sightings {
		rows = append(rows, []string{c.named(s.area).code, strconv.Itoa(s.tier), strconv.Itoa(s.count),
			strconv.Itoa(day.Year() - s.yearsBefore), s.source})
	}
	return csvOf(rows)
}

// named gives the small area of an English name.
func (c *country) named(name string) *smallArea {
	for _, a := range c.areas {
		if a.name == name {
			return a
		}
	}
	panic("seed: no small area " + name)
}
