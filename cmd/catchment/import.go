package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/recipes"
	"catchment/model/planner"
)

func (p *program) importCommand() *cobra.Command {
	var mapping string
	var said model.File
	var directory directoryFlags
	c := &cobra.Command{
		Use: "import FOLDER-OR-FILE…", Short: "Bring in areas, population, providers, services and the rest",
		Long: `Reads CSV, XLSX and GeoJSON files, and areas from GeoPackages, in any order, as
one transaction: all rows or none. Every fault is reported with file, row,
column, what was expected and what was found; warnings do not stop an import.
Importing the same files again changes nothing. A method table (service_types,
uptake, rates, shares, settings) replaces the one there is and makes a new
method version.

A mapping is a JSON file that says which file is which table, which of its
columns are ours, and what to look up elsewhere. The mapping "wales" comes
along; it reads open data of areas and population of Wales.

With --format oruk, files are pages and records of a directory of services, as
Open Referral UK 1.0 and 3.0 and HSDS 3 have them, saved as JSON; nothing is
fetched. Rules say of which type a service is (a CSV file: service_type, words,
terms, mode; the first that fits holds). A service that no rule fits is kept
for a person to tag, on the page /import/untagged. Its places are kept where
--locations public is given, and never of a service that is protected.`,
		Example: `  catchment import folder
  catchment import services.csv sites.geojson assessments.xlsx
  catchment import --source "Provider returns, March 2026" --licence "Not for publication" returns
  catchment import --mapping wales --database wales.db folder
  catchment import --format oruk --feed county --rules rules.csv pages`,
		Args: takes(1, 0, "the files or folders to read"),
		RunE: func(c *cobra.Command, paths []string) error {
			if directory.format != "" {
				return p.importDirectory(c, paths, &directory, said)
			}
			batch, err := p.read(paths, mapping)
			if err != nil {
				return ran(err)
			}
			attribute(batch, said)
			return p.importInto(c, batch)
		},
	}
	c.Flags().StringVar(&mapping, "mapping", "", "mapping `FILE` that renames columns, or wales for the open data of Wales")
	c.Flags().StringVar(&said.Source, "source", "", "`TEXT` that says where the files come from; exports carry it")
	c.Flags().StringVar(&said.Licence, "licence", "", "`TEXT` that names their licence")
	c.Flags().StringVar(&said.Attribution, "attribution", "", "`TEXT` that must stand wherever their figures are shown")
	directory.add(c)
	return c
}

// importInto takes a batch into the database; one that was made for a batch
// that is then refused is taken away again.
func (p *program) importInto(c *cobra.Command, batch *model.Batch) error {
	return p.change(c, func(to *planner.Planner) (*planner.Report, error) { return to.Import(c.Context(), batch, actor()) })
}

// change makes a change in the database, and prints what became of it.
func (p *program) change(c *cobra.Command, make func(*planner.Planner) (*planner.Report, error)) error {
	_, err := os.Stat(p.database)
	fresh := os.IsNotExist(err) && !remote(p.database)
	planner, err := p.open(c.Context(), false)
	if err == nil {
		err = p.take(func() (*reportOf, error) {
			r, err := make(planner)
			return (*reportOf)(r), err
		})
		planner.Close()
	}
	if err != nil && fresh {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			os.Remove(p.database + suffix)
		}
	}
	return ran(err)
}

// attribute notes what is said of the source of files; what a mapping says
// already stays.
func attribute(batch *model.Batch, said model.File) {
	for i := range batch.Files {
		f := &batch.Files[i]
		f.Source, f.Licence, f.Attribution = cmp.Or(f.Source, said.Source), cmp.Or(f.Licence, said.Licence), cmp.Or(f.Attribution, said.Attribution)
	}
}

// read reads files through a mapping, if any is named.
func (p *program) read(paths []string, mappingFile string) (batch *model.Batch, err error) {
	mapping, err := mappingOf(mappingFile)
	if err != nil {
		return nil, err
	}
	err = p.step("Reading "+strings.Join(paths, ", ")+" …", func() error {
		batch, err = exchange.Read(paths, mapping)
		return err
	})
	return batch, err
}

// mappingOf reads a mapping: a file, or the recipe "wales" that comes along.
func mappingOf(name string) (*intake.Mapping, error) {
	if name == "" {
		return nil, nil
	}
	text, err := os.ReadFile(name)
	if os.IsNotExist(err) && name == "wales" {
		text, err = recipes.Wales, nil
	}
	if err != nil {
		return nil, &model.Error{Code: model.NotFound, Field: "mapping", Sentence: model.Said(fmt.Sprintf("The mapping %s cannot be read.", name)), Cause: err}
	}
	mapping, problems := intake.ReadMapping(filepath.Base(name), text)
	if len(problems.Errors()) > 0 {
		return nil, &planner.Refused{Problems: problems}
	}
	return mapping, nil
}

// take makes a change and prints what became of it.
func (p *program) take(make func() (*reportOf, error)) error {
	var report *reportOf
	err := p.step("Checking and writing …", func() (err error) {
		report, err = make()
		return err
	})
	if err != nil {
		return ran(err)
	}
	if !p.json {
		p.problems(report.Warnings)
	}
	return p.show(report, report.write)
}

// actor is the name that the audit trail keeps for the command line.
func actor() string {
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return model.OnCommandLine
}

type reportOf planner.Report

func (r *reportOf) write(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "table\tcreated\tupdated\tunchanged\tremoved\t")
	for _, table := range r.Tables {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t\n", table.Table, table.Created, table.Updated, table.Unchanged, table.Removed)
	}
	t.Flush()
	if !r.Changed {
		fmt.Fprintf(w, "Everything was known already: revision %d stays.\n", r.Revision.Revision)
		return
	}
	fmt.Fprintf(w, "Revision %d, method version %d.\n", r.Revision.Revision, r.Revision.Method)
}
