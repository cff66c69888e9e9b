package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"catchment/model/coverage"
)

// sensitivityTable prints children met by service type and way of computing
// access.
func (p *program) sensitivityTable(r *coverage.Result) error {
	figures := r.Sensitivity()
	return p.show(figures, func(w io.Writer) {
		fmt.Fprintf(w, "Children met on %s, by the method (E2SFCA) and by other ways of computing access.\n\n", r.Day.Date.Long())
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprint(t, "service type\t")
		for v := range coverage.Variants {
			fmt.Fprintf(t, "%s\t", v)
		}
		fmt.Fprintln(t)
		for i, f := range figures {
			if f.Variant == coverage.E2SFCA {
				fmt.Fprintf(t, "%s\t", f.ServiceType)
			}
			fmt.Fprintf(t, "%s\t", whole5(f.Met))
			if i+1 == len(figures) || figures[i+1].Variant == coverage.E2SFCA {
				fmt.Fprintln(t)
			}
		}
		t.Flush()
	})
}
