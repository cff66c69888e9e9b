package plans

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
	"catchment/server/respond"
)

// remarks are the comments on a scenario, and the form of a further one.
type remarks struct {
	Rows   []remark
	None   string
	Action string
	Fields []parts.Field
}

// remark is one comment.
type remark struct {
	ID, Author, When, About string
	Lines                   []string
	Withdrawn               string // by whom and when
	Withdraw                *parts.Link
}

// typed is a comment that was refused.
type typed struct {
	text, by, place string
	faults          map[string]string
}

// comments leads to where they stand.
func (d *door) comments(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	if _, err := d.house.Planner.Scenario(c.Param("name")); err != nil {
		return absent(visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", c.Param("name")))+"#comments")
}

func (d *door) comment(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	name, t := c.Param("name"), &typed{text: c.FormValue("text"), by: c.FormValue("by"), place: c.FormValue("place")}
	place, err := strconv.Atoi(t.place)
	if err != nil {
		place = -1
	}
	err = d.house.Planner.AddComment(c.Request().Context(), name, place, t.text, t.by)
	if t.faults = faultIn(visit, err); t.faults != nil {
		return d.showPlan(c, visit, http.StatusUnprocessableEntity, t)
	}
	if err != nil {
		return absent(visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", name), "noted", "comment")+"#comments")
}

// remarksOf are the comments on a scenario, with those of its changes that it
// has, to comment on.
func (d *door) remarksOf(c echo.Context, visit *shell.Visit, name string, changes []model.ScenarioChange, t *typed) (*remarks, error) {
	comments, err := d.house.Planner.Comments(c.Request().Context(), name)
	if err != nil {
		return nil, err
	}
	out := &remarks{Action: visit.Link(shell.Path("plans", name, "comments"))}
	for i := range comments {
		out.Rows = append(out.Rows, d.remarkOf(visit, name, &comments[i], changes))
	}
	if len(comments) == 0 {
		out.None = visit.Say("plans.no_comments")
	}
	if t == nil {
		t = &typed{place: "0"}
	}
	options := []parts.Option{{Value: "0", Text: visit.Say("plans.comment_whole")}}
	for i := range changes {
		options = append(options, parts.Option{Value: number(i + 1), Text: d.lineName(visit, i+1, changes[i].Change, changes[i].Service, changes)})
	}
	text := parts.NewTextareaField("text", visit.Say("plans.comment_text"), t.text)
	text.Hint = visit.Say("plans.comment_hint")
	out.Fields = []parts.Field{parts.NewSelectField("place", visit.Say("plans.comment_about"), t.place, options...).Wrong(visit.Voice, t.faults["place"]),
		text.Wrong(visit.Voice, t.faults["text"]), nameField(visit, "by", "plans.by", t.by).Wrong(visit.Voice, t.faults["by"])}
	return out, nil
}

// lineName is a line of a scenario in words.
func (d *door) lineName(visit *shell.Visit, place int, kind model.ChangeKind, service string, changes []model.ScenarioChange) string {
	opened := map[string]string{}
	for i := range changes {
		if changes[i].Change == "open" {
			opened[changes[i].Service] = visit.Text(changes[i].Sets["name"], changes[i].Sets["name_cy"])
		}
	}
	return visit.Say("plans.line", "Number", number(place), "Change", visit.Term("change", string(kind)), "Service", serviceLink(visit, service, opened).Text)
}

func (d *door) remarkOf(visit *shell.Visit, name string, c *planner.PlanComment, changes []model.ScenarioChange) remark {
	out := remark{ID: "comment-" + strconv.FormatInt(c.ID, 10), Author: c.Author, When: moment(visit, c.At), Lines: strings.Split(c.Text, "\n")}
	if c.Place > 0 {
		out.About = d.lineName(visit, c.Place, c.Change, c.Service, changes)
		if c.Place > len(changes) || changes[c.Place-1].Service != c.Service || changes[c.Place-1].Change != c.Change {
			out.About = visit.Say("plans.comment_then", "Line", out.About, "Version", number(c.Revision))
		}
	}
	if c.WithdrawnBy != "" {
		out.Lines = nil
		out.Withdrawn = visit.Say("plans.withdrawn", "Name", c.WithdrawnBy, "When", moment(visit, c.WithdrawnSince))
		return out
	}
	out.Withdraw = &parts.Link{Text: visit.Say("plans.withdraw"), Hidden: visit.Say("plans.withdraw_of", "Name", c.Author, "When", out.When),
		URL: visit.Link(shell.Path("plans", name, "comments", strconv.FormatInt(c.ID, 10), "withdraw"))}
	return out
}

// askWithdraw asks who takes the words of a comment away.
func (d *door) askWithdraw(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	return d.showWithdraw(c, visit, http.StatusOK, "", nil)
}

func (d *door) showWithdraw(c echo.Context, visit *shell.Visit, status int, by string, faults map[string]string) error {
	name := c.Param("name")
	changes, err := d.house.Planner.Scenario(name)
	if err != nil {
		return absent(visit, err)
	}
	comments, err := d.house.Planner.Comments(c.Request().Context(), name)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(comments, func(o planner.PlanComment) bool { return strconv.FormatInt(o.ID, 10) == c.Param("comment") })
	if at < 0 {
		return noComment(visit)
	}
	one := d.remarkOf(visit, name, &comments[at], changes)
	page := &formPage{Action: visit.Here(), Button: visit.Say("plans.withdraw"), Quoted: &one,
		Fields: []parts.Field{nameField(visit, "by", "plans.by", by).Wrong(visit.Voice, faults["by"])}}
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Fields...)
	return d.showForm(c, visit, page, status, visit.Say("plans.withdraw_title"), &draft{plan: name, lead: visit.Say("plans.withdraw_lead")})
}

func noComment(visit *shell.Visit) error {
	p := respond.New(http.StatusNotFound, visit.Voice)
	p.Detail = visit.Say("plans.absent_comment")
	return p
}

func (d *door) withdraw(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(c.Param("comment"), 10, 64)
	if err != nil {
		return noComment(visit)
	}
	name, by := c.Param("name"), c.FormValue("by")
	err = d.house.Planner.WithdrawComment(c.Request().Context(), name, id, by)
	if faults := faultIn(visit, err); faults != nil {
		return d.showWithdraw(c, visit, http.StatusUnprocessableEntity, by, faults)
	}
	if model.CodeOf(err) == model.NotFound {
		return noComment(visit)
	}
	if err != nil {
		return err
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", name), "noted", "withdrawn")+"#comments")
}
