package disclosure

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"catchment/model"
)

// Layer gives one table as features of areas of some kinds (none: all). Each
// area is one feature with all its figures as properties named by tier, type
// or indicator, e.g. t3_refuge_met; each gap is a feature of its own. The layer
// "sites" has the public sites of services that count, as points, and those
// that are shown by their area alone at its representative point; protected
// sites are in no layer at all.
func (v *View) Layer(table string, kinds []model.AreaKind) (Layer, error) {
	places := v.chosen(kinds)
	makers := map[string]func() func(place int) []Property{
		"coverage": v.coverageProperties, "tiers": v.tierProperties, "practice": v.practiceProperties,
		"need": v.needProperties, "ranks": v.rankProperties,
	}
	switch table {
	case "gaps":
		return Layer{Name: table, Features: v.gapFeatures(kinds)}, nil
	case "sites":
		return Layer{Name: table, Features: v.siteFeatures()}, nil
	}
	make, ok := makers[table]
	if !ok {
		return Layer{}, &model.Error{Code: model.Invalid, Field: "what",
			Sentence: model.Say("The table %q has no areas to draw; as GeoJSON there are coverage, tiers, practice, gaps, need, ranks and sites.", table)}
	}
	return Layer{Name: table, Features: v.areaFeatures(places, make())}, nil
}

func (v *View) areaFeatures(places []int, figures func(place int) []Property) iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for _, place := range places {
			area := v.area(place)
			feature := Feature{ID: area.Code, Geometry: boundary(area), Properties: append(areaProperties(area), figures(place)...)}
			if !yield(feature) {
				return
			}
		}
	}
}

func boundary(area *model.Area) orb.Geometry {
	switch len(area.Boundary) {
	case 0:
		return nil
	case 1:
		return area.Boundary[0]
	}
	return area.Boundary
}

func areaProperties(area *model.Area) []Property {
	return []Property{{"code", area.Code}, {"name", area.Name}, {"name_cy", optional(area.NameCy)}, {"kind", string(area.Kind)}}
}

func optional(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// named pairs figures with their names behind a prefix.
func named(prefix string, names []string, cells []any) []Property {
	out := make([]Property, len(cells))
	for i, cell := range cells {
		out[i] = Property{prefix + names[i], cell}
	}
	return out
}

func (v *View) coverageProperties() func(int) []Property {
	reaching := v.reachers()
	names, _ := v.coverage(nil)
	names = names[len(areaColumns)+1:]
	full := make([]string, 0, len(v.result.Day.Expected)*len(names)) // the same for every area
	for _, e := range v.result.Day.Expected {
		for _, name := range names {
			full = append(full, fmt.Sprintf("t%d_%s_%s", e.Tier, v.result.Day.Types[e.Type].Key, name))
		}
	}
	return func(place int) []Property {
		out := make([]Property, 0, len(full))
		for row := range v.result.Day.Expected {
			for _, cell := range v.coverageCells(row, place, reaching) {
				out = append(out, Property{full[len(out)], cell})
			}
		}
		return out
	}
}

// perTier names the figures of each tier t1_… to t4_….
func perTier(names []string, cells func(place, tier int) []any) func(int) []Property {
	return func(place int) []Property {
		var out []Property
		for tier := 1; tier <= 4; tier++ {
			out = append(out, named(fmt.Sprintf("t%d_", tier), names, cells(place, tier))...)
		}
		return out
	}
}

func (v *View) tierProperties() func(int) []Property {
	names, _ := v.tiers(nil)
	return perTier(names[len(areaColumns):], v.tierCells)
}

func (v *View) needProperties() func(int) []Property {
	names, _ := v.need(nil)
	return perTier(names[len(areaColumns):], v.needCells)
}

func (v *View) rankProperties() func(int) []Property {
	ranks := v.ranked()
	return perTier([]string{"rank", "rank_low", "rank_high", "method_rank_low", "method_rank_high"},
		func(place, tier int) []any { return v.rankCells(place, tier, ranks[place][tier-1]) })
}

func (v *View) practiceProperties() func(int) []Property {
	names := []string{"quality_low", "quality_high", "assessed"}
	return func(place int) []Property {
		var out []Property
		for tier := 1; tier <= 4; tier++ {
			for g, f := range v.open.Cube(place, tier) {
				out = append(out, named(fmt.Sprintf("t%d_gp%d_", tier, g+1), names, v.cubeCells(place, tier, f))...)
			}
		}
		return out
	}
}

func (v *View) gapFeatures(kinds []model.AreaKind) iter.Seq[Feature] {
	register := v.registerOf(kinds)
	return func(yield func(Feature) bool) {
		for i := range register.Len() {
			g := register.gap(i)
			cells := named("", gapColumns, v.gapCells(&g))
			cells = append(slices.Clip(cells), Property{"area_name", g.Area.Name})
			if !yield(Feature{ID: fmt.Sprintf("gap-%d", i+1), Geometry: boundary(g.Area), Properties: cells}) {
				return
			}
		}
	}
}

// SitePoint is a site on the map: a public one where it is, one that is shown
// by its area alone at that area's representative point.
type SitePoint struct {
	Site     *model.Site // read only; of AreaOnly the coordinates are not to be had
	Service  *model.Service
	AreaOnly bool
	Point    orb.Point
	Placed   bool
}

// SitePoints lists the sites of the services that count, but of those that
// are protected: these are on no map.
func (v *View) SitePoints() []SitePoint {
	var out []SitePoint
	for _, place := range v.result.Day.Counting {
		s := &v.result.Day.Services[place]
		for _, site := range s.Sites {
			if !v.secret[place] && site.Disclosure != model.Protected {
				shown := v.siteOf(place, site)
				point := SitePoint{Site: &shown, Service: s.Service, AreaOnly: site.Disclosure == model.AreaOnly}
				point.Point, point.Placed = v.pointOf(&shown)
				out = append(out, point)
			}
		}
	}
	return out
}

func (v *View) pointOf(site *model.Site) (orb.Point, bool) {
	if site.Disclosure == model.Public {
		if !site.Placed() {
			return orb.Point{}, false
		}
		return orb.Point{*site.Lon, *site.Lat}, true
	}
	area, known := v.result.Day.Area(site.AreaCode)
	if !known || !v.result.Day.Valid(area) {
		return orb.Point{}, false
	}
	at := v.result.Day.Points[area]
	return orb.Point{at.Lon, at.Lat}, !math.IsNaN(at.Lat)
}

func (v *View) siteFeatures() iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for _, p := range v.SitePoints() {
			f := Feature{ID: p.Site.Key, Properties: []Property{{"site", p.Site.Key}, {"name", optional(p.Site.Name)}, {"disclosure", string(p.Site.Disclosure)},
				{"area_code", optional(p.Site.AreaCode)}, {"service", p.Service.Key}, {"service_name", p.Service.Name}, {"service_type", p.Service.ServiceType}}}
			if p.Placed {
				f.Geometry = p.Point
			}
			if !yield(f) {
				return
			}
		}
	}
}
