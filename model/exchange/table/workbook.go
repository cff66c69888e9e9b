package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"catchment/model"
)

// Workbook is an XLSX file that was opened. Its sheets are read from its
// bytes one after the other; nothing is written to disk.
type Workbook struct {
	parts  map[string]*zip.File
	sheets []sheetPart
	texts  []string // shared texts
	dates  []bool   // by style: whether numbers are dates
	base   dateBase
}

type sheetPart struct{ name, part string }

// Sheets names the sheets in their order.
func (w *Workbook) Sheets() []string {
	names := make([]string, len(w.sheets))
	for i, s := range w.sheets {
		names[i] = s.name
	}
	return names
}

// OpenXLSX opens a workbook. An error is a model.Error with a sentence.
func OpenXLSX(data []byte) (*Workbook, error) {
	w := &Workbook{parts: map[string]*zip.File{}}
	if err := w.open(data); err != nil {
		return nil, err
	}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	relations, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, relations); err != nil {
		return nil, err
	}
	for _, r := range relations {
		switch path.Base(r.Type) {
		case "sharedStrings":
			err = w.readTexts(r.Target)
		case "styles":
			err = w.readStyles(r.Target)
		}
		if err != nil {
			return nil, err
		}
	}
	return w, nil
}

// open reads the directory of the zip file and refuses what would unpack to
// too much.
func (w *Workbook) open(data []byte) error {
	switch {
	case len(data) > MaxFile:
		return invalid("a file of at most %d MiB is expected", MaxFile>>20)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return invalid("the workbook is protected by a password or of the old XLS form; save it as XLSX without a password")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return invalid("the file is not an XLSX workbook, or is damaged")
	}
	if len(archive.File) > MaxParts {
		return invalid("a workbook of at most %d parts is expected", MaxParts)
	}
	sum := uint64(0)
	for _, f := range archive.File {
		sum += f.UncompressedSize64
		if f.UncompressedSize64 > MaxUnzipped || sum > MaxUnzipped {
			return invalid("the workbook unpacks to more than %d MiB", MaxUnzipped>>20)
		}
		if f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/MaxRatio > f.CompressedSize64 {
			return invalid("a part of the workbook unpacks to more than %d times its size, as no table does", MaxRatio)
		}
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if _, twice := w.parts[name]; !twice {
			w.parts[name] = f
		}
	}
	return nil
}

func invalid(format string, args ...any) error {
	return &model.Error{Code: model.Invalid, Sentence: fmt.Sprintf(format, args...)}
}

// damaged is what is said of a part that cannot be read; the cause may hold
// pieces of the file and is not shown.
func damaged(part string, cause error) error {
	return &model.Error{Code: model.Invalid, Cause: cause, Sentence: fmt.Sprintf("the workbook is damaged: its part %s cannot be read", model.Quoted(part))}
}

// decoder opens a part for reading; the size is bounded by its directory
// entry, which archive/zip holds it to.
func (w *Workbook) decoder(part string, limit uint64) (*xml.Decoder, io.Closer, error) {
	file, ok := w.parts[strings.ToLower(part)]
	if !ok {
		return nil, nil, damaged(part, errors.New("no such part"))
	}
	if file.UncompressedSize64 > limit {
		return nil, nil, invalid("the part %s of the workbook is larger than %d MiB", model.Quoted(part), limit>>20)
	}
	content, err := file.Open()
	if err != nil {
		return nil, nil, damaged(part, err)
	}
	return xml.NewDecoder(content), content, nil
}

func (w *Workbook) decode(part string, into any) error {
	d, content, err := w.decoder(part, MaxPart)
	if err != nil {
		return err
	}
	defer content.Close()
	if err := d.Decode(into); err != nil {
		return damaged(part, err)
	}
	return nil
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations gives what a part refers to, targets as names of parts.
func (w *Workbook) relations(part string) ([]relation, error) {
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	folder, name := path.Split(part)
	if err := w.decode(path.Join(folder, "_rels", name+".rels"), &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		if strings.HasPrefix(r.Target, "/") {
			list.Relations[i].Target = strings.TrimPrefix(path.Clean(r.Target), "/")
		} else {
			list.Relations[i].Target = path.Join(folder, r.Target)
		}
	}
	return list.Relations, nil
}

// mainPart finds the part that holds the workbook.
func (w *Workbook) mainPart() (string, error) {
	relations, err := w.relations("")
	if err != nil {
		return "", invalid("the file is not an XLSX workbook")
	}
	for _, r := range relations {
		if path.Base(r.Type) == "officeDocument" {
			return r.Target, nil
		}
	}
	return "", invalid("the file is not an XLSX workbook")
}

func (w *Workbook) readSheets(main string, relations []relation) error {
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &book); err != nil {
		return err
	}
	w.base = dateBase(book.Properties.Date1904 == "1" || strings.EqualFold(book.Properties.Date1904, "true"))
	for _, s := range book.Sheets {
		for _, a := range s.Attrs {
			if a.Name.Local != "id" {
				continue
			}
			for _, r := range relations {
				if r.ID == a.Value && path.Base(r.Type) == "worksheet" {
					w.sheets = append(w.sheets, sheetPart{s.Name, r.Target})
				}
			}
		}
	}
	return nil
}
