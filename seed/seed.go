// Package seed holds the data that Catchment brings along: the reference data
// that every installation starts from, and an invented country to show.
//
// Reference gives the tiers of need and the services expected in each, the
// defaults of the method, the eight good-practice indicators with a sentence
// for each level, the programmes with what each source claims of them, and
// the benchmarks. The files are read as any others are, by table name:
// "tiers.csv" goes into the table tiers. SOURCES.md says where each comes
// from, what is assumed and what is from memory.
package seed

import (
	"embed"
	"fmt"
)

const referenceFolder = "reference"

//go:embed reference/*.csv
var referenceFiles embed.FS

// Reference gives the bytes of the reference files by file name. The map and
// the bytes are the caller's own.
func Reference() map[string][]byte {
	entries, err := referenceFiles.ReadDir(referenceFolder)
	if err != nil {
		panic(fmt.Sprintf("seed: the embedded folder cannot be listed: %v", err))
	}
	files := make(map[string][]byte, len(entries))
	for _, entry := range entries {
		content, err := referenceFiles.ReadFile(referenceFolder + "/" + entry.Name())
		if err != nil {
			panic(fmt.Sprintf("seed: embedded file %s cannot be read: %v", entry.Name(), err))
		}
		files[entry.Name()] = content
	}
	return files
}
