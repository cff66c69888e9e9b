package seed

// provider is a body that runs services. All are invented; their web pages
// stand under .example, which no one can register.
type provider struct {
	key, name, nameCy, sector string
}

var providers = []provider{
	{"wa-elwig", "Elwigmouth Women's Refuge and Support", "Lloches a Chymorth Menywod Aberelwig", "womens_aid"},
	{"wa-erfin", "Erfin Women's Harbour", "Harbwr Menywod Erfin", "womens_aid"},
	{"wa-isles", "Isles Women's Support", "Cymorth Menywod yr Ynysoedd", "womens_aid"},
	{"wa-orlan", "Orlan Women Together", "Menywod Orlan Ynghyd", "womens_aid"},
	{"wa-bay", "Women of the Bay", "Menywod y Bae", "womens_aid"},
	{"wa-east", "East Arvelin Women's Centre", "Canolfan Menywod Dwyrain Arfelyn", "womens_aid"},
	{"ch-ehedydd", "Ehedydd Children's Trust", "Ymddiriedolaeth Plant Ehedydd", "children"},
	{"ch-llusern", "Llusern Elwig", "Llusern Elwig", "children"},
	{"ch-cychod", "Small Boats of Erfin", "Cychod Bach Erfin", "children"},
	{"ch-lleisiau", "Arvelin Young Voices", "Lleisiau Ifanc Arfelyn", "children"},
	{"ch-coeden", "Olwedd Family Tree", "Coeden Deulu Olwedd", "children"},
	{"ch-cerrig", "Sarnwy Stepping Stones", "Cerrig Llam Sarnwy", "children"},
	{"ch-gwennol", "Gwennol Hendwyn", "Gwennol Hendwyn", "children"},
	{"ss-elwigmouth", "City of Elwigmouth Social Services", "Gwasanaethau Cymdeithasol Dinas Aberelwig", "statutory"},
	{"ss-erfin", "Port Erfin Social Services", "Gwasanaethau Cymdeithasol Porth Erfin", "statutory"},
	{"ss-isles", "Isgarn and the Isles Social Services", "Gwasanaethau Cymdeithasol Isgarn a'r Ynysoedd", "statutory"},
	{"ss-orlan", "Orlan Valleys Social Services", "Gwasanaethau Cymdeithasol Cymoedd Orlan", "statutory"},
	{"ss-east", "East Arvelin Social Services", "Gwasanaethau Cymdeithasol Dwyrain Arfelyn", "statutory"},
	{"ss-sarnwy", "Sarnwy Vale Social Services", "Gwasanaethau Cymdeithasol Dyffryn Sarnwy", "statutory"},
	{"ss-bay", "Wennol Bay Social Services", "Gwasanaethau Cymdeithasol Bae Wennol", "statutory"},
	{"ss-hendwyn", "Hendwyn and Ferwick Social Services", "Gwasanaethau Cymdeithasol Hendwyn a Ferwyg", "statutory"},
	{"court", "Arvelin Court Advisers", "Cynghorwyr Llys Arfelyn", "statutory"},
	{"hb-north", "North Shore Health Board", "Bwrdd Iechyd Glannau'r Gogledd", "health"},
	{"hb-west", "Wennol Bay Health Board", "Bwrdd Iechyd Bae Wennol", "health"},
	{"hb-estuary", "Elwig Estuary Health Board", "Bwrdd Iechyd Aber Elwig", "health"},
	{"police", "Arvelin Police", "Heddlu Arfelyn", "police"},
	{"ed-city", "Elwigmouth and Sarnwy Schools Service", "Gwasanaeth Ysgolion Aberelwig a Sarnwy", "education"},
	{"ed-north", "North Shore Schools Service", "Gwasanaeth Ysgolion Glannau'r Gogledd", "education"},
	{"ed-west", "Western Schools Service", "Gwasanaeth Ysgolion y Gorllewin", "education"},
	{"ed-east", "East Arvelin Schools Service", "Gwasanaeth Ysgolion Dwyrain Arfelyn", "education"},
	{"probation", "Arvelin Probation", "Gwasanaeth Prawf Arfelyn", "probation"},
	{"ot-chwiorydd", "Chwiorydd Elwig Sisters", "Chwiorydd Elwig", "other"},
	{"ot-enfys", "Enfys Erfin", "Enfys Erfin", "other"},
	{"ot-gallu", "Gallu Arvelin", "Gallu Arfelyn", "other"},
	{"ot-ystafell", "Orlan Counselling Rooms", "Ystafelloedd Cwnsela Orlan", "other"},
	{"ot-cyswllt", "Peninsula Contact Centres", "Canolfannau Cyswllt y Penrhyn", "other"},
	{"ot-cartrefi", "Arvelin Homes", "Cartrefi Arfelyn", "other"},
	{"ot-shore", "Second Shore Arvelin", "Ail Lan Arfelyn", "other"},
	{"ot-sgwrs", "Sgwrs Arvelin", "Sgwrs Arfelyn", "other"},
	{"ot-ffynnon", "Ffynnon Elwig", "Ffynnon Elwig", "other"},
}
