package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"catchment/model"
	"catchment/model/coverage"
	"catchment/model/gap"
)

// explain prints the terms of one number, or of each type of a tier.
func (p *program) explain(r *coverage.Result, code string, tier int, serviceType string) error {
	place, err := reportedPlace(r, code)
	if err != nil {
		return err
	}
	var explained []*coverage.Explanation
	for row, e := range r.Day.Expected {
		if key := r.Day.Types[e.Type].Key; e.Tier == tier && (serviceType == "" || key == serviceType) {
			explained = append(explained, r.Explain(place, row))
		}
	}
	if explained == nil {
		return noneExpected(r, tier, serviceType)
	}
	return p.show(plain(explained), func(w io.Writer) {
		if serviceType == "" {
			writeTier(w, r, place, tier, explained)
			return
		}
		writeExplanation(w, r, explained[0])
	})
}

func reportedPlace(r *coverage.Result, code string) (int, error) {
	area, known := r.Day.Area(code)
	place, reported := r.Day.ReportedPlace(area)
	switch {
	case !known:
		return 0, &model.Error{Code: model.NotFound, Field: "why", Sentence: model.Said(fmt.Sprintf("There is no area with the code %q.", code))}
	case !reported:
		return 0, &model.Error{Code: model.NotFound, Field: "why", Sentence: model.Said(fmt.Sprintf("The area %s (%s) is not reported on: it is neither a base area nor above one on %s.", code, r.Day.Areas[area].Name, r.Day.Date.Long()))}
	}
	return int(place), nil
}

func noneExpected(r *coverage.Result, tier int, serviceType string) error {
	var keys []string
	for _, e := range r.Day.Expected {
		if e.Tier == tier {
			keys = append(keys, r.Day.Types[e.Type].Key)
		}
	}
	if serviceType == "" {
		return &model.Error{Code: model.NotFound, Field: "tier", Sentence: model.Said(fmt.Sprintf("No service type is expected in tier %d.", tier))}
	}
	return &model.Error{Code: model.NotFound, Field: "service-type", Sentence: model.Said(fmt.Sprintf(
		"No service type %q is expected in tier %d; expected are %s.", serviceType, tier, strings.Join(keys, ", ")))}
}

// writeTier prints coverage of a tier as the mean over its types.
func writeTier(w io.Writer, r *coverage.Result, place, tier int, explained []*coverage.Explanation) {
	f := r.Tier(place, tier)
	fmt.Fprintf(w, "%s, tier %d, on %s: coverage %s, %s. Mean over the types with demand, weighted by v; %d of %d types present.\n\n",
		explained[0].Area.Name, tier, r.Day.Date.Long(), part(f.Coverage), mark(f.Status), f.Present, f.Expected)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "v\tdemand\tunreached\tnot eligible\twaiting\tmet\tcoverage\t  service type")
	for _, x := range explained {
		fmt.Fprintf(t, "%g\t%s\t%s\t%s\t%s\t%s\t%s\t  %s\n", x.Weight, exact(x.Bands.Demand), exact(x.Bands.Unreached),
			exact(x.Bands.NotEligible), exact(x.Bands.Waiting), exact(x.Bands.Met), part(x.Bands.Met/x.Bands.Demand), x.Type.Key)
	}
	t.Flush()
	fmt.Fprintln(w, "\nAdd --service-type TYPE for the terms of one of them.")
}

// writeExplanation prints every term of one coverage.
func writeExplanation(w io.Writer, r *coverage.Result, x *coverage.Explanation) {
	b := x.Bands
	fmt.Fprintf(w, "%s (%s), tier %d, %s, on %s\n", x.Area.Name, x.Area.Code, x.Tier, x.Type.Label(), r.Day.Date.Long())
	fmt.Fprintf(w, "coverage = met / demand = %s / %s = %s\n\n", exact(b.Met), exact(b.Demand), part(b.Met/b.Demand))
	fmt.Fprintf(w, "Demand = need × uptake %g, in children a year: %s (low %s, high %s)\n", x.Uptake, exact(b.Demand), exact(x.DemandLow), exact(x.DemandHigh))
	writeBands(w, b)
	writeNeed(w, x)
	writeServices(w, x)
	writeGroups(w, x)
	fmt.Fprintln(w, "\nGood practice, as parts of demand (low to high), and the part of met on evidence")
	for g, f := range x.Indicators {
		fmt.Fprintf(w, "  GP%d  %s to %s, assessed %s  %s\n", g+1, part(f.Low), part(f.High), part(f.Assessed), mark(f.Status))
	}
	fmt.Fprintf(w, "\nMethod version %d, revision %d.\n", r.Day.Revision.Method, r.Day.Revision.Revision)
}

func writeBands(w io.Writer, b coverage.Bands) {
	for _, band := range []struct {
		name     string
		children float64
		meaning  string
	}{
		{"unreached", b.Unreached, "no service of the type reaches them"},
		{"not eligible", b.NotEligible, "no service that reaches them accepts them"},
		{"waiting", b.Waiting, "accepted, and there is no place"},
		{"met", b.Met, ""},
	} {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("  %-13s %12s  %s", band.name, exact(band.children), band.meaning), " "))
	}
	if b.MetHigh > b.Met+1e-9 {
		fmt.Fprintf(w, "  %-13s %12s  if services of unknown capacity met all that they reach and accept\n", "met would be", exact(b.MetHigh))
	}
}

