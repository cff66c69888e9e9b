package api

import (
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
)

type gapRow struct {
	ID           string   `json:"id" doc:"The gap's identity: kind, area, tier and service type. It stays the same from revision to revision."`
	Rank         *int     `json:"rank" doc:"1 is the greatest: children times the tier's weight. In a list for one kind of area it is the place among the gaps of that kind, else among those of all kinds; what else is chosen by does not change it. Null where the count must not be shown."`
	Kind         string   `json:"kind" enum:"provision,access,eligibility,capacity,quality,assurance,continuity,equity,parallel" doc:"What is wrong."`
	AreaCode     string   `json:"area_code" doc:"The area's code."`
	AreaName     string   `json:"area_name" doc:"Its name in English."`
	AreaNameCy   string   `json:"area_name_cy" doc:"Its name in Welsh; empty where none is stated."`
	AreaKind     string   `json:"area_kind" doc:"What kind of area it is."`
	Tier         *int     `json:"tier" minimum:"1" maximum:"4" doc:"The tier of need; null for a parallel gap."`
	ServiceType  string   `json:"service_type" doc:"The key of the service type."`
	ChildrenLow  *float64 `json:"children_low" doc:"Children a year affected, with all rates at their low value; null where the kind is not counted in children."`
	Children     *float64 `json:"children" doc:"Children a year affected, central run."`
	ChildrenHigh *float64 `json:"children_high" doc:"Children a year affected, with all rates at their high value."`
	TierWeight   *float64 `json:"tier_weight" doc:"The weight of the tier in the rank."`
	Title        *string  `json:"title" doc:"What is wrong in a few words, in the language asked for."`
	Why          *string  `json:"why" doc:"What the figures show, in a sentence, in the language asked for."`
	ClosesWith   *string  `json:"closes_with" doc:"What would close it, in a sentence, in the language asked for."`
	Since        *string  `json:"since" format:"date" doc:"Since when; null where it is not known."`
	Suppressible
}

func gapRowOf(g *disclosure.Gap, voice *words.Voice) gapRow {
	row := gapRow{ID: g.ID, Kind: string(g.Kind), AreaCode: g.Place.Code, AreaName: g.Place.Name, AreaNameCy: g.Place.NameCy, AreaKind: string(g.Place.Kind)}
	if g.Type != nil {
		row.ServiceType = g.Type.Key
	}
	if g.Tier > 0 {
		row.Tier = &g.Tier
	}
	row.figure(&row.ChildrenLow, "children_low", g.Low)
	row.figure(&row.Children, "children", g.Central)
	row.figure(&row.ChildrenHigh, "children_high", g.High)
	row.figure(&row.TierWeight, "tier_weight", g.Weight)
	if g.Hidden {
		row.Suppressed = append(row.Suppressed, "rank", "title", "why", "closes_with", "since")
		return row
	}
	row.Rank, row.Title, row.Why, row.ClosesWith = &g.Rank, new(g.Title(voice)), new(g.Why(voice)), new(g.ClosesWith(voice))
	if g.Since != "" {
		row.Since = new(string(g.Since))
	}
	return row
}

type gapsInput struct {
	Asked
	Paging
	ByArea
	ByTier
	ByType
	Gap  string `query:"gap" doc:"Only gaps of this kind."`
	Sort string `query:"sort" enum:"rank,children,-children,area_code,since,-since" default:"rank" doc:"The order: by rank, by children affected, by area or by date; behind a minus the greatest first. Gaps without a figure stand last."`
}

type gapInput struct {
	Asked
	ID string `path:"id" example:"capacity.W06000015.3.refuge" doc:"The gap's identity."`
}

func (d *door) register() {
	op := get(d, huma.Operation{OperationID: "list-gaps", Path: "/gaps", Tags: []string{"gaps"}, Summary: "The gap register",
		Description: "Every gap of every area, the greatest first: children affected times the tier's weight."}, d.listGaps)
	allow(op, "kind", textOf(model.Kinds))
	allow(op, "gap", textOf(gap.Kinds))
	get(d, huma.Operation{OperationID: "get-gap", Path: "/gaps/{id}", Tags: []string{"gaps"}, Summary: "One gap"}, d.oneGap)
}

func (d *door) listGaps(ctx context.Context, view *disclosure.View, in *gapsInput) (*listOutput[gapRow], error) {
	if in.Area != "" {
		if _, err := view.Place(in.Area); err != nil {
			return nil, err
		}
	}
	all := view.RegisterOf(model.AreaKind(in.Kind))
	var found []int
	for i := range all.Len() {
		if in.wants(all, i) {
			found = append(found, i)
		}
	}
	o := sortGaps(all, found, in.Sort)
	voice := in.voice()
	return listOf(ctx, d, view, &in.Asked, in.Paging, found, o, func(i int) gapRow { return gapRowOf(all.At(i), voice) })
}

func (in *gapsInput) wants(all *disclosure.Register, i int) bool {
	kind, area, tier, serviceType := all.About(i)
	return (in.Area == "" || in.Area == area.Code) && (in.Tier == 0 || in.Tier == tier) &&
		(in.Type == "" || in.Type == serviceType.Key) && (in.Gap == "" || in.Gap == string(kind))
}

// sortGaps orders gaps by what may be seen of them alone, and those that are
// alike by the register, whose order they are given in.
func sortGaps(all *disclosure.Register, found []int, by string) order[int] {
	name, down := strings.CutPrefix(by, "-")
	cell := map[string]func(*disclosure.Gap) any{
		"children":  func(g *disclosure.Gap) any { return cellOf(shown(g.Central)) },
		"area_code": func(g *disclosure.Gap) any { return g.Place.Code },
		"since":     sinceCell,
	}[name]
	if cell == nil {
		return order[int]{name: by, key: all.Key}
	}
	cells := make(map[int]any, len(found))
	for _, i := range found {
		cells[i] = cell(all.At(i))
	}
	slices.SortStableFunc(found, func(x, y int) int { return compare(cells[x], cells[y], down) })
	return order[int]{by, down, func(i int) []any { return append([]any{cells[i]}, all.Key(i)...) }}
}

func sinceCell(g *disclosure.Gap) any {
	if g.Since == "" || g.Hidden {
		return nil
	}
	return string(g.Since)
}

func cellOf(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

func (d *door) oneGap(ctx context.Context, view *disclosure.View, in *gapInput) (*itemOutput[gapRow], error) {
	g, err := view.Gap(in.ID)
	if err != nil {
		return nil, err
	}
	return itemOf(ctx, d, view, in.asked(), gapRowOf(g, in.voice()))
}
