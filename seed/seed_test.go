package seed_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/field"
	"catchment/seed"
)

var tables = []string{
	"claims", "criteria", "framework_items", "indicators", "levels", "programmes", "rates", "service_types",
	"settings", "shares", "sources", "tier_rows", "tiers", "uptake", "variants",
}

func ExampleReference() {
	first, _, _ := strings.Cut(string(seed.Reference()["settings.csv"]), "\n")
	fmt.Println(first)
	// Output: setting,value
}

// cells gives the rows of a reference file as text, header first.
func cells(t *testing.T, table string) [][]string {
	t.Helper()
	content, ok := seed.Reference()[table+".csv"]
	if !ok {
		t.Fatalf("%s.csv is missing", table)
	}
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatalf("%s.csv: %v", table, err)
	}
	return rows
}

// nouns reads a reference file into the nouns of its table.
func nouns[T interface{ TableName() string }](t *testing.T) []T {
	t.Helper()
	var zero T
	rows := cells(t, zero.TableName())
	columns := field.Of(reflect.TypeFor[T]())
	out := make([]T, len(rows)-1)
	for i, row := range rows[1:] {
		for j, column := range columns {
			if expected := column.Set(&out[i], row[j]); !expected.Empty() {
				t.Errorf("%s.csv row %d, %q is %q; %s", zero.TableName(), i+2, column.Name, row[j], expected)
			}
		}
	}
	return out
}

// index gives nouns by a key of theirs.
func index[T any](rows []T, key func(T) string) map[string]T {
	out := make(map[string]T, len(rows))
	for _, row := range rows {
		out[key(row)] = row
	}
	return out
}

// tally counts nouns by a part of theirs.
func tally[T any](rows []T, part func(T) string) map[string]int {
	out := map[string]int{}
	for _, row := range rows {
		out[part(row)]++
	}
	return out
}

func isCount(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %d, want %d", what, got, want)
	}
}

func TestEveryTableIsThere(t *testing.T) {
	var want []string
	for _, table := range tables {
		want = append(want, table+".csv")
	}
	if got := slices.Sorted(maps.Keys(seed.Reference())); !slices.Equal(got, want) {
		t.Errorf("files are %v, want %v", got, want)
	}
}

func TestTheCallerOwnsTheBytes(t *testing.T) {
	clear(seed.Reference()["tiers.csv"])
	if seed.Reference()["tiers.csv"][0] == 0 {
		t.Error("a caller changed what the next one gets")
	}
}

func TestFilesFitTheirTables(t *testing.T) {
	for _, name := range tables {
		table, ok := field.TableOf(name)
		if !ok {
			t.Fatalf("no table %s", name)
		}
		rows := cells(t, name)
		if want := field.Names(table.Columns); !slices.Equal(rows[0], want) {
			t.Errorf("%s.csv has columns %v, want %v", name, rows[0], want)
			continue
		}
		keys := map[string]int{}
		for i, row := range rows[1:] {
			noun := table.New()
			for j, column := range table.Columns {
				if expected := column.Set(noun, row[j]); !expected.Empty() {
					t.Errorf("%s.csv row %d, %q is %q; %s", name, i+2, column.Name, row[j], expected)
				}
				if row[j] != strings.TrimSpace(row[j]) || !utf8.ValidString(row[j]) {
					t.Errorf("%s.csv row %d, %q is untidy: %q", name, i+2, column.Name, row[j])
				}
			}
			key := field.KeyOf(noun)
			if first, twice := keys[key]; twice {
				t.Errorf("%s.csv rows %d and %d have one key, %s", name, first, i+2, key)
			}
			keys[key] = i + 2
		}
	}
}

