package gap

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/coverage"
)

// anyGap makes up a gap of the kind with facts such as Register gives.
func anyGap(r *rand.Rand, kind Kind) Gap {
	g := Gap{Kind: kind, On: model.Date("2026-04-01").AddDays(r.IntN(400)), Tier: 1 + r.IntN(4), Discreet: r.IntN(6) == 0,
		Area: pick(r, []*model.Area{{Name: "Powys", NameCy: "Powys"}, {Name: "Isle of Anglesey", NameCy: "Ynys Môn"}, {Name: "Bargoed 3"}}),
		Type: pick(r, []*model.ServiceType{{Key: "counselling", Name: "Counselling", NameCy: "Cwnsela", Measure: model.Places},
			{Key: "police", Name: "Police", NameCy: "Yr heddlu", Measure: model.Presence}, {Key: "peer_group"}})}
	g.Central = pick(r, []float64{1e-8, 1.2, 2.5, 7.5, 12.4, 997.6, 12_345.6})
	g.Facts = Facts{Demand: g.Central * (1 + 2*r.Float64()), Met: g.Central * (1 + r.Float64()), Places: g.Central, Bound: pick(r, []float64{0.25, 0.6667, 1})}
	f := &g.Facts
	f.Services = anyServices(r)
	f.InParents = pick(r, [][]Name{nil, {areaName(g.Area), {Text: "Wales", Cy: "Cymru"}}, {{Text: "Wales", Cy: "Cymru"}}})
	if len(f.InParents) == 0 || r.IntN(3) == 0 {
		f.Weak = g.Central
	}
	f.Unknown = r.IntN(min(4, len(f.Services)+1))
	f.Refusal, f.Attributes = anyRefusal(r)
	f.Indicators = anyIndicators(r)
	for range r.IntN(4) {
		f.Ends = append(f.Ends, Ending{Service: pick(r, names), What: pick(r, []string{"contract", "licence", "service"}), LastDay: g.On.AddDays(r.IntN(365))})
	}
	if len(f.Ends) == 0 || r.IntN(2) == 0 {
		f.Provider, f.ByProvider = pick(r, names), f.Met*(0.5+r.Float64()/2)
	}
	f.After = f.Met * r.Float64()
	for _, key := range []string{"welsh_medium", "by_and_for", "disabled_children"} {
		if r.IntN(2) == 0 || key == "disabled_children" && f.Groups == nil {
			f.Groups = append(f.Groups, Group{key, pick(r, []float64{math.NaN(), 0, 0.004, 0.25})})
		}
	}
	if kind == Parallel {
		g.Tier, f.Services = 0, f.Services[:1]
	}
	if g.Discreet {
		f.conceal()
		if kind == Continuity {
			g.Discreet = false
			f.Provider, f.ByProvider = Name{Text: "Helping Hands"}, f.Met
		}
	}
	return g
}

var names = []Name{{Text: "Group Aber", Cy: "Grŵp Aber"}, {Text: "Safe House, Aber"}, {Text: "Ty Enfys"}, {Text: "Amser"}}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func anyServices(r *rand.Rand) []Name {
	out := []Name{pick(r, names)}
	for range r.IntN(5) {
		out = append(out, pick(r, names))
	}
	return out
}

func anyRefusal(r *rand.Rand) (f *coverage.Refusal, attributes []string) {
	f = &coverage.Refusal{}
	from := r.IntN(model.AgeCount)
	for age := from; age < min(model.AgeCount, from+r.IntN(6)); age++ {
		f.ByAge[age] = 1
	}
	if r.IntN(3) == 0 {
		f.ByAge[24], f.ByAge[0] = 1, 1
	}
	attributes = []string{"living_with_perpetrator", "child_protection_no_safe_contact", "high_trauma", "parent_substance_misuse", "parent_personality_disorder", "young_carer"}
	for range attributes {
		f.ByAttribute = append(f.ByAttribute, float64(r.IntN(5)/4))
	}
	return f, attributes
}

func anyIndicators(r *rand.Rand) []Indicator {
	var out []Indicator
	for number := 1; number <= 8; number++ {
		if r.IntN(3) > 0 {
			out = append(out, Indicator{Number: number, Name: Name{Text: fmt.Sprintf("Indicator %c", 'A'+number-1)}, High: r.Float64() * 0.66, Known: r.Float64()})
		}
	}
	if out == nil || r.IntN(8) == 0 {
		out = nil
		for number := 1; number <= 8; number++ {
			out = append(out, Indicator{Number: number, Name: Name{Text: "Training", Cy: "Hyfforddiant"}, High: 0.004, Known: 0})
		}
	}
	return out
}

// The sentences of many gaps, made up at random but the same each time.
func TestSpoken(t *testing.T) {
	for _, v := range []*words.Voice{english, welsh} {
		r := rand.New(rand.NewPCG(1, 2))
		var text strings.Builder
		for _, kind := range Kinds {
			for range 16 {
				g := anyGap(r, kind)
				fmt.Fprintf(&text, "%s\n  %s\n  %s\n", g.Title(v), g.Why(v), g.ClosesWith(v))
			}
		}
		golden(t, "spoken."+string(v.Language())+".txt", text.String())
	}
}
