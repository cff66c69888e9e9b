package scenario

import (
	"math"
	"slices"
	"strings"

	"catchment/model"
)

// Verdict says how a design stands to a rule.
type Verdict string

// The verdicts. What is refused is not the programme any more, or cannot be;
// what is missing is to be stated, or put in place, before it starts.
const (
	Kept    Verdict = "kept"
	Missing Verdict = "missing"
	Refused Verdict = "refused"
)

// Finding is a rule and what the design makes of it.
type Finding struct {
	Rule     string // unit, size, least, most, parents, rolling, rooms, runs, licence, training, partners, respect, parallel
	Verdict  Verdict
	Sentence model.Sentence
	Source   string // of the rule, as S3§7.1; "" where it follows from the design alone
}

// Broken says whether the design does not keep the rule yet.
func (f Finding) Broken() bool { return f.Verdict != Kept }

// claimed are the attributes under which sources state a rule.
var claimed = map[string][]string{"unit": {"group_size"}, "size": {"group_size"}, "least": {"group_size"}, "most": {"group_size"}, "parents": {"concurrent_group"}, "rolling": {"entry"},
	"rooms": {"concurrent_group"}, "runs": {"length"}, "licence": {"licence"}, "training": {"training"}, "partners": {"partner", "training"},
	"respect": {"contact_hours", "length", "condition"}, "parallel": {"feature"}}

// respectMinimum is the programme under which the sources state what Respect
// asks of all programmes for those who harm.
const respectMinimum = "respect_minimum"

// What Respect asks of them.
const (
	leastHours = 75
	leastWeeks = 30
)

func (w *workshop) find(rule string, verdict Verdict, sentence model.Sentence) {
	w.out.Findings = append(w.out.Findings, Finding{rule, verdict, sentence, w.sourceOf(rule)})
}

// sourceOf names the sources that state a rule, and else that of the programme.
func (w *workshop) sourceOf(rule string) string {
	subject, fallback := w.programme().Key, w.programme().Source
	if rule == "respect" || rule == "parallel" {
		subject, fallback = respectMinimum, ""
	}
	var out []string
	for _, c := range w.Claims {
		if c.SubjectKind == "programme" && c.Subject == subject && c.Basis == "source" && slices.Contains(claimed[rule], c.Attribute) && !slices.Contains(out, c.Source+c.Section) {
			out = append(out, c.Source+c.Section)
		}
	}
	switch {
	case out != nil:
		return strings.Join(out, "; ")
	case rule == "size" || rule == "rooms" && !w.concurrent():
		return ""
	}
	return fallback
}

// ofAdults says whether sources count the programme's groups in adults.
func (w *workshop) ofAdults() bool {
	return slices.ContainsFunc(w.Claims, func(c model.Claim) bool {
		return c.SubjectKind == "programme" && c.Subject == w.programme().Key && c.Attribute == "group_size" && c.Unit == "adult"
	})
}

// verdict is Kept, or where a rule is not kept the verdict on that.
func verdict(kept bool, otherwise Verdict) Verdict {
	if kept {
		return Kept
	}
	return otherwise
}

// groups holds the size of a group to the programme's bounds. Where parents
// have fewer places, no more children than these come, shared by the groups.
func (w *workshop) groups() {
	if w.ofAdults() && (w.Unit == model.Child || w.Unit == "family") {
		w.find("unit", Refused, model.Say("The programme's groups are of adults: they are no places of a service type that counts children or families."))
	}
	if w.Places == nil {
		w.find("size", Missing, model.Say("How many a group takes is not stated: the capacity is not known."))
		return
	}
	places, p := *w.Places, w.programme()
	if w.concurrent() && w.ParentPlaces != nil {
		places = min(places, *w.ParentPlaces / *w.Groups)
	}
	w.out.PerGroup = *w.Places
	if p.MinGroup != nil && places < *p.MinGroup {
		w.out.PerGroup = 0
		w.find("least", Refused, model.Say("The programme asks for a group of at least %v; one of %v does not run.", *p.MinGroup, places))
	} else if p.MinGroup != nil {
		w.find("least", Kept, model.Say("The programme asks for a group of at least %v; this one takes %v.", *p.MinGroup, places))
	}
	if p.MaxGroup != nil && *w.Places > *p.MaxGroup {
		w.out.PerGroup = min(w.out.PerGroup, *p.MaxGroup)
		w.find("most", Refused, model.Say("The programme asks for a group of at most %v; the further places do not count.", *p.MaxGroup))
	} else if p.MaxGroup != nil {
		w.find("most", Kept, model.Say("The programme asks for a group of at most %v; this one takes %v.", *p.MaxGroup, *w.Places))
	}
}

// time works out how long members meet, and how often in a year.
func (w *workshop) time() {
	weeks := known(w.Weeks)
	w.out.ContactHours = known(w.Sessions) * known(w.SessionHours)
	w.together()
	w.runs(weeks, math.Floor(*w.UsableWeeks/weeks))
	if w.Perpetrators {
		w.respect(weeks)
	}
}

