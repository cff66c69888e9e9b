package exchange

import (
	"errors"
	"path/filepath"
	"strings"

	"catchment/model"
	"catchment/model/exchange/openreferral"
	"catchment/model/exchange/table"
)

// ReadDirectory reads folders and files of a directory of services as Open
// Referral UK or HSDS have it. Of folders, only files that end in .json are
// read.
func ReadDirectory(paths []string) (*openreferral.Directory, error) {
	files, err := gather(paths)
	if err != nil {
		return nil, err
	}
	var sources []openreferral.Source
	var problems model.Problems
	for _, f := range files {
		if !f.named && !strings.EqualFold(filepath.Ext(f.base), ".json") {
			continue
		}
		data, err := f.open()
		if errors.Is(err, errTooLarge) {
			problems = append(problems, model.Problem{File: f.name, Expected: model.Say("a file of at most %d MiB is expected", table.MaxFile>>20)})
			continue
		}
		if err != nil {
			return nil, err
		}
		sources = append(sources, openreferral.Source{Name: f.name, Data: data})
	}
	if len(sources)+len(problems) == 0 {
		problems = append(problems, model.Problem{File: strings.Join(paths, ", "), Expected: model.Say("files of a directory that end in .json are expected; there are none here")})
	}
	d := openreferral.Read(sources)
	d.Problems = append(problems, d.Problems...)
	return d, nil
}
