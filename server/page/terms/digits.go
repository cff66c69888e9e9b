package terms

import (
	"math"
	"strings"

	"catchment/server/page/parts"
)

// digits writes a figure with four digits, so that figures multiply out on
// the page; whole thousands have all of theirs.
func (a *asked) digits(x float64) string {
	size := math.Abs(x)
	switch {
	case x == 0:
		return "0"
	case size < 5e-5:
		return a.Say("terms.tiny")
	case size >= 1000:
		return a.Number(x, 0)
	}
	decimals := 3 - int(math.Floor(math.Log10(size)))
	text := a.Number(x, decimals)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

func number(text string) cell { return cell{Text: text, Number: true} }

func (a *asked) figure(x float64) cell { return number(a.digits(x)) }

// heads makes heads of keys; behind a # they are of figures.
func (a *asked) heads(keys ...string) []head {
	var out []head
	for _, key := range keys {
		bare, isNumber := strings.CutPrefix(key, "#")
		out = append(out, head{a.Say(bare), isNumber})
	}
	return out
}

// term is a box of a derivation.
func term(operator, label, value string) parts.Term {
	return parts.Term{Operator: operator, Label: label, Value: value}
}

func result(label, value, note string) parts.Term {
	return parts.Term{Operator: "=", Label: label, Value: value, Note: note, Result: true}
}

func (a *asked) derive(label string, terms ...parts.Term) []parts.Derivation {
	return []parts.Derivation{parts.NewDerivation(a.Voice, label, terms...)}
}

// size is how many areas a table has on a page.
const size = 50

// paged cuts a list of areas to the page that is asked for.
func paged[T any](a *asked, list []T) ([]T, *parts.Pagination) {
	if len(list) <= size {
		return list, nil
	}
	page := min(a.page, (len(list)+size-1)/size)
	p := parts.NewPagination(a.Voice, page, size, len(list), func(p int) string { return a.Here("page", p) + "#areas" })
	return list[(page-1)*size : min(len(list), page*size)], &p
}

// setting leads to where a setting of the method stands with its source.
func (a *asked) setting(text, anchor string) *parts.Link {
	return &parts.Link{Text: text, URL: a.Link("/method") + "#" + anchor}
}
