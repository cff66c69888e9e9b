package guide

import (
	"cmp"
	"slices"

	"catchment/model"
)

// claims is what each source states of a programme, where two disagree first.
func (a *article) claims(is *model.Programme) section {
	s := said(a.Voice, "claims", "claims")
	var of []model.Claim
	for _, claim := range a.View.Reference().Claims {
		if claim.SubjectKind == "programme" && claim.Subject == is.Key {
			of = append(of, claim)
		}
	}
	disputed := a.claimTable("disputed", "guide.claims_disputed", of, func(c *model.Claim) bool { return c.Status == "disputed" || c.Status == "superseded" })
	agreed := a.claimTable("agreed", "guide.claims_agreed", of, func(c *model.Claim) bool { return c.Status != "disputed" && c.Status != "superseded" })
	for _, t := range []table{disputed, agreed} {
		if len(t.Rows) > 0 {
			s.Tables = append(s.Tables, t)
		}
	}
	if len(s.Tables) == 0 {
		s.Empty = a.Say("guide.claims_none")
	}
	return s
}

// claimTable sets out those claims that pass, those of one matter together.
func (a *article) claimTable(id, caption string, of []model.Claim, passes func(*model.Claim) bool) table {
	t := newTable(a.Voice, id, caption, "guide.head_matter", "guide.head_states", "source", "guide.head_as_of", "status", "note")
	rows := slices.Clone(of)
	slices.SortStableFunc(rows, func(x, y model.Claim) int {
		return cmp.Or(a.Compare(a.matter(x.Attribute), a.matter(y.Attribute)), cmp.Compare(x.Place, y.Place))
	})
	for i := range rows {
		if passes(&rows[i]) {
			a.addClaim(&t, &rows[i])
		}
	}
	return t
}

func (a *article) matter(attribute string) string { return a.Term("guide.claim", attribute) }

func (a *article) addClaim(t *table, c *model.Claim) {
	value := cell{text: text{Text: a.Text(c.Value, c.ValueCy), Lang: a.Lang(c.Value, c.ValueCy)}}
	if c.Geography != "" {
		value.Below = append(value.Below, inEnglish(a.Voice, c.Geography))
	}
	source := cell{text: text{Text: c.Source + c.Section, URL: a.Link("/sources") + "#source-" + c.Source}, Below: []text{{Text: a.Term("guide.basis", c.Basis)}}}
	if c.Address != "" {
		source.Below = append(source.Below, inEnglish(a.Voice, c.Address))
	}
	status := cell{text: text{Text: a.Term("guide.claim_status", c.Status)}, Strong: c.Status == "disputed"}
	asOf := plain("–")
	if c.AsOf != "" {
		asOf = cell{text: inEnglish(a.Voice, c.AsOf)}
	}
	t.add("", plain(a.matter(c.Attribute)), value, source, asOf, status, cell{text: inEnglish(a.Voice, c.Note)})
}
