package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchment/model"
)

// fromEnvironment sets the flags of a command that were not given from the
// environment: --exit-to from CATCHMENT_EXIT_TO, and so on.
func fromEnvironment(c *cobra.Command) error {
	var refused error
	c.Flags().VisitAll(func(f *pflag.Flag) {
		name := variable(f.Name)
		text := os.Getenv(name)
		if f.Changed || text == "" || f.Name == "help" || refused != nil {
			return
		}
		if err := f.Value.Set(text); err != nil {
			refused = &model.Error{Code: model.Invalid, Field: f.Name, Sentence: model.Said(fmt.Sprintf("%s is %q, which --%s does not take; %s is expected.", name, text, f.Name, expectedOf(f)))}
		}
	})
	return refused
}

func variable(flag string) string {
	return "CATCHMENT_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}
