package api

import (
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model"
	"catchment/model/disclosure"
)

// column is one figure of all areas of a kind, packed for the map.
type column struct {
	Revision int      `json:"revision" doc:"The data revision that the figures were made from."`
	Method   int      `json:"method" doc:"The method version that made them."`
	AsOf     string   `json:"as_of" format:"date" doc:"The day that they are for."`
	Audience string   `json:"audience" enum:"commissioner,public" doc:"Whom they are for."`
	Rounding string   `json:"rounding" doc:"The rounding and suppression that was applied, in a sentence."`
	Boundary string   `json:"boundary" doc:"The version of the boundaries, as the addresses of tiles have it."`
	Codes    []string `json:"codes" nullable:"false" doc:"The areas' codes."`
	Values   []any    `json:"values" nullable:"false" doc:"Of each area the figure: a number, or a word for a status or a service type; null unless its state is shown."`
	States   []string `json:"states" nullable:"false" enum:"shown,empty,suppressed" doc:"Of each area how the value is to be read: shown; empty, where there is nothing to compute it from; or suppressed, where it must not be shown."`
}

type columnInput struct {
	Asked
	What      string `query:"what" required:"true" enum:"tiers,coverage,practice,need,ranks" doc:"The table that the figure is in."`
	Figure    string `query:"figure" required:"true" example:"coverage" doc:"The figure, by the name of its column there."`
	Kind      string `query:"kind" required:"true" example:"ward" doc:"The kind of area."`
	Tier      int    `query:"tier" required:"true" minimum:"1" maximum:"4" doc:"The tier of need, 1 to 4."`
	Type      string `query:"type" doc:"The key of the service type; for coverage alone, where it must be given."`
	Indicator string `query:"indicator" enum:"GP1,GP2,GP3,GP4,GP5,GP6,GP7,GP8" doc:"The indicator; for practice alone, where it must be given."`
}

// drawn lists the figures of each table that a map can draw.
var drawn = map[string][]string{
	"tiers":    {"coverage", "status", "weakest_service_type", "types_present", "types_expected"},
	"coverage": {"coverage", "demand", "unreached", "not_eligible", "waiting", "met", "met_high", "demand_low", "demand_high", "services"},
	"practice": {"quality_low", "quality_high", "assessed"},
	"need":     {"need", "need_low", "need_high", "index"},
	"ranks":    {"rank", "rank_low", "rank_high", "method_rank_low", "method_rank_high"},
}

func (d *door) columns() {
	op := get(d, huma.Operation{OperationID: "get-column", Path: "/columns", Tags: []string{"areas"}, Summary: "One figure of all areas of a kind",
		Description: "Three lists of the same length, for drawing a map: codes, values, and how each is to be read."}, d.column)
	allow(op, "kind", textOf(model.Kinds))
	var figures []string
	for _, names := range drawn {
		figures = append(figures, names...)
	}
	slices.Sort(figures)
	allow(op, "figure", slices.Compact(figures))
}

type columnOutput struct {
	Body column
}

func (d *door) column(_ context.Context, view *disclosure.View, in *columnInput) (*columnOutput, error) {
	if err := in.check(view); err != nil {
		return nil, err
	}
	columns, rows, err := chosenRows(view, in.What, choice{kind: in.Kind, cells: map[string]any{"tier": in.Tier, "service_type": in.Type, "indicator": in.Indicator}})
	if err != nil {
		return nil, err
	}
	revision := view.Revision()
	out := column{Revision: revision.Revision, Method: revision.Method, AsOf: string(view.Date()), Audience: string(view.Audience()),
		Rounding: in.voice().Sentence(view.Rounding()), Boundary: view.BoundaryVersion(), Codes: []string{}, Values: []any{}, States: []string{}}
	code, figure := slices.Index(columns, "area_code"), slices.Index(columns, in.Figure)
	for _, cells := range rows {
		value, state := cells[figure], disclosure.Shown
		switch value {
		case nil:
			state = disclosure.Empty
		case disclosure.Standard.Symbol:
			value, state = nil, disclosure.Suppressed
		}
		out.Codes, out.Values, out.States = append(out.Codes, cells[code].(string)), append(out.Values, value), append(out.States, string(state))
	}
	return &columnOutput{out}, nil
}

// check refuses what does not go together.
func (in *columnInput) check(view *disclosure.View) error {
	wrong := func(field string, sentence model.Sentence) error {
		return &model.Error{Code: model.Invalid, Field: field, Sentence: sentence}
	}
	switch {
	case !slices.Contains(drawn[in.What], in.Figure):
		return wrong("figure", model.Say("The table %s has no figure %s; it has %s.", in.What, model.Quoted(in.Figure), strings.Join(drawn[in.What], ", ")))
	case (in.What == "coverage") != (in.Type != ""):
		return wrong("type", model.Say("A service type goes with the table coverage, and must be given there."))
	case (in.What == "practice") != (in.Indicator != ""):
		return wrong("indicator", model.Say("An indicator goes with the table practice, and must be given there."))
	case in.What == "coverage" && !expected(view, in.Type, in.Tier):
		return &model.Error{Code: model.NotFound, Field: "type", Sentence: model.Say("No service type %s is expected in that tier.", model.Quoted(in.Type))}
	}
	return nil
}

func expected(view *disclosure.View, serviceType string, tier int) bool {
	return slices.ContainsFunc(view.Reference().Uptake, func(u model.Uptake) bool {
		return u.Tier == tier && u.ServiceType == serviceType
	})
}
