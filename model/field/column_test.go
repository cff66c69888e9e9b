package field

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"catchment/model"
)

func columnOf[T any](t *testing.T, name string) Column {
	t.Helper()
	column, ok := Find(Of(reflect.TypeFor[T]()), name)
	if !ok {
		t.Fatalf("no column %s", name)
	}
	return column
}

// set is a try of Set: text in, and either the text that comes out again or
// what is expected.
type set struct{ name, text, want, expected string }

func try[T any](t *testing.T, column string, cases []set) {
	t.Helper()
	c := columnOf[T](t, column)
	for _, s := range cases {
		t.Run(column+": "+s.name, func(t *testing.T) {
			var noun T
			if got := c.Set(&noun, s.text).String(); got != s.expected {
				t.Errorf("expected %q, want %q", got, s.expected)
			}
			if got := c.Text(noun); got != s.want {
				t.Errorf("text %q, want %q", got, s.want)
			}
		})
	}
}

func TestSetText(t *testing.T) {
	try[model.Area](t, "name", []set{
		{"as it is", "Ynys Môn", "Ynys Môn", ""},
		{"without spaces around", "  Ynys Môn\t", "Ynys Môn", ""},
		{"required", " ", "", "a text is expected"},
	})
	try[model.Area](t, "name_cy", []set{{"not stated", "", "", ""}})
}

func TestSetNumber(t *testing.T) {
	const expected = "a number above 0 and up to 20000, or an empty cell, is expected"
	try[model.ServiceType](t, "catchment_km", []set{
		{"decimal", "2.50", "2.5", ""},
		{"exponent", "1e2", "100", ""},
		{"not stated", "", "", ""},
		{"on the bound that is out", "0", "", expected},
		{"below", "-1", "", expected},
		{"comma", "2,5", "", expected},
		{"hexadecimal", "0x10", "", expected},
		{"infinite", "Inf", "", expected},
		{"not a number", "NaN", "", expected},
		{"the greatest", "20000", "20000", ""},
		{"more than any real one", "20000.1", "", expected},
		{"absurd, but finite", "1e99", "", expected},
		{"too large", "1e999", "", expected},
		{"word", "ten", "", expected},
	})
	try[model.Service](t, "capacity", []set{
		{"zero is stated", "0", "0", ""},
		{"minus zero is zero", "-0", "0", ""},
		{"below", "-0.5", "", "a number from 0 to 1000000, or an empty cell, is expected"},
		{"absurd, but finite", "1e99", "", "a number from 0 to 1000000, or an empty cell, is expected"},
	})
	try[model.Area](t, "point_lon", []set{
		{"least", "-180", "-180", ""},
		{"greatest", "180", "180", ""},
		{"beyond", "180.01", "", "a number from -180 to 180, or an empty cell, is expected"},
	})
	try[model.Setting](t, "value", []set{{"no bounds", "-3.5", "-3.5", ""}, {"word", "x", "0", "a number is expected"}})
}

func TestSetWholeNumber(t *testing.T) {
	const expected = "a whole number from 0 to 24, or an empty cell, is expected"
	try[model.Service](t, "age_max", []set{
		{"least", "0", "0", ""},
		{"greatest", "24", "24", ""},
		{"written with a point", "12.0", "12", ""},
		{"not stated", "", "", ""},
		{"broken", "12.5", "", expected},
		{"beyond", "25", "", expected},
		{"word", "x", "", expected},
	})
	try[model.Rate](t, "age_to", []set{{"empty is the default", "", "17", ""}, {"stated", "11", "11", ""}})
	try[model.Rate](t, "tier", []set{{"tier 1 has no rate", "1", "0", "a whole number from 2 to 4 is expected"}})
	try[model.Programme](t, "licence_years", []set{{"stated", "3", "3", ""}, {"below", "-1", "", "a whole number from 0 to 100, or an empty cell, is expected"}})
}

func TestSetDate(t *testing.T) {
	try[model.Service](t, "start", []set{
		{"as written", "2026-03-31", "2026-03-31", ""},
		{"day first", "31/03/2026", "2026-03-31", ""},
		{"not stated", "", "", ""},
		{"31 February", "2026-02-31", "", "a date like 2026-03-31, or an empty cell, is expected"},
	})
}

func TestSetYesOrNo(t *testing.T) {
	const expected = "yes or no, or an empty cell, is expected"
	try[model.ServiceType](t, "protected_by_default", []set{
		{"yes", "yes", "yes", ""}, {"no", "No", "no", ""}, {"true", "TRUE", "yes", ""}, {"0", "0", "no", ""}, {"not stated", "", "", ""},
		{"perhaps", "perhaps", "", expected},
	})
}

