package siting

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// mostPoints is how many places of one's own a form can hold.
const mostPoints = 100

// point is one place of one's own, as it was typed: values by column, where "at"
// says where it is. It keeps its number, by which travel times speak of it, when
// others go.
type point struct {
	number int
	says   map[string]string
}

// pointColumns are what a place of one's own can say, besides its exclusions.
var pointColumns = []string{"at", "name", "places", "cost", "programme", "age_min", "age_max"}

func newPoint(number int) point { return point{number, map[string]string{}} }

func (p point) empty() bool {
	for _, text := range p.says {
		if text != "" {
			return false
		}
	}
	return true
}

// field is the name of a field of the place.
func (p point) field(column string) string { return "point-" + strconv.Itoa(p.number) + "-" + column }

// key is what the place is called as a candidate.
func (p point) key() string { return "place-" + strconv.Itoa(p.number) }

// pointOf reads the name of a field: point-3-at is of place 3.
func pointOf(field string) (number int, column string, ok bool) {
	rest, is := strings.CutPrefix(field, "point-")
	digits, column, _ := strings.Cut(rest, "-")
	number, err := strconv.Atoi(digits)
	known := column == "excludes" || slices.Contains(pointColumns, column)
	return number, column, is && err == nil && known && number >= 1 && number <= math.MaxInt16
}

// takePoint puts a value that the form holds where it belongs.
func (a *asked) takePoint(number int, column, text string) {
	at := slices.IndexFunc(a.points, func(p point) bool { return p.number == number })
	switch {
	case at < 0 && len(a.points) > mostPoints:
		return // there are too many, and that is said
	case at < 0:
		at, a.points = len(a.points), append(a.points, newPoint(number))
	}
	if says := a.points[at].says; column == "excludes" && says[column] != "" {
		says[column] += ";" + text
	} else {
		says[column] = text
	}
}

// change adds a place to the list, or takes one away: what the buttons of the
// form do where there is no script.
func (a *asked) change() {
	a.points = slices.DeleteFunc(a.points, func(p point) bool { return strconv.Itoa(p.number) == a.text("remove") || p.empty() })
	if a.text("add") != "" {
		a.texts["from"] = fromPoints
		p := newPoint(1)
		for _, other := range a.points {
			p.number = max(p.number, other.number+1)
		}
		if area := a.text("point_area"); area != "" {
			p.says["at"] = area
		}
		a.points = append(a.points, p)
	}
	delete(a.texts, "add")
	delete(a.texts, "remove")
	delete(a.texts, "point_area")
}

// pointForm is the places of one's own on the form. Template "siting-points".
type pointForm struct {
	Title, Text string
	Rows        []pointRow
	Blank       pointRow // for the script to copy: its number is {n}
	Area        parts.Field
	Add, Full   string
	Most        int
	Words       map[string]string
}

type pointRow struct {
	Number, Title, Remove string
	At                    string // longitude and latitude, for the map; "" where it is not known yet
	Fields                []parts.Field
	More                  string
	Further               []parts.Field
	Open                  bool
}

func pointsOf(visit *shell.Visit, a asked, faults map[string]string) *pointForm {
	protected := typeOf(visit, a.text("type")).IsProtected()
	f := &pointForm{Title: visit.Say("siting.group_points"), Text: visit.Say("siting.points_text", "Most", mostPoints), Add: visit.Say("siting.point_add"),
		Full: visit.Say("siting.fault_many_points", "Most", mostPoints), Most: mostPoints,
		Words: map[string]string{"added": visit.Say("siting.point_added", "Number", "{n}", "Place", "{at}"), "removed": visit.Say("siting.point_removed", "Number", "{n}"),
			"here": visit.Say("siting.point_here"), "outside": visit.Say("siting.fault_outside"), "hint": visit.Say("siting.map_hint")}}
	if protected {
		f.Text = visit.Say("siting.points_protected", "Most", mostPoints)
	}
	points := a.points
	if len(points) == 0 {
		points = []point{newPoint(1)}
	}
	for _, p := range points {
		f.Rows = append(f.Rows, rowOf(visit, strconv.Itoa(p.number), p, protected, faults))
	}
	f.Blank = rowOf(visit, "{n}", point{}, protected, nil)
	options := []parts.Option{{Text: visit.Say("siting.point_no_area")}}
	for _, kind := range visit.View.Kinds() {
		places := visit.View.Places(kind)
		if kind == visit.View.BaseKind() && !kind.AuthorityOrLarger() || len(places) > listed*5 || protected && !kind.AuthorityOrLarger() {
			continue
		}
		for _, place := range places {
			options = append(options, parts.Option{Value: place.Code, Text: visit.Text(place.Name, place.NameCy) + " (" + visit.Kind(kind, 1) + ")", Lang: visit.Lang(place.Name, place.NameCy)})
		}
	}
	f.Area = parts.NewSelectField("point_area", visit.Say("siting.field_point_area"), "", options...)
	return f
}

