package columns

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"catchment/model"
)

// Type is what the cells of a column are.
type Type int

// The types.
const (
	Text Type = iota
	Integer
	Real
	Date
	Boolean
)

// Column is one column and what was seen in it.
type Column struct {
	Name       string
	Type       Type
	Suppressed bool // some cell is not shown, which is not a text here
	Longest    int  // of its texts, in bytes

	seen, texts, symbols bool
}

// symbol stands for what is not shown.
const symbol = "*"

// Suppressed is the state of a cell that is not shown.
const Suppressed = "suppressed"

// StateName is the name of the column beside a column that says which of its
// cells are not shown.
func (c *Column) StateName() string { return c.Name + "_state" }

var day = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// see takes a cell into account.
func (c *Column) see(cell any) error {
	switch v := cell.(type) {
	case nil:
	case bool:
		c.is(Boolean)
	case int:
		c.is(Integer)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%s is not a number", c.Name)
		}
		c.is(Real)
	case string:
		c.seeText(v)
	case []string:
		c.seeText(strings.Join(v, ";"))
	default:
		return fmt.Errorf("%s holds a %T", c.Name, v)
	}
	return nil
}

func (c *Column) seeText(text string) {
	c.Longest = max(c.Longest, len(text))
	switch {
	case text == symbol:
		c.symbols = true
	case isDay(text):
		c.is(Date)
	default:
		c.is(Text)
	}
}

func isDay(text string) bool {
	_, err := model.ParseDate(text)
	return day.MatchString(text) && err == nil
}

// is joins the type of a cell with that of those before.
func (c *Column) is(t Type) {
	number := func(t Type) bool { return t == Integer || t == Real }
	switch {
	case !c.seen || c.Type == t:
		c.Type = t
	case number(c.Type) && number(t):
		c.Type = Real
	default:
		c.texts = true
	}
	c.seen = true
}

// settle decides when all cells were seen.
func (c *Column) settle() {
	known, ok := named(c.Name)
	switch {
	case c.texts:
		c.Type = Text
	case !c.seen && ok, c.Type == Integer && known == Real:
		c.Type = known
	}
	c.Suppressed = c.symbols && c.Type != Text
}

// Value gives a cell as the column holds it: nil, an int, a float64, a bool or
// a string (of a Date in the form 2026-03-31), and its state: "suppressed" or
// "".
func (c *Column) Value(cell any) (value any, state string) {
	if list, ok := cell.([]string); ok {
		cell = strings.Join(list, ";")
	}
	switch v := cell.(type) {
	case nil:
		return nil, ""
	case string:
		if v == symbol && c.Type != Text {
			return nil, Suppressed
		}
	case int:
		switch c.Type {
		case Real:
			return float64(v), ""
		case Text:
			return strconv.Itoa(v), ""
		}
	case float64:
		if c.Type == Text {
			return strconv.FormatFloat(v, 'f', -1, 64), ""
		}
	case bool:
		if c.Type == Text {
			return strconv.FormatBool(v), ""
		}
	}
	return cell, ""
}

// named gives the type that figures of a name have, alone or behind a prefix.
func named(name string) (Type, bool) {
	for t, names := range figures {
		for _, n := range names {
			if name == n || strings.HasSuffix(name, "_"+n) {
				return t, true
			}
		}
	}
	return Text, false
}

// figures names those of FILES that can be empty throughout.
var figures = map[Type][]string{
	Real: {"demand", "unreached", "not_eligible", "waiting", "met", "met_high", "coverage", "demand_low", "demand_high",
		"quality_low", "quality_high", "assessed", "children_low", "children", "children_high", "capacity", "pull", "ratio", "stranded",
		"need_low", "need", "need_high", "index", "best_achievable", "gini", "best_fifth", "worst_fifth"},
	Integer: {"tier", "services", "types_present", "types_expected", "rank", "rank_low", "rank_high", "method_rank_low", "method_rank_high"},
	Date:    {"since"},
}
