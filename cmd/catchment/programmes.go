package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/field"
)

// programmeSheet is a programme with what sources claim of it.
type programmeSheet struct {
	Programme model.Programme
	Variants  []model.Variant
	Claims    []model.Claim
}

func (p *program) programmesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "programmes [KEY]", Short: "List programmes, or show one with every claim and its source",
		Long: `Lists the programmes that services can run. With a key it shows one: its rules,
its variants, and each value that a source states, with section and status.
Sources disagree in places; both readings are shown.`,
		Example: `  catchment programmes
  catchment programmes coda
  catchment programmes coda --json`,
		Args: takes(0, 1, "the KEY of one programme"),
		RunE: func(c *cobra.Command, args []string) error {
			records, err := p.programmeRecords(c)
			if err != nil {
				return ran(err)
			}
			var sheets []programmeSheet
			for _, programme := range records.Programmes {
				if len(args) == 0 || programme.Key == args[0] {
					sheets = append(sheets, sheetOf(records, programme))
				}
			}
			switch {
			case len(args) == 0:
				return p.show(sheets, func(w io.Writer) { listProgrammes(w, sheets) })
			case sheets == nil:
				return &model.Error{Code: model.NotFound, Sentence: model.Said(fmt.Sprintf("There is no programme %q; \"catchment programmes\" lists them.", args[0]))}
			}
			return p.show(sheets[0], func(w io.Writer) { showProgramme(w, &sheets[0]) })
		},
	}
}

// programmeRecords reads the database, or the reference data where there is
// none yet.
func (p *program) programmeRecords(c *cobra.Command) (*model.Records, error) {
	planner, err := p.open(c.Context(), true)
	if model.CodeOf(err) == model.NotFound {
		return referenceRecords()
	}
	if err != nil {
		return nil, err
	}
	defer planner.Close()
	return planner.Atlas().Records, nil
}

func referenceRecords() (*model.Records, error) {
	batch, err := reference()
	if err != nil {
		return nil, err
	}
	records := &model.Records{}
	for _, row := range batch.Rows["programmes"] {
		records.Programmes = append(records.Programmes, *row.Noun.(*model.Programme))
	}
	for _, row := range batch.Rows["variants"] {
		records.Variants = append(records.Variants, *row.Noun.(*model.Variant))
	}
	for _, row := range batch.Rows["service_types"] {
		records.ServiceTypes = append(records.ServiceTypes, *row.Noun.(*model.ServiceType))
	}
	for _, row := range batch.Rows["claims"] {
		records.Claims = append(records.Claims, *row.Noun.(*model.Claim))
	}
	return records, nil
}

func sheetOf(records *model.Records, programme model.Programme) programmeSheet {
	s := programmeSheet{Programme: programme}
	for _, v := range records.Variants {
		if v.Programme == programme.Key {
			s.Variants = append(s.Variants, v)
		}
	}
	for _, c := range records.Claims {
		if c.SubjectKind == "programme" && c.Subject == programme.Key {
			s.Claims = append(s.Claims, c)
		}
	}
	return s
}

func listProgrammes(w io.Writer, sheets []programmeSheet) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "programme\tname\tweeks\tsessions\tages\tgroup\tlicence years\tclaims")
	for _, s := range sheets {
		p := s.Programme
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\n", p.Key, p.Name, number(p.Weeks), number(p.Sessions),
			span(whole64(p.AgeMin), whole64(p.AgeMax)), span(p.MinGroup, p.MaxGroup), number(whole64(p.LicenceYears)), len(s.Claims))
	}
	t.Flush()
}

func showProgramme(w io.Writer, s *programmeSheet) {
	fmt.Fprintln(w, s.Programme.Name)
	if s.Programme.NameCy != "" {
		fmt.Fprintln(w, s.Programme.NameCy)
	}
	fmt.Fprintln(w)
	table, _ := field.TableOf("programmes")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range table.Columns {
		if text := c.Text(&s.Programme); !slices.Contains([]string{"name", "name_cy"}, c.Name) {
			if text == "" {
				text = "not stated"
			}
			fmt.Fprintf(t, "%s\t%s\n", strings.ReplaceAll(c.Name, "_", " "), text)
		}
	}
	t.Flush()
	for _, v := range s.Variants {
		fmt.Fprintf(w, "\nVariant %s (%s): %s\n  refuses %s  [%s]\n", v.Name, strings.Join(v.Modes, ", "), v.Printed, strings.Join(v.Excludes, ", "), v.Source)
	}
	fmt.Fprintln(w, "\nWhat sources say")
	t = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range s.Claims {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s %s\n", strings.ReplaceAll(c.Attribute, "_", " "), c.Value, c.Status, c.Source, c.Section)
	}
	t.Flush()
}

func number(x *float64) string {
	if x == nil {
		return "not stated"
	}
	return field.Number(*x)
}

func whole64(n *int) *float64 {
	if n == nil {
		return nil
	}
	x := float64(*n)
	return &x
}

func span(low, high *float64) string {
	switch {
	case low == nil && high == nil:
		return "not stated"
	case high == nil:
		return number(low) + " or more"
	case low == nil:
		return "up to " + number(high)
	}
	return number(low) + " to " + number(high)
}
