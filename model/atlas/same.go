package atlas

import (
	"reflect"
	"slices"

	"catchment/model"
)

// SameGround says whether on a later date the areas that stand, the people and
// the counts of children in need are those of the day, and the areas that
// sites are known by.
func (d *Day) SameGround(date model.Date) bool {
	moves := func(edge model.Date) bool { return edge != "" && d.Date <= edge && edge <= date }
	still := !slices.ContainsFunc(d.Areas, func(a model.Area) bool { return moves(a.ValidFrom) || moves(a.ValidTo) })
	if still && date.Year() == d.Date.Year() {
		return true
	}
	other := d.On(date)
	return slices.Equal(d.Base, other.Base) && slices.Equal(d.Population, other.Population) && slices.Equal(d.Index, other.Index) &&
		slices.Equal(d.Observed, other.Observed) && slices.Equal(d.Reported, other.Reported) && reflect.DeepEqual(d.Within, other.Within) &&
		reflect.DeepEqual(d.Ancestors, other.Ancestors) && slices.Equal(d.Flags, other.Flags) && d.sameSites(other)
}

// sameSites says whether the areas that sites are known by, which may lie
// outside the region, stand on both days or on neither.
func (d *Day) sameSites(other *Day) bool {
	for i := range d.Services {
		for _, site := range d.Services[i].Sites {
			if area, known := d.Area(site.AreaCode); known && d.Valid(area) != other.Valid(area) {
				return false
			}
		}
	}
	return true
}

// Assessed says which services are assessed otherwise on a later date than on
// the day, as places, because an assessment lapses or begins to count. ok is
// false where a partnership is, which answers for all services in its area.
func (d *Day) Assessed(date model.Date) (services map[int32]bool, ok bool) {
	services = map[int32]bool{}
	providers := map[string]bool{}
	for i := range d.Records.Assessments {
		a := &d.Records.Assessments[i]
		begins := d.Date < a.AssessedOn && a.AssessedOn <= date
		lapses := a.ReviewBy != "" && d.Date <= a.ReviewBy && a.ReviewBy < date
		if !begins && !lapses {
			continue
		}
		switch a.SubjectKind {
		case model.OfArea:
			return nil, false
		case model.OfProvider:
			providers[a.Subject] = true
		case model.OfService:
			if place, known := d.serviceOf[a.Subject]; known {
				services[place] = true
			}
		}
	}
	for i := range d.Services {
		if providers[d.Services[i].Service.Provider] {
			services[int32(i)] = true
		}
	}
	return services, true
}
