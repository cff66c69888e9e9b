package disclosure

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/gap"
	"catchment/model/practice"
)

// Filter chooses from a table. What is "" or nil chooses nothing, so that the
// zero Filter takes the whole table.
type Filter struct {
	Kinds     []model.AreaKind
	Area      string // a code
	Within    bool   // and all reported areas below it
	Tiers     []int  // 0 is no tier, as parallel gaps have it
	Type      string // a service type's key
	Indicator string // GP1 to GP8
	Gap       gap.Kind
}

// FilterTiers reads tiers separated by commas: 1 to 4, and "none" for what
// belongs to no tier.
func FilterTiers(text string) ([]int, error) {
	if text == "" {
		return nil, nil
	}
	var tiers []int
	for word := range strings.SplitSeq(text, ",") {
		tier := slices.Index([]string{"none", "1", "2", "3", "4"}, word)
		if tier < 0 {
			return nil, notChosen("tier", model.Say("tier is %s; one or more of 1, 2, 3, 4 and none are expected, separated by commas.", model.Quoted(text)))
		}
		tiers = append(tiers, tier)
	}
	return tiers, nil
}

func notChosen(field string, sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Field: field, Sentence: sentence}
}

// SheetOf gives the rows of a table that a filter takes. A filter by what the
// table has no column for is refused.
func (v *View) SheetOf(table string, f Filter) (Sheet, error) {
	sheet, err := v.Sheet(table, f.Kinds)
	if err != nil {
		return Sheet{}, err
	}
	keeps, err := v.keeper(table, sheet.Columns, f)
	if err != nil || keeps == nil {
		return sheet, err
	}
	all := sheet.Rows
	sheet.Rows = func(yield func([]any) bool) {
		for cells := range all {
			if keeps(func(column int) any { return cells[column] }) && !yield(cells) {
				return
			}
		}
	}
	return sheet, nil
}

// LayerOf gives the features of a table that a filter takes: of an area, with
// the figures that it takes; of gaps and sites, those that it takes.
func (v *View) LayerOf(table string, f Filter) (Layer, error) {
	layer, err := v.Layer(table, f.Kinds)
	if err != nil {
		return Layer{}, err
	}
	columns := []string{"site", "name", "disclosure", "area_code", "service", "service_name", "service_type"}
	if table != "sites" {
		sheet, err := v.Sheet(table, f.Kinds)
		if err != nil {
			return Layer{}, err
		}
		columns = sheet.Columns
	}
	keeps, err := v.keeper(table, columns, f)
	if err != nil || keeps == nil {
		return layer, err
	}
	if table == "gaps" || table == "sites" {
		layer.Features = chosenFeatures(layer.Features, keeps)
	} else {
		layer.Features = narrowed(layer.Features, v.areasOf(f), v.namesOf(columns, f))
	}
	return layer, nil
}

// chosenFeatures keeps whole features, whose properties are the columns of the
// table in order.
func chosenFeatures(all iter.Seq[Feature], keeps func(cell func(int) any) bool) iter.Seq[Feature] {
	return func(yield func(Feature) bool) {
		for feature := range all {
			if keeps(func(column int) any { return feature.Properties[column].Value }) && !yield(feature) {
				return
			}
		}
	}
}

// narrowed keeps the features of areas, and of each what tells which area it
// is and the figures wanted.
func narrowed(all iter.Seq[Feature], area func(code string) bool, wanted func(name string) bool) iter.Seq[Feature] {
	about := len(areaProperties(&model.Area{}))
	return func(yield func(Feature) bool) {
		for feature := range all {
			if !area(feature.ID) {
				continue
			}
			figures := feature.Properties[:about:about]
			for _, p := range feature.Properties[about:] {
				if wanted(p.Name) {
					figures = append(figures, p)
				}
			}
			feature.Properties = figures
			if !yield(feature) {
				return
			}
		}
	}
}

