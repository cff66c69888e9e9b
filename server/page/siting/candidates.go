package siting

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"catchment/model"
	"catchment/model/planner"
)

// terms reads what holds for candidates that state no other.
func (r *reading) terms() {
	r.wish.Sets = map[string]string{}
	for _, column := range []string{"programme", "age_min", "age_max"} {
		if text := r.text(column); text != "" {
			r.wish.Sets[column] = text
		}
	}
	r.age("age_min", r.text("age_min"))
	r.age("age_max", r.text("age_max"))
	if len(r.excludes) > 0 {
		r.wish.Sets["excludes"] = strings.Join(r.excludes, ";")
	}
}

// candidates reads among what is chosen. What was given for another way than the
// one that is ticked is not passed over in silence.
func (r *reading) candidates() {
	from := r.text("from")
	switch given := slices.ContainsFunc(r.asked.points, func(p point) bool { return !p.empty() }); {
	case given && from != fromPoints:
		r.fault("from", r.Say("siting.fault_points_unused"))
	case r.text("list") != "" && from != fromList:
		r.fault("from", r.Say("siting.fault_list_unused"))
	}
	switch from {
	case fromPoints:
		r.pointList()
	case fromEverywhere:
	case fromAreas:
		kind := model.AreaKind(r.text("area_kind"))
		switch {
		case !slices.Contains(r.View.Kinds(), kind):
			r.fault("area_kind", r.Say("siting.fault_choice"))
		case r.protected() && !kind.AuthorityOrLarger():
			r.fault("area_kind", r.Say("siting.fault_points"))
		}
		r.wish.Candidates.Areas = kind
	case fromList:
		r.list()
	default:
		r.fault("from", r.Say("siting.fault_choice"))
	}
}

func (r *reading) list() {
	if r.text("list") == "" {
		r.fault("list", r.Say("siting.fault_no_list"))
		return
	}
	sites, problems := planner.ReadCandidates("", tidied(r.text("list"), aliases))
	switch {
	case len(problems.Errors()) > 0:
		if r.fault("list", r.told(problems.Errors(), r.Say("siting.the_list"))); r.protected() {
			r.texts["list"] = ""
		}
	case len(sites) == 0:
		r.fault("list", r.Say("siting.fault_no_list"))
	case r.protected() && slices.ContainsFunc(sites, r.tooNear):
		r.fault("list", r.Say("siting.fault_points"))
		r.texts["list"] = "" // a place that is refused is not typed back
	}
	r.wish.Candidates.List = sites
}

// told is the first faults of a text, and how many more there are.
func (r *reading) told(problems model.Problems, where string) string {
	const shown = 3
	var told []string
	for i, p := range problems {
		if i == shown {
			told = append(told, r.Say("siting.fault_more", "Count", len(problems)-shown))
			break
		}
		p.Where = model.Said(where)
		told = append(told, r.Sentence(p.Told().Whole()))
	}
	return strings.Join(told, " ")
}

// journeys reads minutes to candidates, if any are given.
func (r *reading) journeys() {
	if r.text("journeys") == "" {
		return
	}
	minutes, problems := planner.ReadCandidateJourneys("", tidied(r.text("journeys"), nil))
	if len(problems) > 0 {
		r.fault("journeys", r.told(problems, r.Say("siting.the_journeys")))
	}
	r.wish.Journeys = minutes
}

// protected says whether services of the type must not be found.
func (r *reading) protected() bool {
	kind := typeOf(r.Visit, r.text("type"))
	return kind != nil && kind.IsProtected()
}

// tooNear says whether a candidate says more of a place than may be said of a
// protected service: an authority that it serves.
func (r *reading) tooNear(site planner.CandidateSite) bool {
	return site.Lon != nil || slices.ContainsFunc(site.AreasServed, func(code string) bool {
		place, err := r.View.Place(code)
		return err == nil && !place.Kind.AuthorityOrLarger()
	})
}

// aliases are other names that columns of a list may have.
var aliases = map[string]string{"key": "candidate", "area_code": "areas_served"}

// tidied makes of a list that was pasted, maybe from a spreadsheet, one that the
// planner knows. What cannot be read stays as it is.
func tidied(text string, aliases map[string]string) []byte {
	head, _, _ := strings.Cut(text, "\n")
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff")))
	in.FieldsPerRecord = -1
	switch {
	case strings.Contains(head, "\t"):
		in.Comma = '\t'
	case strings.Contains(head, ";") && !strings.Contains(head, ","):
		in.Comma = ';'
	}
	rows, err := in.ReadAll()
	if err != nil || len(rows) == 0 {
		return []byte(text)
	}
	for i, name := range rows[0] {
		name = strings.ToLower(strings.TrimSpace(name))
		if own, ok := aliases[name]; ok && !slices.Contains(rows[0], own) {
			name = own
		}
		rows[0][i] = name
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll(rows) // into memory
	return out.Bytes()
}
