package siting

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// search works on one core until it has proven its best plan, has spent its
// effort, or is told to stop. What it does depends on the core and the seed
// alone, never on the time that it takes.
type search struct {
	*core
	random *rand.Rand
	stop   func() bool
	tell   func() // of a new best or bound
	relax  *relaxation
	plan   *plan
	every  []int32 // all candidates
	best   []int32
	value  float64
	method string // that found best
	bound  float64
	found  pool
	used   map[string]bool // methods that ran
	effort int             // links that may still be looked at, about

	enough float64 // a value that is as good as any, +Inf for none
	refute float64 // a bound that says enough cannot be had, -Inf for none
}

// A search may look at so many links before it ends by itself.
const wholeEffort = 8_000_000_000

func newSearch(c *core, seed uint64, stop func() bool, tell func()) *search {
	s := &search{core: c, random: rand.New(rand.NewPCG(seed, 0x5173)), stop: stop, tell: tell, relax: newRelaxation(c), plan: newPlan(c),
		bound: c.most(), used: map[string]bool{}, effort: wholeEffort, enough: math.Inf(1), refute: math.Inf(-1)}
	for j := range c.cost {
		s.every = append(s.every, int32(j))
	}
	return s
}

// run does everything, the quick things first.
func (s *search) run() {
	if len(s.every) == 0 {
		s.bound = 0
		return
	}
	s.relax = newRelaxation(s.core)
	for _, step := range []func(){s.construct, s.price, s.kick, s.branch} {
		if s.ended() {
			return
		}
		step()
	}
}

// ended says whether there is nothing more to do.
func (s *search) ended() bool {
	return s.value >= s.enough || s.bound < s.refute || s.effort <= 0 || s.stop()
}

// goal is the least value that would be better than the best known.
func (s *search) goal() float64 {
	if s.whole {
		return s.value + 1 - 1e-6
	}
	return s.value + max(1e-9*s.value, 1e-9)
}

func (s *search) proven() bool { return s.bound < s.goal() }

// construct builds plans from nothing.
func (s *search) construct() {
	rules := []rule{byGain}
	if slices.Min(s.cost) < slices.Max(s.cost) {
		rules = append(rules, byGainCost)
		s.plan.take(nil)
		s.plan.single(s.every)
		s.offer("best single")
	}
	for _, rule := range rules {
		s.plan.take(nil)
		s.plan.greedy(rule, s.every, alike)
		s.offer([...]string{"lazy greedy by gain", "lazy greedy by gain per cost"}[rule])
		s.swap(s.every)
	}
}

// swap betters the plan by exchange, and keeps it as a local optimum.
func (s *search) swap(candidates []int32) {
	s.plan.exchange(candidates, s.stop)
	s.effort -= len(s.to)
	s.found.put(s.plan)
	s.offer("iterated exchange")
}

// offer takes the plan if it is the best so far.
func (s *search) offer(method string) {
	s.used[method] = true
	if s.plan.value > s.value*(1+1e-12) {
		s.value, s.best, s.method = s.plan.value, s.plan.sorted(), method
		s.tell()
	}
}

// lower takes a bound if it is the least so far.
func (s *search) lower(bound float64) {
	if s.whole {
		bound = math.Floor(bound + 1e-6)
	}
	if bound = max(bound, s.value); bound < s.bound {
		s.bound = bound
		s.tell()
	}
}

// branchSteps is the steps of the relaxation at each branch.
const branchSteps = 80

// rootSteps is the steps of the relaxation before branching, fewer where each
// takes long.
func (s *search) rootSteps() int {
	return max(300, min(1500, 1_000_000_000/(len(s.to)+len(s.weight))))
}

// price bounds the problem, and mends the plans of the relaxation.
func (s *search) price() {
	s.used["Lagrangian bound"] = true
	s.plan.take(s.best)
	s.relax.begin(s.plan)
	step := 0
	s.relax.descend(s.rootSteps(), s.goal(), func(better bool) bool {
		step++
		s.effort -= len(s.to) + len(s.weight)
		if better {
			s.lower(s.relax.value)
			s.fix()
		}
		if step%max(10, len(s.to)/100_000) == 0 {
			s.mend(step%50 == 0)
		}
		return s.ended() || s.proven()
	})
	s.mend(true)
	s.fix()
}

