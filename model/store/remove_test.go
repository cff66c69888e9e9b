package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"catchment/model"
)

// small is a provider with a service that has a site and a journey to it.
func small() *model.Records {
	return &model.Records{
		Areas:     []model.Area{{Code: "a", Kind: "ward"}},
		Providers: []model.Provider{{Key: "p", Sector: "other"}},
		Services:  []model.Service{{Key: "s", Provider: "p", Mode: "group"}, {Key: "t", Provider: "p", Mode: "group", ParallelService: "s"}},
		Sites:     []model.Site{{Key: "x", Service: "s", Disclosure: model.Public}},
		Travel:    []model.TravelTime{{AreaCode: "a", Site: "x", Minutes: 1}, {AreaCode: "a", Site: "x", Minutes: 2, Mode: "bus"}},
	}
}

func TestRemovals(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		all := small()
		mustApply(t, s, Change{Upserts: all})
		for name, c := range map[string]struct {
			removals model.Records
			code     string
		}{
			"a provider with services":   {model.Records{Providers: all.Providers}, model.Conflict},
			"a site with journeys":       {model.Records{Sites: all.Sites}, model.Conflict},
			"a row that is not there":    {model.Records{Providers: []model.Provider{{Key: "q"}}}, model.NotFound},
			"one there and one that not": {model.Records{Travel: []model.TravelTime{all.Travel[0], {AreaCode: "b", Site: "x"}}}, model.NotFound},
		} {
			t.Run(name, func(t *testing.T) {
				before := hash(t, s)
				_, err := applyLatest(s, Change{Removals: &c.removals, Audit: []model.AuditEntry{{Action: "remove"}}})
				wantCode(t, err, c.code)
				if hash(t, s) != before {
					t.Error("a refusal left something behind")
				}
			})
		}
		if _, err := applyLatest(s, Change{Removals: &model.Records{Services: all.Services[:1], Sites: all.Sites, Travel: all.Travel}}); model.CodeOf(err) == "" {
			t.Errorf("a service that another names as parallel: %v", err)
		}
		mustApply(t, s, Change{Removals: &model.Records{Travel: all.Travel[1:]}})
		mustApply(t, s, Change{Removals: &model.Records{Travel: all.Travel[:1], Sites: all.Sites, Services: all.Services, Providers: all.Providers, Areas: all.Areas}})
		records, _ := mustLoad(t, s)
		if diff := cmp.Diff(&model.Records{}, records); diff != "" {
			t.Errorf("(-nothing +left)\n%s", diff)
		}
	})
}

// A row moves to another before the one that it named goes.
func TestRemovalsComeAfterUpserts(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		all := small()
		mustApply(t, s, Change{Upserts: all})
		moved := model.Records{Providers: []model.Provider{{Key: "q", Sector: "other"}}, Services: []model.Service{
			{Key: "s", Provider: "q", Mode: "group"}, {Key: "t", Provider: "q", Mode: "group"}}}
		mustApply(t, s, Change{Upserts: &moved, Removals: &model.Records{Providers: all.Providers}})
	})
}

func TestLastChanges(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		row := func(subject, before string) LastChange {
			return LastChange{Noun: "sites", Subject: subject, Kept: true, Before: before}
		}
		audit := []model.AuditEntry{{Action: "update", Noun: "sites", Subject: "x"}}
		mustApply(t, s, Change{Last: []LastChange{row("x", "1"), row("y", "1")}, Audit: audit})
		mustApply(t, s, Change{Last: []LastChange{row("x", "2")}, Audit: audit, Undoes: 1, Forget: []RowName{{"sites", "y"}, {"sites", "none"}}})
		first, err := s.LastChanges(t.Context(), 1, nil)
		want := []LastChange{{Noun: "sites", Subject: "y", Revision: 1}}
		if diff := cmp.Diff(want, first); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		both, err := s.LastChanges(t.Context(), 1, []int{2})
		if err != nil || len(both) != 2 || both[0].Before != "1" {
			t.Errorf("what an undone revision touched: %+v, %v", both, err)
		}
		counts, err := s.LastCounts(t.Context(), nil)
		if diff := cmp.Diff(map[int]LastCount{1: {1, 1, 1}, 2: {2, 1, 0}}, counts); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		all, err := s.LastOf(t.Context(), "sites")
		if err != nil || len(all) != 2 || all[0].Before != "1" || all[1].Before != "2" {
			t.Errorf("%+v, %v", all, err)
		}
		since, err := s.ChangesOf(t.Context(), "sites", "x", 1)
		if err != nil || len(since) != 1 || since[0].Revision != 2 {
			t.Errorf("%+v, %v", since, err)
		}
		audits, err := s.AuditCounts(t.Context())
		if diff := cmp.Diff([]AuditCount{{1, "sites", "update", 1}, {2, "sites", "update", 1}}, audits); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		revisions, err := s.Revisions(t.Context())
		if err != nil || len(revisions) != 2 || revisions[0].Undoes != 1 || revisions[1].Undoes != 0 || revisions[0].At.Location() != time.UTC {
			t.Errorf("%+v, %v", revisions, err)
		}
		refused(t, s, Change{Last: []LastChange{row("x", "\x00")}}, "last_changes")
	})
}

