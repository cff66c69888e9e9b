package disclosure

import (
	"cmp"
	"maps"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/field"
	"catchment/model/scenario"
)

// AdviceList is which constraints of a service type, each relaxed by one, would
// release most children. Like a plan it is a commissioner's: for the public
// there is none.
type AdviceList struct {
	Type    *model.ServiceType
	Flow    coverage.Flow
	Spare   float64 // places that even the best referral leaves
	Advice  []Advice
	Tried   int  // relaxations solved anew
	Untold  int  // that release no more than the last of the list, or less
	NoPlace bool // the type has no places, or is expected in no tier: there is nothing to relax
}

// Advice is one constraint relaxed by one, and the children a year whom that
// would release: at best by referral, and as places are handed out.
type Advice struct {
	ServiceName
	Rank       int  // 1 is the most at best; those that tie share it
	Tied       bool // with another
	Constraint scenario.Constraint
	Place      *Place // of reach
	Attribute  string // of an exclusion
	From, To   *int   // of age: the new bound
	Capacity   Figure // of places: as it stands
	Best, Met  Figure
	Here       Figure            // of Met, those of the area and tier asked about
	Change     model.ChangeKind  // that tries it in a plan; "" where a plan cannot say it
	Sets       map[string]string // the columns of that change
}

// AdviceOf gives the advice on the figures of a view, the most children first.
func AdviceOf(v *View, kind *model.ServiceType, of scenario.Advised, ok bool) (*AdviceList, error) {
	if !v.full() {
		return nil, noPlans()
	}
	out := &AdviceList{Type: kind, Flow: of.Flow, Spare: of.Spare, Tried: of.Tried, Untold: of.Untold, NoPlace: !ok}
	var told []*scenario.Advice
	for i := range of.List {
		if a := &of.List[i]; !v.secret[a.Service] || a.Constraint != scenario.Dates { // the end of a secret service is not told
			told = append(told, a)
		}
	}
	for i, a := range told {
		x := v.advice(a)
		x.Rank = i + 1
		if i > 0 && a.Ties(*told[i-1]) {
			x.Rank, x.Tied = out.Advice[i-1].Rank, true
			out.Advice[i-1].Tied = true
		}
		out.Advice = append(out.Advice, x)
	}
	return out, nil
}

func noPlans() error {
	return &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("Plans are shown to commissioners alone.")}
}

func (v *View) advice(a *scenario.Advice) Advice {
	x := Advice{ServiceName: v.nameOf(a.Service), Constraint: a.Constraint, Attribute: a.Attribute, From: a.From, To: a.To,
		Best: figureOf(a.Best), Met: figureOf(a.Met), Here: figureOf(a.Here)}
	if a.Constraint == scenario.Places {
		x.Capacity = figureOf(a.Capacity)
	}
	if a.Area >= 0 {
		place := placeFrom(&v.result.Day.Areas[a.Area])
		x.Place = &place
	}
	v.trying(&x, &v.result.Day.Services[a.Service], a.Changed.Service)
	return x
}

// trying says which change of a plan relaxes a constraint. A second site is
// none: it opens as a service of its own, with the places that would be used.
func (v *View) trying(x *Advice, s, to *atlas.Service) {
	switch x.Constraint {
	case scenario.Places:
		x.Change, x.Sets = "resize", map[string]string{"capacity": field.Number(*to.Capacity)}
	case scenario.Exclusion:
		x.Change, x.Sets = "accept", map[string]string{"excludes": cmp.Or(strings.Join(to.Excludes, ";"), field.NoParts)}
	case scenario.Age:
		x.Change, x.Sets = "accept", changedAges(s, to)
	case scenario.Reach:
		if x.Change, x.Sets = "serve", map[string]string{"areas_served": strings.Join(to.AreasServed, ";")}; len(to.Sites) > len(s.Sites) {
			x.Change, x.Sets = "open", opening(x, s)
		}
	case scenario.Dates:
		x.Change, x.Sets = "renew", renewing(s, v.result.Day.Date)
	}
	if x.Change != "open" && x.Change != "" {
		x.Sets["service"] = s.Key
	}
}

func changedAges(s, to *atlas.Service) map[string]string {
	out := map[string]string{}
	for column, pair := range map[string][2]*int{"age_min": {s.AgeMin, to.AgeMin}, "age_max": {s.AgeMax, to.AgeMax}, "school_year_min": {s.SchoolYearMin, to.SchoolYearMin}} {
		if pair[1] != nil && (pair[0] == nil || *pair[0] != *pair[1]) {
			out[column] = field.Number(float64(*pair[1]))
		}
	}
	return out
}

// opening opens a service like one that stands, in another area.
func opening(x *Advice, s *atlas.Service) map[string]string {
	out := map[string]string{"name": s.Name + ", " + x.Place.Name, "provider": s.Service.Provider, "service_type": s.ServiceType, "programme": s.Service.Programme,
		"mode": string(s.Mode), "capacity": field.Number(max(1, float64(int(x.Best.Value)))), "disclosure": string(model.AreaOnly), "area_code": x.Place.Code}
	for column, bound := range map[string]*int{"age_min": s.AgeMin, "age_max": s.AgeMax} {
		if bound != nil {
			out[column] = field.Number(float64(*bound))
		}
	}
	maps.DeleteFunc(out, func(_, text string) bool { return text == "" })
	return out
}

// renewing moves the dates that keep a service from counting on a day: it is
// there from the day on, for a year.
func renewing(s *atlas.Service, day model.Date) map[string]string {
	out := map[string]string{}
	if s.Start > day {
		out["start"] = string(day)
	}
	for column, end := range map[string]model.Date{"end": s.End, "contract_end": s.ContractEnd, "licence_end": atlas.LicenceEnd(s)} {
		if end != "" && end < day {
			out[column] = string(day.AddYears(1).AddDays(-1))
		}
	}
	return out
}

// Joint is what commissioning with neighbours would give (scenario.Joint).
type Joint struct {
	Area     Place
	Own      Figure // children a year whom the service would accept
	Wanted   float64
	Partners []Partner // the nearest first
	Viable   bool
}

// Partner is a neighbouring area.
type Partner struct {
	Place
	Children Figure
	Km       float64 // between representative points
}

// JointOf gives it on the figures of a view.
func JointOf(v *View, code string, of scenario.Joint) (*Joint, error) {
	if !v.full() {
		return nil, noPlans()
	}
	reported, err := v.reported(code)
	if err != nil {
		return nil, err
	}
	out := &Joint{Area: placeFrom(v.area(reported)), Own: figureOf(of.Own), Wanted: of.Wanted, Viable: of.Viable}
	for _, p := range of.Partners {
		out.Partners = append(out.Partners, Partner{placeFrom(&v.result.Day.Areas[p.Area]), figureOf(p.Children), p.Km})
	}
	return out, nil
}
