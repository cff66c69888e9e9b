package seed

import (
	"slices"
	"strconv"
	"time"
)

// change is one line of a scenario. Columns beyond these are details, and
// a site for what opens or moves.
type change struct {
	scenario, kind, service string
	details                 []detail
	site                    []place
	cost                    int
}

// changes are two small plans: new counselling for the east, and what it
// would take to keep and widen what the north and west have.
var changes = []change{
	{"Counselling for the east", "open", "counsel-llwyfain", given(
		stated("provider", "ot-ffynnon"), stated("name", "Llwyfain children's counselling"),
		stated("name_cy", "Cwnsela plant Llwyfain"), stated("service_type", "counselling"),
		stated("mode", "one_to_one"), ages(4, 17), capacity(36), speaks("en;cy")), in("llwyfain"), 54000},
	{"Counselling for the east", "resize", "counsel-elwig", capacity(70), nil, 31000},
	{"Counselling for the east", "close", "counsel-east", dated("end", 0), nil, 0},
	{"Keep and widen", "renew", "coda-erfin", given(dated("licence_start", 0), dated("contract_end", 36)), nil, 72000},
	{"Keep and widen", "renew", "coda-isles", dated("licence_start", 0), nil, 40000},
	{"Keep and widen", "accept", "counsel-isles", ages(4, 17), nil, 0},
	{"Keep and widen", "serve", "outreach-bay", serves("bay", "hendwyn"), nil, 22000},
	{"Keep and widen", "move", "supervised-bay", nil, areaOnly("glanithel"), 3000},
}

// scenarioFile writes scenario.csv, with the columns that some change sets.
func (c *country) scenarioFile(day time.Time) []byte {
	var used []string
	for _, ch := range changes {
		for _, d := range ch.details {
			used = append(used, d.column)
		}
	}
	columns := slices.DeleteFunc(slices.Clone(serviceColumns), func(column string) bool {
		return column == "service" || !slices.Contains(used, column)
	})
	header := slices.Concat([]string{"scenario", "change", "service"}, columns, siteColumns, []string{"cost"})
	rows := [][]string{header}
	for _, ch := range changes {
		values := offer{details: ch.details}.row(columns, day)
		row := slices.Concat([]string{ch.scenario, ch.kind, ch.service}, values, c.siteCells(ch), []string{strconv.Itoa(ch.cost)})
		rows = append(rows, row)
	}
	return csvOf(rows)
}

var siteColumns = []string{"site", "disclosure", "lon", "lat", "area_code"}

func (c *country) siteCells(ch change) []string {
	cells := make([]string, len(siteColumns))
	if len(ch.site) == 0 {
		return cells
	}
	p := ch.site[0]
	key := ch.service + "-1"
	cell := c.cellNear(p.settlement, key)
	cells[0], cells[1], cells[4] = key, p.disclosure, c.areas[c.home[cell]].code
	if p.disclosure == "public" {
		at := c.mesh.seeds[cell].position()
		cells[2], cells[3] = degrees(at.lon), degrees(at.lat)
	}
	return cells
}
