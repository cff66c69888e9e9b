package disclosure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/need"
)

// house is coast with one refuge alone, where what it gives can be set, and
// nothing observed.
func house(change func(refuge *model.Service)) *model.Records {
	r := coast()
	r.Observed = nil
	r.Services, r.Sites = r.Services[:3], r.Sites[:2]
	change(&r.Services[2])
	return r
}

func worlds() map[string]*model.Records {
	serving := func(places float64, areas ...string) func(*model.Service) {
		return func(s *model.Service) { s.Capacity, s.AreasServed = &places, areas }
	}
	return map[string]*model.Records{
		"full everywhere": house(serving(200, "R1")), "no place": house(serving(0, "R1")), "some": house(serving(20, "R1")),
		"the north": house(serving(80, "L1")), "the south": house(serving(40, "L2")),
		"children under 5 alone": house(func(s *model.Service) { s.AgeMax = new(4) }),
		"capacity not known":     house(func(s *model.Service) { s.Capacity = nil }),
	}
}

// told is everything that the public is told: sheets, layers and the register.
func told(t *testing.T, v *View) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range append([]string{"sites"}, Tables...) {
		if name != "sites" {
			columns, rows := table(t, v, name)
			out["sheet "+name] = fmt.Sprint(columns, rows)
		}
		if layer, err := v.Layer(name, nil); err == nil {
			var text strings.Builder
			for feature := range layer.Features {
				fmt.Fprintln(&text, feature)
			}
			out["layer "+name] = text.String()
		}
	}
	for _, g := range v.Register().All() {
		out["register"] += fmt.Sprintln(g.ID, g.Rank, g.Low, g.Central, g.High, g.Since, g.Title(english), g.Why(english), g.ClosesWith(english))
	}
	for _, place := range v.Places("") {
		for tier := 1; tier <= 4; tier++ {
			f, _ := v.Tier(place.Code, tier)
			cube, _ := v.Cube(place.Code, tier)
			falls, _ := v.Waterfalls(place.Code, tier)
			rank, _ := v.Rank(place.Code, tier)
			weakest := ""
			if f.Weakest != nil {
				weakest, f.Weakest = f.Weakest.Key, nil
			}
			for i := range falls {
				falls[i].Type = nil // in order of key
			}
			out["typed"] += fmt.Sprintln(f, weakest, cube, falls, rank)
		}
	}
	return out
}

// The attacker has all that is published. Two worlds in which all of it is the
// same cannot be told apart by any solver, so that the coverage of the lone
// type lies, for all that the attacker knows, anywhere between what the worlds
// have; in each area that is from 0 to 1.
func TestNobodyCanWorkOutTheCoverageOfALoneType(t *testing.T) {
	var first map[string]string
	lowest, highest := map[string]float64{}, map[string]float64{}
	for name, records := range worlds() {
		v := view(records, Public)
		got := told(t, v)
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("%s differs from another world: %s", name, diff)
		}
		row, _ := v.result.Row(4, "refuge")
		for place := range v.result.Day.Reported {
			b, code := v.bands(need.Central, row, place), v.area(place).Code
			if _, seen := lowest[code]; !seen {
				lowest[code], highest[code] = math.Inf(1), math.Inf(-1)
			}
			lowest[code], highest[code] = min(lowest[code], b.Met/b.Demand), max(highest[code], b.Met/b.Demand)
		}
	}
	if len(lowest) != 7 {
		t.Errorf("%d areas", len(lowest))
	}
	for code := range lowest {
		if lowest[code] > 0.01 || highest[code] < 0.99 {
			t.Errorf("%s: the worlds reach from %.2f to %.2f alone", code, lowest[code], highest[code])
		}
	}
}

// The same attacker reads the coverage of the lone type off a commissioner's
// figures, be they rounded: weights × coverage of the tier, less the others.
// So it is the suppression that stops it.
func TestTheAttackWorksOnFiguresThatAreNotSuppressed(t *testing.T) {
	for name, records := range worlds() {
		v := view(records, Commissioner)
		for _, place := range v.Places("") {
			tier, _ := v.Tier(place.Code, 4)
			falls, _ := v.Waterfalls(place.Code, 4)
			rest, own := round(tier.Coverage.Value)*float64(len(falls)), math.NaN()
			for _, w := range falls {
				if w.Type.Key == "refuge" {
					own = w.Coverage.Value
				} else {
					rest -= round(w.Coverage.Value)
				}
			}
			if math.Abs(rest-own) > 0.1 {
				t.Errorf("%s, %s: worked out %.2f, it is %.2f", name, place.Code, rest, own)
			}
		}
	}
}

func round(x float64) float64 { return math.Round(100*x) / 100 }

