package seed

import (
	"math"
	"strconv"
)

// timed lists sites with journey times, as a timetable study would have
// measured them; all other sites go by distance.
var timed = []string{
	"counsel-isles-1", "counsel-isles-2", "counsel-orlan-1", "camhs-west-1", "camhs-west-2",
	"supported-peninsula-1", "treatment-east-1", "treatment-east-2",
}

// carLimit is the longest journey in the study, in minutes; pairs beyond it
// have no row.
const carLimit = 95.0

// travelFile writes travel.csv: car and bus from every small area that has a
// way to the site within the limit. Over water there is only the ferry, which
// the study left out; buses do not run from the moors.
func (c *country) travelFile() []byte {
	rows := [][]string{{"area_code", "site", "minutes", "mode"}}
	places := map[string]site{}
	for _, s := range c.sites() {
		places[s.key] = s
	}
	for _, key := range timed {
		s := places[key]
		here := c.connected(s.cell)
		for _, a := range c.inOrder() {
			if !here[a.cells[0]] {
				continue
			}
			km := a.at.distance(c.mesh.seeds[s.cell])
			winding := 1.2 + 0.5*a.hilliness
			car := 4 + km*winding/0.85
			if car > carLimit {
				continue
			}
			rows = append(rows, []string{a.code, s.key, minutes(car), "car"})
			if bus := 12 + km*winding/0.42; a.hilliness < 0.5 && (a.settlement >= 0 || bus < 70) {
				rows = append(rows, []string{a.code, s.key, minutes(bus), "bus"})
			}
		}
	}
	return csvOf(rows)
}

func minutes(m float64) string { return strconv.FormatFloat(math.Round(m), 'f', 0, 64) }
