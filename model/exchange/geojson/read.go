package geojson

import (
	"bytes"
	"encoding/json"
	"io"
	"unicode/utf8"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// Read reads a FeatureCollection into the intake, and gives the number of
// rows.
func Read(in *intake.Intake, o intake.Origin, data []byte) int {
	c, err := collect(data)
	if err != nil {
		in.Report(model.Problem{File: o.File, Row: c.row, Expected: model.SentenceOf(err)})
		return 0
	}
	if len(c.features) == 0 {
		in.Report(model.Problem{File: o.File, Warning: true, Expected: model.Say("the file has no features")})
		return 0
	}
	o.Features = true
	sheet := in.Open(o, 0, c.headings)
	give(sheet, o.Table, c)
	for i := range c.features {
		f := &c.features[i]
		sheet.Row(i+1, f.cells, f.shape(sheet, o.Table))
	}
	sheet.Close()
	return sheet.Rows()
}

// Headings gives the names of the properties that features have. An error is
// a sentence.
func Headings(data []byte) ([]string, error) {
	c, err := collect(data)
	return c.headings, err
}

// Properties gives the properties of features as rows, without geometries.
func Properties(data []byte) *intake.Foreign {
	c, _ := collect(data) // what could be read of it
	foreign := &intake.Foreign{Headings: c.headings}
	for i := range c.features {
		foreign.Numbers = append(foreign.Numbers, i+1)
		foreign.Rows = append(foreign.Rows, c.features[i].cells)
	}
	return foreign
}

// give names the columns that the geometries of the file fill.
func give(sheet *intake.Sheet, table string, c *collection) {
	switch {
	case table == "areas":
		sheet.Gives("boundary")
	case table == "sites" && c.stated:
		sheet.Gives("lon")
		sheet.Gives("lat")
	}
}

// collection is a FeatureCollection as it was read.
type collection struct {
	headings []string
	at       map[string]int // heading in small letters -> cell
	features []feature
	vertices int
	stated   bool // a feature has a geometry
	row      int  // of a feature that ends the reading
}

// collect walks the members of the collection, feature by feature. An error
// ends the reading; it holds nothing of the file but the name of a
// reference system.
func collect(data []byte) (*collection, error) {
	c := &collection{at: map[string]int{}}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > MaxFile {
		return c, refused(model.Say("a file of at most %d MiB is expected", MaxFile>>20))
	}
	if !utf8.Valid(data) {
		return c, refused(model.Say("a file in UTF-8 is expected"))
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return c, c.notJSON(data, d)
	}
	seen := map[string]bool{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return c, c.notJSON(data, d)
		}
		if seen[name.(string)] {
			return c, refused(model.Say("the member %s of the collection stands twice", model.Quoted(name.(string))))
		}
		seen[name.(string)] = true
		if err := c.member(d, name.(string), data); err != nil {
			return c, err
		}
	}
	if _, err := d.Token(); err != nil {
		return c, c.notJSON(data, d)
	}
	if _, err := d.Token(); err != io.EOF {
		return c, refused(model.Say("nothing is expected after the FeatureCollection"))
	}
	if !seen["type"] || !seen["features"] {
		return c, refused(model.Say("a FeatureCollection with features is expected"))
	}
	return c, nil
}

func (c *collection) member(d *json.Decoder, name string, data []byte) error {
	if name == "features" {
		return c.readFeatures(d, data)
	}
	var value json.RawMessage
	if err := d.Decode(&value); err != nil {
		return c.notJSON(data, d)
	}
	switch name {
	case "type":
		if string(value) != `"FeatureCollection"` {
			return refused(model.Say("a FeatureCollection is expected"))
		}
	case "crs":
		return checkReference(value)
	}
	return nil
}

func (c *collection) readFeatures(d *json.Decoder, data []byte) error {
	if token, err := d.Token(); err != nil {
		return c.notJSON(data, d)
	} else if token != json.Delim('[') {
		return refused(model.Say("a FeatureCollection with an array of features is expected"))
	}
	for d.More() {
		c.row = len(c.features) + 1
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return c.notJSON(data, d)
		}
		if depth(raw) > MaxDepth {
			return refused(model.Say("at most %d arrays and objects inside each other are expected", MaxDepth))
		}
		if err := c.add(raw); err != nil {
			return err
		}
	}
	c.row = 0
	if _, err := d.Token(); err != nil {
		return c.notJSON(data, d)
	}
	return nil
}

// refused ends the reading with a sentence.
func refused(sentence model.Sentence) error {
	return &model.Error{Code: model.Invalid, Sentence: sentence}
}

// notJSON says where the file stops being JSON.
func (c *collection) notJSON(data []byte, d *json.Decoder) error {
	at := min(int(d.InputOffset()), len(data))
	return refused(model.Say("a GeoJSON FeatureCollection is expected; the file is not JSON, or ends too early, near line %d", 1+bytes.Count(data[:at], []byte("\n"))))
}

// depth is how deep arrays and objects stand inside each other.
func depth(raw []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '[' || b == '{':
			now++
			deepest = max(deepest, now)
		case b == ']' || b == '}':
			now--
		}
	}
	return deepest
}

// checkReference refuses a reference system other than WGS 84. The member is
// of GeoJSON before RFC 7946, and still written.
func checkReference(value json.RawMessage) error {
	if string(value) == "null" {
		return nil
	}
	var crs struct {
		Properties struct {
			Name string `json:"name"`
		} `json:"properties"`
	}
	if err := json.Unmarshal(value, &crs); err != nil || crs.Properties.Name == "" {
		return refused(model.Say("degrees of WGS 84 are expected; the file names a reference system that is not understood"))
	}
	switch crs.Properties.Name {
	case "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", "OGC:CRS84", "CRS84",
		"http://www.opengis.net/def/crs/OGC/1.3/CRS84", "http://www.opengis.net/def/crs/EPSG/0/4326":
		return nil
	}
	return refused(model.Say("degrees of WGS 84 (CRS84, EPSG:4326) are expected; the file says that it is in %s: convert it first", model.Quoted(crs.Properties.Name)))
}
