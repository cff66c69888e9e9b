package directory

import (
	"cmp"
	"slices"

	"catchment/server/page/parts"
)

// falls is who is turned away here and taken by no other service of the type
// in reach.
type falls struct {
	Items []fall
	Empty string // said where there is nobody, or nothing can be said
	Links []parts.Link
}

type fall struct {
	Children, Who, Why string

	children float64
}

func (p *servicePage) falls() falls {
	out := falls{Links: []parts.Link{
		{Text: p.Say("directory.all_falls"), URL: p.Link("/falls-through")},
		{Text: p.Say("directory.its_gaps"), URL: p.Link("/gaps", "type", p.is.Type.Key)},
	}}
	switch {
	case !p.full():
		return falls{Empty: p.Say("directory.falls_public")}
	case p.offer == nil:
		return falls{Empty: p.noFigures()}
	}
	out.Items = append(p.fallsByAge(), p.fallsByAttribute()...)
	slices.SortStableFunc(out.Items, func(x, y fall) int { return cmp.Compare(y.children, x.children) })
	if len(out.Items) == 0 {
		out.Empty = p.Say("directory.falls_nobody")
	}
	return out
}

// fallsByAge joins neighbouring ages.
func (p *servicePage) fallsByAge() []fall {
	var out []fall
	byAge := p.offer.FallThrough.ByAge
	for from := 0; from < len(byAge); from++ {
		children, to := 0.0, from
		for ; to < len(byAge) && byAge[to] > 0; to++ {
			children += byAge[to]
		}
		if to > from {
			first, last := from, to-1
			out = append(out, fall{p.Children(children), ages(p.Voice, &first, &last), p.Say("directory.falls_age"), children})
			from = to
		}
	}
	return out
}

func (p *servicePage) fallsByAttribute() []fall {
	var out []fall
	for x, children := range p.offer.FallThrough.ByAttribute {
		if children > 0 {
			out = append(out, fall{p.Children(children), p.Term("attribute_short", p.View.Attributes()[x]), p.Say("directory.falls_attribute"), children})
		}
	}
	return out
}
