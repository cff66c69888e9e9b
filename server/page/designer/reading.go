package designer

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/scenario"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// amount is one figure of the form: its bounds, and where it goes.
type amount struct {
	name        string
	least, most float64
	whole       bool
	of          func(*reading) **float64
}

// groups are the sections of the form, in order.
var groups = []struct {
	name    string
	amounts []amount
}{
	{"group", []amount{
		{"places", 1, 1000, true, func(r *reading) **float64 { return &r.design.Places }},
		{"groups", 1, 20, true, func(r *reading) **float64 { return &r.design.Groups }},
		{"cohorts", 0, 365, true, func(r *reading) **float64 { return &r.design.Runs }},
		{"parents", 0, 1000, true, func(r *reading) **float64 { return &r.design.ParentPlaces }},
		{"attended", 1, 1000, false, func(r *reading) **float64 { return &r.design.Attended }},
	}},
	{"length", []amount{
		{"weeks", 1, 104, false, func(r *reading) **float64 { return &r.design.Weeks }},
		{"sessions", 1, 1000, false, func(r *reading) **float64 { return &r.design.Sessions }},
		{"hours", 0.25, 24, false, func(r *reading) **float64 { return &r.design.SessionHours }},
		{"usable", 1, 52, false, func(r *reading) **float64 { return &r.design.UsableWeeks }},
	}},
	{"readiness", []amount{
		{"facilitators", 0, 100, false, func(r *reading) **float64 { return &r.design.Facilitators }},
		{"rooms", 0, 100, true, func(r *reading) **float64 { return &r.design.Rooms }},
		{"coordinators", 0, 1000, true, func(r *reading) **float64 { return &r.design.Coordinators }},
		{"partners", 0, 1000, true, func(r *reading) **float64 { return &r.design.Partners }},
		{"people", 0, 10000, true, func(r *reading) **float64 { return &r.design.PeopleTrained }},
		{"training_days", 0, 365, false, func(r *reading) **float64 { return &r.design.TrainingDays }},
	}},
	{"costs", []amount{
		{"facilitator_hour", 0, 1e6, false, func(r *reading) **float64 { return &r.design.Costs.FacilitatorHour }},
		{"preparation", 0, 100, false, func(r *reading) **float64 { return &r.design.Costs.PreparationHours }},
		{"room_hour", 0, 1e6, false, func(r *reading) **float64 { return &r.design.Costs.RoomHour }},
		{"licence_cost", 0, 1e9, false, func(r *reading) **float64 { return &r.design.Costs.Licence }},
		{"training_day", 0, 1e6, false, func(r *reading) **float64 { return &r.design.Costs.TrainingDay }},
		{"place_cost", 0, 1e6, false, func(r *reading) **float64 { return &r.design.Costs.Place }},
		{"coordination", 0, 1e9, false, func(r *reading) **float64 { return &r.design.Costs.Coordination }},
	}},
}

// reading is the address as a design, and what is wrong with it by field.
type reading struct {
	design  scenario.Design
	variant *model.Variant
	kind    *model.ServiceType
	area    string
	texts   map[string]string
	faults  map[string]string
}

// read reads the address. A figure that it does not name is the programme's own;
// one that it names and leaves empty was emptied.
func read(visit *shell.Visit, named url.Values, programme *model.Programme) *reading {
	r := &reading{texts: map[string]string{}, faults: map[string]string{}}
	r.design = scenario.Design{Programme: programme, Claims: visit.View.Reference().Claims, LicenceHeld: visit.Query("licence") == "yes", Parallel: visit.Query("parallel") == "yes"}
	if r.kind = typeOf(visit, programme, visit.Query("type")); r.kind == nil && visit.Query("type") != "" {
		r.faults["type"] = visit.Say("designer.fault_type")
	}
	if r.kind != nil {
		r.design.Unit, r.design.Perpetrators = r.kind.CapacityUnit(), r.kind.Audience == model.Perpetrators
	}
	for _, v := range variantsOf(visit, programme) {
		if v.Key == visit.Query("variant") {
			r.variant = &v
		}
	}
	if r.area = visit.Query("area"); r.area != "" {
		if _, err := visit.View.Place(r.area); err != nil {
			r.faults["area"] = visit.Sentence(model.SentenceOf(err))
		}
	}
	own := map[string]*float64{"weeks": programme.Weeks, "sessions": programme.Sessions, "hours": programme.SessionHours, "usable": new(52.0), "training_days": claimedDays(visit, programme)}
	for _, g := range groups {
		for _, a := range g.amounts {
			if x := own[a.name]; x != nil && !named.Has(a.name) {
				r.texts[a.name] = field.Number(*x)
			} else {
				r.texts[a.name] = strings.TrimSpace(visit.Query(a.name))
			}
			if r.wants(a.name) {
				r.take(visit, a)
			}
		}
	}
	return r
}

func (r *reading) take(visit *shell.Visit, a amount) {
	text := parts.PlainNumber(r.texts[a.name])
	if text == "" {
		return
	}
	x, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.IsNaN(x) || math.IsInf(x, 0) || x < a.least || x > a.most || a.whole && x != math.Trunc(x):
		form := "designer.fault_number"
		if a.whole {
			form = "designer.fault_whole"
		}
		r.faults[a.name] = visit.Say(form, "Least", visit.Number(a.least, decimals(a.least)), "Most", visit.Number(a.most, 0))
	default:
		*a.of(r) = &x
	}
}

// decimals is how many digits behind the point a figure needs, two at most.
func decimals(x float64) int {
	for n := range 2 {
		if scaled := x * math.Pow10(n); math.Abs(scaled-math.Round(scaled)) < 1e-9 {
			return n
		}
	}
	return 2
}

// wants says whether a figure means anything for the programme.
func (r *reading) wants(name string) bool {
	p, yes := r.design.Programme, func(b *bool) bool { return b != nil && *b }
	switch name {
	case "parents":
		return yes(p.ConcurrentParentGroup)
	case "attended":
		return yes(p.RollingEntry)
	case "coordinators", "partners", "licence_cost", "licence":
		return p.LicenceYears != nil
	case "parallel":
		return r.design.Perpetrators
	}
	return true
}

// claimedDays is how many days the programme's own training takes, as sources
// state it.
func claimedDays(visit *shell.Visit, programme *model.Programme) *float64 {
	for _, c := range visit.View.Reference().Claims {
		if c.Subject == programme.Key && c.Attribute == "training" && c.Unit == "day" {
			if days, err := strconv.ParseFloat(c.Low, 64); err == nil {
				return &days
			}
		}
	}
	return nil
}

func variantsOf(visit *shell.Visit, programme *model.Programme) (out []model.Variant) {
	for _, v := range visit.View.Reference().Variants {
		if v.Programme == programme.Key {
			out = append(out, v)
		}
	}
	return out
}
