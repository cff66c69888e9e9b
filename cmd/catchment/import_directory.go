package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/exchange/openreferral"
	"catchment/model/planner"
)

// directoryFlags say how a directory of others is read.
type directoryFlags struct{ format, rules, feed, locations string }

func (f *directoryFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.format, "format", "", "`FORMAT` of the files where they are no tables: oruk, a directory of services")
	c.Flags().StringVar(&f.rules, "rules", "", "rule table `FILE` that says of which type services are, with --format oruk; those that come along where none is given")
	c.Flags().StringVar(&f.feed, "feed", "oruk", "`NAME` of the directory, with --format oruk: the same ids of two directories are two services")
	c.Flags().StringVar(&f.locations, "locations", "area_only", "what is kept of where services are, with --format oruk: `area_only` or public")
}

func (f *directoryFlags) options() (openreferral.Options, error) {
	o := openreferral.Options{Feed: strings.TrimSpace(f.feed), Rules: openreferral.BuiltIn(), Public: f.locations == string(model.Public)}
	switch {
	case f.format != "oruk":
		return o, &model.Error{Code: model.Invalid, Field: "format", Sentence: model.Said(fmt.Sprintf("There is no format %s; there is oruk.", model.Quoted(f.format)))}
	case f.locations != string(model.Public) && f.locations != string(model.AreaOnly):
		return o, &model.Error{Code: model.Invalid, Field: "locations", Sentence: model.Said(fmt.Sprintf("--locations is %s; area_only or public is expected.", model.Quoted(f.locations)))}
	case o.Feed == "" || len(o.Feed) > 80:
		return o, &model.Error{Code: model.Invalid, Field: "feed", Sentence: model.Said("A name of 1 to 80 letters is expected for --feed.")}
	case f.rules == "":
		return o, nil
	}
	text, err := os.ReadFile(f.rules)
	if err != nil {
		return o, &model.Error{Code: model.NotFound, Field: "rules", Sentence: model.Said(fmt.Sprintf("The rule table %s cannot be read.", f.rules)), Cause: err}
	}
	rules, problems := openreferral.ReadRules(filepath.Base(f.rules), text)
	if len(problems.Errors()) > 0 {
		return o, &planner.Refused{Problems: problems}
	}
	o.Rules = rules
	return o, nil
}

// importDirectory takes a directory of others, and says how many of its
// services wait for a person to tag them.
func (p *program) importDirectory(c *cobra.Command, paths []string, flags *directoryFlags, said model.File) error {
	options, err := flags.options()
	if err != nil {
		return ran(err)
	}
	var directory *openreferral.Directory
	err = p.step("Reading "+strings.Join(paths, ", ")+" …", func() error {
		directory, err = exchange.ReadDirectory(paths)
		return err
	})
	if err != nil {
		return ran(err)
	}
	return p.change(c, func(to *planner.Planner) (*planner.Report, error) {
		report, err := to.ImportDirectory(c.Context(), directory, options, func(batch *model.Batch) { attribute(batch, said) }, actor())
		if err != nil {
			return nil, err
		}
		waiting, err := to.Untagged(c.Context())
		if err == nil && len(waiting) > 0 {
			report.Warnings = append(report.Warnings, model.Problem{File: strings.Join(paths, ", "), Warning: true,
				Expected: model.Said(fmt.Sprintf("services that wait for a person to say of which type they are, on the page /import/untagged: %d", len(waiting)))})
		}
		return report, err
	})
}
