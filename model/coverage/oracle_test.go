package coverage_test

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"catchment/model"
	"catchment/model/trial"
)

// oracle is METHOD read aloud: every area, single year, profile and service
// one by one, slowly. It shares nothing with the package but the nouns.
type oracle struct {
	*model.Records
	day        model.Date
	settings   model.Settings
	base       []model.Area
	within     map[string][]int // area code -> places in base
	attributes []string
	persons    []model.Ages
	index      []float64
	needs      [3][][4]model.Ages // low, central, high
	services   []model.Service    // that count on the day
	weight     [][]float64        // service × base
	marks      [][]*[8][3]float64 // service × base
}

const central = 1

func readAloud(records *model.Records, day model.Date) *oracle {
	o := &oracle{Records: records, day: day, settings: model.SettingsOf(records.Settings), within: map[string][]int{}}
	o.findBase()
	o.findPeople()
	for _, s := range records.Shares {
		o.attributes = append(o.attributes, s.Attribute)
	}
	slices.Sort(o.attributes)
	o.attributes = slices.Compact(o.attributes)
	for run := range o.needs {
		for i := range o.base {
			o.needs[run] = append(o.needs[run], o.needOf(run, i))
		}
	}
	for _, s := range records.Services {
		if o.counts(s) {
			o.services = append(o.services, s)
		}
	}
	slices.SortFunc(o.services, func(x, y model.Service) int { return cmp.Compare(x.Key, y.Key) })
	for _, s := range o.services {
		var row []float64
		for _, area := range o.base {
			row = append(row, o.reach(s, area))
		}
		o.weight = append(o.weight, row)
	}
	o.marks = make([][]*[8][3]float64, len(o.services))
	return o
}

// METHOD 1

func (o *oracle) area(code string) (model.Area, bool) {
	i := slices.IndexFunc(o.Areas, func(a model.Area) bool { return a.Code == code })
	if i < 0 {
		return model.Area{}, false
	}
	return o.Areas[i], true
}

func (o *oracle) valid(a model.Area) bool {
	return (a.ValidFrom == "" || a.ValidFrom <= o.day) && (a.ValidTo == "" || o.day <= a.ValidTo)
}

func (o *oracle) findBase() {
	smallest := -1
	for _, p := range o.Population {
		if a, ok := o.area(p.AreaCode); ok && o.valid(a) {
			smallest = max(smallest, slices.Index(model.Kinds, a.Kind))
		}
	}
	for _, a := range o.Areas {
		if slices.Index(model.Kinds, a.Kind) == smallest && o.valid(a) {
			o.base = append(o.base, a)
		}
	}
	slices.SortFunc(o.base, func(x, y model.Area) int { return cmp.Compare(x.Code, y.Code) })
	for i, a := range o.base {
		for _, code := range append([]string{a.Code}, o.ancestors(a)...) {
			o.within[code] = append(o.within[code], i)
		}
	}
}

// ancestors gives every valid area above, by way of valid areas, each once.
func (o *oracle) ancestors(a model.Area) []string {
	seen := map[string]bool{}
	var climb func(model.Area)
	climb = func(a model.Area) {
		for _, code := range a.Parents {
			if parent, ok := o.area(code); ok && !seen[code] && o.valid(parent) {
				seen[code] = true
				climb(parent)
			}
		}
	}
	climb(a)
	var out []string
	for code := range seen {
		out = append(out, code)
	}
	slices.Sort(out)
	return out
}

func (o *oracle) counts(s model.Service) bool {
	licence := s.LicenceEnd
	if p := o.programme(s); licence == "" && s.LicenceStart != "" && p.LicenceYears != nil {
		start, _ := time.Parse("2006-01-02", string(s.LicenceStart))
		licence = model.Date(start.AddDate(*p.LicenceYears, 0, 0).AddDate(0, 0, -1).Format("2006-01-02"))
	}
	for _, end := range []model.Date{s.End, s.ContractEnd, licence} {
		if end != "" && o.day > end {
			return false
		}
	}
	return s.Start == "" || s.Start <= o.day
}

