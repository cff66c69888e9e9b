package atlas

import (
	"slices"

	"catchment/model"
)

// Day is what counts on one date. Base lists the base areas in order of code;
// "base place" below is a place in it.
type Day struct {
	*Atlas
	Date       model.Date
	Base       []int32      // areas
	Population []model.Ages // per base place
	Index      []float64    // per base place: relative need index, mean 1
	Observed   [][3]float64 // per base place and tier 2 to 4: a count, -1 where none
	Reported   []int32      // base areas and their ancestors, ascending
	Within     [][]int32    // per reported place: base places in it, ascending
	Above      [][]int32    // per base place: the reported places that it is in, its own among them
	Ancestors  [][]int32    // per area, by way of valid areas alone, ascending
	Counting   []int32      // services that count, ascending
	Flags      Flags

	basePlace     map[int32]int32
	reportedPlace map[int32]int32
}

// On gives what counts on a date.
func (a *Atlas) On(date model.Date) *Day {
	d := &Day{Atlas: a, Date: date, Ancestors: a.Ancestors}
	if slices.ContainsFunc(a.Areas, func(area model.Area) bool { return !date.Within(area.ValidFrom, area.ValidTo) }) {
		d.Ancestors = ancestors(a.Areas, a.areaOf, d.Valid)
	}
	d.chooseBase()
	d.findReported()
	d.readPopulation()
	d.readIndex()
	d.readObserved()
	d.count()
	return d
}

// count lists the services that count.
func (d *Day) count() {
	d.Counting = nil
	for i := range d.Services {
		if d.Services[i].Counts(d.Date) {
			d.Counting = append(d.Counting, int32(i))
		}
	}
}

// Counts says whether a service counts on a date.
func (s *Service) Counts(date model.Date) bool { return date.Within(s.Start, LastDay(s)) }

// LastDay is the last day on which a service counts: the earliest of its end,
// contract end and licence end; "" where nothing limits it.
func LastDay(s *Service) model.Date {
	var last model.Date
	for _, end := range []model.Date{s.End, s.ContractEnd, LicenceEnd(s)} {
		if end != "" && (last == "" || end < last) {
			last = end
		}
	}
	return last
}

// EndsBy says what ends on the last day of a service: its contract, its
// licence or the service itself; "" where nothing limits it.
func EndsBy(s *Service) string {
	switch LastDay(s) {
	case "":
		return ""
	case s.ContractEnd:
		return "contract"
	case LicenceEnd(s):
		return "licence"
	}
	return "service"
}

// LicenceEnd is the stated licence end, else the day before licence start
// plus the programme's licence years, else "".
func LicenceEnd(s *Service) model.Date {
	if s.LicenceEnd != "" || s.LicenceStart == "" || s.Programme == nil || s.Programme.LicenceYears == nil {
		return s.LicenceEnd
	}
	return s.LicenceStart.AddYears(*s.Programme.LicenceYears).AddDays(-1)
}

// BasePlace gives the place of an area among the base areas.
func (d *Day) BasePlace(area int32) (int32, bool) { i, ok := d.basePlace[area]; return i, ok }

// ReportedPlace gives the place of an area among the reported areas.
func (d *Day) ReportedPlace(area int32) (int32, bool) { i, ok := d.reportedPlace[area]; return i, ok }

// BaseKind is the kind of the base areas, "" where there are none.
func (d *Day) BaseKind() model.AreaKind {
	if len(d.Base) == 0 {
		return ""
	}
	return d.Areas[d.Base[0]].Kind
}

// Valid says whether an area stands on the date.
func (d *Day) Valid(area int32) bool {
	return d.Date.Within(d.Areas[area].ValidFrom, d.Areas[area].ValidTo)
}

// chooseBase takes all valid areas of the smallest kind with any population.
func (d *Day) chooseBase() {
	smallest := -1
	for _, p := range d.Records.Population {
		if i, ok := d.areaOf[p.AreaCode]; ok && d.Valid(i) {
			smallest = max(smallest, d.Areas[i].Kind.Order())
		}
	}
	d.basePlace = map[int32]int32{}
	for i := range d.Areas {
		if smallest >= 0 && d.Areas[i].Kind.Order() == smallest && d.Valid(int32(i)) {
			d.basePlace[int32(i)] = int32(len(d.Base))
			d.Base = append(d.Base, int32(i))
		}
	}
}

func (d *Day) findReported() {
	members := map[int32][]int32{}
	for place, area := range d.Base {
		members[area] = append(members[area], int32(place))
		for _, ancestor := range d.Ancestors[area] {
			members[ancestor] = append(members[ancestor], int32(place))
		}
	}
	for area := range members {
		d.Reported = append(d.Reported, area)
	}
	slices.Sort(d.Reported)
	d.reportedPlace = make(map[int32]int32, len(d.Reported))
	d.Within = make([][]int32, len(d.Reported))
	for place, area := range d.Reported {
		d.reportedPlace[area] = int32(place)
		d.Within[place] = members[area]
	}
	d.Above = make([][]int32, len(d.Base))
	for place, members := range d.Within {
		for _, base := range members {
			d.Above[base] = append(d.Above[base], int32(place))
		}
	}
}

// readPopulation takes the latest year not after the date's, else the
// earliest.
func (d *Day) readPopulation() {
	rows := map[int32]*model.Population{}
	for i := range d.Records.Population {
		p := &d.Records.Population[i]
		area, ok := d.areaOf[p.AreaCode]
		if !ok {
			continue
		}
		if best := rows[area]; best == nil || closer(p.Year, best.Year, d.Date.Year()) {
			rows[area] = p
		}
	}
	d.Population = make([]model.Ages, len(d.Base))
	for place, area := range d.Base {
		row := rows[area]
		switch {
		case row == nil:
			d.Flags.area(d.Areas[area].Code, "no_population", "No population is known; it is taken as 0.")
		default:
			d.Population[place] = row.Ages
			if row.Year > d.Date.Year() {
				d.Flags.area(d.Areas[area].Code, "later_population", "The earliest population known is of a later year.")
			}
		}
	}
}

// closer says whether year is a better choice than best for the year wanted.
func closer(year, best, wanted int) bool {
	if year <= wanted {
		return best > wanted || year > best
	}
	return best > wanted && year < best
}

// readIndex divides the raw index by its mean weighted by children.
func (d *Day) readIndex() {
	d.Index = make([]float64, len(d.Base))
	sum, children := 0.0, 0.0
	for place, area := range d.Base {
		d.Index[place] = 1
		if raw := d.Areas[area].NeedIndex; raw != nil {
			d.Index[place] = *raw
		}
		n := d.Population[place].Children()
		sum += d.Index[place] * n
		children += n
	}
	if children <= 0 || sum <= 0 {
		return
	}
	mean := sum / children
	for place := range d.Index {
		d.Index[place] /= mean
	}
}

// readObserved takes, for each base area and tier, the latest year not after
// the date's.
func (d *Day) readObserved() {
	d.Observed = make([][3]float64, len(d.Base))
	years := make([][3]int, len(d.Base))
	for place := range d.Observed {
		d.Observed[place] = [3]float64{-1, -1, -1}
	}
	for _, o := range d.Records.Observed {
		area, ok := d.areaOf[o.AreaCode]
		place, isBase := d.basePlace[area]
		if !ok || !isBase || o.Tier < 2 || o.Year > d.Date.Year() {
			continue
		}
		if t := o.Tier - 2; o.Year > years[place][t] {
			d.Observed[place][t], years[place][t] = o.Count, o.Year
		}
	}
}
