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
	stated        [][]bool             // partnership × service: something is known
}

func marksOn(day *atlas.Day) *marksByArea {
	criteria := practice.CriteriaOf(day.Records.Criteria)
	m := &marksByArea{day: day, register: practice.RegisterOn(criteria, day.Records.Assessments, day.Date)}
	m.findPartnerships()
	m.room()
	for _, service := range day.Counting {
		m.assess(service)
	}
	return m
}

// room makes room for the day's services.
func (m *marksByArea) room() {
	m.own = make([]practice.Standings, len(m.day.Services))
	m.marks, m.stated = make([][]practice.Marks, len(m.partnerships)), make([][]bool, len(m.partnerships))
	for p := range m.marks {
		m.marks[p], m.stated[p] = make([]practice.Marks, len(m.day.Services)), make([]bool, len(m.day.Services))
	}
}

// assess finds the standings and marks of one service.
func (m *marksByArea) assess(service int32) {
	s := &m.day.Services[service]
	m.own[service] = m.register.Of(s.Key, s.Service.Provider)
	for p := range m.marks {
		m.marks[p][service] = m.register.Marks(m.own[service].In(m.partnerships[p]))
		m.stated[p][service] = m.marks[p][service] != nothingKnown
	}
}

// marksOf gives the indicators of any service in each partnership, and whether
// anything is known of them.
func (m *marksByArea) marksOf(register *practice.Register, s *atlas.Service) (marks []practice.Marks, stated []bool) {
	own := register.Of(s.Key, s.Service.Provider)
	marks, stated = make([]practice.Marks, len(m.partnerships)), make([]bool, len(m.partnerships))
	for p := range marks {
		marks[p] = m.register.Marks(own.In(m.partnerships[p]))
		stated[p] = marks[p] != nothingKnown
	}
	return marks, stated
}

// nothingKnown is the indicators of a service that nobody has assessed.
var nothingKnown = func() (m practice.Marks) {
	for g := range m {
		m[g].High = 1
	}
	return m
}()

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

// known is of, but nil where nothing is known.
func (m *marksByArea) known(service int32, base int32) *practice.Marks {
	if p := m.partnershipOf[base]; m.stated[p][service] {
		return &m.marks[p][service]
	}
	return nil
}

func (m *marksByArea) of(service int32, base int) *practice.Marks {
	return &m.marks[m.partnershipOf[base]][service]
}
