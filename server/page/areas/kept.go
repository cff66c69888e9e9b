package areas

import "catchment/model/disclosure"

type keyOf[T any] struct{}

// kept works something out of a view once: one thing of a type. It lives as
// long as the view does, so it never grows stale.
func kept[T any](view *disclosure.View, work func() T) T {
	return view.Keep(keyOf[T]{}, func() any { return work() }).(T)
}
