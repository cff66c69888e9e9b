package seed

import "time"

// Demonstration gives the files of an invented country, by file name, so that
// a new installation has something to show: about 300 small areas in eight
// authorities, and provision that has every kind of gap somewhere. Dates of
// contracts, licences and reviews are counted from day, so that some have
// just ended and some end soon whenever it is shown; all else is always the
// same. Nothing in it is real, and it says so.
func Demonstration(day time.Time) map[string][]byte {
	c := newCountry()
	return map[string][]byte{
		"areas.geojson":   c.boundaries(),
		"population.csv":  c.population(day),
		"observed.csv":    c.observed(day),
		"providers.csv":   providersFile(),
		"services.csv":    servicesFile(day),
		"sites.csv":       c.sitesFile(),
		"assessments.csv": assessmentsFile(day),
		"travel.csv":      c.travelFile(),
		"scenario.csv":    c.scenarioFile(day),
	}
}

// DemonstrationSource is the source that the files of the demonstration are
// recorded with. Pages that show any of it say that the data are invented.
const DemonstrationSource = "Catchment demonstration region"
