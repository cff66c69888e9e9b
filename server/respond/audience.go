package respond

import (
	"cmp"

	"github.com/labstack/echo/v4"
)

const keyedKey = "catchment.key"

// keyed is the key that a request was sent with.
type keyed struct{ id, audience string }

// SetKey says that a request was sent with a key of an audience.
func SetKey(c echo.Context, id, audience string) { c.Set(keyedKey, keyed{id, audience}) }

// Key is the key that a request was sent with, "" where there is none.
func Key(c echo.Context) string {
	key, _ := c.Get(keyedKey).(keyed)
	return key.id
}

// Audience is whom a request asks for: as the address says it, else that of its
// key; "" where neither says it. One with a key of the public asks for the
// public, whatever the address says.
func Audience(c echo.Context) string {
	key, _ := c.Get(keyedKey).(keyed)
	if key.audience == publicAudience {
		return publicAudience
	}
	return cmp.Or(c.QueryParam("for"), key.audience)
}

// publicAudience is what disclosure calls the public.
const publicAudience = "public"
