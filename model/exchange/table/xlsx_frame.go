package table

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"

	"catchment/model/disclosure"
)

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	linkNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages      = "http://schemas.openxmlformats.org/package/2006/"
	contentType   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// frozenHeading keeps the first row in view.
const frozenHeading = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`

// The styles of cells: 0 is plain, then headings, and texts that stay texts
// when they are edited.
const (
	headingStyle = 1
	quotedStyle  = 2
)

const styleSheet = xmlHead + `<styleSheet xmlns="` + mainNamespace + `">` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
	`<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/><bgColor indexed="64"/></patternFill></fill></fills>` +
	`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
	`<border><left/><right/><top/><bottom style="thin"><color rgb="FF505A5F"/></bottom><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// framePart is a part of a workbook beside the sheets.
type framePart struct{ name, text string }

func sheetPath(i int) string { return fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1) }

// frame gives the parts of a workbook that hold its sheets together
// (ECMA-376).
func frame(sheets []disclosure.Sheet) []framePart {
	var types, list, links strings.Builder
	for i, sheet := range sheets {
		fmt.Fprintf(&types, `<Override PartName="/%s" ContentType="%sworksheet+xml"/>`, sheetPath(i), contentType)
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escaped(sheet.Name), i+1, i+1)
		fmt.Fprintf(&links, `<Relationship Id="rId%d" Type="%s/worksheet" Target="/%s"/>`, i+1, linkNamespace, sheetPath(i))
	}
	return []framePart{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packages + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + contentType + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + contentType + `styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="` + packages + `relationships">` +
			`<Relationship Id="rId1" Type="` + linkNamespace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + mainNamespace + `" xmlns:r="` + linkNamespace + `"><sheets>` + list.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="` + packages + `relationships">` + links.String() +
			fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/styles" Target="/xl/styles.xml"/></Relationships>`, len(sheets)+1, linkNamespace)},
		{"xl/styles.xml", styleSheet},
	}
}

// escapes is what XLSX takes for one character in a text: _x000D_.
var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// escaped writes a text for XML, and so that no part of it is taken for an
// escape _x000D_ of workbooks.
func escaped(text string) string {
	var b strings.Builder
	if !strings.Contains(text, "_x") {
		_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
		return b.String()
	}
	var marked strings.Builder
	for i := range len(text) {
		if text[i] == '_' && i+7 <= len(text) && escapes.MatchString(text[i:i+7]) {
			marked.WriteString("_x005F")
		}
		marked.WriteByte(text[i])
	}
	_ = xml.EscapeText(&b, []byte(marked.String()))
	return b.String()
}
