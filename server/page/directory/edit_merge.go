package directory

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"catchment/model"
	"catchment/model/field"
	"catchment/model/planner"
	"catchment/server/page/shell"
)

// wasPrefix stands before the names of the hidden fields that hold what the
// form began with.
const wasPrefix = "was."

// readBefore takes what the form began with, so that it shows which columns
// this person has touched.
func (n *draftNoun) readBefore(form url.Values) {
	n.before = maps.Clone(n.known.Columns)
	for column := range n.before {
		if was, ok := form[wasPrefix+column]; ok && !n.same(column, was[0], n.before[column]) {
			n.before[column] = was[0]
		}
	}
}

// settle leaves what was not touched byte for byte as it was, and lists in the
// order that they had.
func (n *draftNoun) settle() {
	if n.key == "" {
		return
	}
	for column, typed := range n.texts {
		switch was := n.before[column]; {
		case n.same(column, typed, was):
			n.texts[column] = was
		case n.isList(column):
			n.texts[column] = inOrderOf(was, typed)
		}
	}
}

// touched gives the columns that differ from what the form began with; of a
// new noun all. Those of a place go along, since they may have to go.
func (n *draftNoun) touched() map[string]string {
	if n.key == "" {
		return n.texts
	}
	out := map[string]string{}
	for column, typed := range n.texts {
		if !n.same(column, typed, n.before[column]) || slices.Contains(placeColumns, column) {
			out[column] = typed
		}
	}
	return out
}

// same compares as a browser sends: without line ends and blanks around, and
// lists in any order.
func (n *draftNoun) same(column, a, b string) bool {
	if !n.isList(column) {
		return flat(a) == flat(b)
	}
	x, y := field.List(a), field.List(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

func flat(text string) string {
	return strings.TrimSpace(strings.NewReplacer("\r", "", "\n", "").Replace(text))
}

func (n *draftNoun) isList(column string) bool {
	ask := askingOf(n.table, column)
	return ask == askSome || ask == askAreas
}

// inOrderOf puts the parts of a list that were there before first, as they
// stood.
func inOrderOf(before, typed string) string {
	kept, fresh := []string{}, field.List(typed)
	for _, part := range field.List(before) {
		if slices.Contains(fresh, part) {
			kept = append(kept, part)
		}
	}
	fresh = slices.DeleteFunc(fresh, func(part string) bool { return slices.Contains(kept, part) })
	return strings.Join(append(kept, fresh...), ";")
}

// overtaken shows the form over what the others made of the noun.
func (d *door) overtaken(c echo.Context, visit *shell.Visit, noun *draftNoun, by *planner.Overtaken) error {
	now, err := d.house.Planner.Form(noun.table, noun.key)
	if err != nil {
		return absent(visit, err)
	}
	noun.rebase(visit, now)
	return d.showForm(c, visit, noun, http.StatusConflict, conflictOf(visit, by))
}

// rebase takes over what others changed where this person touched nothing,
// keeps what this person changed, and marks what both did: so saving again
// reverts nothing unseen.
func (n *draftNoun) rebase(visit *shell.Visit, now *planner.Form) {
	for column, theirs := range now.Columns {
		mine, was := n.texts[column], n.before[column]
		said := func(text string) string { return inWords(visit, n.table, column, text) }
		hidden := slices.Contains(placeColumns, column) && now.Columns["disclosure"] != string(model.Public)
		switch {
		case hidden || n.same(column, mine, was):
			n.texts[column] = theirs
		case !n.same(column, theirs, was) && !n.same(column, mine, theirs):
			n.faults[column] = visit.Say("edit.conflict_both", "Label", columnLabel(visit, column), "Mine", said(mine), "Theirs", said(theirs), "Was", said(was))
		}
	}
	n.known, n.before, n.base = now, maps.Clone(now.Columns), now.Revision
}
