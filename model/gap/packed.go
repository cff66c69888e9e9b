package gap

import (
	"encoding/binary"
	"math"
	"slices"

	"catchment/model/coverage"
)

// packed holds the facts of many gaps. Most of them are not set, or are names
// that many gaps share; so each is written as a few bytes, and a name as its
// number.
type packed struct {
	bytes      []byte
	names      []Name
	numbers    map[Name]uint64 // of names, while facts are added
	attributes []string        // of the method, the same for all
}

func newPacked(attributes []string) packed {
	return packed{numbers: map[Name]uint64{}, attributes: attributes}
}

// add packs facts and says where they are.
func (p *packed) add(f *Facts) uint32 {
	at := uint32(len(p.bytes))
	w := packer{packed: p}
	w.facts(f)
	return at
}

// close gives back what only adding needs.
func (p *packed) close() {
	p.numbers, p.bytes, p.names = nil, slices.Clip(slices.Clone(p.bytes)), slices.Clip(p.names)
}

func (p *packed) read(at uint32, f *Facts) {
	r := packer{packed: p, reading: true, rest: p.bytes[at:]}
	r.facts(f)
}

// packer writes facts or reads them, by one description of them, so that the
// two cannot drift apart.
type packer struct {
	*packed
	reading bool
	rest    []byte // still to be read
}

func (p *packer) facts(f *Facts) {
	for _, x := range []*float64{&f.Demand, &f.Met, &f.Weak, &f.Bound, &f.Places, &f.After, &f.ByProvider} {
		p.float(x)
	}
	p.count(&f.Unknown)
	p.name(&f.Provider)
	list(p, &f.Services, p.name)
	list(p, &f.InParents, p.name)
	list(p, &f.Indicators, func(i *Indicator) {
		p.count(&i.Number)
		p.name(&i.Name)
		p.float(&i.High)
		p.float(&i.Known)
	})
	list(p, &f.Ends, func(e *Ending) {
		p.name(&e.Service)
		p.text(&e.What)
		p.text((*string)(&e.LastDay))
	})
	list(p, &f.Groups, func(g *Group) {
		p.text(&g.Key)
		p.float(&g.Coverage)
	})
	p.refusal(f)
}

// refusal comes with the attributes that it speaks of.
func (p *packer) refusal(f *Facts) {
	there := 0
	if f.Refusal != nil {
		there = 1
	}
	if p.count(&there); there == 0 {
		return
	}
	if p.reading {
		f.Refusal, f.Attributes = &coverage.Refusal{}, p.attributes
	}
	for age := range f.Refusal.ByAge {
		p.float(&f.Refusal.ByAge[age])
	}
	list(p, &f.Refusal.ByAttribute, p.float)
}

// list writes or reads the members of a list, each by one function.
func list[T any](p *packer, members *[]T, each func(*T)) {
	n := len(*members)
	p.count(&n)
	if p.reading && n > 0 {
		*members = make([]T, n)
	}
	for i := range *members {
		each(&(*members)[i])
	}
}

func (p *packer) count(n *int) {
	if !p.reading {
		p.bytes = binary.AppendUvarint(p.bytes, uint64(*n))
		return
	}
	read, length := binary.Uvarint(p.rest)
	*n, p.rest = int(read), p.rest[length:]
}

// float takes one byte where there is nothing, which is most often.
func (p *packer) float(x *float64) {
	there := 0
	if *x != 0 {
		there = 1
	}
	if p.count(&there); there == 0 {
		return
	}
	if !p.reading {
		p.bytes = binary.LittleEndian.AppendUint64(p.bytes, math.Float64bits(*x))
		return
	}
	*x, p.rest = math.Float64frombits(binary.LittleEndian.Uint64(p.rest)), p.rest[8:]
}

func (p *packer) name(n *Name) {
	number := 0
	if !p.reading {
		number = p.numberOf(*n)
	}
	if p.count(&number); p.reading {
		*n = p.names[number]
	}
}

func (p *packer) text(t *string) {
	n := Name{Text: *t}
	p.name(&n)
	*t = n.Text
}

func (p *packed) numberOf(n Name) int {
	number, known := p.numbers[n]
	if !known {
		number = uint64(len(p.names))
		p.names, p.numbers[n] = append(p.names, n), number
	}
	return int(number)
}
