package seed

// settlement is a town or village: where its middle is, how many live there
// and how far it spreads (the distance at which the streets thin out).
type settlement struct {
	key, name, nameCy string
	at                spot
	persons           float64
	spread            float64
	hardship          float64 // need index at its core, 1 is the country's usual
}

// settlements lists them, largest first. All names are invented.
var settlements = []settlement{
	{"elwig", "Elwigmouth", "Aberelwig", spot{94, 46.5}, 76000, 4.6, 1.75},
	{"erfin", "Port Erfin", "Porth Erfin", spot{66, 117}, 52000, 3.9, 1.45},
	{"sarnwy", "Sarnwy", "Sarnwy", spot{68, 63}, 9800, 1.7, 1.25},
	{"olwedd", "Olweddford", "Rhyd Olwedd", spot{46, 50}, 9000, 1.6, 0.95},
	{"arwennan", "Arwennan", "Arwennan", spot{101, 74}, 8600, 1.6, 1.35},
	{"ferwig", "Ferwick", "Ferwyg", spot{66, 23}, 8200, 1.5, 0.8},
	{"nerfyn", "Nerfyn Bridge", "Pont Nerfyn", spot{73, 92}, 7600, 1.5, 1.7},
	{"isgarn", "Isgarn", "Isgarn", spot{33, 104}, 7200, 1.5, 1.0},
	{"hendwyn", "Hendwyn", "Hendwyn", spot{31, 14}, 6800, 1.4, 1.1},
	{"llwyfain", "Llwyfain", "Llwyfain", spot{93, 106}, 6400, 1.4, 0.9},
	{"ynyswen", "Saltholm", "Ynys Elfed", spot{13, 86}, 4200, 1.3, 1.2},
	{"gwernol", "Gwernol", "Gwernol", spot{27, 70}, 4800, 1.3, 1.05},
	{"cwmorlan", "Orlan Vale", "Cwm Orlan", spot{63, 83}, 4400, 1.3, 1.85},
	{"blaenirw", "Blaenirw", "Blaenirw", spot{52, 84}, 2600, 1.1, 1.6},
	{"hafodwen", "Hafodwen", "Hafodwen", spot{84, 68}, 3000, 1.1, 0.75},
	{"trefarwn", "Farwnton", "Trefarwn", spot{57, 33}, 2800, 1.1, 0.85},
	{"penrhwyn", "Landfall", "Pen y Trwyn", spot{14, 7}, 2300, 1.0, 1.3},
	{"nantgwilan", "Nant Gwilan", "Nant Gwilan", spot{86, 30}, 3100, 1.1, 0.7},
	{"maesoswy", "Oswyfield", "Maes Oswy", spot{52, 104}, 2500, 1.0, 0.9},
	{"glanithel", "Glan Ithel", "Glan Ithel", spot{42, 33}, 2200, 1.0, 1.0},
}

// ruralPersons live outside the settlements.
const ruralPersons = 78000.0
