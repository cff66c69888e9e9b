package shapefile

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"catchment/model/disclosure"
	"catchment/model/exchange/columns"
)

const (
	// maxFields is how many fields a table may have.
	maxFields = 255
	// longestText is the longest text of a field, in bytes.
	longestText = 254
)

// field is one field of a table: a column, or the state of one.
type field struct {
	short  string
	name   string
	column int // of the layer
	state  bool
	kind   byte
	length int
	places int
	cut    bool // some text is too long
}

// fieldsOf lays the columns of a layer out as fields.
func fieldsOf(list []columns.Column, chosen []int) []field {
	var out []field
	for _, i := range chosen {
		c := &list[i]
		out = append(out, fieldOf(c, i))
		if c.Suppressed {
			out = append(out, field{name: c.StateName(), column: i, state: true, kind: 'C', length: len(columns.Suppressed)})
		}
	}
	names := make([]string, len(out))
	for i, f := range out {
		names[i] = f.name
	}
	for i, short := range shortened(names) {
		out[i].short = short
	}
	return out
}

func fieldOf(c *columns.Column, at int) field {
	f := field{name: c.Name, column: at}
	switch c.Type {
	case columns.Integer:
		f.kind, f.length = 'N', 18
	case columns.Real:
		f.kind, f.length, f.places = 'N', 24, 15
	case columns.Date:
		f.kind, f.length = 'D', 8
	case columns.Boolean:
		f.kind, f.length = 'L', 1
	default:
		f.kind, f.length, f.cut = 'C', max(1, min(c.Longest, longestText)), c.Longest > longestText
	}
	return f
}

// cell writes a value as wide as the field is.
func (f *field) cell(value any, state string) (string, error) {
	if f.state {
		return fmt.Sprintf("%-*s", f.length, state), nil
	}
	text := ""
	switch v := value.(type) {
	case int:
		text = strconv.Itoa(v)
	case float64:
		text = figure(v, f.length, f.places)
	case bool:
		text = map[bool]string{true: "T", false: "F"}[v]
	case string:
		text = f.text(v)
	}
	if len(text) > f.length {
		return "", fmt.Errorf("%s does not fit into a field: %s", f.name, text)
	}
	if f.kind == 'N' {
		return strings.Repeat(" ", f.length-len(text)) + text, nil
	}
	return text + strings.Repeat(" ", f.length-len(text)), nil
}

func (f *field) text(text string) string {
	if f.kind == 'D' {
		return strings.ReplaceAll(text, "-", "")
	}
	text = strings.Map(func(r rune) rune {
		if r == 0 {
			return ' ' // which would end the field
		}
		return r
	}, text)
	if len(text) <= f.length {
		return text
	}
	end := f.length - len("…")
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// figure writes a number with as many decimals as fit.
func figure(x float64, length, places int) string {
	for ; places >= 0; places-- {
		if text := strconv.FormatFloat(x, 'f', places, 64); len(text) <= length {
			return text
		}
	}
	return strconv.FormatFloat(x, 'e', 15, 64)
}

// writeTable writes the .dbf file.
func writeTable(w io.Writer, layer disclosure.Layer, list []columns.Column, fields []field, count int, day time.Time) error {
	out := bufio.NewWriterSize(w, 64<<10)
	width := 1
	for _, f := range fields {
		width += f.length
	}
	if width > math.MaxUint16 {
		return fmt.Errorf("a row of it would be %d bytes long, and a Shapefile has at most %d", width, math.MaxUint16)
	}
	head := []byte{3, byte(day.Year() - 1900), byte(day.Month()), byte(day.Day())}
	head = binary.LittleEndian.AppendUint32(head, uint32(count))
	head = binary.LittleEndian.AppendUint16(head, uint16(32*len(fields)+33))
	head = binary.LittleEndian.AppendUint16(head, uint16(width))
	out.Write(append(head, make([]byte, 20)...))
	for _, f := range fields {
		described := make([]byte, 32)
		copy(described, f.short)
		described[11], described[16], described[17] = f.kind, byte(f.length), byte(f.places)
		out.Write(described)
	}
	out.WriteByte('\r')
	for feature := range layer.Features {
		out.WriteByte(' ')
		for i := range fields {
			f := &fields[i]
			text, err := f.cell(list[f.column].Value(feature.Properties[f.column].Value))
			if err != nil {
				return err
			}
			out.WriteString(text)
		}
	}
	out.WriteByte(0x1a)
	return out.Flush()
}
