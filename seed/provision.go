package seed

import (
	"slices"
	"strconv"
	"time"
)

// offer is one provider's service as the tables of provision write it. Only
// what the provider states is among the details: the rest stays empty.
type offer struct {
	key, provider, name, nameCy string
	serviceType, mode           string
	details                     []detail
	sites                       []place
}

// detail is one column of services.csv. A date is given in months from the
// day of the demonstration.
type detail struct {
	column, value string
	months        int
	dated         bool
}

// place is where a site stands: in a settlement, or, for a protected one,
// nowhere that the files could tell.
type place struct{ disclosure, settlement string }

// given puts details together.
func given(parts ...[]detail) []detail { return slices.Concat(parts...) }

func stated(column, value string) []detail { return []detail{{column: column, value: value}} }

func dated(column string, months int) []detail {
	return []detail{{column: column, months: months, dated: true}}
}

func number(column string, n int) []detail { return stated(column, strconv.Itoa(n)) }

// The ways to state how many a service can take.

func capacity(n int) []detail { return number("capacity", n) }

func capacityIn(unit string, n int) []detail {
	return given(capacity(n), stated("capacity_unit", unit))
}

func groups(aYear, places int) []detail {
	return given(number("cohorts_per_year", aYear), number("places_per_cohort", places))
}

func withParents(places int) []detail { return number("parent_places_per_cohort", places) }

func caseload(n, weeks int) []detail {
	return given(number("caseload", n), number("weeks_per_case", weeks))
}

func beds(n, stayDays int) []detail {
	return given(number("bed_spaces", n), number("average_stay_days", stayDays))
}

// Whom a service takes, where, when and how.

func ages(from, to int) []detail { return given(number("age_min", from), number("age_max", to)) }

func refuses(attributes string) []detail { return stated("excludes", attributes) }

func runs(programme string) []detail { return stated("programme", programme) }

func contract(start, end int) []detail {
	return given(dated("start", start), dated("contract_end", end))
}

func speaks(languages string) []detail { return stated("languages", languages) }

func byAndFor(groups string) []detail { return stated("by_and_for", groups) }

func funded(funder string, cost int) []detail {
	return given(stated("funder", funder), number("annual_cost", cost))
}

// serves names areas by the short names of areaKeys.
func serves(areas ...string) []detail {
	text := ""
	for i, area := range areas {
		if i > 0 {
			text += ";"
		}
		text += areaKeys[area]
	}
	return stated("areas_served", text)
}

// coda states the rules of the referral sheet for groups face to face: ages
// 4 to 11 and its exclusions. A licence runs for three years from its start.
func coda(licenceStart int) []detail {
	return given(runs("coda"), ages(4, 11), refuses(codaRefuses), dated("licence_start", licenceStart))
}

// codaOnline has a lowest school year in place of ages.
func codaOnline(licenceStart, schoolYear int) []detail {
	return given(runs("coda"), number("school_year_min", schoolYear), refuses(codaRefuses), dated("licence_start", licenceStart))
}

const codaRefuses = "living_with_perpetrator;child_protection_no_safe_contact;high_trauma;" +
	"parent_personality_disorder;parent_substance_misuse"

func in(settlements ...string) []place { return places("public", settlements) }

func areaOnly(settlements ...string) []place { return places("area_only", settlements) }

// sheltered is one protected site: it has no place that is written anywhere.
func sheltered() []place { return []place{{disclosure: "protected"}} }

func places(disclosure string, settlements []string) []place {
	var out []place
	for _, s := range settlements {
		out = append(out, place{disclosure, s})
	}
	return out
}

// areaKeys are short names for the areas that services serve.
var areaKeys = map[string]string{
	"country": nationCode, "police": policeCode,
	"north": "X11000001", "west": "X11000002", "estuary": "X11000003",
	"elwigmouth": "X06000001", "erfin": "X06000002", "isles": "X06000003", "orlan": "X06000004",
	"east": "X06000005", "sarnwy": "X06000006", "bay": "X06000007", "hendwyn": "X06000008",
	"safe_north": "X13000001", "safe_mid": "X13000002", "safe_south": "X13000003",
}

// monthsFrom moves a day by months and keeps to the month meant.
func monthsFrom(day time.Time, months int) string {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1).Format(time.DateOnly)
}
