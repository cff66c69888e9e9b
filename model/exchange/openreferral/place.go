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

// places reads where a service is, at the service or in a list of locations.
func (r *reader) places(s *service, list []object, at string) {
	for _, one := range list {
		where := objectAt(one, "location")
		if where == nil {
			where = one
		}
		p := place{id: textAt(where, "id"), name: textAt(where, "name")}
		if p.id == "" {
			p.id = textAt(one, "location_id", "id")
		}
		if p.id == "" || isKnown(s.places, p.id) {
			continue
		}
		p.lon, p.lat, p.placed = r.coordinates(where, at)
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