// rowOf is one place on the form.
func rowOf(visit *shell.Visit, number string, p point, protected bool, faults map[string]string) pointRow {
	r := pointRow{Number: number, Title: visit.Say("siting.point", "Number", number), Remove: visit.Say("siting.point_remove", "Number", number), More: visit.Say("siting.point_more")}
	for _, column := range pointColumns {
		name := "point-" + number + "-" + column
		label := visit.Say("siting.point_" + column)
		if protected && column == "at" {
			label = visit.Say("siting.point_at_protected")
		}
		field := parts.NewTextField(name, label, p.says[column])
		switch column {
		case "places", "cost", "age_min", "age_max":
			field = parts.NewNumberField(name, label, p.says[column])
		case "programme":
			field = parts.NewSelectField(name, label, p.says[column], programmeOptions(visit)...)
		case "at":
			field.Width = "20"
		}
		if field = field.Wrong(visit.Voice, faults[name]); column == "programme" || column == "age_min" || column == "age_max" {
			r.Further = append(r.Further, field)
			r.Open = r.Open || p.says[column] != ""
		} else {
			r.Fields = append(r.Fields, field)
		}
	}
	if at, ok := readSpot(visit, p.says["at"]); ok && at.area == "" && !protected {
		r.At = strconv.FormatFloat(at.at[0], 'f', 5, 64) + "," + strconv.FormatFloat(at.at[1], 'f', 5, 64)
	}
	excludes := parts.NewCheckboxesField("point-"+number+"-excludes", visit.Say("siting.field_excludes"), strings.Split(p.says["excludes"], ";"), attributeOptions(visit)...)
	if r.Open = r.Open || p.says["excludes"] != ""; len(excludes.Options) > 0 {
		r.Further = append(r.Further, excludes)
	}
	return r
}

// programmeOptions are the programmes, in order of name.
func programmeOptions(visit *shell.Visit) []parts.Option {
	var out []parts.Option
	for _, p := range visit.View.Reference().Programmes {
		out = append(out, parts.Option{Value: p.Key, Text: visit.Text(p.Name, p.NameCy), Lang: visit.Lang(p.Name, p.NameCy)})
	}
	slices.SortStableFunc(out, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("siting.no_programme")}}, out...)
}

// attributeOptions are what a service can refuse.
func attributeOptions(visit *shell.Visit) (out []parts.Option) {
	for _, attribute := range visit.View.Attributes() {
		out = append(out, parts.Option{Value: attribute, Text: visit.Term("attribute_short", attribute)})
	}
	return out
}

// points reads the places of one's own as candidates.
func (r *reading) pointList() {
	if len(r.asked.points) > mostPoints {
		r.fault("from", r.Say("siting.fault_many_points", "Most", mostPoints))
		return
	}
	for _, p := range r.asked.points {
		if !p.empty() {
			r.point(p)
		}
	}
	if len(r.wish.Candidates.List) == 0 && len(r.faults) == 0 {
		first := newPoint(1)
		if len(r.asked.points) > 0 {
			first = r.asked.points[0]
		}
		r.fault(first.field("at"), r.Say("siting.fault_no_points"))
	}
}

// point reads one place.
func (r *reading) point(p point) {
	site := planner.CandidateSite{Key: p.key(), Name: p.says["name"], Sets: map[string]string{}}
	r.spot(p, &site)
	for column, to := range map[string]**float64{"places": &site.Places, "cost": &site.Cost} {
		if p.says[column] != "" {
			if *to = amountIn(p.says[column]); *to == nil {
				r.fault(p.field(column), r.Say("siting.fault_amount"))
			}
		}
	}
	for _, column := range []string{"age_min", "age_max"} {
		r.age(p.field(column), p.says[column])
	}
	for _, column := range []string{"programme", "age_min", "age_max", "excludes"} {
		if p.says[column] != "" {
			site.Sets[column] = p.says[column]
		}
	}
	r.wish.Candidates.List = append(r.wish.Candidates.List, site)
}

// spot reads where a place is, and names it where it has no name.
func (r *reading) spot(p point, site *planner.CandidateSite) {
	at, ok := readSpot(r.Visit, p.says["at"])
	switch {
	case !ok:
		r.fault(p.field("at"), r.Say("siting.fault_spot"))
	case at.area == "" && r.protected():
		r.fault(p.field("at"), r.Say("siting.fault_points"))
		p.says["at"] = "" // a place that is refused is not typed back
	case at.area == "" && !within(r.View, at.at):
		r.fault(p.field("at"), r.Say("siting.fault_outside"))
	case at.area == "":
		site.Lon, site.Lat = &at.at[0], &at.at[1]
	default:
		site.AreasServed = []string{at.area}
		if r.protected() && r.tooNear(*site) {
			r.fault(p.field("at"), r.Say("siting.fault_points"))
		}
	}
	if site.Name == "" {
		site.Name = r.Say("siting.point", "Number", p.number)
		if name, kind := placeOf(r.Visit, at.area); kind != "" {
			site.Name = name
		}
	}
}

// age refuses what is no single year of age.
func (r *reading) age(field, text string) {
	if n, err := strconv.Atoi(text); text != "" && (err != nil || n < 0 || n > 24) {
		r.fault(field, r.Say("siting.fault_age"))
	}
}

// fields are all fields of the places, for what is wrong with them.
func (f *pointForm) fields() (out []parts.Field) {
	if f != nil {
		for _, row := range f.Rows {
			out = append(append(out, row.Fields...), row.Further...)
		}
	}
	return out
}
