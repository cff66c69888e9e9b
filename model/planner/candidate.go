package planner

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/access"
	"catchment/model/field"
)

// CandidatesFrom says where candidates come from: one of three. The zero value
// is centroids, or of a protected type local authorities.
type CandidatesFrom struct {
	List      []CandidateSite
	Areas     model.AreaKind // each area of the kind, served wholly
	Centroids bool           // the representative point of each base area
}

// CandidateSite is one line of a list of candidates: a point, or areas that
// would be served. Lines of one site are sizes that exclude each other.
type CandidateSite struct {
	Key         string   `file:"candidate,key"`
	Name        string   `file:"name"`
	NameCy      string   `file:"name_cy"`
	Site        string   `file:"site"`
	Lon         *float64 `file:"lon" bounds:"-180..180"`
	Lat         *float64 `file:"lat" bounds:"-90..90"`
	AreasServed []string `file:"areas_served"`
	Places      *float64 `file:"places" bounds:"0.."`
	Cost        *float64 `file:"cost" bounds:"0.."`
}

// ReadCandidates reads a list of candidates in CSV. It goes on to the end and
// names every fault.
func ReadCandidates(file string, content []byte) ([]CandidateSite, model.Problems) {
	rows := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	rows.FieldsPerRecord = -1
	columns := field.Of(reflect.TypeFor[CandidateSite]())
	head, err := rows.Read()
	if err != nil || !slices.Contains(head, "candidate") {
		return nil, model.Problems{{File: file, Row: 1, Expected: model.Say("a row of headings is expected, with %s among them", `"candidate"`)}}
	}
	r := candidateReader{file: file, head: head, columns: columns, seen: map[string]bool{}}
	for row := 2; ; row++ {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return r.sites, r.problems
		}
		if err != nil {
			r.fault(row, "", model.Say("a row of CSV is expected"), "")
			return r.sites, r.problems
		}
		r.row(row, cells)
	}
}

type candidateReader struct {
	file     string
	head     []string
	columns  []field.Column
	seen     map[string]bool
	sites    []CandidateSite
	problems model.Problems
}

func (r *candidateReader) fault(row int, column string, expected model.Sentence, found string) {
	problem := model.Problem{File: r.file, Row: row, Column: column, Expected: expected}
	if found != "" {
		problem.Found = model.Quoted(found)
	}
	r.problems = append(r.problems, problem)
}

func (r *candidateReader) row(row int, cells []string) {
	var site CandidateSite
	faults := len(r.problems)
	for at, name := range r.head {
		column, known := field.Find(r.columns, strings.TrimSpace(name))
		if !known || at >= len(cells) {
			continue
		}
		if expected := column.Set(&site, cells[at]); !expected.Empty() {
			r.fault(row, column.Name, expected, cells[at])
		}
	}
	switch {
	case site.Key == "" && len(r.problems) == faults:
		r.fault(row, "candidate", model.Say("a key is expected"), "")
	case r.seen[site.Key]:
		r.fault(row, "candidate", model.Say("a key that no other row has is expected"), site.Key)
	case (site.Lon == nil) != (site.Lat == nil):
		r.fault(row, "lat", model.Say(`both "lon" and "lat", or neither, are expected`), "")
	case site.Lon == nil && len(site.AreasServed) == 0 && len(r.problems) == faults:
		r.fault(row, "lon", model.Say(`a place ("lon" and "lat") or areas served are expected`), "")
	}
	r.seen[site.Key] = true
	r.sites = append(r.sites, site)
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
	points := make([]access.Point, len(s.Day.Base))
	for base, area := range s.Day.Base {
		points[base] = s.Day.Points[area]
	}
	reach := s.ReachOf(s.kind, points)
	for base, area := range s.Day.Base {
		a := &s.Day.Areas[area]
		o := s.offer(CandidateSite{Key: a.Code, Name: a.Name, NameCy: a.NameCy})
		s.stand(&o, int32(base))
		s.link(&o, reach, base)
		s.offers = append(s.offers, o)
	}
}

// list makes offers of the lines of a list.
func (s *sitingDay) list(sites []CandidateSite) error {
	var points []access.Point
	for _, site := range sites {
		point := access.Point{Lon: math.NaN(), Lat: math.NaN()}
		if site.Lon != nil && site.Lat != nil {
			if s.kind.IsProtected() {
				return s.neverPoints()
			}
			point = access.Point{Lon: *site.Lon, Lat: *site.Lat}
		}
		points = append(points, point)
	}
	reach := s.ReachOf(s.kind, points)
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
	o := offer{SitedCandidate: SitedCandidate{Key: site.Key, Name: site.Name, NameCy: site.NameCy,
		Cost: orElse(site.Cost, s.assumed.Cost), Places: orElse(site.Places, s.assumed.Places)}}
	if s.presence() {
		o.SitedCandidate.Places = math.Inf(1)
	}
	o.Choice = site.Site
	return o
}

// link gives an offer the rooms of the base areas that a row reaches.
func (s *sitingDay) link(o *offer, reach access.Links, row int) {
	to, weight := reach.Row(row)
	for l, base := range to {
		s.reach(o, base, weight[l])
	}
}

func (s *sitingDay) reach(o *offer, base int32, weight float64) {
	for _, room := range s.points[base] {
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

// nearest is the base area whose point is nearest, -1 for nowhere.
func (s *sitingDay) nearest(p access.Point) int32 {
	best, least := int32(-1), math.Inf(1)
	for base, area := range s.Day.Base {
		if km := access.Kilometres(p, s.Day.Points[area]); km < least {
			best, least = int32(base), km
		}
	}
	return best
}
