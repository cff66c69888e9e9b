// Package auth says for whom a request asks. Until there are accounts that is
// by keys alone: a program that sends one reads what the key's audience may
// see, and changes nothing. A request without one is of this machine, whose
// user is a commissioner.
//
// A key is sent as "Authorization: Bearer KEY", as the password of a Basic one or
// as "X-API-Key: KEY", never in an address, which is logged and kept by others.
// A proxy that asks for a password of its own keeps it to itself. One that is
// not known, has
// ended or was revoked is refused with 401, and none of these differs from the
// other. A key of the public is never answered with what others may see.
package auth

import (
	"context"
	"encoding/base64"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"catchment/model/disclosure"
	"catchment/model/planner"
	"catchment/server/respond"
)

// Rate is how many requests a minute a key may make for long; Burst how many
// at once, a fifth of them where it is 0.
type Rate struct{ Minute, Burst int }

// Usual is the rate where none is set: a download of all features of Wales in
// pages, and a person who looks at a map besides, stay below it.
var Usual = Rate{Minute: 600, Burst: 120}

func (r Rate) orUsual() Rate {
	if r.Minute <= 0 {
		return Usual
	}
	if r.Burst <= 0 {
		r.Burst = max(1, r.Minute/5)
	}
	return r
}

// keptLimits is how many keys' rates are remembered.
const keptLimits = 4096

type gate struct {
	planner *planner.Planner
	rate    Rate
	limits  *lru.Cache[string, *rate.Limiter]
}

// Keys reads the key of a request, where it has one.
func Keys(p *planner.Planner, r Rate) echo.MiddlewareFunc {
	limits, err := lru.New[string, *rate.Limiter](keptLimits)
	if err != nil {
		panic(err) // only for a size below 1
	}
	g := &gate{p, r.orUsual(), limits}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.Response().Header().Add(echo.HeaderVary, "Authorization, X-API-Key") // what is kept under an address is kept for one key
			secrets := secretsOf(c.Request())
			if len(secrets) == 0 {
				return next(c)
			}
			if err := g.admit(c, secrets); err != nil {
				respond.AllowOrigins(c, true) // a refusal holds no figures
				return err
			}
			return next(c)
		}
	}
}

// secretsOf reads the keys as they are sent, each once. Whatever is sent as a
// credential counts as one: a key that was mistyped must not be answered as a
// request without any.
func secretsOf(r *http.Request) []string {
	secrets := slices.Clone(r.Header.Values("X-API-Key"))
	for _, said := range r.Header.Values(echo.HeaderAuthorization) {
		switch scheme, key, _ := strings.Cut(strings.TrimSpace(said), " "); {
		case strings.EqualFold(scheme, "Bearer"):
			secrets = append(secrets, key)
		case strings.EqualFold(scheme, "Basic"):
			secrets = append(secrets, passwords(key)...)
		default:
			secrets = append(secrets, said)
		}
	}
	for i := range secrets {
		secrets[i] = strings.TrimSpace(secrets[i])
	}
	slices.Sort(secrets)
	return slices.Compact(secrets)
}

// passwords reads the key of a program that knows a name and a password only:
// what looks like a key of ours, else the password.
func passwords(basic string) []string {
	text, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(basic)) // as much as can be read
	name, password, _ := strings.Cut(string(text), ":")
	var keys []string
	for _, part := range []string{name, password} {
		if strings.HasPrefix(strings.TrimSpace(part), planner.SecretPrefix) {
			keys = append(keys, part)
		}
	}
	if keys == nil {
		keys = []string{password}
	}
	return keys
}

// admit says why a request is refused. One with two keys that differ is: nobody
// could say for whom it asks.
func (g *gate) admit(c echo.Context, secrets []string) error {
	key, holds, err := g.planner.KeyFor(c.Request().Context(), secrets[0])
	switch {
	case err != nil:
		return err
	case !holds || len(secrets) > 1:
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, `Bearer realm="Catchment"`)
		return respond.Refusal(c, http.StatusUnauthorized, "key", "server.key_unknown")
	}
	respond.SetKey(c, key.ID, string(key.Audience))
	wait, err := g.wait(c.Request().Context(), key.ID)
	if err != nil {
		return err
	}
	if wait > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		return respond.Refusal(c, http.StatusTooManyRequests, "key", "server.key_rate", "Minute", g.rate.Minute)
	}
	return refuse(c, key)
}

// refuse refuses what no key, or not this one, is for.
func refuse(c echo.Context, key planner.AccessKey) error {
	switch method := c.Request().Method; {
	case method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions:
		return respond.Refusal(c, http.StatusForbidden, "key", "server.key_reads")
	case key.Audience == disclosure.Public && slices.Contains(c.QueryParams()["for"], string(disclosure.Commissioner)):
		return respond.Refusal(c, http.StatusForbidden, "for", "server.key_public")
	}
	return nil
}

// patience is how long a request is held before it would be refused. Programs
// that read one small page after another, as GDAL does, take a refusal for the
// end of the data: held, they are slowed and read everything.
const patience = 500 * time.Millisecond

// wait holds a request that comes a little early, and says how long one that
// comes much too early must wait; 0 where it need not.
func (g *gate) wait(ctx context.Context, key string) (time.Duration, error) {
	limit, known := g.limits.Get(key)
	if !known {
		limit = rate.NewLimiter(rate.Limit(float64(g.rate.Minute)/60), g.rate.Burst)
		if before, there, _ := g.limits.PeekOrAdd(key, limit); there {
			limit = before
		}
	}
	reservation := limit.Reserve()
	wait := reservation.Delay()
	if wait > patience {
		reservation.Cancel()
		return wait, nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		reservation.Cancel()
		return 0, ctx.Err()
	case <-timer.C:
		return 0, nil
	}
}
