package ogc

import (
	"strings"

	"github.com/paulmach/orb"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/feature"
)

// collectionJSON is what is said of a collection, in the list and alone.
type collectionJSON struct {
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	ItemType    string     `json:"itemType"`
	Extent      extentJSON `json:"extent"`
	CRS         []string   `json:"crs"`
	StorageCRS  string     `json:"storageCrs"`
	Links       []link     `json:"links"`
}

type extentJSON struct {
	Spatial  *spatialJSON `json:"spatial,omitempty"`
	Temporal temporalJSON `json:"temporal"`
}

type spatialJSON struct {
	BBox [][4]float64 `json:"bbox"`
	CRS  string       `json:"crs"`
}

type temporalJSON struct {
	Interval [][2]*string `json:"interval"`
	TRS      string       `json:"trs"`
}

const gregorian = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"

func (a *asked) describe(c *feature.Collection) collectionJSON {
	out := collectionJSON{ID: c.ID, ItemType: "feature", CRS: uris(), StorageCRS: crs.CRS84.URI, Extent: extentOf(c)}
	out.Title, out.Description = a.named(c)
	at := func(more ...string) []string { return append([]string{"collections", c.ID}, more...) }
	out.Links = []link{
		{Href: a.url(at(), "f", "json"), Rel: "self", Type: mediaJSON, Title: out.Title},
		{Href: a.url(at(), "f", "html"), Rel: "alternate", Type: "text/html", Title: out.Title},
		{Href: a.url(at("items"), "f", "json"), Rel: "items", Type: mediaGeoJSON, Title: a.voice.Say("ogc.items")},
		{Href: a.url(at("items"), "f", "html"), Rel: "items", Type: "text/html", Title: a.voice.Say("ogc.items")},
		{Href: a.url(at("queryables"), "f", "json"), Rel: relQueryables, Type: mediaSchema, Title: a.voice.Say("ogc.name_queryables")},
		{Href: a.url(at("schema"), "f", "json"), Rel: relSchema, Type: mediaSchema, Title: a.voice.Say("ogc.name_schema")},
	}
	if c.Kind != "" {
		out.Links = append(out.Links, link{Href: a.url(at("tiles"), "f", "json"), Rel: relVector, Type: mediaJSON, Title: a.voice.Say("ogc.tilesets")})
	}
	return out
}

// named says what a collection is called and what it holds.
func (a *asked) named(c *feature.Collection) (title, description string) {
	if c.Kind != "" {
		kind := a.voice.Kind(c.Kind, 2)
		return strings.ToUpper(kind[:1]) + kind[1:], a.voice.Say("ogc.areas_what", "Kind", kind)
	}
	key := strings.ReplaceAll(c.ID, "-", "_")
	return a.voice.Say("ogc.name_" + key), a.voice.Say("ogc.what_" + key)
}

// extentOf is where and when the features of a collection are. One without any
// place has no spatial extent.
func extentOf(c *feature.Collection) extentJSON {
	out := extentJSON{Temporal: temporalJSON{[][2]*string{{stated(c.From), stated(c.To)}}, gregorian}}
	if b := c.Bound; !b.IsEmpty() {
		out.Spatial = &spatialJSON{[][4]float64{corners(b)}, crs.CRS84.URI}
	}
	return out
}

func corners(b orb.Bound) [4]float64 { return [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]} }

// stated is a day as a moment, nil where it is open.
func stated(day model.Date) *string {
	if day == "" {
		return nil
	}
	moment := string(day) + "T00:00:00Z"
	return &moment
}

func uris() []string {
	out := make([]string, len(crs.Systems))
	for i, s := range crs.Systems {
		out[i] = s.URI
	}
	return out
}
