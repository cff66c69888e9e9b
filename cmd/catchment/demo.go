package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/exchange"
	"catchment/seed"
)

func (p *program) demoCommand() *cobra.Command {
	return &cobra.Command{
		Use: "demo FILE", Short: "Make a database of an invented region to try things with",
		Long: `Makes a new database with the reference data and an invented bilingual region:
some 300 small areas, providers of every sector and about 150 services. Every
place, provider, service and figure in it is invented. Dates are laid around
the day given by --as-of, so that something always ends soon.`,
		Example: `  catchment demo demo.db
  catchment gaps --database demo.db`,
		Args: takes(1, 1, "the FILE to make"),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); err == nil {
				return &model.Error{Code: model.Conflict, Sentence: model.Said(fmt.Sprintf("%s exists already; name a new file, nothing was changed.", args[0]))}
			}
			p.database = args[0]
			day, err := p.day()
			if err != nil {
				return err
			}
			batch, err := demonstration(day)
			if err != nil {
				return ran(err)
			}
			return p.importInto(c, batch)
		},
	}
}

// demonstration reads the invented region as it stands around a day.
func demonstration(day model.Date) (*model.Batch, error) {
	batch, err := exchange.ReadFiles(seed.Demonstration(day.Time()), exchange.Options{})
	if err != nil {
		return nil, err
	}
	attribute(batch, model.File{Source: seed.DemonstrationSource, Attribution: "Invented data: every place, provider, service and figure is made up. Data dychmygol: mae pob lle, darparwr, gwasanaeth a ffigur wedi’i ddyfeisio."})
	return batch, nil
}
