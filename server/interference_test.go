package server

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"math/rand/v2"
	"slices"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/disclosure"
)

// rounds is how often all protected records are swapped.
const rounds = 24

// Whatever a protected record holds that no figure rests on, everything that
// the public is told is the same to the byte: names, websites, charity numbers,
// funders, costs, keys, areas of sites, the day in the quarter on which a
// service opens or ends; and of a lone service type what its services can take.
func TestNothingOfProtectedRecordsReachesThePublic(t *testing.T) {
	swap := newSwap(t, withOneAlone(readOnly(t).Atlas().Records))
	for _, day := range []model.Date{today, today.AddMonths(3)} {
		want := tellAll(t, swap.known, day)
		for round := range rounds / 2 {
			random := rand.New(rand.NewPCG(7, uint64(round)))
			for what, got := range tellAll(t, swap.at(random), day) {
				if got != want[what] {
					t.Errorf("%s, round %d: %s differs", day, round, what)
				}
			}
		}
	}
}

// The swaps are seen by those who may see them.
func TestSwapsReachCommissioners(t *testing.T) {
	records := withOneAlone(readOnly(t).Atlas().Records)
	swapped := newSwap(t, records).at(rand.New(rand.NewPCG(7, 1)))
	for _, name := range []string{"services", "coverage", "gaps"} {
		if sheetOf(t, viewOf(records, today, disclosure.Commissioner), name) == sheetOf(t, viewOf(swapped, today, disclosure.Commissioner), name) {
			t.Errorf("%s is the same for a commissioner", name)
		}
	}
}

func viewOf(records *model.Records, day model.Date, audience disclosure.Audience) *disclosure.View {
	return disclosure.Of(coverage.Score(atlas.Build(records, model.Revision{}).On(day)), audience)
}

// withOneAlone has a provider that runs a protected service and nothing else.
func withOneAlone(known *model.Records) *model.Records {
	r, protected := *known, atlas.ProtectedServices(known)
	r.Providers, r.Services = append(slices.Clone(r.Providers), model.Provider{Key: "alone", Name: "Alone"}), slices.Clone(r.Services)
	for i := range r.Services {
		if protected[r.Services[i].Key] {
			r.Services[i].Provider = "alone"
			break
		}
	}
	return &r
}

// swap makes records in which everything protected is other.
type swap struct {
	known     *model.Records
	services  map[string]bool
	providers map[string]bool // of protected services alone
	lone      map[string]bool // service types
	inside    map[string][]string
}

func newSwap(t *testing.T, r *model.Records) *swap {
	s := &swap{known: r, services: atlas.ProtectedServices(r), providers: map[string]bool{}, lone: map[string]bool{}, inside: map[string][]string{}}
	counts, of := map[string]int{}, map[string]map[string]bool{}
	for i := range r.Services {
		if k := &r.Services[i]; s.services[k.Key] {
			s.providers[k.Provider] = true
			counts[k.ServiceType]++
			if of[k.ServiceType] == nil {
				of[k.ServiceType] = map[string]bool{}
			}
			of[k.ServiceType][k.Provider] = true
		}
	}
	for i := range r.Services {
		if k := &r.Services[i]; !s.services[k.Key] {
			delete(s.providers, k.Provider)
		}
	}
	for kind, n := range counts {
		s.lone[kind] = n < 3 || len(of[kind]) < 2
	}
	if len(s.services) < 5 || len(s.providers) == 0 || !slices.Contains(slices.Collect(valuesOf(s.lone)), true) {
		t.Fatalf("the demonstration has %d protected services, %d providers of such alone, lone types %v", len(s.services), len(s.providers), s.lone)
	}
	return s
}

func valuesOf(of map[string]bool) func(func(bool) bool) {
	return func(yield func(bool) bool) {
		for _, value := range of {
			if !yield(value) {
				return
			}
		}
	}
}

