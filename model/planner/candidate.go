package planner

import (
	"cmp"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/access"
)

// CandidatesFrom says where candidates come from: one of three. The zero value
// is centroids, or of a protected type local authorities.
type CandidatesFrom struct {
	List      []CandidateSite
	Areas     model.AreaKind // each area of the kind, served wholly
	Centroids bool           // the representative point of each base area
}

// CandidateSite is one line of a list of candidates: a point, or areas that
// would be served. Lines of one site are sizes that exclude each other. Sets
// holds what it states of its service, as text by column of services.csv
// (CandidateColumns), as a scenario's line that opens one does.
type CandidateSite struct {
	Key         string   `file:"candidate,key"`
	Name        string   `file:"name"`
	NameCy      string   `file:"name_cy"`
	Site        string   `file:"site"`
	Lon         *float64 `file:"lon" bounds:"-180..180"`
	Lat         *float64 `file:"lat" bounds:"-90..90"`
	AreasServed []string `file:"areas_served"`
	Places      *float64 `file:"places" bounds:"0.." most:"1000000"`
	Cost        *float64 `file:"cost" bounds:"0.." most:"10000000000"`
	Sets        map[string]string
}

// candidates makes the offers of the wish.
func (s *sitingDay) candidates() error {
	from := s.wish.Candidates
	switch {
	case from.Centroids && s.kind.IsProtected():
		return s.neverPoints()
	case from.Areas != "":
		return s.areas(from.Areas)
	case from.List != nil:
		return s.list(from.List)
	case !from.Centroids && s.kind.IsProtected():
		return s.areas(model.LocalAuthority)
	}
	s.centroids()
	return nil
}

// neverPoints refuses points for what must not be found.
func (s *sitingDay) neverPoints() error {
	return &model.Error{Code: model.Invalid, Field: "candidates", Sentence: model.Say(
		"Services of the type %s are protected: their candidates are areas served, each a local authority or larger, and never points; ask for areas:local_authority.", model.Quoted(s.kind.Key))}
}

// areas makes a candidate of every area of a kind, served wholly.
func (s *sitingDay) areas(kind model.AreaKind) error {
	if s.kind.IsProtected() && !kind.AuthorityOrLarger() {
		return s.neverPoints()
	}
	for _, area := range s.Day.Reported {
		a := &s.Day.Areas[area]
		if a.Kind != kind {
			continue
		}
		o := s.offer(CandidateSite{Key: a.Code, Name: a.Name, NameCy: a.NameCy})
		o.Area, o.AreaName = a.Code, a.Name
		s.serve(&o, []string{a.Code})
		s.offers = append(s.offers, o)
	}
	if len(s.offers) == 0 {
		return &model.Error{Code: model.Invalid, Field: "candidates", Sentence: model.Say("There is no area of the kind %s on this day.", model.Quoted(string(kind)))}
	}
	return nil
}

// centroids makes a candidate of the representative point of every base area.
func (s *sitingDay) centroids() {
	sites, points := make([]CandidateSite, len(s.Day.Base)), make([]access.Point, len(s.Day.Base))
	for base, area := range s.Day.Base {
		a := &s.Day.Areas[area]
		sites[base], points[base] = CandidateSite{Key: a.Code, Name: a.Name, NameCy: a.NameCy}, s.Day.Points[area]
	}
	reach := s.journeys(sites, points)
	for base := range sites {
		o := s.offer(sites[base])
		s.stand(&o, int32(base))
		s.link(&o, reach, base)
		s.offers = append(s.offers, o)
	}
}

// list makes offers of the lines of a list.
func (s *sitingDay) list(sites []CandidateSite) error {
	points := make([]access.Point, len(sites))
	for row, site := range sites {
		points[row] = access.Point{Lon: math.NaN(), Lat: math.NaN()}
		if site.Lon == nil || site.Lat == nil {
			continue
		}
		if s.kind.IsProtected() {
			return s.neverPoints()
		}
		if points[row] = (access.Point{Lon: *site.Lon, Lat: *site.Lat}); s.far(points[row]) {
			return &model.Error{Code: model.Invalid, Field: "candidates", Sentence: model.Say(
				"Candidate %s lies more than %d km from every area of this region; correct its place or leave it out.", model.Quoted(site.Key), farthestKm)}
		}
	}
	reach := s.journeys(sites, points)
	for row, site := range sites {
		o := s.offer(site)
		if err := s.checkServed(&site); err != nil {
			return err
		}
		if site.Lon != nil {
			s.link(&o, reach, row)
			s.restrict(&o, site.AreasServed)
			s.stand(&o, s.nearest(points[row]))
		} else {
			s.serve(&o, site.AreasServed)
			s.named(&o, site.AreasServed[0])
		}
		s.offers = append(s.offers, o)
	}
	return nil
}

// farthestKm is how far beyond the points of all areas a candidate may lie: a
// place abroad, or with longitude and latitude the wrong way round, is a slip.
const farthestKm = 50

func (s *sitingDay) far(p access.Point) bool {
	base := s.nearest(p)
	return base >= 0 && access.Kilometres(p, s.Day.Points[s.Day.Base[base]]) > farthestKm
}

