package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"catchment/model"
	"catchment/model/disclosure"
	"catchment/model/field"
	"catchment/model/scenario"
)

// designSheet is a design for JSON. What is not known is null.
type designSheet struct {
	Programme, ServiceType, Unit                     string
	Places, Cost, Stated, CostPerPlace, ContactHours *float64
	CohortsAtMost, GroupsAtOnce                      *float64
	Refused                                          bool
	Rules                                            []ruleLine
	Capacity                                         []factorLine
	Costs                                            []costLine
	Demand                                           *demandSheet `json:",omitempty"`
}

type ruleLine struct {
	Rule, Sentence, Source string
	Verdict                scenario.Verdict
}

type factorLine struct {
	Operator, Name string
	Value          *float64
}

type costLine struct {
	Line   string
	Terms  []factorLine
	Amount *float64
}

type demandSheet struct {
	Area, Name string
	Children   *float64
	Least      float64 // children that a group needs
	Wanted     float64 // children that every group of the year needs
	Viable     bool
	Neighbours []neighbourLine
}

type neighbourLine struct {
	Area, Name string
	Children   *float64
	Km         float64
}

func designSheetOf(d *scenario.Design, kind *model.ServiceType) *designSheet {
	of := d.Design()
	s := &designSheet{Programme: d.Programme.Key, Unit: string(of.Unit), Places: stated(of.Places), Cost: stated(of.Cost), Stated: stated(of.Stated), CostPerPlace: stated(of.PerPlace),
		ContactHours: stated(of.ContactHours), CohortsAtMost: stated(of.RunsAtMost), GroupsAtOnce: stated(of.GroupsAtOnce), Refused: of.Refused(), Rules: []ruleLine{}, Capacity: factorLines(of.Capacity)}
	if kind != nil {
		s.ServiceType = kind.Key
	}
	for _, f := range of.Findings {
		s.Rules = append(s.Rules, ruleLine{f.Rule, f.Sentence.String(), f.Source, f.Verdict})
	}
	for _, l := range of.Lines {
		s.Costs = append(s.Costs, costLine{l.Line, factorLines(l.Factors), stated(l.Amount)})
	}
	return s
}

func factorLines(factors []scenario.Factor) (out []factorLine) {
	for _, f := range factors {
		out = append(out, factorLine{f.Operator, f.Name, stated(f.Value)})
	}
	return out
}

func demandSheetOf(j *disclosure.Joint, least float64) *demandSheet {
	s := &demandSheet{Area: j.Area.Code, Name: j.Area.Name, Children: value(j.Own), Least: least, Wanted: j.Wanted, Viable: j.Viable, Neighbours: []neighbourLine{}}
	for _, p := range j.Partners {
		s.Neighbours = append(s.Neighbours, neighbourLine{p.Code, p.Name, value(p.Children), p.Km})
	}
	return s
}

func (s *designSheet) write(w io.Writer) {
	fmt.Fprintf(w, "%s: %s places a year (%s), %s a year, %s each\n", s.Programme, plainNumber(s.Places), s.Unit, pounds(s.Cost), pounds(s.CostPerPlace))
	if s.Cost == nil {
		fmt.Fprintf(w, "Stated of the cost so far: %s a year.\n", pounds(s.Stated))
	}
	fmt.Fprintf(w, "\nPlaces: %s = %s\n", equation(s.Capacity), plainNumber(s.Places))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\ncost\ta year\tterms")
	for _, l := range s.Costs {
		fmt.Fprintf(t, "%s\t%s\t%s\n", l.Line, pounds(l.Amount), equation(l.Terms))
	}
	t.Flush()
	if len(s.Rules) > 0 {
		fmt.Fprintln(t, "\nrule\tstands\tsource\twhat it asks")
	}
	for _, r := range s.Rules {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.Rule, r.Verdict, r.Source, r.Sentence)
	}
	t.Flush()
	if s.Demand != nil {
		s.Demand.write(w)
	}
}

func (s *demandSheet) write(w io.Writer) {
	fmt.Fprintf(w, "\n%s (%s): %s children a year whom it would accept; every group of the year needs %s, at least %s each.\n", s.Name, s.Area, english.Children(*s.Children), field.Number(s.Wanted), field.Number(s.Least))
	switch {
	case s.Viable && len(s.Neighbours) == 0:
		fmt.Fprintln(w, "That is enough for every group.")
		return
	case s.Viable:
		fmt.Fprintln(w, "Commissioned jointly with these neighbours every group would find enough:")
	default:
		fmt.Fprintln(w, "Even with all areas of its kind that can be placed there would be too few:")
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "area\tname\tchildren\tkm")
	for _, n := range s.Neighbours {
		fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\n", n.Area, n.Name, english.Children(*n.Children), n.Km)
	}
	t.Flush()
}

func plainNumber(x *float64) string {
	if x == nil {
		return "not known"
	}
	return field.Number(math.Round(*x*100) / 100)
}

func pounds(x *float64) string {
	if x == nil {
		return "not known"
	}
	return english.Money(math.Round(*x))
}

// equation writes terms as a sum on one line.
func equation(factors []factorLine) string {
	var b strings.Builder
	for i, f := range factors {
		if i > 0 {
			b.WriteString(" " + f.Operator + " ")
		}
		value := "not stated"
		if f.Value != nil {
			value = plainNumber(f.Value)
		}
		b.WriteString(strings.ReplaceAll(f.Name, "_", " ") + " " + value)
	}
	return b.String()
}
