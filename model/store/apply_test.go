package store

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
)

func TestNewDatabaseIsEmpty(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		records, revision := mustLoad(t, s)
		latest, err := s.Latest(t.Context())
		if err != nil || latest != revision || revision != (model.Revision{}) {
			t.Errorf("revision is %+v and %+v (%v), want none", latest, revision, err)
		}
		if diff := cmp.Diff(&model.Records{}, records); diff != "" {
			t.Errorf("(-nothing +loaded)\n%s", diff)
		}
	})
}

func TestApplyMakesTheNextRevision(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		at := time.Date(2026, 3, 31, 13, 30, 15, 123456789, time.FixedZone("", 3600))
		got, err := s.Apply(t.Context(), Change{At: at, Actor: "mari", Action: "import", Source: "areas.geojson", Digest: "00ff"})
		want := model.Revision{
			Revision: 1, At: time.Date(2026, 3, 31, 12, 30, 15, 123456000, time.UTC),
			Actor: "mari", Action: "import", Source: "areas.geojson", Digest: "00ff",
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +made)\n%s", diff)
		}
		if latest, _ := s.Latest(t.Context()); latest != want {
			t.Errorf("latest is %+v, want %+v", latest, want)
		}
	})
}

// A change against another revision than the latest is refused.
func TestStaleBaseIsAConflict(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{})
		mustApply(t, s, Change{Upserts: world(t, fixed(true))})
		before := hash(t, s)
		for _, base := range []int{0, 1, 3, -1} {
			_, err := s.Apply(t.Context(), Change{Base: base, Upserts: world(t, fixed(false))})
			wantCode(t, err, model.Conflict)
		}
		if hash(t, s) != before {
			t.Error("a conflict left something behind")
		}
	})
}

// A row that fails, in the last table that is written, undoes all others.
func TestAllOrNothing(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		first := world(t, fixed(true))
		mustApply(t, s, Change{Upserts: first, Method: first})
		change := Change{
			Upserts: world(t, fixed(false)), Method: world(t, fixed(false)),
			Files: []model.File{{Name: "a"}}, Audit: []model.AuditEntry{{Action: "no such action"}},
		}
		refused(t, s, change, "audit")
		change.Audit, change.Upserts.Assessments[0].Criterion = nil, "GP9.9"
		refused(t, s, change, "assessments")
		change.Upserts.Assessments = nil
		mustApply(t, s, change)
	})
}

// Values that the two databases would not treat alike reach neither.
func TestUnstorableIsRefused(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		nan := math.NaN()
		area := func(alter func(a *model.Area)) *model.Records {
			a := model.Area{Code: "a", Kind: "ward"}
			alter(&a)
			return &model.Records{Areas: []model.Area{a}}
		}
		for name, records := range map[string]*model.Records{
			"zero byte":    area(func(a *model.Area) { a.Name = "a\x00b" }),
			"not UTF-8":    area(func(a *model.Area) { a.Name = "a\xffb" }),
			"not a number": area(func(a *model.Area) { a.NeedIndex = &nan }),
			"semicolon":    area(func(a *model.Area) { a.Parents = []string{"a;b"} }),
			"empty entry":  area(func(a *model.Area) { a.Parents = []string{""} }),
			"same key":     {Areas: []model.Area{{Code: "a", Kind: "ward"}, {Code: "a", Kind: "msoa"}}},
		} {
			t.Run(name, func(t *testing.T) { refused(t, s, Change{Upserts: records}, "areas") })
		}
		persons := model.Population{AreaCode: "a", Year: 2024, Ages: model.Ages{3: -1}}
		refused(t, s, Change{Upserts: &model.Records{
			Areas: []model.Area{{Code: "a", Kind: "ward"}}, Population: []model.Population{persons},
		}}, "population")
		sets := map[string]string{"name": "\xff"}
		refused(t, s, Change{Upserts: &model.Records{Scenarios: []model.ScenarioChange{{Change: "open", Sets: sets}}}}, "scenario_changes")
		refused(t, s, Change{Source: "\x00"}, "revisions")
		refused(t, s, Change{Files: []model.File{{Name: "\x00"}}}, "imported_files")
	})
}

