package timeline

import (
	"slices"
	"strconv"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// choice is what the address asks for.
type choice struct {
	*shell.Visit
	place  disclosure.Place // Code "" where there are no figures
	whole  bool             // the place is all there is
	tiers  []int            // tier 4 first
	tier   string
	months int
	lead   int // months that a decision takes
}

// listed is how many areas a list to choose from has at most; of more kinds
// than that the code is typed.
const listed = 400

// horizons and leads are what the lists offer, in months. A decision is given
// three unless the reader says otherwise: no record states how long one takes.
var (
	horizons = []int{12, 24, 36, 60}
	leads    = []int{3, 1, 6, 9, 12}
)

// choiceOf reads the address.
func choiceOf(visit *shell.Visit) (*choice, error) {
	ch := &choice{Visit: visit, tiers: []int{4, 3, 2, 1}, months: planner.HorizonOf(visit.View.Settings())}
	var err error
	if ch.tier, err = visit.Choice("tier", "", "4", "3", "2", "1"); err != nil {
		return nil, err
	}
	if n, err := strconv.Atoi(ch.tier); err == nil {
		ch.tiers = []int{n}
	}
	if ch.months, err = oneOf(visit, "months", ch.months, horizons); err != nil {
		return nil, err
	}
	if ch.lead, err = oneOf(visit, "lead", leads[0], leads); err != nil {
		return nil, err
	}
	return ch, ch.find()
}

// oneOf reads a number of months, one of those offered or what an absent one
// means.
func oneOf(visit *shell.Visit, key string, absent int, offered []int) (int, error) {
	allowed := []string{strconv.Itoa(absent)}
	for _, n := range offered {
		allowed = append(allowed, strconv.Itoa(n))
	}
	text, err := visit.Choice(key, allowed...)
	n, _ := strconv.Atoi(text)
	return n, err
}

// find finds the area; there is none where there are no figures.
func (ch *choice) find() error {
	kinds := ch.View.Kinds()
	if len(kinds) == 0 {
		return nil
	}
	var names []string
	for _, kind := range kinds {
		names = append(names, string(kind))
	}
	kind, err := ch.Choice("kind", names...)
	if err != nil {
		return err
	}
	ch.place = ch.View.Places(model.AreaKind(kind))[0] // of a kind chosen anew none is chosen yet
	if code := ch.Query("area"); code != "" {
		place, err := ch.View.Place(code)
		if err != nil {
			return err
		}
		if ch.Query("kind") == "" || string(place.Kind) == kind {
			ch.place = place
		}
	}
	ch.whole = ch.place.Kind == kinds[0] && len(ch.View.Places(kinds[0])) == 1
	return nil
}

// name is the area's.
func (ch *choice) name() string { return ch.Text(ch.place.Name, ch.place.NameCy) }

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
			parts.NewSelectField("tier", ch.Say("tier_head"), ch.tier, tiers...),
			ch.duration("months", ch.Say("timeline.horizon"), ch.months, horizons),
			ch.duration("lead", ch.Say("timeline.lead_time"), ch.lead, leads)}}
	if on := ch.Query("on"); on != "" {
		p.Hidden = []parts.Pair{{Name: "on", Value: on}}
	}
	return p
}

// duration chooses a number of months; what is chosen is among the options,
// whichever it is.
func (ch *choice) duration(name, label string, chosen int, offered []int) parts.Field {
	offered = append(slices.Clone(offered), chosen)
	slices.Sort(offered)
	var options []parts.Option
	for _, n := range slices.Compact(offered) {
		options = append(options, parts.Option{Value: strconv.Itoa(n), Text: ch.Say("timeline.months_count", "Count", n)})
	}
	return parts.NewSelectField(name, label, strconv.Itoa(chosen), options...)
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

// link is an address with what was chosen.
func (ch *choice) link(path string, pairs ...any) string {
	for _, key := range []string{"area", "kind", "tier", "months", "lead"} {
		if value := ch.Query(key); value != "" {
			pairs = append([]any{key, value}, pairs...)
		}
	}
	return ch.Link(path, pairs...)
}
