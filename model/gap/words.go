package gap

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"catchment/frontend/words"
	"catchment/model"
)

// Name is what a thing is called; Cy is empty where it has no Welsh name. Key
// tells a service or a provider from others of that name; areas, types and
// indicators go without.
type Name struct{ Text, Cy, Key string }

// In gives the name for readers of a language.
func (n Name) In(v *words.Voice) string {
	text, _ := v.Name(n.Text, n.Cy)
	return text
}

func areaName(a *model.Area) Name { return Name{Text: a.Name, Cy: a.NameCy} }

// spoken is a gap in one language, with the names that most sentences take.
type spoken struct {
	*Gap
	v          *words.Voice
	area, kind string
}

func (g *Gap) in(v *words.Voice) *spoken {
	return &spoken{g, v, areaName(g.Area).In(v), Name{Text: g.Type.Label(), Cy: g.Type.NameCy}.In(v)}
}

// say gives a message of the catalogue, with the area and the type at hand.
func (s *spoken) say(key string, pairs ...any) string {
	return s.v.Say(key, append(pairs, "Area", s.area, "Type", s.kind)...)
}

// children rounds to the nearest 5, as modelled need is shown.
func (s *spoken) children(n float64) string {
	if n < 2.5 {
		return s.say("gaps.children_few")
	}
	return s.say("gaps.children_about", "Number", fmt.Sprintf("%.0f", math.Round(n/5)*5))
}

// places are at least 5: fewer would promise more precision than there is.
func (s *spoken) places() string { return fmt.Sprintf("%.0f", max(5, math.Round(s.Facts.Places/5)*5)) }

func (s *spoken) percent(x float64) string {
	if x > 0 && x < 0.01 {
		return s.say("gaps.percent_under_1")
	}
	return fmt.Sprintf("%.0f%%", 100*x)
}

func (s *spoken) indicators(list []Indicator) string {
	if len(list) == 8 {
		return s.say("gaps.all_indicators")
	}
	var out []string
	for _, i := range list {
		out = append(out, fmt.Sprintf("GP%d", i.Number))
	}
	return s.list(out)
}

// services names the first three, and how many more there are.
func (s *spoken) services(list []Name) string {
	var out []string
	for _, name := range list[:min(3, len(list))] {
		out = append(out, name.In(s.v))
	}
	if more := len(list) - 3; more > 0 {
		out = append(out, s.say("gaps.more", "Number", more))
	}
	return s.list(out)
}

func (s *spoken) list(out []string) string {
	if out == nil {
		return s.say("gaps.services_concerned")
	}
	return s.v.List(out)
}

// sentence joins parts and begins with a capital letter.
func sentence(parts ...string) string {
	text := []rune(strings.Join(parts, "; "))
	if len(text) == 0 {
		return ""
	}
	return strings.ToUpper(string(text[:1])) + string(text[1:]) + "."
}

// refusals puts a refusal into words: "ages 12 to 17", "children still living
// with the person who harms".
func (f *Facts) refusals(v *words.Voice) []string {
	var out []string
	for age := 0; age < model.AgeCount; age++ {
		if f.Refusal.ByAge[age] < least {
			continue
		}
		last := age
		for last+1 < model.AgeCount && f.Refusal.ByAge[last+1] >= least {
			last++
		}
		if last == age {
			out = append(out, v.Say("gaps.age", "Age", age))
		} else {
			out = append(out, v.Say("gaps.ages", "From", age, "To", last))
		}
		age = last
	}
	for x, n := range f.Refusal.ByAttribute {
		if n >= least {
			out = append(out, Attribute(v, f.Attributes[x]))
		}
	}
	if out == nil {
		out = []string{v.Say("gaps.some_combinations")}
	}
	return out
}

// Attribute puts a profile attribute into words; one that is not known by
// name is its key with spaces.
func Attribute(v *words.Voice, key string) string {
	if v.Has("attribute." + key) {
		return v.Say("attribute." + key)
	}
	return v.Say("gaps.marked", "Attribute", strings.ReplaceAll(key, "_", " "))
}

// groups names the groups of an equity gap.
func (s *spoken) groups(chosen func(Group) bool) []string {
	var out []string
	for _, group := range slices.DeleteFunc(slices.Clone(s.Facts.Groups), func(g Group) bool { return !chosen(g) }) {
		out = append(out, s.say("gaps.group."+group.Key))
	}
	return out
}
