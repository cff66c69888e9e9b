package feature

import (
	"slices"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/disclosure"
)

// sites makes the collection of the sites that are public and have a place.
// Those shown by their area alone are in areas-served; protected ones are in
// no collection at all.
func sites(view *disclosure.View, ground *Ground) *Collection {
	all := slices.DeleteFunc(view.SitePoints(), func(p disclosure.SitePoint) bool { return p.AreaOnly || !p.Placed })
	text := func(name string, of func(*disclosure.SitePoint) string) Column {
		return Column{name, Text, func(row int) any { return optional(of(&all[row])) }}
	}
	c := &Collection{ground: ground, Points: true, Columns: []Column{
		text("site", func(p *disclosure.SitePoint) string { return p.Site.Key }),
		text("name", func(p *disclosure.SitePoint) string { return p.Site.Name }),
		text("service", func(p *disclosure.SitePoint) string { return p.Service.Key }),
		text("service_name", func(p *disclosure.SitePoint) string { return p.Service.Name }),
		text("service_name_cy", func(p *disclosure.SitePoint) string { return p.Service.NameCy }),
		text("service_type", func(p *disclosure.SitePoint) string { return p.Service.ServiceType }),
		text("provider", func(p *disclosure.SitePoint) string { return p.Service.Provider }),
		text("postcode", func(p *disclosure.SitePoint) string { return p.Site.Postcode }),
		text("area_code", func(p *disclosure.SitePoint) string { return p.Site.AreaCode }),
		{"as_of", Date, constant(string(view.Date()))},
	}}
	c.point = func(row int) orb.Point { return all[row].Point }
	c.span = func(row int) (model.Date, model.Date) { return all[row].Service.Start, all[row].Service.End }
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].Site.Key
	}
	return c.finish(ids)
}

// serving is a service and one of the areas that it serves.
type serving struct {
	service *disclosure.Service
	area    string
}

// served makes the collection of the areas that services which count serve.
func served(view *disclosure.View, ground *Ground) *Collection {
	names := map[string]disclosure.Place{}
	for _, kind := range model.Kinds {
		for _, shape := range view.Shapes(kind) {
			names[shape.Code] = shape.Place
		}
	}
	services := view.Services()
	var all []serving
	var ids []string
	for i := range services {
		if !services[i].Counts {
			continue
		}
		for _, code := range services[i].AreasServed {
			all, ids = append(all, serving{&services[i], code}), append(ids, services[i].Key+"."+code)
		}
	}
	text := func(name string, of func(serving) string) Column {
		return Column{name, Text, func(row int) any { return optional(of(all[row])) }}
	}
	c := &Collection{ground: ground, Columns: []Column{
		text("service", func(s serving) string { return s.service.Key }),
		text("service_name", func(s serving) string { return s.service.Name }),
		text("service_name_cy", func(s serving) string { return s.service.NameCy }),
		text("service_type", func(s serving) string { return s.service.ServiceType }),
		text("provider", func(s serving) string { return s.service.Service.Provider }),
		text("provider_name", func(s serving) string { return s.service.Provider.Name }),
		text("mode", func(s serving) string { return string(s.service.Mode) }),
		text("area_code", func(s serving) string { return s.area }),
		text("area_name", func(s serving) string { return names[s.area].Name }),
		text("area_kind", func(s serving) string { return string(names[s.area].Kind) }),
		{"as_of", Date, constant(string(view.Date()))},
	}}
	c.place = func(row int) Place { return ground.Of(all[row].area) }
	c.span = func(row int) (model.Date, model.Date) { return all[row].service.Start, all[row].service.End }
	return c.finish(ids)
}
