package table

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// readTexts reads the shared texts of a workbook.
func (w *Workbook) readTexts(part string) error {
	d, content, err := w.decoder(part, MaxUnzipped)
	if err != nil {
		return err
	}
	defer content.Close()
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return damaged(part, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "si" {
			continue
		}
		if len(w.texts) == MaxSharedTexts {
			return invalid("a workbook of at most %d shared texts is expected", MaxSharedTexts)
		}
		text, err := richText(d)
		if err != nil {
			return damaged(part, err)
		}
		w.texts = append(w.texts, text)
	}
}

// richText reads a text up to the end of the element that was begun: its t
// elements, also in runs, but not the phonetic ones.
func richText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	inText := false
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inText = t.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	}
	return unescaped(b.String()), nil
}

var escapes = regexp.MustCompile(`(?:_x[0-9A-Fa-f]{4}_)+`)

// unescaped undoes the escapes _x000D_ of texts in a workbook.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escapes.ReplaceAllStringFunc(text, func(run string) string {
		var units []uint16
		for i := 0; i < len(run); i += 7 {
			unit, _ := strconv.ParseUint(run[i+2:i+6], 16, 16)
			units = append(units, uint16(unit))
		}
		return string(utf16.Decode(units))
	})
}

// readStyles finds out which styles show numbers as dates.
func (w *Workbook) readStyles(part string) error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode(part, &styles); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range styles.Cells {
		code, own := codes[c.Format]
		w.dates = append(w.dates, own && showsDate(code) || !own && builtInDate(c.Format))
	}
	return nil
}

// builtInDate says whether a number format that has no code of its own in
// the file shows a date (ECMA-376 18.8.30, with the forms of East Asia).
func builtInDate(format int) bool {
	return format >= 14 && format <= 17 || format == 22 ||
		format >= 27 && format <= 31 || format == 36 || format >= 50 && format <= 54 || format == 57 || format == 58
}

var literals = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// showsDate says whether a format code shows a year or a day: d or y outside
// of literals. A time of day alone is a number.
func showsDate(code string) bool {
	code, _, _ = strings.Cut(literals.ReplaceAllString(code, ""), ";")
	return strings.ContainsAny(code, "dyDY")
}
