package planner

import (
	"reflect"
	"strings"

	"catchment/model"
	"catchment/model/field"
)

// candidateMinutes is one line of a file of journeys to candidates.
type candidateMinutes struct {
	Candidate string   `file:"candidate,required"`
	AreaCode  string   `file:"area_code,required"`
	Minutes   *float64 `file:"minutes,required" bounds:"0.."`
}

// ReadCandidateJourneys reads minutes from areas to candidates in CSV: columns
// candidate, area_code and minutes. Of several minutes for one journey the least
// count; an area without a line is out of reach of that candidate.
func ReadCandidateJourneys(file string, content []byte) (map[string]map[string]float64, model.Problems) {
	s := sheet{file: file}
	columns := field.Of(reflect.TypeFor[candidateMinutes]())
	out := map[string]map[string]float64{}
	s.read(content, func(row int, cells []string) {
		var line candidateMinutes
		faults := len(s.problems)
		for _, column := range columns {
			text := ""
			for at, name := range s.head {
				if name == column.Name && at < len(cells) {
					text = strings.TrimSpace(cells[at])
				}
			}
			if expected := column.Set(&line, text); text == "" || !expected.Empty() {
				s.fault(row, column.Name, column.Expected(reflect.TypeFor[candidateMinutes]()), text)
			}
		}
		if len(s.problems) > faults {
			return
		}
		if out[line.Candidate] == nil {
			out[line.Candidate] = map[string]float64{}
		}
		if known, seen := out[line.Candidate][line.AreaCode]; !seen || *line.Minutes < known {
			out[line.Candidate][line.AreaCode] = *line.Minutes
		}
	}, "candidate", "area_code", "minutes")
	return out, s.problems
}
