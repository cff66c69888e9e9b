package seed

import "math"

// body is an area larger than a small one: its code, kind, names, and the
// codes of the areas that it lies in.
type body struct {
	code, kind, name, nameCy string
	parents                  []string
}

// authority is a local authority: the settlements it grew from, how far (in
// kilometres) it started behind its neighbours, which makes it smaller, and
// whether its bodies work in Welsh first.
type authority struct {
	body
	short  string
	seats  []string
	behind float64
	welsh  bool
}

// The parents of small areas that are not their authority's alone.
const (
	nationCode = "X92000001"
	policeCode = "X15000001"
)

// bodies lists the areas above the authorities. Health boards and
// safeguarding regions group whole authorities, each in its own way.
var bodies = []body{
	{nationCode, "nation", "Arvelin", "Arfelyn", nil},
	{"X11000001", "health_board", "North Shore Health Board", "Bwrdd Iechyd Glannau'r Gogledd", []string{nationCode}},
	{"X11000002", "health_board", "Wennol Bay Health Board", "Bwrdd Iechyd Bae Wennol", []string{nationCode}},
	{"X11000003", "health_board", "Elwig Estuary Health Board", "Bwrdd Iechyd Aber Elwig", []string{nationCode}},
	{"X13000001", "safeguarding_region", "Safeguarding North and Isles", "Diogelu'r Gogledd a'r Ynysoedd", []string{nationCode}},
	{"X13000002", "safeguarding_region", "Safeguarding Mid Arvelin", "Diogelu Canolbarth Arfelyn", []string{nationCode}},
	{"X13000003", "safeguarding_region", "Safeguarding South", "Diogelu'r De", []string{nationCode}},
	{policeCode, "police_force", "Arvelin Police", "Heddlu Arfelyn", []string{nationCode}},
}

// authorities lists the local authorities.
var authorities = []authority{
	{within("X06000001", "City of Elwigmouth", "Dinas Aberelwig", "X11000003", "X13000003"), "elwigmouth", []string{"elwig"}, 9, false},
	{within("X06000002", "Port Erfin", "Porth Erfin", "X11000001", "X13000001"), "erfin", []string{"erfin"}, 8, false},
	{within("X06000003", "Isgarn and the Isles", "Isgarn a'r Ynysoedd", "X11000001", "X13000001"), "isles", []string{"isgarn", "ynyswen"}, 0, true},
	{within("X06000004", "Orlan Valleys", "Cymoedd Orlan", "X11000001", "X13000002"), "orlan", []string{"nerfyn", "cwmorlan"}, 3, true},
	{within("X06000005", "East Arvelin", "Dwyrain Arfelyn", "X11000003", "X13000001"), "east", []string{"arwennan", "llwyfain"}, 2, false},
	{within("X06000006", "Sarnwy Vale", "Dyffryn Sarnwy", "X11000003", "X13000002"), "sarnwy", []string{"sarnwy"}, 2, false},
	{within("X06000007", "Wennol Bay", "Bae Wennol", "X11000002", "X13000002"), "bay", []string{"olwedd", "gwernol"}, 0, true},
	{within("X06000008", "Hendwyn and Ferwick", "Hendwyn a Ferwyg", "X11000002", "X13000003"), "hendwyn", []string{"hendwyn", "ferwig"}, 0, false},
}

func within(code, name, nameCy, board, safeguarding string) body {
	return body{code, "local_authority", name, nameCy, []string{board, safeguarding, policeCode}}
}

// drawAuthorities grows each authority from its seats over whole small
// areas. Islands go to the authority of the nearest area that has one.
func (c *country) drawAuthorities() {
	var starts, owners []int
	var head []float64
	spots := make([]spot, len(c.areas))
	for i, a := range c.areas {
		spots[i] = a.at
	}
	for i, authority := range authorities {
		for _, seat := range authority.seats {
			starts = append(starts, nearest(spots, seatOf(seat).at, func(int) bool { return true }))
			owners, head = append(owners, i), append(head, authority.behind)
		}
	}
	grown := grow(c.areaLinks(), starts, head)
	for i, a := range c.areas {
		owner := grown[i]
		if owner < 0 {
			owner = grown[nearest(spots, a.at, func(k int) bool { return grown[k] >= 0 })]
		}
		a.authority = owners[owner]
	}
}

// areaLinks joins neighbouring small areas. The way is longer over high
// ground, so that authorities meet on the moors.
func (c *country) areaLinks() [][]link {
	links := make([][]link, len(c.areas))
	known := map[[2]int]bool{}
	for _, b := range c.mesh.borders {
		i, k := c.home[b.left], c.home[b.right]
		if i == k || i < 0 || k < 0 || known[[2]int{i, k}] {
			continue
		}
		known[[2]int{i, k}], known[[2]int{k, i}] = true, true
		climb := 1 + math.Abs(c.areas[i].hilliness-c.areas[k].hilliness) + c.areas[i].hilliness
		way := c.areas[i].at.distance(c.areas[k].at) * climb
		links[i], links[k] = append(links[i], link{k, way}), append(links[k], link{i, way})
	}
	return links
}

func seatOf(key string) *settlement {
	for i := range settlements {
		if settlements[i].key == key {
			return &settlements[i]
		}
	}
	panic("seed: no settlement " + key)
}
