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
	Where    Sentence // in place of a file, where there is none
	Row      int
	Column   string
	Expected Sentence
	Found    Sentence
	Warning  bool
}

// Sentence says what is wrong so that a person can act on it, in English.
func (p Problem) Sentence() string { return p.Told().String() }

// Told says what is wrong so that a person can act on it.
func (p Problem) Told() Sentence {
	at := p.Place()
	if p.Column != "" {
		at = Say("%s, \"%s\"", at, p.In())
	}
	told := Say("%s: %s", at, p.Expected)
	if !p.Found.Empty() {
		told = Say("%s is %s; %s", at, p.Found, p.Expected)
	}
	return told.Ended()
}

// Place says of which file and row the problem is.
func (p Problem) Place() Sentence {
	if p.Row > 0 {
		return Say("%s row %d", p.Of(), p.Row)
	}
	return p.Of()
}

// Of says of which file the problem is, or what is in place of a file.
func (p Problem) Of() Sentence {
	if p.Where.Empty() {
		return FileNamed(p.File)
	}
	return p.Where
}

// In says in which column the problem is: by its heading, or by its place.
func (p Problem) In() Sentence {
	var number int
	if n, _ := fmt.Sscanf(p.Column, columnAt, &number); n == 1 {
		return Say("column %d", number)
	}
	return Said(p.Column)
}

const (
	columnAt = "column %d"
	sheetOf  = ", sheet "
)

// ColumnAt names a column that has no heading, or whose heading is not to be
// repeated, by its place from 1.
func ColumnAt(place int) string { return fmt.Sprintf(columnAt, place) }

// SheetOf names a sheet of a workbook as problems do.
func SheetOf(file, sheet string) string { return file + sheetOf + sheet }

// FileNamed names a file, or a sheet of a workbook, in a sentence.
func FileNamed(name string) Sentence {
	if file, sheet, ok := strings.Cut(name, sheetOf); ok {
		return Say("%s, sheet %s", file, sheet)
	}
	return Said(name)
}

// Quoted shows a value from a file inside a sentence: quoted, and cut where
// it is long.
func Quoted(value string) Sentence {
	const longest = 60
	if runes := []rune(value); len(runes) > longest {
		value = string(runes[:longest]) + "…"
	}
	if value == "" {
		return Say("empty")
	}
	return Said(fmt.Sprintf("%q", value))
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
