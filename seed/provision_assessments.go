package seed

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// standing says how a subject stands against the good-practice criteria: the
// usual level, and which parts of the criteria were assessed, moderated and
// let lapse. Indicators empty means all eight.
type standing struct {
	kind, subject              string
	indicators                 []int
	level                      float64 // 0 to 3, before what is easy or hard about an indicator
	assessed, moderated, lapse float64
}

// criteriaOf is how many criteria each indicator GP1 to GP8 has: 42.
var criteriaOf = [8]int{4, 5, 6, 4, 5, 5, 7, 6}

// ease moves levels by indicator: safety is where this country is strongest
// and evaluation where it is weakest.
var ease = [8]float64{0.5, -0.2, 0.1, 0.7, -0.3, -1.2, 0, 0.3}

var standings = []standing{
	{"provider", "wa-elwig", nil, 2.3, 1, 0.6, 0.05},
	{"provider", "wa-erfin", nil, 2.5, 1, 0.8, 0},
	{"provider", "wa-isles", nil, 2.0, 0.8, 0.3, 0.3},
	{"provider", "wa-orlan", nil, 2.1, 0.7, 0.2, 0.1},
	{"provider", "wa-bay", nil, 2.2, 0.9, 0.5, 0.1},
	{"provider", "wa-east", nil, 1.7, 0.4, 0, 0.2},
	{"provider", "ch-ehedydd", nil, 2.0, 0.95, 0.4, 0.05},
	{"provider", "ch-llusern", nil, 2.4, 1, 0.7, 0},
	{"provider", "ch-cychod", nil, 1.9, 0.9, 0.3, 0.1},
	{"provider", "ch-coeden", nil, 2.1, 0.6, 0.2, 0.5},
	{"provider", "ss-elwigmouth", nil, 1.5, 1, 0.9, 0},
	{"provider", "ss-erfin", nil, 1.8, 1, 0.5, 0.1},
	{"provider", "ss-isles", nil, 1.4, 0.7, 0.4, 0.1},
	{"provider", "ss-orlan", nil, 1.2, 0.9, 0.6, 0},
	{"provider", "ss-east", nil, 1.6, 0.5, 0, 0.6},
	{"provider", "ss-bay", nil, 1.9, 0.9, 0.5, 0},
	{"provider", "ss-hendwyn", nil, 1.3, 0.8, 0.2, 0.4},
	{"provider", "hb-north", nil, 1.6, 0.8, 0.4, 0.1},
	{"provider", "hb-west", []int{1, 2, 3, 4, 5}, 1.8, 0.9, 0.3, 0},
	{"provider", "hb-estuary", nil, 2.0, 1, 0.6, 0},
	{"provider", "police", nil, 1.7, 1, 1, 0},
	{"provider", "court", []int{1, 3, 4}, 1.5, 0.9, 0, 1},
	{"provider", "ed-city", []int{1, 2, 5}, 1.6, 1, 0.2, 0},
	{"provider", "ed-north", []int{1, 5}, 1.8, 1, 0, 0.3},
	{"provider", "ot-chwiorydd", nil, 2.6, 0.9, 0.5, 0},
	{"provider", "ot-ffynnon", []int{4, 6, 8}, 1.9, 1, 0, 0.1},
	{"service", "refuge-elwig", []int{2, 4, 6, 8}, 2.7, 1, 0.9, 0},
	{"service", "refuge-erfin", []int{4, 8}, 2.8, 1, 1, 0},
	{"service", "refuge-hendwyn", []int{4, 8}, 2.3, 1, 0.3, 0.3},
	{"service", "coda-elwig", []int{4, 6, 8}, 2.6, 1, 0.8, 0},
	{"service", "coda-erfin", []int{2, 4, 6, 8}, 2.4, 1, 0.8, 0},
	{"service", "coda-online", []int{4, 6}, 1.8, 0.8, 0, 0},
	{"service", "safe-hendwyn", []int{4, 8}, 1.9, 0.9, 0.2, 0.1},
	{"service", "treatment-east", []int{1, 4, 8}, 2.2, 1, 0, 0.5},
	{"service", "outreach-orlan", []int{4, 6, 8}, 2.6, 1, 0.6, 0},
	{"service", "impact-north", []int{6, 8}, 2.4, 1, 0.5, 0},
	{"service", "counsel-erfin", []int{2, 4, 6}, 2.3, 1, 0.5, 0},
	{"service", "counsel-line", []int{4, 8}, 1.4, 0.9, 0, 0.2},
	{"service", "camhs-west", []int{2, 6}, 1.3, 1, 0.4, 0},
	{"service", "supervised-elwig", []int{4, 8}, 2.5, 1, 0.7, 0},
	{"service", "supported-erfin", []int{4}, 2.1, 1, 0, 0},
	{"service", "children-in-need-elwigmouth", []int{4, 6, 8}, 1.1, 1, 0.8, 0},
	{"service", "children-in-need-orlan", []int{6}, 1.0, 1, 1, 0},
	{"service", "tide-elwig", []int{1, 4, 6}, 2.2, 1, 0.5, 0},
	{"area", "X06000001", []int{7}, 2.2, 1, 1, 0},
	{"area", "X06000002", []int{7}, 2.6, 1, 1, 0},
	{"area", "X06000003", []int{7}, 1.6, 0.5, 0.3, 0.2},
	{"area", "X06000006", []int{7}, 0.9, 1, 0.6, 0},
	{"area", "X06000007", []int{7}, 1.8, 1, 0, 1},
	{"area", "X11000001", []int{7}, 1.4, 0.9, 0.5, 0},
}

