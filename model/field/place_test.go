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
			"ST 18 76", "ST1876", "ST 183 764", "st183764", "SN 12345 67890", "318000 176000", "318000,176000",
			"///filled.count.soap",
		},
		"no place": {
			"", "Refuge", "Refuge 1", "Refuge 12 North", "Tŷ Gobaith", "Hafan 2026", "Cardiff CF10", "Phase 1.5", "24/7 house",
			"W06000015", "Women's house 3B", "ST 1", "Unit 12345", "A11 corridor",
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
