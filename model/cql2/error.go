package cql2

import "fmt"

// What is read is bounded, so that no filter can hold the reader for long.
const (
	maxBytes  = 64 << 10
	maxDepth  = 64
	maxPoints = 10_000
)

// Error says in a sentence where a filter is wrong, what was expected there
// and what was found. At counts characters (not bytes) from 1.
type Error struct {
	At       int
	Sentence string
}

func (e *Error) Error() string { return e.Sentence }

// expected is the refusal of something found where something else belongs.
func expected(at int, what, found string) *Error {
	return refusal(at, "%s is expected, but %s was found", what, found)
}

// refusal begins every sentence with the position.
func refusal(at int, format string, values ...any) *Error {
	return &Error{At: at, Sentence: fmt.Sprintf("At character %d of the filter, ", at) + fmt.Sprintf(format, values...) + "."}
}

func tooLong(bytes int) *Error {
	return refusal(1, "at most %d bytes are expected, but %d bytes were found", maxBytes, bytes)
}

func tooDeep(at int) *Error {
	return refusal(at, "at most %d levels of nesting are expected, but more were found", maxDepth)
}
