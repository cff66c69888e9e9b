package terms

import (
	"slices"

	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// rank explains an area's place among those of its kind.
func (a *asked) rank() (*explainPage, error) {
	r, err := a.View.Rank(a.place.Code, a.tier)
	if err != nil {
		return nil, err
	}
	title := a.Say("terms.rank_title", "Tier", a.tier, "Area", a.name)
	if r.State != disclosure.Shown {
		return a.begin(title, a.Say("terms.rank_none", "Tier", a.tier, "Area", a.name))
	}
	lead := a.Say("terms.rank_lead", "Area", a.name, "Rank", r.Rank, "Of", r.Of, "Kind", a.Kind(a.place.Kind, 2), "Low", r.Low, "High", r.High)
	s := a.View.Settings()
	t := &table{Caption: a.Say("terms.rank_caption"), Heads: a.heads("terms.figure", "#terms.lowest", "#terms.highest"), Rows: [][]cell{
		{{Text: a.Say("terms.rank_own")}, a.figure(float64(r.Rank)), a.figure(float64(r.Rank))},
		{{Text: a.Say("terms.rank_draws")}, a.figure(float64(r.Low)), a.figure(float64(r.High))},
		{{Text: a.Say("terms.rank_method")}, a.figure(float64(r.MethodLow)), a.figure(float64(r.MethodHigh))}}}
	return a.begin(title, lead,
		step{ID: "rank", Title: a.Say("rank"), Text: []string{a.Say("terms.rank_text")}, Table: t, Source: &parts.Link{Text: a.Say("terms.link_coverage", "Tier", a.tier), URL: a.terms("tier", a.tier)}},
		step{ID: "draws", Title: a.Say("terms.rank_draws"), Text: []string{a.Say("terms.draws_text", "Draws", s.Draws, "Seed", int(s.Seed)), a.Say("terms.draws_mean")}, Source: a.setting(a.Say("terms.draws_source"), "settings")},
		step{ID: "ways", Title: a.Say("terms.rank_method"), Text: []string{a.Say("terms.ways_text"), a.Say("terms.ways_mean")}})
}

// evidence explains how much of the practice is assessed and in date.
func (a *asked) evidence() (*explainPage, error) {
	months := a.View.Settings().HorizonMonths
	until := a.View.Date().AddMonths(months)
	e, err := a.View.Evidence(a.place.Code, until)
	if err != nil {
		return nil, err
	}
	title := a.Say("terms.evidence_title", "Area", a.name)
	if e.Criteria == 0 {
		return a.begin(title, a.Say("terms.evidence_none", "Area", a.name))
	}
	part := float64(e.InDate) / float64(e.Criteria)
	lead := a.Say("terms.evidence_lead", "Share", a.Percent(part), "Area", a.name, "Known", e.InDate, "All", e.Criteria)
	text := []string{a.Say("terms.evidence_text", "Services", a.Say("services_count", "Count", e.Services))}
	if e.Lapsing > 0 {
		text = append(text, a.Say("terms.evidence_lapse", "Number", e.Lapsing, "Date", until, "First", e.FirstLapse))
	}
	s := step{ID: "evidence", Title: a.Say("terms.evidence"), Text: text, Formula: a.Say("terms.f_evidence"),
		Derivations: a.derive(a.Say("terms.evidence"), term("", a.Say("terms.in_date"), a.Number(float64(e.InDate), 0)), term("÷", a.Say("terms.apply"), a.Number(float64(e.Criteria), 0)), result(a.Say("terms.evidence"), a.digits(part), a.Percent(part)))}
	services, err := a.evidenceOf()
	if err != nil {
		return nil, err
	}
	return a.begin(title, lead, s, services)
}

// evidenceOf lists the services that reach the area with their own criteria.
func (a *asked) evidenceOf() (step, error) {
	reaching, err := a.View.Reaching(a.place.Code)
	if err != nil {
		return step{}, err
	}
	t := &table{Caption: a.Say("terms.evidence_services"), Heads: a.heads("service", "#terms.apply", "#terms.in_date"), Note: a.Say("terms.evidence_note")}
	var services []disclosure.Service
	for key := range reaching {
		if s, ok := a.service(key); ok && len(s.Tiers) > 0 {
			services = append(services, s)
		}
	}
	slices.SortFunc(services, func(x, y disclosure.Service) int {
		return a.Compare(a.Text(x.Name, x.NameCy), a.Text(y.Name, y.NameCy))
	})
	for i := range services {
		p, _ := a.View.Practice(&services[i])
		applies, known := 0, 0
		for _, s := range p.Standings {
			if s.Applies() {
				applies++
				if s.Known() {
					known++
				}
			}
		}
		c := a.serviceCell(services[i].Key, services[i].Name)
		c.Link.URL = a.Link(shell.Path("services", services[i].Key)) + "#practice"
		t.Rows = append(t.Rows, []cell{c, a.figure(float64(applies)), a.figure(float64(known))})
	}
	return step{ID: "services", Title: a.Say("terms.evidence_services"), Table: t}, nil
}

// best explains the best achievable by service type, over all areas.
func (a *asked) best() (*explainPage, error) {
	t := &table{Caption: a.Say("terms.best_caption"), Heads: a.heads("service_type", "#terms.capacity", "#band.demand", "#band.met", "#terms.best_met", "#terms.best_more", "terms.binding"), Note: a.Say("terms.best_note")}
	more := 0.0
	types := a.View.Reference().ServiceTypes
	for i := range types {
		f, ok := a.View.Flow(types[i].Key)
		if !ok || a.kind != "" && a.kind != types[i].Key {
			continue
		}
		added := f.BestAchievable.Value - f.Met.Value
		more += added
		t.Rows = append(t.Rows, []cell{{Text: a.TypeName(f.Type)}, a.figure(f.Capacity.Value), a.figure(f.Demand.Value), a.figure(f.Met.Value), a.figure(f.BestAchievable.Value), a.figure(added), {Text: a.Term("binding", f.Binding), Below: a.Term("binding_what", f.Binding)}})
	}
	lead := a.Say("terms.best_lead", "Children", a.Children(more))
	if len(t.Rows) == 0 {
		lead, t = a.Say("terms.best_none"), nil
	}
	return a.begin(a.Say("terms.best_title"), lead, step{ID: "best", Title: a.Say("terms.best"), Text: []string{a.Say("terms.best_text"), a.Say("terms.best_areas")}, Formula: a.Say("terms.f_best"), Table: t})
}
