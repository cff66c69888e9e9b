package disclosure

import (
	"iter"
	"math"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/field"
)

// servicesTable gives every service that counts, with its own columns behind
// its figures; audiences without full precision see no protected ones.
func (v *View) servicesTable([]int) ([]string, iter.Seq[[]any]) {
	table, _ := field.TableOf("services")
	var own []field.Column
	names := []string{"service", "capacity", "pull", "ratio", "stranded"}
	for _, c := range table.Columns {
		switch {
		case c.Name == "service" || !v.full() && hiddenOfServices[c.Name]:
		case c.Name == "capacity":
			own, names = append(own, c), append(names, "capacity_stated")
		default:
			own, names = append(own, c), append(names, c.Name)
		}
	}
	return names, func(yield func([]any) bool) {
		for _, s := range v.result.Supplies() {
			if !v.full() && v.secret[s.Service] {
				continue
			}
			service := v.result.Day.Services[s.Service].Service
			cells := []any{service.Key, v.figure(s.Capacity), v.amount(s.Pull), v.ratioOf(s), v.figure(s.Stranded)}
			for _, c := range own {
				cells = append(cells, v.ownCell(c, service))
			}
			if !yield(cells) {
				return
			}
		}
	}
}

// ratioOf is the ratio; without full precision it is that of the pull as it
// is shown, from which no more can be worked out.
func (v *View) ratioOf(s coverage.Supply) any {
	if v.full() || math.IsNaN(s.Ratio) {
		return v.figure(s.Ratio)
	}
	if shown := v.policy.Round(s.Pull); shown > 0 {
		return v.share(s.Capacity / shown)
	}
	return nil
}

// ownCell gives a column of a service, but not the key of a protected one that
// it is linked to.
func (v *View) ownCell(c field.Column, service *model.Service) any {
	if place, ok := v.result.Day.ServiceIndex(service.ParallelService); c.Name == "parallel_service" && ok && !v.full() && v.secret[place] {
		return nil
	}
	return c.Cell(service)
}

// hiddenOfServices is what is commercial or not for publication.
var hiddenOfServices = map[string]bool{"annual_cost": true, "funder": true}

func (v *View) figure(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}
