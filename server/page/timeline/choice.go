package timeline

import (
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// choice is what the address asks for.
type choice struct {
	*shell.Visit
	place disclosure.Place
	tiers []int // tier 4 first
	tier  string
}

// listed is how many areas a list to choose from has at most; of more kinds
// than that the code is typed.
const listed = 400

// choiceOf reads the address. There is no choice where there are no figures.
func choiceOf(visit *shell.Visit) (*choice, error) {
	ch := &choice{Visit: visit, tiers: []int{4, 3, 2, 1}}
	kinds := visit.View.Kinds()
	if len(kinds) == 0 {
		return nil, nil
	}
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	kind, err := visit.Choice("kind", names...)
	if err != nil {
		return nil, err
	}
	if ch.tier, err = visit.Choice("tier", "", "4", "3", "2", "1"); err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(ch.tier); err == nil {
		ch.tiers = []int{n}
	}
	if code := visit.Query("area"); code != "" {
		ch.place, err = visit.View.Place(code)
		if err != nil || visit.Query("kind") == "" || string(ch.place.Kind) == kind {
			return ch, err
		}
	}
	ch.place = visit.View.Places(model.AreaKind(kind))[0] // of a kind chosen anew none is chosen yet
	return ch, nil
}

// panel is the form that chooses.
func (ch *choice) panel() parts.FilterPanel {
	var kinds []parts.Option
	for _, kind := range ch.View.Kinds() {
		kinds = append(kinds, parts.Option{Value: string(kind), Text: ch.Kind(kind, 1)})
	}
	tiers := []parts.Option{{Text: ch.Say("timeline.all_tiers")}}
	for _, tier := range []int{4, 3, 2, 1} {
		tiers = append(tiers, parts.Option{Value: strconv.Itoa(tier), Text: ch.Say("tier", "Tier", tier)})
	}
	p := parts.FilterPanel{Label: ch.Say("timeline.choose"), Action: ch.Link("/timeline", "on", ""), Button: ch.Say("timeline.show"),
		Fields: []parts.Field{parts.NewSelectField("kind", ch.Say("timeline.kind"), string(ch.place.Kind), kinds...), ch.areas(),
			parts.NewSelectField("tier", ch.Say("tier_head"), ch.tier, tiers...)}}
	if on := ch.Query("on"); on != "" {
		p.Hidden = []parts.Pair{{Name: "on", Value: on}}
	}
	return p
}

func (ch *choice) areas() parts.Field {
	places := ch.View.Places(ch.place.Kind)
	if len(places) > listed {
		return parts.NewTextField("area", ch.Say("timeline.area_code"), ch.place.Code)
	}
	var options []parts.Option
	for _, place := range places {
		options = append(options, parts.Option{Value: place.Code, Text: ch.Text(place.Name, place.NameCy)})
	}
	return parts.NewSelectField("area", ch.Say("area"), ch.place.Code, options...)
}
