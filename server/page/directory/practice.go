package directory

import (
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/practice"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// practiceSection is the eight indicators of a service: the level of every
// criterion, self and moderated, and what they come to.
type practiceSection struct {
	Rows     []practiceRow
	Legend   parts.LevelsLegend
	Standard string
	Note     string // that a partnership's levels hold
	Empty    string
	Evidence []evidence
}

type practiceRow struct {
	Code      string
	Indicator parts.Link
	Levels    parts.Levels
	Score     string
	Bar       parts.Bar
	Assessed  string
	Moderated string
	By        string
	Lapsed    string // in bold: "1 of 5 lapsed"
}

// evidence is one criterion's assessment in full.
type evidence struct {
	Code, Text, Lang, Self, Moderated, Evidence, Assessor, On, By, From string
	Lapsed                                                              bool
}

func (p *servicePage) practice() practiceSection {
	found, ok := p.View.Practice(p.is)
	if !ok {
		return practiceSection{Empty: p.Say("directory.practice_public")}
	}
	var partnership []bool
	if p.offer != nil {
		found.Standings, found.Marks, partnership = p.offer.Standings, p.offer.Marks, p.offer.Partnership
	}
	out := practiceSection{Legend: parts.NewLevelsLegend(p.Voice), Standard: p.Percent(p.View.Settings().Standard)}
	if slices.Contains(partnership, true) {
		out.Note = p.Say("directory.partnership_holds")
	}
	for g := range practice.Indicators {
		out.Rows = append(out.Rows, p.practiceRow(g, &found, partnership))
	}
	for i, standing := range found.Standings {
		if standing.Assessment != nil {
			out.Evidence = append(out.Evidence, p.evidence(found.Criteria[i], standing))
		}
	}
	return out
}

func (p *servicePage) practiceRow(g int, found *disclosure.Practice, partnership []bool) practiceRow {
	mark := found.Marks[g]
	code := "GP" + strconv.Itoa(g+1)
	row := practiceRow{Code: code, Indicator: parts.Link{Text: p.IndicatorName(g + 1), URL: p.Link(shell.Path("indicators", code))},
		Score: p.PercentRange(mark.Low, mark.High), Bar: parts.PracticeBar(mark.Low, mark.High, p.View.Settings().Standard), Assessed: p.Percent(mark.Known)}
	if mark.Known == 0 {
		row.Score = p.Say("directory.not_known_short")
	}
	var own []practice.Standing
	theirs := false
	for i, standing := range found.Standings {
		if found.Indicator[i] == g {
			own = append(own, standing)
			theirs = theirs || partnership != nil && partnership[i]
			row.Levels.Boxes = append(row.Levels.Boxes, p.levelBox(found.Criteria[i].Key, standing))
		}
	}
	row.Moderated, row.By, row.Lapsed = p.moderated(own, theirs), p.Date(firstReview(own)), p.lapsed(own)
	return row
}

func (p *servicePage) levelBox(criterion string, standing practice.Standing) parts.LevelBox {
	f := parts.LevelFigure{Criterion: criterion, Lapsed: standing.Lapsed, Applies: standing.Applies()}
	if a := standing.Assessment; a != nil {
		f.Self, f.Moderated = digit(a.SelfLevel), digit(a.ModeratedLevel)
	}
	return parts.NewLevelBox(p.Voice, f)
}

func digit(level model.Level) *int {
	n, err := strconv.Atoi(string(level))
	if err != nil {
		return nil
	}
	return &n
}

// moderated says who decided on the levels of an indicator, and when.
func (p *servicePage) moderated(own []practice.Standing, partnership bool) string {
	var last *model.Assessment
	assessed := false
	for _, standing := range own {
		a := standing.Assessment
		assessed = assessed || a != nil
		if a != nil && a.ModeratedLevel != "" && (last == nil || a.AssessedOn > last.AssessedOn) {
			last = a
		}
	}
	switch {
	case partnership:
		return p.Say("directory.partnership")
	case last != nil && last.Assessor != "":
		return p.Say("directory.moderated_by", "Who", last.Assessor, "Date", p.Date(last.AssessedOn))
	case last != nil:
		return p.Say("directory.moderated_on", "Date", p.Date(last.AssessedOn))
	case assessed:
		return p.Say("directory.self_only")
	}
	return p.Say("directory.not_assessed")
}

func firstReview(own []practice.Standing) (first model.Date) {
	for _, standing := range own {
		if a := standing.Assessment; a != nil && !standing.Lapsed && a.ReviewBy != "" && (first == "" || a.ReviewBy < first) {
			first = a.ReviewBy
		}
	}
	return first
}

func (p *servicePage) lapsed(own []practice.Standing) string {
	n := 0
	for _, standing := range own {
		if standing.Lapsed {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return p.Say("directory.lapsed", "Number", n, "All", len(own))
}

func (p *servicePage) evidence(criterion model.Criterion, standing practice.Standing) evidence {
	a := standing.Assessment
	return evidence{Code: criterion.Key, Text: p.Text(criterion.Text, criterion.TextCy), Lang: p.Lang(criterion.Text, criterion.TextCy),
		Self: p.level(a.SelfLevel), Moderated: p.level(a.ModeratedLevel), Evidence: a.Evidence, Assessor: a.Assessor,
		On: p.Date(a.AssessedOn), By: p.Date(a.ReviewBy), From: p.Term("subject_kind", a.SubjectKind), Lapsed: standing.Lapsed}
}

func (p *servicePage) level(level model.Level) string {
	if level == "" {
		return "–"
	}
	return p.Say("level_digit." + string(level))
}

// evidenceDates is when the oldest evidence in date was assessed, and when
// the first of it must be reviewed.
func evidenceDates(found disclosure.Practice) (from, to model.Date) {
	for _, standing := range found.Standings {
		if standing.Known() && (from == "" || standing.Assessment.AssessedOn < from) {
			from = standing.Assessment.AssessedOn
		}
	}
	return from, firstReview(found.Standings)
}
