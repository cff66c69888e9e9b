package cql2_test

import (
	"testing"
	"time"

	"catchment/model/cql2"
)

func FuzzText(f *testing.F) {
	for _, cases := range classes {
		for _, c := range cases {
			f.Add(c.text)
		}
	}
	for _, c := range places {
		f.Add(c.text)
	}
	for _, c := range times {
		f.Add(c.text)
	}
	for _, c := range refusals {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		defer inTime(text).Stop()
		if filter, err := cql2.ParseText(text, queryables); err == nil {
			checkFuzzed(t, filter)
		}
	})
}

func FuzzJSON(f *testing.F) {
	for _, cases := range [][]struct{ text, want string }{classes["basic"], classes["advanced"], classes["truth table"], classes["case and accents"], times} {
		for _, c := range cases {
			filter, err := cql2.ParseText(c.text, queryables)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(filter.JSON())
		}
	}
	for _, c := range places {
		filter, err := cql2.ParseText(c.text, queryables)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filter.JSON())
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defer inTime(string(data)).Stop()
		if filter, err := cql2.ParseJSON(data, queryables); err == nil {
			checkFuzzed(t, filter)
		}
	})
}

// inTime fails loudly where a filter holds the reader or the comparison up: a
// fuzzer alone would wait for ever.
func inTime(input string) *time.Timer {
	return time.AfterFunc(10*time.Second, func() { panic("10 seconds are too long for " + input) })
}

// checkFuzzed evaluates a filter and reads it again in both encodings, unless
// writing it out makes it too long.
func checkFuzzed(t *testing.T, filter *cql2.Filter) {
	const limit = 64 << 10
	filter.Bound()
	want, text, data := filter.Matches(property), filter.Text(), filter.JSON()
	if len(text) <= limit {
		again, err := cql2.ParseText(text, queryables)
		if err != nil || again.Text() != text || again.Matches(property) != want {
			t.Fatalf("%q read again: %v", text, err)
		}
	}
	if len(data) <= limit {
		again, err := cql2.ParseJSON(data, queryables)
		if err != nil || again.Text() != text || again.Matches(property) != want {
			t.Fatalf("%s read again: %v", data, err)
		}
	}
}
