package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"
)

// version is the release; the build sets it.
var version = "0.1.0"

func product() string { return "Catchment " + version }

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: takes(0, 0, ""),
		Example: "  catchment version --json",
		RunE: func(*cobra.Command, []string) error {
			v := struct{ Product, Version, Go, Platform string }{"Catchment", version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
			return p.show(v, func(w io.Writer) { fmt.Fprintf(w, "%s %s (%s, %s)\n", v.Product, v.Version, v.Go, v.Platform) })
		},
	}
}
