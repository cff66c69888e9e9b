package guide

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/gap"
	"catchment/server/page/parts"
)

// method is the whole method on one page: the sums in words, then every
// number in them with where it comes from.
func (d *door) method(c echo.Context) error {
	a, err := d.open(c, "method", "method")
	if err != nil {
		return err
	}
	a.Lead = a.Say("guide.method_lead_version", "Version", a.View.Revision().Method)
	// The anchors are those that pages of figures lead to.
	for _, name := range []string{"need", "dates", "reach", "supply", "practice", "coverage", "rank", "gaps", "disclosure"} {
		a.Sections = append(a.Sections, said(a.Voice, name, "method_"+name))
	}
	a.gapKinds(&a.Sections[7])
	a.Sections = append(a.Sections, a.settings(), a.types(), a.uptake(), a.rates(), a.shares(), a.tierTable(), a.indicators(), a.frameworks())
	versions, err := d.versions(c, a)
	if err != nil {
		return err
	}
	a.Sections = append(a.Sections, versions)
	a.list()
	return d.show(c, a)
}

// gapKinds adds the nine kinds of gap to a section.
func (a *article) gapKinds(s *section) {
	for _, kind := range gap.Kinds {
		s.Items = append(s.Items, item{Term: a.Term("gap_kind", kind) + ":", text: text{Text: a.Term("gap_kind_what", kind)}})
	}
}

// settings are every number of the method that has a name.
func (a *article) settings() section {
	s := said(a.Voice, "settings", "settings")
	t := newTable(a.Voice, "settings-table", "guide.settings", "guide.head_setting", "#guide.head_value", "#guide.head_default", "guide.head_meaning", "source")
	t.Quiet = true
	now, given := a.View.Settings(), model.SettingsOf(nil)
	for _, name := range model.SettingNames {
		value, usual := settingOf(&now, name), settingOf(&given, name)
		shown := plain(a.settingValue(name, value))
		shown.Strong = value != usual
		t.add("setting-"+name, cell{text: text{Text: a.Term("setting", name)}, Below: []text{{Text: name}}}, shown, plain(a.settingValue(name, usual)),
			plain(a.Term("setting_what", name)), cell{text: text{Text: a.Say("guide.setting_source")}, Tag: a.Say("guide.judgement")})
	}
	s.Tables = []table{t}
	return s
}

func settingOf(s *model.Settings, name string) float64 {
	return map[string]float64{
		"detour_factor": s.DetourFactor, "gap": s.Gap, "sufficient": s.Sufficient, "standard": s.Standard, "weak_reach": s.WeakReach,
		"horizon_months": float64(s.HorizonMonths), "tier_weight_1": s.TierWeight[0], "tier_weight_2": s.TierWeight[1],
		"tier_weight_3": s.TierWeight[2], "tier_weight_4": s.TierWeight[3], "draws": float64(s.Draws), "seed": float64(s.Seed),
	}[name]
}

// settingValue adds the per cent where a setting is a part of a whole.
func (a *article) settingValue(name string, value float64) string {
	text := a.number(value)
	switch name {
	case "gap", "sufficient", "standard":
		return a.Say("guide.with_percent", "Number", text, "Percent", a.Percent(value))
	}
	return text
}

// number writes a figure of the method in full, with separators.
func (a *article) number(x float64) string {
	digits := strconv.FormatFloat(x, 'f', -1, 64)
	if i := slices.Index([]byte(digits), '.'); i >= 0 {
		return a.Number(x, len(digits)-i-1)
	}
	return a.Number(x, 0)
}

// optional is a number that may not be stated.
func (a *article) optional(x *float64) cell {
	if x == nil {
		none := parts.NotStated(a.Voice, "")
		return cell{Figure: &none}
	}
	return plain(a.number(*x))
}

// types are the kinds of service, how each is counted and how far it reaches.
func (a *article) types() section {
	s := said(a.Voice, "types", "types")
	t := newTable(a.Voice, "types-table", "guide.types", "service_type", "guide.head_for", "guide.head_measure", "guide.head_catchment", "guide.head_decay", "guide.head_protected", "guide.head_expected")
	t.Quiet = true
	types := slices.Clone(a.View.Reference().ServiceTypes)
	slices.SortFunc(types, func(x, y model.ServiceType) int { return a.Compare(a.TypeName(&x), a.TypeName(&y)) })
	for i := range types {
		a.addType(&t, &types[i])
	}
	s.Tables = []table{t}
	return s
}

