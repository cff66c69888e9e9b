package guide

import (
	"strconv"

	"catchment/frontend/words"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// article is every page of the guide: what it holds, then its sections, one
// below the other. Template "guide/article".
type article struct {
	shell.Page
	Contents []parts.Link
	Sections []section
}

// section is a head with what is said below it, in the order of the fields.
type section struct {
	ID, Title, Lead string
	Link            *parts.Link
	Formulas, Lines []string
	Items           []item
	Summary         *parts.SummaryList
	Snippets        []snippet
	Tables          []table
	Legend          *parts.LevelsLegend
	Empty           string // why there is nothing
	Links           []parts.Link
}

// item is one point of a list; Term stands before it in bold.
type item struct {
	Term string
	text
}

// text is words with where they lead, and their language where it is not the
// page's.
type text struct{ Text, URL, Lang string }

// table is a plain table; the first cell of a row is its head.
type table struct {
	ID, Caption string
	Quiet       bool // the caption is heard, not seen
	Heads       []column
	Rows        []row
}

type column struct {
	Text   string
	Number bool
}

type row struct {
	ID    string
	Cells []cell
}

// cell is one cell; what stands in Below is smaller, line by line. Number and
// Label are those of its column.
type cell struct {
	text
	Lines  []string // below the text, as large
	Strong bool
	Tag    string
	Figure *parts.Figure
	Below  []text
	Number bool
	Label  string
}

// add gives a row its place below the heads.
func (t *table) add(id string, cells ...cell) {
	for i := range cells {
		cells[i].Label, cells[i].Number = t.Heads[i].Text, t.Heads[i].Number
	}
	t.Rows = append(t.Rows, row{id, cells})
}

// newTable heads a table with the messages of keys; a key with "#" before it
// is a column of numbers.
func newTable(v *words.Voice, id, caption string, keys ...string) table {
	t := table{ID: id, Caption: v.Say(caption)}
	for _, key := range keys {
		head := column{}
		if key[0] == '#' {
			key, head.Number = key[1:], true
		}
		head.Text = v.Say(key)
		t.Heads = append(t.Heads, head)
	}
	return t
}

func plain(said string) cell { return cell{text: text{Text: said}} }

// stated is words that a source gave in English; without them it is not
// stated.
func stated(v *words.Voice, english string) cell {
	if english == "" {
		none := parts.NotStated(v, "")
		return cell{Figure: &none}
	}
	return cell{text: inEnglish(v, english)}
}

// inEnglish is text that is held in English alone.
func inEnglish(v *words.Voice, said string) text {
	return text{Text: said, Lang: unless(v, words.English)}
}

// unless is a lang attribute for a text that is not in the voice's language.
func unless(v *words.Voice, language words.Language) string {
	if v.Language() == language {
		return ""
	}
	return string(language)
}

// inTurn gives the messages key_1, key_2, … as far as they go.
func inTurn(v *words.Voice, key string) []string {
	var out []string
	for n := 1; v.Has(key + "_" + strconv.Itoa(n)); n++ {
		out = append(out, v.Say(key+"_"+strconv.Itoa(n)))
	}
	return out
}

// said is a section whose words are all in the catalogue: guide.KEY is its
// title, guide.KEY_formula_n and guide.KEY_n what stands below.
func said(v *words.Voice, id, key string) section {
	s := section{ID: id, Title: v.Say("guide." + key), Formulas: inTurn(v, "guide."+key+"_formula"), Lines: inTurn(v, "guide."+key)}
	for _, line := range inTurn(v, "guide."+key+"_item") {
		s.Items = append(s.Items, item{text: text{Text: line}})
	}
	return s
}

// list names the sections at the top.
func (a *article) list() {
	for _, s := range a.Sections {
		if s.ID != "" {
			a.Contents = append(a.Contents, parts.Link{Text: s.Title, URL: "#" + s.ID})
		}
	}
}

// crumbs says where the page stands, in place of an area.
func (a *article) crumbs(above ...parts.Link) {
	a.Context.ChooseURL = ""
	a.Context.Crumbs = nil
	for _, link := range above {
		a.Context.Crumbs = append(a.Context.Crumbs, shell.Crumb{Text: link.Text, URL: link.URL, Lang: link.Lang})
	}
	a.Context.Crumbs = append(a.Context.Crumbs, shell.Crumb{Text: a.Title, Lang: a.TitleLang})
}
