package table

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"catchment/model"
)

// Workbook is an XLSX file that was opened. Its sheets are read from its
// bytes one after the other; nothing is written to disk.
type Workbook struct {
	file     *excelize.File
	parts    archive
	sheets   []sheetPart
	dates    map[int]bool // by style: whether numbers are dates
	from1904 bool         // whether days are counted from 1904
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
	parts, err := unzipped(data)
	if err != nil {
		return nil, err
	}
	main, err := parts.workbookPart()
	if err != nil {
		return nil, err
	}
	if err := parts.check(); err != nil {
		return nil, err
	}
	relations, err := parts.relations(main)
	if err != nil {
		return nil, err
	}
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: MaxUnzipped, UnzipXMLSizeLimit: MaxUnzipped, // and so no files in the folder of temporary ones
	})
	if err != nil {
		return nil, damaged(main, err)
	}
	w := &Workbook{file: file, parts: parts, dates: map[int]bool{}}
	props, err := file.GetWorkbookProps()
	if err != nil {
		return nil, damaged(main, err)
	}
	w.from1904 = props.Date1904 != nil && *props.Date1904
	w.placeTexts(relations)
	return w, w.list(relations)
}

// placeTexts puts the shared texts where excelize looks for them.
func (w *Workbook) placeTexts(relations []relation) {
	const usual = "xl/sharedStrings.xml"
	for _, r := range relations {
		if path.Base(r.Type) != "sharedStrings" || strings.EqualFold(r.Target, usual) {
			continue
		}
		if texts, ok := w.file.Pkg.Load(r.Target); ok {
			w.file.Pkg.Store(usual, texts)
		}
	}
}

// list lists the sheets of cells; those of charts have none.
func (w *Workbook) list(relations []relation) error {
	seen := map[string]bool{}
	for _, s := range w.file.WorkBook.Sheets.Sheet {
		for _, r := range relations {
			if r.ID != s.ID || path.Base(r.Type) != "worksheet" {
				continue
			}
			if w.parts[r.Target] == nil {
				return damaged(r.Target, errors.New("no such part"))
			}
			key := strings.ToLower(s.Name)
			if seen[key] {
				return invalid(model.Say("the workbook is damaged: it has two sheets named %s", model.Quoted(s.Name)))
			}
			seen[key] = true
			w.sheets = append(w.sheets, sheetPart{s.Name, r.Target})
		}
	}
	return nil
}
