package trial

import (
	"fmt"
	"math/rand/v2"

	"catchment/model"
)

// Wales is 1,917 base areas in 22 authorities with some 620,000 children, and
// 500 services over 30 rows of 11 places types and 18 presence types (one of
// them stands in two tiers), as the method's defaults have it. Points are at
// random in a box of the size of Wales:
//
//	53.4 ┌─────────────┐
//	     │             │  270 km; authorities are 22 cells of
//	51.4 └─────────────┘  a grid, so that neighbours are neighbours
//	    −5.3        −2.7
func Wales() *model.Records {
	random := rand.New(rand.NewPCG(1, 1917))
	r := &model.Records{Criteria: Criteria()}
	r.Areas = append(r.Areas, model.Area{Code: "W", Name: "Wales", Kind: "nation"})
	var authorities []string
	for i := range 22 {
		authorities = append(authorities, fmt.Sprintf("L%02d", i))
		r.Areas = append(r.Areas, model.Area{Code: authorities[i], Name: authorities[i], Kind: model.LocalAuthority, Parents: []string{"W"}})
	}
	for i := range 1917 {
		code, at := fmt.Sprintf("A%04d", i), i%22
		lon, lat := -5.3+2.6*(float64(at%4)+random.Float64())/4, 51.4+2*(float64(at/4)+random.Float64())/6
		r.Areas = append(r.Areas, model.Area{Code: code, Name: code, Kind: "lsoa", Parents: []string{authorities[at]},
			PointLon: &lon, PointLat: &lat, NeedIndex: new(0.5 + random.Float64())})
		p := model.Population{AreaCode: code, Year: 2025}
		for age := range p.Ages {
			p.Ages[age] = float64(8 + random.IntN(21)) // 18 × 18 × 1,917 = 621,000 children
		}
		r.Population = append(r.Population, p)
	}
	walesMethod(r)
	walesServices(r, random, authorities)
	return r
}

func walesMethod(r *model.Records) {
	decays, kilometres := []model.DecayName{"steps", "gaussian"}, []float64{20, 25, 30, 40}
	for i := range 11 {
		r.ServiceTypes = append(r.ServiceTypes, model.ServiceType{Key: fmt.Sprintf("places_%02d", i), Measure: model.Places,
			CatchmentKm: &kilometres[i%4], Decay: decays[i%2], ProtectedByDefault: new(i == 0)})
		r.Uptake = append(r.Uptake, model.Uptake{ServiceType: fmt.Sprintf("places_%02d", i), Tier: []int{4, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2}[i], Uptake: 0.3})
	}
	for i := range 18 {
		key := fmt.Sprintf("presence_%02d", i)
		r.ServiceTypes = append(r.ServiceTypes, model.ServiceType{Key: key, Measure: model.Presence})
		r.Uptake = append(r.Uptake, model.Uptake{ServiceType: key, Tier: []int{4, 4, 4, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1}[i], Uptake: 1})
	}
	r.Uptake = append(r.Uptake, model.Uptake{ServiceType: "presence_03", Tier: 3, Uptake: 1})
	r.Rates = []model.Rate{
		{Tier: 2, AgeTo: 17, Low: new(513.0), Central: 513, High: new(1300.0)},
		{Tier: 3, AgeTo: 17, Low: new(86.0), Central: 117, High: new(350.0)},
		{Tier: 4, AgeTo: 17, Low: new(20.0), Central: 70, High: new(100.0)},
	}
	for tier := 2; tier <= 4; tier++ {
		for x, attribute := range walesAttributes {
			r.Shares = append(r.Shares, model.Share{Tier: tier, Attribute: attribute, Share: []float64{0.35, 0.05, 0.1, 0.1, 0.02}[x]})
		}
	}
}

var walesAttributes = []string{"living_with_perpetrator", "child_protection_no_safe_contact", "high_trauma", "parent_substance_misuse", "parent_personality_disorder"}

func walesServices(r *model.Records, random *rand.Rand, authorities []string) {
	for i := range 40 {
		r.Providers = append(r.Providers, model.Provider{Key: fmt.Sprintf("p%02d", i), Name: fmt.Sprintf("Provider %d", i)})
	}
	for i := range 500 {
		key := fmt.Sprintf("s%03d", i)
		kind := r.ServiceTypes[i%len(r.ServiceTypes)]
		s := model.Service{Key: key, Name: "Service " + key, Provider: fmt.Sprintf("p%02d", random.IntN(40)), ServiceType: kind.Key, Mode: "group",
			AgeMin: []*int{nil, new(4), new(5), new(7), new(12)}[random.IntN(5)], AgeMax: []*int{nil, nil, new(11), new(17)}[random.IntN(4)],
			ContractEnd: []model.Date{"", "2026-12-31", "2028-03-31"}[random.IntN(3)]}
		if s.AgeMin != nil && s.AgeMax != nil && *s.AgeMin > *s.AgeMax {
			s.AgeMax = nil
		}
		for _, attribute := range walesAttributes {
			if random.IntN(4) == 0 {
				s.Excludes = append(s.Excludes, attribute)
			}
		}
		if random.IntN(5) > 0 {
			s.Capacity = new(float64(10 + random.IntN(90)))
		}
		if kind.IsProtected() || random.IntN(3) == 0 || kind.Measure == model.Presence && random.IntN(2) == 0 {
			s.Mode = []model.Mode{model.Outreach, model.VirtualGroup}[random.IntN(2)]
			s.AreasServed = []string{authorities[random.IntN(22)]}
		} else {
			base := r.Areas[23+random.IntN(1917)]
			r.Sites = append(r.Sites, model.Site{Key: key, Service: key, Disclosure: model.Public, Lon: base.PointLon, Lat: base.PointLat})
		}
		r.Services = append(r.Services, s)
		if i%2 == 1 {
			continue
		}
		for _, c := range r.Criteria {
			r.Assessments = append(r.Assessments, model.Assessment{SubjectKind: model.OfService, Subject: key, Criterion: c.Key,
				SelfLevel: []model.Level{"0", "1", "2", "3", "na"}[random.IntN(5)], AssessedOn: "2025-06-01", ReviewBy: "2027-01-01"})
		}
	}
	for _, code := range authorities {
		r.Assessments = append(r.Assessments, model.Assessment{SubjectKind: model.OfArea, Subject: code, Criterion: "GP7.1", SelfLevel: "2", AssessedOn: "2025-06-01"})
	}
}
