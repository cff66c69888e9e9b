package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

const siteHeadings = "site,service,name,disclosure,lon,lat,postcode,area_code\n"

func site(batch *model.Batch, i int) *model.Site { return batch.Rows["sites"][i].Noun.(*model.Site) }

func TestSites(t *testing.T) {
	lon, lat := -3.95, 52.03
	cases := []struct {
		name, row string
		want      *model.Site // nil: the row is kept back
		told      string
	}{
		{"public keeps its place", "s1,g1,Hall,public,-3.95,52.03,SA1 1AA,A1",
			&model.Site{Key: "s1", Service: "g1", Name: "Hall", Disclosure: "public", Lon: &lon, Lat: &lat, Postcode: "SA1 1AA", AreaCode: "A1"}, ""},
		{"area_only stands at its area", "s1,g1,Hall,area_only,-3.95,52.03,SA1 1AA,A1",
			&model.Site{Key: "s1", Service: "g1", Name: "Hall", Disclosure: "area_only", AreaCode: "A1"},
			"(sites.csv row 2: an area_only site stands at the representative point of its area; its coordinates and postcode are disregarded.)\n"},
		{"area_only without a place", "s1,g1,Hall,area_only,,,,A1",
			&model.Site{Key: "s1", Service: "g1", Name: "Hall", Disclosure: "area_only", AreaCode: "A1"}, ""},
		{"protected without a place", "s1,g1,Refuge,protected,,,,",
			&model.Site{Key: "s1", Service: "g1", Name: "Refuge", Disclosure: "protected"}, ""},
		{"protected with a postcode", "s1,g1,Refuge,protected,,,SA1 1AA,",
			&model.Site{Key: "s1", Service: "g1", Name: "Refuge", Disclosure: "protected"}, "sites.csv row 2: " + noPlaceKept.String() + ".\n"},
		{"protected with half a coordinate, malformed", "s1,g1,Refuge,protected,51.48x,,,",
			&model.Site{Key: "s1", Service: "g1", Name: "Refuge", Disclosure: "protected"},
			"sites.csv row 2, \"lon\": a number from -180 to 180, or an empty cell, is expected" + "; what stands there is not repeated here" + ".\nsites.csv row 2: " + noPlaceKept.String() + ".\n"},
		{"a disclosure that cannot be read is protected", "s1,g1,Refuge,protectd,-3.95,52.03,SA1 1AA,",
			&model.Site{Key: "s1", Service: "g1", Name: "Refuge"},
			"sites.csv row 2, \"disclosure\": one of public, area_only, protected is expected" + "; what stands there is not repeated here" + ".\n"},
		{"no disclosure is protected too", "s1,g1,Hall,,-3.95,52.03,SA1 1AA,",
			&model.Site{Key: "s1", Service: "g1", Name: "Hall"},
			"sites.csv row 2, \"disclosure\" is empty; one of public, area_only, protected is expected.\n"},
		{"a protected name with a postcode", "s1,g1,Refuge sa11aa,protected,,,,",
			&model.Site{Key: "s1", Service: "g1", Disclosure: "protected"}, "sites.csv row 2, \"name\": " + noPlaceNamed.String() + ".\n"},
		{"a public name with a postcode", "s1,g1,Hall SA1 1AA,public,,,,",
			&model.Site{Key: "s1", Service: "g1", Name: "Hall SA1 1AA", Disclosure: "public"}, ""},
		{"a protected key with a postcode", "refuge_SA1-1AA,g1,Refuge,protected,,,,", nil, "sites.csv row 2, \"site\": " + noPlaceAsKey.String() + ".\n"},
		{"a protected area code with a postcode", "s1,g1,Refuge,protected,,,,SA1 1AA",
			&model.Site{Key: "s1", Service: "g1", Name: "Refuge", Disclosure: "protected"}, "sites.csv row 2, \"area_code\": " + noPlaceAsKey.String() + ".\n"},
		{"a public coordinate out of range is not repeated", "s1,g1,Hall,public,300000,52.03,,",
			&model.Site{Key: "s1", Service: "g1", Name: "Hall", Disclosure: "public", Lat: &lat},
			"sites.csv row 2, \"lon\": a number from -180 to 180, or an empty cell, is expected" + "; what stands there is not repeated here" + ".\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			batch := read("sites", siteHeadings+c.row)
			if diff := cmp.Diff(c.told, told(batch.Problems)); diff != "" {
				t.Error(diff)
			}
			if c.want == nil {
				if len(batch.Rows["sites"]) != 0 {
					t.Error("the row was passed on")
				}
				return
			}
			if diff := cmp.Diff(c.want, site(batch, 0)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A canary in any cell of a row that is not validly public appears in no
// problem, and one in a column of place in no noun either.
func TestCanariesOfSites(t *testing.T) {
	for _, canary := range []string{"-3.17654", "51.48123", "CF10 9ZZ", "ST 1834 7654", "Canary Street 12"} {
		for column := range 8 {
			for _, disclosure := range []string{"protected", "PROTECTED ", "protcted", ""} {
				row := []string{"s1", "g1", "Refuge", disclosure, "", "", "", "A1"}
				row[column] = canary
				batch := read("sites", siteHeadings+strings.Join(row, ",")+"\n"+strings.Join(append(row, canary), ","))
				if strings.Contains(told(batch.Problems), canary) {
					t.Errorf("column %d, %q: %s", column, disclosure, told(batch.Problems))
				}
				if found := holds(t, batch, canary); column >= 4 && column <= 6 && len(found) > 0 {
					t.Errorf("column %d, %q: a noun holds %s", column, disclosure, found)
				}
			}
		}
	}
}

// Without a heading row the first site would be taken for headings.
func TestSitesWithoutHeadings(t *testing.T) {
	batch := read("sites", "s1,g1,Refuge,protected,-3.17654,51.48123,CF10 9ZZ,A1\ns2,g1,Refuge,protected,,,,")
	if found := holds(t, batch, "-3.17654", "51.48123", "CF10 9ZZ", "Refuge"); len(found) > 0 {
		t.Error(found, told(batch.Problems))
	}
	if len(batch.Problems.Errors()) == 0 {
		t.Error("no error")
	}
}

func TestTwoSitesOfOneKeyAreNotNamed(t *testing.T) {
	batch := read("sites", siteHeadings+"s77,g1,Refuge,protected,,,,\ns77,g1,Refuge,protected,,,,")
	want := "sites.csv row 3, \"site\": sites.csv row 2 has the same key; a key is expected once" + "; what stands there is not repeated here" + ".\n"
	if diff := cmp.Diff(want, told(batch.Problems)); diff != "" {
		t.Error(diff)
	}
}
