package seed

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"
)

// serviceColumns are those of services.csv, in the order of FILES.
var serviceColumns = strings.Fields(`service provider name name_cy service_type programme mode
	age_min age_max school_year_min excludes areas_served capacity capacity_unit
	cohorts_per_year places_per_cohort parent_places_per_cohort caseload weeks_per_case
	bed_spaces average_stay_days start end contract_end licence_start licence_end
	funder annual_cost languages by_and_for parallel_service`)

// offers gives every service, in order of key.
func offers() []offer {
	all := slices.Concat(safetyOffers, groupOffers, adultOffers, recoveryOffers, dutyOffers(), publicOffers)
	slices.SortFunc(all, func(a, b offer) int { return strings.Compare(a.key, b.key) })
	return all
}

// providersFile writes providers.csv.
func providersFile() []byte {
	rows := [][]string{{"provider", "name", "name_cy", "sector", "website", "charity_number"}}
	for i, p := range providers {
		number := ""
		if p.sector == "womens_aid" || p.sector == "children" {
			number = fmt.Sprintf("X%06d", 1000+7*i)
		}
		rows = append(rows, []string{p.key, p.name, p.nameCy, p.sector, "https://" + p.key + ".example/", number})
	}
	return csvOf(rows)
}

// servicesFile writes services.csv. Each column that an offer states is one
// of serviceColumns; TestDemonstrationColumns holds it to that.
func servicesFile(day time.Time) []byte {
	rows := [][]string{serviceColumns}
	for _, o := range offers() {
		rows = append(rows, o.row(serviceColumns, day))
	}
	return csvOf(rows)
}

// row writes an offer into columns; what it does not state stays empty.
func (o offer) row(columns []string, day time.Time) []string {
	cells := make([]string, len(columns))
	set := func(column, value string) {
		if i := slices.Index(columns, column); i >= 0 {
			cells[i] = value
		}
	}
	set("service", o.key)
	set("provider", o.provider)
	set("name", o.name)
	set("name_cy", o.nameCy)
	set("service_type", o.serviceType)
	set("mode", o.mode)
	for _, d := range o.details {
		value := d.value
		if d.dated {
			value = monthsFrom(day, d.months)
		}
		set(d.column, value)
	}
	return cells
}

// site is a place of a service as sites.csv writes it, with the cell of the
// country that it stands on; -1 for a protected one, which stands nowhere.
type site struct {
	key, service, name string
	disclosure         string
	cell               int
}

// sites gives every site, in order of service.
func (c *country) sites() []site {
	var all []site
	for _, o := range offers() {
		for n, p := range o.sites {
			s := site{key: fmt.Sprintf("%s-%d", o.key, n+1), service: o.key, disclosure: p.disclosure, cell: -1}
			if p.settlement != "" {
				s.cell = c.cellNear(p.settlement, s.key)
			}
			if p.disclosure == "public" {
				s.name = seatOf(p.settlement).name + " " + rooms[hashOf(s.key)%uint64(len(rooms))]
			}
			all = append(all, s)
		}
	}
	return all
}

// rooms are what public sites are called after their settlement.
var rooms = []string{"family rooms", "old school", "community hall", "clinic", "reading room", "drill hall", "corn exchange"}

// cellNear picks a cell of land not far from the middle of a settlement.
func (c *country) cellNear(settlement, key string) int {
	s := seatOf(settlement)
	h := hashOf(key)
	turn := spot{float64(h%97)/96 - 0.5, float64(h/97%97)/96 - 0.5}
	return nearest(c.mesh.seeds, s.at.plus(turn.times(s.spread*0.8)), func(i int) bool { return c.land[i] })
}

func hashOf(key string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key)) // never fails
	return h.Sum64()
}

// sitesFile writes sites.csv. Coordinates are written for public sites only;
// one that is area-only has its small area, a protected one nothing.
func (c *country) sitesFile() []byte {
	rows := [][]string{{"site", "service", "name", "disclosure", "lon", "lat", "postcode", "area_code"}}
	for _, s := range c.sites() {
		row := []string{s.key, s.service, s.name, s.disclosure, "", "", "", ""}
		if s.disclosure == "public" {
			at := c.mesh.seeds[s.cell].position()
			row[4], row[5] = degrees(at.lon), degrees(at.lat)
		}
		if s.cell >= 0 {
			row[7] = c.areas[c.home[s.cell]].code
		}
		rows = append(rows, row)
	}
	return csvOf(rows)
}
