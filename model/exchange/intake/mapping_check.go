package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"catchment/model"
)

// checker gathers what is wrong with a mapping.
type checker struct {
	at       model.Problem  // says where the mapping is
	entry    model.Sentence // "files[2] (lsoa.geojson)"
	table    table
	problems model.Problems
}

func (c *checker) wrong(expected model.Sentence) {
	problem := c.at
	if problem.Expected = expected; !c.entry.Empty() {
		problem.Expected = model.Say("%s: %s", c.entry, expected)
	}
	c.problems = append(c.problems, problem)
}

func (m *Mapping) check(at model.Problem) model.Problems {
	c := &checker{at: at}
	if len(m.Files) == 0 {
		c.wrong(model.Say("a mapping needs at least one entry under files"))
	}
	for i := range m.Files {
		c.entry = model.Said(fmt.Sprintf("files[%d] (%s)", i+1, model.Quoted(m.Files[i].File)))
		c.checkEntry(&m.Files[i])
	}
	return c.problems
}

func (c *checker) checkEntry(e *Entry) {
	c.checkName(e.File)
	var ok bool
	if c.table, ok = tableOf(e.Table); !ok {
		c.wrong(model.Say("the table %s is not one that Catchment reads", model.Quoted(e.Table)))
		return
	}
	filled := map[string]string{}
	for _, ours := range slices.Sorted(maps.Keys(e.Columns)) {
		c.checkColumn(filled, "columns", ours, e.Columns[ours])
	}
	for _, ours := range slices.Sorted(maps.Keys(e.Constants)) {
		c.checkColumn(filled, "constants", ours, e.Constants[ours])
	}
	for _, ours := range slices.Sorted(maps.Keys(e.Lists)) {
		c.checkColumn(filled, "lists", ours, e.Lists[ours]...)
		c.checkList(ours)
	}
	for i := range e.Lookups {
		c.checkLookup(filled, &e.Lookups[i])
	}
}

func (c *checker) checkLookup(filled map[string]string, l *Lookup) {
	c.checkName(l.File)
	if l.Match == "" || l.Key == "" {
		c.wrong(model.Say("a lookup needs match and key"))
	}
	if len(l.Columns)+len(l.Lists) == 0 {
		c.wrong(model.Say("the lookup in %s takes no columns", model.Quoted(l.File)))
	}
	for _, ours := range slices.Sorted(maps.Keys(l.Columns)) {
		c.checkColumn(filled, "lookups", ours, l.Columns[ours])
	}
	for _, ours := range slices.Sorted(maps.Keys(l.Lists)) {
		c.checkColumn(map[string]string{}, "lookups", ours, l.Lists[ours]...)
		c.checkList(ours)
	}
}

// checkColumn checks that a column is ours, is filled from somewhere, and is
// filled once.
func (c *checker) checkColumn(filled map[string]string, where, ours string, theirs ...string) {
	if c.table.find(ours) < 0 {
		c.wrong(model.Say("%s: %s is not a column of %s", where, model.Quoted(ours), c.table.name))
	}
	if len(theirs) == 0 || slices.Contains(theirs, "") {
		c.wrong(model.Say("%s: %s is filled from nothing", where, model.Quoted(ours)))
	}
	if before := filled[ours]; before != "" {
		c.wrong(model.Say("%s: %s is already filled under %s", where, model.Quoted(ours), before))
	}
	filled[ours] = where
}

func (c *checker) checkList(ours string) {
	if i := c.table.find(ours); i >= 0 && !c.table.columns[i].list {
		c.wrong(model.Say("lists: %s does not hold a list", model.Quoted(ours)))
	}
}

// checkName refuses what is not the plain name of a file beside the others.
func (c *checker) checkName(name string) {
	if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
		c.wrong(model.Say("the name of a file without a folder is expected, not %s", model.Quoted(name)))
	}
}
