package register

import (
	"math"
	"slices"
	"strings"
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
	of     [][]int32        // rows by place
	types  []string         // keys of the service types

	order  map[words.Language]func() []int32
	fallen map[model.AreaKind]func() []fallen
}

// row is what a row of the register is filtered by.
type row struct {
	central     float64 // NaN unless shown
	place       int32   // in index.places
	since       int32   // as dayNumber writes it; 0 for none
	serviceType int16   // in index.types
	kind        int8    // in gap.Kinds
	tier        int8    // 0 for a parallel gap
	suppressed  bool
}

func (r *row) shown() bool { return !math.IsNaN(r.central) }

type indexKey struct{}

// indexOf is made once for each view, which stands for one revision, day and
// audience, so that it never grows stale.
func indexOf(view *disclosure.View) *index {
	return view.Keep(indexKey{}, func() any { return newIndex(view) }).(*index)
}

func newIndex(view *disclosure.View) *index {
	x := &index{view: view, places: view.Places(""), types: typeKeys(view), at: map[string]int32{},
		order: map[words.Language]func() []int32{}, fallen: map[model.AreaKind]func() []fallen{}}
	for i, p := range x.places {
		x.at[p.Code] = int32(i)
	}
	types := map[string]int16{}
	for i, key := range x.types {
		types[key] = int16(i)
	}
	x.rows, x.of = make([]row, view.Register().Len()), make([][]int32, len(x.places))
	for i, g := range view.Register().All() {
		place := x.at[g.Place.Code]
		x.rows[i] = row{g.Central.Value, place, dayNumber(g.Since), types[g.Type.Key], int8(slices.Index(gap.Kinds, g.Kind)), int8(g.Tier), g.Central.State == disclosure.Suppressed}
		x.of[place] = append(x.of[place], int32(i))
	}
	for _, kind := range view.Kinds() {
		x.fallen[kind] = sync.OnceValue(func() []fallen { return x.fallenIn(kind) })
	}
	for _, language := range words.Languages {
		x.order[language] = sync.OnceValue(func() []int32 { return x.alphabet(words.In(language)) })
	}
	return x
}

// gap gives a row with all that is to be said of it.
func (x *index) gap(at int32) *disclosure.Gap { return x.view.Register().At(int(at)) }

// find gives the row of a gap, by its identity.
func (x *index) find(id string) (int32, bool) {
	for place := range x.places {
		if !strings.Contains(id, "."+x.places[place].Code+".") {
			continue
		}
		for _, at := range x.of[place] {
			if strings.HasPrefix(id, string(gap.Kinds[x.rows[at].kind])+".") && x.gap(at).ID == id {
				return at, true
			}
		}
	}
	return 0, false
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
