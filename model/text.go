package model

import "strings"

func textOf[S ~string](values []S) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func joined(words []string) string { return strings.Join(words, ", ") }
