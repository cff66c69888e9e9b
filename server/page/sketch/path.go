package sketch

import (
	"strconv"

	"github.com/paulmach/orb"
)

// path writes boundaries as the data of an SVG path in tenths of a user unit:
// relative, with no separator that can be spared. Rings that are no more than
// a line at this size are left out.
type path struct {
	frame frame
	data  []byte
	last  [2]int
}

func (f frame) path(boundaries ...orb.MultiPolygon) string {
	p := &path{frame: f}
	for _, boundary := range boundaries {
		for _, polygon := range f.cut(boundary) {
			for _, ring := range polygon {
				p.ring(ring)
			}
		}
	}
	return string(p.data)
}

func (p *path) ring(ring orb.Ring) {
	var places [][2]int
	for _, point := range ring {
		if place := p.frame.place(point); len(places) == 0 || places[len(places)-1] != place {
			places = append(places, place)
		}
	}
	for len(places) > 1 && places[0] == places[len(places)-1] {
		places = places[:len(places)-1]
	}
	if len(places) < 3 {
		return
	}
	p.step('m', places[0]) // relative to where the ring before began: closing returns there
	start := p.last
	for i, place := range places[1:] {
		command := byte('l')
		if i > 0 {
			command = 0
		}
		p.step(command, place)
	}
	p.data = append(p.data, 'z')
	p.last = start
}

// step writes a move from the last place; command 0 goes on as before.
func (p *path) step(command byte, to [2]int) {
	if command != 0 {
		p.data = append(p.data, command)
	}
	for i := range to {
		delta := to[i] - p.last[i]
		if delta >= 0 && (command == 0 || i > 0) {
			p.data = append(p.data, ' ')
		}
		p.data = strconv.AppendInt(p.data, int64(delta), 10)
	}
	p.last = to
}