func (o *oracle) programme(s model.Service) model.Programme {
	for _, p := range o.Programmes {
		if p.Key == s.Programme {
			return p
		}
	}
	return model.Programme{}
}

// METHOD 2

func (o *oracle) findPeople() {
	year, _ := strconv.Atoi(string(o.day[:4]))
	sum, children := 0.0, 0.0
	for _, a := range o.base {
		var before, after *model.Population
		for i := range o.Population {
			p := &o.Population[i]
			switch {
			case p.AreaCode != a.Code:
			case p.Year <= year && (before == nil || p.Year > before.Year):
				before = p
			case p.Year > year && (after == nil || p.Year < after.Year):
				after = p
			}
		}
		var persons model.Ages
		if p := cmp.Or(before, after); p != nil {
			persons = p.Ages
		}
		index, here := 1.0, 0.0
		if a.NeedIndex != nil {
			index = *a.NeedIndex
		}
		for age := range 18 {
			here += persons[age]
		}
		sum, children = sum+index*here, children+here
		o.persons, o.index = append(o.persons, persons), append(o.index, index)
	}
	if sum > 0 {
		for i := range o.index {
			o.index[i] /= sum / children
		}
	}
}

func (o *oracle) needOf(run, i int) (need [4]model.Ages) {
	for tier := 2; tier <= 4; tier++ {
		sum, children := 0.0, 0.0
		for age, persons := range o.persons[i] {
			need[tier-1][age] = persons * o.rate(run, tier, age) / 10_000 * o.index[i]
			sum += need[tier-1][age]
			if age <= 17 {
				children += persons
			}
		}
		count, observed := o.observed(o.base[i].Code, tier)
		for age, persons := range o.persons[i] {
			switch {
			case !observed:
			case sum > 0:
				need[tier-1][age] *= count / sum
			case children > 0 && age <= 17:
				need[tier-1][age] = count * persons / children
			}
		}
	}
	for age, persons := range o.persons[i] {
		three := need[1][age] + need[2][age] + need[3][age]
		if three > persons {
			for tier := 2; tier <= 4; tier++ {
				need[tier-1][age] *= persons / three
			}
			three = persons
		}
		if age <= 17 {
			need[0][age] = persons - three
		}
	}
	return need
}

func (o *oracle) rate(run, tier, age int) float64 {
	for _, r := range o.Rates {
		if r.Tier != tier || age < r.AgeFrom || age > r.AgeTo {
			continue
		}
		if run == 0 && r.Low != nil {
			return *r.Low
		}
		if run == 2 && r.High != nil {
			return *r.High
		}
		return r.Central
	}
	return 0
}

func (o *oracle) observed(code string, tier int) (count float64, ok bool) {
	year, _ := strconv.Atoi(string(o.day[:4]))
	latest := 0
	for _, c := range o.Observed {
		if c.AreaCode == code && c.Tier == tier && c.Year <= year && c.Year > latest {
			count, ok, latest = c.Count, true, c.Year
		}
	}
	return count, ok
}

// share is the part of a tier's children of one profile: bit x of it says
// whether they have attribute x.
func (o *oracle) share(tier, profile int) float64 {
	part := 1.0
	for x, attribute := range o.attributes {
		share := 0.0
		for _, s := range o.Shares {
			if s.Tier == tier && s.Attribute == attribute {
				share = s.Share
			}
		}
		if profile>>x&1 == 1 {
			part *= share
		} else {
			part *= 1 - share
		}
	}
	return part
}

// METHOD 3

func (o *oracle) reach(s model.Service, area model.Area) float64 {
	here := append(o.ancestors(area), area.Code)
	if len(s.AreasServed) > 0 && !slices.ContainsFunc(here, func(code string) bool { return slices.Contains(s.AreasServed, code) }) {
		return 0
	}
	if s.Mode == "virtual_group" || s.Mode == "virtual_one_to_one" || s.Mode == "outreach" {
		return 1
	}
	var mapped []model.Site
	for _, site := range o.Sites {
		if site.Service != s.Key {
			continue
		}
		if site.Disclosure == model.Protected {
			mapped = nil
			break
		}
		if site.Disclosure == model.Public && (site.Lon == nil || site.Lat == nil) {
			continue
		}
		if at, ok := o.area(site.AreaCode); site.Disclosure == model.AreaOnly {
			if !ok || !o.valid(at) {
				continue
			}
			lon, lat := pointOf(at)
			site.Lon, site.Lat = &lon, &lat
		}
		mapped = append(mapped, site)
	}
	if len(mapped) == 0 {
		if len(s.AreasServed) > 0 {
			return 1
		}
		return 0
	}
	best := 0.0
	for _, site := range mapped {
		best = max(best, o.decay(s, area, site))
	}
	return best
}