func TestSetOneOf(t *testing.T) {
	try[model.ServiceType](t, "measure", []set{
		{"as written", "places", "places", ""},
		{"capitals", "Presence", "presence", ""},
		{"another", "seats", "", "one of places, presence is expected"},
		{"required", "", "", "one of places, presence is expected"},
	})
	try[model.ServiceType](t, "decay", []set{{"not stated", "", "", ""}, {"another", "cliff", "", "one of binary, steps, gaussian, or an empty cell, is expected"}})
}

func TestSetList(t *testing.T) {
	try[model.Service](t, "areas_served", []set{
		{"one", "L1", "L1", ""},
		{"spaces, empties and repeats", " L1 ; ;L2;L1;", "L1;L2", ""},
		{"not stated", "", "", ""},
		{"nothing but separators", ";;", "", ""},
	})
}

func TestSetAge(t *testing.T) {
	try[model.Population](t, "age_7", []set{{"persons", "12.5", "12.5", ""}, {"required", "", "0", "a number from 0 to 100000000 is expected"}})
	var p model.Population
	columnOf[model.Population](t, "age_24").Set(&p, "3")
	if p.Ages != (model.Ages{24: 3}) {
		t.Error(p.Ages)
	}
}

// A field is left as it is where the text does not fit.
func TestSetLeavesTheFieldWhereTextDoesNotFit(t *testing.T) {
	s := model.Service{Name: "Ferry", Mode: "group", AgeMin: new(4), Capacity: new(3.0), Start: "2026-01-01"}
	before := s
	for column, text := range map[string]string{"name": "", "mode": "ferry", "age_min": "99", "capacity": "x", "start": "31/02/2026"} {
		if columnOf[model.Service](t, column).Set(&s, text).Empty() {
			t.Errorf("%s takes %q", column, text)
		}
	}
	if diff := cmp.Diff(before, s); diff != "" {
		t.Error(diff)
	}
}

// Only the columns that the file gives are copied.
func TestMerge(t *testing.T) {
	known := model.Service{Key: "s1", Name: "Old", Capacity: new(5.0), AgeMin: new(4), Excludes: []string{"x"}}
	read := model.Service{Key: "s1", Name: "New", AgeMax: new(11)}
	Merge(&known, &read, map[string]bool{"name": true, "capacity": true, "age_max": true})
	want := model.Service{Key: "s1", Name: "New", Capacity: nil, AgeMin: new(4), AgeMax: new(11), Excludes: []string{"x"}}
	if diff := cmp.Diff(want, known); diff != "" {
		t.Error(diff)
	}
}

func TestMergeAges(t *testing.T) {
	known, read := model.Population{Ages: model.Ages{3: 1, 4: 2}}, model.Population{Ages: model.Ages{3: 10, 4: 20}}
	Merge(&known, &read, map[string]bool{"age_4": true})
	if known.Ages != (model.Ages{3: 1, 4: 20}) {
		t.Error(known.Ages)
	}
}

func TestMergeBoundary(t *testing.T) {
	square := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}
	known, read := model.Area{Boundary: square, Name: "Old"}, model.Area{Name: "New"}
	Merge(&known, &read, map[string]bool{"name": true})
	if known.Boundary == nil || known.Name != "New" {
		t.Errorf("areas.csv took the boundary: %+v", known)
	}
	Merge(&known, &read, map[string]bool{"boundary": true})
	if known.Boundary != nil {
		t.Errorf("the boundary given was not taken: %+v", known)
	}
}

func TestDifference(t *testing.T) {
	before := model.Service{Key: "s1", Name: "Old", Capacity: new(5.0), Excludes: []string{"a"}}
	after := model.Service{Key: "s1", Name: "New", Excludes: []string{"a", "b"}}
	was, is := Difference(before, &after)
	if diff := cmp.Diff(map[string]string{"name": "Old", "capacity": "5", "excludes": "a"}, was); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"name": "New", "capacity": "", "excludes": "a;b"}, is); diff != "" {
		t.Error(diff)
	}
}

func TestKeyOf(t *testing.T) {
	cases := map[string]any{
		"A1":                                model.Area{Code: "A1", Name: "Aber"},
		"A1 / 2025":                         &model.Population{AreaCode: "A1", Year: 2025},
		"2 / 0 / 17":                        model.Rate{Tier: 2, AgeTo: 17},
		"A1 / s1 / ":                        model.TravelTime{AreaCode: "A1", Site: "s1"},
		"service / g1 / GP1.1 / 2025-06-01": model.Assessment{SubjectKind: "service", Subject: "g1", Criterion: "GP1.1", AssessedOn: "2025-06-01"},
	}
	for want, noun := range cases {
		if got := KeyOf(noun); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
