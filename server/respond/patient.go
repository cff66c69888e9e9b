package respond

import (
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// stall is how long a reader of a long answer may take for a part of it.
const stall = time.Minute

// patient moves the deadline of an answer as long as its reader takes some of
// it in time: it may be large, and a line slow.
type patient struct {
	io.Writer
	control *http.ResponseController
	since   int
}

// Patiently is the writer for a long answer. One whose reader takes nothing
// for a minute is broken off.
func Patiently(c echo.Context) io.Writer {
	return &patient{Writer: c.Response(), control: http.NewResponseController(c.Response())}
}

// Write writes, and moves the deadline once a megabyte.
func (p *patient) Write(b []byte) (int, error) {
	if p.since == 0 {
		_ = p.control.SetWriteDeadline(time.Now().Add(stall)) // where there is none to move, none is needed
	}
	if p.since += len(b); p.since > 1<<20 {
		p.since = 0
	}
	return p.Writer.Write(b)
}
