package main

import (
	"os"
	"strings"
	"testing"

	"catchment/server/page/shell"
)

// README and the help name every page to which a quick exit can lead.
func TestExitsAreDocumented(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	help := mustCall(t, "serve", "--help").out
	for _, name := range shell.ExitNames() {
		if !strings.Contains(string(readme), "`"+name+"`") || !strings.Contains(help, name) {
			t.Errorf("%s is not in README and in the help", name)
		}
	}
}
