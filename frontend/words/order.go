package words

import (
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// newOrder gives collators; one is used by one reader at a time. Numbers in
// names stand in order of size.
func newOrder(tag language.Tag) *sync.Pool {
	return &sync.Pool{New: func() any { return collate.New(tag, collate.Numeric) }}
}

// Compare orders names as the language's alphabet does: -1, 0 or 1. In Welsh
// ch, dd, ff, ng, ll, ph, rh and th are letters of their own.
func (v *Voice) Compare(a, b string) int {
	c := v.order.Get().(*collate.Collator)
	defer v.order.Put(c)
	return c.CompareString(a, b)
}
