package disclosure

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/gap"
)

// Gap is one row of the register as an audience may see it. Where the count
// must not be shown, figures are suppressed, Rank is 0 and the sentences are
// the symbol of suppression.
type Gap struct {
	ID                 string // stable: kind.area.tier.type; of a parallel gap with .service behind it, where that is told
	Rank               int
	Kind               gap.Kind
	Place              Place
	Tier               int // 0 for a parallel gap
	Type               *model.ServiceType
	Low, Central, High Figure // children a year; Empty where the kind is not counted in children
	Weight             Figure // of the tier, in the rank
	Since              model.Date
	Hidden             bool

	list   *gap.List // that it was made from, where its facts are
	at     int
	symbol string
}

// Score is children × tier weight, by which gaps are ranked.
func (g *Gap) Score() Figure {
	if !g.Central.IsShown() || !g.Weight.IsShown() {
		return Figure{math.NaN(), g.Central.State}
	}
	return Figure{g.Central.Value * g.Weight.Value, Shown}
}

// Title names the gap in a few words.
func (g *Gap) Title(v *words.Voice) string { return g.say(v, (*gap.Gap).Title) }

// Why says in one sentence what the figures show.
func (g *Gap) Why(v *words.Voice) string { return g.say(v, (*gap.Gap).Why) }

// ClosesWith says what would close the gap.
func (g *Gap) ClosesWith(v *words.Voice) string { return g.say(v, (*gap.Gap).ClosesWith) }

func (g *Gap) say(v *words.Voice, sentence func(*gap.Gap, *words.Voice) string) string {
	if g.Hidden {
		return g.symbol
	}
	whole := g.list.At(g.at)
	return sentence(&whole, v)
}

// Facts are the figures behind the gap in full; nil for those without the
// right to full precision.
func (g *Gap) Facts() *gap.Facts {
	if g.symbol != "" {
		return nil
	}
	whole := g.list.At(g.at)
	return &whole.Facts
}

// Register is gaps as an audience may see them, worst first. A country has some
// hundred thousand: each is made when it is asked for, and none is kept.
type Register struct {
	view *View
	list *gap.List
	rows []ordered
}

// Len is how many gaps there are.
func (r *Register) Len() int { return len(r.rows) }

// At makes a gap by its place in the register.
func (r *Register) At(i int) *Gap {
	g := r.bare(i)
	row := r.view.gapRow(&g, r.list.Place(int(r.rows[i].at)))
	row.list, row.at = r.list, int(r.rows[i].at)
	if g.Kind == gap.Parallel {
		if facts := r.list.At(row.at).Facts; len(facts.Services) > 0 {
			row.ID += "." + facts.Services[0].Key // two programmes of a type can lie in one area
		}
	}
	return &row
}

// All walks the gaps.
func (r *Register) All() iter.Seq2[int, *Gap] {
	return func(yield func(int, *Gap) bool) {
		for i := range r.rows {
			if !yield(i, r.At(i)) {
				return
			}
		}
	}
}

// About says what a gap is about, without making it.
func (r *Register) About(i int) (kind gap.Kind, area *model.Area, tier int, serviceType *model.ServiceType) {
	g := r.list.Bare(int(r.rows[i].at))
	return g.Kind, g.Area, g.Tier, g.Type
}

// Key is what the order of the register rests on, which no two gaps share:
// numbers and texts, compared one after another. It tells more than some
// audiences may see.
func (r *Register) Key(i int) []any {
	g, id := r.bare(i), r.At(i).ID
	if g.Rank == 0 {
		return []any{1, g.Area.Code, g.Tier, g.Type.Key, string(g.Kind), id}
	}
	score := -1.0
	if !math.IsNaN(g.Central) {
		score = g.Central * g.Weight
	}
	return []any{0, -score, slices.Index(gap.Kinds, g.Kind), g.Area.Kind.Order(), g.Area.Code, g.Tier, g.Type.Key, id}
}

// gap gives a gap with its facts, and with the rank and the date that the
// audience may see.
func (r *Register) gap(i int) gap.Gap {
	whole, bare := r.list.At(int(r.rows[i].at)), r.bare(i)
	whole.Rank, whole.Since = bare.Rank, bare.Since
	return whole
}

// bare is the same without the facts.
func (r *Register) bare(i int) gap.Gap {
	row := r.rows[i]
	g := r.list.Bare(int(row.at))
	g.Rank = int(row.rank)
	if row.rank == 0 || g.Discreet {
		g.Since = ""
	}
	return g
}

// Register gives all gaps of all kinds of area.
func (v *View) Register() *Register { return v.register() }

// RegisterOf gives the gaps of one kind of area ("": of all), ranked among
// themselves, as the files have them.
func (v *View) RegisterOf(kind model.AreaKind) *Register {
	if kind == "" {
		return v.Register()
	}
	return v.registerOf([]model.AreaKind{kind})
}

func (v *View) registerOf(kinds []model.AreaKind) *Register {
	all := v.Register()
	if len(kinds) == 0 {
		return all
	}
	out := &Register{view: v, list: all.list}
	for _, row := range all.rows {
		if !slices.Contains(kinds, all.list.Bare(int(row.at)).Area.Kind) {
			continue
		}
		if row.rank > 0 {
			row.rank = int32(len(out.rows) + 1)
		}
		out.rows = append(out.rows, row)
	}
	return out
}

// Find gives the place of a gap in the register by its identity; false where
// there is none.
func (r *Register) Find(id string) (int, bool) {
	kind, rest, _ := strings.Cut(id, ".")
	for i := range r.rows {
		g := r.list.Bare(int(r.rows[i].at))
		if string(g.Kind) == kind && strings.HasPrefix(rest, g.Area.Code) && strings.HasPrefix(id, idOf(&g)) && r.At(i).ID == id {
			return i, true
		}
	}
	return 0, false
}

// Gap finds one gap by its identity.
func (v *View) Gap(id string) (*Gap, error) {
	if i, found := v.Register().Find(id); found {
		return v.Register().At(i), nil
	}
	return nil, &model.Error{Code: model.NotFound, Field: "gap", Sentence: model.Say(
		"There is no gap %s on %s; it may have been closed by a later revision.", model.Quoted(id), model.LongDate(v.result.Day.Date))}
}

// listing lets one register be worked out at a time: each takes every processor
// anyway, and together they would take much memory.
var listing sync.Mutex

func (v *View) listGaps() *Register {
	listing.Lock()
	defer listing.Unlock()
	list := gap.NewList(v.result, func(*model.Area) bool { return true }, func(service int32) bool { return !v.full() && v.secret[service] })
	return &Register{view: v, list: list, rows: v.suppressedLast(list)}
}

func idOf(g *gap.Gap) string {
	return strings.Join([]string{string(g.Kind), g.Area.Code, strconv.Itoa(g.Tier), g.Type.Key}, ".")
}

// gapRow is a gap without its facts as the audience may see it.
func (v *View) gapRow(g *gap.Gap, place int) Gap {
	show := func(n float64) Figure { return figureOf(v.children(place, g.Tier, n)) }
	row := Gap{
		ID: idOf(g), Rank: g.Rank, Kind: g.Kind, Place: placeFrom(g.Area), Tier: g.Tier, Type: g.Type,
		Low: show(g.Low), Central: show(g.Central), High: show(g.High), Weight: figureOf(v.figure(g.Weight)), Since: g.Since,
		Hidden: v.hides(place, g.Tier),
	}
	if !v.full() {
		row.symbol = v.policy.Symbol
	}
	return row
}
