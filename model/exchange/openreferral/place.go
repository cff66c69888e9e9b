package openreferral

import (
	"catchment/model"
	"math"
	"regexp"
	"strings"
)

// statistical finds the code of a statistical area.
var statistical = regexp.MustCompile(`\b[EJKLMNSW][0-9]{8}\b`)

func (r *reader) areas(s *service, o object) {
	for _, a := range listAt(o, "service_areas") {
		found := areaName{name: textAt(a, "name", "service_area")}
		for _, name := range []string{"uri", "extent", "name", "service_area", "id"} {
			if code := statistical.FindString(textAt(a, name)); code != "" && found.code == "" {
				found.code = code
			}
		}
		if uri := textAt(a, "uri"); found.code == "" { // of an area that is no statistical one: invented regions
			found.code = uri[strings.LastIndex(uri, "/")+1:]
		}
		if found != (areaName{}) {
			s.areas = append(s.areas, found)
		}
	}
}

// placesOf reads where a service is, at the service or in a list of locations.
// A location that is only named is looked up among those that stand alone.
func (r *reader) placesOf(s *service, list []object, column string) {
	for _, one := range list {
		where := objectAt(one, "location")
		if where == nil {
			where = one
		}
		p := place{id: idOf(where), name: textAt(where, "name")}
		if id := idAt(one, "location_id"); id != "" && (p.id == "" || objectAt(one, "location") == nil) {
			p.id = id
		}
		if p.id == "" {
			p.id = idOf(one)
		}
		if p.id == "" && len(where) == 1 && r.locations.pieces[p.name] != nil { // a text, which is an id
			p.id = p.name
		}
		if p.id == "" {
			r.warn(column, model.Say("an id of each location is expected; what this one says is taken for it"))
			p.id = textOfRaw(where)
		}
		if isKnown(s.places, p.id) {
			continue
		}
		if pieces := r.locations.pieces[p.id]; pieces != nil {
			alone, _ := r.merged(pieces)
			where, _ = joinObjects(where, alone)
			p.name = textAt(where, "name")
		}
		p.lon, p.lat, p.placed = r.coordinates(where, column)
		p.address = addressOf(where)
		s.places = append(s.places, p)
	}
}

func isKnown(places []place, id string) bool {
	for _, p := range places {
		if p.id == id {
			return true
		}
	}
	return false
}

func (r *reader) coordinates(o object, at string) (lon, lat float64, placed bool) {
	lon, hasLon, lonWritten, lonOK := numberAt(o, "longitude")
	lat, hasLat, latWritten, latOK := numberAt(o, "latitude")
	if !hasLon && !hasLat {
		return 0, 0, false
	}
	if !hasLon || !hasLat || !lonOK || !latOK || math.Abs(lon) > 180 || math.Abs(lat) > 90 || lon == 0 && lat == 0 {
		r.warn(at, model.Say("a latitude and a longitude in degrees are expected; they are left out, and not repeated here"))
		return 0, 0, false
	}
	if !lonWritten || !latWritten {
		r.warn(at, model.Say("numbers are expected for latitude and longitude; the texts are taken for them, and not repeated here"))
	}
	return lon, lat, true
}

// addressOf is the postcode of a location, else the first line of its address,
// with letters and digits alone.
func addressOf(o object) string {
	for _, address := range append(listAt(o, "physical_addresses", "addresses"), o) {
		for _, name := range []string{"postal_code", "postcode", "address_1"} {
			if text := strings.Join(wordsOf(textAt(address, name)), ""); text != "" {
				return text
			}
		}
	}
	return ""
}

// isNear says whether two places are within 60 m of each other: one house may
// be placed by its door and by its postcode.
func (p place) isNear(q place) bool {
	const degrees = 0.0005
	return p.placed && q.placed && math.Abs(p.lat-q.lat) < degrees && math.Abs(p.lon-q.lon)*math.Cos(p.lat*math.Pi/180) < degrees
}
