package main

import (
	"strings"
	"testing"
)

// A setting of the environment stands where the flag is not given.
func TestServeIsSetInTheEnvironment(t *testing.T) {
	database := smallDatabase(t)
	for _, c := range []struct{ name, text, line, says string }{
		{"CATCHMENT_EXIT_TO", "nowhere", "", `--exit-to is "nowhere"; one of these is expected`},
		{"CATCHMENT_EXIT_TO", "nowhere", "--exit-to google --metrics 0.0.0.0:0", "--metrics is"},
		{"CATCHMENT_ADDRESS", "0.0.0.0:80", "", `--address is "0.0.0.0:80"`},
		{"CATCHMENT_METRICS", "0.0.0.0:0", "", `--metrics is "0.0.0.0:0"`},
		{"CATCHMENT_AS_OF", "tomorrow", "", "--as-of is"},
		{"CATCHMENT_DATABASE", "none.db", "", "There is no database none.db"},
		{"CATCHMENT_DATABASE", "none.db", "--database " + database + " --exit-to nowhere", "--exit-to is"},
		{"CATCHMENT_DEMO", "perhaps", "", `CATCHMENT_DEMO is "perhaps", which --demo does not take; true or false is expected.`},
		{"CATCHMENT_HELP", "yes", "--exit-to nowhere", "--exit-to is"},
	} {
		t.Run(c.name+" "+c.line, func(t *testing.T) {
			t.Setenv(c.name, c.text)
			line := append([]string{"serve"}, strings.Fields(c.line)...)
			if !strings.Contains(c.line, "--database") && c.name != "CATCHMENT_DATABASE" {
				line = append(line, "--database", database)
			}
			if c.name != "CATCHMENT_ADDRESS" {
				line = append(line, "--address", "127.0.0.1:0")
			}
			e := call(t, line...)
			if e.code != refused || !strings.Contains(e.err, c.says) {
				t.Errorf("exit code %d, says: %s", e.code, e.err)
			}
		})
	}
}
