package register

import (
	"slices"
	"sync"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
)

// index is the register of a view as it is filtered: a few bytes for each
// row, in the order of the register.
type index struct {
	view   *disclosure.View
	rows   []row
	places []disclosure.Place
	at     map[string]int32 // area code to place

	byID   func() map[string]int32
	order  map[words.Language]func() []int32
	fallen map[model.AreaKind]func() []fallen
}

// row is what a row of the register is filtered by.
type row struct {
	place       int32 // in index.places
	serviceType string
	kind        gap.Kind
	area        model.AreaKind
	tier        int8 // 0 for a parallel gap
	state       disclosure.State
	central     float64
	since       float64 // as dayNumber writes it
}

type indexKey struct{}

// indexOf is made once for each view, which stands for one revision, day and
// audience, so that it never grows stale.
func indexOf(view *disclosure.View) *index {
	return view.Keep(indexKey{}, func() any { return newIndex(view) }).(*index)
}

func newIndex(view *disclosure.View) *index {
	x := &index{view: view, places: view.Places(""), at: map[string]int32{},
		order: map[words.Language]func() []int32{}, fallen: map[model.AreaKind]func() []fallen{}}
	for i, p := range x.places {
		x.at[p.Code] = int32(i)
	}
	all := view.Register()
	x.rows = make([]row, len(all))
	for i := range all {
		g := &all[i]
		x.rows[i] = row{x.at[g.Place.Code], g.Type.Key, g.Kind, g.Place.Kind, int8(g.Tier), g.Central.State, g.Central.Value, dayNumber(g.Since)}
	}
	x.byID = sync.OnceValue(x.positions)
	for _, kind := range view.Kinds() {
		x.fallen[kind] = sync.OnceValue(func() []fallen { return x.fallenIn(kind) })
	}
	for _, language := range words.Languages {
		x.order[language] = sync.OnceValue(func() []int32 { return x.alphabet(words.In(language)) })
	}
	return x
}

func (x *index) positions() map[string]int32 {
	out := make(map[string]int32, len(x.rows))
	all := x.view.Register()
	for i := range all {
		if _, seen := out[all[i].ID]; !seen {
			out[all[i].ID] = int32(i)
		}
	}
	return out
}

// alphabet gives each place its number in the alphabet of a language.
func (x *index) alphabet(v *words.Voice) []int32 {
	names := make([]string, len(x.places))
	sorted := make([]int32, len(x.places))
	for i, p := range x.places {
		names[i], _ = v.Name(p.Name, p.NameCy)
		sorted[i] = int32(i)
	}
	slices.SortStableFunc(sorted, func(a, b int32) int { return v.Compare(names[a], names[b]) })
	out := make([]int32, len(sorted))
	for number, place := range sorted {
		out[place] = int32(number)
	}
	return out
}
