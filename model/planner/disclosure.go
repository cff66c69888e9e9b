package planner

import (
	"slices"

	"catchment/model"
)

var (
	staysProtected = model.Say("this site is protected and stays so: a file cannot lower it; give an open place a site of its own")
	keepsProtected = model.Say("this site is protected, and its service would stand without its protection; close the service instead, or ask the custodian")
	keepsType      = model.Say("services of this type are protected by default and stay so: a lower protection needs the custodian and a second approver; use a service type of its own for what is open")
	staysHidden    = model.Say("this service is protected by its type and stays so: a lower protection needs the custodian and a second approver; give what is open a service of its own")
	wasProtected   = model.Say("what bore this code before was protected, and may not come again with less protection; give what is open a code of its own")
)

// lowered refuses what takes protection away: that takes the custodian's reason
// and a second approver, and a file or a form gives neither.
func (m *merging) lowered(known *model.Records) model.Problems {
	return slices.Concat(m.loweredSites(known), m.loweredServices(known), m.loweredTypes(known))
}

// loweredServices refuses that a service which was protected by its type stands
// open: by another type, by its first site that may be shown, or because its
// type is no longer protected. Those with a protected site are refused by it.
func (m *merging) loweredServices(known *model.Records) model.Problems {
	sited := map[string]bool{}
	for i := range known.Sites {
		if known.Sites[i].Disclosure == model.Protected {
			sited[known.Sites[i].Service] = true
		}
	}
	var out model.Problems
	for i := range m.records.Services {
		if key := m.records.Services[i].Key; m.before.services[key] && !m.after.services[key] && !sited[key] {
			out = append(out, m.loweredService(key))
		}
	}
	return out
}

// loweredService stands at the row that did it.
func (m *merging) loweredService(key string) model.Problem {
	problem := model.Problem{Column: "service_type", Expected: staysHidden}
	row := m.origin[[2]string{"services", key}]
	for i := range m.records.Sites {
		site := &m.records.Sites[i]
		if origin, fresh := m.origin[[2]string{"sites", site.Key}]; fresh && site.Service == key {
			row, problem.Column = origin, "disclosure"
		}
	}
	problem.File, problem.Row = row.File, row.Number
	return problem
}

// loweredTypes refuses that a type of which there are services is no longer
// protected by default. Of a type that nobody uses yet, such as one of the
// reference data, a method says what it is.
func (m *merging) loweredTypes(known *model.Records) model.Problems {
	protected := map[string]bool{}
	for i := range known.ServiceTypes {
		protected[known.ServiceTypes[i].Key] = known.ServiceTypes[i].IsProtected()
	}
	used := map[string]bool{}
	for i := range known.Services {
		used[known.Services[i].ServiceType] = true
	}
	var out model.Problems
	for i := range m.records.ServiceTypes {
		if t := &m.records.ServiceTypes[i]; used[t.Key] && protected[t.Key] && !t.IsProtected() {
			out = append(out, m.loweredType(t.Key))
		}
	}
	return out
}

func (m *merging) loweredType(key string) model.Problem {
	row := m.origin[[2]string{"service_types", key}]
	return model.Problem{File: row.File, Row: row.Number, Column: "protected_by_default", Expected: keepsType}
}

// loweredSites refuses that a protected site becomes anything else, or leaves
// a service that stays.
func (m *merging) loweredSites(known *model.Records) model.Problems {
	now := map[string]*model.Site{}
	for i := range m.records.Sites {
		now[m.records.Sites[i].Key] = &m.records.Sites[i]
	}
	stays := map[string]bool{}
	for i := range m.records.Services {
		stays[m.records.Services[i].Key] = true
	}
	var out model.Problems
	for i := range known.Sites {
		before := &known.Sites[i]
		if before.Disclosure != model.Protected {
			continue
		}
		row := m.origin[[2]string{before.TableName(), before.Key}]
		problem := model.Problem{File: row.File, Row: row.Number}
		switch after := now[before.Key]; {
		case after != nil && after.Disclosure != model.Protected:
			problem.Column, problem.Expected, problem.Found = "disclosure", staysProtected, model.Quoted(string(after.Disclosure))
		case stays[before.Service] && (after == nil || after.Service != before.Service):
			problem.Column, problem.Expected = "service", keepsProtected
		default:
			continue
		}
		out = append(out, problem)
	}
	return out
}

// forbidden is the first such refusal as an error of its own.
func forbidden(problems model.Problems) error {
	if len(problems) == 0 {
		return nil
	}
	return &model.Error{Code: model.Forbidden, Field: problems[0].Column, Sentence: problems[0].Expected.Whole()}
}
