package cql2

import (
	"sort"
	"strings"
)

// Kind is what a property or an expression holds.
type Kind int

const (
	Text Kind = iota + 1
	Number
	Boolean
	Date
	Timestamp
	Geometry

	interval  // only written as INTERVAL(start, end)
	condition // what AND, OR and NOT connect
)

func (k Kind) String() string {
	switch k {
	case Text:
		return "a text"
	case Number:
		return "a number"
	case Boolean:
		return "true or false"
	case Date:
		return "a date"
	case Timestamp:
		return "a timestamp"
	case Geometry:
		return "a geometry"
	case interval:
		return "an interval"
	case condition:
		return "a condition"
	}
	return "nothing"
}

// ordered says whether < and > mean something.
func (k Kind) ordered() bool {
	return k == Text || k == Number || k == Date || k == Timestamp
}

// scalar says whether = means something.
func (k Kind) scalar() bool { return k.ordered() || k == Boolean }

func (k Kind) temporal() bool { return k == Date || k == Timestamp || k == interval }

// Queryables are the properties that a filter may name. A filter that names
// another one is refused.
type Queryables map[string]Kind

// listed is how many names a sentence lists before it stops.
const listed = 20

// names lists the properties for a sentence.
func (q Queryables) names() string {
	if len(q) == 0 {
		return "there is no property to filter by"
	}
	var names []string
	for name := range q {
		names = append(names, name)
	}
	sort.Strings(names)
	if len(names) > listed {
		names = append(names[:listed], "…")
	}
	return "the properties are " + strings.Join(names, ", ")
}

// geometries counts the geometry properties.
func (q Queryables) geometries() int {
	count := 0
	for _, kind := range q {
		if kind == Geometry {
			count++
		}
	}
	return count
}
