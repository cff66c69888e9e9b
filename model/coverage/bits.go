package coverage

// bits is a set of small numbers, eight in a byte: a string of it is the key
// of a map.
type bits []byte

func newBits(n int) bits { return make(bits, (n+7)/8) }

func (b bits) set(i int)      { b[i>>3] |= 1 << (i & 7) }
func (b bits) has(i int) bool { return b[i>>3]&(1<<(i&7)) != 0 }

// add unites the set with another of the same size.
func (b bits) add(other bits) {
	for i := range b {
		b[i] |= other[i]
	}
}

// without makes the set that of all members of one and none of another.
func (b bits) without(of, not bits) {
	for i := range b {
		b[i] = of[i] &^ not[i]
	}
}
