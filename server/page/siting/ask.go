package siting

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
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
}

type group struct {
	Title, Text string
	Beside      bool
	Fields      []parts.Field
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
			fields = append(fields, g.Fields...)
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

func wishFormOf(visit *shell.Visit, a asked, faults map[string]string) *wishForm {
	kind := typeOf(visit, a.text("type"))
	f := &wishForm{Heading: visit.Say("siting.for_type", "Type", visit.TypeName(kind)), Action: visit.Link("/siting"), Type: kind.Key}
	f.Groups = []group{
		{Title: visit.Say("siting.group_aim"), Fields: aims(visit, a)},
		{Title: visit.Say("siting.group_much"), Text: visit.Say("siting.group_much_text"), Beside: true, Fields: []parts.Field{
			number(visit, a, "number", "5"), number(visit, a, "budget", "10")}},
		{Title: visit.Say("siting.group_where"), Text: whereText(visit, kind), Fields: wheres(visit, a, kind)},
		{Title: visit.Say("siting.group_size"), Text: visit.Say("siting.group_size_text"), Beside: true, Fields: []parts.Field{
			number(visit, a, "places", "5"), number(visit, a, "cost", "10")}},
		{Title: visit.Say("siting.group_today"), Text: visit.Say("siting.group_today_text"), Fields: todays(visit, a)},
		{Title: visit.Say("siting.group_search"), Text: visit.Say("siting.group_search_text"), Beside: true, Fields: []parts.Field{
			number(visit, a, "limit", "3"), number(visit, a, "seed", "5")}},
	}
	for g := range f.Groups {
		for i, field := range f.Groups[g].Fields {
			f.Groups[g].Fields[i] = field.Wrong(visit.Voice, faults[field.Name])
		}
	}
	return f
}

func number(visit *shell.Visit, a asked, name, width string) parts.Field {
	f := parts.NewNumberField(name, visit.Say("siting.field_"+name), a.text(name))
	f.Width = width
	return f
}

func aims(visit *shell.Visit, a asked) []parts.Field {
	var ways []parts.Option
	for _, name := range []string{advise, "reach", "met", "worst-off"} {
		ways = append(ways, parts.Option{Value: name, Text: visit.Say("siting.objective_" + name), Hint: visit.Say("siting.objective_what_" + name)})
	}
	tiers := []parts.Option{{Text: visit.Say("siting.all_tiers")}}
	for _, tier := range expectedIn(visit, a.text("type")) {
		tiers = append(tiers, parts.Option{Value: strconv.Itoa(tier), Text: visit.Say("tier_labelled", "Tier", tier, "Label", visit.TierName(tier))})
	}
	return []parts.Field{parts.NewRadiosField("objective", visit.Say("siting.field_objective"), a.text("objective"), ways...),
		parts.NewSelectField("tier", visit.Say("siting.field_tier"), a.text("tier"), tiers...)}
}

func whereText(visit *shell.Visit, kind *model.ServiceType) string {
	if kind.IsProtected() {
		return visit.Say("siting.where_protected")
	}
	return visit.Say("siting.where_open")
}

func wheres(visit *shell.Visit, a asked, kind *model.ServiceType) []parts.Field {
	base := visit.Kind(visit.View.BaseKind(), 1)
	everywhere := visit.Say("siting.from_everywhere", "Kind", base)
	if kind.IsProtected() {
		everywhere = visit.Say("siting.from_authorities")
	}
	from := parts.NewRadiosField("from", visit.Say("siting.field_from"), a.text("from"),
		parts.Option{Value: fromEverywhere, Text: everywhere},
		parts.Option{Value: fromAreas, Text: visit.Say("siting.from_areas")},
		parts.Option{Value: fromList, Text: visit.Say("siting.from_list")})
	var kinds []parts.Option
	for _, k := range visit.View.Kinds() {
		if !kind.IsProtected() || k.AuthorityOrLarger() {
			kinds = append(kinds, parts.Option{Value: string(k), Text: visit.Kind(k, 1)})
		}
	}
	areas := parts.NewSelectField("area_kind", visit.Say("siting.field_area_kind"), a.text("area_kind"), kinds...)
	list := parts.NewTextareaField("list", visit.Say("siting.field_list"), a.text("list"))
	list.Hint, list.Rows = visit.Say("siting.list_hint"), 6
	file := parts.NewFileField("file", visit.Say("siting.field_file"), ".csv,.tsv,.txt")
	lock := parts.NewTextField("lock", visit.Say("siting.field_lock"), a.text("lock"))
	lock.Hint = visit.Say("siting.lock_hint")
	return []parts.Field{from, areas, list, file, lock}
}

// todays are the services of the type that stand today, to say which of them
// may be closed.
func todays(visit *shell.Visit, a asked) []parts.Field {
	var options []parts.Option
	for _, s := range visit.View.Services() {
		if s.ServiceType == a.text("type") && s.Counts {
			options = append(options, parts.Option{Value: s.Key, Text: visit.Text(s.Name, s.NameCy), Lang: visit.Lang(s.Name, s.NameCy)})
		}
	}
	slices.SortStableFunc(options, func(x, y parts.Option) int { return visit.Compare(x.Text, y.Text) })
	switch {
	case len(options) == 0:
		return nil
	case len(options) > listed:
		f := parts.NewTextareaField("close", visit.Say("siting.field_close_keys"), strings.Join(a.close, "\n"))
		f.Hint = visit.Say("siting.lock_hint")
		return []parts.Field{f}
	}
	return []parts.Field{parts.NewCheckboxesField("close", visit.Say("siting.field_close"), a.close, options...)}
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
		field = map[string]string{fromList: "list", fromAreas: "area_kind"}[a.text("from")]
		if field == "" {
			field = "from"
		}
	}
	known := []string{"type", "tier", "objective", "number", "budget", "from", "area_kind", "list", "places", "cost", "lock", "close"}
	if !slices.Contains(known, field) {
		field = ""
	}
	return map[string]string{field: visit.Sentence(fault.Sentence)}
}
