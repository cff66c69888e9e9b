package planner

import "catchment/model"

// lowered refuses that a protected site becomes anything else: that takes the
// custodian's reason and a second approver, and a file gives neither.
func (m *merging) lowered(known *model.Records) model.Problems {
	protected := map[string]bool{}
	for i := range known.Sites {
		protected[known.Sites[i].Key] = known.Sites[i].Disclosure == model.Protected
	}
	var out model.Problems
	for i := range m.upserts.Sites {
		site := &m.upserts.Sites[i]
		if !protected[site.Key] || site.Disclosure == model.Protected {
			continue
		}
		row := m.origin[[2]string{site.TableName(), site.Key}]
		out = append(out, model.Problem{File: row.File, Row: row.Number, Column: "disclosure",
			Expected: "this site is protected and stays so: a file cannot lower it; give an open place a site of its own", Found: model.Quoted(string(site.Disclosure))})
	}
	return out
}
