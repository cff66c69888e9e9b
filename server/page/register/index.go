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

// indexes keeps those of the views asked for last. A view stands for one
// revision, day and audience, so an index never grows stale.
type indexes struct {
	mutex sync.Mutex
	last  []*index
}

const indexesKept = 4

func (x *indexes) of(view *disclosure.View) *index {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	if i := slices.IndexFunc(x.last, func(known *index) bool { return known.view == view }); i >= 0 {
		return x.last[i]
	}
	made := newIndex(view)
	x.last = append([]*index{made}, x.last[:min(len(x.last), indexesKept-1)]...)
	return made
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
