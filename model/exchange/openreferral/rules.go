package openreferral

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"unicode"

	"catchment/model"
)

// Ignored is what a rule says in place of a type where a service is none of
// ours: it is neither imported nor listed.
const Ignored = "ignore"

// Rules say of which type a service is. The first that fits holds.
type Rules []Rule

// Rule fits a service where all words of one of its phrases stand in the
// name of the service or in one of its terms, or where one of its terms is the
// whole name or code of a term.
type Rule struct {
	Type   string
	Mode   model.Mode // of services that come new; "" is at the agency
	words  [][]string
	terms  []string
	number int
	file   string
}

//go:embed rules.csv
var builtIn []byte

// BuiltIn are the rules that come along.
func BuiltIn() Rules {
	rules, _ := ReadRules("rules.csv", builtIn) // a test holds it to be free of faults
	return rules
}

var ruleColumns = []string{"service_type", "words", "terms", "mode"}

// ReadRules reads a table of rules: service_type, words, terms and mode. Words
// and terms are lists with semicolons.
func ReadRules(file string, text []byte) (Rules, model.Problems) {
	var rules Rules
	var problems model.Problems
	read := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, mark)))
	read.FieldsPerRecord = -1
	columns := map[string]int{}
	for row := 1; ; row++ {
		cells, err := read.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, append(problems, model.Problem{File: file, Row: row, Expected: model.Say("a table of rules as CSV is expected; this row cannot be read")})
		}
		if row == 1 {
			for i, name := range cells {
				columns[strings.ToLower(strings.TrimSpace(name))] = i
			}
			for _, name := range ruleColumns[:2] {
				if _, ok := columns[name]; !ok {
					problems = append(problems, model.Problem{File: file, Row: 1, Column: name, Expected: model.Say("a column of this name is expected")})
				}
			}
			continue
		}
		cell := func(name string) string {
			if i, ok := columns[name]; ok && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}
		rule, fault := ruleOf(cell)
		rule.number, rule.file = row, file
		if fault != nil {
			fault.File, fault.Row = file, row
			problems = append(problems, *fault)
			continue
		}
		rules = append(rules, rule)
	}
	return rules, problems
}

func ruleOf(cell func(string) string) (Rule, *model.Problem) {
	rule := Rule{Type: cell("service_type"), Mode: model.Mode(strings.ToLower(cell("mode")))}
	if rule.Type == "" {
		return rule, &model.Problem{Column: "service_type", Expected: model.Say("a service type, or %s, is expected", Ignored), Found: model.Quoted("")}
	}
	if modes := rule.Mode.Values(); rule.Mode != "" && !slices.Contains(modes, string(rule.Mode)) {
		return rule, &model.Problem{Column: "mode", Expected: model.Say("one of %s is expected", strings.Join(modes, ", ")), Found: model.Quoted(string(rule.Mode))}
	}
	for phrase := range strings.SplitSeq(cell("words"), ";") {
		if words := wordsOf(phrase); len(words) > 0 {
			rule.words = append(rule.words, words)
		}
	}
	for term := range strings.SplitSeq(cell("terms"), ";") {
		if term = strings.ToLower(strings.TrimSpace(term)); term != "" {
			rule.terms = append(rule.terms, term)
		}
	}
	if len(rule.words)+len(rule.terms) == 0 {
		return rule, &model.Problem{Column: "words", Expected: model.Say("words or terms are expected: a rule without them would fit every service")}
	}
	return rule, nil
}

// wordsOf are the words of a text, in small letters. An apostrophe or a hyphen
// is part of a word.
func wordsOf(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(text), "’", "'")
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '-'
	})
}

// typeOf gives the first rule that fits a service.
func (rules Rules) typeOf(s *service) *Rule {
	texts := [][]string{wordsOf(s.name)}
	var terms []string
	for _, term := range s.terms {
		texts = append(texts, wordsOf(term))
		terms = append(terms, strings.ToLower(term))
	}
	for i := range rules {
		if rules[i].fits(texts, terms) {
			return &rules[i]
		}
	}
	return nil
}

// sounds says whether anything that a service says, or the name of its
// organisation, has the words of a rule for a type of a sort.
func (rules Rules) sounds(s *service, org *organization, sort func(name string) bool) bool {
	texts := [][]string{wordsOf(s.name), wordsOf(org.name)}
	for sentence := range strings.FieldsFuncSeq(withoutMarks(textAt(s.raw, "description")), func(r rune) bool { return strings.ContainsRune(".!?;:", r) }) {
		texts = append(texts, wordsOf(sentence))
	}
	for _, term := range s.terms {
		texts = append(texts, wordsOf(term))
	}
	return slices.ContainsFunc(rules, func(r Rule) bool { return sort(r.Type) && r.fits(texts, nil) })
}

func (r *Rule) fits(texts [][]string, terms []string) bool {
	if slices.ContainsFunc(r.terms, func(term string) bool { return slices.Contains(terms, term) }) {
		return true
	}
	for _, phrase := range r.words {
		for _, text := range texts {
			if !slices.ContainsFunc(phrase, func(word string) bool { return !slices.Contains(text, word) }) {
				return true
			}
		}
	}
	return false
}

// unknown are the rules that name no type there is.
func (rules Rules) unknown(types map[string]*model.ServiceType) model.Problems {
	var out model.Problems
	for _, r := range rules {
		if r.Type != Ignored && types[r.Type] == nil {
			out = append(out, model.Problem{File: r.file, Row: r.number, Column: "service_type", Found: model.Quoted(r.Type),
				Expected: model.Say("a service type that there is, or %s, is expected", Ignored)})
		}
	}
	return out
}
