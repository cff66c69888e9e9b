package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"gorm.io/gorm/schema"

	"catchment/model"
)

// What drivers say becomes a code and a sentence; nothing of a row goes on.
func TestFaults(t *testing.T) {
	lite := func(code sqlite3.ErrNo) error { return fmt.Errorf("commit: %w", sqlite3.Error{Code: code}) }
	server := func(code string) error {
		return &pgconn.PgError{Code: code, Message: "value " + secretPostcode, Detail: "Failing row contains (" + secretPostcode + ")"}
	}
	for _, c := range []struct {
		err      error
		code     string
		sentence string
	}{
		{lite(sqlite3.ErrBusy), model.Unusable, isBusy.String()},
		{lite(sqlite3.ErrLocked), model.Unusable, isBusy.String()},
		{lite(sqlite3.ErrFull), model.Unusable, isFull.String()},
		{lite(sqlite3.ErrReadonly), model.Unusable, isReadOnly.String()},
		{lite(sqlite3.ErrIoErr), model.Unusable, isFailing.String()},
		{lite(sqlite3.ErrCorrupt), model.Unusable, isDamaged.String()},
		{lite(sqlite3.ErrNotADB), model.Unusable, isNone.String()},
		{lite(sqlite3.ErrConstraint), model.Invalid, "A row of sites holds a value that is not allowed there."},
		{server("23514"), model.Invalid, "A row of sites holds a value that is not allowed there."},
		{server("22P02"), model.Invalid, "A row of sites holds a value that is not allowed there."},
		{server("23503"), model.Invalid, "A row of sites names something that is not in the database."},
		{server("23505"), model.Invalid, "Two rows of sites have the same key."},
		{server("53100"), model.Unusable, isFull.String()},
		{server("57P01"), model.Unusable, isAway.String()},
		{server("25006"), model.Unusable, "The account that Catchment uses may not write to the database."},
		{server("28P01"), model.Unusable, "The database server does not accept the account that Catchment uses."},
		{driver.ErrBadConn, model.Unusable, isAway.String()},
		{server("42P01"), "", "store: sites: SQLSTATE 42P01 "},
		{lite(sqlite3.ErrSchema), "", "store: sites: database schema has changed"},
		{fmt.Errorf("converting %q", secretPostcode), "", "store: sites: *errors.errorString"},
		{fmt.Errorf("scan: %w", errors.New(secretPostcode)), "", "store: sites: *fmt.wrapError of *errors.errorString"},
	} {
		got := fault(c.err, "sites")
		if model.CodeOf(got) != c.code || got.Error() != c.sentence {
			t.Errorf("%v: code %q, %q; want %q, %q", c.err, model.CodeOf(got), got, c.code, c.sentence)
		}
		if strings.Contains(fmt.Sprintf("%v %+v %v", got, got, cause(got)), secretPostcode) {
			t.Errorf("%T goes on with a value", c.err)
		}
	}
	wantCode(t, fault(server("23505"), "revisions"), model.Conflict)
	if err := fault(lite(sqlite3.ErrInterrupt), ""); !errors.Is(err, context.Canceled) {
		t.Errorf("an interrupted statement gives %v", err)
	}
	if err := fault(fmt.Errorf("wait: %w", context.DeadlineExceeded), ""); err != context.DeadlineExceeded {
		t.Errorf("a deadline gives %v", err)
	}
}

// A column that does not hold what the store writes is an error, not a guess.
func TestSerializersRefuse(t *testing.T) {
	for column, values := range map[string][]any{
		"parents":  {7, nil},
		"boundary": {"text", []byte{}, []byte{1, 2, 3}, []byte("\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0\x3f\x00\x00\x00\x00\x00\x00\x00\x40")},
	} {
		area := reflect.New(reflect.TypeFor[model.Area]()).Elem()
		mustRefuse(t, area, column, values)
	}
	people := reflect.New(reflect.TypeFor[model.Population]()).Elem()
	mustRefuse(t, people, "ages", []any{"", "1;2", strings.Repeat(";", 24), nil, 1.5})
	site := reflect.New(reflect.TypeFor[model.Site]()).Elem()
	mustRefuse(t, site, "area_code", []any{7})
}

func mustRefuse(t *testing.T, noun reflect.Value, column string, values []any) {
	t.Helper()
	parsed, err := schema.Parse(noun.Addr().Interface(), &sync.Map{}, schema.NamingStrategy{})
	if err != nil {
		t.Fatal(err)
	}
	f := parsed.LookUpField(column)
	for _, value := range values {
		if err := f.Serializer.Scan(t.Context(), f, noun, value); err == nil {
			t.Errorf("%s is read from %#v", column, value)
		}
	}
	if _, err := f.Serializer.Value(t.Context(), f, noun, 7); err == nil {
		t.Errorf("%s is written from a number", column)
	}
}
