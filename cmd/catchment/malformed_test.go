package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A malformed file and what is said of it. Each of says is one error, its
// parts, divided by " | ", in their order; there are no further errors. One that
// begins with "? " follows from another and may be left out. What is in
// silent stands in no stream.
type malformed struct {
	name   string
	files  map[string]string
	says   []string
	silent []string
}

func said(lines ...string) []string { return lines }

var secret = []string{secretPostcode, "CF99", secretLon, secretLat, "3.176", "51.48"}

var malformedCells = []malformed{
	{"a number that is a word", service("age_max", "x"), said(`services.csv row 2, "age_max" is "x"; | a whole number from 0 to 24`), nil},
	{"a whole number that is none", service("age_min", "4.5"), said(`services.csv row 2, "age_min" is "4.5"; | a whole number from 0 to 24`), nil},
	{"an age above 24", service("age_max", "25"), said(`services.csv row 2, "age_max" is "25"; | from 0 to 24`), nil},
	{"negative capacity", service("capacity", "-1"), said(`services.csv row 2, "capacity" is "-1"; | a number from 0 to 1000000`), nil},
	{"absurd capacity", service("capacity", "1e99"), said(`services.csv row 2, "capacity" is "1e99"; | a number from 0 to 1000000`), nil},
	{"zero weeks a case", service("weeks_per_case", "0"), said(`services.csv row 2, "weeks_per_case" is "0"; | a number above 0 and up to 5200`), nil},
	{"not a number", service("capacity", "NaN"), said(`services.csv row 2, "capacity" is "NaN"; | a number from 0 to 1000000`), nil},
	{"infinite", service("capacity", "Inf"), said(`services.csv row 2, "capacity" is "Inf"; | a number`), nil},
	{"a number beyond all numbers", service("capacity", "1e400"), said(`services.csv row 2, "capacity" is "1e400"; | a number`), nil},
	{"hexadecimal", service("capacity", "0x10"), said(`services.csv row 2, "capacity" is "0x10"; | a number`), nil},
	{"a separator of thousands", service("capacity", `"1,200"`), said(`services.csv row 2, "capacity" is "1,200"; | a number`), nil},
	{"a decimal comma", one("shares.csv", "tier;attribute;share\n2;living_with_perpetrator;0,5\n"), said(`shares.csv row 2, "share" is "0,5"; | a number from 0 to 1`), nil},
	{"31 February", service("start", "2026-02-31"), said(`services.csv row 2, "start" is "2026-02-31"; | a date like 2026-03-31`), nil},
	{"month before day", service("end", "12/31/2026"), said(`services.csv row 2, "end" is "12/31/2026"; | a date like 2026-03-31`), nil},
	{"29 February of a common year", service("licence_start", "29/02/2026"), said(`services.csv row 2, "licence_start" is "29/02/2026"; | a date`), nil},
	{"an unknown mode", service("age_min", "4\nn2,p1,Two,group_work,by_post,"), said(`services.csv row 3, "mode" is "by_post"; | one of group, one_to_one | is expected`), nil},
	{"an empty name", one("services.csv", servicesHead+"\nn1,p1,,group_work,group\n"), said(`services.csv row 2, "name" is empty; | a text is expected`), nil},
	{"an empty key", one("providers.csv", "provider,name,sector\n,Nobody,other\n"), said(`providers.csv row 2, "provider" is empty; | a text is expected`), nil},
	{"yes or no that is neither", one("programmes.csv", "programme,name,rolling_entry\nx1,X,perhaps\n"), said(`programmes.csv row 2, "rolling_entry" is "perhaps"; | yes or no`), nil},
	{"a negative age count", one("population.csv", people("A1", "2026", "-3")), said(`population.csv row 2, "age_0" is "-3"; | a number from 0 to 100000000`), nil},
	{"a year that is none", one("population.csv", people("A1", "20x6", "3")), said(`population.csv row 2, "year" is "20x6"; | a whole number`), nil},
	{"observed in tier 1", one("observed.csv", "area_code,tier,count,year,source\nA1,1,5,2025,x\n"), said(`observed.csv row 2, "tier" is "1"; | a whole number from 2 to 4`), nil},
	{"an unknown measure", one("service_types.csv", "service_type,measure,protected_by_default\ngroup_work,people,no\nrefuge,places,yes\npolice,presence,no\nbehaviour,places,no\n"), said(`service_types.csv row 2, "measure" is "people"; | one of places, presence`), nil},
	{"uptake above 1", one("uptake.csv", "service_type,tier,uptake\ngroup_work,2,1.5\n"), said(`uptake.csv row 2, "uptake" is "1.5"; | a number from 0 to 1`), nil},
	{"a rate for tier 1", one("rates.csv", "tier,age_from,age_to,central,source\n1,0,17,100,x\n"), said(`rates.csv row 2, "tier" is "1"; | a whole number from 2 to 4`), nil},
	{"a share above 1", one("shares.csv", "tier,attribute,share\n2,living_with_perpetrator,50\n"), said(`shares.csv row 2, "share" is "50"; | a number from 0 to 1`), nil},
	{"an unknown sector", one("providers.csv", "provider,name,sector\nx1,X,charity\n"), said(`providers.csv row 2, "sector" is "charity"; | one of womens_aid`), nil},
	{"a level of 4", one("assessments.csv", "subject_kind,subject,criterion,self_level,assessed_on\nservice,g1,GP1.2,4,2026-01-01\n"), said(`assessments.csv row 2, "self_level" is "4"; | 0, 1, 2, 3`), nil},
	{"an unknown kind of subject", one("assessments.csv", "subject_kind,subject,criterion,assessed_on\nteam,g1,GP1.2,2026-01-01\n"), said(`assessments.csv row 2, "subject_kind" is "team"; | one of service, provider, area`), nil},
	{"negative minutes", one("travel.csv", "area_code,site,minutes,mode\nA1,s1,-8,bus\n"), said(`travel.csv row 2, "minutes" is "-8"; | a number from 0 to 100000`), nil},
	{"a control character", service("funder", "a\x00b"), said(`services.csv row 2, "funder" is "a\x00b"; | without control characters`), nil},
	{"a cell of 300 kB", service("funder", strings.Repeat("x", 300_000)), said(`services.csv row 2, "funder" | at most 262144 bytes`), []string{strings.Repeat("x", 100)}},
	{"an unknown change", scenarioRow("cost", "destroy,g1,5"), said(`scenario.csv row 2, "change" | one of open, close, resize`), nil},
	{"an opening without a type", scenarioRow("provider,name,mode", "open,g8,p1,Eight,outreach"), said(`scenario.csv row 2, "service_type" | a text is expected`), nil},
	{"a change that sets nothing", scenarioRow("capacity", "resize,g1,"), said(`scenario.csv row 2, "change" | needs at least one`), nil},
}