// Each method version keeps its rows; the one in force is loaded; other
// changes leave it in force, and upserts cannot touch it.
func TestMethodVersionsAreKept(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		setting := func(x float64) *model.Records {
			return &model.Records{Settings: []model.Setting{{Method: 99, Key: "gap", Value: x}}}
		}
		mustApply(t, s, Change{Method: setting(0.25)})
		second := setting(0.5)
		mustApply(t, s, Change{Method: second})
		if second.Settings[0].Method != 99 {
			t.Error("the caller's rows were altered")
		}
		last := mustApply(t, s, Change{Upserts: setting(0.75)})
		records, _ := mustLoad(t, s)
		if diff := cmp.Diff([]model.Setting{{Method: 2, Key: "gap", Value: 0.5}}, records.Settings); diff != "" || last.Method != 2 {
			t.Errorf("method %d (-want +loaded)\n%s", last.Method, diff)
		}
		var all []model.Setting
		s.read.Order("method").Find(&all)
		if diff := cmp.Diff([]model.Setting{{Method: 1, Key: "gap", Value: 0.25}, {Method: 2, Key: "gap", Value: 0.5}}, all); diff != "" {
			t.Errorf("all versions (-want +there)\n%s", diff)
		}
		var versions []model.MethodVersion
		s.read.Order("method").Find(&versions)
		if diff := cmp.Diff([]model.MethodVersion{{Method: 1, Revision: 1}, {Method: 2, Revision: 2}}, versions); diff != "" {
			t.Errorf("versions (-want +there)\n%s", diff)
		}
	})
}

// Two services of one change may name each other as parallel.
func TestParallelServicesNameEachOther(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		provider := model.Provider{Key: "p", Sector: "other"}
		service := model.Service{Provider: "p", ServiceType: "s", Mode: "group"}
		women, men := service, service
		women.Key, women.ParallelService, men.Key, men.ParallelService = "women", "men", "men", "women"
		mustApply(t, s, Change{Upserts: &model.Records{Providers: []model.Provider{provider}, Services: []model.Service{women, men}}})
		women.ParallelService = "nobody"
		refused(t, s, Change{Upserts: &model.Records{Services: []model.Service{women}}}, "services")
	})
}

// More rows than one statement takes.
func TestManyRows(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		want := large(2*rowsAtOnce+1, 3*rowsAtOnce, 5)
		mustApply(t, s, Change{Upserts: want})
		got, _ := mustLoad(t, s)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-put in +came out)\n%.2000s", diff)
		}
	})
}

func TestFilesAndAuditAreNumbered(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		var file model.File
		fill(reflect.ValueOf(&file).Elem(), fixed(true))
		entry := model.AuditEntry{Action: "update", Noun: "areas", Subject: "a", Before: `{"name":"x"}`, After: `{"name":"y"}`}
		for range 2 {
			mustApply(t, s, Change{Files: []model.File{file, {Name: "b.csv"}}, Audit: []model.AuditEntry{entry, entry}})
		}
		_, _ = applyLatest(s, Change{Audit: []model.AuditEntry{entry, {Action: "none"}}}) // leaves no hole
		mustApply(t, s, Change{Audit: []model.AuditEntry{entry}})
		files, err := s.Files(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		at := func(f model.File, revision, place int) model.File { f.Revision, f.Place = revision, place; return f }
		b := model.File{Name: "b.csv"}
		if diff := cmp.Diff([]model.File{at(file, 1, 1), at(b, 1, 2), at(file, 2, 1), at(b, 2, 2)}, files); diff != "" {
			t.Errorf("files (-want +got)\n%s", diff)
		}
		numbered := func(number int64, revision, place int) model.AuditEntry {
			e := entry
			e.Entry, e.Revision, e.Place = number, revision, place
			return e
		}
		for revision, want := range map[int][]model.AuditEntry{
			1: {numbered(1, 1, 1), numbered(2, 1, 2)}, 2: {numbered(3, 2, 1), numbered(4, 2, 2)}, 3: {numbered(5, 3, 1)},
		} {
			got, err := s.Audit(t.Context(), revision)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("revision %d: %v (-want +got)\n%s", revision, err, diff)
			}
		}
	})
}

func TestCancelledChangeIsNotMade(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Apply(ctx, Change{}); !errors.Is(err, context.Canceled) {
			t.Errorf("error is %v, want cancelled", err)
		}
		if latest, err := s.Latest(t.Context()); err != nil || latest.Revision != 0 {
			t.Errorf("revision is %d (%v), want none", latest.Revision, err)
		}
	})
}

// No sentence is about the machinery.
func TestSentencesArePlain(t *testing.T) {
	s := mustOpen(t, newFile(t))
	mustApply(t, s, Change{})
	_, stale := s.Apply(t.Context(), Change{})
	_, orphan := applyLatest(s, Change{Upserts: &model.Records{Sites: []model.Site{{Key: "a", Service: "b", Disclosure: "public"}}}})
	_, range_ := applyLatest(s, Change{Upserts: &model.Records{Areas: []model.Area{{Code: "a", Kind: "b"}}}})
	for _, err := range []error{stale, orphan, range_} {
		for _, word := range []string{"constraint", "SQL", "FOREIGN", "UNIQUE", "transaction"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%q says %q", err, word)
			}
		}
	}
}