// checkServed refuses areas that are not there, or too small to be named.
func (s *sitingDay) checkServed(site *CandidateSite) error {
	for _, code := range site.AreasServed {
		area, known := s.Day.Area(code)
		if !known {
			return &model.Error{Code: model.Invalid, Field: "candidates", Sentence: model.Say("Candidate %s serves the area %s, which is not known.", site.Key, model.Quoted(code))}
		}
		if s.kind.IsProtected() && !s.Day.Areas[area].Kind.AuthorityOrLarger() {
			return s.neverPoints()
		}
	}
	return nil
}

// offer begins an offer of a line, with what is assumed where it states
// nothing.
func (s *sitingDay) offer(site CandidateSite) offer {
	terms := s.termsOf(&site)
	o := offer{SitedCandidate: SitedCandidate{Key: site.Key, Name: site.Name, NameCy: site.NameCy, Terms: terms.Terms,
		Cost: orElse(site.Cost, s.assumed.Cost), Places: orElse(site.Places, s.assumed.Places)}, rule: terms.rule}
	if site.Places == nil && terms.capacity.Known() {
		o.SitedCandidate.Places, o.Derived = terms.capacity.Places, true
	}
	if s.presence() {
		o.SitedCandidate.Places, o.Derived = math.Inf(1), false
	}
	o.Choice = site.Site
	return o
}

// link gives an offer the rooms of the base areas that a row reaches: of
// children whom it accepts.
func (s *sitingDay) link(o *offer, reach access.Links, row int) {
	to, weight := reach.Row(row)
	for l, base := range to {
		s.reach(o, base, weight[l])
	}
}

func (s *sitingDay) reach(o *offer, base int32, weight float64) {
	for _, room := range s.points[base] {
		if o.rule >= 0 && !s.rooms[room].Takes[o.rule] {
			continue
		}
		o.rooms, o.weight = append(o.rooms, room), append(o.weight, weight)
	}
}

// serve gives an offer all rooms of areas, W = 1.
func (s *sitingDay) serve(o *offer, codes []string) {
	for base, served := range s.served(codes) {
		if served {
			s.reach(o, int32(base), 1)
		}
	}
}

// restrict takes away rooms outside areas served, if any are named.
func (s *sitingDay) restrict(o *offer, codes []string) {
	if len(codes) == 0 {
		return
	}
	served := s.served(codes)
	kept := 0
	for l, room := range o.rooms {
		if served[s.rooms[room].Base] {
			o.rooms[kept], o.weight[kept] = room, o.weight[l]
			kept++
		}
	}
	o.rooms, o.weight = o.rooms[:kept], o.weight[:kept]
}

// served marks the base places of areas.
func (s *sitingDay) served(codes []string) []bool {
	served := make([]bool, len(s.Day.Base))
	for _, code := range codes {
		area, _ := s.Day.Area(code)
		if place, reported := s.Day.ReportedPlace(area); reported {
			for _, base := range s.Day.Within[place] {
				served[base] = true
			}
		}
	}
	return served
}

// stand says in which local authority an offer at a base area is.
func (s *sitingDay) stand(o *offer, base int32) {
	if base < 0 {
		return
	}
	for _, area := range s.Day.Ancestors[s.Day.Base[base]] {
		if a := &s.Day.Areas[area]; a.Kind == model.LocalAuthority {
			o.Area, o.AreaName = a.Code, a.Name
		}
	}
}

func (s *sitingDay) named(o *offer, code string) {
	if area, known := s.Day.Area(code); known {
		o.Area, o.AreaName = code, s.Day.Areas[area].Name
	}
}

// nearest is the base area whose point is nearest, the first of several, -1 for
// nowhere. Two places lie no nearer than their latitudes do, so that only a
// band about a place is measured.
func (s *sitingDay) nearest(p access.Point) int32 {
	if s.byLat == nil {
		s.byLat = s.basesByLatitude()
	}
	best, least := int32(-1), math.Inf(1)
	try := func(base int32) (on bool) {
		at := s.point(base)
		if math.Abs(at.Lat-p.Lat)*(math.Pi/180)*access.EarthRadiusKm > least+1e-6 {
			return false
		}
		if km := access.Kilometres(p, at); km < least || km == least && base < best {
			best, least = base, km
		}
		return true
	}
	from, _ := slices.BinarySearchFunc(s.byLat, p.Lat, func(base int32, lat float64) int { return cmp.Compare(s.point(base).Lat, lat) })
	for up, down, above, below := from, from-1, true, true; above || below; up, down = up+1, down-1 {
		above = above && up < len(s.byLat) && try(s.byLat[up])
		below = below && down >= 0 && try(s.byLat[down])
	}
	return best
}

func (s *sitingDay) point(base int32) access.Point { return s.Day.Points[s.Day.Base[base]] }

// basesByLatitude are the base areas that have a point, from south to north.
func (s *sitingDay) basesByLatitude() []int32 {
	out := []int32{}
	for base := range s.Day.Base {
		if at := s.point(int32(base)); !math.IsNaN(access.Kilometres(at, at)) {
			out = append(out, int32(base))
		}
	}
	slices.SortFunc(out, func(x, y int32) int { return cmp.Or(cmp.Compare(s.point(x).Lat, s.point(y).Lat), cmp.Compare(x, y)) })
	return out
}