var malformedRows = []malformed{
	{"an empty file", one("services.csv", ""), said(`services.csv: | a heading row is expected | services is empty`), nil},
	{"blank lines only", one("services.csv", "\n , \n\n"), said(`services.csv: | a heading row is expected`), nil},
	{"a missing column", one("services.csv", "service,provider,name,service_type\nn1,p1,New,group_work\n"), said(`services.csv row 1, "mode": | this column is missing; one of group`), nil},
	{"a missing key column", one("services.csv", "provider,name,service_type,mode\np1,New,group_work,group\n"), said(`services.csv row 1, "service": | this column is missing`), nil},
	{"a missing year of age", one("population.csv", strings.Replace(people("A1", "2026", "3"), "age_7,", "Age Seven,", 1)), said(`population.csv row 1, "age_7": | this column is missing; a number from 0 to 100000000`), nil},
	{"headings missing altogether", one("providers.csv", "x1,New provider,other\n"), said(`providers.csv row 1, "provider": | missing`, `providers.csv row 1, "name": | missing`, `providers.csv row 1, "sector": | missing`), nil},
	{"a heading twice", one("services.csv", servicesHead+",funder,Funder\nn1,p1,New,group_work,group,a,b\n"), said(`services.csv row 1, "Funder": | stands twice`), nil},
	{"a key twice", one("services.csv", servicesHead+"\nn1,p1,New,group_work,group\nn1,p1,Newer,group_work,group\n"), said(`services.csv row 3, "service" is "n1"; | services.csv row 2 has the same key`), nil},
	{"a key of two columns twice", one("observed.csv", "area_code,tier,count,year,source\nA1,3,5,2025,x\nA1,3,6,2025,x\n"), said(`observed.csv row 3, "area_code / tier / year" is "A1 / 3 / 2025"; | row 2 has the same key`), nil},
	{"a key in two files", map[string]string{"providers.csv": "provider,name,sector\nx1,X,other\n",
		"more.xlsx": workbook("providers", nil, []any{"provider", "name", "sector"}, []any{"x1", "X", "other"})}, said(`row 2, "provider" is "x1"; | row 2 has the same key`), nil},
	{"a row too long", one("providers.csv", "provider,name,sector\nx1,X,other,much,more\n"), said(`providers.csv row 2 is 5 cells long; | at most the 3 cells of the heading row`), nil},
	{"a stray quotation mark", one("providers.csv", "provider,name,sector\nx1,The \"X\" trust,other\n"), said(`providers.csv row 2: | a quotation mark`), nil},
	{"a quotation that never ends", one("providers.csv", "provider,name,sector\nx1,\"X,other\nx2,Y,other\n"), said(`providers.csv row 2: | a quotation mark`), nil},
	{"UTF-16", one("providers.csv", "\xff\xfep\x00r\x00o\x00v\x00"), said(`providers.csv: | UTF-16; save it as CSV in UTF-8`), nil},
	{"a picture named CSV", one("providers.csv", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"), said(`providers.csv row 1, "provider": | missing`, `providers.csv row 1, "name": | missing`, `providers.csv row 1, "sector": | missing`), nil},
	{"a workbook named CSV", one("providers.csv", workbook("providers", nil, []any{"provider"})), said(`providers.csv row 1: | quotation mark`, `? providers.csv: a heading row is expected`), nil},
	{"more cells than a spreadsheet has", one("providers.csv", "provider,name,sector\nx1,X,other"+strings.Repeat(",", 20_000)+"\n"), said(`providers.csv row 2: | at most 16384 cells`, `? providers.csv: a heading row is expected`), nil},
}

var malformedWhole = []malformed{
	{"age_min above age_max", service("age_min,age_max", "12,7"), said(`services.csv row 2, "age_min" is 12; | not above "age_max", which is 7`), nil},
	{"a programme with age_min above age_max", one("programmes.csv", "programme,name,age_min,age_max\nx1,X,12,7\n"), said(`programmes.csv row 2, "age_min" is 12; | not above "age_max", which is 7`), nil},
	{"a group smaller at most than at least", one("programmes.csv", "programme,name,min_group,max_group\nx1,X,8,4\n"), said(`programmes.csv row 2, "min_group" is 8; | not above "max_group"`), nil},
	{"an end before the start", service("start,end", "2026-04-01,2026-03-31"), said(`services.csv row 2, "end" is 2026-03-31; | a date not before "start", which is 2026-04-01`), nil},
	{"a licence that ends before it starts", service("licence_start,licence_end", "2026-04-01,2025-04-01"), said(`services.csv row 2, "licence_end" is 2025-04-01; | not before "licence_start"`), nil},
	{"an unknown provider", one("services.csv", servicesHead+"\nn1,p99,New,group_work,group\n"), said(`services.csv row 2, "provider" is "p99"; | a known provider`), nil},
	{"an unknown service type", one("services.csv", servicesHead+"\nn1,p1,New,groupwork,group\n"), said(`services.csv row 2, "service_type" is "groupwork"; | a known service type`), nil},
	{"an unknown programme", service("programme", "steps13"), said(`services.csv row 2, "programme" is "steps13"; | a known programme`), nil},
	{"an unknown parallel service", service("parallel_service", "zz"), said(`services.csv row 2, "parallel_service" is "zz"; | a known service`), nil},
	{"an unknown area served", service("areas_served", "L1;W99"), said(`services.csv row 2, "areas_served" is "W99"; | a known area`), nil},
	{"population of an unknown area", one("population.csv", people("A77", "2026", "3")), said(`population.csv row 2, "area_code" is "A77"; | a known area`), nil},
	{"a count observed in a larger area", one("observed.csv", "area_code,tier,count,year,source\nL1,3,5,2025,x\n"), said(`observed.csv row 2, "area_code" is "L1"; | a base area is expected`), nil},
	{"a count observed nowhere", one("observed.csv", "area_code,tier,count,year,source\nA77,3,5,2025,x\n"), said(`observed.csv row 2, "area_code" is "A77"; | a known area`), nil},
	{"a service type that a service still has", one("service_types.csv", "service_type,measure,audience,protected_by_default\nrefuge,places,families,yes\npolice,presence,families,no\nbehaviour,places,perpetrators,no\n"),
		said(`In the database as it would be, uptake "group_work / 2", "service_type" is "group_work"`, `In the database as it would be, uptake "group_work / 3"`,
			`In the database as it would be, services "g1", "service_type" is "group_work"`, `In the database as it would be, services "g2"`, `In the database as it would be, services "g3"`, `In the database as it would be, scenario_changes "Second group / 1"`), nil},
	{"uptake of a type for perpetrators", one("uptake.csv", "service_type,tier,uptake\nbehaviour,2,0.5\n"), said(`uptake.csv row 2, "service_type" is "behaviour"; | perpetrators have no uptake`), nil},
	{"uptake of an unknown type", one("uptake.csv", "service_type,tier,uptake\nplay,2,0.5\n"), said(`uptake.csv row 2, "service_type" is "play"; | a known service type`), nil},
	{"rates whose ages overlap", one("rates.csv", "tier,age_from,age_to,central,source\n2,0,10,100,x\n2,10,17,100,x\n"), said(`rates.csv row 3, "age_from" is 10 to 17; | ages of tier 2 | another row names 0 to 10`), nil},
	{"a rate whose ages run backwards", one("rates.csv", "tier,age_from,age_to,central,source\n2,12,3,100,x\n"), said(`rates.csv row 2, "age_from" is 12; | not above "age_to", which is 3`), nil},
	{"an unknown setting", one("settings.csv", "setting,value\ndetour,1.3\n"), said(`settings.csv row 2, "setting" is "detour"; | one of detour_factor`), nil},
	{"a setting that does not fit", one("settings.csv", "setting,value\ngap,25\n"), said(`settings.csv row 2, "value" is 25; | from 0 to 1 is expected for gap`), nil},
	{"gap above sufficient", one("settings.csv", "setting,value\ngap,0.9\n"), said(`settings.csv row 2, "value" is 0.9; | "gap" must not be above "sufficient"`), nil},
	{"an unknown criterion", one("assessments.csv", "subject_kind,subject,criterion,assessed_on\nservice,g1,GP9.1,2026-01-01\n"), said(`assessments.csv row 2, "criterion" is "GP9.1"; | GP1.1 to GP8.6`), nil},
	{"an assessment of nobody", one("assessments.csv", "subject_kind,subject,criterion,assessed_on\nprovider,p99,GP1.1,2026-01-01\n"), said(`assessments.csv row 2, "subject" is "p99"; | a known provider`), nil},
	{"a journey to nowhere", one("travel.csv", "area_code,site,minutes,mode\nA1,s99,8,car\n"), said(`travel.csv row 2, "site" is "s99"; | a known site`), nil},
	{"a protected site of no service", one("sites.csv", sitesHead+"n1,12 Canary Lane,,protected,,,,\n"), said(`sites.csv row 2, "service": | a known service`), said("Canary Lane")},
	{"a site of no service", one("sites.csv", sitesHead+"n1,g99,Hall,public,-3.9,52.1,,A1\n"), said(`sites.csv row 2, "service" | a known service`), nil},
	{"a scenario that opens what is open", scenarioRow("provider,name,service_type,mode", "open,g1,p1,New,group_work,group"), said(`scenario.csv row 2, "service" is "g1"; | does not exist yet`), nil},
	{"a scenario that closes what is not there", scenarioRow("cost", "close,g99,0"), said(`scenario.csv row 2, "service" is "g99"; | a known service`), nil},
	{"a parent of its own", one("areas.csv", "code,name,kind,parents\nL1,North,local_authority,L1\n"), said(`areas.csv row 2, "parents": | must not lead back | L1 → L1`), nil},
	{"cyclic parents", one("areas.csv", "code,name,kind,parents\nL1,North,local_authority,L2\nL2,South,local_authority,L1\n"), said(`areas.csv row 2, "parents": | must not lead back | L1 → L2 → L1`), nil},
	{"an unknown parent", one("areas.csv", "code,name,kind,parents\nA9,Newydd,small_area,L7\n"), said(`areas.csv row 2, "parents" is "L7"; | a known area`), nil},
	{"half a point", one("areas.csv", "code,name,kind,point_lon\nA9,Newydd,small_area,-3.9\n"), said(`areas.csv row 2, "point_lat": | both "point_lon" and "point_lat", or neither`), nil},
	{"valid to before valid from", one("areas.csv", "code,name,kind,valid_from,valid_to\nA9,Newydd,small_area,2026-01-01,2025-12-31\n"), said(`areas.csv row 2, "valid_to" is 2025-12-31; | not before "valid_from"`), nil},
}

var malformedPlaces = []malformed{
	{"a protected site with a postcode", one("sites.csv", sitesHead+"n1,canary-key,,protected,,,"+secretPostcode+",\n"), said(`sites.csv row 2: | no coordinates or postcode | not repeated here`), secret},
	{"a protected site with coordinates", one("sites.csv", sitesHead+"n1,canary-key,,protected,"+secretLon+","+secretLat+",,\n"), said(`sites.csv row 2: | no coordinates or postcode | not repeated here`), secret},
	{"a protected site with coordinates that are none", one("sites.csv", sitesHead+"n1,canary-key,,protected,"+secretLon+"W,"+secretLat+"N,,\n"),
		said(`sites.csv row 2, "lon": | not repeated here`, `sites.csv row 2, "lat": | not repeated here`, `sites.csv row 2: | no coordinates or postcode`), secret},
	{"a protected site with a Point", one("sites.geojson", features(feature(`"site":"n1","service":"canary-key","disclosure":"protected"`, `{"type":"Point","coordinates":[`+secretLon+`,`+secretLat+`]}`))),
		said(`sites.geojson row 1: | no coordinates or postcode | not repeated here`), secret},
	{"a protected site named by its postcode", one("sites.csv", sitesHead+"n1,canary-key,Lodge "+secretPostcode+",protected,,,,\n"), said(`sites.csv row 2, "name": | no postcode, coordinates or grid reference | not repeated here`), secret},
	{"a protected site whose key is its postcode", one("sites.csv", sitesHead+secretPostcode+",canary-key,,protected,,,,\n"), said(`sites.csv row 2, "site": | no postcode or coordinates | not repeated here`), secret},
	{"a disclosure that cannot be read", one("sites.csv", sitesHead+"n1,canary-key,,secret,"+secretLon+","+secretLat+","+secretPostcode+",\n"), said(`sites.csv row 2, "disclosure": | one of public, area_only, protected`), secret},
	{"columns of a protected site that are shifted", one("sites.csv", sitesHead+"n1,canary-key,protected,"+secretLon+","+secretLat+","+secretPostcode+",,\n"),
		said(`sites.csv row 2, "disclosure"`, `sites.csv row 2, "lat"`), secret},
	{"sites without headings", one("sites.csv", "n1,canary-key,,protected,,,"+secretPostcode+",\n"), said(`sites.csv row 1, "site": | missing`, `sites.csv row 1, "service": | missing`, `sites.csv row 1, "disclosure": | missing`), secret},
	{"a protected site in a workbook", one("sites.xlsx", workbook("sites", nil, []any{"site", "service", "disclosure", "postcode"}, []any{"n1", "canary-key", "protected", secretPostcode})),
		said(`sites.xlsx row 2: | no coordinates or postcode`), secret},
	{"a protected site in a scenario", scenarioRow("disclosure,lon,lat,postcode", "move,canary-key,protected,"+secretLon+","+secretLat+","+secretPostcode), said(`scenario.csv row 2: | no coordinates or postcode`), secret},
	{"a protected site in a small area", one("sites.csv", sitesHead+"s2,canary-key,,protected,,,,A1\n"), said(`sites.csv row 2, "area_code" | a local authority or larger`), nil},
	{"a protected service for a small area", one("services.csv", servicesHead+",areas_served\ncanary-key,p2,Canary Hafan,refuge,residential,A1;L1\n"), said(`services.csv row 2, "areas_served": | a local authority or larger | small_area`), nil},
	{"a protected service for nowhere", one("services.csv", servicesHead+",areas_served\nn1,p2,Noddfa,refuge,residential,\n"), said(`services.csv row 2, "areas_served": | must name the areas it serves`), nil},
	{"a journey to a protected site", one("travel.csv", "area_code,site,minutes,mode\nA1,s2,8,car\n"), said(`travel.csv row 2, "site" is "s2"; | not protected`), nil},
	{"longitude without latitude", one("sites.csv", sitesHead+"n1,g1,Hall,public,-3.9,,,\n"), said(`sites.csv row 2, "lat": | both "lon" and "lat", or neither`), nil},
	{"area_only without an area", one("sites.csv", sitesHead+"n1,g1,Hall,area_only,,,,\n"), said(`sites.csv row 2, "area_code": | needs the code of the area`), nil},
	{"a longitude of 200", one("sites.csv", sitesHead+"n1,g1,Hall,public,200,52,,\n"), said(`sites.csv row 2, "lon": | a number from -180 to 180`), nil},
}

var malformedGeometry = []malformed{
	{"a ring that crosses itself", area(ring("-4 52", "-3.8 52.2", "-3.8 52", "-4 52.2", "-4 52")), said(`areas.geojson row 1, "geometry": | A9 | crosses itself at -3.9, 52.1`), nil},
	{"a ring that is open", area(ring("-4 52", "-3.8 52", "-3.8 52.2", "-4 52.2")), said(`areas.geojson row 1, "geometry": | closed rings are expected | -4, 52`), nil},
	{"a ring of two positions", area(ring("-4 52", "-3.8 52", "-4 52")), said(`areas.geojson row 1, "geometry": | at least 4 positions`), nil},
	{"a hole outside", area(polygon([]string{"-4 52", "-3.8 52", "-3.8 52.2", "-4 52.2", "-4 52"}, []string{"-3 52", "-3 52.1", "-2.9 52.1", "-3 52"})), said(`areas.geojson row 1, "geometry": | a hole of it lies outside`), nil},
	{"an empty geometry", area(`{"type":"Polygon","coordinates":[]}`), said(`areas.geojson row 1, "geometry": | empty`), nil},
	{"metres for degrees", area(ring("290000 180000", "291000 180000", "291000 181000", "290000 180000")), said(`areas.geojson row 1, "geometry": | degrees | British National Grid`), nil},
	{"a Point for an area", area(`{"type":"Point","coordinates":[-3.9,52.1]}`), said(`areas.geojson row 1, "geometry": | a Polygon or MultiPolygon is expected`), nil},
	{"positions of words", area(`{"type":"Polygon","coordinates":[[["a","b"],["c","d"],["e","f"],["a","b"]]]}`), said(`areas.geojson row 1, "geometry": | numbers`), nil},
	{"a position beyond all numbers", area(ring("1e999 52", "-3.8 52", "-3.8 52.2", "1e999 52")), said(`areas.geojson row 1, "geometry": | numbers`), nil},
	{"British National Grid by name", one("areas.geojson", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[]}`), said(`areas.geojson: | WGS 84 | EPSG::27700 | convert`), nil},
	{"deep nesting in a feature", area(strings.Repeat("[", 50) + strings.Repeat("]", 50)), said(`areas.geojson row 1: | at most 12 arrays and objects`), nil},
	{"nesting without end", one("areas.geojson", `{"type":"FeatureCollection","features":`+strings.Repeat("[", 1_000_000)), said(`areas.geojson`), nil},
	{"cut off in the middle", one("areas.geojson", features(feature(`"code":"A9"`, "null"))[:60]), said(`areas.geojson row 1: | not JSON, or ends too early, near line 2`), nil},
	{"not a collection", one("areas.geojson", `{"type":"Topology","objects":{}}`), said(`areas.geojson: | a FeatureCollection is expected`), nil},
	{"an empty GeoJSON file", one("areas.geojson", ""), said(`areas.geojson: | a GeoJSON FeatureCollection is expected`), nil},
	{"a web page named GeoJSON", one("areas.geojson", "<!doctype html><title>404</title>"), said(`areas.geojson: | a GeoJSON FeatureCollection is expected`), nil},
	{"a property that is an object", one("areas.geojson", features(feature(`"code":"A9","name":{"en":"N"},"kind":"small_area"`, "null"))), said(`areas.geojson row 1, "name": | not an object`, `? areas.geojson row 1, "name" is empty`), nil},
	{"a property twice", one("areas.geojson", features(feature(`"code":"A9","name":"N","kind":"small_area","kind":"ward"`, "null"))), said(`areas.geojson row 1, "kind": | stands twice`), nil},
	{"an area without a code", one("areas.geojson", features(feature(`"name":"N","kind":"small_area"`, "null"))), said(`areas.geojson, "code": | missing`), nil},
	{"an unknown kind of area", one("areas.geojson", features(feature(`"code":"A9","name":"N","kind":"village"`, "null"))), said(`areas.geojson row 1, "kind" is "village"; | one of nation`), nil},
	{"a code twice", one("areas.geojson", features(feature(`"code":"A9","name":"N","kind":"ward"`, "null"), feature(`"code":"A9","name":"M","kind":"ward"`, "null"))), said(`areas.geojson row 2, "code" is "A9"; | row 1 has the same key`), nil},
	{"Latin-1 bytes in GeoJSON", one("areas.geojson", features(feature("\"code\":\"A9\",\"name\":\"T\xf4\",\"kind\":\"ward\"", "null"))), said(`areas.geojson: | UTF-8`), nil},
}

var malformedWorkbooks = []malformed{
	{"a zip bomb", one("shares.xlsx", bomb()), said(`shares.xlsx: | unpacks to more than 100 times its size`), nil},
	{"a zip bomb that denies it", one("shares.xlsx", lyingBomb()), said(`shares.xlsx: | damaged`, `? shares.xlsx: | a heading row is expected`), nil},
	{"text named XLSX", one("shares.xlsx", "tier,attribute,share\n"), said(`shares.xlsx: | not an XLSX workbook`), nil},
	{"an empty workbook file", one("shares.xlsx", ""), said(`shares.xlsx: | not an XLSX workbook`), nil},
	{"an old or locked workbook", one("shares.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), said(`shares.xlsx: | password | XLS`), nil},
	{"a workbook cut off", one("shares.xlsx", workbook("shares", nil, []any{"tier"})[:2000]), said(`shares.xlsx: | damaged`), nil},
	{"no sheet of a known name", one("shares.xlsx", workbook("Sheet1", nil, []any{"tier", "attribute", "share"})), said(`shares.xlsx: | a sheet with the name of a table is expected`), nil},
	{"an empty sheet", one("shares.xlsx", workbook("shares", nil)), said(`shares.xlsx: | a heading row is expected`), nil},
	{"merged headings", one("shares.xlsx", workbook("shares", func(f *excelize.File) { must(f.MergeCell("shares", "B1", "C1")) },
		[]any{"tier", "attribute", "", "share"}, []any{2, "living_with_perpetrator", "", 0.5})), said(`shares.xlsx row 1: | "shares" | headings are merged; unmerge them`), nil},
	{"an error of the spreadsheet", one("shares.xlsx", sheetReplaced(workbook("shares", nil, []any{"tier", "attribute", "share"}, []any{2, "living_with_perpetrator", 0.5}), `<v>0.5</v>`, `<v>#DIV/0!</v>`, `r="C2"`, `r="C2" t="e"`)),
		said(`shares.xlsx row 2, "share" is #DIV/0!; | not an error of the spreadsheet`, `? shares.xlsx row 2, "share" is empty`), nil},
	{"a formula that was never computed", one("shares.xlsx", workbook("shares", func(f *excelize.File) { must(f.SetCellFormula("shares", "C2", "1/2")) },
		[]any{"tier", "attribute", "share"}, []any{2, "living_with_perpetrator"})), said(`shares.xlsx row 2, "share": | the formula has none stored | save it`, `? shares.xlsx row 2, "share" is empty`), nil},
	{"a word in a cell of numbers", one("shares.xlsx", workbook("shares", nil, []any{"tier", "attribute", "share"}, []any{2, "living_with_perpetrator", "half"})), said(`shares.xlsx row 2, "share" is "half"; | a number from 0 to 1`), nil},
	{"a truth value for a share", one("shares.xlsx", workbook("shares", nil, []any{"tier", "attribute", "share"}, []any{2, "living_with_perpetrator", true})), said(`shares.xlsx row 2, "share" is "true"; | a number from 0 to 1`), nil},
	{"a missing column in a workbook", one("shares.xlsx", workbook("shares", nil, []any{"tier", "attribute"}, []any{2, "living_with_perpetrator"})), said(`shares.xlsx row 1, "share": | missing`), nil},
}

var malformedSets = []malformed{
	{"nothing in the folder", map[string]string{}, said(`: no file that Catchment reads is here`), nil},
	{"only strangers in the folder", one("notes.txt", "hello"), said(`: no file that Catchment reads is here`), nil},
	{"a good file beside a faulty one", map[string]string{"providers.csv": "provider,name,sector\nx1,X,other\n", "services.csv": servicesHead + "\nn1,x1,New,group_work,group\nn2,x1,New,group_work,grup\n"},
		said(`services.csv row 3, "mode" is "grup"`), nil},
	{"many faults in many files", map[string]string{
		"providers.csv":   "provider,name,sector\nx1,,charity\n",
		"services.csv":    servicesHead + ",age_min,age_max,capacity\nn1,p99,New,group_work,group,9,5,-2\nn2,p1,Two,play,group,,,\n",
		"areas.geojson":   features(feature(`"code":"A9","name":"N","kind":"ward","parents":["Q1"]`, ring("-4 52", "-3.8 52.2", "-3.8 52", "-4 52.2", "-4 52"))),
		"sites.csv":       sitesHead + "n1,canary-key,,protected,,," + secretPostcode + ",\n",
		"assessments.csv": "subject_kind,subject,criterion,assessed_on\nservice,g1,GP9.1,31/02/2026\nservice,g1,GP9.2,2026-02-01\n",
	}, said(`providers.csv row 2, "name" is empty`, `providers.csv row 2, "sector" is "charity"`, `services.csv row 2, "provider" is "p99"`, `services.csv row 2, "age_min" is 9`,
		`services.csv row 2, "capacity" is "-2"`, `services.csv row 3, "service_type" is "play"`, `areas.geojson row 1, "geometry": | crosses itself`, `areas.geojson row 1, "parents" is "Q1"`,
		`sites.csv row 2: | not repeated`, `assessments.csv row 2, "assessed_on" is "31/02/2026"`, `assessments.csv row 3, "criterion" is "GP9.2"`), secret},
}

// Each malformed file is refused with exactly the sentences that a person
// needs, and leaves the database as it was.
func TestMalformed(t *testing.T) {
	count := 0
	for _, cases := range [][]malformed{malformedCells, malformedRows, malformedWhole, malformedPlaces, malformedGeometry, malformedWorkbooks, malformedSets} {
		for _, c := range cases {
			count++
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				c.check(t)
			})
		}
	}
	if count < 60 {
		t.Errorf("%d malformed files are tried, at least 60 are promised", count)
	}
}

func (c *malformed) check(t *testing.T) {
	database := smallDatabase(t)
	before := stateOf(t, database)
	e := call(t, "import", "--database", database, folderWith(t, c.files))
	if e.code != refused {
		t.Errorf("exit code %d", e.code)
	}
	if e.out != "" {
		t.Errorf("a refused import prints: %s", e.out)
	}
	if after := stateOf(t, database); after != before {
		t.Error("the database is not as it was")
	}
	errors := linesWith(e.err, "error: ")
	for _, want := range c.says {
		want, optional := strings.CutPrefix(want, "? ")
		i := slices.IndexFunc(errors, func(line string) bool { return inOrder(line, strings.Split(want, " | ")) })
		switch {
		case i >= 0:
			errors = slices.Delete(errors, i, i+1)
		case !optional:
			t.Errorf("not said: %s", want)
		}
	}
	for _, line := range errors {
		t.Errorf("also said: %s", line)
	}
	if !strings.HasSuffix(e.err, "; nothing was imported.\n") {
		t.Error("it is not said that nothing was imported")
	}
	for _, word := range c.silent {
		if strings.Contains(e.err+e.out, word) {
			t.Errorf("%q is repeated", word)
		}
	}
	if t.Failed() || testing.Verbose() {
		t.Log(e.err)
	}
}
