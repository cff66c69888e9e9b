package disclosure

import (
	"fmt"
	"math"
	"strings"

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

	gap    *gap.Gap // shared with the register that it was made from
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
func (g *Gap) Title(v *words.Voice) string { return g.say(v, g.gap.Title) }

// Why says in one sentence what the figures show.
func (g *Gap) Why(v *words.Voice) string { return g.say(v, g.gap.Why) }

// ClosesWith says what would close the gap.
func (g *Gap) ClosesWith(v *words.Voice) string { return g.say(v, g.gap.ClosesWith) }

func (g *Gap) say(v *words.Voice, sentence func(*words.Voice) string) string {
	if g.Hidden {
		return g.symbol
	}
	return sentence(v)
}

// Facts are the figures behind the gap in full; nil for those without the
// right to full precision.
func (g *Gap) Facts() *gap.Facts {
	if g.symbol != "" {
		return nil
	}
	return &g.gap.Facts
}

// Register gives all gaps of all kinds of area, worst first.
func (v *View) Register() []Gap { return v.register() }

// RegisterOf gives the gaps of one kind of area ("": of all), ranked among
// themselves, as Gaps and the files have them.
func (v *View) RegisterOf(kind model.AreaKind) []Gap {
	if kind == "" {
		return v.Register()
	}
	var out []Gap
	for _, g := range v.Register() {
		if g.Place.Kind != kind {
			continue
		}
		if g.Rank > 0 {
			g.Rank = len(out) + 1
		}
		out = append(out, g)
	}
	return out
}

// Gap finds one gap by its identity.
func (v *View) Gap(id string) (*Gap, error) {
	all := v.register()
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, &model.Error{Code: model.NotFound, Field: "gap", Sentence: fmt.Sprintf(
		"There is no gap %s on %s; it may have been closed by a later revision.", model.Quoted(id), v.result.Day.Date.Long())}
}

func (v *View) listGaps() []Gap {
	gaps := v.Gaps(nil)
	out := make([]Gap, len(gaps))
	for i := range gaps {
		out[i] = v.gapRow(&gaps[i])
	}
	return out
}

func (v *View) gapRow(g *gap.Gap) Gap {
	place := v.placeOf(g.Area.Code)
	show := func(n float64) Figure { return figureOf(v.children(place, g.Tier, n)) }
	row := Gap{
		ID:   strings.Join([]string{string(g.Kind), g.Area.Code, fmt.Sprint(g.Tier), g.Type.Key}, "."),
		Rank: g.Rank, Kind: g.Kind, Place: placeFrom(g.Area), Tier: g.Tier, Type: v.typeOf(g.Type.Key),
		Low: show(g.Low), Central: show(g.Central), High: show(g.High), Weight: figureOf(v.figure(g.Weight)), Since: g.Since,
		Hidden: v.hides(place, g.Tier), gap: g,
	}
	if g.Kind == gap.Parallel && len(g.Facts.Services) > 0 {
		row.ID += "." + g.Facts.Services[0].Key // two programmes of a type can lie in one area
	}
	if !v.full() {
		row.symbol = v.policy.Symbol
	}
	return row
}
