package access

// Links is a sparse matrix in compressed rows: row r holds the columns
// To[Start[r]:Start[r+1]], ascending, each with its Value. Start has one
// entry more than there are rows; the zero Links has no rows.
type Links struct {
	Start []int
	To    []int32
	Value []float64
}

// Rows is the number of rows, empty ones included.
func (l Links) Rows() int { return max(0, len(l.Start)-1) }

// Row gives the columns and values of row r, as views that must not be changed.
func (l Links) Row(r int) (to []int32, value []float64) {
	first, end := l.Start[r], l.Start[r+1]
	return l.To[first:end:end], l.Value[first:end:end]
}

// Transpose gives the links from column to row: columns rows, each with the
// old rows ascending, whatever the number of processors. Columns must exceed every entry of To.
func (l Links) Transpose(columns int) Links {
	t := Links{Start: make([]int, columns+1), To: make([]int32, len(l.To)), Value: make([]float64, len(l.To))}
	for _, c := range l.To {
		t.Start[c+1]++
	}
	for c := range columns {
		t.Start[c+1] += t.Start[c]
	}
	next := append([]int(nil), t.Start[:columns]...)
	inBlocks(columns, transposeBlock(len(l.To), columns), func() func(first, end int) {
		return func(first, end int) { l.scatter(t, next, int32(first), int32(end)) }
	})
	return t
}

// transposeBlock is how many columns one worker takes at a time: all of a
// small matrix, else an even part, for each part reads the start of every row.
func transposeBlock(links, columns int) int {
	if links < 1<<16 {
		return max(1, columns)
	}
	return max(1, (columns+7)/8)
}

// scatter writes the columns in [first, end) of l to their rows in t.
func (l Links) scatter(t Links, next []int, first, end int32) {
	for r := range l.Rows() {
		to, value := l.Row(r)
		from := firstAtLeast(to, first)
		for k := from; k < len(to) && to[k] < end; k++ {
			at := next[to[k]]
			next[to[k]]++
			t.To[at], t.Value[at] = int32(r), value[k]
		}
	}
}

// firstAtLeast is the first index of an ascending slice with a value of at
// least low, or its length.
func firstAtLeast[T int32 | float64](ascending []T, low T) int {
	first, n := 0, len(ascending)
	for n > 0 {
		half := n / 2
		if ascending[first+half] < low {
			first += half + 1
			n -= half + 1
		} else {
			n = half
		}
	}
	return first
}

// closeUp moves the rows together where they turned out shorter than their room.
func (l Links) closeUp(kept []int) Links {
	end := 0
	for r, n := range kept {
		first := l.Start[r]
		if end < first {
			copy(l.To[end:], l.To[first:first+n])
			copy(l.Value[end:], l.Value[first:first+n])
		}
		l.Start[r] = end
		end += n
	}
	l.Start[len(kept)] = end
	l.To, l.Value = l.To[:end], l.Value[:end]
	return l
}