func TestWhatIsShownOfALoneType(t *testing.T) {
	v := view(house(func(*model.Service) {}), Public)
	cases := []struct{ table, column, area, want string }{
		{"coverage", "demand", "L1", "150"}, {"coverage", "demand_low", "A1", "50"},
		{"coverage", "services", "R1", "*"}, {"coverage", "services", "L1", "*"}, {"coverage", "services", "L2", "*"}, {"coverage", "services", "B1", "*"},
	}
	for _, column := range []string{"unreached", "not_eligible", "waiting", "met", "met_high", "coverage"} {
		for _, area := range []string{"R1", "L2", "B1"} {
			cases = append(cases, struct{ table, column, area, want string }{"coverage", column, area, "*"})
		}
	}
	for _, c := range cases {
		if got := find(t, v, c.table, c.column, c.area, "refuge"); !cmp.Equal(got, []string{c.want}) {
			t.Errorf("%s of %s: %v, want %s", c.column, c.area, got, c.want)
		}
	}
	_, rows := table(t, v, "flow")
	if got := fmt.Sprint(rows); !strings.Contains(got, "[refuge * 200 * * *]") {
		t.Errorf("flow: %s", got)
	}
	if flow, ok := v.Flow("refuge"); !ok || flow.Binding != "" || flow.Met.State != Suppressed || !flow.Demand.IsShown() {
		t.Errorf("%+v, %v", flow, ok)
	}
	if gaps := find(t, v, "gaps", "kind", "L1", "refuge"); len(gaps) > 0 {
		t.Errorf("gaps of the lone type: %v", gaps)
	}
	tier, _ := v.Tier("L1", 4)
	if tier.Weakest == nil || tier.Weakest.Key != "group_work" || tier.Expected != 1 || tier.Coverage.Value != find1(t, v, "L1", "group_work") {
		t.Errorf("%+v", tier)
	}
}

func find1(t *testing.T, v *View, area, kind string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(find(t, v, "coverage", "coverage", area, kind)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A tier in which nothing else is expected shows its need alone.
func TestATierOfLoneTypesAlone(t *testing.T) {
	r := house(func(*model.Service) {})
	r.Uptake = r.Uptake[1:]
	v := view(r, Public)
	tier, _ := v.Tier("L1", 4)
	cube, _ := v.Cube("L1", 4)
	rank, _ := v.Rank("L1", 4)
	if !tier.Need.IsShown() || tier.Coverage.State != Suppressed || tier.Status != "" || tier.Weakest != nil || cube[0].Low.State != Suppressed || cube[0].Status != "" || rank.State != Suppressed {
		t.Errorf("%+v %+v %+v", tier, cube[0], rank)
	}
	if got := find(t, v, "tiers", "status", "L1", "4"); !cmp.Equal(got, []string{"*"}) {
		t.Errorf("the table says %v", got)
	}
}

// Three services of two providers are no single house: their type is shown,
// unless one of them alone reaches an area, where what is shown of the others
// would lead to it.
func TestTypesOfManyProtectedServicesAreShown(t *testing.T) {
	r := coast()
	if got := find(t, view(r, Public), "coverage", "coverage", "L2", "refuge"); !cmp.Equal(got, []string{"*"}) {
		t.Errorf("beside one that stands alone: %v", got)
	}
	for i := range r.Services {
		if r.Services[i].ServiceType == "refuge" {
			r.Services[i].AreasServed = []string{"L2"}
		}
	}
	want := find(t, view(r, Commissioner), "coverage", "coverage", "L2", "refuge")
	if got := find(t, view(r, Public), "coverage", "coverage", "L2", "refuge"); !cmp.Equal(got, want) {
		t.Errorf("where three of two providers reach: %v, want %v", got, want)
	}
}

// Commissioners' figures are those of the arithmetic.
func TestCommissionersSeeLoneTypes(t *testing.T) {
	v := view(house(func(*model.Service) {}), Commissioner)
	if v.open != v.result || find1(t, v, "L1", "refuge") == 0 || len(find(t, v, "gaps", "kind", "L2", "refuge")) == 0 {
		t.Error("a commissioner does not see the lone type")
	}
}

// Of a group that one house alone serves, its coverage is that house's places:
// the public is not told it, the commissioner is.
func TestGroupOfOneHouse(t *testing.T) {
	r := coast()
	r.Observed = nil
	for i := range r.Services {
		if r.Services[i].Key == secret("r4") {
			r.Services[i].ByAndFor = []string{"disabled_children"}
		}
	}
	for audience, want := range map[Audience]bool{Public: false, Commissioner: true} {
		told := false
		for _, g := range view(r, audience).Register().All() {
			told = told || g.Type.Key == "refuge" && strings.Contains(g.Why(english)+g.ClosesWith(english), "led by and for")
		}
		if told != want {
			t.Errorf("%s: told %v, want %v", audience, told, want)
		}
	}
}
