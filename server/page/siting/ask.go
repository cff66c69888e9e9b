package siting

import (
	"errors"
	"html/template"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// soon is how long the answer to a wish waits for the first news: whether it
// can be met at all.
const soon = 2 * time.Second

// listed is how many services of a type are boxes to tick; more are typed.
const listed = 60

// askPage is the form: first the type, then the wish.
type askPage struct {
	shell.Page
	Errors *parts.ErrorSummary
	Types  parts.FilterPanel
	Wish   *wishForm // nil: no type is chosen yet
	Past   []pastRun
}

type wishForm struct {
	Heading string
	Action  string
	Type    string
	Groups  []group
	Begin   string // the button that Enter presses
}

// group is some fields of the form: those of a Beside group stand in columns, of
// a Folded one behind its title. Points are places of one's own, with the map on
// which they can be chosen.
type group struct {
	Title, Text  string
	Beside       bool
	Folded, Open bool
	Fields       []parts.Field
	Points       *pointForm
	Map          template.HTML
	Below        []parts.Field
	MapHint      string
}

type pastRun struct {
	Link        parts.Link
	When, Stage string
}

func (d *door) ask(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	a := fresh(visit.Query("type"))
	if id := visit.Query("from"); id != "" {
		if one, ok := d.runs.get(id); ok {
			a = one.asked
		}
	}
	faults := map[string]string{}
	if kind := a.text("type"); kind != "" && expectedIn(visit, kind) == nil {
		faults["type"] = visit.Say("siting.fault_type")
	}
	return d.form(c, visit, a, faults)
}

// form shows the form; with faults the answer is a refusal.
func (d *door) form(c echo.Context, visit *shell.Visit, a asked, faults map[string]string) error {
	p := &askPage{}
	var err error
	if p.Page, err = page(visit, visit.Say("siting.title"), visit.Say("siting.lead")); err != nil {
		return err
	}
	kind := parts.NewSelectField("type", visit.Say("service_type"), a.text("type"), typeOptions(visit)...).Wrong(visit.Voice, faults["type"])
	p.Types = parts.FilterPanel{Label: visit.Say("siting.choose_type"), Action: visit.Link("/siting", "on", ""), Fields: []parts.Field{kind}, Button: visit.Say("siting.go_on")}
	if on := visit.Query("on"); on != "" {
		p.Types.Hidden = []parts.Pair{{Name: "on", Value: on}}
	}
	fields := []parts.Field{kind}
	if expectedIn(visit, a.text("type")) != nil && visit.View.BaseKind() != "" { // without areas there is nowhere to look
		p.Wish = wishFormOf(visit, a, faults)
		for _, g := range p.Wish.Groups {
			fields = append(append(fields, g.Fields...), g.Below...)
			fields = append(fields, g.Points.fields()...)
		}
	}
	p.Errors = parts.NewErrorSummary(visit.Voice, fields...)
	if rest := faults[""]; rest != "" {
		if p.Errors == nil {
			p.Errors = &parts.ErrorSummary{Title: visit.Say("parts.error_summary")}
		}
		p.Errors.Errors = append(p.Errors.Errors, parts.Link{Text: rest})
	}
	p.Past = d.past(visit)
	status := http.StatusOK
	if p.Errors != nil {
		status = http.StatusUnprocessableEntity
	}
	return d.house.Show(c, status, "siting/ask", p)
}

func (d *door) past(visit *shell.Visit) (out []pastRun) {
	for _, one := range d.runs.latest() {
		if one.stage == refused {
			continue
		}
		at := one.opened.Local()
		out = append(out, pastRun{
			Link:  parts.Link{Text: typeName(visit, one.wish.ServiceType), URL: visit.Link(shell.Path("siting", one.id), "on", one.wish.Day)},
			When:  visit.Say("shell.moment", "Date", model.DateOf(at), "Time", at.Format("15:04")),
			Stage: visit.Say("siting.stage_" + [...]string{"waiting", "searching", "found"}[one.stage]),
		})
	}
	return out
}

// expectedIn lists the tiers in which a type is expected, nil for none.
func expectedIn(visit *shell.Visit, kind string) (tiers []int) {
	for _, u := range visit.View.Reference().Uptake {
		if u.ServiceType == kind && u.Uptake > 0 && !slices.Contains(tiers, u.Tier) {
			tiers = append(tiers, u.Tier)
		}
	}
	slices.Sort(tiers)
	return tiers
}

func typeOf(visit *shell.Visit, key string) *model.ServiceType {
	types := visit.View.Reference().ServiceTypes
	for i := range types {
		if types[i].Key == key {
			return &types[i]
		}
	}
	return nil
}

func typeName(visit *shell.Visit, key string) string { return visit.TypeName(typeOf(visit, key)) }

// typeOptions are the types that some tier expects, in order of name.
func typeOptions(visit *shell.Visit) []parts.Option {
	var out []parts.Option
	types := visit.View.Reference().ServiceTypes
	for i := range types {
		if expectedIn(visit, types[i].Key) != nil {
			out = append(out, parts.Option{Value: types[i].Key, Text: visit.TypeName(&types[i])})
		}
	}
	slices.SortStableFunc(out, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	return append([]parts.Option{{Text: visit.Say("choose")}}, out...)
}

// begin begins a search, or shows the form again with what is wrong.
func (d *door) begin(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	a, err := received(c.Request())
	if errors.Is(err, errNoForm) {
		return refusal(visit, http.StatusBadRequest, visit.Say("siting.no_form"))
	}
	if err != nil {
		return err
	}
	if adds := a.text("add") + a.text("remove"); adds != "" && expectedIn(visit, a.text("type")) != nil {
		a.change()
		return d.form(c, visit, a, map[string]string{})
	}
	r := wishOf(visit, a)
	if expectedIn(visit, a.text("type")) == nil {
		return d.form(c, visit, a, map[string]string{"type": visit.Say("siting.fault_type")})
	}
	if len(r.faults) > 0 {
		return d.form(c, visit, a, r.faults)
	}
	one, ok := d.runs.begin(a, r.wish)
	if !ok {
		return d.form(c, visit, a, map[string]string{"": visit.Say("siting.no_room")})
	}
	select {
	case <-one.news:
	case <-time.After(soon):
	}
	if now, kept := d.runs.get(one.id); kept && now.stage == refused {
		d.runs.forget(one.id)
		return d.form(c, visit, a, faultOf(visit, a, now.err))
	}
	return shell.Redirect(c, visit.Link(shell.Path("siting", one.id)))
}

// faultOf puts what the planner refuses at its field.
func faultOf(visit *shell.Visit, a asked, err error) map[string]string {
	var fault *model.Error
	if !errors.As(err, &fault) {
		return map[string]string{"": visit.Say("siting.failed")}
	}
	field := fault.Field
	if field == "candidates" {
		field = map[string]string{fromList: "list", fromAreas: "area_kind", fromPoints: "point-1-at"}[a.text("from")]
		if field == "" {
			field = "from"
		}
	}
	if field == "point-1-at" && len(a.points) > 0 {
		return map[string]string{a.points[0].field("at"): visit.Sentence(fault.Sentence)}
	}
	known := []string{"type", "tier", "objective", "number", "budget", "from", "area_kind", "list", "places", "cost", "lock", "close", "programme", "age_min", "age_max", "excludes", "journeys", "point-1-at"}
	if !slices.Contains(known, field) {
		field = ""
	}
	return map[string]string{field: visit.Sentence(fault.Sentence)}
}
