package geojson

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"catchment/model"
)

// scanner reads coordinates from JSON that is known to be well formed, and
// counts as it goes, so that a few bytes cannot become much memory.
type scanner struct {
	data     []byte
	next     int
	vertices int
	heights  bool
	expected model.Sentence // what is wrong; nothing is read after it
}

func (s *scanner) fail(expected model.Sentence) {
	if s.expected.Empty() {
		s.expected = expected
	}
	s.next = len(s.data)
}

// peek gives the next byte that is no space, 0 at the end.
func (s *scanner) peek() byte {
	for ; s.next < len(s.data); s.next++ {
		switch b := s.data[s.next]; b {
		case ' ', '\t', '\r', '\n':
		default:
			return b
		}
	}
	return 0
}

// list reads an array and calls item for each of its items.
func (s *scanner) list(item func()) {
	if s.peek() != '[' {
		s.fail(model.Say("coordinates as arrays of rings of positions are expected"))
		return
	}
	s.next++
	if s.peek() == ']' {
		s.next++
		return
	}
	for {
		item()
		switch s.peek() {
		case ',':
			s.next++
		case ']':
			s.next++
			return
		default:
			s.fail(model.Say("coordinates as arrays of rings of positions are expected"))
			return
		}
	}
}

func (s *scanner) polygon() orb.Polygon {
	var polygon orb.Polygon
	s.count()
	s.list(func() {
		var ring orb.Ring
		s.count()
		s.list(func() { ring = append(ring, s.position()) })
		polygon = append(polygon, ring)
	})
	return polygon
}

// count counts a position; an array counts as one, so that empty ones do too.
func (s *scanner) count() {
	if s.vertices++; s.vertices > MaxFeatureVertices {
		s.fail(model.Say("at most %d positions are expected in a feature", MaxFeatureVertices))
	}
}

// position reads [lon, lat] or [lon, lat, height].
func (s *scanner) position() (p orb.Point) {
	s.count()
	n := 0
	s.list(func() {
		x := s.number()
		if n < 2 {
			p[n] = x
		} else {
			s.heights = true
		}
		n++
	})
	if n < 2 {
		s.fail(model.Say("positions of longitude and latitude are expected"))
	}
	return p
}

func (s *scanner) number() float64 {
	s.peek()
	rest := s.data[s.next:]
	end := bytes.IndexAny(rest, ",] \t\r\n")
	if end < 0 {
		end = len(rest)
	}
	s.next += end
	x, err := strconv.ParseFloat(string(rest[:end]), 64)
	if err != nil || strings.Trim(string(rest[:end]), "0123456789.eE+-") != "" {
		s.fail(model.Say("positions written as numbers, [longitude, latitude], are expected"))
	}
	return x
}
