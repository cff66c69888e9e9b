package ogc

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"io"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
)

// piece is a part of answers that is encoded once: as it is and, from when it
// is first sent so, packed. The packed form is deflate blocks that refer to
// nothing before them and end on a whole byte, so that pieces can be strung
// together in any order.
type piece struct {
	raw    []byte
	packed atomic.Pointer[[]byte]
	pack   func(raw []byte) []byte
}

func newPiece(raw []byte, pack func([]byte) []byte) *piece { return &piece{raw: raw, pack: pack} }

// deflated is the packed form. Two readers may both make it.
func (p *piece) deflated() []byte {
	if known := p.packed.Load(); known != nil {
		return *known
	}
	packed := p.pack(p.raw)
	p.packed.Store(&packed)
	return packed
}

// size is how much memory it takes, about.
func (p *piece) size() int {
	const rest = 96 // of the piece itself
	size := rest + cap(p.raw)
	if packed := p.packed.Load(); packed != nil {
		size += cap(*packed)
	}
	return size
}

// closely packs what is kept for long.
func closely(raw []byte) []byte {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, 6)
	if err != nil {
		panic(err) // only for a level that there is not
	}
	_, _ = w.Write(raw) // a buffer takes everything
	_ = w.Flush()       // ends on a whole byte, and ends no stream
	return bytes.Clone(packed.Bytes())
}

// quickly packs little at a time, without the tables that closely begins with.
func quickly(raw []byte) []byte {
	var packed bytes.Buffer
	_ = flate.StatelessDeflate(&packed, raw, false, nil) // a buffer takes everything
	return bytes.Clone(packed.Bytes())
}

// writer strings together the parts of an answer. It keeps the first error for
// the end.
type writer interface {
	text(part []byte)
	piece(p *piece)
	end() error
}

// plain writes an answer as it is.
type plain struct{ to *bufio.Writer }

func (w plain) text(part []byte) { _, _ = w.to.Write(part) } // to keeps the first error to the end
func (w plain) piece(p *piece)   { w.text(p.raw) }
func (w plain) end() error       { return w.to.Flush() }

// packing writes an answer as one gzip stream (RFC 1952). Texts between the
// pieces are gathered and packed as they come.
type packing struct {
	to      *bufio.Writer
	pending []byte
	sum     uint32
	size    uint32
	err     error
}

var gzipHead = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255} // deflate, fast, of no system

func newPacking(to io.Writer) *packing {
	w := &packing{to: bufio.NewWriterSize(to, 64<<10)}
	_, _ = w.to.Write(gzipHead)
	return w
}

// longestPending is how much text is packed at a time: as far back as deflate
// looks.
const longestPending = 32 << 10

func (w *packing) text(part []byte) {
	if w.pending = append(w.pending, part...); len(w.pending) > longestPending {
		w.settle()
	}
}

func (w *packing) piece(p *piece) {
	w.settle()
	w.count(p.raw)
	_, _ = w.to.Write(p.deflated())
}

func (w *packing) settle() {
	if len(w.pending) == 0 {
		return
	}
	w.count(w.pending)
	if w.err == nil {
		w.err = flate.StatelessDeflate(w.to, w.pending, false, nil)
	}
	w.pending = w.pending[:0]
}

func (w *packing) count(part []byte) {
	w.sum = crc32.Update(w.sum, crc32.IEEETable, part)
	w.size += uint32(len(part))
}

func (w *packing) end() error {
	w.settle()
	if w.err == nil {
		w.err = flate.StatelessDeflate(w.to, nil, true, nil)
	}
	if w.err != nil {
		return w.err
	}
	_, _ = w.to.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, w.sum), w.size))
	return w.to.Flush()
}