func writeNeed(w io.Writer, x *coverage.Explanation) {
	if len(x.Ages) > 0 {
		fmt.Fprintln(w, "\nNeed by age = persons × rate × index, then observed counts and scaling")
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "age\tpersons\trate\tindex\testimate\tneed\t")
		for _, a := range x.Ages {
			fmt.Fprintf(t, "%d\t%s\t%s\t%s\t%s\t%s\t\n", a.Age, exact(a.Persons), exact(a.Rate), exact(a.Index), exact(a.Estimate), exact(a.Need))
		}
		t.Flush()
	}
	if len(x.Base) > 1 {
		fmt.Fprintf(w, "\nAdded up from %d base areas\n", len(x.Base))
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(t, "need\tdemand\tunreached\tnot eligible\twaiting\tmet\t  area")
		for _, base := range x.Base {
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t  %s %s\n", exact(base.Need), exact(base.Bands.Demand), exact(base.Bands.Unreached),
				exact(base.Bands.NotEligible), exact(base.Bands.Waiting), exact(base.Bands.Met), base.Area.Code, base.Area.Name)
		}
		t.Flush()
	}
	if len(x.Attributes) > 0 {
		fmt.Fprintln(w, "\nCircumstances, as parts of the tier's children")
	}
	for _, a := range x.Attributes {
		fmt.Fprintf(w, "  %6s  %s\n", part(a.Share), gap.Attribute(english, a.Attribute))
	}
}

func writeServices(w io.Writer, x *coverage.Explanation) {
	if len(x.Services) == 0 {
		fmt.Fprintln(w, "\nNo service of the type reaches the area.")
		return
	}
	fmt.Fprintf(w, "\nServices that reach the area (%d)\n", len(x.Services))
	for _, s := range x.Services {
		fmt.Fprintf(w, "  %s  %s\n", s.Key, s.Name)
		fmt.Fprintf(w, "    meets %s children of the area\n", exact(s.Given))
		fmt.Fprintf(w, "    accepts %s\n", accepts(x, s.Rule))
		fmt.Fprintf(w, "    reach W %s\n", reachWords(s))
		if x.Type.Measure == model.Presence {
			continue
		}
		if !s.Capacity.Known() {
			fmt.Fprintf(w, "    capacity not known: %s; it counts 0 in met; pull %s\n", s.Capacity.Terms, exact(s.Pull))
			continue
		}
		fmt.Fprintf(w, "    capacity %s places a year (%s); ratio = capacity / pull = %s / %s = %s\n",
			exact(s.Capacity.Places), s.Capacity.Terms, exact(s.Capacity.Places), exact(s.Pull), exact(s.Ratio))
	}
}

func accepts(x *coverage.Explanation, rule coverage.Rule) string {
	words := fmt.Sprintf("ages %d to %d", rule.From, rule.To)
	switch last := model.AgeCount - 1; {
	case rule.From == 0 && rule.To == last:
		words = "all ages (no age rule stated)"
	case rule.To == last:
		words = fmt.Sprintf("ages %d and over", rule.From)
	}
	var refused []string
	for _, i := range rule.Refuses {
		refused = append(refused, gap.Attribute(english, x.Attributes[i].Attribute))
	}
	if refused == nil {
		return words + "; refuses nobody else"
	}
	return words + "; refuses " + strings.Join(refused, ", ")
}

func reachWords(s coverage.ServiceTerm) string {
	if s.Legs == nil {
		if s.Weakest == s.Strongest {
			return exact(s.Strongest) + " in " + baseAreas(s.Reached)
		}
		return fmt.Sprintf("%s to %s in %s", exact(s.Weakest), exact(s.Strongest), baseAreas(s.Reached))
	}
	var legs []string
	for _, leg := range s.Legs {
		switch {
		case leg.Site < 0:
			legs = append(legs, "no journey: by area served, virtual or outreach")
		case math.IsInf(leg.Catchment, 1):
			legs = append(legs, "at any distance: no catchment is stated")
		case leg.Minutes:
			legs = append(legs, fmt.Sprintf("%s minutes of %s", exact(leg.Cost), exact(leg.Catchment)))
		default:
			legs = append(legs, fmt.Sprintf("%s km with detour, of a catchment of %s km", exact(leg.Cost), exact(leg.Catchment)))
		}
	}
	return exact(s.Strongest) + " (" + strings.Join(legs, "; ") + ")"
}

func writeGroups(w io.Writer, x *coverage.Explanation) {
	if len(x.Groups) == 0 {
		return
	}
	fmt.Fprintln(w, "\nSupply by group of children that the same services accept; met = demand × min(1, supply)")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "demand\tsupply\tmet\t  accepted by")
	for _, g := range x.Groups {
		who := strings.Join(g.Services, ", ")
		if who == "" {
			who = "nobody"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t  %s\n", exact(g.Demand), exact(g.Supply), exact(g.Met), who)
	}
	t.Flush()
}

// exact shows a term with six significant digits.
func exact(x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case math.Abs(x) < 1e-9:
		return "0"
	}
	return fmt.Sprintf("%.6g", x)
}

func part(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", 100*x)
}

func baseAreas(n int) string {
	if n == 1 {
		return "1 base area"
	}
	return fmt.Sprintf("%d base areas", n)
}
