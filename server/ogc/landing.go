package ogc

import "strings"

// landing is the resource that everything is found from.
func (d *door) landing(a *asked) error {
	links := append(a.own(mediaJSON),
		link{Href: a.url([]string{"api"}, "f", "json"), Rel: "service-desc", Type: mediaOpenAPI, Title: a.voice.Say("ogc.api")},
		link{Href: a.url([]string{"api"}, "f", "html"), Rel: "service-doc", Type: "text/html", Title: a.voice.Say("ogc.api")},
		link{Href: strings.TrimSuffix(a.base, Root) + "/connect", Rel: "help", Type: "text/html", Title: a.voice.Say("ogc.connect")},
		link{Href: a.url([]string{"conformance"}), Rel: "conformance", Type: mediaJSON, Title: a.voice.Say("ogc.conformance")},
		link{Href: a.url([]string{"conformance"}), Rel: relConformance, Type: mediaJSON, Title: a.voice.Say("ogc.conformance")},
		link{Href: a.url([]string{"collections"}), Rel: "data", Type: mediaJSON, Title: a.voice.Say("ogc.collections")},
		link{Href: a.url([]string{"tileMatrixSets"}), Rel: relMatrixSets, Type: mediaJSON, Title: a.voice.Say("ogc.matrix_sets")},
	)
	body := struct {
		Title       string `json:"title"`
		Description string `json:"description"`
		Attribution string `json:"attribution,omitempty"`
		Links       []link `json:"links"`
	}{a.voice.Say("ogc.title"), a.voice.Say("ogc.description"), d.attribution(a), links}
	return d.send(a, resource{mediaJSON, body, links, body.Title, body.Description, func() ([]section, error) {
		return []section{{ID: "links", Title: a.voice.Say("ogc.contents"), Links: listed(links)}}, nil
	}})
}

func (d *door) conformance(a *asked) error {
	links := a.own(mediaJSON)
	body := struct {
		ConformsTo []string `json:"conformsTo"`
		Links      []link   `json:"links"`
	}{classes, links}
	return d.send(a, resource{mediaJSON, body, links, a.voice.Say("ogc.conformance"), a.voice.Say("ogc.conformance_what"), func() ([]section, error) {
		t := &table{Caption: a.voice.Say("ogc.conformance"), Heads: []string{a.voice.Say("ogc.head_class")}}
		for _, class := range classes {
			t.Rows = append(t.Rows, []cell{{Text: class}})
		}
		return []section{{ID: "classes", Title: a.voice.Say("ogc.classes"), Table: t}}, nil
	}})
}

// attribution is the words that must stand wherever the data are shown.
func (d *door) attribution(a *asked) string {
	p, err := d.planner.Provenance(a.c.Request().Context(), d.config.Product, a.view)
	if err != nil {
		return "" // said by whoever needs it
	}
	var parts []string
	for _, s := range p.Sources {
		if s.Attribution != "" {
			parts = append(parts, s.Attribution)
		}
	}
	return a.voice.List(parts)
}

func (d *door) collections(a *asked) error {
	var list []collectionJSON
	for _, name := range a.set.Names() {
		c, _ := a.set.Collection(name)
		list = append(list, a.describe(c))
	}
	links := a.own(mediaJSON)
	body := struct {
		Links       []link           `json:"links"`
		CRS         []string         `json:"crs"`
		Collections []collectionJSON `json:"collections"`
	}{links, uris(), list}
	return d.send(a, resource{mediaJSON, body, links, a.voice.Say("ogc.collections"), "", func() ([]section, error) {
		t := &table{Caption: a.voice.Say("ogc.collections"), Heads: []string{a.voice.Say("ogc.head_collection"), a.voice.Say("ogc.head_meaning"), a.voice.Say("ogc.head_features")}}
		for _, one := range list {
			c, _ := a.set.Collection(one.ID)
			t.Rows = append(t.Rows, []cell{{one.Title, a.url([]string{"collections", one.ID}, "f", "html")}, {Text: one.Description}, {Text: a.voice.Number(float64(c.Len()), 0)}})
		}
		return []section{{ID: "collections", Title: a.voice.Say("ogc.collections"), Table: t}}, nil
	}})
}

func (d *door) collection(a *asked) error {
	c, err := a.collection()
	if err != nil {
		return err
	}
	body := a.describe(c)
	body.Links = append(a.own(mediaJSON), body.Links[2:]...)
	return d.send(a, resource{mediaJSON, body, body.Links, body.Title, body.Description, func() ([]section, error) {
		return []section{
			{ID: "links", Title: a.voice.Say("ogc.contents"), Links: listed(body.Links)},
			{ID: "properties", Title: a.voice.Say("ogc.properties"), Table: a.columnTable(c)},
		}, nil
	}})
}