// What a row was is let go of after so many changes, of the oldest first, and
// that of other rows stays.
func TestLastChangesAreFew(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		for i := range deepest + 5 {
			rows := []LastChange{{Noun: "sites", Subject: "x", Kept: true, Before: fmt.Sprint(i)}}
			if i == 0 {
				rows = append(rows, LastChange{Noun: "sites", Subject: "y", Kept: true, Before: "kept"})
			}
			mustApply(t, s, Change{Last: rows})
		}
		all, err := s.LastOf(t.Context(), "sites")
		if err != nil || len(all) != deepest+1 || all[0].Before != "5" || all[deepest].Before != "kept" {
			t.Errorf("%d rows %+v, %v; want the last %d of x, and y", len(all), all, err, deepest)
		}
	})
}

// A database of the schema before keeps what it holds.
func TestEarlierRowsOfTheOldSchema(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		kind, pool := goose.DialectSQLite3, (*sql.DB)(nil)
		if strings.HasPrefix(database, "postgres") {
			config, err := pgx.ParseConfig(database)
			if err != nil {
				t.Fatal(err)
			}
			kind, pool = goose.DialectPostgres, stdlib.OpenDB(*config)
		} else {
			if err := prepareFile(database); err != nil {
				t.Fatal(err)
			}
			pool = sql.OpenDB(writing(database))
		}
		provider, err := newProvider(kind, pool)
		if err == nil {
			_, err = provider.UpTo(t.Context(), 2)
		}
		for _, statement := range []string{
			"INSERT INTO revisions (revision, at, actor, action, source, digest, method) VALUES (1, '2026-04-01 09:00:00', '', '', '', '', 0)",
			"INSERT INTO last_changes VALUES ('sites', 'x', 1, true, 'old')",
		} {
			if err == nil {
				_, err = pool.ExecContext(t.Context(), statement)
			}
		}
		if err = errors.Join(err, pool.Close()); err != nil {
			t.Fatal(err)
		}
		s := mustOpen(t, database)
		mustApply(t, s, Change{Last: []LastChange{{Noun: "sites", Subject: "x", Kept: true, Before: "new"}}})
		all, err := s.LastOf(t.Context(), "sites")
		if err != nil || len(all) != 2 || all[0].Before != "old" {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

func TestMethodOfAVersion(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		mustApply(t, s, Change{Method: &model.Records{Settings: []model.Setting{{Key: "gap", Value: 0.1}}}})
		mustApply(t, s, Change{Method: &model.Records{Settings: []model.Setting{{Key: "gap", Value: 0.2}}}})
		for version, value := range map[int]float64{1: 0.1, 2: 0.2} {
			records, err := s.Method(t.Context(), version)
			if err != nil || len(records.Settings) != 1 || records.Settings[0].Value != value {
				t.Errorf("version %d: %+v, %v", version, records, err)
			}
		}
	})
}

func TestMappings(t *testing.T) {
	eachDatabase(t, func(t *testing.T, database string) {
		s := mustOpen(t, database)
		keep := func(m Mapping) error { return s.KeepMapping(context.Background(), m) }
		at := time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC)
		for _, text := range []string{"{}", "{2}"} {
			if err := keep(Mapping{Name: "returns", Text: text, At: at, Actor: "mari"}); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Mappings(t.Context())
		if diff := cmp.Diff([]Mapping{{"returns", "{2}", at, "mari"}}, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		wantCode(t, keep(Mapping{Name: "\xff"}), model.Invalid)
		if err := s.DropMapping(t.Context(), "returns"); err != nil {
			t.Error(err)
		}
		wantCode(t, s.DropMapping(t.Context(), "returns"), model.NotFound)
	})
}
