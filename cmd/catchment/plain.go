package main

import (
	"catchment/model/coverage"
)

// plainExplanation is an explanation without boundaries and without figures
// that JSON cannot hold.
type plainExplanation struct {
	Area, Name, ServiceType string
	Tier                    int
	Uptake, Weight          float64
	Bands                   coverage.Bands
	DemandLow, DemandHigh   float64
	Coverage                *float64
	Attributes              []coverage.AttributeTerm
	Base                    []plainBase
	Ages                    []coverage.AgeTerm
	Groups                  []coverage.GroupTerm
	Services                []plainService
	Indicators              []plainIndicator
}

type plainBase struct {
	Area, Name string
	Need       float64
	Bands      coverage.Bands
}

type plainService struct {
	Service, Name           string
	AgeFrom, AgeTo          int
	Capacity                *float64
	CapacityTerms           string
	Pull, Ratio             float64
	BaseAreas               int
	WeightLeast, WeightMost float64
	Given                   float64
}

type plainIndicator struct {
	Indicator           int
	Low, High, Assessed *float64
	Status              coverage.Status
}

func plain(explained []*coverage.Explanation) []plainExplanation {
	out := make([]plainExplanation, len(explained))
	for i, x := range explained {
		out[i] = plainExplanation{Area: x.Area.Code, Name: x.Area.Name, ServiceType: x.Type.Key, Tier: x.Tier, Uptake: x.Uptake, Weight: x.Weight,
			Bands: x.Bands, DemandLow: x.DemandLow, DemandHigh: x.DemandHigh, Coverage: stated(x.Bands.Met / x.Bands.Demand),
			Attributes: x.Attributes, Ages: x.Ages, Groups: x.Groups}
		for _, b := range x.Base {
			out[i].Base = append(out[i].Base, plainBase{b.Area.Code, b.Area.Name, b.Need, b.Bands})
		}
		for _, s := range x.Services {
			out[i].Services = append(out[i].Services, plainService{s.Key, s.Name, s.Rule.From, s.Rule.To, stated(s.Capacity.Places),
				s.Capacity.Terms, s.Pull, s.Ratio, s.Reached, s.Weakest, s.Strongest, s.Given})
		}
		for g, f := range x.Indicators {
			out[i].Indicators = append(out[i].Indicators, plainIndicator{g + 1, stated(f.Low), stated(f.High), stated(f.Assessed), f.Status})
		}
	}
	return out
}
