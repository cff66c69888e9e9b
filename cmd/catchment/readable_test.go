package main

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A file that is not quite as FILES asks and is read all the same: what is
// warned of, and what then stands in the exported inputs.
type readable struct {
	name  string
	files map[string]string
	warns []string
	table string
	holds string // a line of the table, as exported
}

var readableFiles = []readable{
	{"a byte order mark", one("providers.csv", "\ufeffprovider,name,sector\nx1,X,other\n"), nil, "providers", "x1,X,,other,,"},
	{"semicolons and CRLF", one("providers.csv", "provider;name;sector\r\nx1;X, Y;other\r\n"), nil, "providers", `x1,"X, Y",,other,,`},
	{"Windows-1252", one("providers.csv", "provider,name,sector\nx1,T\xf4 \x80,other\n"), said(`providers.csv: | not UTF-8 | Windows-1252; check names with accents`), "providers", "x1,Tô €,,other,,"},
	{"headings in capitals with spaces", one("providers.csv", " Provider , NAME,Sector\nx1,X,OTHER\n"), nil, "providers", "x1,X,,other,,"},
	{"an unknown column", one("providers.csv", "provider,name,sector,colour\nx1,X,other,red\n"), said(`providers.csv row 1, "colour": | not a column of providers`), "providers", "x1,X,,other,,"},
	{"an unnamed column", one("providers.csv", "provider,name,sector,\nx1,X,other,red\n"), said(`providers.csv row 2: | cell 4 has no heading and is disregarded`), "providers", "x1,X,,other,,"},
	{"blank rows between and after", one("providers.csv", "\nprovider,name,sector\n,,\nx1,X,other\n\n , , \n"), nil, "providers", "x1,X,,other,,"},
	{"a cell of two lines", one("providers.csv", "provider,name,sector\nx1,\"X\nY\",other\n"), nil, "providers", "x1,\"X\nY\",,other,,"},
	{"a date as people write it", one("services.csv", servicesHead+",start\nn1,p1,New,group_work,group,1/4/2026\n"), nil, "services", ",2026-04-01,"},
	{"columns in another order", one("providers.csv", "sector,provider,name\nother,x1,X\n"), nil, "providers", "x1,X,,other,,"},
	{"a share for an excluded attribute that is nowhere", service("excludes", "left_handed"), said(`services.csv row 2, "excludes" is "left_handed"; | refuses nobody`), "services", "left_handed"},
	{"two ways to the capacity", service("cohorts_per_year,places_per_cohort,caseload,weeks_per_case", "2,6,10,26"), said(`services.csv row 2, "capacity" is cohorts and caseload; | the first counts`), "services", "n1,"},
	{"a date in a workbook", one("services.xlsx", workbook("Services", func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(err)
		must(f.SetCellStyle("Services", "F2", "F2", style))
	}, []any{"service", "provider", "name", "service_type", "mode", "start"}, []any{"n1", "p1", "New", "group_work", "group", 46113})), nil, "services", ",2026-04-01,"},
	{"cells merged below the headings", one("book.xlsx", workbook("providers", func(f *excelize.File) { must(f.MergeCell("providers", "D2", "E2")) },
		[]any{"provider", "name", "sector", "website", "charity_number"}, []any{"x1", "X", "other", "w"})), said(`book.xlsx row 2: | cells are merged here`), "providers", "x1,X,,other,w,"},
	{"another sheet beside", one("book.xlsx", workbook("providers", func(f *excelize.File) { _, err := f.NewSheet("Notes"); must(err) },
		[]any{"provider", "name", "sector"}, []any{"x1", "X", "other"})), said(`book.xlsx: | "Notes" is not one`), "providers", "x1,X,,other,,"},
	{"a ring that runs the wrong way round", area(ring("-4 52", "-4 52.2", "-3.8 52.2", "-3.8 52", "-4 52")), said(`areas.geojson row 1: | A9 | wrong way round`), "areas", "A9,Newydd,"},
	{"GeoJSON with a byte order mark", one("areas.geojson", "\ufeff"+area(ring("-4 52", "-3.8 52", "-3.8 52.2", "-4 52"))["areas.geojson"]), nil, "areas", "A9,Newydd,"},
	{"parents as a text", one("areas.geojson", features(feature(`"code":"A9","name":"N","kind":"ward","parents":"L1;L2"`, ring("-4 52", "-3.8 52", "-3.8 52.2", "-4 52")))), nil, "areas", "A9,N,,ward,L1;L2,"},
	{"coordinates of an area_only site", one("sites.csv", sitesHead+"n1,g2,,area_only,"+secretLon+","+secretLat+","+secretPostcode+",L1\n"), said(`sites.csv row 2: | area_only | disregarded`), "sites", "n1,g2,,area_only,,,,L1"},
	{"a public site without a place", one("sites.csv", sitesHead+"n1,g1,Hall,public,,,,\n"), said(`sites.csv row 2, "lon": | not mapped`), "sites", "n1,g1,Hall,public,,,,"},
	{"a key with spaces around", one("providers.csv", "provider,name,sector\n x1 ,X,other\n"), nil, "providers", "x1,X,,other,,"},
	{"a stranger in the folder", map[string]string{"README.txt": "hello", "providers.csv": "provider,name,sector\nx1,X,other\n"}, said(`README.txt: | not a file that Catchment reads`), "providers", "x1,X,,other,,"},
}

// What can be read is read, with a warning where something may be amiss.
func TestReadable(t *testing.T) {
	for _, c := range readableFiles {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			database, out := smallDatabase(t), t.TempDir()
			e := mustCall(t, "import", "--database", database, folderWith(t, c.files))
			warnings := linesWith(e.err, "warning: ")
			if len(warnings) != len(c.warns) {
				t.Errorf("%d warnings, want %d:\n%s", len(warnings), len(c.warns), strings.Join(warnings, "\n"))
			}
			for i := range min(len(warnings), len(c.warns)) {
				if !inOrder(warnings[i], strings.Split(c.warns[i], " | ")) {
					t.Errorf("%s\nwant: %s", warnings[i], c.warns[i])
				}
			}
			if !strings.Contains(e.out, "Revision 3,") {
				t.Errorf("no revision 3 was made:\n%s", e.out)
			}
			mustCall(t, "export", "--database", database, "--what", "inputs", "--out", out)
			if text := filesIn(t, out)[c.table+".csv"]; !strings.Contains(text, c.holds) {
				t.Errorf("%s.csv does not hold %q:\n%s", c.table, c.holds, text)
			}
			for _, word := range secret {
				if strings.Contains(e.out+e.err, word) {
					t.Errorf("%q is repeated", word)
				}
			}
		})
	}
}
