package compare

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/practice"
	"catchment/server/page/shell"
)

// choice is what the address asks for.
type choice struct {
	*shell.Visit
	kind   model.AreaKind
	within *disclosure.Place
	tiers  []int // shown, tier 4 first
	sort   string
	size   int
}

func choiceOf(v *shell.Visit) (*choice, error) {
	ch := &choice{Visit: v, size: 50}
	kinds := v.View.Kinds()
	if code := v.Query("area"); code != "" {
		place, err := v.View.Place(code)
		if err != nil {
			return nil, err
		}
		ch.within, kinds = &place, append(v.View.KindsBelow(code), place.Kind)
	}
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	if i := slices.Index(kinds, model.LocalAuthority); i > 0 {
		names = append([]string{string(model.LocalAuthority)}, names...)
	}
	if len(names) == 0 {
		names = []string{""}
	}
	kind, err := v.Choice("kind", names...)
	if err != nil {
		return nil, err
	}
	ch.kind = model.AreaKind(kind)
	tier, err := v.Choice("tier", "all", "4", "3", "2", "1")
	if err != nil {
		return nil, err
	}
	ch.tiers = []int{4, 3, 2, 1}
	if tier != "all" {
		ch.tiers = []int{int(tier[0] - '0')}
	} else {
		ch.size = 25
	}
	ch.sort, err = v.Choice("sort", ch.orders()...)
	return ch, err
}

// orders are the ways to sort: by name, by a tier's coverage (t3) or by one of
// its indicators (t3.gp5); behind a minus the other way round.
func (ch *choice) orders() []string {
	out := []string{"name", "-name"}
	for tier := 1; tier <= 4; tier++ {
		key := "t" + strconv.Itoa(tier)
		out = append(out, key, "-"+key)
		for g := 1; g <= practice.Indicators; g++ {
			out = append(out, key+".gp"+strconv.Itoa(g), "-"+key+".gp"+strconv.Itoa(g))
		}
	}
	return out
}

// areas are those of the sheet in the order asked for.
func (ch *choice) areas(s sheet) []*area {
	if s[ch.kind] == nil {
		return nil
	}
	inside := map[string]bool{}
	if ch.within != nil {
		inside[ch.within.Code] = true
		for _, p := range ch.View.Below(ch.within.Code, ch.kind) {
			inside[p.Code] = true
		}
	}
	all := s[ch.kind]()
	var out []*area
	for i := range all {
		if ch.within == nil || inside[all[i].Code] {
			out = append(out, &all[i])
		}
	}
	slices.SortStableFunc(out, ch.comparing(out))
	return out
}

func (ch *choice) comparing(list []*area) func(a, b *area) int {
	by, down := strings.CutPrefix(ch.sort, "-")
	sign := 1
	if down {
		sign = -1
	}
	if by == "name" {
		names := make(map[*area]string, len(list))
		for _, a := range list {
			names[a] = ch.Text(a.Name, a.NameCy)
		}
		return func(a, b *area) int { return sign * ch.Compare(names[a], names[b]) }
	}
	key, indicator, _ := strings.Cut(by, ".gp")
	tier := int(key[1] - '0')            // the key is one of orders
	number, _ := strconv.Atoi(indicator) // "" is 0, coverage
	return func(a, b *area) int {
		x, y := a.at(tier, number), b.at(tier, number)
		switch {
		case x.none() != y.none() && x.none():
			return 1 // last either way
		case x.none() != y.none():
			return -1
		}
		return sign * cmp.Or(cmp.Compare(x.low, y.low), cmp.Compare(x.high, y.high))
	}
}
