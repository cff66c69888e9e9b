package siting

import (
	"errors"
	"io"
	"math"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"catchment/model"
	"catchment/model/planner"
	search "catchment/model/siting"
	"catchment/server/page/shell"
)

// What a wish may ask for at most.
const (
	mostSeconds = 300
	mostText    = 900 << 10 // bytes of a field: of a list
	mostChosen  = 10_000
)

// Where candidates come from.
const (
	fromEverywhere = "everywhere"
	fromAreas      = "areas"
	fromList       = "list"
	fromPoints     = "points"
)

var objectives = []search.Objective{search.Reach, search.Met, search.WorstOff}

// advise is the objective of a wish that leaves it to what binds.
const advise = "advise"

// asked is the form as it was filled in, so that it comes back as it was.
type asked struct {
	texts    map[string]string
	close    []string
	excludes []string // that hold for a candidate which states none
	points   []point
}

// fresh is the form as it begins.
func fresh(kind string) asked {
	return asked{texts: map[string]string{"type": kind, "objective": advise, "from": fromEverywhere, "area_kind": string(model.LocalAuthority), "limit": "10", "seed": "1"}}
}

func (a asked) text(name string) string { return a.texts[name] }

var errNoForm = errors.New("the form did not arrive whole")

// received reads the form part by part, so that no file is written to disk on
// the way: it may hold places that must not be.
func received(r *http.Request) (asked, error) {
	a := asked{texts: map[string]string{}}
	reader, err := r.MultipartReader()
	if err != nil {
		return a, errNoForm
	}
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			return a, nil
		}
		if err == nil {
			err = a.take(part)
		}
		if err != nil && errors.As(err, new(*http.MaxBytesError)) {
			return a, err // the server says so
		}
		if err != nil {
			return a, errNoForm
		}
	}
}

func (a *asked) take(part *multipart.Part) error {
	content, err := io.ReadAll(io.LimitReader(part, mostText))
	text := strings.TrimSpace(string(content))
	switch name := part.FormName(); {
	case text == "":
	case name == "close":
		for _, key := range strings.FieldsFunc(text, separates) {
			if !slices.Contains(a.close, key) {
				a.close = append(a.close, key)
			}
		}
	case name == "excludes":
		a.excludes = append(a.excludes, text)
	case name == "file":
		a.texts["list"], a.texts["from"] = text, fromList
	case name == "list" && a.texts["list"] != "": // a file says it
	case name == "journeys_file":
		a.texts["journeys"] = text
	case name == "journeys" && a.texts["journeys"] != "":
	default:
		if place, column, ok := pointOf(name); ok {
			a.takePoint(place, column, text)
		} else {
			a.texts[name] = text
		}
	}
	return err
}

// separates says whether a character stands between two keys.
func separates(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == ';' }

// reading reads the form as a wish, and keeps what is wrong by field.
type reading struct {
	*shell.Visit
	asked
	wish   planner.Wish
	faults map[string]string
}

// wishOf reads the form.
func wishOf(visit *shell.Visit, a asked) *reading {
	r := &reading{Visit: visit, asked: a, faults: map[string]string{}}
	r.wish = planner.Wish{Day: visit.View.Date(), ServiceType: a.text("type"), Close: a.close,
		Lock: strings.FieldsFunc(a.text("lock"), separates)}
	if tier := a.text("tier"); tier != "" {
		r.wish.Tier = r.whole("tier", 1, 4)
	}
	if name := a.text("objective"); name != advise {
		at := slices.IndexFunc(objectives, func(o search.Objective) bool { return o.String() == name })
		if at < 0 {
			r.fault("objective", visit.Say("siting.fault_choice"))
		} else {
			r.wish.Objective = &objectives[at]
		}
	}
	r.number()
	r.wish.Places, r.wish.Cost = r.stated("places"), r.stated("cost")
	r.terms()
	r.candidates()
	r.journeys()
	r.wish.Limit = float64(r.whole("limit", 1, mostSeconds))
	r.wish.Seed = uint64(r.whole("seed", 0, math.MaxInt32))
	return r
}

func (r *reading) fault(field, sentence string) {
	if r.faults[field] == "" {
		r.faults[field] = sentence
	}
}

// number reads how many, or for how much: one of the two.
func (r *reading) number() {
	number, budget := r.text("number"), r.text("budget")
	switch {
	case number == "" && budget == "":
		r.fault("number", r.Say("siting.fault_neither"))
	case number != "" && budget != "":
		r.fault("budget", r.Say("siting.fault_both"))
	case number != "":
		r.wish.Number = r.whole("number", 1, mostChosen)
	default:
		if x := r.amount("budget"); x != nil && *x > 0 {
			r.wish.Budget = *x
		} else {
			r.fault("budget", r.Say("siting.fault_budget"))
		}
	}
}

func (r *reading) whole(field string, least, most int) int {
	n, err := strconv.Atoi(plain(r.text(field)))
	if err != nil || n < least || n > most {
		r.fault(field, r.Say("siting.fault_whole", "Least", r.Number(float64(least), 0), "Most", r.Number(float64(most), 0)))
		return least
	}
	return n
}

// plain takes away what people write into numbers.
func plain(text string) string {
	return strings.NewReplacer(",", "", "£", "", " ", "", " ", "").Replace(text)
}

func (r *reading) amount(field string) *float64 { return amountIn(r.text(field)) }

func amountIn(text string) *float64 {
	x, err := strconv.ParseFloat(plain(text), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
		return nil
	}
	return &x
}

// stated reads an amount that may be left out.
func (r *reading) stated(field string) *float64 {
	if r.text(field) == "" {
		return nil
	}
	x := r.amount(field)
	if x == nil {
		r.fault(field, r.Say("siting.fault_amount"))
	}
	return x
}