func (s *swap) at(random *rand.Rand) *model.Records {
	r := *s.known
	r.Providers, r.Services, r.Sites = slices.Clone(r.Providers), slices.Clone(r.Services), slices.Clone(r.Sites)
	word := func() string { return fmt.Sprintf("swapped %x", random.Uint64()) }
	for i := range r.Providers {
		if p := &r.Providers[i]; s.providers[p.Key] {
			p.Name, p.NameCy, p.Website, p.CharityNumber = word(), []string{"", word()}[random.IntN(2)], "https://"+word(), word()
		}
	}
	for i := range r.Services {
		if k := &r.Services[i]; s.services[k.Key] {
			k.Name, k.NameCy, k.Funder = word(), []string{"", word()}[random.IntN(2)], word()
			k.AnnualCost = new(float64(random.IntN(900000)))
			k.Start, k.End, k.ContractEnd = opening(random, k.Start), ending(random, k.End), ending(random, k.ContractEnd)
			if s.lone[k.ServiceType] {
				k.Capacity, k.CapacityUnit = new(float64(random.IntN(400))), ""
				k.AgeMax = new(random.IntN(18))
			}
		}
	}
	for i := range r.Sites {
		if site := &r.Sites[i]; s.services[site.Service] {
			site.Name, site.Key, site.AreaCode = word(), "site-"+word(), s.areaOf(random, site.Service)
		}
	}
	return &r
}

// areaOf is one of the areas that a service serves, or none.
func (s *swap) areaOf(random *rand.Rand, service string) string {
	for i := range s.known.Services {
		if k := &s.known.Services[i]; k.Key == service && len(k.AreasServed) > 0 && random.IntN(3) > 0 {
			return k.AreasServed[random.IntN(len(k.AreasServed))]
		}
	}
	return ""
}

// opening is another day on which a service may open that counts on the same
// published days: after one of them, up to the next.
func opening(random *rand.Rand, day model.Date) model.Date {
	if day == "" {
		return ""
	}
	before := disclosure.Published(day.AddDays(-1))
	return before.AddDays(1 + random.IntN(90))
}

// ending is another last day: from a published day to the day before the next.
func ending(random *rand.Rand, day model.Date) model.Date {
	if day == "" {
		return ""
	}
	return disclosure.Published(day).AddDays(random.IntN(90))
}

// tellAll is everything that the public is told of a day, by where it stands.
func tellAll(t *testing.T, records *model.Records, day model.Date) map[string]string {
	t.Helper()
	v := viewOf(records, day, disclosure.Public)
	told := map[string]string{}
	for _, name := range disclosure.Tables {
		told["sheet "+name] = sheetOf(t, v, name)
	}
	for _, name := range append([]string{"sites"}, disclosure.Tables...) {
		layer, err := v.Layer(name, nil)
		if err != nil {
			continue // nothing to draw
		}
		sum := sha256.New()
		for feature := range layer.Features {
			note(t, sum, feature.ID, feature.Properties)
		}
		told["layer "+name] = hex.EncodeToString(sum.Sum(nil))
	}
	register := sha256.New()
	for _, language := range words.Languages {
		voice := words.In(language)
		for _, g := range v.Register().All() {
			note(t, register, g.ID, g.Rank, g.Place, g.Since, fmt.Sprint(g.Low, g.Central, g.High, g.Weight), g.Title(voice), g.Why(voice), g.ClosesWith(voice))
		}
	}
	told["the register"] = hex.EncodeToString(register.Sum(nil))
	directory := sha256.New()
	note(t, directory, v.Providers(), v.Sites(), v.Flags(), v.WithoutWelsh(), v.Reference())
	for _, s := range v.Services() {
		note(t, directory, s.Service, s.Sites, s.Protected, s.Counts, s.LastDay, s.Tiers, fmt.Sprint(s.Capacity))
	}
	for _, place := range v.Places("") {
		reaching, _ := v.Reaching(place.Code)
		note(t, directory, reaching)
	}
	told["the directory"] = hex.EncodeToString(directory.Sum(nil))
	return told
}

func sheetOf(t *testing.T, v *disclosure.View, name string) string {
	t.Helper()
	sheet, err := v.Sheet(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	for row := range sheet.Rows {
		note(t, sum, row...)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

func note(t *testing.T, sum hash.Hash, what ...any) {
	t.Helper()
	if err := json.NewEncoder(sum).Encode(what); err != nil {
		t.Fatal(err)
	}
}
