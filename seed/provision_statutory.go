package seed

import "strings"

// duty is a service that the public bodies of several authorities run alike.
// Offers has a word for each authority, in the order of authorities: "-" it
// has none, "yes" it has one (or states no number), or how many children a
// year it takes.
type duty struct {
	serviceType, by string // by: "social" or "schools"
	name, nameCy    string // of the service; the authority's name follows
	mode            string
	offers          string
	details         []detail
	placed          string // disclosure of a site in the authority's first town; "" none
}

// duties lists them. Connexions advisers are left out everywhere: the body
// has ended, and the gap shows.
var duties = []duty{
	{"child_protection", "social", "Child protection team", "Tîm amddiffyn plant", "agency",
		"yes yes yes yes yes yes yes yes", nil, ""},
	{"children_in_need", "social", "Children in need team", "Tîm plant mewn angen", "agency",
		"230 90 45 yes 130 24 95 80", nil, ""},
	{"accommodation_options", "social", "Family housing advice", "Cyngor tai i deuluoedd", "agency",
		"34 - 6 10 - - 15 8", nil, ""},
	{"multi_agency_risk_management", "social", "Risk management panel", "Panel rheoli risg", "agency",
		"yes yes yes - yes yes yes -", nil, ""},
	{"multi_agency_risk_assessment", "social", "Risk assessment meeting", "Cyfarfod asesu risg", "agency",
		"yes yes - - yes yes yes yes", nil, ""},
	{"childrens_centre", "social", "Family centre", "Canolfan deulu", "agency",
		"yes yes yes - - yes - yes", ages(0, 11), "public"},
	{"special_education_support", "schools", "Learning support", "Cymorth dysgu", "agency",
		"14 19 yes 4 5 - 5 10", nil, ""},
	{"teachers_and_youth_workers", "schools", "School and youth work leads", "Arweinwyr ysgol a gwaith ieuenctid", "agency",
		"yes yes yes - yes yes yes yes", ages(4, 17), ""},
	{"extended_school", "schools", "After-school clubs", "Clybiau ar ôl ysgol", "agency",
		"yes - - yes - - yes -", ages(4, 14), ""},
	{"phse", "schools", "Health and social education", "Addysg iechyd a chymdeithasol", "agency",
		"yes yes yes yes yes yes - yes", ages(5, 16), ""},
	{"healthy_relationship_education", "schools", "Healthy relationships lessons", "Gwersi perthnasoedd iach", "agency",
		"yes - yes yes - yes yes -", ages(11, 17), ""},
}

// socialServices and schools name the providers of each authority, in order.
var (
	socialServices = []string{"ss-elwigmouth", "ss-erfin", "ss-isles", "ss-orlan", "ss-east", "ss-sarnwy", "ss-bay", "ss-hendwyn"}
	schools        = []string{"ed-city", "ed-north", "ed-north", "ed-north", "ed-east", "ed-city", "ed-west", "ed-west"}
)

// dutyOffers writes the duties out, authority by authority.
func dutyOffers() []offer {
	var offers []offer
	for _, d := range duties {
		for i, word := range strings.Fields(d.offers) {
			if word == "-" {
				continue
			}
			a := authorities[i]
			by, languages := socialServices[i], "en"
			if d.by == "schools" {
				by = schools[i]
			}
			if a.welsh {
				languages = "cy;en"
			}
			size := []detail(nil)
			if word != "yes" {
				size = stated("capacity", word)
			}
			o := offer{
				key: strings.ReplaceAll(d.serviceType, "_", "-") + "-" + a.short, provider: by,
				name: d.name + ", " + a.name, nameCy: d.nameCy + ", " + a.nameCy,
				serviceType: d.serviceType, mode: d.mode,
				details: given(d.details, size, serves(a.short), speaks(languages)),
			}
			if d.placed != "" {
				o.sites = places(d.placed, a.seats[:1])
			}
			offers = append(offers, o)
		}
	}
	return offers
}

