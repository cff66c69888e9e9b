package disclosure

import (
	"math"

	"catchment/model"
	"catchment/model/need"
	"catchment/model/practice"
)

// forbidden is what audiences without the right to single terms are told.
func forbidden() error {
	return &model.Error{Code: model.Forbidden, Field: "for", Sentence: model.Say("The terms of a figure name single services; they are shown to commissioners only.")}
}

// NeedTerms is how the need of an area and tier came about (METHOD 2). Rate
// and Estimate are 0 in tier 1, which is the rest of the children.
type NeedTerms struct {
	Ages  []NeedAge
	Bases []NeedBase
}

// NeedAge is one single year of age over all base areas of the area: Weighted
// is Σ persons × index, Estimate = Weighted × Rate, and Need what it became by
// observed counts and scaling.
type NeedAge struct {
	Age                                     int
	Persons, Weighted, Rate, Estimate, Need float64
	Upper                                   float64 // need of tiers 2 to 4 of that age
}

// NeedBase is one base area's part. Observed is NaN where no count replaces
// the estimate; Scaled says whether its tiers were held to the people there.
type NeedBase struct {
	Place                                    Place
	Persons, Children, Index, Estimate, Need float64
	Observed                                 float64
	Scaled                                   bool
}

// NeedTerms gives the terms of an area's need in a tier, 1 to 4. It is
// Forbidden to audiences without the right to full precision.
func (v *View) NeedTerms(code string, tier int) (*NeedTerms, error) {
	place, err := v.reported(code)
	if err != nil {
		return nil, err
	}
	if !v.full() {
		return nil, forbidden()
	}
	day := v.result.Day
	rates := need.RatesOf(day.Records.Rates, need.Central)
	scaled := v.scaled()
	ages := [model.AgeCount]NeedAge{}
	out := &NeedTerms{}
	for _, base := range day.Within[place] {
		area := &day.Areas[day.Base[base]]
		b := NeedBase{Place: placeFrom(area), Index: day.Index[base], Observed: math.NaN(), Children: day.Population[base].Children(), Scaled: scaled[area.Code]}
		if tier >= 2 && day.Observed[base][tier-2] >= 0 {
			b.Observed = day.Observed[base][tier-2]
		}
		needs := &v.result.Needs[need.Central][base]
		for age, persons := range day.Population[base] {
			a := &ages[age]
			a.Persons += persons
			a.Weighted += persons * day.Index[base]
			a.Need += needs[tier-1][age]
			a.Upper += needs[1][age] + needs[2][age] + needs[3][age]
			b.Persons += persons
			b.Need += needs[tier-1][age]
			if tier >= 2 {
				b.Estimate += persons * rates[tier-2][age] * day.Index[base]
			}
		}
		out.Bases = append(out.Bases, b)
	}
	for age := range ages {
		a := &ages[age]
		a.Age = age
		if tier >= 2 {
			a.Rate = rates[tier-2][age]
			a.Estimate = a.Weighted * a.Rate
		}
		if a.Need > 0 || a.Estimate > 0 || tier == 1 && age <= 17 {
			out.Ages = append(out.Ages, *a)
		}
	}
	return out, nil
}

// scaled marks the base areas, by code, in which the tiers were held to the
// people there.
func (v *View) scaled() map[string]bool {
	out := map[string]bool{}
	for _, f := range v.result.Flags {
		if f.SubjectKind == "area" && f.Flag == "need_scaled" {
			out[f.Subject] = true
		}
	}
	return out
}

// TypeQuality is the practice of one service type that is expected in a tier,
// in children of an area: met at all, and by indicator Σ given × quality.
type TypeQuality struct {
	Type                *model.ServiceType
	Weight, Demand, Met float64
	Marks               practice.Marks // children, not shares
}

// Quality gives the practice of every type expected in a tier, in order of
// key. It is Forbidden to audiences without the right to full precision.
func (v *View) Quality(code string, tier int) ([]TypeQuality, error) {
	place, err := v.reported(code)
	if err != nil {
		return nil, err
	}
	if !v.full() {
		return nil, forbidden()
	}
	var out []TypeQuality
	for row, e := range v.result.Day.Expected {
		if e.Tier != tier {
			continue
		}
		b := v.bands(need.Central, row, place)
		q := TypeQuality{Type: &v.result.Day.Types[e.Type], Weight: e.Weight, Demand: b.Demand, Met: b.Met}
		for g, held := range v.result.Held[row][place] {
			q.Marks[g] = practice.Mark(held)
		}
		out = append(out, q)
	}
	return out, nil
}
