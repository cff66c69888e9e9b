package disclosure

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
)

const today model.Date = "2026-04-01"

// coast is two authorities of one region. In A1 to A3 and B1 half of all 100
// children aged 6 are in need of tier 4; all should be offered both types.
//
//	R1 Coast ┬ L1 North ┬ A1   3 observed in tier 4
//	         │          ├ A2  12 observed
//	         │          └ A3   modelled: 50
//	         └ L2 South ─ B1   modelled: 50
//
//	g    group work everywhere, public, of p1, with a perpetrators' programme c linked to r1
//	r1   refuge of p2 in L1, protected
//	r2 … r4  three refuges of p2 and p3 in L2, protected
func coast() *model.Records {
	r := &model.Records{
		Areas: []model.Area{
			{Code: "R1", Name: "Coast", Kind: "region"},
			{Code: "L1", Name: "North", Kind: model.LocalAuthority, Parents: []string{"R1"}},
			{Code: "L2", Name: "South", Kind: model.LocalAuthority, Parents: []string{"R1"}},
		},
		Observed: []model.Observed{{AreaCode: "A1", Tier: 4, Count: 3, Year: 2025}, {AreaCode: "A2", Tier: 4, Count: 12, Year: 2025}},
		ServiceTypes: []model.ServiceType{
			{Key: "change", Measure: model.Places, Audience: model.Perpetrators},
			{Key: "group_work", Name: "Group work", Measure: model.Places, Decay: "binary"},
			{Key: "refuge", Name: "Refuge", Measure: model.Places, ProtectedByDefault: new(true)},
		},
		Uptake:    []model.Uptake{{ServiceType: "group_work", Tier: 4, Uptake: 1}, {ServiceType: "refuge", Tier: 4, Uptake: 1}},
		Rates:     []model.Rate{{Tier: 4, AgeTo: 17, Central: 5000}},
		Providers: []model.Provider{{Key: "p1", Name: "One"}, {Key: "p2", Name: "Two"}, {Key: "p3", Name: "Three"}},
		Services: []model.Service{
			{Key: "g", Name: "Open group", Provider: "p1", ServiceType: "group_work", Mode: "group", Capacity: new(70.0), AnnualCost: new(987654.0), Funder: "Funder of g"},
			{Key: "c", Name: "Change", Provider: "p1", ServiceType: "change", Mode: model.Outreach, AreasServed: []string{"R1"}, ParallelService: secret("r1")},
		},
		Sites: []model.Site{{Key: "hall", Service: "g", Disclosure: model.AreaOnly, AreaCode: "A1"}},
	}
	for code, parent := range map[string]string{"A1": "L1", "A2": "L1", "A3": "L1", "B1": "L2"} {
		r.Areas = append(r.Areas, model.Area{Code: code, Name: code, Kind: "lsoa", Parents: []string{parent}, PointLon: new(-3.9), PointLat: new(52.0)})
		r.Population = append(r.Population, model.Population{AreaCode: code, Year: 2025, Ages: model.Ages{6: 100}})
	}
	for i, provider := range []string{"p2", "p2", "p2", "p3"} {
		key := secret(fmt.Sprintf("r%d", i+1))
		area := "L2"
		if i == 0 {
			area = "L1"
		}
		r.Services = append(r.Services, model.Service{Key: key, Name: "Name of " + key, NameCy: "Enw " + key, Provider: provider, ServiceType: "refuge", Mode: "residential",
			AreasServed: []string{area}, Capacity: new(10.0), ContractEnd: "2026-09-30", Funder: "Funder of " + key})
		r.Sites = append(r.Sites, model.Site{Key: "Site of " + key, Service: key, Name: "House of " + key, Disclosure: model.Protected})
	}
	for g, count := range []int{4, 5, 6, 4, 5, 5, 7, 6} {
		for c := range count {
			r.Criteria = append(r.Criteria, model.Criterion{Key: fmt.Sprintf("GP%d.%d", g+1, c+1), Indicator: fmt.Sprintf("GP%d", g+1)})
		}
	}
	return r
}

// canary stands in every text of a protected service and site.
const canary = "canary"

func secret(key string) string { return canary + "-" + key }

