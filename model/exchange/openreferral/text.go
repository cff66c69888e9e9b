package openreferral

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"catchment/model"
)

var mark = []byte("\xef\xbb\xbf")

// text gives what a file says as JSON in UTF-8, and tells what had to be put
// right for it.
func (r *reader) text(data []byte) []byte {
	data = bytes.TrimPrefix(r.inUTF8(data), mark)
	m := mender{in: data}
	m.mend()
	if m.controls > 0 {
		r.warn("", model.Say("texts without control characters are expected; they are taken for spaces"))
	}
	if m.extras > 0 {
		r.warn("", model.Say("numbers that are none (NaN) and commas behind the last of a list are no JSON; they are left out"))
	}
	return m.out
}

// inUTF8 gives a file in UTF-8. Single bytes that are none are read as
// Windows-1252 has them, which is how letters with accents get into a file
// that is otherwise as it should be.
func (r *reader) inUTF8(data []byte) []byte {
	if order, wide := byteOrder(data); wide {
		if text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data); err == nil {
			r.warn("", model.Say("a file in UTF-8 is expected; this one is in UTF-16, and read so"))
			return text
		}
	}
	if utf8.Valid(data) {
		return data
	}
	r.warn("", model.Say("a file in UTF-8 is expected; the bytes that are none are read as Windows-1252: check names with accents"))
	out := make([]byte, 0, len(data)+len(data)/8)
	for len(data) > 0 {
		letter, size := utf8.DecodeRune(data)
		if letter == utf8.RuneError && size == 1 {
			letter = charmap.Windows1252.DecodeByte(data[0])
		}
		out, data = utf8.AppendRune(out, letter), data[size:]
	}
	return out
}

// byteOrder says whether a file is in UTF-16, and in which order: by its mark,
// or because JSON begins with two signs that have one byte elsewhere.
func byteOrder(data []byte) (order unicode.Endianness, wide bool) {
	none := func(at int) bool { return len(data) > 3 && data[at] == 0 }
	switch {
	case bytes.HasPrefix(data, []byte("\xfe\xff")) || none(0) && none(2) && !none(1) && !none(3):
		return unicode.BigEndian, true
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || none(1) && none(3) && !none(0) && !none(2):
		return unicode.LittleEndian, true
	}
	return false, false
}

// mender copies JSON without what careless programs write into it: control
// characters in texts, bytes and marks between values, NaN and Infinity for
// numbers, and a comma behind the last of a list.
type mender struct {
	in, out          []byte
	controls, extras int
}

func (m *mender) mend() {
	m.out = make([]byte, 0, len(m.in))
	inside, escaped := false, false
	for i := 0; i < len(m.in); {
		b, size := m.in[i], 1
		switch {
		case inside && b < ' ':
			b, escaped = ' ', false
			m.controls++
		case escaped:
			escaped = false
		case inside:
			escaped = b == '\\'
			inside = b != '"'
		case b == '"':
			inside = true
		default:
			b, size = m.between(i)
		}
		m.out = append(m.out, b)
		if i += size; size > 1 && b == 'n' {
			m.out = append(m.out, "ull"...)
		}
	}
}

// between is what stands for the bytes at a place outside of texts, and how
// many these are; n stands for null.
func (m *mender) between(i int) (b byte, size int) {
	rest := m.in[i:]
	switch b = rest[0]; {
	case b == 0:
		m.controls++
		return ' ', 1
	case bytes.HasPrefix(rest, mark):
		return ' ', len(mark)
	case b == ',':
		if next := bytes.TrimLeft(rest[1:], " \t\r\n"); len(next) > 0 && (next[0] == ']' || next[0] == '}') {
			m.extras++
			return ' ', 1
		}
	}
	for _, word := range []string{"NaN", "-NaN", "Infinity", "-Infinity"} {
		if bytes.HasPrefix(rest, []byte(word)) {
			m.extras++
			return 'n', len(word)
		}
	}
	return b, 1
}
