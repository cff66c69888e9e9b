package api

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model"
	"catchment/model/disclosure"
)

// PlaceRow is an area as lists have it.
type PlaceRow struct {
	Code   string   `json:"code" doc:"The area's code."`
	Name   string   `json:"name" doc:"Its name in English."`
	NameCy string   `json:"name_cy" doc:"Its name in Welsh; empty where none is stated."`
	Kind   string   `json:"kind" doc:"What kind of area it is."`
	Above  []string `json:"above" nullable:"false" doc:"The codes of the areas that it lies in, largest first."`
}

func placeRowOf(view *disclosure.View, p disclosure.Place) PlaceRow {
	row := PlaceRow{p.Code, p.Name, p.NameCy, string(p.Kind), []string{}}
	for _, above := range view.Above(p.Code) {
		row.Above = append(row.Above, above.Code)
	}
	return row
}

type areaDetail struct {
	PlaceRow
	KindsBelow     []string     `json:"kinds_below" nullable:"false" doc:"The kinds of the areas in it, largest first."`
	Children       *float64     `json:"children" doc:"How many people aged 0 to 17 live there."`
	PopulationYear int          `json:"population_year" doc:"The latest year of the population figures used."`
	Tiers          []tierDetail `json:"tiers" nullable:"false" doc:"The four tiers of need."`
}

type tierDetail struct {
	Tier         int      `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need."`
	Need         *float64 `json:"need" doc:"Children in need a year, central run."`
	NeedLow      *float64 `json:"need_low" doc:"The smallest of the runs, in children a year."`
	NeedHigh     *float64 `json:"need_high" doc:"The largest of the runs, in children a year."`
	Coverage     *float64 `json:"coverage" doc:"Mean coverage of the expected types, 0 to 1."`
	CoverageHigh *float64 `json:"coverage_high" doc:"The same, if services of unknown capacity met all that they reach and accept."`
	Status       *string  `json:"status" enum:"gap,partial,sufficient,not known" doc:"The word for it."`
	Weakest      *string  `json:"weakest_service_type" doc:"The service type with the lowest coverage."`
	Present      int      `json:"types_present" doc:"How many expected types reach the area."`
	Expected     int      `json:"types_expected" doc:"How many types are expected."`
	Suppressible
}

type areasInput struct {
	Asked
	Paging
	Kind   string `query:"kind" doc:"Only areas of this kind."`
	In     string `query:"in" example:"W06000015" doc:"Only areas in this one, by its code."`
	Search string `query:"search" maxLength:"100" doc:"Only areas whose code, English or Welsh name holds this text; capitals do not matter."`
}

type areaInput struct {
	Asked
	Code string `path:"code" example:"W06000015" doc:"The area's code."`
}

func (d *door) areas() {
	op := get(d, huma.Operation{OperationID: "list-areas", Path: "/areas", Tags: []string{"areas"}, Summary: "Areas that are reported on",
		Description: "Base areas and the areas above them, by kind (largest first) and code."}, d.listAreas)
	allow(op, "kind", textOf(model.Kinds))
	get(d, huma.Operation{OperationID: "get-area", Path: "/areas/{code}", Tags: []string{"areas"}, Summary: "One area with its four tiers"}, d.oneArea)
}

func (d *door) listAreas(ctx context.Context, view *disclosure.View, in *areasInput) (*listOutput[PlaceRow], error) {
	places := view.Places(model.AreaKind(in.Kind))
	if in.In != "" {
		if _, err := view.Place(in.In); err != nil {
			return nil, err
		}
		places = view.Below(in.In, model.AreaKind(in.Kind))
	}
	var found []disclosure.Place
	for _, p := range places {
		if holds(in.Search, p.Code, p.Name, p.NameCy) {
			found = append(found, p)
		}
	}
	return listOf(ctx, d, view, &in.Asked, in.Paging, found, byKey(func(p disclosure.Place) []any { return []any{p.Kind.Order(), p.Code} }), func(p disclosure.Place) PlaceRow { return placeRowOf(view, p) })
}

// holds says whether one of some texts holds a text; "" is held by all.
func holds(text string, in ...string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, candidate := range in {
		if strings.Contains(strings.ToLower(candidate), text) {
			return true
		}
	}
	return false
}

func (d *door) oneArea(ctx context.Context, view *disclosure.View, in *areaInput) (*itemOutput[areaDetail], error) {
	place, err := view.Place(in.Code)
	if err != nil {
		return nil, err
	}
	children, year, err := view.Children(in.Code)
	if err != nil {
		return nil, err
	}
	out := areaDetail{PlaceRow: placeRowOf(view, place), KindsBelow: textOf(view.KindsBelow(in.Code)), Children: shown(children), PopulationYear: year}
	for tier := 1; tier <= 4; tier++ {
		t, err := view.Tier(in.Code, tier)
		if err != nil {
			return nil, err
		}
		out.Tiers = append(out.Tiers, tierDetailOf(t))
	}
	return itemOf(ctx, d, view, in.asked(), out)
}

func tierDetailOf(t disclosure.Tier) tierDetail {
	out := tierDetail{Tier: t.Tier, Present: t.Present, Expected: t.Expected}
	out.figure(&out.Need, "need", t.Need)
	out.figure(&out.NeedLow, "need_low", t.NeedLow)
	out.figure(&out.NeedHigh, "need_high", t.NeedHigh)
	out.figure(&out.Coverage, "coverage", t.Coverage)
	out.figure(&out.CoverageHigh, "coverage_high", t.CoverageHigh)
	if t.Status == "" {
		out.Suppressed = append(out.Suppressed, "status", "weakest_service_type")
		return out
	}
	out.Status = new(string(t.Status))
	if t.Weakest != nil {
		out.Weakest = &t.Weakest.Key
	}
	return out
}

// figure puts a figure into a member, or its name among the suppressed.
func (s *Suppressible) figure(member **float64, name string, f disclosure.Figure) {
	*member = shown(f)
	if f.State == disclosure.Suppressed {
		s.Suppressed = append(s.Suppressed, name)
	}
}

// shown gives a figure, nil where there is none to show.
func shown(f disclosure.Figure) *float64 {
	if !f.IsShown() {
		return nil
	}
	return &f.Value
}
