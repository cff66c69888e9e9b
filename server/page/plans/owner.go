package plans

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// nameField asks for the name that the history keeps.
func nameField(visit *shell.Visit, name, label, value string) parts.Field {
	f := parts.NewTextField(name, visit.Say(label), value)
	f.Complete = "name"
	return f
}

// actorOf is the name in a form, or the browser's where it has none.
func actorOf(visit *shell.Visit, name string) (by, fault string) {
	if strings.TrimSpace(name) == "" {
		return actor, ""
	}
	by, err := planner.PersonName(name)
	if err != nil {
		fault = visit.Sentence(model.SentenceOf(err))
	}
	return by, fault
}

func lastOwner(owners []planner.PlanOwner) string {
	if len(owners) == 0 {
		return ""
	}
	return owners[len(owners)-1].Owner
}

// askOwner asks whose a scenario is.
func (d *door) askOwner(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	owners, err := d.house.Planner.PlanOwners(c.Request().Context())
	if err != nil {
		return err
	}
	return d.showOwner(c, visit, http.StatusOK, lastOwner(owners[c.Param("name")]), "", nil)
}

func (d *door) showOwner(c echo.Context, visit *shell.Visit, status int, owner, by string, faults map[string]string) error {
	name := c.Param("name")
	if _, err := d.house.Planner.Scenario(name); err != nil {
		return absent(visit, err)
	}
	field := nameField(visit, "owner", "plans.owner_label", owner)
	field.Hint = visit.Say("plans.owner_hint")
	page := &formPage{Action: visit.Here(), Button: visit.Say("plans.owner_save"),
		Fields: []parts.Field{field.Wrong(visit.Voice, faults["owner"]), nameField(visit, "by", "plans.by", by).Wrong(visit.Voice, faults["by"])}}
	page.Errors = parts.NewErrorSummary(visit.Voice, page.Fields...)
	return d.showForm(c, visit, page, status, visit.Say("plans.owner_title"), &draft{plan: name})
}

func (d *door) saveOwner(c echo.Context) error {
	visit, err := d.open(c)
	if err != nil {
		return err
	}
	owner, by := c.FormValue("owner"), c.FormValue("by")
	err = d.house.Planner.OwnPlan(c.Request().Context(), c.Param("name"), owner, by)
	if faults := faultIn(visit, err); faults != nil {
		return d.showOwner(c, visit, http.StatusUnprocessableEntity, owner, by, faults)
	}
	if err != nil {
		return absent(visit, err)
	}
	return shell.Redirect(c, visit.Link(shell.Path("plans", c.Param("name")), "noted", "owner"))
}

// faultIn is the fault of one field of a form.
func faultIn(visit *shell.Visit, err error) map[string]string {
	var coded *model.Error
	if errors.As(err, &coded) && coded.Code == model.Invalid {
		return map[string]string{coded.Field: visit.Sentence(coded.Sentence)}
	}
	return nil
}
