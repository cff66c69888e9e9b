package disclosure

import (
	"math"
	"slices"
	"sync"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Audience is whom figures are shown to.
type Audience string

// The two audiences. A commissioner has the right to full precision.
const (
	Commissioner Audience = "commissioner"
	Public       Audience = "public"
)

// Audiences lists them.
var Audiences = []Audience{Commissioner, Public}

// View is one result as one audience may see it.
type View struct {
	audience   Audience
	result     *coverage.Result
	open       *coverage.Result // what tiers are computed from: for the public without lone types
	policy     Policy
	suppressed [3][]bool // tier 2 to 4 × reported area: need rests on a small count
	secret     []bool    // per service: protected
	rare       rarity    // of the service types; empty for those with full precision
	closed     [5]bool   // per tier: lone types alone are expected in it

	// Computed when first asked for, once.
	ranked     func() [][4]coverage.RankFigure
	rankedOf   func() map[model.AreaKind][4]int
	register   func() *Register
	boundaries func() string
	reachers   func() [][][]int32
	kept       sync.Map // of Keep: a key to a func() any
}

// Of makes the view of a result for an audience that looks no further than its
// day.
func Of(result *coverage.Result, audience Audience) *View {
	return Among(result, audience, PublishedDays(result.Day.Date))
}

// Among makes the view of a result for an audience that can set it beside those
// of other days: the public sees of all of them what it may see of each.
func Among(result *coverage.Result, audience Audience, days []model.Date) *View {
	v := &View{audience: audience, result: result, open: result, policy: Standard, secret: make([]bool, len(result.Day.Services))}
	for i := range result.Day.Services {
		v.secret[i] = IsProtected(&result.Day.Services[i], &result.Day.Types[result.Day.Services[i].Type])
	}
	if !v.full() {
		v.suppressObserved()
		v.leaveOutLone(days)
	}
	v.ranked = sync.OnceValue(v.open.Ranks)
	v.rankedOf = sync.OnceValue(v.countRanked)
	v.register = sync.OnceValue(v.listGaps)
	v.boundaries = sync.OnceValue(v.hashBoundaries)
	v.reachers = sync.OnceValue(v.reachingByRow)
	return v
}

// IsProtected says whether a service must not be placed: it has a protected
// site, or is of a type protected by default and has none that may be shown.
func IsProtected(s *atlas.Service, kind *model.ServiceType) bool {
	shown := false
	for _, site := range s.Sites {
		if site.Disclosure == model.Protected {
			return true
		}
		shown = true
	}
	return !shown && kind.IsProtected()
}

// Keep computes something from the view once, and keeps it as long as the view
// itself is kept: an index of the register, say. Keys are of types of their
// own, as those of a context are.
func (v *View) Keep(key any, compute func() any) any {
	once, _ := v.kept.LoadOrStore(key, sync.OnceValue(compute))
	return once.(func() any)()
}

func (v *View) full() bool { return v.audience == Commissioner }

// Rounding says in words what was done to figures.
func (v *View) Rounding() model.Sentence {
	if v.full() {
		return model.Say("Figures are given in full precision.")
	}
	return model.Say("Modelled need is rounded to the nearest 5 and shares to whole per cent. Counts of people from 1 to 4, and those from which one could be worked out, are shown as *. So are the figures of a service type that rests, on any of the days published, on fewer than three protected services or on those of one provider: its gaps are left out, and the figures of tiers are computed without it.")
}

// suppressObserved marks the areas whose need is a count of people that must
// not be shown: base areas with small observed counts, those from which one
// could be worked out in any hierarchy, and ancestors whose whole need is such
// a count.
func (v *View) suppressObserved() {
	day := v.result.Day
	cells, lines := v.observedCells()
	marked := v.policy.SuppressedIn(cells, lines)
	for t := range v.suppressed {
		v.suppressed[t] = make([]bool, len(day.Reported))
		for place, members := range day.Within {
			sum := 0.0
			for _, base := range members {
				sum += cells[3*int(base)+t] // NaN where an estimate is part of it
			}
			v.suppressed[t][place] = v.policy.Suppresses(sum)
		}
		for base, area := range day.Base {
			place, _ := day.ReportedPlace(area)
			v.suppressed[t][place] = marked[3*base+t]
		}
	}
}

// observedCells lists the observed counts of base areas × tiers 2 to 4, NaN
// where there is an estimate, and as lines the tiers of each base area and
// the base areas of each ancestor.
func (v *View) observedCells() (cells []float64, lines [][]int) {
	day := v.result.Day
	for base, observed := range day.Observed {
		lines = append(lines, []int{3 * base, 3*base + 1, 3*base + 2})
		for _, count := range observed {
			if count < 0 {
				count = math.NaN()
			}
			cells = append(cells, count)
		}
	}
	for _, members := range day.Within {
		for t := range 3 {
			line := make([]int, len(members))
			for i, base := range members {
				line[i] = 3*int(base) + t
			}
			lines = append(lines, line)
		}
	}
	return cells, lines
}

func (v *View) hides(reported, tier int) bool {
	return !v.full() && tier >= 2 && v.suppressed[tier-2][reported]
}

// children shows a figure of modelled children of an area and tier.
func (v *View) children(reported, tier int, n float64) any {
	switch {
	case math.IsNaN(n):
		return nil
	case v.hides(reported, tier):
		return v.policy.Symbol
	case v.full():
		return n
	}
	return v.policy.Round(n)
}

// part shows a share of children, which follows its base.
func (v *View) part(reported, tier int, share float64) any {
	if v.veils(reported, tier) {
		return v.policy.Symbol // also where there is none: that would say that nobody is in need
	}
	return v.share(share)
}

// share shows a share that belongs to no area.
func (v *View) share(x float64) any {
	switch {
	case math.IsNaN(x):
		return nil
	case v.full():
		return x
	}
	return math.Round(100*x) / 100
}

// amount shows a figure of children that belongs to no area.
func (v *View) amount(n float64) any {
	switch {
	case math.IsNaN(n):
		return nil
	case v.full():
		return n
	}
	return v.policy.Round(n)
}

// services shows how many services of a row reach an area. Protected ones are
// counted in a nation or region, or in another area of a local authority's
// size or more where there are at least three of at least two providers: a
// health board can be one authority. Those of a lone type are counted in an
// authority or larger area alone, and only where they are never few.
func (v *View) services(row, reported int, reaching []int32) any {
	count := v.result.Services[row][reported]
	if v.full() {
		return count
	}
	kind, area := v.result.Day.Expected[row].Type, v.result.Day.Reported[reported]
	where := v.area(reported).Kind
	if v.rare.lone[kind] {
		if !where.AuthorityOrLarger() || v.rare.scarce[kind] || v.rare.small[kind][area] {
			return v.policy.Symbol // also where none reaches: that would say where they do, and since when
		}
		return count
	}
	isSecret := func(k int32) bool { return v.secret[k] }
	if !slices.ContainsFunc(reaching, isSecret) || isWide(where) || where.AuthorityOrLarger() && !v.few(reaching) {
		return count
	}
	return v.policy.Symbol
}

func (v *View) area(reported int) *model.Area {
	return &v.result.Day.Areas[v.result.Day.Reported[reported]]
}

// chosen lists the reported places of the kinds asked for; none asked for is
// all.
func (v *View) chosen(kinds []model.AreaKind) []int {
	var out []int
	for place := range v.result.Day.Reported {
		if len(kinds) == 0 || slices.Contains(kinds, v.area(place).Kind) {
			out = append(out, place)
		}
	}
	return out
}

func (v *View) bands(run need.Run, row, reported int) *coverage.Bands {
	return &v.result.Bands[run][row][reported]
}

// Day is what the figures were computed for.
func (v *View) Day() *atlas.Day { return v.result.Day }

// Audience is whom the view is for.
func (v *View) Audience() Audience { return v.audience }
