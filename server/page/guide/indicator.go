package guide

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// indicator is one of the eight: what it asks, criterion by criterion, what
// each level looks like, and how many services stand at which.
func (d *door) indicator(c echo.Context) error {
	a, err := d.open(c, "method", "indicator")
	if err != nil {
		return err
	}
	key := c.Param("key")
	all := a.View.Reference().Indicators
	at := slices.IndexFunc(all, func(i model.Indicator) bool { return i.Key == key })
	if at < 0 {
		return &model.Error{Code: model.NotFound, Field: "indicator", Sentence: model.Say("There is no indicator %s; GP1 to GP8 are expected.", model.Quoted(key))}
	}
	is := &all[at]
	a.Named(is.Name, is.NameCy)
	a.Lead = a.Say("guide.indicator_lead", "Code", is.Key, "Statement", a.Text(is.Statement, is.StatementCy))
	a.crumbs(parts.Link{Text: a.Say("guide.method_title"), URL: a.Link("/method")}, parts.Link{Text: a.Say("guide.indicators"), URL: a.Link("/method") + "#indicators"})
	a.Sections = append(a.Sections, a.standing(is), a.levels(is), said(a.Voice, "scored", "indicator_scored"))
	legend := parts.NewLevelsLegend(a.Voice)
	a.Sections[2].Legend = &legend
	a.Sections[2].Links = []parts.Link{{Text: a.Say("how_worked_out"), URL: a.Link("/method") + "#practice"}}
	var others []parts.Link
	for _, other := range all {
		if other.Key != key {
			others = append(others, parts.Link{Text: other.Key + " " + a.Text(other.Name, other.NameCy), Lang: a.Lang(other.Name, other.NameCy), URL: a.Link(shell.Path("indicators", other.Key))})
		}
	}
	a.Sections = append(a.Sections, section{ID: "others", Title: a.Say("guide.other_indicators"), Links: others})
	return d.show(c, a)
}

// counted is how many services stand at each level of a criterion: 0 to 3, not
// applicable, lapsed, not assessed.
type counted [7]int

const (
	notApplicable = 4 + iota
	lapsed
	notAssessed
)

// standing counts the services that count on the day by level.
func (a *article) standing(is *model.Indicator) section {
	s := said(a.Voice, "standing", "standing")
	s.Lead = a.Say("guide.standing_lead", "Date", a.Date(a.View.Date()))
	if a.Audience != disclosure.Commissioner {
		s.Empty = a.Say("guide.standing_public")
		return s
	}
	counts, services := a.counts()
	if services == 0 {
		s.Empty = a.Say("guide.standing_none", "Date", a.Date(a.View.Date()))
		return s
	}
	t := newTable(a.Voice, "standing-table", "guide.standing", "criterion", "#level_digit.3", "#level_digit.2", "#level_digit.1", "#level_digit.0", "#guide.head_na", "#guide.head_lapsed", "#guide.head_not_assessed")
	t.Quiet = true
	for _, criterion := range a.View.Reference().Criteria {
		if criterion.Indicator != is.Key {
			continue
		}
		n := counts[criterion.Key]
		cells := []cell{{text: text{Text: criterion.Key}, Below: []text{{Text: a.Text(criterion.Text, criterion.TextCy), Lang: a.Lang(criterion.Text, criterion.TextCy)}}}}
		for _, level := range []int{3, 2, 1, 0, notApplicable, lapsed, notAssessed} {
			cells = append(cells, plain(strconv.Itoa(n[level])))
		}
		t.add("", cells...)
	}
	s.Tables, s.Lines = []table{t}, []string{a.Say("guide.standing_of", "Services", a.Say("services_count", "Count", services))}
	return s
}

func (a *article) counts() (map[string]*counted, int) {
	out := map[string]*counted{}
	for _, criterion := range a.View.Reference().Criteria {
		out[criterion.Key] = &counted{}
	}
	services := 0
	for _, s := range a.View.Services() {
		found, ok := a.View.Practice(&s)
		if !ok || !s.Counts {
			continue
		}
		services++
		for i, standing := range found.Standings {
			n := out[found.Criteria[i].Key]
			switch {
			case standing.Assessment == nil:
				n[notAssessed]++
			case standing.Lapsed:
				n[lapsed]++
			case standing.Assessment.Level() == model.NotApplicable:
				n[notApplicable]++
			default:
				level, _ := strconv.Atoi(string(standing.Assessment.Level()))
				n[level]++
			}
		}
	}
	return out, services
}

// levels describes what each level of each criterion looks like, in the
// reader's language with the other below.
func (a *article) levels(is *model.Indicator) section {
	s := said(a.Voice, "levels", "levels")
	r := a.View.Reference()
	for _, criterion := range r.Criteria {
		if criterion.Indicator != is.Key {
			continue
		}
		t := newTable(a.Voice, "criterion-"+criterion.Key, "guide.levels", "guide.head_level", "guide.head_looks_like")
		t.Caption = criterion.Key + " " + a.Text(criterion.Text, criterion.TextCy)
		if criterion.Partnership != nil && *criterion.Partnership {
			t.Caption += " (" + a.Say("guide.partnership_level") + ")"
		}
		for _, level := range r.Levels {
			if level.Criterion == criterion.Key {
				looks := cell{text: text{Text: a.Text(level.Text, level.TextCy), Lang: a.Lang(level.Text, level.TextCy)}}
				if other := a.Other(level.Text, level.TextCy); other != "" {
					looks.Below = []text{{Text: other, Lang: string(a.OtherLang)}}
				}
				t.add("", cell{text: text{Text: a.Term("level_digit", level.Level)}, Below: []text{{Text: a.Term("level", level.Level)}}}, looks)
			}
		}
		s.Tables = append(s.Tables, t)
	}
	return s
}