// publicOffers are what larger bodies run, and information.
var publicOffers = []offer{
	{"police-response", "police", "Domestic abuse response", "Ymateb i gam-drin domestig", "police", "agency",
		given(serves("police"), speaks("en;cy")), nil},
	{"court-orders", "court", "Protective orders", "Gorchmynion amddiffyn", "court_protection", "agency",
		given(serves("north", "estuary"), speaks("en;cy")), nil},
	{"court-advisers", "court", "Family court advisers", "Cynghorwyr llys teulu", "cafcass", "agency",
		given(serves("country"), speaks("en;cy")), nil},
	{"visiting-north", "hb-north", "Health visiting, North Shore", "Ymwelwyr iechyd, Glannau'r Gogledd", "health_visiting", "agency",
		given(ages(0, 4), serves("north"), speaks("en;cy")), nil},
	{"visiting-west", "hb-west", "Health visiting, Wennol Bay", "Ymwelwyr iechyd, Bae Wennol", "health_visiting", "agency",
		given(serves("west"), speaks("en;cy")), nil},
	{"visiting-estuary", "hb-estuary", "Health visiting, Elwig Estuary", "Ymwelwyr iechyd, Aber Elwig", "health_visiting", "agency",
		given(serves("estuary"), speaks("en")), nil},
	{"identify-north", "hb-north", "Identification in primary care", "Adnabod mewn gofal sylfaenol", "identification_in_universal_services", "agency",
		given(serves("north"), speaks("en;cy")), nil},
	{"identify-estuary", "hb-estuary", "Identification in clinics", "Adnabod mewn clinigau", "identification_in_universal_services", "agency",
		given(serves("estuary"), speaks("en")), nil},
	{"universal-north", "hb-north", "Family health service, North Shore", "Gwasanaeth iechyd teulu, Glannau'r Gogledd", "universal_services", "agency",
		given(serves("north"), speaks("en;cy")), nil},
	{"universal-west", "hb-west", "Family health service, Wennol Bay", "Gwasanaeth iechyd teulu, Bae Wennol", "universal_services", "agency",
		given(serves("west"), speaks("en;cy")), nil},
	{"universal-estuary", "hb-estuary", "Family health service, Elwig Estuary", "Gwasanaeth iechyd teulu, Aber Elwig", "universal_services", "agency",
		given(serves("estuary"), speaks("en")), nil},
	{"antenatal-west", "hb-west", "Midwives' routine questions, Wennol Bay", "Holi rheolaidd gan fydwragedd, Bae Wennol", "antenatal_routine_questioning", "agency",
		given(serves("west"), speaks("en;cy")), nil},
	{"antenatal-estuary", "hb-estuary", "Midwives' routine questions, Elwig Estuary", "Holi rheolaidd gan fydwragedd, Aber Elwig", "antenatal_routine_questioning", "agency",
		given(serves("estuary"), speaks("en")), nil},
	{"guide-elwig", "wa-elwig", "Guide to services, Elwigmouth", "Canllaw gwasanaethau, Aberelwig", "information_services", "virtual_one_to_one",
		given(serves("elwigmouth"), speaks("en")), nil},
	{"guide-north", "wa-erfin", "Guide to services, North Shore", "Canllaw gwasanaethau, Glannau'r Gogledd", "information_services", "virtual_one_to_one",
		given(serves("erfin", "isles"), speaks("en;cy"), contract(-19, 7)), nil},
	{"guide-bay", "wa-bay", "Guide to services, Wennol Bay", "Canllaw gwasanaethau, Bae Wennol", "information_services", "virtual_one_to_one",
		given(serves("safe_south", "bay"), speaks("cy;en")), nil},
	{"know-country", "ch-lleisiau", "What is happening at home?", "Beth sy'n digwydd gartref?", "information_domestic_violence", "virtual_one_to_one",
		given(ages(8, 17), serves("country"), speaks("en;cy"), contract(-17, 19)), nil},
	{"know-erfin", "wa-erfin", "Harbour information desk", "Desg wybodaeth yr Harbwr", "information_domestic_violence", "agency",
		given(speaks("en;cy")), in("erfin")},
	{"integrated-north", "ss-orlan", "Integrated family support, north", "Cymorth integredig i deuluoedd, y gogledd", "children_in_need", "agency",
		given(runs("ifss"), caseload(10, 26), serves("north"), speaks("en;cy")), nil},
}
