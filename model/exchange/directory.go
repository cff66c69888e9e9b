package exchange

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/exchange/openreferral"
	"catchment/model/exchange/table"
)

// ReadDirectory reads folders, with those in them, and files of a directory of
// services as Open Referral UK or HSDS have it. Of folders, only files of JSON
// by their names are read.
func ReadDirectory(paths []string) (*openreferral.Directory, error) {
	files, err := gather(withFolders(paths))
	if err != nil {
		return nil, err
	}
	var sources []openreferral.Source
	var problems model.Problems
	for _, f := range files {
		if !f.named && !isJSON(f.base) {
			problems = append(problems, model.Problem{File: f.name, Warning: true, Expected: model.Say("a file that ends in .json, .jsonl or .ndjson is expected; this one is left out")})
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
		sources = append(sources, openreferral.Source{Name: f.name, Data: data, Folder: f.folder})
	}
	if len(sources)+len(problems.Errors()) == 0 {
		problems = append(problems, model.Problem{File: strings.Join(paths, ", "), Expected: model.Say("files of a directory that end in .json are expected; there are none here")})
	}
	d := openreferral.Read(sources)
	d.Problems = append(problems, d.Problems...)
	return d, nil
}

func isJSON(name string) bool {
	return slices.Contains([]string{".json", ".jsonl", ".ndjson"}, strings.ToLower(filepath.Ext(name)))
}

// withFolders adds the folders in folders, without hidden ones. What cannot be
// looked into is left to be told by who reads it.
func withFolders(paths []string) []string {
	var out []string
	for _, path := range paths {
		out = append(out, path)
		_ = filepath.WalkDir(path, func(at string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil || !entry.IsDir() || at == path:
				return nil
			case strings.HasPrefix(entry.Name(), "."):
				return filepath.SkipDir
			}
			out = append(out, at)
			return nil
		})
	}
	return out
}
