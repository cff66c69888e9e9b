package planner

import (
	"catchment/model"
)

const (
	staysProtected = "this site is protected and stays so: a file cannot lower it; give an open place a site of its own"
	keepsProtected = "this site is protected, and its service would stand without its protection; close the service instead, or ask the custodian"
)

// lowered refuses that a protected site becomes anything else, or leaves a
// service that stays: that takes the custodian's reason and a second approver,
// and a file or a form gives neither.
func (m *merging) lowered(known *model.Records) model.Problems {
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
	return &model.Error{Code: model.Forbidden, Field: problems[0].Column, Sentence: asSentence(problems[0].Expected)}
}