// runs holds the runs to what a year has room for; inTurn is how many follow one
// another. Without a word on rooms more may run at the same time, but none that
// is longer than the year.
func (w *workshop) runs(weeks, inTurn float64) {
	w.out.RunsAtMost = math.NaN()
	switch {
	case w.Rooms != nil:
		w.out.RunsAtMost = inTurn * max(1, math.Floor(*w.Rooms/w.out.GroupsAtOnce))
	case inTurn == 0:
		w.out.RunsAtMost = 0
	}
	switch {
	case w.Runs == nil || math.IsNaN(inTurn):
	case w.Rooms != nil:
		w.find("runs", verdict(*w.Runs <= w.out.RunsAtMost, Refused), model.Say("In %v weeks of the year the rooms hold %v runs of %v weeks at most; %v are planned.", *w.UsableWeeks, w.out.RunsAtMost, weeks, *w.Runs))
	case *w.Runs <= inTurn:
		w.find("runs", Kept, model.Say("Runs of %v weeks that %v weeks of the year hold one after another: %v. Planned: %v.", weeks, *w.UsableWeeks, inTurn, *w.Runs))
	case inTurn == 0:
		w.find("runs", Refused, model.Say("No run of %v weeks fits into %v weeks of the year, whatever the rooms. Planned: %v.", weeks, *w.UsableWeeks, *w.Runs))
	default:
		w.find("runs", Missing, model.Say("Runs of %v weeks that %v weeks of the year hold one after another: %v. Planned: %v, some of them at the same time; how many rooms are at hand is not stated.", weeks, *w.UsableWeeks, inTurn, *w.Runs))
	}
}

// together asks for a room for each group that meets at the same time.
func (w *workshop) together() {
	if w.Rooms == nil {
		if w.out.GroupsAtOnce > 1 {
			w.find("rooms", Missing, model.Say("%v groups meet at the same time, each with its room and facilitators; how many rooms are at hand is not stated.", w.out.GroupsAtOnce))
		}
		return
	}
	w.find("rooms", verdict(*w.Rooms >= w.out.GroupsAtOnce, Refused), model.Say("%v groups meet at the same time, each with its room and facilitators; %v rooms are at hand.", w.out.GroupsAtOnce, *w.Rooms))
}

func (w *workshop) respect(weeks float64) {
	hours := w.out.ContactHours
	switch {
	case math.IsNaN(hours) && !(weeks < leastWeeks) || math.IsNaN(weeks) && !(hours < leastHours):
		w.find("respect", Missing, model.Say("Respect asks of a programme for those who harm at least %d hours of group work over at least %d weeks, both; the hours or the weeks are not stated.", leastHours, leastWeeks))
	case math.IsNaN(hours) || math.IsNaN(weeks):
		w.find("respect", Refused, model.Say("Respect asks of a programme for those who harm at least %d hours of group work over at least %d weeks, both.", leastHours, leastWeeks))
	default:
		w.find("respect", verdict(hours >= leastHours && weeks >= leastWeeks, Refused), model.Say("Respect asks of a programme for those who harm at least %d hours of group work over at least %d weeks, both; this one has %v hours over %v weeks.", leastHours, leastWeeks, hours, weeks))
	}
	w.find("parallel", verdict(w.Parallel, Missing), model.Say("A programme for those who harm needs a women's service that runs beside it; without one it is a gap, whatever its places."))
}

// readiness says what of parents' places, attendance, licence, training and
// partners is in place.
func (w *workshop) readiness() {
	switch p := w.ParentPlaces; {
	case !w.concurrent():
	case p == nil:
		w.find("parents", Missing, model.Say("The programme runs a parents' group at the same time, and how many that takes is not stated: a family is served only if both have a place."))
	case w.Places != nil && *p < *w.Places**w.Groups:
		w.find("parents", Kept, model.Say("The parents' group holds the families to %v in a run: a family is served only if both have a place.", *p))
	default:
		w.find("parents", Kept, model.Say("The parents' group has a place for every family: a family is served only if both have a place."))
	}
	if w.rolling() && w.Attended == nil {
		w.find("rolling", Missing, model.Say("People join a rolling group at any time: its capacity is not known without the sessions that one attends on average."))
	} else if w.rolling() {
		w.find("rolling", Kept, model.Say("People join a rolling group at any time: each attends %v sessions on average.", *w.Attended))
	}
	if years := w.programme().LicenceYears; years != nil {
		w.licensed(*years)
	}
}

func (w *workshop) licensed(years int) {
	w.find("licence", verdict(w.LicenceHeld, Missing), model.Say("The programme is licensed to the main organisation of an area for %d years.", years))
	if w.Coordinators == nil {
		w.find("training", Missing, model.Say("At least one trained coordinator is needed; how many there are is not stated."))
	} else {
		w.find("training", verdict(*w.Coordinators >= 1, Missing), model.Say("At least one trained coordinator is needed; there are %v.", *w.Coordinators))
	}
	if w.Partners == nil {
		w.find("partners", Missing, model.Say("How many partner agencies have committed themselves is not stated. No source gives a least number."))
	} else {
		w.find("partners", verdict(*w.Partners >= 1, Missing), model.Say("Partner agencies committed: %v. No source gives a least number.", *w.Partners))
	}
}
