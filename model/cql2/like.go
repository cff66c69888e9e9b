package cql2

import "strings"

// like compares a text with a pattern (clause 7.2): % stands for any number of
// characters, _ for one, and \ takes the meaning from the character after it.
type like struct {
	x, pattern expression
	steps      []step
}

// step is a part of a pattern: one character, any one, or any number.
type step struct {
	r   rune
	one bool
	any bool
}

func newLike(x, pattern expression) *like {
	written := pattern.value(nil).(string) // a pattern names no property
	return &like{x: x, pattern: pattern, steps: steps(written)}
}

func steps(pattern string) []step {
	var all []step
	escaped := false
	for _, r := range pattern {
		switch {
		case escaped:
			all, escaped = append(all, step{r: r}), false
		case r == '\\':
			escaped = true
		case r == '%':
			if len(all) == 0 || !all[len(all)-1].any {
				all = append(all, step{any: true})
			}
		default:
			all = append(all, step{r: r, one: r == '_'})
		}
	}
	if escaped {
		all = append(all, step{r: '\\'})
	}
	return all
}

func (l *like) kind() Kind { return condition }

func (l *like) value(of values) any {
	text, known := l.x.value(of).(string)
	if !known {
		return nil
	}
	return fits([]rune(text), l.steps)
}

// fits tries the shortest stretch for the last % first and lengthens it: time
// grows with the product of the lengths, never faster.
func fits(text []rune, steps []step) bool {
	t, s, back, resume := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case s < len(steps) && steps[s].any:
			back, resume = s, t
			s++
		case s < len(steps) && (steps[s].one || steps[s].r == text[t]):
			t, s = t+1, s+1
		case back >= 0:
			resume++
			t, s = resume, back+1
		default:
			return false
		}
	}
	for s < len(steps) && steps[s].any {
		s++
	}
	return s == len(steps)
}

func (l *like) text(w *strings.Builder) { l.textWith(w, "") }

func (l *like) textWith(w *strings.Builder, not string) {
	l.x.text(w)
	w.WriteString(" " + not + "LIKE ")
	l.pattern.text(w)
}

func (l *like) tree() any { return calling("like", l.x, l.pattern) }