// assessment is a judgement as assessments.csv writes it; dates are in
// months from the day.
type assessment struct {
	subjectKind, subject, criterion string
	self, moderated, evidence, by   string
	assessed, review                int
}

// assessmentsFile writes assessments.csv.
func assessmentsFile(day time.Time) []byte {
	rows := [][]string{{"subject_kind", "subject", "criterion", "self_level", "moderated_level",
		"evidence", "assessor", "assessed_on", "review_by"}}
	for _, s := range standings {
		for _, a := range s.assessments() {
			rows = append(rows, []string{a.subjectKind, a.subject, a.criterion, a.self, a.moderated,
				a.evidence, a.by, monthsFrom(day, a.assessed), monthsFrom(day, a.review)})
		}
	}
	return csvOf(rows)
}

// assessments gives what was judged of a subject, criterion by criterion.
func (s standing) assessments() []assessment {
	var all []assessment
	for g, n := range criteriaOf {
		if !s.looksAt(g + 1) {
			continue
		}
		for k := 1; k <= n; k++ {
			criterion := fmt.Sprintf("GP%d.%d", g+1, k)
			if s.luck(criterion, 1) < s.assessed {
				all = append(all, s.judge(criterion, g)...)
			}
		}
	}
	return all
}

func (s standing) looksAt(indicator int) bool {
	for _, g := range s.indicators {
		if g == indicator {
			return true
		}
	}
	return s.indicators == nil
}

// luck is a number from 0 to 1 that is always the same for a subject,
// criterion and question.
func (s standing) luck(criterion string, question int) float64 {
	h := hashOf(s.kind + "/" + s.subject + "/" + criterion + "/" + strconv.Itoa(question))
	return chance(float64(h%1000003), float64(h/1000003%1000003), 9)
}

// judge assesses one criterion. Now and then a moderated level has since
// been followed by a newer self level, evidence waits for a level, or the
// criterion does not apply.
func (s standing) judge(criterion string, g int) []assessment {
	level := math.Round(s.level + ease[g] + 1.8*(s.luck(criterion, 2)-0.5))
	self := strconv.Itoa(int(max(0, min(3, level))))
	at := -1 - int(10*s.luck(criterion, 3))
	a := assessment{s.kind, s.subject, criterion, self, "", evidenceOf(g, s.luck(criterion, 4)), "Provider's own return (invented)", at, at + 12}
	if s.kind == "area" {
		a.by = "Partnership's own return (invented)"
	}
	if s.luck(criterion, 5) < s.lapse {
		a.assessed, a.review = at-12, at
	}
	if s.luck(criterion, 6) < s.moderated {
		a.by = "Board moderation panel (invented)"
		a.moderated = strconv.Itoa(int(max(0, min(3, level-math.Floor(1.6*s.luck(criterion, 7))))))
	}
	switch odd := s.luck(criterion, 8); {
	case odd < 0.03:
		a.self, a.moderated = "na", "na"
	case odd < 0.05:
		a.self, a.moderated, a.evidence = "", "", "Invented: papers received, level to follow."
	case odd < 0.09 && a.moderated != "":
		before := a
		before.assessed, before.review = a.assessed-12, a.assessed
		a.moderated, a.by = "", "Provider's own return (invented)"
		return []assessment{before, a}
	}
	return []assessment{a}
}

// evidenceOf picks a statement for an indicator; one in four is in Welsh.
func evidenceOf(g int, luck float64) string {
	statements := evidence[g]
	return statements[int(luck*float64(len(statements)))%len(statements)]
}

// evidence has what assessors wrote down, by indicator. All of it is
// invented, and says so.
var evidence = [8][]string{
	{"Invented: definition agreed and printed in the staff handbook.", "Invented: two definitions in use side by side.",
		"Invented: leaflet covers control as well as violence.", "Dyfeisiedig: diffiniad cyffredin yn y llawlyfr staff."},
	{"Invented: question protocol in use at first visits.", "Invented: sample of forty records read.",
		"Invented: supervision notes mention screening.", "Dyfeisiedig: protocol cwestiynau ar waith."},
	{"Invented: referral pathway signed by five agencies.", "Invented: pathway drafted, not yet shared.",
		"Invented: survivors' panel read the guidance.", "Dyfeisiedig: llwybr atgyfeirio wedi'i lofnodi."},
	{"Invented: every family has a written safety plan.", "Invented: lone-working rules tested in a drill.",
		"Invented: plans seen for some families only.", "Dyfeisiedig: cynllun diogelwch gan bob teulu."},
	{"Invented: two training days a year, half of staff attended.", "Invented: training plan without a budget.",
		"Invented: rolling programme with partner agencies.", "Dyfeisiedig: dau ddiwrnod hyfforddi y flwyddyn."},
	{"Invented: yearly figures kept, no outside audit.", "Invented: no follow-up after families leave.",
		"Invented: children's views gathered by drawing.", "Dyfeisiedig: ffigurau blynyddol, dim archwiliad allanol."},
	{"Invented: minutes of the steering group.", "Invented: terms of reference under review.",
		"Invented: refuge manager sits on the board.", "Dyfeisiedig: cofnodion y grŵp llywio."},
	{"Invented: children and mothers asked apart.", "Invented: equality plan checked against practice.",
		"Invented: groups reviewed with those who took part.", "Dyfeisiedig: holwyd plant a mamau ar wahân."},
}
