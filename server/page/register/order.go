package register

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"catchment/frontend/words"
	"catchment/model"
)

// orders are the ways to sort the list; behind a minus the other way round.
// What has no figure or no date stands last either way.
var orders = []string{"rank", "-rank", "-children", "children", "area", "-area", "since", "-since"}

// sorted gives the positions in a list of rows, which is in order of rank, in
// the order asked for. Equals stay in order of rank.
func (x *index) sorted(rows []int32, by string, language words.Language) []int32 {
	out := make([]int32, len(rows))
	for i := range out {
		out[i] = int32(i)
	}
	key, sign := x.sortKey(by, language)
	if key == nil {
		return out
	}
	type keyed struct {
		key      float64
		position int32
	}
	list := make([]keyed, len(rows))
	for i, at := range rows {
		list[i] = keyed{sign * key(&x.rows[at], int32(i)), int32(i)}
		if math.IsNaN(list[i].key) {
			list[i].key = math.Inf(1)
		}
	}
	slices.SortFunc(list, func(a, b keyed) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.position, b.position)) })
	for i := range list {
		out[i] = list[i].position
	}
	return out
}

// sortKey is what a list is sorted by, NaN where a row has none, and the sign
// that turns it round; nil for the order that the list has.
func (x *index) sortKey(by string, language words.Language) (key func(r *row, position int32) float64, sign float64) {
	by, down := strings.CutPrefix(by, "-")
	sign = 1
	if down {
		sign = -1
	}
	switch by {
	case "children":
		return func(r *row, _ int32) float64 { return r.central }, sign
	case "since":
		return func(r *row, _ int32) float64 {
			if r.since == 0 {
				return math.NaN()
			}
			return float64(r.since)
		}, sign
	case "area":
		order := x.order[language]()
		return func(r *row, _ int32) float64 { return float64(order[r.place]) }, sign
	}
	if !down {
		return nil, sign
	}
	return func(r *row, position int32) float64 { return r.central - r.central + float64(position) }, sign // NaN stays NaN
}

// dayNumber writes a date as a number that grows with it; 0 for none.
func dayNumber(d model.Date) int32 {
	n, err := strconv.Atoi(strings.ReplaceAll(string(d), "-", ""))
	if err != nil {
		return 0
	}
	return int32(n)
}
