package scenario

import (
	"strings"

	"catchment/model"
)

// TypeOf is the service type that a programme makes places of: what most of the
// services that run it are of, counted by type; where none runs it and sources
// know it as work with those who harm alone, the type for them; else nil.
func TypeOf(programme string, running map[string]int, types []model.ServiceType, claims []model.Claim) *model.ServiceType {
	var best *model.ServiceType
	for i := range types {
		if t := &types[i]; running[t.Key] > 0 && (best == nil || running[t.Key] > running[best.Key]) {
			best = t
		}
	}
	if best != nil || !withThoseWhoHarm(programme, claims) {
		return best
	}
	for i := range types {
		if types[i].Audience == model.Perpetrators {
			return &types[i]
		}
	}
	return nil
}

// withThoseWhoHarm says whether all that sources say of whom a programme works
// with is that.
func withThoseWhoHarm(programme string, claims []model.Claim) bool {
	areas, harm := 0, 0
	for i := range claims {
		if c := &claims[i]; c.Subject == programme && c.Attribute == "intervention_area" {
			if areas++; strings.HasPrefix(c.Value, "IA3") {
				harm++
			}
		}
	}
	return areas > 0 && harm == areas
}
