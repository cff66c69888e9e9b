package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchment/model"
	"catchment/model/planner"
	"catchment/server/routing"
)

// engineFlags name the routing engine that journeys to candidates are asked of.
type engineFlags struct {
	engine, profile string
	batch           int
}

func (f *engineFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.engine, "engine", "", "`ADDRESS` of a routing engine for journeys to candidates of a plan, like http://127.0.0.1:5000")
	flags.StringVar(&f.profile, "profile", "driving", "`PROFILE` of the engine: driving, walking or what else it has")
	flags.IntVar(&f.batch, "batch", 100, "how many `COORDINATES` to send it at once, 2 to 10000, at most what it takes")
}

// fromEnvironment reads these flags, and no others, from the environment where
// they are not given.
func (f *engineFlags) fromEnvironment(c *cobra.Command) error {
	for _, name := range []string{"engine", "profile", "batch"} {
		text := os.Getenv(variable(name))
		if text == "" || c.Flags().Changed(name) {
			continue
		}
		if err := c.Flags().Set(name, text); err != nil {
			return &model.Error{Code: model.Invalid, Field: name, Sentence: model.Said(fmt.Sprintf("%s is %q, which --%s does not take.", variable(name), text, name))}
		}
	}
	return nil
}

// routing is the engine that was named, nil for none; nothing is asked yet.
func (f *engineFlags) routing() (*planner.Routing, error) {
	if f.engine == "" {
		return nil, nil
	}
	if f.batch < 2 || f.batch > 10_000 { // 0 would stand for the usual
		return nil, &model.Error{Code: model.Invalid, Field: "batch", Sentence: model.Said(fmt.Sprintf("--batch is %d; a number from 2 to 10000 is expected.", f.batch))}
	}
	engine, err := routing.New(routing.Settings{URL: f.engine, Profile: f.profile, Most: f.batch})
	if err != nil {
		return nil, err
	}
	return &planner.Routing{Profile: f.profile, Most: engine.Most(), Table: engine.Table}, nil
}
