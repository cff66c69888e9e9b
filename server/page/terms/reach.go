package terms

import (
	"math"
	"strings"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// service finds what is known of a service of the terms.
func (a *asked) service(key string) (disclosure.Service, bool) {
	s, err := a.View.Service(key)
	return s, err == nil
}

func (a *asked) serviceCell(key, name string) cell {
	link := parts.Link{Text: name, URL: a.Link(shell.Path("services", key)) + "#places"}
	c := cell{Link: &link}
	if s, ok := a.service(key); ok {
		link.Text, link.Lang = a.Text(s.Name, s.NameCy), a.Lang(s.Name, s.NameCy)
		c.Below, c.Lang = a.Other(s.Name, s.NameCy), string(a.OtherLanguage())
	}
	return c
}

// reachStep lists who reaches the area, how strongly, and whom they accept.
func (o *ofType) reachStep() step {
	s := step{ID: "reach", Title: o.Say("terms.reach"), Text: []string{o.Say("terms.reach_text")}, Formula: o.decayFormula(), Source: o.setting(o.Say("terms.reach_source"), "type-"+o.Type.Key)}
	if len(o.Services) == 0 {
		s.Text = append(s.Text, o.Say("terms.reach_none", "Type", o.kind, "Area", o.name))
		return s
	}
	single := len(o.Base) == 1
	t := &table{Caption: o.Say("terms.reach_caption", "Area", o.name), Heads: o.heads("service", "terms.accepts", "#terms.base_reached", "#terms.weight_of_reach")}
	if single {
		t.Heads = o.heads("service", "terms.accepts", "terms.journey", "#terms.weight_of_reach")
	}
	for i := range o.Services {
		k := &o.Services[i]
		row := []cell{o.serviceCell(k.Key, k.Name), {Text: o.ruleText(k.Rule)}}
		if single {
			row = append(row, cell{Text: o.journeys(k)}, o.figure(k.Strongest))
		} else {
			row = append(row, number(o.Say("number_of", "Number", k.Reached, "All", len(o.Base))), number(o.between(k.Weakest, k.Strongest)))
		}
		t.Rows = append(t.Rows, row)
	}
	s.Table = t
	return s
}

func (o *ofType) decayFormula() string {
	switch o.Type.Decay {
	case "steps":
		return "W = 1.00 | 0.68 | 0.22,  d ≤ ⅓·d0 | ⅔·d0 | d0"
	case "gaussian":
		return "W = (exp(−½ · (d ÷ d0)²) − exp(−½)) ÷ (1 − exp(−½)),  d ≤ d0"
	}
	return "W = 1,  d ≤ d0"
}

func (a *asked) between(low, high float64) string {
	from, to := a.digits(low), a.digits(high)
	if from == to {
		return from
	}
	return a.Say("range", "Low", from, "High", to)
}

// ruleText says whom a rule lets in.
func (o *ofType) ruleText(r coverage.Rule) string {
	text := o.Say("terms.any_age")
	switch {
	case r.From > 0 && r.To < model.AgeCount-1:
		text = o.Say("ages", "From", r.From, "To", r.To)
	case r.From > 0:
		text = o.Say("ages_from", "From", r.From)
	case r.To < model.AgeCount-1:
		text = o.Say("ages_to", "To", r.To)
	}
	var refused []string
	for _, x := range r.Refuses {
		refused = append(refused, o.Term("attribute", o.Attributes[x].Attribute))
	}
	if refused == nil {
		return text
	}
	return text + "; " + o.Say("terms.not_accepted", "Whom", o.List(refused))
}

// journeys says how a service reaches the one base area: its sites with their
// distance, or without a journey.
func (o *ofType) journeys(k *coverage.ServiceTerm) string {
	var out []string
	for _, leg := range k.Legs {
		unit := "terms.leg_km"
		switch {
		case leg.Site < 0:
			out = append(out, o.Say("terms.leg_none"))
			continue
		case math.IsInf(leg.Catchment, 1):
			out = append(out, o.Say("terms.leg_any", "Site", o.siteName(k.Key, leg.Site)))
			continue
		case leg.Minutes:
			unit = "terms.leg_minutes"
		}
		out = append(out, o.Say(unit, "Site", o.siteName(k.Key, leg.Site), "Cost", o.digits(leg.Cost), "Catchment", o.digits(leg.Catchment)))
	}
	return strings.Join(out, "; ")
}

func (a *asked) siteName(key string, site int32) string {
	if s, ok := a.service(key); ok && int(site) < len(s.Sites) && s.Sites[site].Name != "" {
		return s.Sites[site].Name
	}
	return a.Say("terms.site", "Number", int(site)+1)
}
