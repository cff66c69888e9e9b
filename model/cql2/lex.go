package cql2

import (
	"fmt"
	"strings"
	"unicode"
)

type tokenKind int

const (
	endToken tokenKind = iota
	nameToken
	quotedName
	textToken
	numberToken
	signToken
	badToken
)

// token is a word of CQL2 text, at a character counted from 1.
type token struct {
	kind   tokenKind
	at     int
	text   string // without quotes; of a bad token, what is expected there
	number float64
}

// found names a token in a sentence.
func (t token) found() string {
	switch t.kind {
	case endToken:
		return "the end"
	case textToken:
		return "the text '" + shortened(t.text) + "'"
	}
	return `"` + shortened(t.text) + `"`
}

// shortened keeps a sentence a sentence.
func shortened(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}

// is says whether a token is a word or a sign, whatever its case.
func (t token) is(word string) bool {
	return (t.kind == nameToken || t.kind == signToken) && strings.EqualFold(t.text, word)
}

// lexer cuts text into tokens. What cannot be a token ends the list as a bad
// token, which the parser reports when it gets there.
type lexer struct {
	runes  []rune
	next   int
	tokens []token
}

func lex(text string) []token {
	l := &lexer{runes: []rune(text)}
	for {
		l.skipSpace()
		t := l.token()
		l.tokens = append(l.tokens, t)
		if t.kind == endToken || t.kind == badToken {
			return l.tokens
		}
	}
}

func (l *lexer) skipSpace() {
	for l.next < len(l.runes) && unicode.IsSpace(l.runes[l.next]) {
		l.next++
	}
}

// peek is the character n places on, 0 after the end.
func (l *lexer) peek(n int) rune {
	if l.next+n < len(l.runes) {
		return l.runes[l.next+n]
	}
	return 0
}

func (l *lexer) token() token {
	at, r := l.next+1, l.peek(0)
	switch {
	case l.next == len(l.runes):
		return token{kind: endToken, at: at}
	case r == '\'':
		return l.quoted(at, textToken, '\'')
	case r == '"':
		return l.quoted(at, quotedName, '"')
	case nameStart(r):
		return l.name(at)
	case digit(r) || r == '.' && digit(l.peek(1)):
		return l.numeral(at)
	}
	return l.sign(at)
}

func (l *lexer) name(at int) token {
	for namePart(l.peek(0)) {
		l.next++
	}
	return token{kind: nameToken, at: at, text: string(l.runes[at-1 : l.next])}
}

// sign is one of the signs of CQL2, the longest that fits.
func (l *lexer) sign(at int) token {
	r := l.peek(0)
	l.next++
	switch {
	case r == '<' && (l.peek(0) == '=' || l.peek(0) == '>'), r == '>' && l.peek(0) == '=':
		l.next++
	case !strings.ContainsRune("=<>()+-*/%^,", r):
		return token{kind: badToken, at: at, text: fmt.Sprintf("a word, a number or a sign of CQL2 is expected, but %q was found", r)}
	}
	return token{kind: signToken, at: at, text: string(l.runes[at-1 : l.next])}
}

// quoted reads to the closing quote. Two quotes stand for one; in a text, \'
// does too.
func (l *lexer) quoted(at int, kind tokenKind, quote rune) token {
	var w strings.Builder
	for l.next++; l.next < len(l.runes); l.next++ {
		r, following := l.peek(0), l.peek(1)
		switch {
		case r == quote && following == quote, r == '\\' && following == quote && kind == textToken:
			l.next++
			w.WriteRune(quote)
		case r == quote:
			l.next++
			return token{kind: kind, at: at, text: w.String()}
		default:
			w.WriteRune(r)
		}
	}
	return token{kind: badToken, at: at, text: fmt.Sprintf("a closing %c is expected for this quote, but the end was found", quote)}
}
