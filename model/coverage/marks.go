package coverage

import (
	"slices"
	"strings"

	"catchment/model/atlas"
	"catchment/model/practice"
)

// marksByArea gives the indicators of a service as they hold in a base area:
// where the area's partnership answers for a criterion, in its place.
type marksByArea struct {
	day           *atlas.Day
	register      *practice.Register
	own           []practice.Standings // per service
	partnerships  []practice.Standings // distinct; 0 is none
	partnershipOf []int32              // per base place
	marks         [][]practice.Marks   // partnership × service
}

func marksOn(day *atlas.Day) *marksByArea {
	criteria := practice.CriteriaOf(day.Records.Criteria)
	m := &marksByArea{day: day, register: practice.RegisterOn(criteria, day.Records.Assessments, day.Date)}
	m.own = make([]practice.Standings, len(day.Services))
	for _, service := range day.Counting {
		s := &day.Services[service]
		m.own[service] = m.register.Of(s.Key, s.Service.Provider)
	}
	m.findPartnerships()
	m.marks = make([][]practice.Marks, len(m.partnerships))
	for p := range m.marks {
		m.marks[p] = make([]practice.Marks, len(day.Services))
		for _, service := range day.Counting {
			m.marks[p][service] = criteria.Marks(m.own[service].In(m.partnerships[p]))
		}
	}
	return m
}

// findPartnerships gives each base area the partnership whose levels hold in
// it: its own first, then those of its ancestors, smallest kind first.
func (m *marksByArea) findPartnerships() {
	m.partnerships = []practice.Standings{nil}
	m.partnershipOf = make([]int32, len(m.day.Base))
	known := map[string]int32{}
	for base := range m.day.Base {
		chain := m.partnersOf(base)
		key := strings.Join(chain, "\x00")
		place, seen := known[key]
		if !seen {
			if standings := m.register.Partnership(chain); standings != nil {
				place = int32(len(m.partnerships))
				m.partnerships = append(m.partnerships, standings)
			}
			known[key] = place
		}
		m.partnershipOf[base] = place
	}
}

// partnersOf lists a base area and its ancestors that have been assessed,
// nearest first: smallest kind, then the lower code.
func (m *marksByArea) partnersOf(base int) []string {
	chain := append(slices.Clone(m.day.Ancestors[m.day.Base[base]]), m.day.Base[base])
	slices.SortStableFunc(chain, func(x, y int32) int {
		return m.day.Areas[y].Kind.Order() - m.day.Areas[x].Kind.Order()
	})
	own := slices.Index(chain, m.day.Base[base])
	chain = append([]int32{m.day.Base[base]}, slices.Delete(chain, own, own+1)...)
	var codes []string
	for _, area := range chain {
		if code := m.day.Areas[area].Code; m.register.AssessedArea(code) {
			codes = append(codes, code)
		}
	}
	return codes
}

func (m *marksByArea) of(service int32, base int) *practice.Marks {
	return &m.marks[m.partnershipOf[base]][service]
}
