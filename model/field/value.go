package field

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"catchment/model"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Set parses text into the column's field of the noun that the pointer gives.
// It returns nothing or, where the text does not fit, what is expected; the field
// is then left as it is.
func (c Column) Set(noun any, text string) (expected model.Sentence) {
	text = strings.TrimSpace(text)
	if text == "" {
		text = c.Default
	}
	target := reflect.ValueOf(noun).Elem().Field(c.index)
	if c.age >= 0 {
		target = target.Index(c.age)
	}
	if text == "" {
		if c.Required {
			return c.Expected(reflect.ValueOf(noun).Elem().Type())
		}
		target.SetZero()
		return model.Sentence{}
	}
	if !c.set(target, text) {
		return c.Expected(reflect.ValueOf(noun).Elem().Type())
	}
	return model.Sentence{}
}

func (c Column) set(target reflect.Value, text string) bool {
	if target.Kind() == reflect.Pointer {
		value := reflect.New(target.Type().Elem())
		if !c.set(value.Elem(), text) {
			return false
		}
		target.Set(value)
		return true
	}
	switch target.Kind() {
	case reflect.Float64, reflect.Int:
		return c.setNumber(target, text)
	case reflect.Bool:
		yes, ok := yesOrNo[strings.ToLower(text)]
		target.SetBool(yes)
		return ok
	case reflect.Slice:
		target.Set(reflect.ValueOf(List(text)))
		return true
	}
	return setText(target, text)
}

var yesOrNo = map[string]bool{"yes": true, "no": false, "true": true, "false": false, "1": true, "0": false}

func (c Column) setNumber(target reflect.Value, text string) bool {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(number) || math.IsInf(number, 0) || strings.ContainsAny(text, "xX_pP") || !c.bounds.hold(number) {
		return false
	}
	if number == 0 {
		number = 0 // no minus zero
	}
	if target.Kind() == reflect.Int {
		if number != math.Trunc(number) || math.Abs(number) > 1e9 {
			return false
		}
		target.SetInt(int64(number))
		return true
	}
	target.SetFloat(number)
	return true
}

type valued interface{ Values() []string }

func setText(target reflect.Value, text string) bool {
	if target.Type() == reflect.TypeFor[model.Date]() {
		date, err := model.ParseDate(text)
		if err == nil {
			target.SetString(string(date))
		}
		return err == nil
	}
	if choices, ok := target.Interface().(valued); ok {
		text = strings.ToLower(text)
		for _, choice := range choices.Values() {
			if choice == text {
				target.SetString(text)
				return true
			}
		}
		return false
	}
	target.SetString(text)
	return true
}

// NoParts is a list that is stated and has nothing in it, where an empty cell
// would say that it is not stated.
const NoParts = ";"

// List splits a cell into its parts, without empty ones and repeats.
func List(text string) []string {
	var out []string
	seen := map[string]bool{}
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part != "" && !seen[part] {
			seen[part] = true
			out = append(out, part)
		}
	}
	return out
}

// Text writes the column's value of a noun (or of a pointer to one) as a file
// holds it; not stated is "".
func (c Column) Text(noun any) string { return c.text(reflect.Indirect(reflect.ValueOf(noun))) }

func (c Column) text(noun reflect.Value) string {
	value := noun.Field(c.index)
	if c.age >= 0 {
		value = value.Index(c.age)
	}
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return ""
		}
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.Float64:
		return Number(value.Float())
	case reflect.Int:
		return strconv.FormatInt(value.Int(), 10)
	case reflect.Bool:
		if value.Bool() {
			return "yes"
		}
		return "no"
	case reflect.Slice:
		return strings.Join(value.Interface().([]string), ";")
	}
	return value.String()
}

// Number writes a figure with all the digits it needs to be read back.
func Number(x float64) string {
	if x == 0 {
		return "0" // also of minus zero
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// Expected says what the column may hold: "a whole number from 0 to 24".
func (c Column) Expected(noun reflect.Type) model.Sentence {
	fieldType := noun.Field(c.index).Type
	if c.age >= 0 {
		fieldType = fieldType.Elem()
	}
	if fieldType.Kind() == reflect.Pointer {
		fieldType = fieldType.Elem()
	}
	sentence := c.expectedOf(fieldType)
	if c.Required {
		return model.Say("%s is expected", sentence)
	}
	return model.Say("%s, or an empty cell, is expected", sentence)
}

func (c Column) expectedOf(fieldType reflect.Type) model.Sentence {
	if choices, ok := reflect.Zero(fieldType).Interface().(valued); ok {
		return model.Say("one of %s", strings.Join(choices.Values(), ", "))
	}
	switch {
	case fieldType == reflect.TypeFor[model.Date]():
		return model.Say("a date like 2026-03-31")
	case fieldType.Kind() == reflect.Int:
		return c.bounds.wholeNumber()
	case fieldType.Kind() == reflect.Float64:
		return c.bounds.number()
	case fieldType.Kind() == reflect.Bool:
		return model.Say("yes or no")
	case fieldType.Kind() == reflect.Slice:
		return model.Say("a list separated by semicolons")
	}
	return model.Say("a text")
}

// bounds are the least and greatest values; above is set where the least
// itself is excluded.
type bounds struct {
	least, greatest float64
	above           bool
}

func parseBounds(tag, most string) bounds {
	b := bounds{least: math.Inf(-1), greatest: math.Inf(1)}
	if most != "" {
		b.greatest = mustNumber(most)
	}
	if tag == "" {
		return b
	}
	if text, ok := strings.CutPrefix(tag, ">"); ok {
		b.least, b.above = mustNumber(text), true
		return b
	}
	low, high, _ := strings.Cut(tag, "..")
	b.least = mustNumber(low)
	if high != "" {
		b.greatest = mustNumber(high)
	}
	return b
}

func mustNumber(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(fmt.Sprintf("field: bounds tag holds %q", text))
	}
	return x
}

func (b bounds) hold(x float64) bool {
	return x >= b.least && x <= b.greatest && (!b.above || x > b.least)
}

func (b bounds) number() model.Sentence {
	switch {
	case b.above && !math.IsInf(b.greatest, 1):
		return model.Say("a number above %s and up to %s", Number(b.least), Number(b.greatest))
	case b.above:
		return model.Say("a number above %s", Number(b.least))
	case !math.IsInf(b.greatest, 1):
		return model.Say("a number from %s to %s", Number(b.least), Number(b.greatest))
	case !math.IsInf(b.least, -1):
		return model.Say("a number of %s or more", Number(b.least))
	}
	return model.Say("a number")
}

func (b bounds) wholeNumber() model.Sentence {
	switch {
	case b.above:
		return model.Say("a whole number above %s", Number(b.least))
	case !math.IsInf(b.greatest, 1):
		return model.Say("a whole number from %s to %s", Number(b.least), Number(b.greatest))
	case !math.IsInf(b.least, -1):
		return model.Say("a whole number of %s or more", Number(b.least))
	}
	return model.Say("a whole number")
}

// Cell gives the column's value of a noun as a cell of a sheet: nil for not
// stated, an int or a float64 for a number, else the text.
func (c Column) Cell(noun any) any {
	value := reflect.Indirect(reflect.ValueOf(noun)).Field(c.index)
	if c.age >= 0 {
		value = value.Index(c.age)
	}
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return nil
		}
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.Float64:
		return value.Float()
	case reflect.Int:
		return int(value.Int())
	}
	if text := c.Text(noun); text != "" {
		return text
	}
	return nil
}
