package register

import (
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
	"catchment/server/page/shell"
)

// The choices of the address that are no tier and no kind of area.
const (
	upperTiers  = "2-4"         // the tiers above tier 1, which is every other child
	allTiers    = "all"         // of need
	authorities = "authorities" // local authorities and all larger areas
	allAreas    = "all"         // of every kind
)

// scope is which gaps a page speaks of, as its address says. Areas of several
// kinds repeat one another, so one kind is listed unless more are asked for.
type scope struct {
	area        *disclosure.Place // nil: everywhere
	of          string            // a kind of area, authorities or allAreas
	tier        string            // upperTiers, allTiers or 1 to 4
	kind        gap.Kind          // "": all nine
	serviceType string            // "": all

	within []bool // by place of the index; nil: everywhere
	usual  string // what of is where the address does not say
}

func scopeOf(v *shell.Visit, x *index) (*scope, error) {
	s := &scope{}
	if code := v.Query("area"); code != "" {
		place, err := v.View.Place(code)
		if err != nil {
			return nil, err
		}
		s.area, s.within = &place, x.within(code)
	}
	var err error
	s.usual = string(x.usualKind(s.within))
	if s.of, err = v.Choice("of", append(append([]string{s.usual}, texts(v.View.Kinds())...), authorities, allAreas)...); err != nil {
		return nil, err
	}
	if s.tier, err = v.Choice("tier", upperTiers, allTiers, "4", "3", "2", "1"); err != nil {
		return nil, err
	}
	kind, err := v.Choice("kind", append([]string{""}, texts(gap.Kinds)...)...)
	if err != nil {
		return nil, err
	}
	s.kind = gap.Kind(kind)
	s.serviceType, err = v.Choice("type", append([]string{""}, typeKeys(v.View)...)...)
	return s, err
}

func texts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

func typeKeys(view *disclosure.View) []string {
	var out []string
	for _, t := range view.Reference().ServiceTypes {
		out = append(out, t.Key)
	}
	return out
}

// within marks an area and all below it.
func (x *index) within(code string) []bool {
	out := make([]bool, len(x.places))
	out[x.at[code]] = true
	for _, below := range x.view.Below(code, "") {
		out[x.at[below.Code]] = true
	}
	return out
}

// usualKind is the kind that is listed unless the address says another: local
// authorities, or where there are none, the largest kind below them; in an
// area that holds no authority, the area's own kind.
func (x *index) usualKind(within []bool) model.AreaKind {
	usual := model.AreaKind("")
	for place, p := range x.places { // largest kind first
		if within != nil && !within[place] {
			continue
		}
		if usual == "" || p.Kind == model.LocalAuthority {
			usual = p.Kind
		}
	}
	if usual == "" {
		return model.LocalAuthority // there are no areas at all
	}
	return usual
}

func (s *scope) takesArea(kind model.AreaKind) bool {
	switch s.of {
	case allAreas:
		return true
	case authorities:
		return kind.AuthorityOrLarger()
	}
	return s.of == string(kind)
}

func (s *scope) takesTier(tier int8) bool {
	switch s.tier {
	case allTiers:
		return true
	case upperTiers:
		return tier != 1
	}
	return s.tier == strconv.Itoa(int(tier))
}

// drawn is the one kind of area that is drawn and whose children are added
// up: that of the scope, or of several kinds the usual one.
func (s *scope) drawn() model.AreaKind {
	if s.of == allAreas || s.of == authorities {
		return model.AreaKind(s.usual)
	}
	return model.AreaKind(s.of)
}

// pairs are the scope for an address; what is usual is left out.
func (s *scope) pairs() []any {
	out := []any{"area", "", "of", s.of, "tier", s.tier, "kind", string(s.kind), "type", s.serviceType}
	if s.area != nil {
		out[1] = s.area.Code
	}
	if s.of == s.usual {
		out[3] = ""
	}
	if s.tier == upperTiers {
		out[5] = ""
	}
	return out
}

// chosen lists the rows of the register in a scope, of every kind of gap, in
// the order of the register.
func (x *index) chosen(s *scope) []int32 {
	places := make([]bool, len(x.places))
	for place, p := range x.places {
		places[place] = s.takesArea(p.Kind) && (s.within == nil || s.within[place])
	}
	var tiers [5]bool
	for tier := range tiers {
		tiers[tier] = s.takesTier(int8(tier))
	}
	serviceType := int16(slices.Index(x.types, s.serviceType))
	var out []int32
	for i := range x.rows {
		r := &x.rows[i]
		if places[r.place] && tiers[r.tier] && (s.serviceType == "" || serviceType == r.serviceType) {
			out = append(out, int32(i))
		}
	}
	return out
}

// ofKind keeps the rows of the scope's kind of gap.
func (x *index) ofKind(rows []int32, kind gap.Kind) []int32 {
	if kind == "" {
		return rows
	}
	wanted := int8(slices.Index(gap.Kinds, kind))
	var out []int32
	for _, i := range rows {
		if x.rows[i].kind == wanted {
			out = append(out, i)
		}
	}
	return out
}
