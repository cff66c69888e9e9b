package compare

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"

	"catchment/model/coverage"
	"catchment/model/disclosure"
	"catchment/server/page/shell"
)

// writer writes the rows of a page. What repeats in each cell is prepared.
type writer struct {
	*choice
	strings.Builder
	words  map[coverage.Status]string // said for the shapes
	labels [9]string                  // of coverage and GP1 to GP8, for a phone
}

var shapes = map[coverage.Status]string{coverage.Gap: "gap", coverage.Partial: "partial", coverage.Sufficient: "sufficient", coverage.NotKnown: "unknown", "": "suppressed"}

// rows writes the areas of a page. Text from outside is escaped here, for no
// template does it.
func (ch *choice) rows(list []*area) template.HTML {
	w := &writer{choice: ch, words: map[coverage.Status]string{"": html.EscapeString(ch.Say("parts.status_suppressed"))}}
	for _, status := range []coverage.Status{coverage.Gap, coverage.Partial, coverage.Sufficient, coverage.NotKnown} {
		w.words[status] = html.EscapeString(ch.Term("status", status))
	}
	w.labels[0] = html.EscapeString(ch.Say("coverage"))
	for g := 1; g < len(w.labels); g++ {
		w.labels[g] = "GP" + strconv.Itoa(g)
	}
	w.Grow(300 * len(list) * len(ch.tiers) * 9)
	for _, a := range list {
		w.area(a)
	}
	return template.HTML(w.String())
}

// area writes a body of one row a tier, so that an area is not torn apart.
func (w *writer) area(a *area) {
	w.WriteString("<tbody>")
	for i, tier := range w.tiers {
		l := &a.tiers[tier-1]
		w.WriteString("<tr>")
		if i == 0 {
			w.head(a)
		}
		if len(w.tiers) > 1 {
			w.WriteString(`<th scope="row" class="compare__tier">` + html.EscapeString(w.Say("tier", "Tier", tier)) + "</th>")
		}
		w.WriteString(`<td class="num compare__need" data-label="` + html.EscapeString(w.Say("need")) + `">` + w.need(l) + "</td>")
		explain := html.EscapeString(w.Link(shell.Path("areas", a.Code, "explain"), "tier", tier))
		w.cell(0, l.coverage, explain)
		for g := range l.indicators {
			w.cell(g+1, l.indicators[g], explain+"&amp;indicator=GP"+strconv.Itoa(g+1))
		}
		w.WriteString("</tr>\n")
	}
	w.WriteString("</tbody>\n")
}

func (w *writer) head(a *area) {
	w.WriteString(`<th scope="rowgroup" class="compare__area" rowspan="` + strconv.Itoa(len(w.tiers)) + `"><a href="` + html.EscapeString(w.Link(shell.Path("areas", a.Code))) + `"`)
	w.lang(w.Lang(a.Name, a.NameCy))
	w.WriteString(">" + html.EscapeString(w.Text(a.Name, a.NameCy)) + "</a>")
	if other := w.Other(a.Name, a.NameCy); other != "" {
		w.WriteString(` <span class="below" lang="` + string(w.OtherLanguage()) + `">` + html.EscapeString(other) + "</span>")
	}
	w.WriteString("</th>")
}

func (w *writer) lang(lang string) {
	if lang != "" {
		w.WriteString(` lang="` + lang + `"`)
	}
}

func (w *writer) need(l *line) string {
	if l.needState == disclosure.Suppressed {
		return "*"
	}
	return html.EscapeString(w.Children(l.need))
}

// cell writes a shape with its word and a range; the public has no terms to
// go on to.
func (w *writer) cell(column int, f figure, url string) {
	shape := shapes[f.status]
	w.WriteString(`<td class="c c--` + shape + `" data-label="` + w.labels[column] + `">`)
	if w.Audience != disclosure.Public {
		w.WriteString(`<a href="` + url + `">`)
	}
	w.WriteString(`<svg class="shape shape--` + shape + `" role="img" aria-label="` + w.words[f.status] + `" width="11" height="11"><use href="#c-` + shape + `"/></svg>`)
	w.WriteString(w.spread(f))
	if w.Audience != disclosure.Public {
		w.WriteString("</a>")
	}
	w.WriteString("</td>")
}

// spread is the range of a cell.
func (w *writer) spread(f figure) string {
	switch {
	case f.status == "":
		return "*"
	case math.IsNaN(f.high):
		return w.Percent(f.low)
	}
	return w.PercentRange(f.low, f.high)
}
