package cql2

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fold is CASEI or ACCENTI of a text (clauses 7.3 and 7.4).
type fold struct {
	name string
	arg  expression
}

var folds = map[string]func(string) string{
	"casei":   casei,
	"accenti": accenti,
}

// casei gives texts that differ only in case one form; ß is as ss.
func casei(text string) string { return norm.NFC.String(cases.Fold().String(text)) }

// strokes are letters whose mark Unicode counts as part of the letter.
var strokes = strings.NewReplacer(
	"ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D", "ħ", "h", "Ħ", "H",
	"ŧ", "t", "Ŧ", "T", "ı", "i", "æ", "ae", "Æ", "AE", "œ", "oe", "Œ", "OE",
)

// accenti takes the marks off letters: Tŷ is as Ty, Dŵr as Dwr.
func accenti(text string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
	return norm.NFC.String(strokes.Replace(bare))
}

func (f *fold) kind() Kind { return Text }

func (f *fold) value(of values) any {
	if text, known := f.arg.value(of).(string); known {
		return folds[f.name](text)
	}
	return nil
}

func (f *fold) text(w *strings.Builder) {
	w.WriteString(strings.ToUpper(f.name) + "(")
	f.arg.text(w)
	w.WriteByte(')')
}

func (f *fold) tree() any { return calling(f.name, f.arg) }
