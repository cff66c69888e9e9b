package model

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MostValues is how many values a sentence has at most.
const MostValues = 8

// Sentence is what a person is told, with its values apart, so that it can be
// said in another language: the English form is what the catalogue of that
// language is searched for. Sentences can be compared. The zero value says
// nothing.
type Sentence struct {
	form   string          // in English, with a verb of fmt for each value; "" where values hold the text alone
	values [MostValues]any // texts, numbers and sentences
	ended  bool            // with a full stop
	raised bool            // with a capital letter at the beginning
}

// Say is a sentence of an English form, whose values stand where fmt has verbs.
// A value may be a Sentence. Forms are constants: a test finds each of them in
// the Welsh catalogue.
func Say(form string, values ...any) Sentence {
	s := Sentence{form: form}
	copy(s.values[:], values)
	return s
}

// Said is a text that is in the reader's language already, or in none.
func Said(text string) Sentence {
	if text == "" {
		return Sentence{}
	}
	return Sentence{values: [MostValues]any{text}}
}

// SentenceOf is what an error tells: its own sentence, where it has one.
func SentenceOf(err error) Sentence {
	var coded *Error
	if errors.As(err, &coded) {
		return coded.Sentence
	}
	return Said(err.Error())
}

// Ended is the sentence with a full stop at its end.
func (s Sentence) Ended() Sentence {
	s.ended = true
	return s
}

// Whole is the sentence with a capital letter at its beginning and a full stop
// at its end.
func (s Sentence) Whole() Sentence {
	s.raised = true
	return s.Ended()
}

// Empty says whether the sentence says nothing.
func (s Sentence) Empty() bool { return s == Sentence{} }

// Equal says whether two sentences say the same.
func (s Sentence) Equal(other Sentence) bool { return s == other }

// String is the sentence in English.
func (s Sentence) String() string {
	return s.In(func(form string) string { return form }, func(value any) any { return value })
}

// In is the sentence in the language that forms are turned into, with values
// as they are shown there.
func (s Sentence) In(turned func(form string) string, shown func(value any) any) string {
	var values []any
	for _, value := range s.values {
		if value == nil {
			break
		}
		if inner, ok := value.(Sentence); ok {
			value = inner.In(turned, shown)
		}
		values = append(values, shown(value))
	}
	text := fmt.Sprint(values...)
	if s.form != "" {
		text = fmt.Sprintf(turned(s.form), values...)
	}
	if s.ended {
		text = strings.TrimSuffix(text, ".") + "."
	}
	if first, size := utf8.DecodeRuneInString(text); s.raised {
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	return text
}
