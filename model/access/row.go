package access

import (
	"math"
	"math/bits"
)

// sparseRow takes values in any order and gives them back in ascending
// order, without a sort: one bit for each point that has a value, read off
// word by word.
type sparseRow struct {
	value     []float64
	present   []uint64
	low, high int // words of present with a bit
}

func newSparseRow(columns int) *sparseRow {
	s := &sparseRow{value: make([]float64, columns), present: make([]uint64, (columns+63)/64)}
	s.low, s.high = math.MaxInt, -1
	return s
}

func (s *sparseRow) put(i int32, value float64) {
	word := int(i >> 6)
	s.value[i] = value
	s.present[word] |= 1 << (i & 63)
	s.low, s.high = min(s.low, word), max(s.high, word)
}

// drain moves the row to the given slices, gives its length and leaves it empty.
func (s *sparseRow) drain(to []int32, value []float64) int {
	n := 0
	for word := s.low; word <= s.high; word++ {
		for set := s.present[word]; set != 0; set &= set - 1 {
			i := word<<6 + bits.TrailingZeros64(set)
			to[n], value[n] = int32(i), s.value[i]
			n++
		}
		s.present[word] = 0
	}
	s.low, s.high = math.MaxInt, -1
	return n
}
