package ogc

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"catchment/model/disclosure"
	"catchment/server/respond"
)

// resource is what a request found: answered as JSON, or as a page.
type resource struct {
	media string // of the JSON
	body  any
	links []link // for the header
	title string
	lead  string
	page  func() ([]section, error)
}

// send answers with a resource in the form that was asked for.
func (d *door) send(a *asked, r resource) error {
	a.c.Response().Header().Set("Link", header(r.links))
	if a.html {
		return d.sendPage(a, r)
	}
	body, err := json.Marshal(r.body)
	if err != nil {
		return err
	}
	return d.sendBytes(a, r.media, body)
}

func (d *door) sendPage(a *asked, r resource) error {
	around, err := a.visit.Page("", r.title, r.lead)
	if err != nil {
		return err
	}
	around.Context.ChooseURL, around.Context.Crumbs = "", a.crumbs(r.title)
	sections, err := r.page()
	if err != nil {
		return err
	}
	body, err := d.house.Draw("ogc/resource", &page{around, sections, a.forms(r)})
	if err != nil {
		return err
	}
	return d.sendBytes(a, mediaHTML, body)
}

func (d *door) sendBytes(a *asked, media string, body []byte) error {
	return d.stream(a, media, func(w writer) error { w.text(body); return nil })
}

// stream answers with what write writes, packed where the reader takes it, or
// says that the reader has it already. It is not begun before everything that
// can be refused has been.
func (d *door) stream(a *asked, media string, write func(w writer) error) error {
	c := a.c
	header, packs := c.Response().Header(), respond.AcceptsGzip(c.Request())
	tag := d.tag(a, media, packs)
	header.Set("ETag", tag)
	header.Set("Content-Language", string(a.voice.Language()))
	if header.Set(echo.HeaderCacheControl, "private, no-cache"); media == mediaHTML && a.view.Audience() == disclosure.Public {
		header.Set(echo.HeaderCacheControl, "no-store") // nothing is left behind after a quick exit
	}
	header.Set(echo.HeaderVary, "Accept, Accept-Encoding, Authorization, Origin, X-API-Key")
	if respond.Knows(c.Request(), tag) || respond.KnowsAny(c.Request()) {
		return c.NoContent(http.StatusNotModified)
	}
	header.Set(echo.HeaderContentType, media)
	if packs {
		header.Set(echo.HeaderContentEncoding, "gzip")
	}
	if c.Request().Method == http.MethodHead {
		c.Response().WriteHeader(http.StatusOK)
		return nil
	}
	worth := d.answers.worth(tag)
	to := &keeping{Writer: respond.Patiently(c), long: !worth}
	if known, ok := d.answers.kept.Get(tag); ok {
		_, err := to.Writer.Write(known)
		return err
	}
	var w writer = plain{bufio.NewWriterSize(to, 64<<10)}
	if packs {
		w = newPacking(to)
	}
	err := write(w)
	if err == nil {
		err = w.end()
	}
	if err == nil && !to.long {
		d.answers.kept.Add(tag, bytes.Clone(to.copy.Bytes()))
	}
	return err
}

// tag is made of everything that an answer depends on. It is strong: packed
// and plain, JSON and page have tags of their own.
func (d *door) tag(a *asked, media string, packs bool) string {
	url := a.c.Request().URL
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%s\n%s\n%s\n%s\n%s\n%s\n%t", d.config.Build, a.view.Revision().Revision, a.view.Date(),
		a.view.Audience(), a.base, url.EscapedPath(), url.RawQuery, media, packs))
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// marshalled writes links as a member that stands behind others.
func marshalled(name string, value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return append([]byte(`,"`+name+`":`), bytes.TrimRight(b.Bytes(), "\n")...), nil
}
