package ogc

import (
	"math"
	"net/http"
	"strconv"

	"catchment/model"
	"catchment/model/crs"
	"catchment/model/feature"
	"catchment/server/page/parts"
	"catchment/server/respond"
)

// The vector tiles of /tiles lie in the square of the web (OGC 17-083r4,
// annex E): each zoom has four times the tiles of the one before.
const (
	square    = "WebMercatorQuad"
	squareURI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
	maxZoom   = 14
	halfWorld = 20037508.342789244 // metres from the middle to an edge
)

var tilesetParameters = []parameter{
	{shared: true, key: "f-tileset", name: "f", schema: enum("json", "tilejson", "html")},
	onParameter, forParameter,
}

type tileset struct {
	Title     string   `json:"title"`
	DataType  string   `json:"dataType"`
	CRS       string   `json:"crs"`
	MatrixURI string   `json:"tileMatrixSetURI"`
	Links     []link   `json:"links"`
	Layers    []layer  `json:"layers,omitempty"`
	Box       *boxJSON `json:"boundingBox,omitempty"`
}

type layer struct {
	ID         string `json:"id"`
	DataType   string `json:"dataType"`
	Dimension  int    `json:"geometryDimension"`
	MinMatrix  string `json:"minTileMatrix"`
	MaxMatrix  string `json:"maxTileMatrix"`
	Properties schema `json:"propertiesSchema"`
}

type boxJSON struct {
	LowerLeft  [2]float64 `json:"lowerLeft"`
	UpperRight [2]float64 `json:"upperRight"`
	CRS        string     `json:"crs"`
}

// tiled finds the collection of the path, of which there must be tiles.
func (a *asked) tiled() (*feature.Collection, error) {
	c, err := a.collection()
	if err == nil && c.Kind == "" {
		err = respond.Refusal(a.c, http.StatusNotFound, "collection", "ogc.no_tiles", "Found", model.Quoted(c.ID))
	}
	return c, err
}

func (d *door) tilesets(a *asked) error {
	c, err := a.tiled()
	if err != nil {
		return err
	}
	links := a.own(mediaJSON)
	list := []tileset{d.describeTiles(a, c, false)}
	body := struct {
		Links    []link    `json:"links"`
		Tilesets []tileset `json:"tilesets"`
	}{links, list}
	return d.send(a, resource{mediaJSON, body, links, a.voice.Say("ogc.tilesets"), a.voice.Say("ogc.tilesets_what"), func() ([]section, error) { return d.tilesSections(a, c), nil }})
}

func (d *door) tileset(a *asked) error {
	c, err := a.tiled()
	if err != nil {
		return err
	}
	if a.c.Param("matrix") != square {
		return a.noMatrixSet()
	}
	if a.query.Get("f") == "tilejson" {
		return d.send(a, resource{mediaJSON, a.tileJSON(c, d.attribution(a)), a.own(mediaJSON), "", "", nil})
	}
	body := d.describeTiles(a, c, true)
	return d.send(a, resource{mediaJSON, body, body.Links, a.voice.Say("ogc.tilesets"), a.voice.Say("ogc.tilesets_what"), func() ([]section, error) { return d.tilesSections(a, c), nil }})
}

func (d *door) describeTiles(a *asked, c *feature.Collection, whole bool) tileset {
	title, _ := a.named(c)
	at := []string{"collections", c.ID, "tiles", square}
	out := tileset{Title: title, DataType: "vector", CRS: crs.WebMercator.URI, MatrixURI: squareURI, Links: []link{
		{Href: a.url(at, "f", "json"), Rel: "self", Type: mediaJSON, Title: title},
		{Href: a.url(at, "f", "tilejson"), Rel: "alternate", Type: mediaJSON, Title: "TileJSON"},
		{Href: a.url([]string{"tileMatrixSets", square}, "f", "json"), Rel: relMatrixSet, Type: mediaJSON, Title: square},
		{Href: a.tileURL(c, "{tileMatrix}", "{tileCol}", "{tileRow}"), Rel: "item", Type: mediaTile, Title: title, Templated: true},
		{Href: a.url(at[:2], "f", "json"), Rel: "http://www.opengis.net/def/rel/ogc/1.0/geodata", Type: mediaJSON, Title: title},
	}}
	if !whole {
		return out
	}
	for _, l := range layersOf(c) {
		out.Layers = append(out.Layers, layer{l.id, "vector", l.dimension, "0", "14", schema{"type": "object", "properties": l.properties}})
	}
	if !c.Bound.IsEmpty() {
		out.Box = &boxJSON{c.Bound.Min, c.Bound.Max, crs.CRS84.URI}
	}
	return out
}

// layersOf describes the two layers of a tile: areas, and the points at which
// their names stand.
func layersOf(c *feature.Collection) []struct {
	id         string
	dimension  int
	properties schema
} {
	text := schema{"type": "string"}
	properties := schema{"code": text, "name": text, "name_cy": text}
	return []struct {
		id         string
		dimension  int
		properties schema
	}{{string(c.Kind), 2, properties}, {string(c.Kind) + "-label", 0, properties}}
}

