package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"catchment/model"
)

// archive is the parts of a workbook by their names. It is read beside
// excelize, which takes a part that breaks off for one that ends.
type archive map[string]*zip.File

// unzipped reads the directory of the zip file and refuses what would unpack
// to too much.
func unzipped(data []byte) (archive, error) {
	switch {
	case len(data) > MaxFile:
		return nil, invalid(model.Say("a file of at most %d MiB is expected", MaxFile>>20))
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, invalid(model.Say("the workbook is protected by a password or of the old XLS form; save it as XLSX without a password"))
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, invalid(model.Say("the file is not an XLSX workbook, or is damaged"))
	}
	if len(in.File) > MaxParts {
		return nil, invalid(model.Say("a workbook of at most %d parts is expected", MaxParts))
	}
	sum, parts, seen := uint64(0), archive{}, map[string]bool{}
	for _, f := range in.File {
		sum += f.UncompressedSize64
		if f.UncompressedSize64 > MaxUnzipped || sum > MaxUnzipped {
			return nil, invalid(model.Say("the workbook unpacks to more than %d MiB", MaxUnzipped>>20))
		}
		if f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/MaxRatio > f.CompressedSize64 {
			return nil, invalid(model.Say("a part of the workbook unpacks to more than %d times its size, as no table does", MaxRatio))
		}
		name := strings.ReplaceAll(f.Name, `\`, "/")
		key := strings.ToLower(name)
		if seen[key] {
			return nil, damaged(name, errors.New("there are two of them"))
		}
		seen[key], parts[name] = true, f
	}
	return parts, nil
}

// check reads every part of XML but the sheets to its end, and so to its
// checksum; the sheets are checked while they are read.
func (a archive) check() error {
	for name, f := range a {
		lower := strings.ToLower(name)
		if ext := path.Ext(lower); ext != ".xml" && ext != ".rels" || strings.HasPrefix(lower, "xl/worksheets/") && ext == ".xml" {
			continue
		}
		base := path.Base(lower)
		if path.Ext(base) == ".rels" || base == "workbook.xml" || base == "styles.xml" || base == "[content_types].xml" || strings.HasPrefix(lower, "xl/theme/") {
			if f.UncompressedSize64 > MaxPart {
				return tooLarge(name)
			}
		}
		if err := a.checkPart(name); err != nil {
			return err
		}
	}
	return nil
}

func (a archive) checkPart(name string) error {
	d, content, err := a.decoder(name)
	if err != nil {
		return err
	}
	defer content.Close()
	elements, texts := 0, 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return damaged(name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local == "si" {
			texts++
		}
		if elements++; texts > MaxSharedTexts || elements > MaxElements {
			return invalid(model.Say("a workbook of at most %d shared texts is expected, and of at most %d elements in its part %s", MaxSharedTexts, MaxElements, model.Quoted(name)))
		}
	}
}

// decoder opens a part for reading; the size is bounded by its directory
// entry, which archive/zip holds it to.
func (a archive) decoder(part string) (*xml.Decoder, io.Closer, error) {
	file, ok := a[part]
	if !ok {
		return nil, nil, damaged(part, errors.New("no such part"))
	}
	content, err := file.Open()
	if err != nil {
		return nil, nil, damaged(part, err)
	}
	return xml.NewDecoder(content), content, nil
}

type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations gives what a part refers to, targets as names of parts.
func (a archive) relations(part string) ([]relation, error) {
	folder, name := path.Split(part)
	own := path.Join(folder, "_rels", name+".rels")
	if f := a[own]; f != nil && f.UncompressedSize64 > MaxPart {
		return nil, tooLarge(own)
	}
	d, content, err := a.decoder(own)
	if err != nil {
		return nil, err
	}
	defer content.Close()
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := d.Decode(&list); err != nil {
		return nil, damaged(own, err)
	}
	for i, r := range list.Relations {
		if !strings.HasPrefix(r.Target, "/") {
			r.Target = path.Join("/", folder, r.Target)
		}
		list.Relations[i].Target = strings.TrimPrefix(path.Clean(r.Target), "/")
	}
	return list.Relations, nil
}

// workbookPart finds the part that lists the sheets.
func (a archive) workbookPart() (string, error) {
	relations, err := a.relations("")
	if err != nil {
		return "", invalid(model.Say("the file is not an XLSX workbook"))
	}
	for _, r := range relations {
		if path.Base(r.Type) != "officeDocument" {
			continue
		}
		if a[r.Target] == nil {
			return "", damaged(r.Target, errors.New("no such part"))
		}
		return r.Target, nil
	}
	return "", invalid(model.Say("the file is not an XLSX workbook"))
}

func invalid(sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Sentence: sentence}
}

func tooLarge(part string) error {
	return invalid(model.Say("the part %s of the workbook is larger than %d MiB", model.Quoted(part), MaxPart>>20))
}

// damaged is what is said of a part that cannot be read; the cause may hold
// pieces of the file and is not shown.
func damaged(part string, cause error) error {
	return &model.Error{Code: model.Invalid, Cause: cause, Sentence: model.Say("the workbook is damaged: its part %s cannot be read", model.Quoted(part))}
}
