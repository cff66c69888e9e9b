package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"catchment/frontend/words"
	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/gap"
)

// english is what the command line and the files speak.
var english = words.In(words.English)

func (p *program) gapsCommand() *cobra.Command {
	var kinds []string
	var only string
	var tier, most int
	var each bool
	c := &cobra.Command{
		Use: "gaps", Short: "Print the worst gaps, why they are there and what would close them",
		Long: `Prints the gap register, worst first: ranked by children affected × tier weight.
A child can stand in more than one gap, so gaps are not added up.`,
		Example: `  catchment gaps --database demo.db
  catchment gaps --database demo.db --tier 3 --gap eligibility --most 5
  catchment gaps --database demo.db --tier 3 --each
  catchment gaps --database demo.db --kind small_area --json`,
		Args: takes(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			chosen, err := kindsOf(kinds)
			if err != nil {
				return err
			}
			if tier < 0 || tier > 4 {
				return &model.Error{Code: model.Invalid, Field: "tier", Sentence: model.Said(fmt.Sprintf("--tier is %d; a number from 1 to 4 is expected, or 0 for all.", tier))}
			}
			if most < 0 {
				return &model.Error{Code: model.Invalid, Field: "most", Sentence: model.Said(fmt.Sprintf("--most is %d; a number of 0 or more is expected.", most))}
			}
			if only != "" {
				if err := oneOf("gap", only, gap.Kinds); err != nil {
					return err
				}
			}
			result, err := p.score(c)
			if err != nil {
				return ran(err)
			}
			gaps := disclosure.Of(result, disclosure.Commissioner).Gaps(chosen)
			gaps = filter(gaps, only, tier)
			if each {
				gaps = worstOfEach(gaps)
			}
			return p.gapList(gaps, most, result.Day.Date)
		},
	}
	c.Flags().StringSliceVar(&kinds, "kind", []string{string(model.LocalAuthority)}, "area `KINDS`, separated by commas")
	c.Flags().StringVar(&only, "gap", "", "only gaps of this `KIND`, e.g. eligibility")
	c.Flags().IntVar(&tier, "tier", 0, "only this tier, 1 to 4 (default all)")
	c.Flags().IntVar(&most, "most", 20, "print at most so many (0: all)")
	c.Flags().BoolVar(&each, "each", false, "only the worst gap of each kind")
	return c
}

func filter(gaps []gap.Gap, only string, tier int) []gap.Gap {
	var out []gap.Gap
	for _, g := range gaps {
		if (only == "" || string(g.Kind) == only) && (tier == 0 || g.Tier == tier) {
			out = append(out, g)
		}
	}
	return out
}

// gapLine is one gap as JSON.
type gapLine struct {
	Rank                int
	Kind                gap.Kind
	Area, Name          string
	Tier                int
	ServiceType         string
	Low, Children, High *float64
	Weight              *float64
	Why, ClosesWith     string
	Since               model.Date
}

func (p *program) gapList(gaps []gap.Gap, most int, day model.Date) error {
	shown := gaps
	if most > 0 && len(shown) > most {
		shown = shown[:most]
	}
	lines := make([]gapLine, len(shown))
	for i := range shown {
		g := &shown[i]
		lines[i] = gapLine{g.Rank, g.Kind, g.Area.Code, g.Area.Name, g.Tier, g.Type.Key,
			stated(g.Low), stated(g.Central), stated(g.High), stated(g.Weight), g.Why(english), g.ClosesWith(english), g.Since}
	}
	return p.show(lines, func(w io.Writer) {
		fmt.Fprintf(w, "%s on %s, worst first; %d shown. Ranked by children × tier weight; a child can stand in more than one.\n\n", counted(len(gaps)), day.Long(), len(shown))
		for i := range shown {
			writeGap(w, &shown[i])
		}
	})
}

func writeGap(w io.Writer, g *gap.Gap) {
	t := tabwriter.NewWriter(w, 0, 0, 1, ' ', 0)
	head := fmt.Sprintf("%d. %s · %s · %s", g.Rank, g.Area.Name, g.Type.Label(), g.Kind)
	if g.Tier > 0 {
		head = fmt.Sprintf("%d. %s · tier %d · %s · %s", g.Rank, g.Area.Name, g.Tier, g.Type.Label(), g.Kind)
	}
	fmt.Fprintln(t, head)
	if math.IsNaN(g.Central) {
		fmt.Fprintln(t, "   Children\tnot counted")
	} else {
		fmt.Fprintf(t, "   Children\t%s × weight %g\n", ranged(g.Central, g.Low, g.High), g.Weight)
	}
	fmt.Fprintf(t, "   Why\t%s\n", g.Why(english))
	fmt.Fprintf(t, "   Closes with\t%s\n", g.ClosesWith(english))
	if g.Since != "" {
		word := "Since"
		if g.Kind == gap.Continuity {
			word = "From"
		}
		fmt.Fprintf(t, "   %s\t%s\n", word, g.Since.Long())
	}
	t.Flush()
	fmt.Fprintln(w)
}

// ranged shows children with the range that they lie in.
func ranged(central, low, high float64) string {
	if whole5(low) == whole5(high) {
		return whole5(central)
	}
	return fmt.Sprintf("%s (%s to %s)", whole5(central), whole5(low), whole5(high))
}

func counted(gaps int) string {
	if gaps == 1 {
		return "1 gap"
	}
	return fmt.Sprintf("%d gaps", gaps)
}

// worstOfEach keeps the first gap of each kind.
func worstOfEach(gaps []gap.Gap) []gap.Gap {
	var out []gap.Gap
	seen := map[gap.Kind]bool{}
	for _, g := range gaps {
		if !seen[g.Kind] {
			seen[g.Kind] = true
			out = append(out, g)
		}
	}
	return out
}

func stated(x float64) *float64 {
	if math.IsNaN(x) {
		return nil
	}
	return &x
}
