package model

import (
	"fmt"
	"strings"
)

// Problem is a fault in a file, or a warning about one. Row counts from 1 and
// includes the heading row, as spreadsheets number; 0 means the whole file.
// Found is empty where the value must not be repeated (protected places).
type Problem struct {
	File     string
	Row      int
	Column   string
	Expected string
	Found    string
	Warning  bool
}

// Sentence says what is wrong so that a person can act on it.
func (p Problem) Sentence() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Row > 0 {
		fmt.Fprintf(&b, " row %d", p.Row)
	}
	if p.Column != "" {
		fmt.Fprintf(&b, ", %q", p.Column)
	}
	if p.Found != "" {
		fmt.Fprintf(&b, " is %s", p.Found)
	}
	if p.Found == "" {
		b.WriteString(": ")
	} else {
		b.WriteString("; ")
	}
	b.WriteString(p.Expected)
	if !strings.HasSuffix(p.Expected, ".") {
		b.WriteByte('.')
	}
	return b.String()
}

// Quoted shows a value from a file inside a sentence: quoted, and cut where
// it is long.
func Quoted(value string) string {
	const longest = 60
	if runes := []rune(value); len(runes) > longest {
		value = string(runes[:longest]) + "…"
	}
	if value == "" {
		return "empty"
	}
	return fmt.Sprintf("%q", value)
}

// Problems is what reading or checking found, in order of finding.
type Problems []Problem

// Errors gives those that stop an import.
func (p Problems) Errors() Problems { return p.where(false) }

// Warnings gives those that do not.
func (p Problems) Warnings() Problems { return p.where(true) }

func (p Problems) where(warning bool) Problems {
	var out Problems
	for _, problem := range p {
		if problem.Warning == warning {
			out = append(out, problem)
		}
	}
	return out
}