// namesOf says which figures of an area are of the tiers, the type and the
// indicator that a filter takes. They are named t3_met, t3_refuge_met or
// t3_gp1_assessed.
func (v *View) namesOf(columns []string, f Filter) func(name string) bool {
	middle := ""
	switch {
	case f.Indicator != "":
		middle = strings.ToLower(f.Indicator) + "_"
	case f.Type != "":
		middle = f.Type + "_"
	}
	wanted := map[string]bool{}
	for _, column := range columns {
		wanted[middle+column] = true
	}
	return func(name string) bool {
		tier, rest := int(name[1]-'0'), name[len("t1_"):]
		return (f.Tiers == nil || slices.Contains(f.Tiers, tier)) && (middle == "" || wanted[rest])
	}
}

// areasOf says whether a filter takes an area.
func (v *View) areasOf(f Filter) func(code string) bool {
	if f.Area == "" {
		return func(string) bool { return true }
	}
	codes := map[string]bool{f.Area: true}
	if f.Within {
		for _, below := range v.Below(f.Area, "") {
			codes[below.Code] = true
		}
	}
	return func(code string) bool { return codes[code] }
}

// keeper says of a row, by its cells, whether a filter takes it; nil where all
// are taken.
func (v *View) keeper(table string, columns []string, f Filter) (func(cell func(column int) any) bool, error) {
	if err := v.checkFilter(f); err != nil {
		return nil, err
	}
	area := v.areasOf(f)
	var checks []func(cell func(int) any) bool
	for _, by := range []struct {
		name, column string
		set          bool
		takes        func(cell any) bool
	}{
		{"area", "area_code", f.Area != "", func(cell any) bool { code, _ := cell.(string); return area(code) }},
		{"tier", "tier", f.Tiers != nil, func(cell any) bool { tier, _ := cell.(int); return slices.Contains(f.Tiers, tier) }},
		{"type", "service_type", f.Type != "", func(cell any) bool { return cell == f.Type }},
		{"indicator", "indicator", f.Indicator != "", func(cell any) bool { return cell == f.Indicator }},
		{"gap", "kind", f.Gap != "", func(cell any) bool { return cell == string(f.Gap) }},
	} {
		if !by.set {
			continue
		}
		at := slices.Index(columns, by.column)
		if at < 0 || by.name == "gap" && table != "gaps" {
			return nil, notChosen(by.name, model.Say("The table %s cannot be chosen from by %s: it has no such column.", table, by.name))
		}
		checks = append(checks, func(cell func(int) any) bool { return by.takes(cell(at)) })
	}
	if checks == nil {
		return nil, nil
	}
	return func(cell func(int) any) bool {
		return !slices.ContainsFunc(checks, func(check func(func(int) any) bool) bool { return !check(cell) })
	}, nil
}

// checkFilter refuses what there is not: no rows would say that nothing is
// wrong.
func (v *View) checkFilter(f Filter) error {
	if f.Area != "" {
		if _, err := v.Place(f.Area); err != nil {
			return err
		}
	} else if f.Within {
		return notChosen("within", model.Say("within goes with an area, whose parts it adds."))
	}
	if _, known := v.result.Day.Type(f.Type); f.Type != "" && !known {
		return &model.Error{Code: model.NotFound, Field: "type", Sentence: model.Say("There is no service type %s.", model.Quoted(f.Type))}
	}
	var indicators []string
	for i := range practice.Indicators {
		indicators = append(indicators, fmt.Sprintf("GP%d", i+1))
	}
	if f.Indicator != "" && !slices.Contains(indicators, f.Indicator) {
		return notChosen("indicator", model.Say("indicator is %s; one of %s is expected.", model.Quoted(f.Indicator), strings.Join(indicators, ", ")))
	}
	if f.Gap != "" && !slices.Contains(gap.Kinds, f.Gap) {
		return notChosen("gap", model.Say("gap is %s; one of %s is expected.", model.Quoted(string(f.Gap)), joined(gap.Kinds)))
	}
	return nil
}

func joined[S ~string](all []S) string {
	var texts []string
	for _, s := range all {
		texts = append(texts, string(s))
	}
	return strings.Join(texts, ", ")
}
