package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/planner"
)

// keySheet is a key as it is printed. Its secret is there only when it is made.
type keySheet struct {
	ID       string
	Name     string
	Audience disclosure.Audience
	Made     time.Time
	Until    model.Date `json:",omitempty"`
	Revoked  *time.Time `json:",omitempty"`
	Secret   string     `json:",omitempty"`
}

func keySheetOf(k planner.AccessKey, secret string) keySheet {
	return keySheet{k.ID, k.Name, k.Audience, k.Made.UTC().Truncate(time.Second), k.Until, k.Revoked, secret}
}

func (p *program) keyCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "key", Short: "Make, list and revoke the keys with which programs read",
		Long: `A key lets a program read what an audience may see: the API, the files, the
OGC and Open Referral doors and the pages. It changes nothing. The program sends
it as "Authorization: Bearer SECRET" or "X-API-Key: SECRET"; the page /connect
shows how, for QGIS, GDAL, Python, R, Excel and Power BI.`,
		Example: `  catchment key create --database wales.db --name "Public map" --audience public
  catchment key list --database wales.db
  catchment key revoke --database wales.db ID`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown command %q for %q", args[0], c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(p.keyCreateCommand(), p.keyListCommand(), p.keyRevokeCommand())
	return c
}

func (p *program) keyCreateCommand() *cobra.Command {
	var name, audience, until string
	c := &cobra.Command{
		Use: "create", Short: "Make a key and print its secret, once",
		Long: `Makes a key and prints its secret this once: the database keeps only a hash of
it, so that a secret that is lost cannot be shown again, only replaced. It holds
until it is revoked, or to the end of the day that --until names.`,
		Example: `  catchment key create --database wales.db --name "Public map" --audience public
  catchment key create --database wales.db --name "Power BI, planning" --audience commissioner --until 2027-03-31
  catchment key create --database wales.db --name "Nightly copy" --audience public --json`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			return ran(p.createKey(c, name, disclosure.Audience(audience), until))
		},
	}
	c.Flags().StringVar(&name, "name", "", "`NAME` that says whose program the key is for, up to 80 letters")
	c.Flags().StringVar(&audience, "audience", "", "`AUDIENCE` whose view the key opens: public or commissioner")
	c.Flags().StringVar(&until, "until", "", "last `DATE` that the key holds, e.g. 2027-03-31 (default no end)")
	return c
}

func (p *program) createKey(c *cobra.Command, name string, audience disclosure.Audience, until string) error {
	if audience != disclosure.Public && audience != disclosure.Commissioner {
		return &model.Error{Code: model.Invalid, Field: "audience", Sentence: model.Said(fmt.Sprintf("--audience is %s; public or commissioner is expected.", model.Quoted(string(audience))))}
	}
	var last model.Date
	if until != "" {
		day, err := model.ParseDate(until)
		if err != nil {
			return &model.Error{Code: model.Invalid, Field: "until", Sentence: model.Said(fmt.Sprintf("--until is %q; a date like 2026-04-01 is expected.", until))}
		}
		last = day
	}
	keep, err := p.open(c.Context(), true)
	if err != nil {
		return err
	}
	defer keep.Close()
	secret, k, err := keep.IssueKey(c.Context(), name, audience, last)
	if err != nil {
		return err
	}
	return p.show(keySheetOf(k, secret), func(w io.Writer) {
		fmt.Fprintf(w, "%s\n\nThis is the secret of key %s (%s, for the audience %s, %s).\nIt is shown this once and kept nowhere: copy it now, and keep it as a password is.\n",
			secret, k.ID, k.Name, k.Audience, holds(k))
	})
}

func holds(k planner.AccessKey) string {
	if k.Until == "" {
		return "until it is revoked"
	}
	return "to the end of " + string(k.Until)
}

func (p *program) keyListCommand() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "List keys, without their secrets",
		Long: "Lists every key that was made: for which audience, when, how long it holds. Secrets\nare kept nowhere, so they are not shown.",
		Example: `  catchment key list --database wales.db
  catchment key list --database wales.db --json`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			keep, err := p.open(c.Context(), true)
			if err != nil {
				return ran(err)
			}
			defer keep.Close()
			keys, err := keep.AccessKeys(c.Context())
			if err != nil {
				return ran(err)
			}
			return p.show(keySheets(keys), func(w io.Writer) { p.listKeys(w, keys) })
		},
	}
}

func keySheets(keys []planner.AccessKey) []keySheet {
	sheets := []keySheet{}
	for _, k := range keys {
		sheets = append(sheets, keySheetOf(k, ""))
	}
	return sheets
}

func (p *program) listKeys(w io.Writer, keys []planner.AccessKey) {
	if len(keys) == 0 {
		fmt.Fprintln(w, `There are no keys; "catchment key create" makes one.`)
		return
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "key\tname\taudience\tmade\tholds")
	for _, k := range keys {
		state := holds(k)
		switch {
		case k.Revoked != nil:
			state = "revoked on " + string(model.DateOf(*k.Revoked))
		case k.Until != "" && k.Until < model.DateOf(p.now()):
			state = "ended on " + string(k.Until)
		}
		fmt.Fprintln(t, strings.Join([]string{k.ID, k.Name, string(k.Audience), string(model.DateOf(k.Made)), state}, "\t"))
	}
	t.Flush()
}

func (p *program) keyRevokeCommand() *cobra.Command {
	return &cobra.Command{
		Use: "revoke ID", Short: "End a key at once",
		Long:    "Ends a key at once, also for a server that runs. ID is the one that \"catchment key\nlist\" shows. A key that was revoked stays in the list, and cannot come back.",
		Example: `  catchment key revoke --database wales.db k7mq2x4b`,
		Args:    takes(1, 1, "the ID of one key"),
		RunE: func(c *cobra.Command, args []string) error {
			keep, err := p.open(c.Context(), true)
			if err != nil {
				return ran(err)
			}
			defer keep.Close()
			if err := keep.RevokeKey(c.Context(), args[0]); err != nil {
				return ran(err)
			}
			return p.show(map[string]string{"Revoked": args[0]}, func(w io.Writer) { fmt.Fprintf(w, "Key %s is revoked and opens nothing any more.\n", args[0]) })
		},
	}
}