// mend makes a plan of the relaxed one, and one of the average of those of
// late.
func (s *search) mend(swap bool) {
	r := s.relax
	s.plan.take(r.inside)
	s.round(slices.Clone(r.choice.whole), swap)
	likely := slices.DeleteFunc(slices.Clone(r.free), func(j int32) bool { return r.average[j] < 0.05 })
	slices.SortStableFunc(likely, func(a, b int32) int { return cmp.Compare(r.average[b], r.average[a]) })
	s.plan.take(r.inside)
	s.round(likely, swap)
}

// round adds candidates in order, then any that give something.
func (s *search) round(order []int32, swap bool) {
	for _, j := range order {
		if s.plan.fits(j) && s.plan.gain(j) > 0 {
			s.plan.add(j)
		}
	}
	s.plan.greedy(byGainCost, s.relax.free, alike)
	s.effort -= len(s.to)
	s.offer("Lagrangian repair")
	if swap || s.plan.value > 0.999*s.value {
		s.swap(s.relax.free)
	}
}

// fix leaves out candidates that no better plan has, and takes in those that
// every better plan has.
func (s *search) fix() bool {
	r := s.relax
	in, out := r.settle(s.goal())
	r.set(in, inside)
	r.set(out, outside)
	return len(in)+len(out) > 0
}

const (
	freshKicks = 12     // kicks for the sake of alternatives, among all candidates, at least
	mostFresh  = 60     // and at most
	vainKicks  = 40     // kicks without avail before it gives up, at least
	mostVain   = 400    // and at most
	accept     = 0.0005 // what comes out may be worse by this part and be gone on from
	dislike    = 0.6    // chance may take this part of a candidate's worth
)

// kick shakes a plan and betters it again, time after time. It goes on from
// what comes out unless that is much worse, and now and then from the best.
func (s *search) kick() {
	vain, from := 0, foundPlan{chosen: s.best, value: s.value}
	fresh := max(freshKicks, min(mostFresh, 3_000_000/len(s.to)))
	patience := max(vainKicks, min(mostVain, 10_000_000/len(s.to)))
	for round := 0; round < fresh || vain < patience && !s.proven(); round++ {
		if s.ended() {
			return
		}
		candidates := s.every
		if round >= fresh {
			candidates = append(slices.Clone(s.relax.free), s.relax.inside...)
		}
		s.random.Shuffle(len(candidates), func(a, b int) { candidates[a], candidates[b] = candidates[b], candidates[a] })
		before := s.value
		s.shake(from.chosen, candidates)
		s.swap(candidates)
		switch vain++; {
		case s.value > before:
			vain = 0
			from = foundPlan{chosen: s.best, value: s.value}
		case vain%40 == 0:
			from = foundPlan{chosen: s.best, value: s.value}
		case s.plan.value > from.value-accept*s.value:
			from = foundPlan{chosen: s.plan.sorted(), value: s.plan.value}
		}
	}
	slices.Sort(s.every)
}

// shake takes some neighbours out of a plan and fills it up again, with likes
// and dislikes of chance.
func (s *search) shake(chosen, candidates []int32) {
	s.plan.take(chosen)
	if len(chosen) > 0 {
		most := max(1, min(len(chosen)/3, 12))
		s.leave(chosen[s.random.IntN(len(chosen))], 1+s.random.IntN(most))
	}
	salt := s.random.Uint64()
	s.plan.greedy(rule(s.random.IntN(2)), candidates, func(j int32) float64 {
		return 1 - dislike*float64(scramble(salt+uint64(s.name[j]))>>11)/(1<<53)
	})
	s.effort -= len(s.to)
}

// leave takes a candidate and others near it out of the plan: those that
// candidates linked to its points are in competition with, then any.
func (s *search) leave(j int32, count int) {
	near := []int32{j}
	for _, i := range s.row(j) {
		for _, other := range s.by[s.from[i]:s.from[i+1]] {
			for _, further := range s.reaching(other) {
				if len(near) < count && !slices.Contains(near, further) {
					near = append(near, further)
				}
			}
		}
		if len(near) >= count {
			break
		}
	}
	for _, out := range near {
		s.plan.remove(out)
	}
	for more := count - len(near); more > 0 && len(s.plan.chosen) > 0; more-- {
		s.plan.remove(s.plan.chosen[s.random.IntN(len(s.plan.chosen))])
	}
}

// reaching lists chosen candidates that share a point with another.
func (s *search) reaching(j int32) []int32 {
	var out []int32
	row := s.row(j)
	for _, i := range []int32{row[0], row[len(row)/2], row[len(row)-1]} {
		first := s.from[i]
		out = append(out, s.plan.owner[first:first+int(s.plan.owners[i])]...)
	}
	return out
}
