package model

import (
	"errors"
	"fmt"
	"slices"
	"testing"
)

// nation ⊃ region ⊃ health_board … local_authority ⊃ ward ⊃ msoa ⊃ lsoa
func TestKindsStandLargestFirst(t *testing.T) {
	want := []string{"nation", "region", "health_board", "safeguarding_region", "police_force", "local_authority", "ward", "msoa", "lsoa", "small_area"}
	if got := AreaKind("").Values(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for i, kind := range Kinds {
		if kind.Order() != i {
			t.Errorf("%s has order %d, want %d", kind, kind.Order(), i)
		}
		if got, want := kind.AuthorityOrLarger(), i <= 5; got != want {
			t.Errorf("%s: authority or larger %v", kind, got)
		}
	}
	if AreaKind("village").Order() != -1 || AreaKind("village").AuthorityOrLarger() {
		t.Error("a kind that there is not has a place")
	}
}

func TestChildrenAreAged0To17(t *testing.T) {
	ages := Ages{0: 1, 17: 20, 18: 300, 24: 4000}
	if got := ages.Children(); got != 21 {
		t.Errorf("%v, want 21", got)
	}
}

func TestLevel(t *testing.T) {
	for level, want := range map[Level]float64{"0": 0, "1": 1. / 3, "2": 2. / 3, "3": 1} {
		if got := level.Share(); got != want {
			t.Errorf("%s: %v, want %v", level, got, want)
		}
	}
	cases := []struct{ self, moderated, want Level }{
		{"3", "2", "2"}, {"3", "", "3"}, {"", "1", "1"}, {"3", "na", "na"}, {"", "", ""},
	}
	for _, c := range cases {
		if got := (&Assessment{SelfLevel: c.self, ModeratedLevel: c.moderated}).Level(); got != c.want {
			t.Errorf("self %q, moderated %q: %q, want %q", c.self, c.moderated, got, c.want)
		}
	}
}

// All but a public site stand without coordinates and postcode.
func TestConceal(t *testing.T) {
	for disclosure, kept := range map[Disclosure]bool{Public: true, AreaOnly: false, Protected: false} {
		s := Site{Disclosure: disclosure, Lon: new(-3.9), Lat: new(52.0), Postcode: "SY23 1AB", AreaCode: "L1"}
		s.Conceal()
		if s.Placed() != kept || (s.Postcode != "") != kept || s.AreaCode != "L1" {
			t.Errorf("%s: %+v", disclosure, s)
		}
	}
}

func TestServiceTypeDefaults(t *testing.T) {
	bare := ServiceType{Key: "refuge"}
	if bare.CapacityUnit() != Child || bare.IsProtected() || bare.Label() != "refuge" {
		t.Errorf("%+v", bare)
	}
	full := ServiceType{Key: "refuge", Name: "Refuge", Unit: "family", ProtectedByDefault: new(true)}
	if full.CapacityUnit() != "family" || !full.IsProtected() || full.Label() != "Refuge" {
		t.Errorf("%+v", full)
	}
}

func TestModesThatComeToTheChild(t *testing.T) {
	for _, mode := range Mode("").Values() {
		want := mode == "virtual_group" || mode == "virtual_one_to_one" || mode == "outreach"
		if got := Mode(mode).ComesToChild(); got != want {
			t.Errorf("%s: %v", mode, got)
		}
	}
}

func TestCodeOf(t *testing.T) {
	wrapped := fmt.Errorf("saving: %w", &Error{Code: Conflict, Sentence: Said("Someone changed it.")})
	if got := CodeOf(wrapped); got != Conflict {
		t.Error(got)
	}
	if got := CodeOf(errors.New("plain")); got != "" {
		t.Error(got)
	}
}
