package api

import (
	"testing"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/planner"
)

// Who made a change, and what it came from, are said in the reader's language.
func TestARevisionSpeaksTheReadersLanguage(t *testing.T) {
	past := func(actor, action, source string, undoes int) planner.Past {
		return planner.Past{Revision: model.Revision{Actor: actor, Action: action, Source: source, Undoes: undoes}}
	}
	cases := []struct {
		past          planner.Past
		language      words.Language
		actor, source string
	}{
		{past(model.OnCommandLine, "import", "services.csv", 0), words.English, "command line", "services.csv"},
		{past(model.OnCommandLine, "import", "services.csv", 0), words.Welsh, "llinell orchymyn", "services.csv"},
		{past(model.ByAPI, "undo", "", 3), words.Welsh, "API ar y peiriant hwn", "diwygiad 3"},
		{past("Rhian", "edit", "services refuge-1", 0), words.Welsh, "Rhian", "gwasanaeth refuge-1"},
	}
	for _, c := range cases {
		row := revisionRowOf(c.past, words.In(c.language))
		if row.Actor != c.actor || row.Source != c.source {
			t.Errorf("%s in %s: %q from %q, want %q from %q", c.past.Actor, c.language, row.Actor, row.Source, c.actor, c.source)
		}
	}
}
