package planner

import (
	"context"
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
)

// Renewal puts services that end on in a scenario, each for so many months
// longer than it would last.
type Renewal struct {
	Plan     string
	Fresh    bool // the scenario must not be there yet
	Services []string
	Months   int
	On       model.Date // the day whose endings are meant
	Actor    string
}

// Renew writes the renewals into the scenario. Each date of a service that
// would end it before its new last day moves there; a licence that lasts as the
// programme says begins anew. The cost is the yearly one that the service
// states. What the scenario said of renewing the same service goes. From is the
// first day on which none of them would count otherwise: the difference shows
// from then on.
func (p *Planner) Renew(ctx context.Context, r Renewal) (report *Report, from model.Date, err error) {
	view, err := p.View(ctx, r.On, disclosure.Commissioner)
	if err != nil {
		return nil, "", err
	}
	plan := &Plan{Name: r.Plan, Fresh: r.Fresh}
	if !r.Fresh {
		if plan, err = p.unadopted(ctx, r.Plan); err != nil {
			return nil, "", err
		}
	}
	endings := view.Endings(model.LastDate)
	for _, key := range r.Services {
		at := slices.IndexFunc(endings, func(e disclosure.Ending) bool { return e.Service.Key == key })
		if at < 0 {
			return nil, "", &model.Error{Code: model.NotFound, Field: "service", Sentence: model.Say("The service %s is not among those that end.", model.Quoted(key))}
		}
		plan.Lines = slices.DeleteFunc(plan.Lines, func(line map[string]string) bool {
			return line["change"] == string(model.ChangeKind("renew")) && line["service"] == key
		})
		plan.Lines = append(plan.Lines, renewed(&endings[at], r.Months))
		from = max(from, endings[at].LastDay.AddDays(1))
	}
	plan.Actor = r.Actor
	report, err = p.PutPlan(ctx, *plan)
	return report, from, err
}

// unadopted is a scenario that can still be changed.
func (p *Planner) unadopted(ctx context.Context, name string) (*Plan, error) {
	plan, err := p.Plan(name)
	if err != nil {
		return nil, err
	}
	adopted, err := p.Adopted(ctx)
	if err == nil && adopted[name] > 0 {
		err = &model.Error{Code: model.Conflict, Field: "plan", Sentence: model.Say("The scenario %s was adopted and stays as it is; choose another.", model.Quoted(name))}
	}
	return plan, err
}

// renewed is the line that renews a service for so many months.
func renewed(e *disclosure.Ending, months int) map[string]string {
	s, until := &e.Service, e.LastDay.AddDays(1).AddMonths(months).AddDays(-1)
	line := map[string]string{"change": "renew", "service": s.Key}
	for column, end := range map[string]model.Date{"end": s.End, "contract_end": s.ContractEnd, "licence_end": s.Service.LicenceEnd} {
		if end != "" && end < until {
			line[column] = string(until)
		}
	}
	if begins := s.LicenceEnd.AddDays(1); s.Service.LicenceEnd == "" && s.LicenceEnd != "" && s.LicenceEnd < until {
		line["licence_start"] = string(begins)
		if begins.AddYears(*s.Programme.LicenceYears).AddDays(-1) < until {
			line["licence_end"] = string(until)
		}
	}
	if s.AnnualCost != nil {
		line["cost"] = strconv.FormatFloat(*s.AnnualCost, 'f', -1, 64)
	}
	return line
}
