package geojson

import (
	"bytes"
	"encoding/json"
	"strings"

	"catchment/model"
	"catchment/model/exchange/intake"
)

// feature is one feature as it was read: the texts of its properties, by
// heading, and its geometry.
type feature struct {
	cells    []string
	faults   []fault
	geometry geometry
}

// fault is something wrong with one property.
type fault struct {
	property string
	expected model.Sentence
}

// add reads one feature. An error ends the reading.
func (c *collection) add(raw []byte) error {
	var members struct {
		Type       string          `json:"type"`
		Properties json.RawMessage `json:"properties"`
		Geometry   json.RawMessage `json:"geometry"`
	}
	if err := json.Unmarshal(raw, &members); err != nil || members.Type != "Feature" {
		return refused(model.Say("a Feature is expected"))
	}
	var f feature
	if err := c.readProperties(&f, members.Properties); err != nil {
		return err
	}
	f.geometry = readGeometry(members.Geometry)
	if c.vertices += f.geometry.vertices; c.vertices > MaxVertices {
		return refused(model.Say("at most %d positions are expected in a file", MaxVertices))
	}
	c.stated = c.stated || f.geometry.stated
	c.features = append(c.features, f)
	return nil
}

func (c *collection) readProperties(f *feature, raw []byte) error {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if token, err := d.Token(); err != nil || token != json.Delim('{') {
		return refused(model.Say("properties as a JSON object are expected"))
	}
	seen := map[string]bool{}
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return refused(model.Say("properties as a JSON object are expected"))
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return refused(model.Say("properties as a JSON object are expected"))
		}
		plain := strings.ToLower(strings.TrimSpace(name))
		if seen[plain] {
			f.faults = append(f.faults, fault{name, model.Say("this property stands twice; each is expected once")})
			continue
		}
		seen[plain] = true
		if err := c.setCell(f, name, value); err != nil {
			return err
		}
	}
	return nil
}

func (c *collection) setCell(f *feature, name string, value []byte) error {
	plain := strings.ToLower(strings.TrimSpace(name))
	at, known := c.at[plain]
	if !known {
		if at = len(c.headings); at == MaxProperties {
			return refused(model.Say("at most %d names of properties are expected", MaxProperties))
		}
		c.at[plain] = at
		c.headings = append(c.headings, name)
	}
	text, expected := cellText(value)
	if !expected.Empty() {
		f.faults = append(f.faults, fault{name, expected})
	}
	for len(f.cells) <= at {
		f.cells = append(f.cells, "")
	}
	f.cells[at] = text
	return nil
}

// cellText writes a property as a cell holds it, or says what is expected.
func cellText(value []byte) (text string, expected model.Sentence) {
	switch value[0] {
	case '{':
		return "", model.Say("a text, a number, true, false, null or a list is expected, not an object")
	case '[':
		return listText(value)
	}
	return scalarText(value), model.Sentence{}
}

func listText(value []byte) (text string, expected model.Sentence) {
	var items []json.RawMessage
	if err := json.Unmarshal(value, &items); err != nil {
		return "", model.Say("a list of texts is expected")
	}
	var parts []string
	for _, item := range items {
		if item[0] == '[' || item[0] == '{' {
			return "", model.Say("a list of texts is expected, without lists or objects in it")
		}
		part := scalarText(item)
		if strings.Contains(part, ";") {
			return "", model.Say("a list whose parts hold no semicolon is expected")
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ";"), model.Sentence{}
}

// scalarText writes a text as it is, null as nothing, and a number or truth
// value as the file does.
func scalarText(value []byte) string {
	if value[0] == '"' {
		var text string
		_ = json.Unmarshal(value, &text) // a value of a decoder is well formed
		return text
	}
	if string(value) == "null" {
		return ""
	}
	return string(value)
}

// shape is what the intake calls for the geometry of a row; nil for tables
// without geometry.
func (f *feature) shape(sheet *intake.Sheet, table string) intake.Shape {
	if table != "areas" && table != "sites" {
		return f.withoutShape(sheet)
	}
	return func(noun any) bool {
		f.report(sheet)
		switch n := noun.(type) {
		case *model.Area:
			f.geometry.intoArea(sheet, n)
		case *model.Site:
			f.geometry.intoSite(sheet, n)
		}
		return f.geometry.stated
	}
}

// withoutShape only reports what is wrong with the properties.
func (f *feature) withoutShape(sheet *intake.Sheet) intake.Shape {
	if len(f.faults) == 0 {
		return nil
	}
	return func(any) bool { f.report(sheet); return false }
}

func (f *feature) report(sheet *intake.Sheet) {
	for _, fault := range f.faults {
		sheet.Fault(fault.property, fault.expected, model.Sentence{})
	}
}
