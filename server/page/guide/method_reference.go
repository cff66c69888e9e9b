package guide

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// tierTable is the source's table of services by tier, as printed, policy
// rows included, with how sure each placing is.
func (a *article) tierTable() section {
	s := said(a.Voice, "tiers", "tiers")
	for _, tier := range slices.Backward(a.View.Reference().Tiers) {
		t := newTable(a.Voice, "tier-"+strconv.Itoa(tier.Tier), "guide.tier_rows", "guide.head_row", "guide.head_printed", "guide.head_kind", "service_type", "guide.head_confidence", "note")
		t.Caption = a.Say("guide.tier_caption", "Tier", a.tierLabel(tier.Tier), "Who", a.Text(tier.Who, tier.WhoCy), "Prose", a.Text(tier.ProseLabel, tier.ProseLabelCy), "Source", tier.Source)
		for _, r := range a.View.Reference().TierRows {
			if r.Tier == tier.Tier {
				a.addTierRow(&t, &r)
			}
		}
		s.Tables = append(s.Tables, t)
	}
	return s
}

func (a *article) addTierRow(t *table, r *model.TierRow) {
	printed := cell{text: text{Text: a.Text(r.Label, r.LabelCy), Lang: a.Lang(r.Label, r.LabelCy)}}
	if r.LocalAlias != "" {
		printed.Below = []text{{Text: a.Say("guide.local_alias", "Name", r.LocalAlias)}}
	}
	kind := plain(a.Term("guide.row_kind", r.Kind))
	of := plain(a.Say("guide.policy_has_none"))
	if r.ServiceType != "" {
		of = a.typeCell(r.ServiceType)
	}
	note := cell{text: inEnglish(a.Voice, r.Note), Below: []text{{Text: r.Source}}}
	t.add("", plain(r.Key), printed, kind, of, a.confidence(r.Confidence), note)
}

// indicators are the eight with their criteria.
func (a *article) indicators() section {
	s := said(a.Voice, "indicators", "indicators")
	t := newTable(a.Voice, "indicators-table", "guide.indicators", "indicator", "guide.head_statement", "guide.head_criteria", "source")
	t.Quiet = true
	r := a.View.Reference()
	for _, indicator := range r.Indicators {
		criteria := cell{}
		for _, criterion := range r.Criteria {
			if criterion.Indicator == indicator.Key {
				criteria.Below = append(criteria.Below, text{Text: criterion.Key + " " + a.Text(criterion.Text, criterion.TextCy), Lang: a.Lang(criterion.Text, criterion.TextCy)})
			}
		}
		criteria.Text = a.Say("criteria_count", "Count", len(criteria.Below))
		t.add("", cell{text: text{Text: indicator.Key + " " + a.Text(indicator.Name, indicator.NameCy), Lang: a.Lang(indicator.Name, indicator.NameCy), URL: a.Link(shell.Path("indicators", indicator.Key))}},
			cell{text: text{Text: a.Text(indicator.Statement, indicator.StatementCy), Lang: a.Lang(indicator.Statement, indicator.StatementCy)}}, criteria, plain(indicator.Source))
	}
	s.Tables = []table{t}
	return s
}

// frameworks are the short lists of the sources that the method leans on.
func (a *article) frameworks() section {
	s := said(a.Voice, "frameworks", "frameworks")
	byList := map[string]*table{}
	var order []string
	for _, f := range a.View.Reference().FrameworkItems {
		t := byList[f.Framework]
		if t == nil {
			made := newTable(a.Voice, "framework-"+f.Framework, "guide.frameworks", "code", "guide.head_item", "note", "source")
			made.Caption = a.Term("guide.framework", f.Framework)
			t, byList[f.Framework] = &made, &made
			order = append(order, f.Framework)
		}
		t.add("", plain(f.Key), cell{text: text{Text: a.Text(f.Text, f.TextCy), Lang: a.Lang(f.Text, f.TextCy)}}, cell{text: inEnglish(a.Voice, f.Note)}, plain(f.Source))
	}
	for _, key := range order {
		s.Tables = append(s.Tables, *byList[key])
	}
	return s
}

// versions are the method in force and those before it. Who made them is for
// commissioners.
func (d *door) versions(c echo.Context, a *article) (section, error) {
	s := said(a.Voice, "versions", "versions")
	history, err := d.house.Planner.History(c.Request().Context())
	if err != nil {
		return s, err
	}
	full := a.Audience == disclosure.Commissioner
	heads := []string{"guide.head_version", "guide.head_since", "guide.head_revision"}
	if full {
		heads = append(heads, "guide.head_made_by", "source")
	}
	t := newTable(a.Voice, "versions-table", "guide.versions", heads...)
	t.Quiet = true
	for i, past := range history {
		if i+1 < len(history) && history[i+1].Method == past.Method || past.Method == 0 {
			continue // it changed something else
		}
		version := cell{text: text{Text: strconv.Itoa(past.Method)}}
		if past.Method == a.View.Revision().Method {
			version.Tag = a.Say("guide.in_force")
		}
		cells := []cell{version, plain(a.Date(model.DateOf(past.At))), plain(strconv.Itoa(past.Revision.Revision))}
		if full {
			cells = append(cells, stated(a.Voice, a.Sentence(model.ActorOf(past.Actor))), stated(a.Voice, a.Sentence(past.From())))
		}
		t.add("", cells...)
	}
	s.Tables = []table{t}
	return s, nil
}