func (o *oracle) decay(s model.Service, area model.Area, site model.Site) float64 {
	kind := o.kind(s.ServiceType)
	lon, lat := pointOf(area)
	cost, d0 := haversine(lon, lat, *site.Lon, *site.Lat)*o.settings.DetourFactor, kind.CatchmentKm
	if minutes, inTable := o.minutes(area.Code, site.Key); inTable {
		cost = minutes
		if kind.CatchmentMinutes != nil {
			d0 = kind.CatchmentMinutes
		}
	}
	switch {
	case math.IsInf(cost, 1):
		return 0
	case d0 == nil:
		return 1
	case cost > *d0:
		return 0
	case kind.Decay == "steps" && cost <= *d0/3:
		return 1
	case kind.Decay == "steps" && cost <= *d0*2/3:
		return 0.68
	case kind.Decay == "steps":
		return 0.22
	case kind.Decay == "gaussian":
		x := cost / *d0
		return (math.Exp(-x*x/2) - math.Exp(-0.5)) / (1 - math.Exp(-0.5))
	}
	return 1
}

// minutes is the quickest journey; +Inf where the site has rows, and none
// from this area.
func (o *oracle) minutes(area, site string) (least float64, inTable bool) {
	least = math.Inf(1)
	for _, row := range o.Travel {
		if row.Site == site {
			inTable = true
			if row.AreaCode == area {
				least = min(least, row.Minutes)
			}
		}
	}
	return least, inTable
}

func (o *oracle) kind(key string) model.ServiceType {
	for _, k := range o.ServiceTypes {
		if k.Key == key {
			return k
		}
	}
	return model.ServiceType{}
}

// pointOf is the stated point, else the middle of the box.
func pointOf(a model.Area) (lon, lat float64) {
	if a.PointLon != nil {
		return *a.PointLon, *a.PointLat
	}
	southWest, northEast := a.Boundary[0][0][0], a.Boundary[0][0][2]
	return (southWest[0] + northEast[0]) / 2, (southWest[1] + northEast[1]) / 2
}

func haversine(lon1, lat1, lon2, lat2 float64) float64 {
	const degree = math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*degree/2), 2) +
		math.Cos(lat1*degree)*math.Cos(lat2*degree)*math.Pow(math.Sin((lon2-lon1)*degree/2), 2)
	return 2 * 6371.0088 * math.Asin(math.Sqrt(a))
}

// METHOD 4

func (o *oracle) accepts(s model.Service, age, profile int) bool {
	p := o.programme(s)
	least, greatest := cmp.Or(s.AgeMin, p.AgeMin), cmp.Or(s.AgeMax, p.AgeMax)
	if least != nil && age < *least || greatest != nil && age > *greatest {
		return false
	}
	if s.SchoolYearMin != nil && age < *s.SchoolYearMin+4 {
		return false
	}
	for x, attribute := range o.attributes {
		if profile>>x&1 == 1 && slices.Contains(s.Excludes, attribute) {
			return false
		}
	}
	return true
}

