package planner

import (
	"catchment/model"
	"catchment/model/field"
)

// endedJourneys names the journeys that go with a change, because it makes
// their site protected, and says so of each site.
func endedJourneys(known *model.Records, batch *model.Batch) (gone, model.Problems) {
	protecting := map[string]model.Row{}
	for _, row := range batch.Rows[model.Site{}.TableName()] {
		if !row.Given["disclosure"] {
			continue
		}
		key := field.KeyOf(row.Noun)
		if delete(protecting, key); row.Noun.(*model.Site).Disclosure == model.Protected {
			protecting[key] = row
		}
	}
	leaving, counts := gone{}, map[string]int{}
	for i := range known.Travel {
		journey := &known.Travel[i]
		if _, ends := protecting[journey.Site]; ends {
			leaving.add(journey.TableName(), field.KeyOf(journey))
			counts[journey.Site]++
		}
	}
	var said model.Problems
	for _, row := range batch.Rows[model.Site{}.TableName()] {
		key := field.KeyOf(row.Noun)
		if n := counts[key]; n > 0 {
			delete(counts, key)
			problem := model.Problem{File: row.File, Row: row.Number, Column: "disclosure", Warning: true, Expected: model.Say(
				"the journeys to this site, %d in number, are removed by this change: minutes would lead to a protected site", n)}
			if row.File == "" {
				problem.Where = called("sites", key)
			}
			said = append(said, problem)
		}
	}
	return leaving, said
}
