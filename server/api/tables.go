package api

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/respond"
)

// ByArea chooses rows by their area.
type ByArea struct {
	Area string `query:"area" example:"W06000015" doc:"Only rows of this area, by its code."`
	Kind string `query:"kind" doc:"Only rows of areas of this kind."`
}

// ByTier chooses rows by tier of need.
type ByTier struct {
	Tier int `query:"tier" minimum:"1" maximum:"4" doc:"Only rows of this tier of need, 1 to 4."`
}

// ByType chooses rows by service type.
type ByType struct {
	Type string `query:"type" example:"refuge" doc:"Only rows of this service type, by its key."`
}

// typed is an input that can choose by service type.
type typed interface{ chosenType() string }

func (b ByType) chosenType() string { return b.Type }

// typeFault refuses a service type that there is not: no rows would say that
// it is met nowhere.
func typeFault(view *disclosure.View, asked *Asked, in any) *respond.Problem {
	by, ok := in.(typed)
	if !ok || by.chosenType() == "" {
		return nil
	}
	var keys []string
	for _, t := range view.Reference().ServiceTypes {
		keys = append(keys, t.Key)
	}
	if slices.Contains(keys, by.chosenType()) {
		return nil
	}
	return respond.Refusal(asked.c, http.StatusNotFound, "type", "server.no_service_type", "Found", model.Quoted(by.chosenType()), "Allowed", strings.Join(keys, ", "))
}

// Sorting orders rows.
type Sorting struct {
	Sort string `query:"sort" doc:"The column to sort by, behind a minus for the greatest first. Rows without a figure stand last. Left out: as the table has them."`
}

type tierInput struct {
	Asked
	Paging
	Sorting
	ByArea
	ByTier
}

func (in *tierInput) choice() choice {
	return choice{in.Sort, in.Kind, in.Area, map[string]any{"tier": in.Tier}}
}

type coverageInput struct {
	Asked
	Paging
	Sorting
	ByArea
	ByTier
	ByType
}

func (in *coverageInput) choice() choice {
	return choice{in.Sort, in.Kind, in.Area, map[string]any{"tier": in.Tier, "service_type": in.Type}}
}

type practiceInput struct {
	Asked
	Paging
	Sorting
	ByArea
	ByTier
	Indicator string `query:"indicator" enum:"GP1,GP2,GP3,GP4,GP5,GP6,GP7,GP8" doc:"Only rows of this good-practice indicator."`
}

func (in *practiceInput) choice() choice {
	return choice{in.Sort, in.Kind, in.Area, map[string]any{"tier": in.Tier, "indicator": in.Indicator}}
}

type flowInput struct {
	Asked
	Paging
	Sorting
	ByType
}

func (in *flowInput) choice() choice {
	return choice{sort: in.Sort, cells: map[string]any{"service_type": in.Type}}
}

type equityInput struct {
	Asked
	Paging
	Sorting
	Kind string `query:"kind" doc:"Only rows of this kind of area."`
	ByTier
}

func (in *equityInput) choice() choice {
	return choice{sort: in.Sort, cells: map[string]any{"kind": in.Kind, "tier": in.Tier}}
}

type flagInput struct {
	Asked
	Paging
	SubjectKind string `query:"subject_kind" enum:"area,service,site,service_type" doc:"Only flags of this kind of subject."`
	Subject     string `query:"subject" doc:"Only flags of this subject, by its key or code."`
	Flag        string `query:"flag" doc:"Only flags of this name."`
}

func (in *flagInput) choice() choice {
	return choice{cells: map[string]any{"subject_kind": in.SubjectKind, "subject": in.Subject, "flag": in.Flag}}
}

// tableInput is the input of an operation on a table.
type tableInput[I any] interface {
	pager[I]
	choice() choice
}

func (p Paging) paging() Paging { return p }

// tables adds an operation for each table of figures.
func (d *door) tables() {
	addTable[coverageInput, coverageRow](d, "coverage", "areas", "Coverage by area, tier and service type",
		"The demand of each area for each service type that is expected in a tier, the four bands that it falls into (they add up to it), and coverage = met / demand.")
	addTable[tierInput, tierRow](d, "tiers", "areas", "Coverage by area and tier",
		"The mean coverage of the service types expected in a tier, with the weakest of them and the word for it.")
	addTable[practiceInput, practiceRow](d, "practice", "areas", "Good practice by area, tier and indicator",
		"The cube: the part of demand that is met by provision that is good by an indicator, from low (what is not assessed counts as not in place) to high (as in place).")
	addTable[tierInput, needRow](d, "need", "areas", "Children in need by area and tier", "Children a year, in the low, central and high run of the rates.")
	addTable[tierInput, rankRow](d, "ranks", "areas", "Ranks of areas by tier", "The place of each area among those of its kind, 1 for the lowest coverage, with the 5th to 95th percentile of draws, and the range over other ways to compute access.")
	addTable[flowInput, flowRow](d, "flow", "areas", "Best achievable by service type", "What is met, and what the best referral could meet with the same places.")
	addTable[equityInput, equityRow](d, "equity", "areas", "Equity by kind of area and tier", "How unequally coverage falls on areas, weighted by need.")
	addTable[flagInput, flagRow](d, "flags", "method", "Flags", "Choices and gaps in the data that figures stand on.")
}

// addTable adds the operation that lists one table.
func addTable[I, T any, P tableInput[I]](d *door, table, tag, summary, description string) {
	op := get(d, huma.Operation{OperationID: "list-" + table, Path: "/" + table, Tags: []string{tag}, Summary: summary, Description: description},
		func(ctx context.Context, view *disclosure.View, in P) (*listOutput[T], error) {
			columns, rows, err := chosenRows(view, table, in.choice())
			if err != nil {
				return nil, err
			}
			return listOf(ctx, d, view, in.asked(), in.paging(), rows, in.choice().rowOrder(columns), rowsOf[T](columns))
		})
	allow(op, "kind", textOf(model.Kinds))
	allow(op, "sort", sortable(membersOf[T]()))
}

// sortable lists what a table can be sorted by.
func sortable(columns []string) []string {
	var out []string
	for _, name := range columns {
		out = append(out, name, "-"+name)
	}
	return out
}

// allow sets the values that a parameter takes; an operation without it is
// left as it is.
func allow(op *huma.Operation, name string, values []string) {
	for _, p := range op.Parameters {
		if p.Name != name {
			continue
		}
		p.Schema.Enum = nil
		for _, value := range values {
			p.Schema.Enum = append(p.Schema.Enum, value)
		}
		p.Schema.PrecomputeMessages()
	}
}

func textOf[S ~string](values []S) []string {
	out := make([]string, len(values))
	for i, value := range values {
		out[i] = string(value)
	}
	return out
}
