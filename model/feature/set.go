package feature

import (
	"sync"

	"catchment/model"
	"catchment/model/disclosure"
)

// prefix stands before the kind in the identity of a collection of areas.
const prefix = "areas-"

// Set is the collections of one view. Each is made when it is first asked for.
type Set struct {
	view  *disclosure.View
	names []string
	made  map[string]func() *Collection
}

type setKey struct{}

// Of gives the collections of a view, kept as long as the view is.
func Of(view *disclosure.View) *Set {
	return view.Keep(setKey{}, func() any { return newSet(view) }).(*Set)
}

func newSet(view *disclosure.View) *Set {
	s := &Set{view: view, made: map[string]func() *Collection{}}
	ground := sync.OnceValue(func() *Ground { return groundOf(view) })
	add := func(name string, make func(*disclosure.View, *Ground) *Collection) {
		s.names = append(s.names, name)
		s.made[name] = sync.OnceValue(func() *Collection {
			c := make(view, ground())
			c.ID = name
			return c
		})
	}
	for _, kind := range view.ShapeKinds() {
		add(prefix+string(kind), areasOf(kind))
	}
	for _, table := range []string{"coverage", "tiers", "practice"} {
		add(table, tableOf(table))
	}
	add("gaps", gaps)
	add("sites", sites)
	add("areas-served", served)
	return s
}

// Names lists the collections: areas, largest kind first, then figures, sites
// and areas served.
func (s *Set) Names() []string { return s.names }

// Collection finds a collection by its identity.
func (s *Set) Collection(id string) (*Collection, bool) {
	make, ok := s.made[id]
	if !ok {
		return nil, false
	}
	return make(), true
}

// on is the span of features that hold on the day of the view alone.
func on(day model.Date) func(int) (from, to model.Date) {
	return func(int) (model.Date, model.Date) { return day, day }
}

func constant(value any) func(int) any { return func(int) any { return value } }

// optional is nil for an empty text.
func optional[S ~string](text S) any {
	if text == "" {
		return nil
	}
	return string(text)
}
