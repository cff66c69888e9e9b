package ogc

import (
	"net/http"
	"sort"
	"strconv"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/feature"
	"catchment/server/respond"
)

// itemsTake are the parameters of a collection's features: with them each of
// its columns.
func (d *door) itemsTake(a *asked) ([]parameter, error) {
	c, err := a.collection()
	if err != nil {
		return nil, err
	}
	return append(append([]parameter{}, itemParameters...), queryParameters(c)...), nil
}

// portion is the features of one answer.
type portion struct {
	collection *feature.Collection
	system     *crs.System
	chosen     []int // places in the collection
	matched    int
	begin      int // how many matched before them
	next       string
}

func (d *door) items(a *asked) error {
	p, err := d.portion(a)
	if err != nil {
		return err
	}
	links := append(a.own(mediaGeoJSON), link{Href: a.url([]string{"collections", p.collection.ID}, "f", "json"), Rel: "collection", Type: mediaJSON})
	next := ""
	if p.next != "" {
		next = a.here("after", p.next, "offset", "")
		links = append(links, link{Href: next, Rel: "next", Type: links[0].Type, Title: a.voice.Say("ogc.next")}) // in the same form
	}
	a.describeCRS(p.system)
	if a.html {
		title, what := a.named(p.collection)
		return d.send(a, resource{mediaGeoJSON, nil, links, title, what, func() ([]section, error) { return d.itemsSections(a, p, next), nil }})
	}
	parts, err := d.parts(p.collection, p.chosen, p.system)
	if err != nil {
		return err
	}
	head, err := marshalled("links", links)
	if err != nil {
		return err
	}
	a.c.Response().Header().Set("Link", header(links))
	return d.stream(a, mediaGeoJSON, func(w writer) error {
		w.text([]byte(`{"type":"FeatureCollection","numberMatched":` + strconv.Itoa(p.matched) + `,"numberReturned":` + strconv.Itoa(len(parts))))
		w.text(head)
		w.text([]byte(`,"features":[`))
		drawing := d.drawing(a, p.collection, w)
		defer drawing.settle()
		for i, part := range parts {
			if i%64 == 0 && a.c.Request().Context().Err() != nil {
				return a.c.Request().Context().Err() // the reader has gone
			}
			drawing.feature(part)
		}
		drawing.end(nil)
		w.text([]byte("]}\n"))
		return nil
	})
}

// portion finds the features that are asked for.
func (d *door) portion(a *asked) (*portion, error) {
	c, err := a.collection()
	if err != nil {
		return nil, err
	}
	p := &portion{collection: c}
	if p.system, err = a.system("crs"); err != nil {
		return nil, err
	}
	limit, err := a.wholeNumber("limit", 1, defaultLimit)
	if err != nil {
		return nil, err
	}
	limit = min(limit, largestLimit)
	offset, err := a.wholeNumber("offset", 0, 0)
	if err != nil {
		return nil, err
	}
	after := a.query.Get("after")
	if after != "" && a.query.Has("offset") {
		return nil, a.refuse("offset", "ogc.offset_and_after")
	}
	q, err := a.selection(c)
	if err != nil {
		return nil, err
	}
	matching, err := d.matches.of(a, c, q)
	if err != nil {
		return nil, err
	}
	p.matched = len(matching)
	p.begin = min(offset, p.matched)
	if after != "" {
		at, found := c.Find(after)
		p.begin = sort.Search(len(matching), func(i int) bool { return int(matching[i]) > at || !found && int(matching[i]) == at })
	}
	end := min(p.begin+limit, p.matched)
	for _, at := range matching[p.begin:end] {
		p.chosen = append(p.chosen, int(at))
	}
	if end < p.matched {
		p.next = c.FeatureID(p.chosen[len(p.chosen)-1])
	}
	return p, nil
}

// describeCRS names the reference system of the geometries in the answer
// (OGC 18-058r1, /req/crs/ogc-crs-header).
func (a *asked) describeCRS(system *crs.System) {
	a.c.Response().Header().Set("Content-Crs", "<"+system.URI+">")
}

// feature answers with one feature.
func (d *door) feature(a *asked) error {
	c, err := a.collection()
	if err != nil {
		return err
	}
	system, err := a.system("crs")
	if err != nil {
		return err
	}
	at, found := c.Find(a.c.Param("feature"))
	if !found {
		return respond.Refusal(a.c, http.StatusNotFound, "feature", "ogc.no_feature", "Found", model.Quoted(a.c.Param("feature")), "Collection", c.ID)
	}
	links := append(a.own(mediaGeoJSON), link{Href: a.url([]string{"collections", c.ID}, "f", "json"), Rel: "collection", Type: mediaJSON})
	a.describeCRS(system)
	if a.html {
		return d.send(a, resource{mediaGeoJSON, nil, links, c.FeatureID(at), "", func() ([]section, error) { return a.featureSections(c, at), nil }})
	}
	parts, err := d.parts(c, []int{at}, system)
	if err != nil {
		return err
	}
	more, err := marshalled("links", links)
	if err != nil {
		return err
	}
	a.c.Response().Header().Set("Link", header(links))
	return d.stream(a, mediaGeoJSON, func(w writer) error {
		drawing := d.drawing(a, c, w)
		defer drawing.settle()
		drawing.feature(parts[0])
		drawing.end(more)
		return nil
	})
}
