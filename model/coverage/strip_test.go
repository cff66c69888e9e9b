package coverage_test

import (
	"fmt"

	"catchment/model"
)

// strip is areas in a row, each with children aged 6 all of whom are in need
// of tier 2 and should be offered group work, and with a virtual service of
// its own. Places over children is coverage. Places of −1 are unknown.
//
//	B0: 100     B1: 100     B2: 100      children
//	50 places   20 places   unknown
type strip []struct{ children, places float64 }

func (s strip) records() *model.Records {
	r := &model.Records{
		ServiceTypes: []model.ServiceType{{Key: "group_work", Measure: model.Places}},
		Uptake:       []model.Uptake{{ServiceType: "group_work", Tier: 2, Uptake: 1}},
		Rates:        []model.Rate{{Tier: 2, AgeTo: 17, Central: 10_000}},
		Criteria:     criteria(),
	}
	for i, area := range s {
		code := fmt.Sprintf("B%d", i)
		r.Areas = append(r.Areas, model.Area{Code: code, Kind: "lsoa", PointLon: new(-3.9), PointLat: new(52.0)})
		r.Population = append(r.Population, model.Population{AreaCode: code, Year: 2025, Ages: model.Ages{6: area.children}})
		service := model.Service{Key: "s" + code, ServiceType: "group_work", Mode: model.VirtualGroup, AreasServed: []string{code}, Capacity: &area.places}
		if area.places < 0 {
			service.Capacity = nil
		}
		r.Services = append(r.Services, service)
	}
	return r
}
