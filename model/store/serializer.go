package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"gorm.io/gorm/schema"

	"catchment/model"
)

// The names stand in the gorm tags of the nouns.
func init() {
	schema.RegisterSerializer("list", list{})
	schema.RegisterSerializer("ages", ages{})
	schema.RegisterSerializer("wkb", boundary{})
	schema.RegisterSerializer("reference", reference{})
}

const separator = ";"

// list keeps a list of texts as one text: a;b;c. An empty list is "" and is
// read as nil.
type list struct{}

// Scan reads the column into the field.
func (list) Scan(ctx context.Context, f *schema.Field, noun reflect.Value, column any) error {
	text, err := textOf(column)
	if err != nil {
		return err
	}
	var parts []string
	if text != "" {
		parts = strings.Split(text, separator)
	}
	f.ReflectValueOf(ctx, noun).Set(reflect.ValueOf(parts))
	return nil
}

// Value gives what the column holds.
func (list) Value(_ context.Context, f *schema.Field, _ reflect.Value, value any) (any, error) {
	parts, ok := value.([]string)
	if !ok {
		return nil, fmt.Errorf("%s is not a list of texts", f.DBName)
	}
	for _, part := range parts {
		if part == "" || strings.Contains(part, separator) {
			return nil, invalid(f.Schema.Table, model.Say("An entry of the list %s is empty or holds a semicolon.", f.DBName))
		}
	}
	return strings.Join(parts, separator), nil
}

// ages keeps the persons of each single year of age as 25 numbers in one
// text, with all the digits that they need to be read back.
type ages struct{}

// Scan reads the column into the field.
func (ages) Scan(ctx context.Context, f *schema.Field, noun reflect.Value, column any) error {
	text, err := textOf(column)
	if err != nil {
		return err
	}
	parts := strings.Split(text, separator)
	if len(parts) != model.AgeCount {
		return fmt.Errorf("%s holds %d ages", f.DBName, len(parts))
	}
	var persons model.Ages
	for age, part := range parts {
		if persons[age], err = strconv.ParseFloat(part, 64); err != nil {
			return fmt.Errorf("%s holds no number at age %d", f.DBName, age)
		}
	}
	f.ReflectValueOf(ctx, noun).Set(reflect.ValueOf(persons))
	return nil
}

// Value gives what the column holds.
func (ages) Value(_ context.Context, f *schema.Field, _ reflect.Value, value any) (any, error) {
	persons, ok := value.(model.Ages)
	if !ok {
		return nil, fmt.Errorf("%s is not ages", f.DBName)
	}
	var text []byte
	for age, n := range persons {
		if math.IsNaN(n) || n < 0 {
			return nil, invalid(f.Schema.Table, model.Say("A number of persons is below 0."))
		}
		if age > 0 {
			text = append(text, separator...)
		}
		text = strconv.AppendFloat(text, n, 'f', -1, 64)
	}
	return string(text), nil
}

// boundary keeps a boundary as well-known binary; no boundary is NULL.
type boundary struct{}

// Scan reads the column into the field.
func (boundary) Scan(ctx context.Context, f *schema.Field, noun reflect.Value, column any) error {
	var shape orb.MultiPolygon
	if column != nil {
		bytes, ok := column.([]byte)
		if !ok {
			return fmt.Errorf("%s is not binary", f.DBName)
		}
		geometry, err := wkb.Unmarshal(bytes)
		if err != nil {
			return fmt.Errorf("%s is not well-known binary", f.DBName)
		}
		if shape, ok = geometry.(orb.MultiPolygon); !ok {
			return fmt.Errorf("%s is a %s", f.DBName, geometry.GeoJSONType())
		}
	}
	f.ReflectValueOf(ctx, noun).Set(reflect.ValueOf(shape))
	return nil
}

// Value gives what the column holds.
func (boundary) Value(_ context.Context, f *schema.Field, _ reflect.Value, value any) (any, error) {
	shape, ok := value.(orb.MultiPolygon)
	if !ok {
		return nil, fmt.Errorf("%s is not a boundary", f.DBName)
	}
	if len(shape) == 0 {
		return nil, nil
	}
	return wkb.Marshal(shape)
}

// reference keeps the key of another noun that need not be stated: "" in the
// noun, NULL in the database, so that a foreign key can hold it.
type reference struct{}

// Scan reads the column into the field.
func (reference) Scan(ctx context.Context, f *schema.Field, noun reflect.Value, column any) error {
	var text string
	if column != nil {
		var err error
		if text, err = textOf(column); err != nil {
			return err
		}
	}
	f.ReflectValueOf(ctx, noun).SetString(text)
	return nil
}

// Value gives what the column holds.
func (reference) Value(_ context.Context, f *schema.Field, _ reflect.Value, value any) (any, error) {
	text, ok := value.(string)
	if !ok {
		return nil, fmt.Errorf("%s is not a text", f.DBName)
	}
	if text == "" {
		return nil, nil
	}
	return text, nil
}

func textOf(column any) (string, error) {
	switch text := column.(type) {
	case string:
		return text, nil
	case []byte:
		return string(text), nil
	}
	return "", errors.New("the column holds no text")
}
