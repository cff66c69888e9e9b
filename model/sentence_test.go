package model

import (
	"errors"
	"fmt"
	"testing"
)

func TestSentenceInEnglish(t *testing.T) {
	cases := []struct {
		name     string
		sentence Sentence
		want     string
	}{
		{"no values", Say("a text"), "a text"},
		{"values", Say("row %d of %q", 3, "rates"), `row 3 of "rates"`},
		{"a sentence inside", Say("%s is expected", Say("a number from %s to %s", "0", "1")), "a number from 0 to 1 is expected"},
		{"ended", Say("a text").Ended(), "a text."},
		{"ended once", Said("A text.").Ended(), "A text."},
		{"whole", Say("%s is expected", Say("éclat")).Whole(), "Éclat is expected."},
		{"a verb in a text", Said("100%d"), "100%d"},
		{"a verb in a value", Say("%s!", "100%d"), "100%d!"},
		{"nothing", Said(""), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.sentence.String(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if c.sentence.Empty() != (c.want == "") {
				t.Errorf("empty is %v", c.sentence.Empty())
			}
		})
	}
}

// Sentences are compared by what they say, so that they can be keys.
func TestSentencesCompare(t *testing.T) {
	one := Say("%s of %s", Say("a text"), Quoted("x"))
	if !one.Equal(Say("%s of %s", Say("a text"), Quoted("x"))) || one.Equal(Say("%s of %s", Say("a text"), Quoted("y"))) || one.Equal(one.Ended()) {
		t.Errorf("%v compares wrongly", one)
	}
}

func TestSentenceOf(t *testing.T) {
	told := Say("There is no revision %d.", 3)
	if got := SentenceOf(fmt.Errorf("reading: %w", &Error{Sentence: told})); got != told {
		t.Errorf("%v, want %v", got, told)
	}
	if got := SentenceOf(errors.New("closed")); got != Said("closed") {
		t.Errorf("%v", got)
	}
}

func TestFrom(t *testing.T) {
	cases := map[string]Revision{
		"providers p1: moved": {Action: "edit", Source: "providers p1: moved"},
		"revision 2":          {Action: "undo", Source: "revision 2", Undoes: 2},
		"sites of March.csv":  {Action: "import", Source: "sites of March.csv"},
		"":                    {Action: "import"},
	}
	for want, revision := range cases {
		if got := revision.From().String(); got != want || got != revision.Source {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if from := cases["sites of March.csv"].From(); from != Said("sites of March.csv") {
		t.Errorf("the name of a file is taken for a site: %v", from)
	}
}

func TestActorOf(t *testing.T) {
	for _, actor := range []string{InBrowser, ByAPI, OnCommandLine, "mari"} {
		if got := ActorOf(actor); got.String() != actor || got.Equal(Said(actor)) != (actor == "mari") {
			t.Errorf("%s: %v", actor, got)
		}
	}
}
