package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/planner"
	"catchment/seed"
)

// The exit codes, as the help of every command names them.
const (
	done    = 0
	refused = 1 // the input, the database or what was asked for
	misused = 2 // the command line itself
)

// program is one run of the command line: where it writes, what day it is,
// and the flags that every command takes.
type program struct {
	out, err io.Writer
	now      func() time.Time
	terminal bool // err is a terminal: progress may move

	attributions []string // what must stand wherever the figures are shown

	database string
	asOf     string
	json     bool
}

// run executes one command line and gives its exit code.
func (p *program) run(ctx context.Context, args []string) int {
	root := p.root()
	root.SetArgs(args)
	root.SetOut(p.out)
	root.SetErr(p.err)
	command, err := root.ExecuteContextC(ctx)
	e, m := new(planner.Refused), new(misread)
	switch {
	case err == nil:
		return done
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.err, "Interrupted; what was not finished has changed nothing.")
		return refused
	case errors.As(err, &e):
		p.problems(e.Problems)
		fmt.Fprintln(p.err, e.Error())
		return refused
	case errors.As(err, &m):
		p.problems(m.problems)
		fmt.Fprintln(p.err, m.Error())
		return refused
	case model.CodeOf(err) != "" || errors.Is(err, errRan):
		fmt.Fprintln(p.err, err)
		return refused
	default:
		fmt.Fprintf(p.err, "%s\nTry \"%s --help\".\n", strings.TrimSpace(err.Error()), command.CommandPath())
		return misused
	}
}

// misread is the faults of a file that was to be computed with, not imported.
type misread struct{ problems model.Problems }

func (m *misread) Error() string {
	n := len(m.problems.Errors())
	if n == 1 {
		return "1 fault was found; nothing was computed."
	}
	return fmt.Sprintf("%d faults were found; nothing was computed.", n)
}

// errRan marks faults that came up while a command ran, as against misuse.
var errRan = errors.New("")

// ran marks an error that is neither a model.Error nor misuse.
func ran(err error) error {
	if err == nil || model.CodeOf(err) != "" || errors.As(err, new(*planner.Refused)) {
		return err
	}
	return fmt.Errorf("%w%w", err, errRan)
}

const long = `Catchment plans services for children, young people and parents who experience
domestic abuse. It maps what is offered onto areas and the four tiers of need,
computes who is met, by provision that reaches, accepts and has a place for
them and is good by the eight good-practice indicators, and shows where the
gaps are and why.

A database is one file. A new one starts with the reference data and the
default method. Exit codes: 0 done; 1 the input, the database, or what was asked
for (a date, a kind, a table) was refused, with a sentence for each fault; 2 the
command was not understood: an unknown command or flag, or an argument missing.`

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use: "catchment", Short: "Plan services for children who experience domestic abuse", Long: long,
		Example: `  catchment demo demo.db
  catchment score --database demo.db
  catchment import --database wales.db services.csv sites.csv
  catchment export --database wales.db --what coverage,gaps --kind local_authority --out exports`,
		SilenceErrors: true, SilenceUsage: true,
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.database, "database", "catchment.db", "database `FILE` (or postgres://… address)")
	flags.StringVar(&p.asOf, "as-of", "", "compute for this `DATE`, e.g. 2026-04-01 (default today)")
	flags.BoolVar(&p.json, "json", false, "print JSON")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(p.importCommand(), p.exportCommand(), p.scoreCommand(), p.gapsCommand(),
		p.whatIfCommand(), p.serveCommand(), p.keyCommand(), p.travelCommand(), p.planCommand(), p.designCommand(), p.adviseCommand(), p.timelineCommand(), p.demoCommand(), p.programmesCommand(), p.versionCommand())
	return root
}

// takes bounds the arguments of a command; most 0 with least above 0 is any
// number.
func takes(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return fmt.Errorf("%s needs %s", c.CommandPath(), what)
		case len(args) > most && what == "":
			return fmt.Errorf("%s takes no arguments, and %q is one", c.CommandPath(), args[0])
		case len(args) > most && (most > 0 || least == 0):
			return fmt.Errorf("%s takes %s alone, and %q is one more", c.CommandPath(), what, args[most])
		}
		return nil
	}
}

// flagError says in our words that a value does not fit its flag.
func flagError(_ *cobra.Command, err error) error {
	var misfit *pflag.InvalidValueError
	if !errors.As(err, &misfit) {
		return err
	}
	return fmt.Errorf("--%s is %q; %s is expected", misfit.GetFlag().Name, misfit.GetValue(), expectedOf(misfit.GetFlag()))
}

// expects is the annotation of a flag that says what it takes, where its type
// alone does not.
func expects(words string) map[string][]string { return map[string][]string{"expects": {words}} }

func expectedOf(f *pflag.Flag) string {
	if words := f.Annotations["expects"]; len(words) > 0 {
		return words[0]
	}
	switch f.Value.Type() {
	case "int":
		return "a whole number"
	case "float64":
		return "a number"
	case "bool":
		return "true or false"
	}
	return "another value"
}

// open opens the database; mustExist refuses to make a new one.
func (p *program) open(ctx context.Context, mustExist bool) (*planner.Planner, error) {
	if _, err := os.Stat(p.database); mustExist && os.IsNotExist(err) && !remote(p.database) {
		return nil, &model.Error{Code: model.NotFound, Sentence: model.Said(fmt.Sprintf(
			"There is no database %s; make one with \"catchment demo %s\" or \"catchment import --database %s FILES\".", p.database, p.database, p.database))}
	}
	return planner.Open(ctx, p.database, reference, p.now)
}

func remote(database string) bool {
	return len(database) > 11 && (database[:11] == "postgres://" || database[:11] == "postgresql:")
}

// reference reads the reference data that the program brings along.
func reference() (*model.Batch, error) {
	batch, err := exchange.ReadFiles(seed.Reference(), exchange.Options{Reference: true})
	if err != nil {
		return nil, err
	}
	for i := range batch.Files {
		batch.Files[i].Source = "Catchment reference data and default method"
	}
	return batch, nil
}

// day is the date that figures are computed for.
func (p *program) day() (model.Date, error) {
	if p.asOf == "" {
		return model.DateOf(p.now()), nil
	}
	day, err := model.ParseDate(p.asOf)
	if err != nil {
		return "", &model.Error{Code: model.Invalid, Field: "as-of", Sentence: model.Said(fmt.Sprintf("--as-of is %q; a date like 2026-04-01 is expected.", p.asOf))}
	}
	return day, nil
}

// show prints a value as JSON, or as text by the function given.
func (p *program) show(value any, text func(w io.Writer)) error {
	if !p.json {
		text(p.out)
		for i, words := range p.attributions {
			if i == 0 {
				fmt.Fprintln(p.out)
			}
			fmt.Fprintln(p.out, words)
		}
		return nil
	}
	encoder := json.NewEncoder(p.out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
