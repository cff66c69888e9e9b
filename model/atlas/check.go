package atlas

import (
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// Fault is something in the records that does not hold together. Table and
// Key name the row, Column the cell. Found is empty where the value must not
// be repeated.
type Fault struct {
	Table, Key, Column string
	Expected, Found    model.Sentence
	Warning            bool
}

// Check says what METHOD and FILES call an error, or a warning, in records as
// a whole: references that lead nowhere, cycles, bounds the wrong way round,
// protected places that could be found. Reading has checked single cells.
func Check(records *model.Records) []Fault {
	c := newChecker(records)
	c.areas()
	c.people()
	c.method()
	c.programmes()
	c.providers()
	c.services()
	c.sites()
	c.assessments()
	c.travel()
	c.scenarios()
	return c.faults
}

type checker struct {
	*model.Records
	areaOf      map[string]*model.Area
	typeOf      map[string]*model.ServiceType
	providerOf  map[string]*model.Provider
	programmeOf map[string]*model.Programme
	serviceOf   map[string]*model.Service
	siteOf      map[string]*model.Site
	sitesOf     map[string][]*model.Site
	attributes  map[string]bool
	faults      []Fault
}

func newChecker(r *model.Records) *checker {
	c := &checker{
		Records:     r,
		areaOf:      byKey(r.Areas, func(a *model.Area) string { return a.Code }),
		typeOf:      byKey(r.ServiceTypes, func(t *model.ServiceType) string { return t.Key }),
		providerOf:  byKey(r.Providers, func(p *model.Provider) string { return p.Key }),
		programmeOf: byKey(r.Programmes, func(p *model.Programme) string { return p.Key }),
		serviceOf:   byKey(r.Services, func(s *model.Service) string { return s.Key }),
		siteOf:      byKey(r.Sites, func(s *model.Site) string { return s.Key }),
		sitesOf:     sitesOf(r),
		attributes:  map[string]bool{},
	}
	for _, share := range r.Shares {
		c.attributes[share.Attribute] = true
	}
	return c
}

func sitesOf(r *model.Records) map[string][]*model.Site {
	of := map[string][]*model.Site{}
	for i := range r.Sites {
		of[r.Sites[i].Service] = append(of[r.Sites[i].Service], &r.Sites[i])
	}
	return of
}

// row is where faults of one noun are noted; a silent one repeats no value.
type row struct {
	c          *checker
	table, key string
	silent     bool
}

func (c *checker) row(noun interface{ TableName() string }) row {
	return row{c: c, table: noun.TableName(), key: field.KeyOf(noun)}
}

func (r row) fault(column string, expected, found model.Sentence) {
	if r.silent {
		found = model.Sentence{}
	}
	r.c.faults = append(r.c.faults, Fault{r.table, r.key, column, expected, found, false})
}

func (r row) warn(column string, expected, found model.Sentence) {
	r.c.faults = append(r.c.faults, Fault{r.table, r.key, column, expected, found, true})
}

// What is expected of a reference that leads nowhere.
var (
	unknownArea        = model.Say("the code of a known area is expected; neither these files nor the database have it")
	unknownServiceType = model.Say("the key of a known service type is expected; neither these files nor the database have it")
	unknownService     = model.Say("the key of a known service is expected; neither these files nor the database have it")
	unknownProgramme   = model.Say("the key of a known programme is expected; neither these files nor the database have it")
	unknownProvider    = model.Say("the key of a known provider is expected; neither these files nor the database have it")
	unknownSite        = model.Say("the key of a known site is expected; neither these files nor the database have it")
)

// refer notes a reference that leads nowhere; an empty one is passed over.
func refer[T any](r row, column, key string, known map[string]*T, expected model.Sentence) bool {
	if key == "" || known[key] != nil {
		return true
	}
	r.fault(column, expected, model.Quoted(key))
	return false
}

func (r row) ordered(least, greatest *int, columnLeast, columnGreatest string) {
	if least != nil && greatest != nil && *least > *greatest {
		r.fault(columnLeast, model.Say("a number not above %q, which is %d, is expected", columnGreatest, *greatest), model.Say("%d", *least))
	}
}

func (r row) dated(from, to model.Date, columnFrom, columnTo string) {
	if from != "" && to != "" && from > to {
		r.fault(columnTo, model.Say("a date not before %q, which is %s, is expected", columnFrom, from), model.Said(string(to)))
	}
}

// programmes checks bounds that one row states.
func (c *checker) programmes() {
	for i := range c.Programmes {
		p := &c.Programmes[i]
		r := c.row(p)
		r.ordered(p.AgeMin, p.AgeMax, "age_min", "age_max")
		if p.MinGroup != nil && p.MaxGroup != nil && *p.MinGroup > *p.MaxGroup {
			r.fault("min_group", model.Say(`a number not above "max_group" is expected`), model.Said(field.Number(*p.MinGroup)))
		}
	}
}

// people checks populations and observed counts.
func (c *checker) people() {
	base := c.baseKind()
	for i := range c.Population {
		p := &c.Population[i]
		r := c.row(p)
		refer(r, "area_code", p.AreaCode, c.areaOf, unknownArea)
		sum := 0.0
		for _, n := range p.Ages {
			sum += n
		}
		if p.Total != nil && *p.Total < sum-1e-6 {
			r.warn("total", model.Say("a total not below the sum of ages 0 to 24, %s, is expected", field.Number(sum)), model.Said(field.Number(*p.Total)))
		}
	}
	for i := range c.Observed {
		o := &c.Observed[i]
		r := c.row(o)
		if !refer(r, "area_code", o.AreaCode, c.areaOf, unknownArea) {
			continue
		}
		if kind := c.areaOf[o.AreaCode].Kind; base != "" && kind != base {
			r.fault("area_code", model.Say("a base area is expected (of kind %s, the smallest with population); this one is a %s", base, kind), model.Quoted(o.AreaCode))
		}
	}
}

// baseKind is the smallest kind of area with any population, "" without one.
func (c *checker) baseKind() model.AreaKind {
	var base model.AreaKind
	for _, p := range c.Population {
		if area := c.areaOf[p.AreaCode]; area != nil && area.Kind.Order() > base.Order() {
			base = area.Kind
		}
	}
	return base
}

// areas checks parents, points and dates.
func (c *checker) areas() {
	for i := range c.Areas {
		area := &c.Areas[i]
		r := c.row(area)
		for _, parent := range area.Parents {
			if refer(r, "parents", parent, c.areaOf, unknownArea) && c.areaOf[parent].Kind.Order() >= area.Kind.Order() {
				r.warn("parents", model.Say("an area of a larger kind than %s is expected", area.Kind), model.Quoted(parent))
			}
		}
		if (area.PointLon == nil) != (area.PointLat == nil) {
			r.fault("point_lat", model.Say(`both "point_lon" and "point_lat", or neither, are expected`), model.Sentence{})
		}
		r.dated(area.ValidFrom, area.ValidTo, "valid_from", "valid_to")
	}
	c.cycles()
}

// cycles notes every cycle of parents once, at the area where it is entered.
func (c *checker) cycles() {
	const (
		open = 1
		done = 2
	)
	state := map[string]int{}
	var path []string
	var visit func(code string)
	visit = func(code string) {
		state[code] = open
		path = append(path, code)
		for _, parent := range c.areaOf[code].Parents {
			switch {
			case c.areaOf[parent] == nil || state[parent] == done:
			case state[parent] == open:
				c.cycle(path, parent)
			default:
				visit(parent)
			}
		}
		path = path[:len(path)-1]
		state[code] = done
	}
	for i := range c.Areas {
		if code := c.Areas[i].Code; state[code] == 0 {
			visit(code)
		}
	}
}

func (c *checker) cycle(path []string, back string) {
	for i, code := range path {
		if code == back {
			loop := append(append([]string{}, path[i:]...), back)
			c.row(c.areaOf[back]).fault("parents", model.Say("the parents of an area must not lead back to it, and these do: %s", strings.Join(loop, " → ")), model.Sentence{})
			return
		}
	}
}
