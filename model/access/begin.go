package access

// begin finds a flow that is near the maximum and uses few links: the nodes
// with the fewest owners come first, and each is met by the owner that has
// most left for the demand that still counts on it, and then by the next.
func (f *flow) begin() {
	counting := make([]float64, len(f.capacity)) // per service: demand of the nodes to come
	for n, demand := range f.demand {
		for _, k := range f.owner[f.start[n]:f.start[n+1]] {
			counting[k] += demand
		}
	}
	for _, n := range f.byOwners() {
		f.meet(n, counting)
		for _, k := range f.owner[f.start[n]:f.start[n+1]] {
			counting[k] -= f.demand[n]
		}
	}
}

// meet sends to a node what its owners can, the best placed first.
func (f *flow) meet(n int32, counting []float64) {
	for f.hasRoom(n) {
		e := f.bestPlaced(n, counting)
		if e < 0 {
			return
		}
		k := f.owner[e]
		amount := min(f.left[k], f.room[n])
		f.left[k] -= amount
		f.room[n] -= amount
		f.give(lead{e, n}, amount)
	}
}

// bestPlaced is the link from the owner of a node with the largest
// left ÷ counting, compared without dividing; -1 if none has anything left.
func (f *flow) bestPlaced(n int32, counting []float64) int32 {
	best, most, over := int32(-1), 0.0, 1.0
	for e := f.start[n]; e < f.start[n+1]; e++ {
		k := f.owner[e]
		if (best < 0 || f.left[k]*over > most*counting[k]) && f.hasLeft(k) {
			best, most, over = e, f.left[k], counting[k]
		}
	}
	return best
}

// byOwners gives the nodes in order of the number of their owners.
func (f *flow) byOwners() []int32 {
	at := make([]int, len(f.capacity)+2) // number of owners -> place of the next such node
	for n := range f.demand {
		at[f.start[n+1]-f.start[n]+1]++
	}
	for owners := range len(at) - 1 {
		at[owners+1] += at[owners]
	}
	order := make([]int32, len(f.demand))
	for n := range f.demand {
		owners := f.start[n+1] - f.start[n]
		order[at[owners]] = int32(n)
		at[owners]++
	}
	return order
}
