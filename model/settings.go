package model

import "math"

// Settings is the numbers of the method that stand in settings.csv.
type Settings struct {
	DetourFactor  float64 // road kilometres for each kilometre in a straight line
	Gap           float64 // coverage below this is a gap
	Sufficient    float64 // coverage from this is sufficient
	Standard      float64 // an indicator below this is a quality gap
	WeakReach     float64 // reach W below this is weak
	HorizonMonths int     // how far ahead endings are looked for
	TierWeight    [4]float64
	Draws         int // of the rank intervals
	Seed          uint64
}

// settingRule says where a setting is kept and what it may be.
type settingRule struct {
	Default  float64
	Expected Sentence
	fits     func(float64) bool
	put      func(*Settings, float64)
}

func part(put func(*Settings, float64), value float64) settingRule {
	return settingRule{value, Say("a number from %s to %s", "0", "1"), func(x float64) bool { return x >= 0 && x <= 1 }, put}
}

func weight(tier int, value float64) settingRule {
	return settingRule{value, Say("a number from %s to %s", "0", "1000000"), func(x float64) bool { return x >= 0 && x <= 1_000_000 },
		func(s *Settings, x float64) { s.TierWeight[tier-1] = x }}
}

func whole(least, greatest, value float64, words Sentence, put func(*Settings, float64)) settingRule {
	return settingRule{value, words, func(x float64) bool {
		return x == math.Trunc(x) && x >= least && x <= greatest
	}, put}
}

var settingRules = map[string]settingRule{
	"detour_factor": {1.3, Say("a number above %s and up to %s", "0", "100"), func(x float64) bool { return x > 0 && x <= 100 },
		func(s *Settings, x float64) { s.DetourFactor = x }},
	"gap":        part(func(s *Settings, x float64) { s.Gap = x }, 0.25),
	"sufficient": part(func(s *Settings, x float64) { s.Sufficient = x }, 0.8),
	"standard":   part(func(s *Settings, x float64) { s.Standard = x }, 0.6667),
	"weak_reach": part(func(s *Settings, x float64) { s.WeakReach = x }, 0.25),
	"horizon_months": whole(0, 1200, 12, Say("a whole number of months from 0 to 1200"),
		func(s *Settings, x float64) { s.HorizonMonths = int(x) }),
	"tier_weight_1": weight(1, 1),
	"tier_weight_2": weight(2, 2),
	"tier_weight_3": weight(3, 4),
	"tier_weight_4": weight(4, 8),
	"draws": whole(1, 100_000, 1000, Say("a whole number from %s to %s", "1", "100000"),
		func(s *Settings, x float64) { s.Draws = int(x) }),
	"seed": whole(0, 1<<53, 1, Say("a whole number of %s or more", "0"),
		func(s *Settings, x float64) { s.Seed = uint64(x) }),
}

// SettingNames lists the settings in the order of FILES.
var SettingNames = []string{
	"detour_factor", "gap", "sufficient", "standard", "weak_reach", "horizon_months",
	"tier_weight_1", "tier_weight_2", "tier_weight_3", "tier_weight_4", "draws", "seed",
}

// SettingsOf gives the settings that rows state, the defaults for the rest.
func SettingsOf(rows []Setting) Settings {
	var s Settings
	for _, rule := range settingRules {
		rule.put(&s, rule.Default)
	}
	for _, row := range rows {
		if rule, ok := settingRules[row.Key]; ok {
			rule.put(&s, row.Value)
		}
	}
	return s
}

// Misfit says what is expected where the row names no setting (column
// "setting") or its value does not fit (column "value"); else both are "".
func (s Setting) Misfit() (column string, expected Sentence) {
	rule, ok := settingRules[s.Key]
	if !ok {
		return "setting", Say("%s is expected", Say("one of %s", joined(SettingNames)))
	}
	if !rule.fits(s.Value) {
		return "value", Say("%s is expected for %s", rule.Expected, s.Key)
	}
	return "", Sentence{}
}