func TestEveryTextHasWelsh(t *testing.T) {
	for _, name := range tables {
		rows := cells(t, name)
		for j, column := range rows[0] {
			welsh := slices.Index(rows[0], column+"_cy")
			if welsh < 0 {
				continue
			}
			for i, row := range rows[1:] {
				if hasLetter(row[j]) != hasLetter(row[welsh]) {
					t.Errorf("%s.csv row %d: %q is %q and its Welsh is %q", name, i+2, column, row[j], row[welsh])
				}
			}
		}
	}
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

func TestReferencesResolve(t *testing.T) {
	types := index(nouns[model.ServiceType](t), func(s model.ServiceType) string { return s.Key })
	programmes := index(nouns[model.Programme](t), func(p model.Programme) string { return p.Key })
	indicators := index(nouns[model.Indicator](t), func(i model.Indicator) string { return i.Key })
	criteria := index(nouns[model.Criterion](t), func(c model.Criterion) string { return c.Key })
	attributes := tally(nouns[model.Share](t), func(s model.Share) string { return s.Attribute })
	known := func(what, key string, ok bool) {
		t.Helper()
		if !ok {
			t.Errorf("%s: %q is not known", what, key)
		}
	}
	for _, r := range nouns[model.TierRow](t) {
		_, ok := types[r.ServiceType]
		known("tier row "+r.Key, r.ServiceType, ok && r.Kind == "service" || r.ServiceType == "" && r.Kind == "policy")
	}
	for _, u := range nouns[model.Uptake](t) {
		_, ok := types[u.ServiceType]
		known("uptake", u.ServiceType, ok)
	}
	for _, c := range criteria {
		_, ok := indicators[c.Indicator]
		known("criterion "+c.Key, c.Indicator, ok && strings.HasPrefix(c.Key, c.Indicator+"."))
	}
	for _, l := range nouns[model.LevelDescriptor](t) {
		_, ok := criteria[l.Criterion]
		known("level", l.Criterion, ok)
	}
	for _, v := range nouns[model.Variant](t) {
		_, ok := programmes[v.Programme]
		known("variant "+v.Key, v.Programme, ok)
		for _, mode := range v.Modes {
			known("variant "+v.Key, mode, slices.Contains(model.Mode("").Values(), mode))
		}
		for _, attribute := range v.Excludes {
			known("variant "+v.Key, attribute, attributes[attribute] > 0)
		}
	}
	for _, c := range nouns[model.Claim](t) {
		if c.SubjectKind == "programme" {
			_, ok := programmes[c.Subject]
			known("claim", c.Subject, ok)
		}
	}
}

// Sources are cited by code and section, e.g. "S3§7.1"; several are separated
// by semicolons. The assumed ones say so in their first word.
func TestSourcesExist(t *testing.T) {
	sources := index(nouns[model.Source](t), func(s model.Source) string { return s.Key })
	cited := map[string]string{}
	for _, name := range []string{"tiers", "tier_rows", "indicators", "criteria", "framework_items", "programmes", "variants", "claims"} {
		rows := cells(t, name)
		column := slices.Index(rows[0], "source")
		for _, row := range rows[1:] {
			for _, source := range strings.Split(row[column], "; ") {
				code, _, _ := strings.Cut(source, "§")
				cited[code] = name
			}
		}
	}
	for code, name := range cited {
		if _, ok := sources[code]; !ok {
			t.Errorf("%s.csv cites source %q, which is not known", name, code)
		}
	}
	for _, name := range []string{"uptake", "shares"} {
		rows := cells(t, name)
		for i, row := range rows[1:] {
			if !strings.HasPrefix(row[slices.Index(rows[0], "source")], "assumed") {
				t.Errorf("%s.csv row %d does not say that it is assumed", name, i+2)
			}
		}
	}
}

func TestTiersAndTheirRows(t *testing.T) {
	isCount(t, "tiers", len(nouns[model.Tier](t)), 4)
	rows := nouns[model.TierRow](t)
	perTier := tally(rows, func(r model.TierRow) string { return strconv.Itoa(r.Tier) })
	if want := map[string]int{"4": 7, "3": 7, "2": 12, "1": 5}; !maps.Equal(perTier, want) {
		t.Errorf("rows per tier are %v, want %v", perTier, want)
	}
	uptake := index(nouns[model.Uptake](t), func(u model.Uptake) string { return fmt.Sprint(u.ServiceType, u.Tier) })
	isCount(t, "types expected", len(uptake), 30)
	for _, r := range rows {
		if !strings.HasPrefix(r.Key, fmt.Sprintf("T%d.", r.Tier)) {
			t.Errorf("row %s is put in tier %d", r.Key, r.Tier)
		}
		if u := uptake[fmt.Sprint(r.ServiceType, r.Tier)]; r.Kind == "service" && u.Confidence != r.Confidence {
			t.Errorf("row %s is %q and its uptake %q", r.Key, r.Confidence, u.Confidence)
		}
	}
}

func TestMethodDefaults(t *testing.T) {
	uptake := tally(nouns[model.Uptake](t), func(u model.Uptake) string { return u.ServiceType })
	for _, s := range nouns[model.ServiceType](t) {
		if s.Audience == model.Perpetrators && uptake[s.Key] > 0 {
			t.Errorf("%s is for perpetrators and has an uptake", s.Key)
		}
		if (s.CatchmentKm == nil) != (s.Decay == "") || (s.CatchmentKm == nil) != (s.CatchmentMinutes == nil) {
			t.Errorf("%s states a part of its catchment only", s.Key)
		}
		if protected := s.Key == "refuge" || s.Key == "alternative_housing"; s.IsProtected() != protected {
			t.Errorf("%s: protected is %v", s.Key, s.IsProtected())
		}
	}
	for _, r := range nouns[model.Rate](t) {
		if *r.Low > r.Central || r.Central > *r.High {
			t.Errorf("tier %d: low, central and high are not in order", r.Tier)
		}
	}
	isCount(t, "shares", len(nouns[model.Share](t)), 15)
	isCount(t, "settings", len(nouns[model.Setting](t)), 12)
}

func TestIndicatorsAndCriteria(t *testing.T) {
	isCount(t, "indicators", len(nouns[model.Indicator](t)), 8)
	criteria := nouns[model.Criterion](t)
	per := tally(criteria, func(c model.Criterion) string { return c.Indicator })
	for i, want := range []int{4, 5, 6, 4, 5, 5, 7, 6} {
		isCount(t, fmt.Sprintf("criteria of GP%d", i+1), per[fmt.Sprintf("GP%d", i+1)], want)
	}
	for _, c := range criteria {
		if *c.Partnership != (c.Indicator == "GP7") {
			t.Errorf("%s: partnership is %v", c.Key, *c.Partnership)
		}
	}
}

func TestNoTwoLevelDescriptorsAreAlike(t *testing.T) {
	levels := nouns[model.LevelDescriptor](t)
	isCount(t, "level descriptors", len(levels), 42*4)
	seen := map[string]string{}
	for _, l := range levels {
		for _, text := range []string{l.Text, l.TextCy} {
			if other, twice := seen[text]; twice {
				t.Errorf("%s level %s says what %s says: %s", l.Criterion, l.Level, other, text)
			}
			seen[text] = l.Criterion + " level " + string(l.Level)
		}
		if l.Level == model.NotApplicable {
			t.Errorf("%s describes a level that has no description", l.Criterion)
		}
	}
}

func TestFrameworkCounts(t *testing.T) {
	got := tally(nouns[model.FrameworkItem](t), func(f model.FrameworkItem) string { return f.Framework })
	want := map[string]int{"RA": 9, "RP": 5, "EC": 9, "UP": 4, "IA": 3, "PF": 6, "PS": 3, "EL": 12, "PK": 6, "SP": 4}
	if !maps.Equal(got, want) {
		t.Errorf("framework items are %v, want %v", got, want)
	}
}

func TestProgrammesAsTheSourcesStateThem(t *testing.T) {
	isCount(t, "programmes", len(nouns[model.Programme](t)), 13)
	programmes := index(nouns[model.Programme](t), func(p model.Programme) string { return p.Key })
	if coda := programmes["coda"]; coda.MinGroup != nil || coda.MaxGroup != nil || coda.AgeMin != nil || coda.AgeMax != nil {
		t.Error("CODA has a group size or ages, which no source states of the programme")
	}
	if respect := programmes["respect_minimum"]; *respect.Weeks != 30 || respect.Sessions != nil {
		t.Error("Respect asks for 30 weeks and states no number of sessions")
	}
	claims := index(nouns[model.Claim](t), claimKey)
	for subject, hours := range map[string]string{"coda": "24", "freedom": "18", "impact": "8", "respect_minimum": "75"} {
		c := claims["programme / "+subject+" / contact_hours / 1"]
		if c.Low != hours || c.Unit != "hour" {
			t.Errorf("%s: %s %s of contact, want %s hours", subject, c.Low, c.Unit, hours)
		}
	}
	for _, key := range []string{"coda", "freedom", "impact"} {
		hours := field.Number(*programmes[key].Sessions * *programmes[key].SessionHours)
		if claimed := claims["programme / "+key+" / contact_hours / 1"].Low; claimed != hours {
			t.Errorf("%s: %s hours claimed, and sessions add up to %s", key, claimed, hours)
		}
	}
	if c := claims["programme / respect_minimum / length / 1"]; c.Low != "30" || c.Unit != "week" {
		t.Errorf("Respect asks for %s %s, want 30 weeks", c.Low, c.Unit)
	}
}

func claimKey(c model.Claim) string { return field.KeyOf(c) }

func TestClaims(t *testing.T) {
	claims := nouns[model.Claim](t)
	per := tally(claims, func(c model.Claim) string { return c.Subject + " " + c.Attribute })
	isCount(t, "areas with family support services", per["ifss area"], 5)
	isCount(t, "partners of CODA", per["coda partner"], 7)
	isCount(t, "core issues of CODA, together", per["coda core_issue_union"], 7)
	for i := range 12 {
		if per[fmt.Sprintf("F%d figure", i+1)] == 0 {
			t.Errorf("F%d is missing", i+1)
		}
	}
	for i := range 14 {
		if subject := fmt.Sprintf("D%d", i+1); per[subject+" matter"] != 1 || per[subject+" held_as"] != 1 || per[subject+" readings"] == 0 {
			t.Errorf("%s needs one matter, readings and one way of holding it", subject)
		}
	}
	for i := range 21 {
		if per[fmt.Sprintf("B%d figure", i+1)] == 0 {
			t.Errorf("B%d is missing", i+1)
		}
	}
	isCount(t, "caution on B1", per["B1w caution"], 1)
	isCount(t, "how B1 is applied", per["B1c application"], 1)
	for _, c := range claims {
		checkClaim(t, c, per[c.Subject+" "+c.Attribute])
	}
}

func checkClaim(t *testing.T, c model.Claim, places int) {
	t.Helper()
	if c.Place > places {
		t.Errorf("%s: places do not run from 1 to %d", claimKey(c), places)
	}
	allowed := func(column, value string, values ...string) {
		t.Helper()
		if !slices.Contains(values, value) {
			t.Errorf("%s: %s is %q", claimKey(c), column, value)
		}
	}
	allowed("subject_kind", c.SubjectKind, "programme", "figure", "benchmark", "disagreement")
	allowed("status", c.Status, "current", "superseded", "disputed", "reference")
	allowed("basis", c.Basis, "seen", "memory", "ours", "source")
	for _, text := range []string{c.Low, c.High} {
		if _, err := strconv.ParseFloat(text, 64); text != "" && err != nil {
			t.Errorf("%s: %q is not a number", claimKey(c), text)
		}
	}
}
