package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The defaults of FILES.
func TestSettingsOfNothing(t *testing.T) {
	want := Settings{DetourFactor: 1.3, Gap: 0.25, Sufficient: 0.8, Standard: 0.6667, WeakReach: 0.25, HorizonMonths: 12,
		TierWeight: [4]float64{1, 2, 4, 8}, Draws: 1000, Seed: 1}
	if diff := cmp.Diff(want, SettingsOf(nil)); diff != "" {
		t.Error(diff)
	}
}

func TestSettingsOfRows(t *testing.T) {
	want := SettingsOf(nil)
	want.DetourFactor, want.HorizonMonths, want.TierWeight[2], want.Seed = 1, 24, 5, 7
	got := SettingsOf([]Setting{{Key: "detour_factor", Value: 1}, {Key: "horizon_months", Value: 24}, {Key: "tier_weight_3", Value: 5}, {Key: "seed", Value: 7}, {Key: "unheard_of", Value: 9}})
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMisfit(t *testing.T) {
	cases := []struct {
		setting      Setting
		column, says string // "" where it fits
	}{
		{Setting{Key: "gap", Value: 0.25}, "", ""},
		{Setting{Key: "gap", Value: 0}, "", ""},
		{Setting{Key: "gap", Value: 1.1}, "value", "a number from 0 to 1 is expected for gap"},
		{Setting{Key: "sufficient", Value: -0.1}, "value", "a number from 0 to 1"},
		{Setting{Key: "standard", Value: 2}, "value", "a number from 0 to 1"},
		{Setting{Key: "weak_reach", Value: 2}, "value", "a number from 0 to 1"},
		{Setting{Key: "detour_factor", Value: 0}, "value", "a number above 0 and up to 100"},
		{Setting{Key: "horizon_months", Value: 1.5}, "value", "a whole number of months"},
		{Setting{Key: "detour_factor", Value: 1e99}, "value", "a number above 0 and up to 100"},
		{Setting{Key: "tier_weight_4", Value: -1}, "value", "a number from 0 to 1000000"},
		{Setting{Key: "tier_weight_4", Value: 1e99}, "value", "a number from 0 to 1000000"},
		{Setting{Key: "draws", Value: 0}, "value", "a whole number from 1"},
		{Setting{Key: "seed", Value: 0.5}, "value", "a whole number of 0 or more"},
		{Setting{Key: "sead", Value: 1}, "setting", "one of detour_factor, gap, sufficient"},
	}
	for _, c := range cases {
		column, expected := c.setting.Misfit()
		if column != c.column || !strings.HasPrefix(expected.String(), c.says) || c.says == "" && !expected.Empty() {
			t.Errorf("%+v: %q %q, want %q %q", c.setting, column, expected, c.column, c.says)
		}
	}
}

// Each setting that is named has a rule, and its default fits.
func TestEverySettingHasARule(t *testing.T) {
	if len(SettingNames) != len(settingRules) {
		t.Errorf("%d names, %d rules", len(SettingNames), len(settingRules))
	}
	for _, name := range SettingNames {
		if column, expected := (Setting{Key: name, Value: settingRules[name].Default}).Misfit(); column != "" {
			t.Errorf("the default of %s does not fit: %s", name, expected)
		}
	}
}
