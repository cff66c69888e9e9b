package routing

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/paulmach/orb"

	"catchment/model"
)

// Settings say which engine, and how it is asked. Zero values of the rest are
// the usual.
type Settings struct {
	URL     string        // where the engine answers, like http://127.0.0.1:5000
	Profile string        // driving, walking or what else the engine has
	Most    int           // coordinates in one request; 100 where 0, as OSRM allows where nothing is set
	Timeout time.Duration // of one request; 30 seconds where 0
	Tries   int           // of one request, and without any answer in a row before the engine is given up; 3 where 0
	Pause   time.Duration // before the second try, twice as long before each one after; 1 second where 0
	Rest    time.Duration // before an engine that was given up is asked again; 1 minute where 0
}

// Engine is a routing engine, for many at a time. Once it was given up, it is
// not asked for a while.
type Engine struct {
	settings Settings
	base     *url.URL
	client   *http.Client

	mutex  sync.Mutex
	silent int       // tries in a row that came to no answer at all
	busy   bool      // the request before was refused to the last try
	gaveUp refusal   // why no more is asked, "" while it is
	until  time.Time // when it is tried again after it was given up
}

var profileForm = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,40}$`)

// New checks the settings; nothing is asked yet.
func New(s Settings) (*Engine, error) {
	base, err := url.Parse(strings.TrimSuffix(s.URL, "/"))
	switch {
	case err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.User != nil || base.RawQuery != "" || base.Fragment != "":
		return nil, unfit("engine", "--engine is not an address of a routing engine; one like http://127.0.0.1:5000 is expected.")
	case !profileForm.MatchString(s.Profile):
		return nil, unfit("profile", "--profile is not a name of a profile; one like driving or walking is expected.")
	case s.Most != 0 && (s.Most < 2 || s.Most > 10_000):
		return nil, unfit("batch", fmt.Sprintf("--batch is %d; a number from 2 to 10000 is expected.", s.Most))
	case s.Timeout < 0 || s.Tries < 0 || s.Pause < 0:
		return nil, unfit("timeout", "--timeout must not be below 0.")
	}
	s.Most, s.Tries = orUsual(s.Most, 100), orUsual(s.Tries, 3)
	s.Timeout, s.Pause, s.Rest = orUsual(s.Timeout, 30*time.Second), orUsual(s.Pause, time.Second), orUsual(s.Rest, time.Minute)
	return &Engine{settings: s, base: base, client: &http.Client{Transport: &http.Transport{Proxy: nil, MaxIdleConnsPerHost: 2}, CheckRedirect: stayOn(base)}}, nil
}

func unfit(field, sentence string) error {
	return &model.Error{Code: model.Invalid, Field: field, Sentence: model.Said(sentence)}
}

func orUsual[N int | time.Duration](n, usual N) N {
	if n == 0 {
		return usual
	}
	return n
}

// stayOn follows few redirects, and none to another host.
func stayOn(base *url.URL) func(*http.Request, []*http.Request) error {
	return func(r *http.Request, via []*http.Request) error {
		if r.URL.Scheme != base.Scheme || r.URL.Host != base.Host || len(via) > 3 {
			return refusal("it redirects to another address, which is not followed")
		}
		return nil
	}
}

// Most is how many coordinates go into one request.
func (e *Engine) Most() int { return e.settings.Most }

// Table gives the minutes from each point to each other; NaN where there is no
// way. Together they are at most Most. An error says in a few words why there
// is no answer.
func (e *Engine) Table(ctx context.Context, from, to []orb.Point) ([][]float64, error) {
	if len(from) == 0 || len(to) == 0 || len(from)+len(to) > e.settings.Most {
		return nil, refusal("the request has too many points, or none")
	}
	tries, gaveUp := e.tries()
	if gaveUp != "" {
		return nil, gaveUp
	}
	address, pause := e.address(from, to), e.settings.Pause
	for {
		table, err := e.once(ctx, address, len(from), len(to))
		tries--
		again := e.heard(err, tries == 0)
		if again == nil || tries <= 0 {
			return table, err
		}
		if err := wait(ctx, max(pause, again.after)); err != nil {
			return nil, err
		}
		pause *= 2
	}
}

// tries is how often a request is tried, or why it is not. What was given up is
// tried once after its rest.
func (e *Engine) tries() (int, refusal) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.gaveUp != "" && time.Now().Before(e.until) {
		return 0, e.gaveUp
	}
	if e.gaveUp != "" || e.busy {
		return 1, ""
	}
	return e.settings.Tries, ""
}

// heard notes what a try came to, and gives the refusal that may pass and is
// worth another try. Who refuses connections, or is silent, as often as one
// request is tried, is given up: the rest would wait as long, each.
func (e *Engine) heard(err error, last bool) *passing {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	again, passes := err.(*passing)
	e.busy = passes && last
	if e.silent++; !passes || again.answered {
		e.silent, e.gaveUp = 0, ""
	}
	if !passes {
		return nil
	}
	if e.silent >= e.settings.Tries {
		e.gaveUp, e.until, e.busy = again.refusal, time.Now().Add(e.settings.Rest), true
		return nil
	}
	return again
}

func wait(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// address writes the points, and which of them are which.
func (e *Engine) address(from, to []orb.Point) string {
	var points, sources, destinations []string
	for i, p := range append(append([]orb.Point{}, from...), to...) {
		points = append(points, degrees(p[0])+","+degrees(p[1]))
		if place := strconv.Itoa(i); i < len(from) {
			sources = append(sources, place)
		} else {
			destinations = append(destinations, place)
		}
	}
	return fmt.Sprintf("%s/table/v1/%s/%s?sources=%s&destinations=%s&annotations=duration", e.base, e.settings.Profile,
		strings.Join(points, ";"), strings.Join(sources, ";"), strings.Join(destinations, ";"))
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', 6, 64) }