// capacity is NaN where unknown.
func (o *oracle) capacity(s model.Service) float64 {
	p, unit := o.programme(s), cmp.Or(o.kind(s.ServiceType).Unit, "child")
	if s.Capacity != nil {
		if s.CapacityUnit != "" && s.CapacityUnit != unit {
			return math.NaN()
		}
		return *s.Capacity
	}
	if s.CohortsPerYear != nil && s.PlacesPerCohort != nil {
		places := *s.PlacesPerCohort
		if s.ParentPlacesPerCohort != nil {
			places = min(places, *s.ParentPlacesPerCohort)
		}
		if p.MinGroup != nil && places < *p.MinGroup {
			places = 0
		}
		if p.MaxGroup != nil {
			places = min(places, *p.MaxGroup)
		}
		return *s.CohortsPerYear * places
	}
	if weeks := cmp.Or(s.WeeksPerCase, p.Weeks); s.Caseload != nil && weeks != nil {
		return *s.Caseload * 52 / *weeks
	}
	if s.BedSpaces != nil && s.AverageStayDays != nil {
		return *s.BedSpaces * 365 / *s.AverageStayDays
	}
	return math.NaN()
}

// figures is one service type in one run: its services, and what becomes of
// demand in each base area and tier.
type figures struct {
	services    []int // places in oracle.services
	capacity    []float64
	pull, ratio []float64
	at          [][5]figure // base × tier
	best        float64
}

type figure struct {
	demand, unreached, notEligible, waiting, met, metHigh float64
	low, high, known                                      [8]float64 // Σ given × Q, Σ given × known
}

func (f *figure) add(g figure) {
	f.demand, f.unreached, f.notEligible = f.demand+g.demand, f.unreached+g.unreached, f.notEligible+g.notEligible
	f.waiting, f.met, f.metHigh = f.waiting+g.waiting, f.met+g.met, f.metHigh+g.metHigh
	for i := range f.low {
		f.low[i], f.high[i], f.known[i] = f.low[i]+g.low[i], f.high[i]+g.high[i], f.known[i]+g.known[i]
	}
}

// cells visits every cell of demand of a type, 1e-9 children and more.
func (o *oracle) cells(run int, kind string, visit func(i, tier, age, profile int, demand float64)) {
	for _, u := range o.Uptake {
		if u.ServiceType != kind {
			continue
		}
		var part []float64
		for profile := range 1 << len(o.attributes) {
			part = append(part, o.share(u.Tier, profile))
		}
		for i := range o.base {
			for age, children := range o.needs[run][i][u.Tier-1] {
				if children == 0 {
					continue
				}
				for profile, share := range part {
					if demand := children * share * u.Uptake; demand >= 1e-9 {
						visit(i, u.Tier, age, profile, demand)
					}
				}
			}
		}
	}
}

func (o *oracle) figures(run int, key string) *figures {
	kind := o.kind(key)
	presence := kind.Measure == model.Presence
	f := &figures{at: make([][5]figure, len(o.base))}
	for k, s := range o.services {
		if s.ServiceType == key {
			f.services, f.capacity = append(f.services, k), append(f.capacity, o.capacity(s))
		}
	}
	f.pull, f.ratio = make([]float64, len(f.services)), make([]float64, len(f.services))
	bySet := make([]float64, 1<<len(f.services)) // demand by the services that reach and accept it
	o.cells(run, key, func(i, _, age, profile int, demand float64) {
		set := 0
		for n, k := range f.services {
			if o.weight[k][i] > 0 && o.accepts(o.services[k], age, profile) {
				f.pull[n] += o.weight[k][i] * demand
				set |= 1 << n
			}
		}
		bySet[set] += demand
	})
	for n, capacity := range f.capacity {
		if f.pull[n] > 0 && !math.IsNaN(capacity) {
			f.ratio[n] = capacity / f.pull[n]
		}
	}
	f.best = leastCut(f.capacity, bySet)
	o.cells(run, key, func(i, tier, age, profile int, demand float64) {
		at := &f.at[i][tier]
		at.demand += demand
		given := make([]float64, len(f.services))
		reached, accepted, unknown, supply := false, 0.0, false, 0.0
		for n, k := range f.services {
			w := o.weight[k][i]
			reached = reached || w > 0
			if w == 0 || !o.accepts(o.services[k], age, profile) {
				continue
			}
			accepted++
			unknown = unknown || math.IsNaN(f.capacity[n])
			given[n] = w * f.ratio[n]
			if presence {
				given[n] = 1
			}
			supply += given[n]
		}
		met := demand * min(1, supply)
		switch {
		case !reached:
			at.unreached += demand
		case accepted == 0:
			at.notEligible += demand
		default:
			at.met += met
			at.waiting += demand - met
			if unknown && !presence {
				at.metHigh += demand
			} else {
				at.metHigh += met
			}
		}
		if run != central || met == 0 {
			return
		}
		for n, k := range f.services {
			if given[n] == 0 {
				continue
			}
			children := met * given[n] / supply
			marks := o.practice(k, i)
			for g := range 8 {
				at.low[g] += children * marks[g][0]
				at.high[g] += children * marks[g][1]
				at.known[g] += children * marks[g][2]
			}
		}
	})
	return f
}

