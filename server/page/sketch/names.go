package sketch

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"catchment/frontend/words"
	"catchment/model/disclosure"
)

// name is an area's name as it is written on the map, around its point.
type name struct {
	text, other  string
	lang, beyond words.Language // of text and of other
	at           orb.Point
	size         float64 // of the area: the larger is written first
}

// The size of letters, and how wide one is on average: bold and regular Noto
// Sans with some room.
const (
	letter, otherLetter = 14, 12
	em                  = 0.6
)

// box is about the space that a name takes, its halo included.
func (n name) box() orb.Bound {
	wide := em * max(letter*float64(len([]rune(n.text))), otherLetter*float64(len([]rune(n.other))))
	below := 4.0
	if n.other != "" {
		below = 18
	}
	return orb.Bound{Min: orb.Point{n.at[0] - wide/2, n.at[1] - 14}, Max: orb.Point{n.at[0] + wide/2, n.at[1] + below}}
}

// named lists the names to write: those of areas of the kind named that hold
// part of the subject, in both languages, largest area first.
func (s *scene) named() []name {
	if s.Named == "" {
		return nil
	}
	l := s.ground.layerOf(s.Named)
	holds := s.holds()
	if s.Named != s.Outline {
		holds = s.holding(s.Named)
	}
	var out []name
	for i, shape := range l.shapes {
		_, subject := s.Classes[shape.Code]
		if (!subject || s.Named != s.Kind) && !holds[shape.Code] || !shape.Placed {
			continue
		}
		n := nameOf(s.voice, shape)
		n.at, n.size = s.frame.of(shape.Point), l.bounds[i].Max[0]-l.bounds[i].Min[0]
		out = append(out, n)
	}
	slices.SortStableFunc(out, func(a, b name) int { return cmp.Compare(b.size, a.size) })
	return out
}

func nameOf(v *words.Voice, shape disclosure.Shape) name {
	n := name{beyond: words.Welsh}
	n.text, n.lang = v.Name(shape.Name, shape.NameCy)
	n.other = shape.NameCy
	if v.Language() == words.Welsh {
		n.other, n.beyond = shape.Name, words.English
	}
	if n.other == n.text {
		n.other = ""
	}
	return n
}

// names writes what has room: no name covers another or a pin, nor leaves the
// drawing. One that does not fit at its point may stand above or below it.
func (d *drawing) names(s *scene) {
	taken := []orb.Bound{}
	for _, pin := range s.pinned() {
		taken = append(taken, pin.at.Bound().Pad(11))
	}
	d.add(`<g class="map-names" font-size="14" font-weight="700" text-anchor="middle" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke" fill="#1a2226" aria-hidden="true">`)
	for _, n := range s.named() {
		if s.settle(&n, taken) {
			taken = append(taken, n.box())
			d.name(s, n)
		}
	}
	d.add(`</g>`)
}

// settle finds a free place for a name.
func (s *scene) settle(n *name, taken []orb.Bound) bool {
	sheet := orb.Bound{Min: orb.Point{2, 2}, Max: orb.Point{s.frame.wide - 2, s.frame.high - 2}}
	at := n.at
	for _, shift := range []float64{4, 28, -24, 44, -40} {
		n.at = orb.Point{at[0], at[1] + shift}
		box := n.box()
		free := !slices.ContainsFunc(taken, box.Intersects)
		if free && sheet.Contains(box.Min) && sheet.Contains(box.Max) {
			return true
		}
	}
	return false
}

func (d *drawing) name(s *scene, n name) {
	d.add(`<text x="%.0f" y="%.0f"`, n.at[0], n.at[1])
	if n.lang != s.voice.Language() {
		d.add(` lang="%s"`, string(n.lang))
	}
	d.add(`>%s`, n.text)
	if n.other != "" {
		d.add(`<tspan class="map-other" lang="%s" x="%.0f" dy="14" font-size="12" font-weight="400" fill="#49555a">%s</tspan>`, string(n.beyond), n.at[0], n.other)
	}
	d.add(`</text>`)
}
