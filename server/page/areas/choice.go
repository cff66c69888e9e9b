package areas

import (
	"strconv"

	"catchment/server/page/shell"
)

// choice is one of several ways to see a part of a page: a link, or plain
// words where it is the one shown.
type choice struct {
	Text, URL string
	Current   bool
}

// tierChoices leads to the same part of this page for each tier, with more of
// the address changed where pairs say so.
func tierChoices(visit *shell.Visit, current int, part string, pairs ...any) []choice {
	var out []choice
	for _, tier := range downwards {
		url := visit.Here(append([]any{"tier", tier, "type", "", "page", ""}, pairs...)...)
		out = append(out, choice{visit.Say("tier", "Tier", strconv.Itoa(tier)), url + "#" + part, tier == current})
	}
	return out
}