// leastCut is the maximum flow, as the least over all sets of services of
// the demand that the set reaches and accepts, and the capacity of the rest.
func leastCut(capacity, bySet []float64) float64 {
	least := math.Inf(1)
	for inside := range 1 << len(capacity) {
		cut := 0.0
		for n, c := range capacity {
			if inside>>n&1 == 0 && !math.IsNaN(c) {
				cut += c
			}
		}
		for set, demand := range bySet {
			if known(set, capacity)&inside != 0 {
				cut += demand
			}
		}
		least = min(least, cut)
	}
	return least
}

// known leaves out services of unknown capacity, which count 0.
func known(set int, capacity []float64) int {
	for n, c := range capacity {
		if math.IsNaN(c) {
			set &^= 1 << n
		}
	}
	return set
}

// METHOD 5

// practice is low, high and known of the eight indicators of a service as
// they hold in a base area; worked out once.
func (o *oracle) practice(k, i int) *[8][3]float64 {
	if o.marks[k] == nil {
		o.marks[k] = make([]*[8][3]float64, len(o.base))
	}
	if o.marks[k][i] == nil {
		o.marks[k][i] = new([8][3]float64)
		for g := range 8 {
			low, high, known := o.indicator(o.services[k], i, g)
			o.marks[k][i][g] = [3]float64{low, high, known}
		}
	}
	return o.marks[k][i]
}

func (o *oracle) indicator(s model.Service, i, g int) (low, high, known float64) {
	applicable := 0.0
	for c := range trial.CriteriaCount[g] {
		a := o.assessment(s, o.base[i], "GP"+strconv.Itoa(g+1)+"."+strconv.Itoa(c+1))
		holds := a != nil && (a.ReviewBy == "" || o.day <= a.ReviewBy)
		if !holds {
			applicable, high = applicable+1, high+1
			continue
		}
		level := cmp.Or(a.ModeratedLevel, a.SelfLevel)
		if level == "na" {
			continue
		}
		n, _ := strconv.ParseFloat(string(level), 64)
		applicable, low, high, known = applicable+1, low+n/3, high+n/3, known+1
	}
	if applicable == 0 {
		return 0, 1, 0
	}
	return low / applicable, high / applicable, known / applicable
}

func (o *oracle) assessment(s model.Service, base model.Area, criterion string) *model.Assessment {
	if strings.HasPrefix(criterion, "GP7.") { // the partnership's
		if a := o.latest(model.OfArea, base.Code, criterion); a != nil {
			return a
		}
		above := o.ancestors(base)
		slices.SortFunc(above, func(x, y string) int {
			ax, _ := o.area(x)
			ay, _ := o.area(y)
			return cmp.Or(cmp.Compare(slices.Index(model.Kinds, ay.Kind), slices.Index(model.Kinds, ax.Kind)), cmp.Compare(x, y))
		})
		for _, code := range above {
			if a := o.latest(model.OfArea, code, criterion); a != nil {
				return a
			}
		}
	}
	return cmp.Or(o.latest(model.OfService, s.Key, criterion), o.latest(model.OfProvider, s.Provider, criterion))
}

func (o *oracle) latest(kind model.SubjectKind, subject, criterion string) *model.Assessment {
	var best *model.Assessment
	for i := range o.Assessments {
		a := &o.Assessments[i]
		if a.SubjectKind != kind || a.Subject != subject || a.Criterion != criterion || a.AssessedOn > o.day || a.SelfLevel == "" && a.ModeratedLevel == "" {
			continue
		}
		if best == nil || a.AssessedOn > best.AssessedOn {
			best = a
		}
	}
	return best
}
