package cql2

import (
	"fmt"
	"strconv"
)

func digit(r rune) bool { return r >= '0' && r <= '9' }

// numeral reads an unsigned number; a sign is a token of its own.
func (l *lexer) numeral(at int) token {
	l.digits()
	if l.peek(0) == '.' {
		l.next++
		l.digits()
	}
	if e := l.peek(0); e == 'e' || e == 'E' {
		l.exponent()
	}
	text := string(l.runes[at-1 : l.next])
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return token{kind: badToken, at: at, text: fmt.Sprintf("a number that can be held is expected, but %q was found", shortened(text))}
	}
	if namePart(l.peek(0)) {
		return token{kind: badToken, at: at, text: fmt.Sprintf("a number is expected, but %q goes on with %q; a name that begins with a digit stands in double quotes", shortened(text), l.peek(0))}
	}
	return token{kind: numberToken, at: at, text: text, number: number}
}

func (l *lexer) digits() {
	for digit(l.peek(0)) {
		l.next++
	}
}

// exponent goes on only where digits follow.
func (l *lexer) exponent() {
	skip := 1
	if s := l.peek(1); s == '+' || s == '-' {
		skip = 2
	}
	if digit(l.peek(skip)) {
		l.next += skip
		l.digits()
	}
}
