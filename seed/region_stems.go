package seed

// The stems that names are made of are invented; where Welsh has a word for
// the feature, the English name translates it.

// quarters are parts of a town away from the water. The commonplace come
// first: small towns have no others.
var quarters = []naming{
	{"%s Castle", "Castell %s"}, {"%s Market", "Marchnad %s"}, {"%s Mill", "Melin %s"},
	{"%s Priory", "Priordy %s"}, {"%s Park", "Parc %s"}, {"%s Station", "Gorsaf %s"},
	{"%s Old Town", "Hen Dref %s"}, {"%s Quarry", "Chwarel %s"}, {"%s Orchard", "Perllan %s"},
	{"%s North", "Gogledd %s"}, {"%s South", "De %s"}, {"%s East", "Dwyrain %s"},
	{"%s West", "Gorllewin %s"}, {"%s Hill", "Bryn %s"}, {"%s Cross", "Croes %s"},
	{"%s College", "Coleg %s"}, {"%s Foundry", "Ffowndri %s"}, {"%s Tannery", "Tanerdy %s"},
	{"%s Common", "Comin %s"}, {"%s Well", "Ffynnon %s"}, {"%s Garden Village", "Pentref Gerddi %s"},
	{"%s Barracks", "Barics %s"}, {"%s Weir", "Cored %s"}, {"%s Wood", "Coed %s"},
	{"%s Heath", "Rhos %s"}, {"%s Meadows", "Dolydd %s"}, {"%s Chapel", "Capel %s"},
	{"%s Terraces", "Terasau %s"}, {"%s Spring", "Tarddle %s"}, {"%s Tollgate", "Tollborth %s"},
	{"%s Brewery", "Bragdy %s"}, {"%s Racecourse", "Cae Ras %s"}, {"%s Observatory", "Arsyllfa %s"},
	{"%s Cathedral", "Cadeirlan %s"}, {"%s Hospital", "Ysbyty %s"}, {"%s Gasworks", "Gwaith Nwy %s"},
	{"%s Glebe", "Clastir %s"}, {"%s Ropewalk", "Rhodfa Raffau %s"}, {"%s Kilns", "Odynau %s"},
	{"%s Poplars", "Poplys %s"}, {"%s Elms", "Llwyfenni %s"}, {"%s Limes", "Pisgwydd %s"},
	{"%s Ash Grove", "Llwyn Onn %s"}, {"%s Hawthorns", "Drain Gwynion %s"}, {"%s Rookery", "Nythfa Brain %s"},
	{"%s Ridge", "Cefn %s"}, {"%s Hollow", "Pant %s"}, {"%s Bank", "Llethr %s"},
	{"%s Fields", "Caeau %s"}, {"%s Stile", "Camfa %s"}, {"%s Works", "Gwaith %s"},
	{"%s Library", "Llyfrgell %s"}, {"%s Square", "Sgwâr %s"}, {"%s Viaduct", "Traphont %s"},
	{"%s Reservoir", "Cronfa %s"}, {"%s Stables", "Stablau %s"}, {"%s Moat", "Ffos %s"},
	{"%s Tower", "Tŵr %s"}, {"%s Almshouses", "Elusendai %s"}, {"%s Woollen Mill", "Ffatri Wlân %s"},
	{"%s Slateyard", "Iard Lechi %s"}, {"%s Crossroads", "Croesffordd %s"}, {"%s Green", "Lawnt %s"},
	{"%s Dairy", "Llaethdy %s"}, {"%s Smithy", "Gefail %s"}, {"%s Fairground", "Maes Ffair %s"},
}

// shoreQuarters are parts of a town by the water.
var shoreQuarters = []naming{
	{"%s Harbour", "Harbwr %s"}, {"%s Docks", "Dociau %s"}, {"%s Quay", "Cei %s"},
	{"%s Beach", "Traeth %s"}, {"%s Lighthouse", "Goleudy %s"}, {"%s Marina", "Marina %s"},
	{"%s Point", "Trwyn %s"}, {"%s Saltings", "Morfa %s"}, {"%s Promenade", "Promenâd %s"},
	{"%s Ferry", "Fferi %s"}, {"%s Shipyard", "Iard Longau %s"}, {"%s Cliffs", "Clogwyni %s"},
}

var coastNames = []naming{
	{"%smouth", "Aber%s"}, {"%s Sands", "Traeth %s"}, {"%s Haven", "Porth %s"},
	{"%s Point", "Trwyn %s"}, {"%s Marsh", "Morfa %s"}, {"%s Cliffs", "Clogwyni %s"},
}

var uplandNames = []naming{
	{"Blaen%s", "Blaen%s"}, {"Cwm %s", "Cwm %s"}, {"%s Moor", "Rhos %s"}, {"%s Pass", "Bwlch %s"},
	{"Nant %s", "Nant %s"}, {"Upper %s", "%s Uchaf"}, {"%s Crag", "Craig %s"},
}

var lowlandNames = []naming{
	{"%s Bridge", "Pont %s"}, {"%sford", "Rhyd%s"}, {"%sfield", "Maes %s"}, {"%s Mill", "Melin %s"},
	{"Lower %s", "%s Isaf"}, {"%s Wood", "Coed %s"}, {"%s Hill", "Bryn %s"}, {"%s Cross", "Croes %s"},
	{"%s Meadows", "Dolydd %s"},
}

// rivers give the countryside its stems, each about where it rises.
var rivers = []struct {
	name   string
	source spot
}{
	{"Olwydd", spot{46, 58}}, {"Irwen", spot{52, 78}}, {"Eirwy", spot{88, 96}},
	{"Senfyn", spot{36, 92}}, {"Nerwy", spot{73, 94}}, {"Nefwyn", spot{31, 112}},
	{"Ogarn", spot{24, 70}}, {"Ithwel", spot{42, 36}}, {"Hirwy", spot{62, 98}},
	{"Henfri", spot{58, 33}}, {"Afrwy", spot{97, 62}}, {"Amwen", spot{68, 30}},
	{"Elgain", spot{84, 27}}, {"Sarwel", spot{66, 64}}, {"Soflen", spot{20, 10}},
	{"Nolwy", spot{33, 15}}, {"Ymlwy", spot{48, 22}}, {"Iswen", spot{88, 72}},
	{"Ewlyn", spot{46, 104}}, {"Arfrwd", spot{75, 112}}, {"Ulwy", spot{91, 110}},
	{"Saethwy", spot{13, 87}}, {"Hoelwy", spot{36, 76}}, {"Orthwyn", spot{101, 82}},
	{"Elwig", spot{83, 57}}, {"Orlan", spot{63, 83}}, {"Nanwy", spot{46, 46}},
}

// saints are remembered in the names of churches, the same in both languages.
var saints = []string{
	"Llanffelan", "Llanhaelwyn", "Llansanwyr", "Llanismaran", "Llanufelwy", "Llanhirfael",
	"Llansulfaen", "Llanarthfod", "Llanennwyn", "Llanolfyr", "Llaniorfael", "Llanseithwen",
}

// founders gave farmsteads their names.
var founders = []string{
	"Ifarn", "Ednor", "Osfael", "Uthrad", "Arwyn", "Elffrid", "Oswyn", "Igwal",
}
