package field

import "testing"

func TestHintsAtPlace(t *testing.T) {
	cases := map[string][]string{
		"a place": {
			"Come to 12 Zebra Street. Ask for Mrs Qzperson.", "held at Zebra Lane", "held at zebra lane", "The Old Zebra Rectory, Zebra Road, Cardiff", "Opposite the Zebra Arms pub, next to the refuge",
			"Heol y Zebra, Caerdydd", "phone 029 2098 7654", "029-2098-7654", "(029) 20987654", "+44 29 2098 7654", "0808 80 10 800", "email qz@refuge.example", "www.qz-refuge.example/find-us", "https://x", "see qzrefuge.org.uk",
			"Advice at the QZREF refuge, held at QZHidden Lane", "Castle Street Refuge", "Refuge at Zebra Court", "in the Zebra Gardens", "Castle St", "Refuge, Castle St, Swansea", "Ffordd y Coleg", "Rhodfa'r Gogledd",
			"Lôn Las", "Stryd Fawr", "Gyferbyn â’r eglwys", "SA1 1AA", "ZEBRA ROAD", "Near Old Mill Road",
		},
		"no place": {
			"", "Refuge", "Street Games project", "Lane 7 coaching", "029", "Age 8 to 11", "ages 12 to 14 years", "i 12 oed", "o 5 i 12 oed", "in 2026 and 2027", "Street Outreach", "The Way Forward", "Safe Place", "Advice at Family Court",
			"On the street", "off road cycling", "young people at street level", "Ffordd Newydd", "Ffordd o Fyw", "Maes Glas", "Safe house north", "Play Street", "Home Street Home", "Drumming for calm", "All Saints St Mary", "St Mary’s refuge",
			"Charity 1234567", "24/7", "In 2026 close by", "Freedom Programme", "Lloches y Gogledd", "Children's Centre", "Phase 1.5",
		},
	}
	for want, texts := range cases {
		for _, text := range texts {
			if got := map[bool]string{true: "a place", false: "no place"}[HintsAtPlace(text)]; got != want {
				t.Errorf("%q: %s", text, got)
			}
		}
	}
}

// "to" and "i" stand before house numbers as well as before ages.
func TestNumbersBehindTo(t *testing.T) {
	for text, want := range map[string]bool{
		"Come to 12 Castle Street": true, "Come to 12 Heol y Bont": true, "Dewch i 12 Stryd y Castell": true, "Welcome to 12a Old Mill Road, Swansea": true,
		"12 to 14 years": false, "i 12 oed": false, "o 5 i 12 oed": false, "i 12 oed Safe Place": false, "Clwb Maes Glas i 12 oed": false, "Ages 5 to 11 Safe Place": false, "Age 8 to 11 Forest Walk": false, "Up to 4 Family Place": false, "Street Games to 12": false,
	} {
		if NamesPlace(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
