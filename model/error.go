package model

import "errors"

// The codes of Error; each door turns them into its own status.
const (
	Invalid   = "invalid"
	NotFound  = "not_found"
	Conflict  = "conflict"
	Forbidden = "forbidden"
	Unusable  = "unusable" // the database or file cannot be used
)

// Error is a fault that a person is told of in one sentence. Detail that the
// person should not see is wrapped in Cause.
type Error struct {
	Code     string
	Field    string
	Sentence Sentence
	Cause    error
}

// Error gives the sentence.
func (e *Error) Error() string { return e.Sentence.String() }

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// CodeOf gives the code of an Error anywhere in the chain, else "".
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// ErrFull stands in the chain of an error where the disk had no room left.
var ErrFull = errors.New("the disk is full")

// ErrOvertaken is the cause of a Conflict with a change that others made in the
// meantime. A conflict with how things stand has another.
var ErrOvertaken = errors.New("overtaken by another change")
