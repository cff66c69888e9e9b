package access

// parts divides the pool where no service leads from one part to another.
// Services and nodes keep their order; parts are in order of their first node.
func (p *pool) parts() []*pool {
	leader := p.leaders()
	number := make(map[int32]int) // leader -> part
	var parts []*pool
	local := make([]int32, len(p.capacity)) // service -> its number in its part, plus 1
	for n := range p.demand {
		owners := p.owner[p.start[n]:p.start[n+1]]
		lead := find(leader, owners[0])
		at, ok := number[lead]
		if !ok {
			at = len(parts)
			number[lead] = at
			parts = append(parts, &pool{start: []int32{0}})
		}
		parts[at].add(p, n, owners, local)
	}
	return parts
}

// add takes over a node from the pool, and those of its owners that are new.
func (part *pool) add(p *pool, n int, owners, local []int32) {
	for _, k := range owners {
		if local[k] == 0 {
			part.capacity = append(part.capacity, p.capacity[k])
			local[k] = int32(len(part.capacity))
		}
		part.owner = append(part.owner, local[k]-1)
	}
	part.demand = append(part.demand, p.demand[n])
	part.start = append(part.start, int32(len(part.owner)))
}

// leaders joins the services that share a node, by union-find.
func (p *pool) leaders() []int32 {
	leader := make([]int32, len(p.capacity))
	for k := range leader {
		leader[k] = int32(k)
	}
	for n := range p.demand {
		owners := p.owner[p.start[n]:p.start[n+1]]
		a := find(leader, owners[0])
		for _, k := range owners[1:] {
			if b := find(leader, k); b != a {
				leader[b] = a
			}
		}
	}
	return leader
}

// find is the leader of the service's set; the path to it is halved on the way.
func find(leader []int32, k int32) int32 {
	for leader[k] != k {
		leader[k] = leader[leader[k]]
		k = leader[k]
	}
	return k
}
