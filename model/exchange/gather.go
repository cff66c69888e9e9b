package exchange

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/exchange/table"
)

// file is a file that was given or found, before it is read.
type file struct {
	name   string // as problems name it
	base   string // without folders
	folder string // that it lies in, "" where none is known
	named  bool   // given itself, not found in a folder
	open   func() ([]byte, error)
}

// errTooLarge marks a file that is not read for its size.
var errTooLarge = errors.New("too large")

// gather finds the files of paths, each once, in order of their names.
func gather(paths []string) ([]file, error) {
	var files []file
	seen := map[string]bool{}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, missing(path, err)
		}
		found := []string{path}
		if info.IsDir() {
			if found, err = list(path); err != nil {
				return nil, missing(path, err)
			}
		} else if !info.Mode().IsRegular() {
			return nil, &model.Error{Code: model.Invalid, Sentence: model.Say("%s is neither a file nor a folder.", path)}
		}
		for _, at := range found {
			whole, err := filepath.Abs(at)
			if err != nil {
				return nil, missing(at, err)
			}
			if !seen[whole] {
				seen[whole] = true
				files = append(files, onDisk(at, !info.IsDir()))
			}
		}
	}
	apart(files)
	slices.SortStableFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	return files, nil
}

// list gives the regular files of a folder, without hidden ones.
func list(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") {
			continue
		}
		at := filepath.Join(folder, e.Name())
		if info, err := os.Stat(at); err == nil && info.Mode().IsRegular() {
			found = append(found, at)
		}
	}
	return found, nil
}

func missing(path string, cause error) error {
	if errors.Is(cause, fs.ErrNotExist) {
		return &model.Error{Code: model.NotFound, Cause: cause, Sentence: model.Say("There is no file or folder %s.", path)}
	}
	return &model.Error{Code: model.Unusable, Cause: cause, Sentence: model.Say("%s cannot be read.", path)}
}

func onDisk(path string, named bool) file {
	return file{name: filepath.ToSlash(path), base: filepath.Base(path), folder: filepath.Base(filepath.Dir(path)), named: named, open: func() ([]byte, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, missing(path, err)
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.Size() > table.MaxFile {
			return nil, errTooLarge
		}
		data, err := io.ReadAll(io.LimitReader(f, table.MaxFile+1))
		if err != nil {
			return nil, missing(path, err)
		}
		if len(data) > table.MaxFile {
			return nil, errTooLarge
		}
		return data, nil
	}}
}

// inMemory gives files that are held as bytes, by name.
func inMemory(contents map[string][]byte) []file {
	var files []file
	for name, data := range contents {
		files = append(files, file{name: name, base: name[strings.LastIndex(name, "/")+1:], named: true, open: func() ([]byte, error) {
			if len(data) > table.MaxFile {
				return nil, errTooLarge
			}
			return data, nil
		}})
	}
	apart(files)
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	return files
}

// apart calls files by their base names, except where two share one.
func apart(files []file) {
	count := map[string]int{}
	for _, f := range files {
		count[f.base]++
	}
	for i, f := range files {
		if count[f.base] == 1 {
			files[i].name = f.base
		}
	}
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
