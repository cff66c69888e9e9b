// Package atlas holds one revision of everything, immutable and indexed: what
// stands where, what belongs to what, and who serves whom. It is built once
// from the records of the store and read by everyone at the same time.
//
// An Atlas knows no date. Day, made by On, is what counts on one day: valid
// areas, the base areas and their ancestors, and the services between their
// first and last day (METHOD 1).
package atlas

import (
	"cmp"
	"math"
	"slices"

	"catchment/model"
	"catchment/model/access"
)

// Atlas is one revision. Everything in it is read only. Areas are in order of
// kind (largest first), then code; services, types, sites by key. Numbers
// such as the int32 of ancestors are places in these slices.
type Atlas struct {
	Revision  model.Revision
	Records   *model.Records
	Areas     []model.Area
	Points    []access.Point // representative points; NaN where none is known
	Ancestors [][]int32      // per area: the transitive closure of parents, ascending
	Types     []model.ServiceType
	Services  []Service
	Expected  []Expectation
	Profile   Profile
	Settings  model.Settings

	areaOf    map[string]int32
	typeOf    map[string]int32
	serviceOf map[string]int32
}

// Service is a service with everything that it refers to. Programme is nil
// where it runs none.
type Service struct {
	*model.Service
	Type      int32
	Provider  *model.Provider
	Programme *model.Programme
	Sites     []*model.Site
}

// Expectation is a service type expected in a tier: a row of uptake.
type Expectation struct {
	Type   int32
	Tier   int // 1 to 4
	Uptake float64
	Weight float64 // v, 1 where not stated
}

// MostAttributes is how many profile attributes a method may have.
const MostAttributes = 16

// Profile is the method's profile attributes in byte order and the part of
// each tier's children that have them: Share[tier-1][attribute].
type Profile struct {
	Attributes []string
	Share      [4][]float64
}

// Build indexes records. It expects records in which Check finds no error;
// references that lead nowhere are passed over.
func Build(records *model.Records, revision model.Revision) *Atlas {
	a := &Atlas{Revision: revision, Records: records, Settings: model.SettingsOf(records.Settings)}
	a.placeAreas()
	a.placeTypes()
	a.placeServices()
	a.Profile = profileOf(records.Shares)
	return a
}

// Area gives the place of an area code.
func (a *Atlas) Area(code string) (int32, bool) { i, ok := a.areaOf[code]; return i, ok }

// Type gives the place of a service type.
func (a *Atlas) Type(key string) (int32, bool) { i, ok := a.typeOf[key]; return i, ok }

// ServiceIndex gives the place of a service.
func (a *Atlas) ServiceIndex(key string) (int32, bool) { i, ok := a.serviceOf[key]; return i, ok }

func (a *Atlas) placeAreas() {
	a.Areas = slices.Clone(a.Records.Areas)
	slices.SortFunc(a.Areas, func(x, y model.Area) int {
		return cmp.Or(cmp.Compare(x.Kind.Order(), y.Kind.Order()), cmp.Compare(x.Code, y.Code))
	})
	a.areaOf = make(map[string]int32, len(a.Areas))
	a.Points = make([]access.Point, len(a.Areas))
	for i := range a.Areas {
		a.areaOf[a.Areas[i].Code] = int32(i)
		a.Points[i], _ = pointOf(&a.Areas[i])
	}
	a.Ancestors = ancestors(a.Areas, a.areaOf, func(int32) bool { return true })
}

func (a *Atlas) placeTypes() {
	a.Types = slices.Clone(a.Records.ServiceTypes)
	slices.SortFunc(a.Types, func(x, y model.ServiceType) int { return cmp.Compare(x.Key, y.Key) })
	a.typeOf = make(map[string]int32, len(a.Types))
	for i := range a.Types {
		a.typeOf[a.Types[i].Key] = int32(i)
	}
	for _, u := range a.Records.Uptake {
		t, ok := a.typeOf[u.ServiceType]
		if !ok {
			continue
		}
		weight := 1.0
		if u.Weight != nil {
			weight = *u.Weight
		}
		a.Expected = append(a.Expected, Expectation{Type: t, Tier: u.Tier, Uptake: u.Uptake, Weight: weight})
	}
	slices.SortFunc(a.Expected, func(x, y Expectation) int {
		return cmp.Or(cmp.Compare(x.Tier, y.Tier), cmp.Compare(x.Type, y.Type))
	})
}

func (a *Atlas) placeServices() {
	r := a.Records
	providers := byKey(r.Providers, func(p *model.Provider) string { return p.Key })
	programmes := byKey(r.Programmes, func(p *model.Programme) string { return p.Key })
	sites := map[string][]*model.Site{}
	for i := range r.Sites {
		sites[r.Sites[i].Service] = append(sites[r.Sites[i].Service], &r.Sites[i])
	}
	a.serviceOf = make(map[string]int32, len(r.Services))
	for i := range r.Services {
		s := &r.Services[i]
		t, ok := a.typeOf[s.ServiceType]
		if !ok {
			continue
		}
		a.Services = append(a.Services, Service{
			Service: s, Type: t, Provider: providers[s.Provider], Programme: programmes[s.Programme], Sites: sites[s.Key],
		})
	}
	slices.SortFunc(a.Services, func(x, y Service) int { return cmp.Compare(x.Key, y.Key) })
	for i := range a.Services {
		a.serviceOf[a.Services[i].Key] = int32(i)
		slices.SortFunc(a.Services[i].Sites, func(x, y *model.Site) int { return cmp.Compare(x.Key, y.Key) })
	}
}

func byKey[T any](rows []T, key func(*T) string) map[string]*T {
	out := make(map[string]*T, len(rows))
	for i := range rows {
		out[key(&rows[i])] = &rows[i]
	}
	return out
}

func profileOf(shares []model.Share) Profile {
	var p Profile
	for _, s := range shares {
		p.Attributes = append(p.Attributes, s.Attribute)
	}
	slices.Sort(p.Attributes)
	p.Attributes = slices.Compact(p.Attributes)
	for tier := range p.Share {
		p.Share[tier] = make([]float64, len(p.Attributes))
	}
	for _, s := range shares {
		x, _ := slices.BinarySearch(p.Attributes, s.Attribute)
		p.Share[s.Tier-1][x] = s.Share
	}
	return p
}

// ancestors gives the transitive closure of parents, as if areas that do not
// stand were not there. A cycle, which Check refuses, does not hang it.
func ancestors(areas []model.Area, areaOf map[string]int32, stands func(int32) bool) [][]int32 {
	out := make([][]int32, len(areas))
	for i := range areas {
		seen := map[int32]bool{int32(i): true}
		queue := []int32{int32(i)}
		for len(queue) > 0 {
			next := queue[0]
			queue = queue[1:]
			for _, code := range areas[next].Parents {
				if p, ok := areaOf[code]; ok && !seen[p] && stands(p) {
					seen[p] = true
					queue = append(queue, p)
					out[i] = append(out[i], p)
				}
			}
		}
		slices.Sort(out[i])
	}
	return out
}

var nowhere = access.Point{Lon: math.NaN(), Lat: math.NaN()}
