package gap

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"catchment/model"
	"catchment/model/coverage"
)

// List is a register in little memory: a country has some hundred thousand
// gaps, of which a reader sees a few at a time. Each is a head of a few bytes
// and its facts packed; a Gap is made of them when it is asked for.
type List struct {
	result *coverage.Result
	heads  []head
	packed packed
}

// head is what gaps are chosen and ranked by.
type head struct {
	low, central, high float64
	since              uint32 // its name in packed
	facts              uint32 // where they begin in packed
	place              int32  // in Day.Reported
	kind               int8   // in Kinds
	tier               int8
	typ                int16 // in Day.Types
	discreet           bool
}

// NewList lists the gaps of the reported areas that are chosen, worst first.
// A gap that any secret service (a place in Day.Services) has a part in is
// discreet.
func NewList(r *coverage.Result, chosen func(*model.Area) bool, secret func(service int32) bool) *List {
	l := &List{result: r, packed: newPacked(r.Day.Profile.Attributes)}
	b := newBuilder(r, chosen, secret)
	rows := make([][]head, len(r.Day.Expected)+1)
	var mutex sync.Mutex
	pack := func(row int, gaps []Gap) {
		mutex.Lock()
		defer mutex.Unlock()
		rows[row] = make([]head, len(gaps))
		for i := range gaps {
			rows[row][i] = l.headOf(&gaps[i])
		}
	}
	coverage.Each(len(r.Day.Expected), func(row int) {
		own := *b
		own.row(row)
		pack(row, own.gaps)
	})
	b.parallel()
	pack(len(r.Day.Expected), b.gaps)
	l.heads = slices.Concat(rows...)
	l.packed.close()
	l.rank()
	return l
}

func (l *List) headOf(g *Gap) head {
	day := l.result.Day
	area, _ := day.Area(g.Area.Code)
	place, _ := day.ReportedPlace(area)
	kind, _ := day.Type(g.Type.Key)
	return head{g.Low, g.Central, g.High, uint32(l.packed.numberOf(Name{Text: string(g.Since)})), l.packed.add(&g.Facts), place, int8(slices.Index(Kinds, g.Kind)), int8(g.Tier), int16(kind), g.Discreet}
}

// rank orders gaps by children × tier weight; those not counted in children
// come last. Equals stand in order of kind, area, tier and type.
func (l *List) rank() {
	score := func(h *head) float64 {
		if math.IsNaN(h.central) {
			return -1
		}
		return h.central * l.weight(h)
	}
	day := l.result.Day
	area := func(h *head) *model.Area { return &day.Areas[day.Reported[h.place]] }
	slices.SortStableFunc(l.heads, func(x, y head) int {
		if out := cmp.Or(cmp.Compare(score(&y), score(&x)), cmp.Compare(x.kind, y.kind)); out != 0 {
			return out
		}
		return cmp.Or(cmp.Compare(area(&x).Kind.Order(), area(&y).Kind.Order()), cmp.Compare(area(&x).Code, area(&y).Code),
			cmp.Compare(x.tier, y.tier), cmp.Compare(day.Types[x.typ].Key, day.Types[y.typ].Key))
	})
}

func (l *List) weight(h *head) float64 {
	if h.tier == 0 {
		return math.NaN()
	}
	return l.result.Day.Settings.TierWeight[h.tier-1]
}

// Len is how many gaps there are.
func (l *List) Len() int { return len(l.heads) }

// At gives a gap by its place in the order of rank, with its facts.
func (l *List) At(i int) Gap {
	g := l.Bare(i)
	l.packed.read(l.heads[i].facts, &g.Facts)
	return g
}

// Bare gives a gap without its facts, which costs next to nothing.
func (l *List) Bare(i int) Gap {
	h, day := &l.heads[i], l.result.Day
	return Gap{Rank: i + 1, Kind: Kinds[h.kind], On: day.Date, Area: &day.Areas[day.Reported[h.place]], Tier: int(h.tier), Type: &day.Types[h.typ],
		Low: h.low, Central: h.central, High: h.high, Weight: l.weight(h), Since: model.Date(l.packed.names[h.since].Text), Discreet: h.discreet}
}

// Place is where a gap's area stands in Day.Reported.
func (l *List) Place(i int) int { return int(l.heads[i].place) }
