package directory

import (
	"strings"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/page/parts"
	"catchment/server/page/shell"
)

// hiddenColumns are left out for the public: what is commercial.
var hiddenColumns = map[string]bool{"annual_cost": true, "funder": true}

// recorded lists every column of the service as it is held, in the order of
// the file.
func (p *servicePage) recorded() parts.SummaryList {
	var out parts.SummaryList
	for _, column := range planner.ColumnsOf("services") {
		if p.full() || !hiddenColumns[column.Name] {
			row := parts.SummaryRow{Name: p.Say("directory.column_" + column.Name)}
			p.value(&row, column.Name, column.Text(&p.is.Service))
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}

// value sets out one cell of a file: what refers to a thing leads to it, words
// of a fixed list are said in full, lists are joined.
func (p *servicePage) value(row *parts.SummaryRow, column, text string) {
	if text == "" {
		none := parts.NotStated(p.Voice, "")
		row.Figure = &none
		return
	}
	s := p.is
	switch column {
	case "provider":
		row.Links = []parts.Link{p.Provider}
	case "service_type":
		row.Links = []parts.Link{{Text: p.TypeName(s.Type), URL: p.Link("/method") + "#type-" + s.Type.Key}}
	case "programme":
		row.Links = []parts.Link{p.programmeLink(s)}
	case "parallel_service":
		row.Links = []parts.Link{p.parallelLink(text)}
	case "areas_served":
		row.Links = p.served()
	case "name_cy":
		row.Lines, row.Lang = []string{text}, p.unless(words.Welsh)
	case "name":
		row.Lines, row.Lang = []string{text}, p.unless(words.English)
	default:
		row.Lines = p.said(column, text)
	}
}

// said writes the value of a column that refers to nothing.
func (p *servicePage) said(column, text string) []string {
	s := p.is
	families := map[string]string{"mode": "mode", "capacity_unit": "unit", "languages": "language", "by_and_for": "by_and_for", "excludes": "attribute_short"}
	if family, ok := families[column]; ok {
		var list []string
		for _, value := range strings.Split(text, ";") {
			list = append(list, p.Term(family, strings.TrimSpace(value)))
		}
		return list
	}
	switch column {
	case "start", "end", "contract_end", "licence_start", "licence_end":
		return []string{p.Date(model.Date(text))}
	case "annual_cost":
		return []string{p.Money(*s.AnnualCost)}
	}
	return []string{text}
}

func (p *servicePage) programmeLink(s *disclosure.Service) parts.Link {
	if s.Programme == nil {
		return parts.Link{Text: s.Service.Programme}
	}
	return parts.Link{Text: p.Text(s.Programme.Name, s.Programme.NameCy), Lang: p.Lang(s.Programme.Name, s.Programme.NameCy), URL: p.Link(shell.Path("programmes", s.Programme.Key))}
}

func (p *servicePage) parallelLink(key string) parts.Link {
	other, err := p.View.Service(key)
	if err != nil {
		return parts.Link{Text: key}
	}
	return parts.Link{Text: p.Text(other.Name, other.NameCy), Lang: p.Lang(other.Name, other.NameCy), URL: p.Link(shell.Path("services", key))}
}

// unless gives a lang attribute where a text is not in the page's language.
func (p *servicePage) unless(language words.Language) string {
	if p.Language() == language {
		return ""
	}
	return string(language)
}
