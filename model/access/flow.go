package access

// flow is a flow from services to nodes of one part of a pool, brought to its
// maximum by the method of Dinic: as long as some service with places left
// leads, over children who could be sent elsewhere, to a node with room, send
// along all shortest such paths.
//
//	places left ── K0 ──> [n] ──(takes over from)──> K1 ──> [m] ── room
type flow struct {
	*pool
	left     []float64 // per service: places not yet used
	room     []float64 // per node: children not yet met
	sent     []float64 // per link, as in owner: children met
	first    []int32   // service k leads to links link[first[k]:first[k+1]]
	link     []int32   // by service: a link
	node     []int32   // by service: its node
	held     [][]lead  // per service: all links that carry, and some that did
	service  search    // per service
	children search    // per node
	services []int32   // working memory
	nodes    []int32   // working memory
}

// lead is a link and its node.
type lead struct{ link, node int32 }

// search is where the search for paths stands.
type search struct {
	level []int32 // steps from room; -1 not reached
	next  []int32 // the next link to try
}

func newSearch(n int) search { return search{make([]int32, n), make([]int32, n)} }

// negligible is the part of a capacity or a demand that counts as none.
const negligible = 1e-13

func newFlow(p *pool) *flow {
	f := &flow{pool: p, left: make([]float64, len(p.capacity)), room: append([]float64(nil), p.demand...),
		sent: make([]float64, len(p.owner)), held: make([][]lead, len(p.capacity)),
		service: newSearch(len(p.capacity)), children: newSearch(len(p.demand))}
	f.turn()
	f.limit()
	return f
}

// turn lists the links by service.
func (f *flow) turn() {
	f.first = make([]int32, len(f.capacity)+1)
	for _, k := range f.owner {
		f.first[k+1]++
	}
	for k := range f.capacity {
		f.first[k+1] += f.first[k]
	}
	f.link, f.node = make([]int32, len(f.owner)), make([]int32, len(f.owner))
	at := append([]int32(nil), f.first...)
	for n := range f.demand {
		for e := f.start[n]; e < f.start[n+1]; e++ {
			k := f.owner[e]
			f.link[at[k]], f.node[at[k]] = e, int32(n)
			at[k]++
		}
	}
}

// limit lowers capacities to the demand that they can serve, which changes
// no maximum and keeps all numbers of one scale.
func (f *flow) limit() {
	for k := range f.capacity {
		reached := 0.0
		for _, n := range f.node[f.first[k]:f.first[k+1]] {
			reached += f.demand[n]
		}
		f.capacity[k] = min(f.capacity[k], reached)
		f.left[k] = f.capacity[k]
	}
}

// cut brings the flow to its maximum and gives the capacity of the least cut.
func (f *flow) cut() float64 {
	f.begin()
	for f.layers() {
		f.send()
	}
	total := 0.0
	for k, capacity := range f.capacity {
		if f.service.level[k] >= 0 {
			total += capacity
		}
	}
	for n, demand := range f.demand {
		if f.children.level[n] < 0 {
			total += demand
		}
	}
	return total
}

func (f *flow) hasRoom(n int32) bool { return f.room[n] > negligible*f.demand[n] }
func (f *flow) hasLeft(k int32) bool { return f.left[k] > negligible*f.capacity[k] }
func (f *flow) carries(l lead) bool  { return f.sent[l.link] > negligible*f.demand[l.node] }

// give sends an amount along a link to its node.
func (f *flow) give(l lead, amount float64) {
	carried := f.carries(l)
	f.sent[l.link] += amount
	if k := f.owner[l.link]; !carried && f.carries(l) {
		f.held[k] = append(f.held[k], l)
	}
}