func (a *article) addType(t *table, is *model.ServiceType) {
	measure := cell{text: text{Text: a.Term("measure", is.Measure)}}
	if is.Measure == model.Places {
		measure.Below = []text{{Text: a.Term("unit", is.CapacityUnit())}}
	}
	name := cell{text: text{Text: a.TypeName(is), Lang: a.Lang(is.Label(), is.NameCy)}, Below: []text{{Text: is.Key}}}
	if other := a.Other(is.Label(), is.NameCy); other != "" {
		name.Below = append([]text{{Text: other, Lang: string(a.OtherLang)}}, name.Below...)
	}
	decay := plain(a.Term("decay", cmp.Or(string(is.Decay), "binary")))
	if is.Decay == "" && is.CatchmentKm == nil && is.CatchmentMinutes == nil {
		decay = plain(a.Say("guide.by_area_served"))
	}
	protected := "no"
	if is.IsProtected() {
		protected = "yes"
	}
	t.add("type-"+is.Key, name, plain(a.Term("type_audience", cmp.Or(string(is.Audience), "children"))), measure, a.catchment(is), decay,
		plain(a.Say(protected)), plain(a.expectedIn(is)))
}

func (a *article) catchment(is *model.ServiceType) cell {
	if is.CatchmentKm == nil && is.CatchmentMinutes == nil {
		none := parts.NotStated(a.Voice, "")
		return cell{Figure: &none}
	}
	out := cell{Tag: a.Say("guide.assumed")}
	if is.CatchmentKm != nil {
		out.Text = a.Say("guide.kilometres", "Number", a.number(*is.CatchmentKm))
	}
	if is.CatchmentMinutes != nil {
		out.Below = []text{{Text: a.Say("guide.minutes", "Number", a.number(*is.CatchmentMinutes))}}
	}
	return out
}

func (a *article) expectedIn(is *model.ServiceType) string {
	var out []string
	for _, u := range a.View.Reference().Uptake {
		if u.ServiceType == is.Key {
			out = append(out, a.Say("tier", "Tier", u.Tier))
		}
	}
	if len(out) == 0 {
		return a.Say("guide.in_no_tier")
	}
	return a.List(out)
}

// typeCell names a service type by its key.
func (a *article) typeCell(key string) cell {
	types := a.View.Reference().ServiceTypes
	for i := range types {
		if types[i].Key == key {
			return cell{text: text{Text: a.TypeName(&types[i]), Lang: a.Lang(types[i].Label(), types[i].NameCy), URL: "#type-" + key}}
		}
	}
	return plain(key)
}

// uptake is the part of a tier's children who should be offered a type.
func (a *article) uptake() section {
	s := said(a.Voice, "uptake", "uptake")
	t := newTable(a.Voice, "uptake-table", "guide.uptake", "service_type", "tier_head", "#guide.head_uptake", "#guide.head_weight", "guide.head_confidence", "source")
	t.Quiet = true
	rows := slices.Clone(a.View.Reference().Uptake)
	slices.SortStableFunc(rows, func(x, y model.Uptake) int { return cmp.Compare(y.Tier, x.Tier) })
	for _, u := range rows {
		weight := plain(a.Say("guide.one_if_not_stated"))
		if u.Weight != nil {
			weight = plain(a.number(*u.Weight))
		}
		t.add("", a.typeCell(u.ServiceType), plain(a.Say("tier", "Tier", u.Tier)), plain(a.number(u.Uptake)), weight, a.confidence(u.Confidence), stated(a.Voice, u.Source))
	}
	s.Tables = []table{t}
	return s
}

func (a *article) confidence(c model.Confidence) cell {
	if c == "" {
		return stated(a.Voice, "")
	}
	return cell{text: text{Text: a.Term("confidence", c)}, Below: []text{{Text: a.Term("confidence_what", c)}}}
}

// rates are children in need per 10,000 persons, low, central and high.
func (a *article) rates() section {
	s := said(a.Voice, "rates", "rates")
	t := newTable(a.Voice, "rates-table", "guide.rates_caption", "tier_head", "guide.head_ages", "#run.low", "#run.central", "#run.high", "source")
	for _, r := range a.View.Reference().Rates {
		low, high := &r.Central, &r.Central
		if r.Low != nil {
			low = r.Low
		}
		if r.High != nil {
			high = r.High
		}
		t.add("", plain(a.tierLabel(r.Tier)), plain(a.Say("ages", "From", r.AgeFrom, "To", r.AgeTo)), a.optional(low), plain(a.number(r.Central)), a.optional(high), stated(a.Voice, r.Source))
	}
	s.Tables = []table{t}
	return s
}

func (a *article) tierLabel(tier int) string {
	return a.Say("tier_labelled", "Tier", tier, "Label", a.TierName(tier))
}

// shares are the parts of a tier's children with each profile attribute.
func (a *article) shares() section {
	s := said(a.Voice, "shares", "shares")
	t := newTable(a.Voice, "shares-table", "guide.shares", "guide.head_attribute", "tier_head", "#guide.head_share", "source")
	t.Quiet = true
	rows := slices.Clone(a.View.Reference().Shares)
	slices.SortStableFunc(rows, func(x, y model.Share) int {
		return cmp.Or(cmp.Compare(x.Attribute, y.Attribute), cmp.Compare(x.Tier, y.Tier))
	})
	for _, share := range rows {
		t.add("", plain(a.Term("attribute_short", share.Attribute)), plain(a.Say("tier", "Tier", share.Tier)), plain(a.Percent(share.Share)), stated(a.Voice, share.Source))
	}
	s.Tables = []table{t}
	return s
}
