package ogc

import (
	"fmt"
	"strconv"

	"catchment/model/feature"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// page is any resource as people read it.
type page struct {
	shell.Page
	Sections []section
	Forms    []parts.Link // the same for programs
}

// section is a part of a page: a form, words, links and a table, each where
// there is one.
type section struct {
	ID, Title, Lead string
	Form            *query
	Links           []parts.Link
	Table           *table
	Code            string
	Pages           *parts.Pagination
}

type table struct {
	Caption string
	Heads   []string
	Rows    [][]cell
}

type cell struct{ Text, URL string }

// IsLong says that a text needs room, so that its row does not grow tall.
func (c cell) IsLong() bool { return len(c.Text) > 60 }

// query is a form that asks for features.
type query struct {
	Action              string
	Filter, BBox, Limit string
	Hidden              []shell.Pair
}

// crumbs lead back to what a resource is found from.
func (a *asked) crumbs(title string) []shell.Crumb {
	out := []shell.Crumb{{Text: a.voice.Say("ogc.title"), URL: a.url(nil, "f", "html")}}
	if id := a.c.Param("collection"); id != "" {
		out = append(out, shell.Crumb{Text: a.voice.Say("ogc.collections"), URL: a.url([]string{"collections"}, "f", "html")})
		if c, ok := a.set.Collection(id); ok {
			name, _ := a.named(c)
			out = append(out, shell.Crumb{Text: name, URL: a.url([]string{"collections", id}, "f", "html")})
		}
	}
	if last := len(out) - 1; out[last].Text == title {
		out[last].URL = ""
		return out
	}
	return append(out, shell.Crumb{Text: title})
}

// forms leads to what programs read.
func (a *asked) forms(r resource) []parts.Link {
	var out []parts.Link
	for _, l := range r.links {
		if l.Rel == "alternate" && l.Type != "text/html" {
			out = append(out, parts.Link{Text: l.Title, URL: l.Href})
		}
	}
	return out
}

// listed makes links for people of those that programs get.
func listed(links []link) []parts.Link {
	var out []parts.Link
	for _, l := range links {
		if l.Rel != "self" && l.Rel != "alternate" && !l.Templated && l.Title != "" && (len(out) == 0 || out[len(out)-1].Text != l.Title) {
			out = append(out, parts.Link{Text: l.Title, URL: l.Href})
		}
	}
	return out
}

// properties is the table of a collection's columns.
func (a *asked) columnTable(c *feature.Collection) *table {
	t := &table{Caption: a.voice.Say("ogc.properties"), Heads: []string{a.voice.Say("ogc.head_property"), a.voice.Say("ogc.head_type"), a.voice.Say("ogc.head_meaning")}}
	for _, column := range c.Columns {
		t.Rows = append(t.Rows, []cell{{Text: column.Name}, {Text: a.voice.Say("ogc.type_" + string(column.Type))}, {Text: a.columnDoc(column.Name)}})
	}
	return t
}

// itemsSections shows the features of an answer as a table, with the form that
// asks for others.
func (d *door) itemsSections(a *asked, p *portion, next string) []section {
	c := p.collection
	form := &query{Action: a.url([]string{"collections", c.ID, "items"}), Filter: a.query.Get("filter"), BBox: a.query.Get("bbox"), Limit: a.query.Get("limit")}
	for _, name := range []string{"on", "for"} {
		if value := a.query.Get(name); value != "" {
			form.Hidden = append(form.Hidden, shell.Pair{Name: name, Value: value})
		}
	}
	t := &table{Caption: a.voice.Say("ogc.items"), Heads: []string{a.voice.Say("ogc.head_id")}}
	for _, column := range c.Columns {
		t.Heads = append(t.Heads, column.Name)
	}
	for _, at := range p.chosen {
		row := []cell{{c.FeatureID(at), a.url([]string{"collections", c.ID, "items", c.FeatureID(at)}, "f", "html")}}
		for i := range c.Columns {
			row = append(row, cell{Text: shown(c.Value(at, i))})
		}
		t.Rows = append(t.Rows, row)
	}
	pages := &parts.Pagination{Label: a.voice.Say("ogc.pages"), Showing: a.voice.Say("ogc.showing",
		"Shown", len(p.chosen), "Begin", min(p.begin+1, p.matched), "Matched", p.matched)}
	if next != "" {
		pages.Next = &parts.Link{Text: a.voice.Say("ogc.next"), URL: next, Hidden: c.ID}
	}
	return []section{{ID: "ask", Title: a.voice.Say("ogc.ask"), Form: form}, {ID: "features", Title: a.voice.Say("ogc.items"), Table: t, Pages: pages}}
}

func (a *asked) featureSections(c *feature.Collection, at int) []section {
	t := &table{Caption: a.voice.Say("ogc.properties"), Heads: []string{a.voice.Say("ogc.head_property"), a.voice.Say("ogc.head_value"), a.voice.Say("ogc.head_meaning")}}
	for i, column := range c.Columns {
		value := cell{Text: shown(c.Value(at, i))}
		if column.Name == "area_code" || c.Kind != "" && column.Name == "code" {
			value.URL = a.visit.Link(shell.Path("areas", value.Text))
		}
		t.Rows = append(t.Rows, []cell{{Text: column.Name}, value, {Text: a.columnDoc(column.Name)}})
	}
	return []section{{ID: "properties", Title: a.voice.Say("ogc.properties"), Table: t}}
}

// shown writes a value as programs read it.
func shown(value any) string {
	switch value := value.(type) {
	case nil:
		return "–"
	case float64:
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}
