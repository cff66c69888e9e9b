package disclosure

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/atlas"
	"catchment/model/coverage"
	"catchment/model/need"
)

// Tables lists what can be asked of a View, in the order of FILES.
var Tables = []string{"coverage", "tiers", "practice", "gaps", "services", "need", "flow", "equity", "ranks", "flags"}

// Sheet gives one table for the areas of some kinds (none: all kinds).
func (v *View) Sheet(table string, kinds []model.AreaKind) (Sheet, error) {
	makers := map[string]func([]int) ([]string, iter.Seq[[]any]){
		"coverage": v.coverage, "tiers": v.tiers, "practice": v.practice, "need": v.need,
		"ranks": v.ranks, "services": v.servicesTable, "flow": v.flow, "flags": v.flags,
		"equity": func([]int) ([]string, iter.Seq[[]any]) { return v.equity(kinds) },
		"gaps":   func([]int) ([]string, iter.Seq[[]any]) { return v.gaps(kinds) },
	}
	make, ok := makers[table]
	if !ok {
		return Sheet{}, &model.Error{Code: model.Invalid, Field: "what",
			Sentence: model.Say("There is no table %q to export; there are %s.", table, strings.Join(Tables, ", "))}
	}
	columns, rows := make(v.chosen(kinds))
	return Sheet{Name: table, Columns: columns, Rows: rows}, nil
}

var areaColumns = []string{"area_code", "area_name", "kind", "tier"}

func (v *View) areaCells(reported, tier int) []any {
	area := v.area(reported)
	return []any{area.Code, area.Name, string(area.Kind), tier}
}

func columns(head []string, more ...string) []string { return append(slices.Clone(head), more...) }

func (v *View) coverage(places []int) ([]string, iter.Seq[[]any]) {
	reaching := v.reachers()
	return columns(areaColumns, "service_type", "demand", "unreached", "not_eligible", "waiting", "met", "met_high",
			"coverage", "demand_low", "demand_high", "services"),
		func(yield func([]any) bool) {
			for _, place := range places {
				for row, e := range v.result.Day.Expected {
					cells := append(v.areaCells(place, e.Tier), v.result.Day.Types[e.Type].Key)
					if !yield(append(cells, v.coverageCells(row, place, reaching)...)) {
						return
					}
				}
			}
		}
}

// coverageCells gives the figures of one row of the coverage table.
func (v *View) coverageCells(row, place int, reaching [][][]int32) []any {
	tier := v.result.Day.Expected[row].Tier
	b := v.bands(need.Central, row, place)
	show := func(n float64) any { return v.children(place, tier, n) }
	var services []int32
	if reaching != nil {
		services = reaching[row][place]
	}
	figures := []any{show(b.Unreached), show(b.NotEligible), show(b.Waiting), show(b.Met), show(b.MetHigh), v.part(place, tier, ratio(b.Met, b.Demand))}
	if v.isLone(v.result.Day.Expected[row].Type) {
		figures = v.withheld()
	}
	return slices.Concat([]any{show(b.Demand)}, figures,
		[]any{show(v.bands(need.Low, row, place).Demand), show(v.bands(need.High, row, place).Demand), v.services(row, place, services)})
}

// reachingByRow lists the services that reach each area, which only audiences
// without full precision need.
func (v *View) reachingByRow() [][][]int32 {
	if v.full() {
		return nil
	}
	out := make([][][]int32, len(v.result.Day.Expected))
	for row := range out {
		out[row] = v.result.Reaching(row)
	}
	return out
}

func ratio(part, whole float64) float64 {
	if whole <= 0 {
		return math.NaN()
	}
	return part / whole
}

// byTier walks areas × four tiers.
func byTier(places []int, cells func(place, tier int) []any) iter.Seq[[]any] {
	return func(yield func([]any) bool) {
		for _, place := range places {
			for tier := 1; tier <= 4; tier++ {
				if !yield(cells(place, tier)) {
					return
				}
			}
		}
	}
}

func (v *View) tiers(places []int) ([]string, iter.Seq[[]any]) {
	return columns(areaColumns, "coverage", "weakest_service_type", "types_present", "types_expected", "status"),
		byTier(places, func(place, tier int) []any {
			return append(v.areaCells(place, tier), v.tierCells(place, tier)...)
		})
}

func (v *View) tierCells(place, tier int) []any {
	f := v.tierOf(place, tier)
	var weakest, status any = f.Weakest, string(f.Status)
	if f.Weakest == "" {
		weakest = nil
	}
	if v.veils(place, tier) {
		weakest, status = v.policy.Symbol, v.policy.Symbol
	}
	return []any{v.part(place, tier, f.Coverage), weakest, f.Present, f.Expected, status}
}

