package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
)

// rarity is how few the protected services of the types are on any of the days
// that the public can compare. It is the same for all of these days: did it
// move with the day, it would tell in which quarter a house opens or closes.
type rarity struct {
	lone   []bool           // per service type: few in all, or among those that reach some area
	scarce []bool           // per type: few in all
	small  []map[int32]bool // per type: areas of a local authority's size or more that few reach
}

// rarityOn looks at the services of all days. Days on which the same protected
// services count among the same areas are looked at once.
func (v *View) rarityOn(days []model.Date) rarity {
	known := v.result.Day.Atlas
	r := rarity{make([]bool, len(known.Types)), make([]bool, len(known.Types)), make([]map[int32]bool, len(known.Types))}
	for kind := range r.small {
		r.small[kind] = map[int32]bool{}
	}
	seen := map[string]bool{v.standing(v.result.Day.Date): true}
	v.look(&r, v.result.Day)
	for _, date := range days {
		if standing := v.standing(date); !seen[standing] {
			seen[standing] = true
			v.look(&r, known.On(date))
		}
	}
	return r
}

// standing names which services that matter count on a day, and which areas
// stand then.
func (v *View) standing(date model.Date) string {
	known := v.result.Day.Atlas
	var out strings.Builder
	for k := range known.Services {
		if s := &known.Services[k]; s.Counts(date) && (v.secret[k] || known.Types[s.Type].IsProtected()) {
			fmt.Fprint(&out, k, " ")
		}
	}
	out.WriteString("/")
	for i := range known.Areas {
		if a := &known.Areas[i]; !date.Within(a.ValidFrom, a.ValidTo) {
			fmt.Fprint(&out, i, " ")
		}
	}
	return out.String()
}

// look notes how few services of each type there are on one day.
func (v *View) look(r *rarity, day *atlas.Day) {
	secret := make([][]int32, len(day.Types)) // that count, by type
	shown := make([]bool, len(day.Types))     // whether the type has any that may be shown
	for _, k := range day.Counting {
		if kind := day.Services[k].Type; v.secret[k] {
			secret[kind] = append(secret[kind], k)
		} else {
			shown[kind] = true
		}
	}
	for kind := range day.Types {
		absent := len(secret[kind]) == 0
		if v.few(secret[kind]) || absent && !shown[kind] && day.Types[kind].IsProtected() {
			r.scarce[kind], r.lone[kind] = true, true
		}
		if !absent {
			r.lone[kind] = v.spread(r.small[kind], day, secret[kind]) || r.lone[kind]
		}
	}
}

// spread notes the authorities and larger areas that few of some services reach,
// and says whether there is any area that few reach. One such area is enough for
// all: what is shown of the others leads to it.
func (v *View) spread(small map[int32]bool, day *atlas.Day, services []int32) bool {
	reaching, alone := reachOf(day, services), false
	for place, members := range day.Within {
		var all []int32
		for _, base := range members {
			all = append(all, reaching[base]...)
		}
		slices.Sort(all)
		if !v.few(slices.Compact(all)) {
			continue
		}
		alone = true
		if area := day.Reported[place]; day.Areas[area].Kind.AuthorityOrLarger() {
			small[area] = true
		}
	}
	return alone
}

// reachOf lists, for each base area, which of some protected services reach it:
// those that name it, or an area above it, as served.
func reachOf(day *atlas.Day, services []int32) [][]int32 {
	out := make([][]int32, len(day.Base))
	for _, k := range services {
		served := map[int32]bool{}
		for _, code := range day.Services[k].AreasServed {
			area, known := day.Area(code)
			if place, reported := day.ReportedPlace(area); known && reported {
				for _, base := range day.Within[place] {
					served[base] = true
				}
			}
		}
		for base := range served {
			out[base] = append(out[base], k)
		}
	}
	return out
}

// few says whether there are protected services among some, but fewer than
// three, or of one provider.
func (v *View) few(services []int32) bool {
	protected, providers := 0, map[string]bool{}
	for _, k := range services {
		if v.secret[k] {
			protected++
			providers[v.result.Day.Services[k].Service.Provider] = true
		}
	}
	return protected > 0 && (protected < 3 || len(providers) < 2)
}

// isWide says whether all protected services of a kind of area may be counted.
func isWide(kind model.AreaKind) bool { return kind == "nation" || kind == "region" }
