package intake

import (
	"catchment/model"
	"catchment/model/field"
)

// The sentences of protection. None holds a value.
var (
	noPlaceKept  = model.Say("a protected site has no coordinates or postcode in this system; remove what stands in lon, lat or postcode, or its geometry (it is not repeated here)")
	noPlaceNamed = model.Say("the name of a protected site must hold no postcode, coordinates or grid reference; remove it (it is not repeated here)")
	noPlaceAsKey = model.Say("a code of a protected site must hold no postcode or coordinates; give it another one (it is not repeated here)")
	placeUnused  = model.Say("an area_only site stands at the representative point of its area; its coordinates and postcode are disregarded")
)

var placeColumns = []string{"lon", "lat", "postcode"}

// protect keeps of a site only what its disclosure allows; stated says that
// the row holds coordinates, a postcode or a geometry, well formed or not.
// Where the disclosure cannot be read it is taken for protected. It is false
// where not even the key may be kept.
func (s *Sheet) protect(site *model.Site, stated bool) bool {
	if site.Disclosure == model.Public {
		return true
	}
	site.Conceal()
	switch {
	case site.Disclosure == model.AreaOnly:
		if stated {
			s.warn("", placeUnused)
		}
		return true
	case stated && site.Disclosure == model.Protected:
		s.fault("", noPlaceKept, model.Sentence{})
	}
	if field.NamesPlace(site.Name) {
		site.Name = ""
		s.fault("name", noPlaceNamed, model.Sentence{})
	}
	if s.namesPlace("service", site.Service) {
		site.Service = ""
	}
	if s.namesPlace("area_code", site.AreaCode) {
		site.AreaCode = ""
	}
	return !s.namesPlace("site", site.Key)
}

// protectSets is protect for what a change sets of a site. A change that
// does not speak of disclosure leaves it as it is, and keeps the rest.
func (s *Sheet) protectSets(row *change, stated bool) bool {
	disclosure := model.Disclosure(row.sets["disclosure"])
	if disclosure == model.Public || disclosure == "" && !s.refused["disclosure"] {
		return true
	}
	for _, name := range placeColumns {
		delete(row.sets, name)
	}
	switch {
	case disclosure == model.AreaOnly:
		if stated {
			s.warn("", placeUnused)
		}
		return true
	case stated && disclosure == model.Protected:
		s.fault("", noPlaceKept, model.Sentence{})
	}
	for _, name := range []string{"name", "name_cy"} {
		if field.NamesPlace(row.sets[name]) {
			delete(row.sets, name)
			s.fault(name, noPlaceNamed, model.Sentence{})
		}
	}
	for _, name := range []string{"site", "area_code"} {
		if s.namesPlace(name, row.sets[name]) {
			delete(row.sets, name)
		}
	}
	return !s.namesPlace("service", row.Service)
}

// namesPlace reports a code that holds a place.
func (s *Sheet) namesPlace(name, code string) bool {
	if !field.KeyNamesPlace(code) {
		return false
	}
	s.fault(name, noPlaceAsKey, model.Sentence{})
	return true
}
