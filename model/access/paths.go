package access

// layers measures how many steps each service and node is from room: 0 for a
// node with room, 1 for a service that reaches it, 2 for a node some of whose
// children are with that service, and so on; -1 where no path leads to room.
// It says whether any service with places left is reached.
func (f *flow) layers() bool {
	reset(f.service, f.first)
	reset(f.children, f.start)
	nodes := f.nodes[:0]
	for n := range f.room {
		if f.hasRoom(int32(n)) {
			f.children.level[n] = 0
			nodes = append(nodes, int32(n))
		}
	}
	services := f.services[:0]
	reached := 0
	for level := int32(1); len(nodes) > 0 && reached < len(f.left); level += 2 {
		services = f.servicesFrom(nodes, services[:0], level)
		nodes = f.nodesFrom(services, nodes[:0], level+1)
		reached += len(services)
	}
	f.nodes, f.services = nodes, services
	for k := range f.left {
		if f.service.level[k] > 0 && f.hasLeft(int32(k)) {
			return true
		}
	}
	return false
}

func reset(s search, first []int32) {
	for k := range s.level {
		s.level[k] = -1
	}
	copy(s.next, first)
}

// servicesFrom reaches the services that could send to the nodes.
func (f *flow) servicesFrom(nodes, services []int32, level int32) []int32 {
	for _, n := range nodes {
		for _, k := range f.owner[f.start[n]:f.start[n+1]] {
			if f.service.level[k] < 0 {
				f.service.level[k] = level
				services = append(services, k)
			}
		}
	}
	return services
}

// nodesFrom reaches the nodes whose children are with the services, which
// could pass them on; and drops what the services hold no more.
func (f *flow) nodesFrom(services, nodes []int32, level int32) []int32 {
	for _, k := range services {
		held := f.held[k][:0]
		for _, l := range f.held[k] {
			if !f.carries(l) {
				continue
			}
			held = append(held, l)
			if f.children.level[l.node] < 0 {
				f.children.level[l.node] = level
				nodes = append(nodes, l.node)
			}
		}
		f.held[k] = held
	}
	return nodes
}

// send sends from every service with places left along paths that come one
// step nearer to room with each link, until there are no more of them.
func (f *flow) send() {
	var p path
	for k := range f.left {
		if f.service.level[k] < 0 {
			continue
		}
		p.forward, p.back, p.nodes = p.forward[:0], p.back[:0], p.nodes[:0]
		for f.hasLeft(int32(k)) && f.extend(&p, int32(k)) {
			f.sendAlong(&p, int32(k))
		}
	}
}

// path is k, then forward[0] to nodes[0], back[0] to a service, forward[1] …:
// as many links forward as nodes, and one fewer back.
type path struct{ forward, back, nodes []int32 }

// extend leads the path from service k on to a node with room, or says that
// there is no such path left.
func (f *flow) extend(p *path, k int32) bool {
	for {
		if d := len(p.nodes); d > len(p.back) {
			n := p.nodes[d-1]
			if f.hasRoom(n) {
				return true
			}
			if e := f.nextOwner(n); e >= 0 {
				p.back = append(p.back, e)
				continue
			}
			f.service.next[f.end(p, k, d-1)]++
			p.nodes, p.forward = p.nodes[:d-1], p.forward[:d-1]
			continue
		}
		at := f.end(p, k, len(p.back))
		if j := f.nextNode(at); j >= 0 {
			p.nodes, p.forward = append(p.nodes, f.node[j]), append(p.forward, f.link[j])
			continue
		}
		if len(p.back) == 0 {
			return false
		}
		p.back = p.back[:len(p.back)-1]
		f.children.next[p.nodes[len(p.nodes)-1]]++
	}
}

// end is the service from which node d of the path is reached.
func (f *flow) end(p *path, k int32, d int) int32 {
	if d == 0 {
		return k
	}
	return f.owner[p.back[d-1]]
}

// nextNode is the next link, by service, one step nearer; -1 if there is none.
func (f *flow) nextNode(k int32) int32 {
	level, end := f.service.level[k]-1, f.first[k+1]
	for j := f.service.next[k]; j < end; j++ {
		if f.children.level[f.node[j]] == level {
			f.service.next[k] = j
			return j
		}
	}
	f.service.next[k] = end
	return -1
}

// nextOwner is the next link, by node, to a service one step nearer that has
// children there; -1 if there is none.
func (f *flow) nextOwner(n int32) int32 {
	level, end := f.children.level[n]-1, f.start[n+1]
	for e := f.children.next[n]; e < end; e++ {
		if f.service.level[f.owner[e]] == level && f.carries(lead{e, n}) {
			f.children.next[n] = e
			return e
		}
	}
	f.children.next[n] = end
	return -1
}

// sendAlong sends as much as the path takes, and cuts it back to before the
// first link that is used up.
func (f *flow) sendAlong(p *path, k int32) {
	last := p.nodes[len(p.nodes)-1]
	amount := min(f.left[k], f.room[last])
	for _, e := range p.back {
		amount = min(amount, f.sent[e])
	}
	f.left[k] -= amount
	f.room[last] -= amount
	for d, e := range p.forward {
		f.give(lead{e, p.nodes[d]}, amount)
	}
	cut := len(p.back)
	for d := len(p.back) - 1; d >= 0; d-- {
		e := p.back[d]
		f.sent[e] -= amount
		if !f.carries(lead{e, p.nodes[d]}) {
			cut = d
		}
	}
	p.back = p.back[:cut]
	p.nodes, p.forward = p.nodes[:cut+1], p.forward[:cut+1]
}