// tileURL is the address of a tile, with what is given in the places of zoom,
// column and row.
func (a *asked) tileURL(c *feature.Collection, zoom, column, row string) string {
	base := a.c.Scheme() + "://" + a.c.Request().Host + "/tiles/" + a.view.BoundaryVersion() + "/" + string(c.Kind) + "/" + zoom + "/" + column + "/" + row + ".mvt"
	if on := a.query.Get("on"); on != "" {
		base += "?on=" + on
	}
	return base
}

// tileJSON describes the tiles as TileJSON 3.0 does.
func (a *asked) tileJSON(c *feature.Collection, attribution string) schema {
	title, description := a.named(c)
	var layers []schema
	for _, l := range layersOf(c) {
		fields := schema{}
		for name := range l.properties {
			fields[name] = a.columnDoc(name)
		}
		layers = append(layers, schema{"id": l.id, "minzoom": 0, "maxzoom": maxZoom, "fields": fields})
	}
	out := schema{"tilejson": "3.0.0", "name": title, "description": description, "scheme": "xyz", "minzoom": 0, "maxzoom": maxZoom,
		"tiles": []string{a.tileURL(c, "{z}", "{x}", "{y}")}, "vector_layers": layers}
	if attribution != "" {
		out["attribution"] = attribution
	}
	if !c.Bound.IsEmpty() {
		out["bounds"] = corners(c.Bound)
	}
	return out
}

func (a *asked) noMatrixSet() error {
	return respond.Refusal(a.c, http.StatusNotFound, "matrix", "ogc.no_matrix_set", "Found", model.Quoted(a.c.Param("matrix")), "Name", square)
}

func (d *door) matrixSets(a *asked) error {
	links := a.own(mediaJSON)
	body := schema{"links": links, "tileMatrixSets": []schema{{"id": square, "title": a.voice.Say("ogc.square"), "uri": squareURI, "links": []link{
		{Href: a.url([]string{"tileMatrixSets", square}, "f", "json"), Rel: "self", Type: mediaJSON, Title: square},
	}}}}
	return d.send(a, resource{mediaJSON, body, links, a.voice.Say("ogc.matrix_sets"), "", func() ([]section, error) { return a.squareSections(), nil }})
}

func (d *door) matrixSet(a *asked) error {
	if a.c.Param("matrix") != square {
		return a.noMatrixSet()
	}
	return d.send(a, resource{mediaJSON, squareJSON(a.voice.Say("ogc.square")), a.own(mediaJSON), a.voice.Say("ogc.square"), "", func() ([]section, error) { return a.squareSections(), nil }})
}

// squareJSON is the definition of the square (OGC 17-083r4): tiles of 256
// pixels of 0.28 mm.
func squareJSON(title string) schema {
	var matrices []schema
	for z := range maxZoom + 1 {
		size := 2 * halfWorld / 256 / math.Exp2(float64(z))
		matrices = append(matrices, schema{
			"id": strconv.Itoa(z), "scaleDenominator": size / 0.00028, "cellSize": size, "cornerOfOrigin": "topLeft",
			"pointOfOrigin": [2]float64{-halfWorld, halfWorld}, "tileWidth": 256, "tileHeight": 256, "matrixWidth": 1 << z, "matrixHeight": 1 << z,
		})
	}
	return schema{"id": square, "title": title, "uri": squareURI, "crs": crs.WebMercator.URI,
		"orderedAxes": []string{"X", "Y"}, "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible", "tileMatrices": matrices}
}

// tilesSections says where the tiles are, and what they hold.
func (d *door) tilesSections(a *asked, c *feature.Collection) []section {
	t := &table{Caption: a.voice.Say("ogc.layers"), Heads: []string{a.voice.Say("ogc.head_layer"), a.voice.Say("ogc.head_properties")}}
	for _, l := range layersOf(c) {
		t.Rows = append(t.Rows, []cell{{Text: l.id}, {Text: "code, name, name_cy"}})
	}
	return []section{
		{ID: "address", Title: a.voice.Say("ogc.tile_address"), Code: a.tileURL(c, "{z}", "{x}", "{y}"),
			Links: []parts.Link{{Text: "TileJSON", URL: a.url([]string{"collections", c.ID, "tiles", square}, "f", "tilejson")}}},
		{ID: "layers", Title: a.voice.Say("ogc.layers"), Table: t},
	}
}

func (a *asked) squareSections() []section {
	t := &table{Caption: square, Heads: []string{a.voice.Say("ogc.head_zoom"), a.voice.Say("ogc.head_tiles"), a.voice.Say("ogc.head_cell")}}
	for z := range maxZoom + 1 {
		t.Rows = append(t.Rows, []cell{{Text: strconv.Itoa(z)}, {Text: a.voice.Number(math.Exp2(float64(2*z)), 0)},
			{Text: a.voice.Number(2*halfWorld/256/math.Exp2(float64(z)), 2)}})
	}
	return []section{{ID: "square", Title: a.voice.Say("ogc.square"), Table: t}}
}
