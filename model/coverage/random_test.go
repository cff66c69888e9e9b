package coverage_test

import (
	"testing"

	"pgregory.net/rapid"

	"catchment/model"
	"catchment/model/trial"
)

// tries runs a law on n random cases; n is a multiple of 100, rapid's own
// number of cases.
func tries(t *testing.T, n int, law func(*rapid.T)) {
	t.Helper()
	if testing.Short() {
		n = 100
	}
	for range n / 100 {
		rapid.Check(t, law)
	}
}

// randomDay is what every random case is computed for.
const randomDay = trial.Day

func randomRecords(t *rapid.T) *model.Records { return trial.Records(t) }

func randomService(t *rapid.T, r *model.Records, key string) { trial.Service(t, r, key) }

func pick[T any](t *rapid.T, name string, of ...T) T { return trial.Pick(t, name, of...) }
