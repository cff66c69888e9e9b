package field

import (
	"fmt"
	"testing"
)

func TestNamesPlace(t *testing.T) {
	cases := map[string][]string{
		"a place": {
			"CF10 1AA", "cf101aa", "Refuge (SA1 1AA)", "W1A 0AX", "M1 1AE", "EC1A 1BB", "GIR 0AA", "CF10_1AA", "CF10.1AA", "ＣＦ10 1AA", "SA1\u00a01AA", "SA1\u200b1AA",
			"51.4816, -3.1791", "51.48,-3.17", "at 51.481583", "51°28'N", "51º28", "-3·17654",
			"ST 18 76", "ST1876", "ST 183 764", "st183764", "SN 12345 67890", "HU 39 75", "NZ 1234", "TV 60 98", "OV 00 00", "318000 176000", "318000,176000",
			"///filled.count.soap",
			"Refuge at 12 Castle Street", "12 castle street", "12a Old Mill Rd, Swansea", "Hafan (3 Vale of Clwyd Road)", "3 The Close", "7 St. Mary St", "12-14 Bridge Street",
			"5 Park Avenue", "5 Green Lane", "5 Oak Drive", "5 Bryn Terrace", "5 Market Place", "5 Royal Crescent", "5 Parc Way", "5 Castle Court", "5 Rose Gardens",
			"5 Tudor Square", "5 Gallows Hill", "5 Rope Row", "5 Abbey Walk", "5 CASTLE STREET", "5 Castle\u00a0Street",
			"12 Stryd y Castell", "Stryd y Castell 12", "Heol Fawr 3", "3 Heol Fawr", "12 Ffordd y Coleg", "Lôn Las 4", "Lo\u0302n Las 4", "4 Rhodfa'r Gogledd", "4 Rhodfa’r Gogledd", "2 Clos y Wern", "Teras Glan 9", "Tŷ Maes y Coed 2",
		},
		"no place": {
			"", "Refuge", "Refuge 1", "Refuge 12 North", "Tŷ Gobaith", "Hafan 2026", "Cardiff CF10", "Phase 1.5", "24/7 house",
			"W06000015", "Women's house 3B", "ST 1", "Unit 12345", "A11 corridor",
			"Street Outreach", "Hill Road Project", "Castle Street Refuge", "Level 2 Way Forward", "Level 2 Safe Place", "Tier 3 Family Court", "Ages 5 to 11 Safe Place", "24/7 Safe Place", "24 hour Safe Place",
			"Hafan 2026 Safe Place", "4 Bed Refuge Close", "Group 2, Castle Street", "Recovery 2 One Two Three Four Street", "Ffordd Newydd", "Ffordd Newydd 2026", "Haen 2 Maes Glas", "closed 2 sites that close", "at most 4 runs in a row", "Heol Fawr, 3", "Women's Aid 1", "Stryd 1",
			"Plan 2026 to 2027", "Ages 8 to 1116", "HA 2026", "OX 1234",
		},
	}
	for want, texts := range cases {
		for _, text := range texts {
			if got := map[bool]string{true: "a place", false: "no place"}[NamesPlace(text)]; got != want {
				t.Errorf("%q: %s", text, got)
			}
		}
	}
}

func ExampleNamesPlace() {
	fmt.Println(NamesPlace("Refuge, SA1 1AA"), NamesPlace("Refuge in Swansea"))
	// Output: true false
}