func view(r *model.Records, audience Audience) *View {
	return Of(coverage.Score(atlas.Build(r, model.Revision{}).On(today)), audience)
}

// table walks a sheet to its rows as texts; an empty cell is "".
func table(t *testing.T, v *View, name string) (columns []string, rows [][]string) {
	t.Helper()
	sheet, err := v.Sheet(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	for cells := range sheet.Rows {
		var row []string
		for _, cell := range cells {
			if cell == nil {
				row = append(row, "")
			} else {
				row = append(row, fmt.Sprint(cell))
			}
		}
		rows = append(rows, row)
	}
	return sheet.Columns, rows
}

// find gives one column of the rows of an area and a tier or service type.
func find(t *testing.T, v *View, name, column, area, tierOrType string) []string {
	t.Helper()
	columns, rows := table(t, v, name)
	var out []string
	for _, row := range rows {
		cell := map[string]string{}
		for i := range columns {
			cell[columns[i]] = row[i]
		}
		if cell["area_code"] == area && (cell["tier"] == tierOrType || cell["service_type"] == tierOrType) {
			out = append(out, cell[column])
		}
	}
	return out
}

func TestSmallObservedCountsAreNotShown(t *testing.T) {
	public, commissioner := view(coast(), Public), view(coast(), Commissioner)
	cases := []struct {
		area, tier           string
		public, commissioner string
	}{
		{"A1", "4", "*", "3"},
		{"A2", "4", "*", "12"}, // secondary: with the total of L1 it would give A1
		{"A3", "4", "50", "50"},
		{"A1", "2", "0", "0"}, // the same area, a tier without small counts
		{"L1", "4", "65", "65"},
		{"A2", "1", "90", "88"}, // modelled: to the nearest 5
	}
	for _, c := range cases {
		if got := find(t, public, "need", "need", c.area, c.tier); !cmp.Equal(got, []string{c.public}) {
			t.Errorf("%s tier %s for the public: %v, want %s", c.area, c.tier, got, c.public)
		}
		if got := find(t, commissioner, "need", "need", c.area, c.tier); !cmp.Equal(got, []string{c.commissioner}) {
			t.Errorf("%s tier %s for a commissioner: %v, want %s", c.area, c.tier, got, c.commissioner)
		}
	}
}

// Every figure that stands on a suppressed count is suppressed with it.
func TestFiguresFollowTheirBase(t *testing.T) {
	v := view(coast(), Public)
	figures := map[string][]string{
		"need":     {"need_low", "need", "need_high"},
		"coverage": {"demand", "unreached", "not_eligible", "waiting", "met", "met_high", "coverage", "demand_low", "demand_high"},
		"tiers":    {"coverage", "status", "weakest_service_type"},
		"practice": {"quality_low", "quality_high"},
		"ranks":    {"rank", "rank_low", "rank_high", "method_rank_low", "method_rank_high"},
		"gaps":     {"why", "closes_with"},
	}
	for name, columns := range figures {
		for _, column := range columns {
			cells := find(t, v, name, column, "A1", "4")
			if len(cells) == 0 {
				t.Errorf("%s has no rows of A1 tier 4", name)
			}
			for _, cell := range cells {
				if cell != "*" {
					t.Errorf("%s, %s of A1 tier 4: %s", name, column, cell)
				}
			}
		}
	}
	for _, column := range []string{"children_low", "children", "children_high"} {
		for _, cell := range find(t, v, "gaps", column, "A1", "4") {
			if cell != "*" && cell != "" {
				t.Errorf("gaps, %s of A1 tier 4: %s", column, cell)
			}
		}
	}
}

// An area can stand in two hierarchies. Its count is hidden for the sake of
// the first; in the second it must not then stand hidden alone, where the
// total of that hierarchy would give it back.
//
//	L1 = A1 (3) + A2 (12)       A1 is small, so A2 is hidden too
//	H1 =          A2 (12) + A3 (20)
func TestNoHiddenCountStandsAloneInAnotherHierarchy(t *testing.T) {
	r := coast()
	r.Observed = append(r.Observed, model.Observed{AreaCode: "A3", Tier: 4, Count: 20, Year: 2025})
	r.Areas = append(r.Areas, model.Area{Code: "H1", Name: "Board", Kind: "health_board"})
	for i := range r.Areas {
		switch r.Areas[i].Code {
		case "A2":
			r.Areas[i].Parents = []string{"L1", "H1"}
		case "A3":
			r.Areas[i].Parents = []string{"H1"}
		}
	}
	v := view(r, Public)
	hidden := map[string]bool{}
	for _, code := range []string{"A1", "A2", "A3"} {
		hidden[code] = find(t, v, "need", "need", code, "4")[0] == "*"
	}
	if !hidden["A1"] || !hidden["A2"] || !hidden["A3"] {
		t.Errorf("hidden: %v; H1 less A3 gives A2, and L1 less A2 gives A1", hidden)
	}
}

// Protected services are counted by region, or by local authority where there
// are at least three of at least two providers.
func TestCountsOfProtectedServices(t *testing.T) {
	v := view(coast(), Public)
	cases := []struct{ area, kind, want string }{
		{"R1", "refuge", "4"},
		{"L1", "refuge", "*"}, // one
		{"L2", "refuge", "3"}, // three of two providers
		{"A3", "refuge", "*"},
		{"B1", "refuge", "*"}, // smaller than an authority
		{"B1", "group_work", "1"},
		{"L1", "group_work", "1"},
	}
	for _, c := range cases {
		if got := find(t, v, "coverage", "services", c.area, c.kind); !cmp.Equal(got, []string{c.want}) {
			t.Errorf("%s %s: %v, want %s", c.area, c.kind, got, c.want)
		}
	}
	if got := find(t, view(coast(), Commissioner), "coverage", "services", "L1", "refuge"); !cmp.Equal(got, []string{"1"}) {
		t.Errorf("for a commissioner: %v", got)
	}
	one := coast()
	one.Services[5].Provider = "p2" // three of one provider
	if got := find(t, view(one, Public), "coverage", "services", "L2", "refuge"); !cmp.Equal(got, []string{"*"}) {
		t.Errorf("three of one provider: %v", got)
	}
}

// Nor do sentences count them, name who runs them, or say when one ends.
func TestGapsDoNotTellOfProtectedServices(t *testing.T) {
	columns, rows := table(t, view(coast(), Public), "gaps")
	for _, row := range rows {
		text := strings.Join(row, " | ")
		if row[4] != "refuge" || row[2] != "L1" && row[2] != "A3" {
			continue
		}
		for _, told := range []string{"one service", "1 service", "Two", "30 September 2026", "2026-10-01"} {
			if strings.Contains(text, told) {
				t.Errorf("%q stands in %v: %s", told, columns, text)
			}
		}
	}
}

func TestServicesForThePublic(t *testing.T) {
	var keys []string
	columns, rows := table(t, view(coast(), Public), "services")
	for _, row := range rows {
		keys = append(keys, row[0])
	}
	if diff := cmp.Diff([]string{"c", "g"}, keys); diff != "" {
		t.Error(diff)
	}
	for _, column := range columns {
		if column == "annual_cost" || column == "funder" {
			t.Errorf("the public sees %s", column)
		}
	}
	if _, rows := table(t, view(coast(), Commissioner), "services"); len(rows) != 6 {
		t.Errorf("a commissioner sees %d services, want 6", len(rows))
	}
}

func TestIsProtected(t *testing.T) {
	site := func(d model.Disclosure) *model.Site { return &model.Site{Disclosure: d} }
	cases := []struct {
		name      string
		byDefault bool
		sites     []*model.Site
		want      bool
	}{
		{"no site", false, nil, false},
		{"no site, protected by default", true, nil, true},
		{"a public site", false, []*model.Site{site(model.Public)}, false},
		{"a public site, protected by default", true, []*model.Site{site(model.Public)}, false},
		{"an area-only site, protected by default", true, []*model.Site{site(model.AreaOnly)}, false},
		{"a protected site among others", false, []*model.Site{site(model.Public), site(model.Protected)}, true},
	}
	for _, c := range cases {
		if got := IsProtected(&atlas.Service{Sites: c.sites}, &model.ServiceType{ProtectedByDefault: &c.byDefault}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// Nothing of a protected service or site stands in anything that the public
// sees: not its key, its names, its funder, nor its site.
func TestNoCanaryReachesThePublic(t *testing.T) {
	v := view(coast(), Public)
	for _, name := range Tables {
		columns, rows := table(t, v, name)
		for _, row := range rows {
			if text := strings.Join(row, " | "); strings.Contains(text, canary) {
				t.Errorf("sheet %s, %v: %s", name, columns, text)
			}
		}
		layer, err := v.Layer(name, nil)
		if err != nil {
			continue // no areas to draw
		}
		for feature := range layer.Features {
			if text := fmt.Sprintf("%+v", feature); strings.Contains(text, canary) {
				t.Errorf("layer %s: %s", name, text)
			}
		}
	}
}

// The canaries are there for those who may see them: the test above would
// find one.
func TestCanariesReachCommissioners(t *testing.T) {
	v := view(coast(), Commissioner)
	for _, name := range []string{"services", "gaps"} {
		_, rows := table(t, v, name)
		if !strings.Contains(fmt.Sprint(rows), canary) {
			t.Errorf("no canary in %s", name)
		}
	}
}

// Every sheet has one cell a column, and can be walked twice.
func TestSheetsHaveOneCellAColumn(t *testing.T) {
	for _, audience := range Audiences {
		v := view(coast(), audience)
		for _, name := range Tables {
			columns, first := table(t, v, name)
			_, second := table(t, v, name)
			if diff := cmp.Diff(first, second); diff != "" {
				t.Errorf("%s: a second walk differs: %s", name, diff)
			}
			if len(first) == 0 && name != "flags" {
				t.Errorf("%s has no rows", name)
			}
			for _, row := range first {
				if len(row) != len(columns) {
					t.Errorf("%s for %s: %d cells, %d columns", name, audience, len(row), len(columns))
				}
			}
		}
	}
}

// A day without any areas gives sheets and layers without rows.
func TestEmptyRecords(t *testing.T) {
	for _, audience := range Audiences {
		v := view(&model.Records{}, audience)
		for _, name := range Tables {
			if _, rows := table(t, v, name); len(rows) > 0 && name != "equity" {
				t.Errorf("%s: %v", name, rows)
			}
			if layer, err := v.Layer(name, nil); err == nil {
				for feature := range layer.Features {
					t.Errorf("%s: %+v", name, feature)
				}
			}
		}
	}
}

// Where nothing is expected, figures are empty, 0 of 0 types, not known.
func TestNothingExpected(t *testing.T) {
	v := view(coast(), Commissioner)
	_, rows := table(t, v, "tiers")
	if diff := cmp.Diff([]string{"R1", "Coast", "region", "1", "", "", "0", "0", "not known"}, rows[0]); diff != "" {
		t.Error(diff)
	}
	_, rows = table(t, v, "practice")
	if diff := cmp.Diff([]string{"R1", "Coast", "region", "1", "GP1", "", "", ""}, rows[0]); diff != "" {
		t.Error(diff)
	}
}

// Rows stand in order of kind, largest first, code, tier, type.
func TestRowsStandInOrder(t *testing.T) {
	_, rows := table(t, view(coast(), Commissioner), "coverage")
	var got []string
	for _, row := range rows {
		got = append(got, row[0]+" "+row[3]+" "+row[4])
	}
	var want []string
	for _, code := range []string{"R1", "L1", "L2", "A1", "A2", "A3", "B1"} {
		want = append(want, code+" 4 group_work", code+" 4 refuge")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestKindsAreChosen(t *testing.T) {
	sheet, err := view(coast(), Commissioner).Sheet("need", []model.AreaKind{model.LocalAuthority})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for range sheet.Rows {
		rows++
	}
	if rows != 8 { // two authorities × four tiers
		t.Errorf("%d rows, want 8", rows)
	}
}

func TestUnknownTable(t *testing.T) {
	v := view(coast(), Public)
	if _, err := v.Sheet("sites", nil); model.CodeOf(err) != model.Invalid {
		t.Errorf("sheet: %v", err)
	}
	if _, err := v.Layer("services", nil); model.CodeOf(err) != model.Invalid {
		t.Errorf("layer: %v", err)
	}
}