func (v *View) practice(places []int) ([]string, iter.Seq[[]any]) {
	return columns(areaColumns, "indicator", "quality_low", "quality_high", "assessed"),
		func(yield func([]any) bool) {
			for _, place := range places {
				for tier := 1; tier <= 4; tier++ {
					for g, f := range v.open.Cube(place, tier) {
						cells := append(v.areaCells(place, tier), fmt.Sprintf("GP%d", g+1))
						if !yield(append(cells, v.cubeCells(place, tier, f)...)) {
							return
						}
					}
				}
			}
		}
}

func (v *View) cubeCells(place, tier int, f coverage.CubeFigure) []any {
	return []any{v.part(place, tier, f.Low), v.part(place, tier, f.High), v.part(place, tier, f.Assessed)}
}

func (v *View) need(places []int) ([]string, iter.Seq[[]any]) {
	return columns(areaColumns, "need_low", "need", "need_high", "index"),
		byTier(places, func(place, tier int) []any {
			return append(v.areaCells(place, tier), v.needCells(place, tier)...)
		})
}

func (v *View) needCells(place, tier int) []any {
	cells := []any{}
	for run := range need.Runs {
		cells = append(cells, v.children(place, tier, v.result.NeedOf(run, place, tier)))
	}
	if base, ok := v.result.Day.BasePlace(v.result.Day.Reported[place]); ok {
		return append(cells, v.result.Day.Index[base])
	}
	return append(cells, nil)
}

func (v *View) ranks(places []int) ([]string, iter.Seq[[]any]) {
	ranks := v.ranked()
	return []string{"area_code", "kind", "tier", "rank", "rank_low", "rank_high", "method_rank_low", "method_rank_high"},
		byTier(places, func(place, tier int) []any {
			area := v.area(place)
			return append([]any{area.Code, string(area.Kind), tier}, v.rankCells(place, tier, ranks[place][tier-1])...)
		})
}

func (v *View) rankCells(place, tier int, f coverage.RankFigure) []any {
	var cells []any
	for _, rank := range []int{f.Rank, f.Low, f.High, f.MethodLow, f.MethodHigh} {
		switch {
		case v.veils(place, tier):
			cells = append(cells, v.policy.Symbol)
		case rank == 0:
			cells = append(cells, nil)
		default:
			cells = append(cells, rank)
		}
	}
	return cells
}

func (v *View) flow([]int) ([]string, iter.Seq[[]any]) {
	return []string{"service_type", "capacity", "demand", "met", "best_achievable", "binding"},
		func(yield func([]any) bool) {
			for _, f := range v.result.Flows {
				if !yield(v.flowCells(f)) {
					return
				}
			}
		}
}

func (v *View) flowCells(f coverage.Flow) []any {
	cells := []any{f.ServiceType, v.amount(f.Capacity), v.amount(f.Demand), v.amount(f.Met), v.amount(f.BestAchievable), f.Binding}
	if kind, known := v.result.Day.Type(f.ServiceType); known && v.isLone(kind) {
		cells[1], cells[3], cells[4], cells[5] = v.policy.Symbol, v.policy.Symbol, v.policy.Symbol, v.policy.Symbol
	}
	return cells
}

// equity is about the kind of the base areas alone, whose differences it
// measures; of other kinds there is none.
func (v *View) equity(kinds []model.AreaKind) ([]string, iter.Seq[[]any]) {
	return []string{"kind", "tier", "gini", "best_fifth", "worst_fifth"},
		func(yield func([]any) bool) {
			for _, f := range v.open.Equity() {
				if len(kinds) > 0 && !slices.Contains(kinds, f.Kind) {
					continue
				}
				if !yield([]any{string(f.Kind), f.Tier, v.share(f.Gini), v.share(f.BestFifth), v.share(f.WorstFifth)}) {
					return
				}
			}
		}
}

// flagTells says whether a flag speaks of a protected service, or of an area
// with a count that is not shown.
func (v *View) flagTells(f atlas.Flag) bool {
	if place, ok := v.result.Day.ServiceIndex(f.Subject); f.SubjectKind == "service" {
		return ok && v.secret[place]
	}
	place := v.placeOf(f.Subject)
	return v.hides(place, 2) || v.hides(place, 3) || v.hides(place, 4)
}

func (v *View) flags([]int) ([]string, iter.Seq[[]any]) {
	return []string{"subject_kind", "subject", "flag", "text"},
		func(yield func([]any) bool) {
			for _, f := range v.result.Flags.Sorted() {
				if !v.full() && v.flagTells(f) {
					continue
				}
				if !yield([]any{f.SubjectKind, f.Subject, f.Flag, f.Text}) {
					return
				}
			}
		}
}
