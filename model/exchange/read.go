package exchange

import (
	"context"
	"errors"
	"strings"

	"catchment/model"
	"catchment/model/exchange/geojson"
	"catchment/model/exchange/geopackage"
	"catchment/model/exchange/intake"
	"catchment/model/exchange/table"
)

// Read reads folders and files, through a mapping where one is given. What is
// wrong with the files is in the batch's problems; an error means that they
// could not be read at all.
func Read(paths []string, mapping *intake.Mapping) (*model.Batch, error) {
	files, err := gather(paths)
	if err != nil {
		return nil, err
	}
	return read(files, Options{Mapping: mapping}, model.Problem{File: strings.Join(paths, ", ")})
}

// Options says how files in memory are read.
type Options struct {
	Mapping   *intake.Mapping
	Reference bool // also the tables of reference data, which no user imports
	// Progress, where not nil, is told how far reading has come, at each table
	// and every thousand rows. An error of it ends reading and is returned.
	Progress func(Progress) error
}

// Progress is how far reading has come.
type Progress struct {
	File        string
	Table       string
	Part, Parts int // tables of files: which one, of how many
	Rows        int // read so far, of all tables
}

// ReadFiles reads files that are held in memory, by name. They count as
// named themselves: one that is not read is an error.
func ReadFiles(files map[string][]byte, options Options) (*model.Batch, error) {
	return read(inMemory(files), options, model.Problem{Where: model.Say("the files given")})
}

// ReadWatched is ReadFiles that ends when the context does.
func ReadWatched(ctx context.Context, files map[string][]byte, options Options) (*model.Batch, error) {
	told := options.Progress
	options.Progress = func(p Progress) error {
		if err := ctx.Err(); err != nil || told == nil {
			return err
		}
		return told(p)
	}
	return ReadFiles(files, options)
}

// reading is one call of Read on its way.
type reading struct {
	mapping   *intake.Mapping
	reference bool
	foreign   map[string]*intake.Foreign
	in        *intake.Intake
	parts     []part
	packages  []*geopackage.File // open until all is read
}

func read(files []file, options Options, nothing model.Problem) (*model.Batch, error) {
	r := &reading{mapping: options.Mapping, reference: options.Reference, foreign: map[string]*intake.Foreign{}}
	r.in = intake.New(r.foreign)
	defer r.close()
	if err := r.readLookups(files); err != nil {
		return nil, err
	}
	if err := r.plan(files); err != nil {
		return nil, err
	}
	for i := range r.parts {
		if err := r.readWatched(i, options.Progress); err != nil {
			return nil, err
		}
		r.parts[i].book = nil
	}
	batch := r.in.Finish()
	if len(batch.Files) == 0 && len(batch.Problems.Errors()) == 0 {
		nothing.Expected = model.Say("no file that Catchment reads is here; it reads %s", r.names())
		batch.Problems = append(batch.Problems, nothing)
	}
	return batch, nil
}

// load reads a file. It is not ok where the file is too large, which is
// reported.
func (r *reading) load(f file) (data []byte, ok bool, err error) {
	data, err = f.open()
	if errors.Is(err, errTooLarge) {
		r.in.Report(model.Problem{File: f.name, Expected: model.Say("a file of at most %d MiB is expected", table.MaxFile>>20)})
		return nil, false, nil
	}
	return data, err == nil, err
}

// readLookups reads the files that lookups of the mapping join.
func (r *reading) readLookups(files []file) error {
	if r.mapping == nil {
		return nil
	}
	for _, f := range files {
		into := r.lookedUpBy(f.base)
		if into == "" || r.foreign[f.base] != nil {
			continue
		}
		data, ok, err := r.load(f)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		foreign := table.ReadForeign(r.in, f.name, data)
		r.foreign[f.base] = foreign
		r.in.Read(r.described(f.name, digest(data), into, len(foreign.Rows), true))
	}
	return nil
}

// lookedUpBy gives the table of the first entry that looks a file up.
func (r *reading) lookedUpBy(name string) string {
	for _, e := range r.mapping.Files {
		for _, l := range e.Lookups {
			if l.File == name {
				return e.Table
			}
		}
	}
	return ""
}

// readWatched reads a part and tells of it at its beginning, on its way and at
// its end.
func (r *reading) readWatched(i int, told func(Progress) error) error {
	if told == nil {
		return r.readPart(&r.parts[i])
	}
	var ended error
	tell := func(rows int) bool {
		if ended == nil {
			ended = told(Progress{File: r.parts[i].file.name, Table: r.parts[i].table, Part: i + 1, Parts: len(r.parts), Rows: rows})
		}
		return ended == nil
	}
	r.in.Watch(tell)
	if !tell(r.in.Rows()) {
		return ended
	}
	if err := r.readPart(&r.parts[i]); err != nil {
		return err
	}
	tell(r.in.Rows())
	return ended
}

func (r *reading) readPart(p *part) error {
	origin := intake.Origin{File: p.file.name, Table: p.table, Entry: p.entry}
	sum, rows := p.digest, 0
	switch p.form {
	case ".xlsx":
		if len(p.book.Sheets()) > 1 {
			origin.File = model.SheetOf(origin.File, p.sheet)
		}
		rows = p.book.ReadSheet(r.in, origin, p.sheet)
	case ".gpkg":
		if len(p.pack.Layers()) > 1 {
			origin.File += ", sheet " + p.sheet
		}
		rows = p.pack.ReadLayer(r.in, origin, p.sheet)
	default:
		data, ok, err := r.load(p.file)
		if err != nil || !ok {
			return err
		}
		sum = digest(data)
		if p.form == ".geojson" {
			rows = geojson.Read(r.in, origin, data)
		} else {
			rows = table.ReadCSV(r.in, origin, data)
		}
	}
	r.in.Read(r.described(p.file.name, sum, p.table, rows, p.entry != nil))
	return nil
}

// described is the record of a file that was read; what is said of a mapping
// holds for the files that it names.
func (r *reading) described(name, sum, into string, rows int, mapped bool) model.File {
	f := model.File{Name: name, Digest: sum, Into: into, Rows: rows}
	if mapped {
		f.Source, f.Licence, f.Attribution = r.mapping.Source, r.mapping.Licence, r.mapping.Attribution
	}
	return f
}

// close gives back what is held of GeoPackages.
func (r *reading) close() {
	for _, pack := range r.packages {
		pack.Close()
	}
}
